//! Disputes: one when the same parties are at odds in the same way about the same thing.

use std::collections::HashMap;

use super::ids::Taken;
use super::lift::add_missing;
use super::wording::Wording;
use super::{Growing, Telling, Whole};
use crate::entries::Dispute;
use crate::{ActorId, DisputeKind, Evidence};

/// How many disputes of the same parties, the last ones, a telling is compared with.
const COMPARED: usize = 32;

/// The disputes so far.
#[derive(Default)]
pub(crate) struct Disputes {
    all: Vec<Growing<Dispute<Evidence>>>,
    about: Vec<Wording>,
    between: HashMap<(DisputeKind, Vec<ActorId>), Vec<usize>>,
}

impl Disputes {
    /// Adds one report's disputes.
    pub(crate) fn add(&mut self, tellings: Vec<Telling<Dispute<Evidence>>>) {
        for telling in tellings {
            let mut parties = telling.told.parties.clone();
            parties.sort_unstable();
            let about = Wording::of(telling.told.about.as_deref().unwrap_or_default());
            let known = self.between.entry((telling.told.kind, parties)).or_default();
            let same = known
                .iter()
                .rev()
                .take(COMPARED)
                .copied()
                .find(|at| about == self.about[*at] || about.fits(&self.about[*at]));
            match same {
                Some(at) => {
                    let known = &mut self.all[at];
                    known.tell_again(telling.id, telling.report);
                    add_missing(&mut known.told.statements, telling.told.statements);
                    known.told.evidence.extend(telling.told.evidence);
                }
                None => {
                    known.push(self.all.len());
                    self.about.push(about);
                    self.all.push(Growing::new(telling));
                }
            }
        }
    }

    pub(crate) fn whole(mut self, taken: &Taken) -> Whole<Dispute<Evidence>> {
        self.all.iter_mut().for_each(|dispute| dispute.told.evidence.sort_and_dedup());
        Whole::of(self.all, taken)
    }
}
