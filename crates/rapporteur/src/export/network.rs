//! Which network `export --to graphml` and `--to gexf` write.

use anyhow::ensure;
use jiff::civil::Date;
use rapporteur_record::ContactStatus;
use rapporteur_views::export::networks::{Flavour, Level, NetworkKind, NetworkOptions, Normalisation, Relation};

use crate::record;

/// Which network, of which time.
#[derive(clap::Args)]
#[group(id = "network-options")]
#[command(next_help_heading = "Networks")]
pub(super) struct Options {
    /// Who and what is tied. By default who agrees with whom.
    #[arg(long, value_enum, value_name = "NETWORK")]
    network: Option<Kind>,
    /// Parties, or the people who act and speak for them.
    #[arg(long, value_enum, value_name = "LEVEL")]
    level: Option<LevelOption>,
    /// How stances become the weight of a tie. By default congruence; between actors and terms, subtract.
    #[arg(long, value_enum, value_name = "RELATION")]
    relation: Option<RelationOption>,
    /// By what the weight is divided.
    #[arg(long, value_enum, value_name = "NORM")]
    normalise: Option<NormalisationOption>,
    /// Contacts of these statuses count, by default held,under_way.
    #[arg(long, value_name = "STATUSES", value_delimiter = ',', value_parser = str::parse::<ContactStatus>)]
    status: Vec<ContactStatus>,
    /// First day of the window.
    #[arg(long, value_name = "DATE", value_parser = record::date)]
    since: Option<Date>,
    /// Last day of the window.
    #[arg(long, value_name = "DATE", value_parser = record::date)]
    until: Option<Date>,
    /// With the drawings that visone wants, which Gephi does not open.
    #[arg(long)]
    visone: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// Who met, called or wrote to whom.
    Contacts,
    /// Who takes a stance on which term.
    ActorTerm,
    /// Who takes the same stance as whom, or the opposite one.
    Discourse,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum LevelOption {
    /// Parties.
    Party,
    /// Whoever speaks or takes part.
    Person,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum RelationOption {
    /// On the same thing, whatever the stance.
    Ignore,
    /// The same stance on the same thing.
    Congruence,
    /// Opposite stances on the same thing.
    Conflict,
    /// Congruence minus conflict; between actors and terms, for minus against.
    Subtract,
    /// Between actors and terms: 1 for, 2 against, 3 both.
    Combine,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum NormalisationOption {
    /// Nothing.
    No,
    /// The two actors' average number of statements.
    Average,
    /// DNA's Jaccard norm.
    Jaccard,
    /// DNA's cosine norm.
    Cosine,
    /// The actor's statements, between actors and terms.
    Activity,
    /// The term's statements, between actors and terms.
    Prominence,
}

impl Options {
    /// What is asked for; nothing where no network is to be written, in which case nothing may be asked for.
    pub(super) fn checked(&self, wanted: bool) -> anyhow::Result<Option<NetworkOptions>> {
        let asked = self.network.is_some()
            || self.level.is_some()
            || self.relation.is_some()
            || self.normalise.is_some()
            || !self.status.is_empty()
            || self.since.is_some()
            || self.until.is_some()
            || self.visone;
        ensure!(
            wanted || !asked,
            "--network, --level, --relation, --normalise, --status, --since, --until and --visone go with --to graphml or gexf"
        );
        if !wanted {
            return Ok(None);
        }
        let kind = match self.network.unwrap_or(Kind::Discourse) {
            Kind::Contacts => NetworkKind::Contacts,
            Kind::ActorTerm => NetworkKind::ActorTerm,
            Kind::Discourse => NetworkKind::Discourse,
        };
        let relation = match self.relation {
            None if kind == NetworkKind::ActorTerm => Relation::Subtract,
            None | Some(RelationOption::Congruence) => Relation::Congruence,
            Some(RelationOption::Ignore) => Relation::Ignore,
            Some(RelationOption::Conflict) => Relation::Conflict,
            Some(RelationOption::Subtract) => Relation::Subtract,
            Some(RelationOption::Combine) => Relation::Combine,
        };
        let normalisation = match self.normalise.unwrap_or(NormalisationOption::No) {
            NormalisationOption::No => Normalisation::No,
            NormalisationOption::Average => Normalisation::Average,
            NormalisationOption::Jaccard => Normalisation::Jaccard,
            NormalisationOption::Cosine => Normalisation::Cosine,
            NormalisationOption::Activity => Normalisation::Activity,
            NormalisationOption::Prominence => Normalisation::Prominence,
        };
        let level = match self.level {
            Some(LevelOption::Person) => Level::Person,
            _ => Level::Party,
        };
        let defaults = NetworkOptions::default();
        let statuses = if self.status.is_empty() { defaults.statuses } else { self.status.clone() };
        let (since, until) = (self.since, self.until);
        Ok(Some(NetworkOptions { kind, level, relation, normalisation, statuses, since, until }))
    }

    pub(super) fn flavour(&self) -> Flavour {
        if self.visone { Flavour::Visone } else { Flavour::Plain }
    }
}
