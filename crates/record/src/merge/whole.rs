//! Entries that are merged whole: each telling changes what the next is compared with.

use super::Telling;
use super::ids::{Ids, Taken, TellingId};
use crate::{Entry, ReportId};

/// An entry in the making: its tellings' ids and what they tell together.
#[derive(Clone)]
pub(crate) struct Growing<T> {
    pub(super) ids: Vec<TellingId>,
    /// The report of the last telling.
    pub(super) last: ReportId,
    pub(super) told: T,
}

impl<T> Growing<T> {
    pub(super) fn new(telling: Telling<T>) -> Self {
        Self { ids: vec![telling.id], last: telling.report, told: telling.told }
    }

    /// Notes another telling; what it tells is for the section's module to add.
    pub(super) fn tell_again(&mut self, id: TellingId, report: ReportId) {
        self.ids.push(id);
        self.last = report;
    }

    fn entry(self, id: String) -> Entry<T> {
        Entry { id, was: self.ids.into_iter().skip(1).map(TellingId::text).collect(), told: self.told }
    }
}

/// The entries of a section and their ids.
pub(crate) struct Whole<T> {
    all: Vec<Growing<T>>,
    pub(super) ids: Ids,
}

impl<T> Whole<T> {
    pub(super) fn of(mut all: Vec<Growing<T>>, taken: &Taken) -> Self {
        all.shrink_to_fit();
        let ids = Ids::of(all.iter().filter_map(|one| one.ids.first().copied()), taken);
        Self { all, ids }
    }

    /// Each entry, made when it is asked for.
    pub(super) fn each(&self) -> impl Iterator<Item = Entry<T>> + '_
    where
        T: Clone,
    {
        self.all.iter().zip(0..).map(|(one, at)| one.clone().entry(self.ids.text(at).unwrap_or_default()))
    }

    /// All entries.
    pub(super) fn into_entries(self) -> Vec<Entry<T>> {
        let Self { all, ids } = self;
        all.into_iter().zip(0..).map(|(one, at)| one.entry(ids.text(at).unwrap_or_default())).collect()
    }
}
