//! `[[organisation]]` rows: blocs, international organisations, armed groups, institutions of states, unions, companies.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::actors::{ActorEntry, ActorRow, Ambiguity, NameKind, slug};
use super::sector::Sector;
use crate::ActorKind;

/// An organisation as `codebook/organisations.toml` writes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationRow {
    #[serde(default)]
    id: Option<String>,
    name: String,
    kind: ActorKind,
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    sectors: Vec<Sector>,
    #[serde(default)]
    party: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    seats: Vec<String>,
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    ambiguous: BTreeMap<String, Ambiguity>,
}

impl ActorRow for OrganisationRow {
    fn entry(&self) -> ActorEntry {
        let id = self.id.clone().unwrap_or_else(|| slug(&self.name));
        let mut entry = ActorEntry::new(id, &self.name, self.kind);
        entry.country = self.country.clone();
        entry.sectors = self.sectors.clone();
        entry.party = self.party.clone();
        entry.members = self.members.clone();
        entry.add_names(NameKind::Name, &self.aliases);
        entry.add_names(NameKind::Adjective, &self.adjectives);
        entry.add_names(NameKind::People, &self.people);
        entry.add_names(NameKind::Seat, &self.seats);
        entry.mark_ambiguous(&self.ambiguous);
        entry
    }
}
