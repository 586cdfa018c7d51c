//! `[[state]]` rows: states, with the names by which reports tell them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::actors::{ActorEntry, ActorRow, Ambiguity, NameKind};
use crate::ActorKind;

/// A state as `codebook/states.toml` writes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateRow {
    code: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    capitals: Vec<String>,
    #[serde(default)]
    seats: Vec<String>,
    #[serde(default)]
    sector: Option<super::Sector>,
    #[serde(default)]
    within: Option<String>,
    #[serde(default)]
    un: Membership,
    #[serde(default)]
    ambiguous: BTreeMap<String, Ambiguity>,
}

/// What a state is in the United Nations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Membership {
    /// One of the members.
    #[default]
    Member,
    /// The Holy See and Palestine.
    Observer,
    /// Neither: Kosovo, Taiwan, Western Sahara, dependencies, breakaway regions.
    None,
}

impl ActorRow for StateRow {
    fn entry(&self) -> ActorEntry {
        // A breakaway region has no code of its own: PLOVER gives it that of the state that claims it.
        let country = self.within.clone().unwrap_or_else(|| self.code.clone());
        let mut entry = ActorEntry::new(self.code.to_lowercase(), &self.name, ActorKind::State);
        entry.country = Some(country);
        entry.sectors = self.sector.into_iter().collect();
        entry.membership = Some(self.un);
        entry.add_names(NameKind::Name, &self.aliases);
        entry.add_names(NameKind::Adjective, &self.adjectives);
        entry.add_names(NameKind::People, &self.people);
        entry.add_names(NameKind::Capital, &self.capitals);
        entry.add_names(NameKind::Seat, &self.seats);
        entry.mark_ambiguous(&self.ambiguous);
        entry
    }
}
