//! Contacts: one call told by four outlets is one contact with four pieces of evidence.
//!
//! When two tellings are of one occasion is said in `occasion`. A telling is compared with the contacts of the same kind
//! and a party in common that are on the same days, and with the few that were last told; never with all.

use jiff::civil::Date;
use rapporteur_spill::{Lists, Packed, Spill, Stash, key_of};
use serde::{Deserialize, Serialize};

use super::ids::Taken;
use super::lift::add_missing;
use super::occasion::{Attendance, Occasion, Side, Sides, is_ahead, later_period, later_status, manner};
use super::whole::{Grown, Tellings, Whole};
use super::{Setting, Telling};
use crate::entries::Contact;
use crate::{ActorId, ContactKind, Evidence, Period, ReportId};

/// How many contacts, the last ones, a telling is compared with for each party and day.
const COMPARED: usize = 24;

/// The contacts so far.
#[derive(Clone)]
pub(crate) struct Contacts<'s> {
    spill: &'s Spill,
    setting: &'s Setting<'s>,
    sides: &'s Sides,
    all: Stash<Known>,
    tellings: Tellings,
    near: Lists,
}

/// What the next telling is compared with.
#[derive(Clone, Serialize, Deserialize)]
struct Known {
    /// With the evidence of the first telling.
    told: Contact<Evidence>,
    attendance: Attendance,
    /// The report of the last telling.
    last: ReportId,
}

/// Where contacts that may be one are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Near {
    kind: ContactKind,
    party: ActorId,
    /// `None` holds those of any day.
    day: Option<Date>,
}

impl<'s> Contacts<'s> {
    pub(crate) fn new(spill: &'s Spill, setting: &'s Setting<'s>, sides: &'s Sides) -> Self {
        let (all, tellings, near) = (Stash::new(spill), Tellings::new(spill), Lists::new(spill));
        Self { spill, setting, sides, all, tellings, near }
    }

    /// Adds one report's contacts.
    pub(crate) fn add(&mut self, tellings: Vec<Telling<Contact<Evidence>>>) {
        tellings.into_iter().for_each(|telling| self.add_one(telling));
    }

    fn add_one(&mut self, telling: Telling<Contact<Evidence>>) {
        let attendance = Attendance::of(&telling.told, self.sides);
        let same = self.same(&telling, &attendance);
        let Telling { id, report, told } = telling;
        let at = match same {
            Some(at) => {
                self.tellings.tell_again(at, id, told.evidence.clone());
                if let Some(known) = self.all.change(at) {
                    known.last = report;
                    tell_more(&mut known.told, told);
                    known.attendance.add(&attendance);
                }
                at
            }
            None => {
                self.tellings.begin(id);
                self.all.push(Known { told, attendance, last: report })
            }
        };
        let near = self.all.get(at).map(|known| places_to_look(&known.told, &known.attendance));
        near.into_iter().flatten().for_each(|near| self.near.push(key_of(&near), at));
    }

    /// The surest match; of equal ones that which was told last.
    fn same(&mut self, telling: &Telling<Contact<Evidence>>, attendance: &Attendance) -> Option<usize> {
        let told = self.setting.day(telling.report);
        let later = Occasion { contact: &telling.told, attendance, told };
        let near = places_to_look(&telling.told, attendance);
        let mut candidates: Vec<usize> = near.iter().flat_map(|near| self.near.last(key_of(near), COMPARED)).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let matched = candidates.into_iter().filter_map(|at| {
            let known = self.all.get(at)?;
            let told = self.setting.day(known.last);
            let occasion = Occasion { contact: &known.told, attendance: &known.attendance, told };
            let matched = occasion.matches(&later, known.last == telling.report)?;
            Some((matched, known.last, at))
        });
        matched.max().map(|(_, _, at): (_, ReportId, usize)| at)
    }

    pub(crate) fn whole(mut self, taken: &Taken) -> Whole<Contact<Evidence>> {
        let mut all = Packed::new(self.spill);
        for at in 0..self.all.len() {
            let Some(Known { told, attendance, .. }) = self.all.get(at) else { continue };
            let mut told = told.clone();
            // A party that a person takes part for is no participant besides; it stays among the parties.
            told.participants.retain(|one| self.sides.get(*one).stands_alone(*one, attendance));
            let was = self.tellings.gather(at, &mut told.evidence);
            all.push(&Grown { was, told });
        }
        Whole::of(all, self.tellings.into_firsts(), self.spill, taken)
    }
}

impl Side {
    fn stands_alone(self, actor: ActorId, attendance: &Attendance) -> bool {
        self.is_person() || !attendance.names_person_of(actor)
    }
}

/// Adds another telling, but for its evidence.
fn tell_more(known: &mut Contact<Evidence>, more: Contact<Evidence>) {
    let period = later_period(known, &more);
    if period == more.when.period && (more.when.text.is_some() || period != known.when.period) {
        known.when = more.when;
    }
    known.when.period = period;
    if is_ahead(known.status) && !is_ahead(more.status) {
        known.kind = more.kind;
    }
    known.status = later_status(known.status, more.status);
    add_missing(&mut known.participants, more.participants);
    add_missing(&mut known.parties, more.parties);
    known.place = known.place.take().or(more.place);
    add_missing(&mut known.about, more.about);
}

fn places_to_look(contact: &Contact<Evidence>, attendance: &Attendance) -> Vec<Near> {
    let days = days(&contact.when.period);
    let near = |party: ActorId, day: Option<Date>| Near { kind: manner(contact.kind), party, day };
    let of_party = |party: &ActorId| -> Vec<Near> {
        std::iter::once(near(*party, None)).chain(days.iter().map(|day| near(*party, Some(*day)))).collect()
    };
    attendance.parties.iter().flat_map(of_party).collect()
}

/// The days of a short period; none of a long or open one.
fn days(period: &Period) -> Vec<Date> {
    match (period.from, period.to, period.days()) {
        (Some(from), Some(to), Some(..=31)) => {
            std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= to).collect()
        }
        _ => Vec::new(),
    }
}
