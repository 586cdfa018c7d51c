//! Several negotiations in one ledger: which reports belong together.
//!
//! Two reports tell of one negotiation when the same two parties are chief in both (among the four that most entries of the
//! report name), they speak of a term in common, and no more than four months lie between one and the next. What has no two
//! parties, or shares them with nobody, stays by itself: nothing is forced in.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use rapporteur_record::{ActorId, ActorKind, Record, ReportId, Term};

/// How many parties of a report are its chief ones.
const CHIEF: usize = 4;

/// Days without a report after which the same parties on the same terms are at another negotiation.
const PAUSE: i32 = 120;

/// Reports that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Negotiation {
    /// Its chief parties and term: "Norland, Southmark: ceasefire".
    pub name: String,
    /// Its reports, in the record's order.
    pub reports: Vec<ReportId>,
    /// Days of the first and the last report.
    pub days: Option<(Date, Date)>,
    /// Names of its parties, the chief ones first.
    pub parties: Vec<String>,
    /// What it is about, most spoken of first.
    pub terms: Vec<Term>,
}

#[derive(Default)]
struct Profile {
    parties: BTreeMap<ActorId, usize>,
    terms: BTreeMap<Term, usize>,
}

/// The negotiations of a record, those of most reports first, and the reports that belong to none.
pub fn negotiations(record: &Record) -> (Vec<Negotiation>, Vec<ReportId>) {
    let profiles = profiles(record);
    let mut groups = Groups::new(profiles.len());
    let mut last: HashMap<(ActorId, ActorId, Term), usize> = HashMap::new();
    for (at, profile) in profiles.iter().enumerate() {
        let chief = chief(profile);
        for (number, one) in chief.iter().enumerate() {
            for other in &chief[number + 1..] {
                for term in most(&profile.terms, 3) {
                    let key = (*one.min(other), *one.max(other), term);
                    if let Some(before) = last.insert(key, at).filter(|before| near(record, *before, at)) {
                        groups.join(before, at);
                    }
                }
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<ReportId>> = BTreeMap::new();
    for at in 0..profiles.len() {
        members.entry(groups.of(at)).or_default().push(ReportId(at as u32));
    }
    let (together, alone): (Vec<_>, Vec<_>) = members.into_values().partition(|reports| reports.len() > 1);
    let mut found: Vec<Negotiation> =
        together.into_iter().map(|reports| describe(record, &profiles, reports)).collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.reports.len()), one.reports.first().copied()));
    (found, alone.into_iter().flatten().collect())
}

/// What each report is about and whom.
fn profiles(record: &Record) -> Vec<Profile> {
    let mut profiles: Vec<Profile> = record.reports.iter().map(|_| Profile::default()).collect();
    let mut note = |reports: BTreeSet<ReportId>, actors: &mut dyn Iterator<Item = ActorId>, terms: &[Term]| {
        let parties: BTreeSet<ActorId> = actors.filter_map(|actor| party(record, actor)).collect();
        for report in reports {
            let Some(profile) = profiles.get_mut(report.index()) else { continue };
            parties.iter().for_each(|party| *profile.parties.entry(*party).or_default() += 1);
            terms.iter().for_each(|term| *profile.terms.entry(*term).or_default() += 1);
        }
    };
    for one in &record.statements {
        let reports = one.content.iter().map(|piece| piece.report).collect();
        note(reports, &mut one.speaker.into_iter().chain(one.party), &one.about);
    }
    for one in &record.contacts {
        let reports = one.evidence.iter().map(|piece| piece.report).collect();
        note(reports, &mut one.participants.iter().chain(&one.parties).copied(), &one.about);
    }
    for one in &record.positions {
        note(one.evidence.iter().map(|piece| piece.report).collect(), &mut [one.party].into_iter(), &[one.term]);
    }
    for one in &record.proposals {
        let answers = one.responses.iter().map(|answer| answer.party);
        let reports = one.evidence.iter().map(|piece| piece.report).collect();
        note(reports, &mut one.tabled_by.iter().copied().chain(answers), &one.terms);
    }
    profiles
}

/// The side of an actor, where it is one that can negotiate.
fn party(record: &Record, actor: ActorId) -> Option<ActorId> {
    let side = record.actor(actor)?.party.unwrap_or(actor);
    let kind = record.actor(side)?.kind;
    let negotiates =
        matches!(kind, ActorKind::State | ActorKind::ArmedGroup | ActorKind::Organisation | ActorKind::Bloc);
    negotiates.then_some(side)
}

fn most<T: Copy + Ord>(counts: &BTreeMap<T, usize>, count: usize) -> Vec<T> {
    let mut all: Vec<(std::cmp::Reverse<usize>, T)> =
        counts.iter().map(|(one, count)| (std::cmp::Reverse(*count), *one)).collect();
    all.sort_unstable();
    all.into_iter().take(count).map(|(_, one)| one).collect()
}

fn chief(profile: &Profile) -> Vec<ActorId> {
    most(&profile.parties, CHIEF)
}

fn near(record: &Record, before: usize, at: usize) -> bool {
    let day = |at: usize| record.reports.get(at).and_then(|report| report.published);
    match (day(before), day(at)) {
        (Some(before), Some(after)) => before.until(after).is_ok_and(|span| span.get_days().abs() <= PAUSE),
        _ => true,
    }
}

fn describe(record: &Record, profiles: &[Profile], reports: Vec<ReportId>) -> Negotiation {
    let mut all = Profile::default();
    for profile in reports.iter().filter_map(|report| profiles.get(report.index())) {
        profile.parties.iter().for_each(|(party, count)| *all.parties.entry(*party).or_default() += count);
        profile.terms.iter().for_each(|(term, count)| *all.terms.entry(*term).or_default() += count);
    }
    let name = |party: &ActorId| record.actor(*party).map(|actor| actor.name.clone()).unwrap_or_default();
    let parties: Vec<String> = most(&all.parties, 8).iter().map(name).collect();
    let terms = most(&all.terms, 4);
    let chief = parties.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(", ");
    let about = terms.first().map(|term| format!(": {}", term.as_str().replace('_', " "))).unwrap_or_default();
    let days = reports.iter().filter_map(|report| record.report(*report)?.published);
    let days = days.clone().min().zip(days.max());
    Negotiation { name: chief + &about, reports, days, parties, terms }
}

/// Sets that grow together, each known by its smallest member.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn of(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}
