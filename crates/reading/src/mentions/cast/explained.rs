//! The cast as those want it who look inside, and the training of whose somebody is.

use std::fmt;

use rapporteur_record::ActorKind;
use rapporteur_record::codebook::Codebook;
use serde::Serialize;

use super::super::allegiance::{Counts, apart, origins};
use super::{Cast, Role, Side};
use crate::learned::origins::Likely;

/// What all reports together tell of one person, as `debug cast` prints it.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// The full name.
    name: String,
    /// How the side that the reports tell is told, and the side.
    best: Option<(String, Party)>,
    /// The side that is guessed, where none is told.
    likely: Option<Party>,
    /// The office of which a state has one holder.
    post: Option<String>,
    of_state: bool,
    /// How each office is told, its name, its right, how often.
    offices: Vec<(String, String, &'static str, usize)>,
    /// What speaks for each side and against it, and how far the name is from those of its state; nothing where the reports tell one.
    clues: Vec<(Party, Counts, Option<f32>)>,
}

/// A side by all its names.
#[derive(Clone, Debug, Serialize)]
struct Party {
    names: Vec<String>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

impl Party {
    fn of(side: &Side, codebook: &Codebook) -> Self {
        match side {
            Side::Known(key) => {
                let entry = codebook.actor(key);
                Self {
                    names: entry
                        .map(|entry| entry.names.iter().map(|name| name.text.clone()).collect())
                        .unwrap_or_default(),
                    kind: entry.map_or(ActorKind::Organisation, |entry| entry.kind).as_str(),
                    key: Some(key.clone()),
                }
            }
            Side::Named(name, kind) => Self { names: vec![name.clone()], kind: kind.as_str(), key: None },
        }
    }
}

impl Cast {
    /// Each person with what is known of the side, in the order of their names' words.
    pub fn explained(&self, codebook: &Codebook) -> Vec<Explained> {
        let clue = |name: &Likely, side: &Side, counts: Counts| {
            (Party::of(side, codebook), counts, apart(name, &super::about(side, codebook)))
        };
        let one = |(words, role): (&Vec<String>, &Role)| {
            let whole = role.and(self.by_surname(words));
            let name = origins(self.name_of(words).unwrap_or_default());
            Explained {
                name: self.name_of(words).unwrap_or_default().to_owned(),
                best: whole.side().map(|(hold, side)| (format!("{hold:?}"), Party::of(side, codebook))),
                likely: self.likely_side(words, codebook).map(|side| Party::of(side, codebook)),
                post: role.post(),
                of_state: whole.of_state,
                offices: role
                    .offices
                    .iter()
                    .map(|((hold, name, right), count)| (format!("{hold:?}"), name.clone(), right.as_str(), *count))
                    .collect(),
                clues: whole.clues.iter().map(|(side, counts)| clue(&name, side, *counts)).collect(),
            }
        };
        self.persons.iter().map(one).collect()
    }
}

/// For people: the name, the side and how it is known, the offices.
impl fmt::Display for Explained {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |party: &Party| party.names.first().cloned().unwrap_or_default();
        let side = match (&self.best, &self.likely) {
            (Some((hold, party)), _) => format!("{} (told: {})", name(party), hold.to_lowercase()),
            (None, Some(party)) => format!("{} (guessed)", name(party)),
            (None, None) => "-".to_owned(),
        };
        let offices: Vec<&str> = self.offices.iter().map(|(_, office, ..)| office.as_str()).collect();
        write!(out, "{} of {side} | {}", self.name, offices.join(", "))
    }
}
