//! Events: one when two reports tell the same deed of the same actors on the same day at the same place.
//!
//! What lacks a day, or gives a vague one, stays apart: event data that count one kidnapping of ten outlets as ten are
//! wrong, and so are those that count ten kidnappings as one. Two events of one report are never one.

use jiff::civil::Date;
use rapporteur_spill::{Chains, List, Lists, Spill, fixed, key_of};
use serde::{Deserialize, Serialize};

use super::ids::{Ids, Taken, TellingId, TellingIds};
use super::lift::{Lift, add_missing};
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
pub(crate) struct Events {
    ids: List<TellingId>,
    /// Of each telling, in the order of the reports, the event.
    of_telling: List<u32>,
    /// Where each report's tellings begin.
    starts: List<u32>,
    more: Chains<More>,
    compared: Option<Compared>,
}

/// What further tellings are compared with.
struct Compared {
    all: List<Known>,
    same_deed: Lists,
    places: Texts,
}

/// What another telling is compared by.
struct Known {
    /// The report of the last telling.
    last: ReportId,
    place: Option<TextId>,
}

fixed!(Known { last: ReportId, place: Option<TextId> });

/// What a telling after the first says.
#[derive(Serialize, Deserialize)]
struct More {
    id: TellingId,
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
    pub(crate) fn new(spill: &Spill) -> Self {
        let compared = Compared { all: List::new(spill), same_deed: Lists::new(spill), places: Texts::new(spill) };
        Self {
            ids: List::new(spill),
            of_telling: List::new(spill),
            starts: List::new(spill),
            more: Chains::new(spill),
            compared: Some(compared),
        }
    }

    /// Adds one report's events; reports come in order.
    pub(crate) fn add(&mut self, setting: &Setting<'_>, lift: &Lift<'_>, told: &[Event]) {
        let mut ids = TellingIds::new("e", setting.id(lift.report));
        self.starts.push(self.of_telling.len() as u32);
        for telling in told {
            let id = ids.next(first_of(&telling.evidence));
            let at = self.add_one(id, lift.report, lift.event(telling.clone()));
            self.of_telling.push(at as u32);
        }
    }

    fn add_one(&mut self, id: TellingId, report: ReportId, telling: Event<Evidence>) -> usize {
        let Some(compared) = &mut self.compared else { return 0 };
        let keys: Vec<u64> = deeds(&telling).iter().map(key_of).collect();
        let same = keys.iter().flat_map(|key| compared.same_deed.last(*key, COMPARED)).find_map(|at| {
            let known = compared.all.get(at)?;
            let place = known.place.map(|place| compared.places.get(place));
            (known.last != report && one_place(place.as_deref(), telling.place.as_deref())).then_some((at, known))
        });
        let place = telling.place.as_ref().map(|place| compared.places.keep(place));
        let at = match same {
            Some((at, known)) => {
                compared.all.set(at, Known { last: report, place: known.place.or(place) });
                let Event { place, contexts, evidence, .. } = telling;
                self.more.add(at as u64, &More { id, place, contexts, evidence });
                at
            }
            None => {
                compared.all.push(Known { last: report, place });
                self.ids.push(id);
                self.ids.len() - 1
            }
        };
        keys.into_iter().for_each(|key| compared.same_deed.push(key, at));
        at
    }

    /// The ids of all, when all is told. What only further tellings need is given up.
    pub(crate) fn done(&mut self, spill: &Spill, taken: &Taken) -> Ids {
        self.compared = None;
        Ids::of(std::mem::replace(&mut self.ids, List::new(spill)), spill, taken)
    }

    /// The events that a report is the first to tell, from its reading; `next` is the one that comes next.
    pub(crate) fn first_told(
        &self,
        lift: Lift<'_>,
        told: Vec<Event>,
        next: &mut usize,
    ) -> Vec<(usize, Entry<Event<Evidence>>)> {
        let start = self.starts.get(lift.report.index()).map_or(self.of_telling.len(), |start| start as usize);
        let mut all = Vec::new();
        for (telling, at) in told.into_iter().zip(self.of_telling.range(start..self.of_telling.len())) {
            let at = at as usize;
            // A later telling says what another entry of this report is already.
            if at != *next {
                continue;
            }
            *next += 1;
            let mut told = lift.event(telling);
            let mut was = Vec::new();
            for more in self.more.of(at as u64) {
                was.push(more.id.text());
                told.place = told.place.or(more.place);
                add_missing(&mut told.contexts, more.contexts);
                told.evidence.extend(more.evidence);
            }
            if !was.is_empty() {
                told.evidence.sort_and_dedup();
            }
            // The caller knows under which id it goes.
            all.push((at, Entry { id: String::new(), was, told }));
        }
        all
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
