//! Events: one when two reports tell the same deed of the same actors on the same day at the same place.
//!
//! What lacks a day, or gives a vague one, stays apart: event data that count one kidnapping of ten outlets as ten are
//! wrong, and so are those that count ten kidnappings as one. Two events of one report are never one.

use std::collections::HashMap;

use jiff::civil::Date;

use super::ids::Taken;
use super::lift::add_missing;
use super::wording::Wording;
use super::{Growing, Telling, entries};
use crate::entries::{Event, EventActor};
use crate::{Entry, EventAux, EventType, Evidence};

/// A stretch of more days than this says too little to be the day of a deed.
const VAGUE: i64 = 3;

/// How many events of the same deed and day, the last ones, a telling is compared with.
const COMPARED: usize = 16;

/// The events so far.
#[derive(Default)]
pub(crate) struct Events {
    all: Vec<Growing<Event<Evidence>>>,
    same_deed: HashMap<Deed, Vec<usize>>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Deed {
    event_type: EventType,
    aux: Option<EventAux>,
    modes: Vec<String>,
    source: Vec<EventActor>,
    target: Vec<EventActor>,
    day: Date,
}

impl Events {
    /// Adds one report's events.
    pub(crate) fn add(&mut self, tellings: Vec<Telling<Event<Evidence>>>) {
        tellings.into_iter().for_each(|telling| self.add_one(telling));
    }

    fn add_one(&mut self, telling: Telling<Event<Evidence>>) {
        let deeds = deeds(&telling.told);
        let lists = deeds.iter().filter_map(|deed| self.same_deed.get(deed));
        let same = lists.flat_map(|list| list.iter().rev().take(COMPARED)).copied().find(|at| {
            let known = &self.all[*at];
            known.last != telling.report && one_place(known.told.place.as_deref(), telling.told.place.as_deref())
        });
        let at = match same {
            Some(at) => {
                let known = &mut self.all[at];
                known.tell_again(telling.id, telling.report);
                add_missing(&mut known.told.contexts, telling.told.contexts);
                known.told.place = known.told.place.take().or(telling.told.place);
                known.told.evidence.extend(telling.told.evidence);
                at
            }
            None => {
                self.all.push(Growing::new(telling));
                self.all.len() - 1
            }
        };
        for deed in deeds {
            let known = self.same_deed.entry(deed).or_default();
            if known.last() != Some(&at) {
                known.push(at);
            }
        }
    }

    pub(crate) fn entries(mut self, taken: &mut Taken) -> Vec<Entry<Event<Evidence>>> {
        self.all.iter_mut().for_each(|event| event.told.evidence.sort_and_dedup());
        entries(self.all, taken)
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
