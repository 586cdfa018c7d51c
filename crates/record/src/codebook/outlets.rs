//! `[[outlet]]` rows: news agencies, papers, broadcasters.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::actors::{ActorEntry, ActorRow, Ambiguity, NameKind, slug};
use super::sector::Sector;
use crate::ActorKind;

/// An outlet as `codebook/outlets.toml` writes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutletRow {
    #[serde(default)]
    id: Option<String>,
    name: String,
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    ambiguous: BTreeMap<String, Ambiguity>,
}

impl ActorRow for OutletRow {
    fn entry(&self) -> ActorEntry {
        let id = self.id.clone().unwrap_or_else(|| slug(&self.name));
        let mut entry = ActorEntry::new(id, &self.name, ActorKind::Outlet);
        entry.country = self.country.clone();
        entry.sectors = vec![Sector::Jrn];
        entry.add_names(NameKind::Name, &self.aliases);
        entry.mark_ambiguous(&self.ambiguous);
        entry
    }
}
