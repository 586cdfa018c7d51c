//! Contacts: one call told by four outlets is one contact with four pieces of evidence.
//!
//! When two tellings are of one occasion is said in `occasion`. A telling is compared with the contacts of the same kind
//! and a party in common that are on the same days, and with the few that were last told; never with all.

use jiff::civil::Date;

use super::ids::Taken;
use super::lift::add_missing;
use super::lists::{Lists, key_of};
use super::occasion::{Attendance, Occasion, Side, is_ahead, later_period, later_status, manner};
use super::{Growing, Setting, Telling, Whole};
use crate::entries::Contact;
use crate::{ActorId, ContactKind, Evidence, Period, ReportId};

/// How many contacts, the last ones, a telling is compared with for each party and day.
const COMPARED: usize = 24;

/// The contacts so far.
#[derive(Clone)]
pub(crate) struct Contacts<'s> {
    setting: &'s Setting<'s>,
    sides: &'s [Side],
    all: Vec<Growing<Contact<Evidence>>>,
    attendances: Vec<Attendance>,
    near: Lists,
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
    pub(crate) fn new(setting: &'s Setting<'s>, sides: &'s [Side]) -> Self {
        Self { setting, sides, all: Vec::new(), attendances: Vec::new(), near: Lists::default() }
    }

    /// Adds one report's contacts.
    pub(crate) fn add(&mut self, tellings: Vec<Telling<Contact<Evidence>>>) {
        tellings.into_iter().for_each(|telling| self.add_one(telling));
    }

    fn add_one(&mut self, telling: Telling<Contact<Evidence>>) {
        let attendance = Attendance::of(&telling.told, self.sides);
        let at = match self.same(&telling, &attendance) {
            Some(at) => {
                let known = &mut self.all[at];
                known.tell_again(telling.id, telling.report);
                tell_more(&mut known.told, telling.told);
                self.attendances[at].add(&attendance);
                at
            }
            None => {
                self.all.push(Growing::new(telling));
                self.attendances.push(attendance);
                self.all.len() - 1
            }
        };
        for near in places_to_look(&self.all[at].told, &self.attendances[at]) {
            self.near.push(key_of(&near), at);
        }
    }

    /// The surest match; of equal ones that which was told last.
    fn same(&self, telling: &Telling<Contact<Evidence>>, attendance: &Attendance) -> Option<usize> {
        let told = self.setting.day(telling.report);
        let later = Occasion { contact: &telling.told, attendance, told };
        let near = places_to_look(&telling.told, attendance);
        let mut candidates: Vec<usize> = near.iter().flat_map(|near| self.near.last(key_of(near), COMPARED)).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let last_told = |at: usize| self.all[at].last;
        let matched = candidates.into_iter().filter_map(|at| {
            let known = self.occasion(at);
            let matched = known.matches(&later, last_told(at) == telling.report)?;
            Some((matched, last_told(at), at))
        });
        matched.max().map(|(_, _, at): (_, ReportId, usize)| at)
    }

    fn occasion(&self, at: usize) -> Occasion<'_> {
        let known = &self.all[at];
        Occasion { contact: &known.told, attendance: &self.attendances[at], told: self.setting.day(known.last) }
    }

    pub(crate) fn whole(mut self, taken: &Taken) -> Whole<Contact<Evidence>> {
        for (contact, attendance) in self.all.iter_mut().zip(&self.attendances) {
            let told = &mut contact.told;
            // A party that a person takes part for is no participant besides; it stays among the parties.
            told.participants.retain(|one| self.sides[one.index()].stands_alone(*one, attendance));
            told.evidence.sort_and_dedup();
        }
        Whole::of(self.all, taken)
    }
}

impl Side {
    fn stands_alone(self, actor: ActorId, attendance: &Attendance) -> bool {
        self.is_person() || !attendance.names_person_of(actor)
    }
}

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
    known.evidence.extend(more.evidence);
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
