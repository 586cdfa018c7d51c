//! Events: one when two reports tell the same deed of the same actors on the same day at the same place.
//!
//! What lacks a day, or gives a vague one, stays apart: event data that count one kidnapping of ten outlets as ten are
//! wrong, and so are those that count ten kidnappings as one. Two events of one report are never one.

use std::collections::HashMap;

use jiff::civil::Date;

use super::ids::{Ids, Taken, TellingId, TellingIds};
use super::lift::{Lift, add_missing};
use super::lists::{Lists, key_of};
use super::texts::{TextId, Texts};
use super::wording::Wording;
use super::{Setting, first_of};
use crate::entries::{Event, EventActor};
use crate::{AtLeastOne, Entry, EventAux, EventType, Evidence, ReportId};

/// A stretch of more days than this says too little to be the day of a deed.
const VAGUE: i64 = 3;

/// How many events of the same deed and day, the last ones, a telling is compared with.
const COMPARED: usize = 16;

/// Which tellings are one event. Of each only what later tellings add is kept, and while there are more to come what they are
/// compared by; the rest is in the reading of its first telling.
#[derive(Default)]
pub(crate) struct Events {
    all: Vec<Known>,
    /// Of each telling, in the order of the reports, the event.
    of_telling: Vec<u32>,
    /// Where each report's tellings begin.
    starts: Vec<usize>,
    more: HashMap<u32, More>,
    same_deed: Lists,
    places: Texts,
}

/// What another telling is compared by.
struct Known {
    id: TellingId,
    /// The report of the last telling.
    last: ReportId,
    place: Option<TextId>,
}

/// What tellings after the first say.
struct More {
    ids: Vec<TellingId>,
    /// Where the first telling gives none.
    place: Option<String>,
    contexts: Vec<String>,
    evidence: AtLeastOne<Evidence>,
}

#[derive(Hash)]
struct Deed {
    event_type: EventType,
    aux: Option<EventAux>,
    modes: Vec<String>,
    source: Vec<EventActor>,
    target: Vec<EventActor>,
    day: Date,
}

impl Events {
    /// Adds one report's events; reports come in order.
    pub(crate) fn add(&mut self, setting: &Setting<'_>, lift: &Lift<'_>, told: &[Event]) {
        let mut ids = TellingIds::new("e", setting.id(lift.report));
        self.starts.push(self.of_telling.len());
        for telling in told {
            let id = ids.next(first_of(&telling.evidence));
            let at = self.add_one(id, lift.report, lift.event(telling.clone()));
            self.of_telling.push(at as u32);
        }
    }

    fn add_one(&mut self, id: TellingId, report: ReportId, telling: Event<Evidence>) -> usize {
        let keys: Vec<u64> = deeds(&telling).iter().map(key_of).collect();
        let same = keys.iter().flat_map(|key| self.same_deed.last(*key, COMPARED)).find(|at| {
            let known = &self.all[*at];
            known.last != report && one_place(known.place.map(|place| self.places.get(place)), telling.place.as_deref())
        });
        let at = match same {
            Some(at) => {
                self.tell_again(at, id, report, telling);
                at
            }
            None => {
                let place = telling.place.map(|place| self.places.keep(&place));
                self.all.push(Known { id, last: report, place });
                self.all.len() - 1
            }
        };
        keys.into_iter().for_each(|key| self.same_deed.push(key, at));
        at
    }

    fn tell_again(&mut self, at: usize, id: TellingId, report: ReportId, telling: Event<Evidence>) {
        let known = &mut self.all[at];
        known.last = report;
        let place = telling.place.filter(|_| known.place.is_none());
        known.place = known.place.or_else(|| Some(self.places.keep(place.as_deref()?)));
        match self.more.entry(at as u32) {
            std::collections::hash_map::Entry::Occupied(mut more) => {
                let more = more.get_mut();
                more.ids.push(id);
                more.place = more.place.take().or(place);
                add_missing(&mut more.contexts, telling.contexts);
                more.evidence.extend(telling.evidence);
            }
            std::collections::hash_map::Entry::Vacant(none) => {
                none.insert(More { ids: vec![id], place, contexts: telling.contexts, evidence: telling.evidence });
            }
        }
    }

    /// The ids of all, when all is told. What only further tellings need is given up.
    pub(crate) fn done(&mut self, taken: &Taken) -> Ids {
        self.same_deed = Lists::default();
        self.places = Texts::default();
        self.of_telling.shrink_to_fit();
        Ids::of(std::mem::take(&mut self.all).into_iter().map(|known| known.id), taken)
    }

    /// The events that a report is the first to tell, from its reading; `next` is the one that comes next.
    pub(crate) fn first_told<'t>(
        &'t self,
        lift: Lift<'t>,
        told: Vec<Event>,
        next: &'t mut usize,
    ) -> impl Iterator<Item = (usize, Entry<Event<Evidence>>)> + 't {
        let start = self.starts.get(lift.report.index()).copied().unwrap_or(self.of_telling.len());
        told.into_iter().zip(&self.of_telling[start..]).filter_map(move |(telling, at)| {
            let at = *at as usize;
            // A later telling says what another entry of this report is already.
            if at != *next {
                return None;
            }
            *next += 1;
            let mut told = lift.event(telling);
            let mut was = Vec::new();
            if let Some(more) = self.more.get(&(at as u32)) {
                told.place = told.place.or_else(|| more.place.clone());
                add_missing(&mut told.contexts, more.contexts.iter().cloned());
                told.evidence.extend(more.evidence.iter().copied());
                told.evidence.sort_and_dedup();
                was = more.ids.iter().map(|id| id.text()).collect();
            }
            // The caller knows under which id it goes.
            Some((at, Entry { id: String::new(), was, told }))
        })
    }
}

/// The deed on each of its days; none where nobody is known to have done it or the days are vague.
fn deeds(told: &Event<Evidence>) -> Vec<Deed> {
    let known = told.source.iter().all(|one| one.actor.is_some()) && !told.source.is_empty();
    let (true, Some((from, to)), Some(..=VAGUE)) = (known, told.when.period.bounds(), told.when.period.days()) else {
        return Vec::new();
    };
    let sorted = |actors: &[EventActor]| {
        let mut actors = actors.to_vec();
        actors.sort_unstable();
        actors
    };
    let days = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= to);
    let mut modes = told.modes.clone();
    modes.sort_unstable();
    days.map(|day| Deed {
        event_type: told.event_type,
        aux: told.aux,
        modes: modes.clone(),
        source: sorted(&told.source),
        target: sorted(&told.target),
        day,
    })
    .collect()
}

fn one_place(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other || Wording::of(one).fits(&Wording::of(other)),
        _ => true,
    }
}
