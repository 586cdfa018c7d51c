//! Places that are no states: venues of talks, cities, regions, each with its state.

use serde::Deserialize;
use toml::Spanned;

use super::phrases::{Capitals, Phrases};

/// A `[[places]]` row of `codebook/places.toml`: the places of one state.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlacesRow {
    country: String,
    #[serde(default)]
    cities: Vec<String>,
    #[serde(default)]
    regions: Vec<String>,
    #[serde(default)]
    venues: Vec<String>,
}

/// A place of the codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlaceEntry {
    /// The name as the table writes it.
    pub name: String,
    /// Code of the state where it lies: ISO 3166 alpha-3, `XKX` for Kosovo.
    pub country: String,
    /// What it is.
    pub kind: PlaceKind,
}

/// Kinds of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A city or town.
    City,
    /// A region, province, island, sea, strait.
    Region,
    /// A house or resort where people negotiate: Camp David.
    Venue,
}

/// A place found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlaceMatch<'a> {
    /// Tokens that the name takes.
    pub len: usize,
    /// The place.
    pub place: &'a PlaceEntry,
}

/// All places, by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    entries: Vec<PlaceEntry>,
    names: Phrases<u32>,
}

impl Places {
    /// Adds the rows of one file; a name that was there already names the later place.
    pub(super) fn add(&mut self, rows: &[Spanned<PlacesRow>]) {
        for row in rows.iter().map(Spanned::get_ref) {
            let cities = row.cities.iter().map(|name| (name, PlaceKind::City));
            let regions = row.regions.iter().map(|name| (name, PlaceKind::Region));
            let venues = row.venues.iter().map(|name| (name, PlaceKind::Venue));
            for (name, kind) in cities.chain(regions).chain(venues) {
                self.names.put(name, Capitals::of(name), self.entries.len() as u32);
                self.entries.push(PlaceEntry { name: name.clone(), country: row.country.clone(), kind });
            }
        }
    }

    pub(super) fn entries(&self) -> &[PlaceEntry] {
        &self.entries
    }

    pub(super) fn longest_at(&self, words: &[&str], at: usize) -> Option<PlaceMatch<'_>> {
        let (len, mut found) = self.names.longest_at(words, at)?;
        Some(PlaceMatch { len, place: self.entries.get(*found.next()? as usize)? })
    }
}
