//! The cast of a negotiation: what its reports together tell of the persons in them.
//!
//! One report introduces "Ada Brandt, the union's chief negotiator", the next says only "Brandt". So mentions are found
//! twice: once in each report by itself, which gives the cast, then again with the cast at hand where a report is silent.
//!
//! ```text
//! r1: Ada Brandt, the union's chief negotiator, …     cast: ada brandt, on the side of the union, a negotiator
//! r2: Brandt said …                                   speaks for the union, with a negotiator's authority
//! ```
//!
//! The cast does not depend on the order of the reports.

use std::collections::BTreeMap;

use rapporteur_record::{ActorKind, Authority};
use serde::{Deserialize, Serialize};

use super::entities::{EntityId, Held, Hold};
use super::resolver::Resolver;

/// Who is who in the reports of one negotiation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cast {
    /// By the words of the full name.
    persons: BTreeMap<Vec<String>, Role>,
    /// Full names by their last word; `None` where several share it.
    by_last: BTreeMap<String, Option<Vec<String>>>,
    /// How much the reports are about each state.
    pub(super) weights: super::home::Weights,
}

/// What one report tells for the cast.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    pub(super) persons: Vec<Told>,
    pub(super) weights: super::home::Weights,
}

/// What one report tells of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) words: Vec<String>,
    pub(super) side: Option<(Hold, Side)>,
    pub(super) office: Option<(Hold, String, Authority)>,
}

/// A party, as another report can find it again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Side {
    /// By its key in the codebook.
    Known(String),
    /// By its name.
    Named(String, ActorKind),
}

/// All that is told of a person: each with how often.
#[derive(Clone, Debug, Default, PartialEq)]
struct Role {
    sides: BTreeMap<(Hold, Side), usize>,
    offices: BTreeMap<(Hold, String, Authority), usize>,
}

impl Cast {
    /// The cast of these reports, each read by itself.
    pub fn of<'m>(reports: impl IntoIterator<Item = &'m Telling>) -> Self {
        let mut cast = Self::default();
        reports.into_iter().for_each(|told| cast.add(told));
        cast
    }

    /// Adds what one more report tells.
    pub fn add(&mut self, telling: &Telling) {
        for (id, weight) in &telling.weights {
            *self.weights.entry(id.clone()).or_default() += weight;
        }
        for told in telling.persons.iter().filter(|told| told.words.len() > 1) {
            let role = self.persons.entry(told.words.clone()).or_default();
            if let Some(side) = &told.side {
                *role.sides.entry(side.clone()).or_default() += 1;
            }
            if let Some(office) = &told.office {
                *role.offices.entry(office.clone()).or_default() += 1;
            }
            let Some(last) = told.words.last() else { continue };
            let full = self.by_last.entry(last.clone()).or_insert_with(|| Some(told.words.clone()));
            if full.as_ref() != Some(&told.words) {
                *full = None;
            }
        }
    }

    /// All that a report with this telling learns from the cast, in words. Two casts that answer alike give the report
    /// the same reading, so whoever keeps readings need not make them anew for every report that comes in later.
    pub fn answer(&self, telling: &Telling) -> String {
        let mut answer = super::home::state(&telling.weights, &self.weights).unwrap_or_default();
        for told in &telling.persons {
            let role = self.role(&told.words);
            let (side, office) = (role.and_then(Role::side), role.and_then(Role::office));
            // Debug quotes the names, so that no two answers can look alike.
            answer.push_str(&format!("\n{:?} {side:?} {office:?}", told.words));
        }
        answer
    }

    fn role(&self, words: &[String]) -> Option<&Role> {
        let [only] = words else { return self.persons.get(words) };
        self.persons.get(self.by_last.get(only)?.as_ref()?)
    }
}

impl Role {
    /// The side told best, then most often.
    fn side(&self) -> Option<&(Hold, Side)> {
        self.sides.iter().max_by_key(|((hold, _), count)| (*hold, **count)).map(|(side, _)| side)
    }

    fn office(&self) -> Option<&(Hold, String, Authority)> {
        self.offices.iter().max_by_key(|((hold, ..), count)| (*hold, **count)).map(|(office, _)| office)
    }
}

/// What this report tells of its persons.
pub(super) fn told(resolver: &Resolver<'_, '_>) -> Vec<Told> {
    let persons =
        (0..resolver.entities.len() as u32).map(EntityId).filter(|id| resolver.entity(*id).is(ActorKind::Person));
    persons
        .map(|id| {
            let entity = resolver.entity(id);
            let lasting = entity.sides.iter().filter(|(hold, _)| *hold != Hold::Occasion);
            let best = lasting.clone().map(|(hold, _)| *hold).max();
            let side = lasting.clone().find(|(hold, _)| Some(*hold) == best).and_then(|(hold, side)| {
                let (hold, party) = (*hold, resolver.party_of(*side)?);
                let party = resolver.entity(party);
                let super::entities::Kind::Actor(kind) = party.kind else { return None };
                let side = match party.entry {
                    Some(entry) => Side::Known(entry.id.clone()),
                    None => Side::Named(party.name.clone(), kind),
                };
                Some((hold, side))
            });
            let office = entity.office().zip(entity.authority());
            let office = office.map(|(held, authority)| (held.hold, held.name.clone(), authority));
            Told { words: entity.words.clone(), side, office }
        })
        .collect()
}

/// Adds what the other reports tell of a report's persons where it is silent itself.
pub(super) fn complete(resolver: &mut Resolver<'_, '_>, cast: &Cast) {
    for at in 0..resolver.entities.len() {
        let id = EntityId(at as u32);
        if !resolver.entity(id).is(ActorKind::Person) {
            continue;
        }
        let Some(role) = cast.role(&resolver.entity(id).words) else { continue };
        let own = resolver.entity(id).sides.iter().map(|(hold, _)| *hold).max();
        if let Some((hold, side)) = role.side().filter(|(hold, _)| own.is_none_or(|own| own < *hold)) {
            add_side(resolver, id, *hold, side);
        }
        if let Some((hold, name, authority)) = role.office() {
            let office = resolver.text.codebook.longest_office_at(&name.split(' ').collect::<Vec<_>>(), 0);
            let held = Held {
                name: name.clone(),
                authority: *authority,
                office: office.as_ref().map(|found| found.office),
                sector: office.as_ref().and_then(|found| found.sectors().first()).map(|sector| sector.code()),
                // What the report itself tells is "as last reported" all the same.
                hold: if *hold == Hold::Former { Hold::Former } else { Hold::Known },
            };
            resolver.entity_mut(id).offices.push(held);
        }
    }
}

fn add_side(resolver: &mut Resolver<'_, '_>, id: EntityId, hold: Hold, side: &Side) {
    let party = match side {
        Side::Known(key) => match resolver.text.codebook.actor(key) {
            Some(entry) => resolver.known(entry),
            None => return,
        },
        Side::Named(name, kind) => resolver.body(name, *kind),
    };
    let span = resolver.entity(id).spans.first().copied();
    resolver.add_side(id, hold, party);
    span.into_iter().for_each(|span| resolver.show(party, span));
}
