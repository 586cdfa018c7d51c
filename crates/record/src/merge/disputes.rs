//! Disputes: one when the same parties are at odds in the same way about the same thing.

use std::collections::HashSet;

use rapporteur_spill::{Chains, Lists, Packed, Spill, Stash, key_of};

use super::Telling;
use super::ids::Taken;
use super::whole::{Grown, Tellings, Whole};
use super::wording::Wording;
use crate::entries::Dispute;
use crate::{Evidence, StatementId};

/// How many disputes of the same parties, the last ones, a telling is compared with.
const COMPARED: usize = 32;

/// The disputes so far.
pub(crate) struct Disputes {
    /// As first told.
    all: Packed<Dispute<Evidence>>,
    tellings: Tellings,
    /// The statements of later tellings.
    statements: Chains<Vec<StatementId>>,
    about: Stash<Wording>,
    between: Lists,
}

impl Disputes {
    pub(crate) fn new(spill: &Spill) -> Self {
        Self {
            all: Packed::new(spill),
            tellings: Tellings::new(spill),
            statements: Chains::new(spill),
            about: Stash::new(spill),
            between: Lists::new(spill),
        }
    }

    /// Adds one report's disputes.
    pub(crate) fn add(&mut self, tellings: Vec<Telling<Dispute<Evidence>>>) {
        for Telling { id, told, .. } in tellings {
            let mut parties = told.parties.clone();
            parties.sort_unstable();
            let key = key_of(&(told.kind, parties));
            let about = Wording::of(told.about.as_deref().unwrap_or_default());
            let fits = |known: &Wording| about == *known || about.fits(known);
            let same = self.between.last(key, COMPARED).find(|at| self.about.get(*at).is_some_and(fits));
            match same {
                Some(at) => {
                    self.tellings.tell_again(at, id, told.evidence);
                    self.statements.add(at as u64, &told.statements);
                }
                None => {
                    self.between.push(key, self.all.len());
                    self.about.push(about);
                    self.tellings.begin(id);
                    self.all.push(&told);
                }
            }
        }
    }

    pub(crate) fn whole(self, spill: &Spill, taken: &Taken) -> Whole<Dispute<Evidence>> {
        let mut all = Packed::new(spill);
        for (at, mut told) in self.all.iter().enumerate() {
            let was = self.tellings.gather(at, &mut told.evidence);
            let mut known: HashSet<StatementId> = told.statements.iter().copied().collect();
            let more = self.statements.of(at as u64).into_iter().flatten();
            told.statements.extend(more.filter(|one| known.insert(*one)));
            all.push(&Grown { was, told });
        }
        Whole::of(all, self.tellings.into_firsts(), spill, taken)
    }
}
