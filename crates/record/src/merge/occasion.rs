//! Occasions: when two tellings of a contact are of one and the same call, meeting or round of talks.
//!
//! | told before | told now | one, when |
//! |---|---|---|
//! | anything | anything | the days known for both overlap, and neither is a vague stretch ("this year") |
//! | planned or possible | held, under way | a day is unknown, and what is told now did not happen before it was planned |
//! | planned or possible | cancelled, denied | a day is unknown |
//! | both planned or possible, or both held, or both off | | a day is unknown, and they are told within some weeks |
//! | held | planned, possible | never without days: that is the next round |
//! | cancelled, denied | planned, held | never without days: that is a new attempt |
//!
//! Within one report a planned contact and one held are two unless their days overlap: the report tells both.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rapporteur_spill::{List, Spill, fixed};
use serde::{Deserialize, Serialize};

use crate::entries::Contact;
use crate::period::days_between;
use crate::{ActorId, ActorKind, Authority, ContactKind, ContactStatus, Evidence, Period};

/// A stretch of more days than this says too little to be the day of a call.
const VAGUE: i64 = 31;

/// Tellings without days further apart than this are of different occasions.
const FORGOTTEN: i64 = 45;

/// What the sections need to know of an actor.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Side {
    person: bool,
    party: Option<ActorId>,
    authority: Option<Authority>,
}

fixed!(Side { person: bool, party: Option<ActorId>, authority: Option<Authority> });

impl Side {
    pub(crate) fn of(kind: ActorKind, party: Option<ActorId>, authority: Option<Authority>) -> Self {
        Self { person: kind == ActorKind::Person, party, authority }
    }

    pub(crate) const fn is_person(self) -> bool {
        self.person
    }

    pub(crate) const fn party(self) -> Option<ActorId> {
        self.party
    }

    pub(crate) const fn authority(self) -> Option<Authority> {
        self.authority
    }
}

/// What the sections need to know of all actors.
pub(crate) struct Sides(List<Side>);

impl Sides {
    pub(crate) fn of(spill: &Spill, all: impl Iterator<Item = Side>) -> Self {
        let mut sides = List::new(spill);
        all.for_each(|side| sides.push(side));
        Self(sides)
    }

    /// What is known of an actor.
    pub(crate) fn get(&self, actor: ActorId) -> Side {
        self.0.get(actor.index()).unwrap_or_default()
    }
}

/// Who takes part: parties, and the persons named for them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Attendance {
    /// Parties, and whoever takes part without one.
    pub(crate) parties: BTreeSet<ActorId>,
    /// Persons with their party.
    persons: BTreeSet<(ActorId, ActorId)>,
}

impl Attendance {
    pub(crate) fn of(contact: &Contact<Evidence>, sides: &Sides) -> Self {
        let mut all = Self { parties: contact.parties.iter().copied().collect(), ..Self::default() };
        for &participant in &contact.participants {
            let side = sides.get(participant);
            let party = side.party.unwrap_or(participant);
            all.parties.insert(party);
            if side.person {
                all.persons.insert((party, participant));
            }
        }
        all
    }

    pub(crate) fn add(&mut self, more: &Attendance) {
        self.parties.extend(&more.parties);
        self.persons.extend(&more.persons);
    }

    /// Whether a person of this party is named.
    pub(crate) fn names_person_of(&self, party: ActorId) -> bool {
        self.persons.iter().any(|(theirs, _)| *theirs == party)
    }

    /// Whether no party sends different persons to the two.
    fn same_persons(&self, other: &Attendance) -> bool {
        self.parties.intersection(&other.parties).all(|party| {
            let of = |all: &Attendance| -> BTreeSet<ActorId> {
                all.persons.iter().filter(|(theirs, _)| theirs == party).map(|(_, person)| *person).collect()
            };
            let (ours, theirs) = (of(self), of(other));
            ours.is_empty() || theirs.is_empty() || !ours.is_disjoint(&theirs)
        })
    }

    /// Two persons at least are named in both: it is their contact, whoever they are taken to come for.
    fn share_two_persons(&self, other: &Attendance) -> bool {
        self.persons.intersection(&other.persons).take(2).count() == 2
    }

    fn share_a_person(&self, other: &Attendance) -> bool {
        !self.persons.is_disjoint(&other.persons)
    }

    /// One of the two knows a single party, which is among the other's.
    fn is_one_of(&self, other: &Attendance) -> bool {
        let (small, large) = if self.parties.len() <= other.parties.len() { (self, other) } else { (other, self) };
        small.parties.len() == 1 && small.parties.is_subset(&large.parties)
    }

    /// All of the smaller one's parties, two at least, are the larger one's.
    fn within(&self, other: &Attendance) -> bool {
        let (small, large) = if self.parties.len() <= other.parties.len() { (self, other) } else { (other, self) };
        small.parties.len() >= 2 && small.parties.is_subset(&large.parties)
    }
}

/// How sure it is that two tellings are of one occasion; `None` where they are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Match {
    /// Nothing speaks against it.
    Plausible,
    /// The same persons, nothing speaks against it.
    SamePersons,
    /// The same days.
    SameDays,
}

/// A telling of a contact, as far as it matters here.
pub(crate) struct Occasion<'c> {
    pub(crate) contact: &'c Contact<Evidence>,
    pub(crate) attendance: &'c Attendance,
    /// When it was last told.
    pub(crate) told: Option<Date>,
}

impl Occasion<'_> {
    /// Compares what is known of a contact with a later telling; `same_report` where one report tells both.
    pub(crate) fn matches(&self, later: &Occasion<'_>, same_report: bool) -> Option<Match> {
        let one_kind = self.contact.kind == later.contact.kind;
        if manner(self.contact.kind) != manner(later.contact.kind) || same_report && !one_kind {
            return None;
        }
        // Talks that are told as a meeting are told by their place or day too.
        let told_place = self.contact.place.is_some() && later.contact.place.is_some();
        let (ours, theirs) = (self.contact.when.period, later.contact.when.period);
        let told_day = is_exact(&ours) && is_exact(&theirs);
        let one_day = |period: &Period| period.days().is_some_and(|days| days <= 2);
        let both_one_day = told_day && one_day(&ours) && one_day(&theirs);
        if !(one_kind || both_one_day || told_place && is_ahead(self.contact.status)) {
            return None;
        }
        if !self.attendance.same_persons(later.attendance) {
            return None;
        }
        if told_day {
            let same_parties = self.attendance.parties == later.attendance.parties
                || self.attendance.within(later.attendance)
                || both_one_day && self.attendance.is_one_of(later.attendance);
            return (ours.overlaps(&theirs) && same_parties).then_some(Match::SameDays);
        }
        let visit = later.contact.kind == ContactKind::Visit;
        let one_place = visit || places_fit(self.contact.place.as_deref(), later.contact.place.as_deref());
        let same_parties = self.attendance.parties == later.attendance.parties && !self.attendance.parties.is_empty()
            || told_place && self.attendance.within(later.attendance)
            || self.attendance.share_two_persons(later.attendance);
        if !same_parties || !one_place || !ours.overlaps(&theirs) || !self.goes_on_as(later, same_report) {
            return None;
        }
        let shared = self.attendance.share_a_person(later.attendance);
        Some(if shared { Match::SamePersons } else { Match::Plausible })
    }

    /// Whether the later telling can be of the same occasion although no two days say so.
    fn goes_on_as(&self, later: &Occasion<'_>, same_report: bool) -> bool {
        let (before, now) = (stage(self.contact.status), stage(later.contact.status));
        if same_report {
            return before == now;
        }
        let gap = match (self.told, later.told) {
            (Some(before), Some(now)) => days_between(before, now),
            _ => 0,
        };
        match (before, now) {
            (Stage::Ahead, Stage::Happened) => !happened_before(&later.contact.when.period, self.told),
            (Stage::Ahead, Stage::Off) => true,
            _ => before == now && gap <= FORGOTTEN,
        }
    }
}

/// The kind under which tellings of one contact may be found: one report's talks are another's meeting.
pub(crate) const fn manner(kind: ContactKind) -> ContactKind {
    match kind {
        ContactKind::Talks => ContactKind::Meeting,
        kind => kind,
    }
}

/// Is it still to come?
pub(crate) fn is_ahead(status: ContactStatus) -> bool {
    stage(status) == Stage::Ahead
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Ahead,
    Happened,
    Off,
}

fn stage(status: ContactStatus) -> Stage {
    match status {
        ContactStatus::Planned | ContactStatus::Possible => Stage::Ahead,
        ContactStatus::Held | ContactStatus::UnderWay => Stage::Happened,
        ContactStatus::Denied | ContactStatus::Cancelled => Stage::Off,
    }
}

fn happened_before(period: &Period, day: Option<Date>) -> bool {
    matches!((period.to, day), (Some(to), Some(day)) if to < day)
}

fn is_exact(period: &Period) -> bool {
    period.days().is_some_and(|days| days <= VAGUE)
}

/// Unknown places fit any; so does a place that the other names more fully ("Baku", "the Baku stadium").
fn places_fit(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            let (one, other) = (super::wording::Wording::of(one), super::wording::Wording::of(other));
            one == other || one.fits(&other)
        }
        _ => true,
    }
}

/// The status after a later telling: it supersedes, but what took place is not ahead again.
pub(crate) fn later_status(known: ContactStatus, later: ContactStatus) -> ContactStatus {
    match (stage(known), stage(later)) {
        (Stage::Happened | Stage::Off, Stage::Ahead) => known,
        _ => later,
    }
}

/// The days after a later telling. What took place tells its days better than what was planned; a day tells more than
/// its week; talks of which one report tells a day and another both days took both; what overlaps in part adds up.
pub(crate) fn later_period(known: &Contact<Evidence>, later: &Contact<Evidence>) -> Period {
    let (ours, theirs) = (known.when.period, later.when.period);
    if ours.is_unknown() || theirs.is_unknown() {
        return if ours.is_unknown() { theirs } else { ours };
    }
    match (stage(known.status), stage(later.status)) {
        (Stage::Ahead, Stage::Happened) => return theirs,
        (Stage::Happened, Stage::Ahead) => return ours,
        _ => {}
    }
    let (narrow, wide) = if ours.contains(&theirs) { (theirs, ours) } else { (ours, theirs) };
    if wide.contains(&narrow) {
        let days_of_one_round = matches!(known.kind, ContactKind::Talks | ContactKind::Visit);
        return if days_of_one_round && wide.days().is_some_and(|days| days <= 4) { wide } else { narrow };
    }
    match (ours.bounds(), theirs.bounds()) {
        (Some((from, to)), Some((other_from, other_to))) => {
            Period { from: Some(from.min(other_from)), to: Some(to.max(other_to)) }
        }
        (None, Some(_)) => theirs,
        _ => ours,
    }
}
