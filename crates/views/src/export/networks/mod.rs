//! The record as networks: who met whom, who spoke on what, who agrees with whom.
//!
//! ```text
//! contacts      Norland ──3── Southmark          how many contacts took place
//! actor-term    Norland ──2── ceasefire          how many statements take a stance on the term
//! discourse     Norland ──4── Westmark           how often they take the same stance on the same term
//! ```
//!
//! A network is made of the part of the record that lies in a window of time, entry by entry. Of each what its nodes and ties
//! need is held; ties are made as they are written, since each names its entries, and there may be many times more ties than entries. The measures of discourse networks are those of
//! Discourse Network Analyzer (`incidence`); GraphML and GEXF are two ways to write a network down.

mod contacts;
mod discourse;
mod gexf;
mod graphml;
mod incidence;
mod xml;

use std::io::{self, Write};

use jiff::civil::Date;
use rapporteur_record::{ActorId, Around, ContactStatus, Entries};

pub use self::graphml::Flavour;
pub use self::incidence::{Incidence, Normalisation, Relation};

/// Which network of the record, of which time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkOptions {
    /// Who and what is tied.
    pub kind: NetworkKind,
    /// Parties, or the people who act and speak for them.
    pub level: Level,
    /// How stances become the weight of a tie; of contacts without meaning.
    pub relation: Relation,
    /// By what the weight is divided; of contacts without meaning.
    pub normalisation: Normalisation,
    /// Contacts that count: by default those that took place.
    pub statuses: Vec<ContactStatus>,
    /// First day of the window.
    pub since: Option<Date>,
    /// Last day of the window.
    pub until: Option<Date>,
}

impl Default for NetworkOptions {
    fn default() -> Self {
        Self {
            kind: NetworkKind::Discourse,
            level: Level::Party,
            relation: Relation::Congruence,
            normalisation: Normalisation::No,
            statuses: vec![ContactStatus::Held, ContactStatus::UnderWay],
            since: None,
            until: None,
        }
    }
}

/// Who and what is tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkKind {
    /// Who met, called or wrote to whom.
    Contacts,
    /// Who takes a stance on what: two modes, actors and terms.
    ActorTerm,
    /// Who takes the same stance as whom, or the opposite one.
    Discourse,
}

/// Who the actors of a network are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Parties.
    Party,
    /// Whoever speaks or takes part.
    Person,
}

/// A network that cannot be made, or not as it is asked for.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// What the record is made from failed.
    #[error(transparent)]
    Record(#[from] io::Error),
    /// The relation is one of the other kind of network.
    #[error("{relation} is no relation of this network; {known}")]
    Relation {
        /// What was asked for.
        relation: &'static str,
        /// What there is.
        known: &'static str,
    },
    /// The normalisation is one of the other kind of network.
    #[error("{normalisation} does not normalise this network; {known}")]
    Normalisation {
        /// What was asked for.
        normalisation: &'static str,
        /// What there is.
        known: &'static str,
    },
}

/// A network, ready to be written down.
pub struct Network {
    about: String,
    pub(crate) nodes: Vec<Node>,
    ties: Ties,
}

/// What ties are made of.
enum Ties {
    Contacts(contacts::Contacts),
    BetweenActors(discourse::Stances),
    WithTerms(discourse::Stances),
}

/// Who or what is tied.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) label: String,
    /// "state", "person", "term".
    kind: &'static str,
    code: Option<String>,
    party: Option<String>,
    /// Statements or contacts in which it has a part.
    pub(crate) frequency: usize,
}

/// A tie between two nodes, by their places in the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tie {
    pub(crate) source: usize,
    pub(crate) target: usize,
    weight: f64,
    pub(crate) counts: Vec<(&'static str, i64)>,
    /// The terms or kinds of contact that it rests on.
    pub(crate) about: Vec<&'static str>,
    /// Ids of the entries that it rests on.
    pub(crate) entries: Vec<String>,
    spells: Vec<Spell>,
}

/// A stretch of time during which a tie is seen; an open end is one that nobody told.
type Spell = (Option<Date>, Option<Date>);

/// The network of a record; an error where the options do not go together, or what the record is made from fails.
///
/// ```
/// use rapporteur_record::Record;
/// use rapporteur_views::export::networks::{NetworkOptions, network};
///
/// let mut graphml = Vec::new();
/// network(&Record::default(), &NetworkOptions::default())?.write_graphml(Default::default(), &mut graphml)?;
/// assert!(graphml.starts_with(b"<?xml"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn network(record: &impl Entries, options: &NetworkOptions) -> Result<Network, NetworkError> {
    match options.kind {
        NetworkKind::Contacts => contacts::network(record, options),
        NetworkKind::ActorTerm => discourse::two_mode(record, options),
        NetworkKind::Discourse => discourse::one_mode(record, options),
    }
}

impl Network {
    /// The ties, each made when its turn comes.
    pub(crate) fn ties(&self) -> Box<dyn Iterator<Item = Tie> + '_> {
        match &self.ties {
            Ties::Contacts(contacts) => Box::new(contacts.ties()),
            Ties::BetweenActors(stances) => Box::new(stances.between_actors()),
            Ties::WithTerms(stances) => Box::new(stances.with_terms()),
        }
    }

    /// Writes GraphML; an error where `out` fails, or the file in which lies what ties are made of.
    pub fn write_graphml(&self, flavour: Flavour, out: impl Write) -> io::Result<()> {
        graphml::write(self, flavour, out)?;
        self.check()
    }

    /// Writes GEXF with the days of the ties; an error where `out` fails, or the file in which lies what ties are made of.
    pub fn write_gexf(&self, out: impl Write) -> io::Result<()> {
        gexf::write(self, out)?;
        self.check()
    }

    fn check(&self) -> io::Result<()> {
        match &self.ties {
            Ties::Contacts(contacts) => contacts.check(),
            Ties::BetweenActors(stances) | Ties::WithTerms(stances) => stances.check(),
        }
    }

    /// How many nodes and ties it has.
    pub fn size(&self) -> (usize, usize) {
        (self.nodes.len(), self.ties().count())
    }
}

impl NetworkOptions {
    /// Whether some day of the period lies in the window. What has no day does where the window is all of time.
    fn holds(&self, from: Option<Date>, to: Option<Date>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let (Some(from), Some(to)) = (from.or(to), to.or(from)) else { return false };
        self.since.is_none_or(|since| to >= since) && self.until.is_none_or(|until| from <= until)
    }

    /// " from 2024-05-01 to 2024-06-01", or nothing.
    fn window(&self) -> String {
        let since = self.since.map(|day| format!(" from {day}")).unwrap_or_default();
        since + &self.until.map(|day| format!(" to {day}")).unwrap_or_default()
    }
}

/// The actor as a node, in whatever it has a part.
fn node(around: Around<'_>, actor: ActorId) -> Node {
    let known = around.actor(actor);
    let party = known.and_then(|actor| actor.party).and_then(|party| around.actor(party));
    Node {
        id: known.map(|actor| actor.id.to_owned()).unwrap_or_default(),
        label: known.map(|actor| actor.name.to_owned()).unwrap_or_default(),
        kind: known.map_or("", |actor| actor.kind.as_str()),
        code: known.and_then(|actor| actor.code).map(str::to_owned),
        party: party.map(|party| party.name.to_owned()),
        frequency: 0,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::export::testing::record;

    #[test]
    fn a_window_holds_what_overlaps_it() {
        let window =
            NetworkOptions { since: Some(date(2024, 5, 1)), until: Some(date(2024, 5, 31)), ..Default::default() };
        let day = |month, day| Some(date(2024, month, day));
        assert!(
            window.holds(day(5, 1), day(5, 1)) && window.holds(day(4, 28), day(5, 2)) && window.holds(None, day(5, 9))
        );
        assert!(!window.holds(day(4, 1), day(4, 30)) && !window.holds(day(6, 1), None) && !window.holds(None, None));
        assert!(NetworkOptions::default().holds(None, None));
    }

    #[test]
    fn each_kind_of_network_has_its_ties() {
        let record = record();
        let of = |kind, relation| {
            network(&record, &NetworkOptions { kind, relation, ..Default::default() }).map(|network| network.size())
        };
        assert_eq!(of(NetworkKind::Contacts, Relation::Congruence).unwrap(), (2, 1));
        assert_eq!(of(NetworkKind::ActorTerm, Relation::Combine).unwrap(), (3, 2));
        // Norland is against a ceasefire, Southmark for it.
        assert_eq!(of(NetworkKind::Discourse, Relation::Conflict).unwrap(), (2, 1));
        assert_eq!(of(NetworkKind::Discourse, Relation::Congruence).unwrap(), (2, 0));
        assert!(of(NetworkKind::Discourse, Relation::Combine).is_err());
    }

    #[test]
    fn what_lies_outside_the_window_is_left_out() {
        let later = NetworkOptions { since: Some(date(2025, 1, 1)), kind: NetworkKind::Contacts, ..Default::default() };
        assert_eq!(network(&record(), &later).unwrap().size(), (0, 0));
    }
}
