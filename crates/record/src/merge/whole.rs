//! Entries that are merged whole: each telling changes what the next is compared with.

use rapporteur_spill::{Chains, List, Packed, Spill};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::ids::{Ids, Taken, TellingId};
use crate::{AtLeastOne, Entry, Evidence};

/// The tellings of entries in the making: their ids and evidence, which only grow, apart from what the next telling is compared
/// with.
#[derive(Clone)]
pub(crate) struct Tellings {
    firsts: List<TellingId>,
    more: Chains<(TellingId, AtLeastOne<Evidence>)>,
}

impl Tellings {
    pub(super) fn new(spill: &Spill) -> Self {
        Self { firsts: List::new(spill), more: Chains::new(spill) }
    }

    /// Notes the first telling of the next entry.
    pub(super) fn begin(&mut self, id: TellingId) {
        self.firsts.push(id);
    }

    /// Notes another telling of an entry.
    pub(super) fn tell_again(&mut self, at: usize, id: TellingId, evidence: AtLeastOne<Evidence>) {
        self.more.add(at as u64, &(id, evidence));
    }

    /// Adds the evidence of the later tellings to that of the first; their ids.
    pub(super) fn gather(&self, at: usize, evidence: &mut AtLeastOne<Evidence>) -> Vec<TellingId> {
        let mut was = Vec::new();
        for (id, more) in self.more.of(at as u64) {
            was.push(id);
            evidence.extend(more);
        }
        evidence.sort_and_dedup();
        was
    }

    /// The ids of the first tellings.
    pub(super) fn into_firsts(self) -> List<TellingId> {
        self.firsts
    }
}

/// What becomes an entry.
#[derive(Serialize, Deserialize)]
pub(crate) struct Grown<T> {
    /// The ids of later tellings.
    pub(super) was: Vec<TellingId>,
    pub(super) told: T,
}

/// The entries of a section and their ids.
pub(crate) struct Whole<T> {
    all: Packed<Grown<T>>,
    pub(super) ids: Ids,
}

impl<T: Serialize + DeserializeOwned> Whole<T> {
    pub(super) fn of(all: Packed<Grown<T>>, firsts: List<TellingId>, spill: &Spill, taken: &Taken) -> Self {
        Self { all, ids: Ids::of(firsts, spill, taken) }
    }

    /// Each entry, made when it is asked for.
    pub(super) fn each(&self) -> impl Iterator<Item = Entry<T>> + '_ {
        self.all.iter().zip(0..).map(|(Grown { was, told }, at)| {
            let was = was.into_iter().map(TellingId::text).collect();
            Entry { id: self.ids.text(at).unwrap_or_default(), was, told }
        })
    }
}
