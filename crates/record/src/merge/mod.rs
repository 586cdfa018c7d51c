//! Merging: the readings of many reports become one record.
//!
//! ```text
//! r1, 3 May: "The ministers will speak on Monday."        contact  call  planned  6 May
//! r2, 7 May: "They spoke for an hour on Monday."          contact  call  held     6 May
//!                                                     ──► contact  call  held     6 May   evidence: r1, r2
//! ```
//!
//! Reports are put in order (by date, then id; undated ones last), and each section is merged in that order, so that the
//! record does not depend on the order in which the reports came. Later tellings supersede without erasing: the words
//! of the earlier ones stay as evidence, an answer that changed stays as a position.
//!
//! Each section is one module, which says when two tellings are one. All of them look tellings up by key and compare with
//! a bounded number of others, so that the time is linear in the reports.
//!
//! Left to others: who "he" is within a report, which entries a text gives (the reading); which reports are reprints.

mod actors;
mod contacts;
mod disputes;
mod events;
mod ids;
mod lift;
mod names;
mod occasion;
mod persons;
mod positions;
mod proposals;
mod statements;
mod union;
mod wording;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rapporteur_report::Report;

use self::ids::{Taken, TellingIds};
use self::lift::Lift;
use crate::read_report::ReadReport;
use crate::record::{Coverage, Record, Reprint, SetAside};
use crate::{Entry, Reading, ReportId, Span, StatementId};

/// A report that repeats another, by ids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReprintOf {
    /// Which.
    pub report: String,
    /// Of which: the earliest published, then the smallest id.
    pub of: String,
}

/// What can't be merged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// Ids name one report each.
    #[error("two reports have the id {id:?}")]
    SameId {
        /// The id.
        id: String,
    },
}

impl Record {
    /// Merges the readings of reports into one record. `set_aside` names what could not be read, `reprints` which of
    /// the read ones repeat others; a pair of which a report was not read is left out.
    pub fn merge(
        mut read: Vec<ReadReport>,
        mut set_aside: Vec<SetAside>,
        reprints: &[ReprintOf],
    ) -> Result<Record, MergeError> {
        read.sort_by(|one, other| order(one.report()).cmp(&order(other.report())));
        let mut ids = HashSet::new();
        if let Some(twice) = read.iter().find(|one| !ids.insert(one.report().id.as_str())) {
            return Err(MergeError::SameId { id: twice.report().id.clone() });
        }
        set_aside.sort();
        let (reports, readings): (Vec<Report>, Vec<Reading>) = read.into_iter().map(ReadReport::into_parts).unzip();
        let reprints = by_index(&reports, reprints);
        let coverage = coverage(&readings, set_aside, &reprints);
        let record = merged(&reports, readings, &reprints);
        Ok(Record { reports, coverage, ..record })
    }
}

/// Undated reports come last: nothing says that they told it first.
fn order(report: &Report) -> (bool, Option<Date>, &str) {
    (report.published.is_none(), report.published, &report.id)
}

fn by_index(reports: &[Report], reprints: &[ReprintOf]) -> Vec<Reprint> {
    let index: HashMap<&str, ReportId> =
        reports.iter().zip(0..).map(|(report, at)| (report.id.as_str(), ReportId(at))).collect();
    let find = |id: &String| index.get(id.as_str()).copied();
    let pairs = reprints.iter().filter_map(|pair| Some(Reprint { report: find(&pair.report)?, of: find(&pair.of)? }));
    let mut all: Vec<Reprint> = pairs.filter(|pair| pair.report != pair.of).collect();
    all.sort();
    all.dedup_by_key(|pair| pair.report);
    all
}

fn coverage(readings: &[Reading], set_aside: Vec<SetAside>, reprints: &[Reprint]) -> Coverage {
    let mut seen = HashSet::new();
    let unresolved = readings.iter().flat_map(|reading| &reading.unread.unresolved_speakers);
    Coverage {
        set_aside,
        reprints: reprints.to_vec(),
        unresolved_speakers: unresolved.filter(|speaker| seen.insert(speaker.as_str())).cloned().collect(),
        speech_without_statement: readings.iter().map(|one| u64::from(one.unread.speech_without_statement)).sum(),
    }
}

/// What the sections' modules need to know of the reports.
pub(crate) struct Setting<'r> {
    texts: Vec<&'r str>,
    ids: Vec<&'r str>,
    days: Vec<Option<Date>>,
    /// Of each report the one that it repeats, or itself.
    originals: Vec<ReportId>,
    /// Which reports repeat or are repeated.
    has_twin: Vec<bool>,
}

impl<'r> Setting<'r> {
    fn new(reports: &'r [Report], reprints: &[Reprint]) -> Self {
        let mut originals: Vec<ReportId> = (0..).map(ReportId).take(reports.len()).collect();
        let mut has_twin = vec![false; reports.len()];
        for reprint in reprints {
            originals[reprint.report.index()] = reprint.of;
            has_twin[reprint.report.index()] = true;
            has_twin[reprint.of.index()] = true;
        }
        let texts = reports.iter().map(|report| report.text.as_str()).collect();
        let ids = reports.iter().map(|report| report.id.as_str()).collect();
        Self { texts, ids, days: reports.iter().map(|report| report.published).collect(), originals, has_twin }
    }

    /// The report that this one repeats, or itself.
    fn original(&self, report: ReportId) -> ReportId {
        self.originals[report.index()]
    }

    fn id(&self, report: ReportId) -> &'r str {
        self.ids[report.index()]
    }

    fn has_twin(&self, report: ReportId) -> bool {
        self.has_twin[report.index()]
    }

    /// The day of publication.
    fn day(&self, report: ReportId) -> Option<Date> {
        self.days[report.index()]
    }
}

/// One entry of one reading, lifted into the record.
pub(crate) struct Telling<T> {
    id: String,
    report: ReportId,
    told: T,
}

/// Lifts the entries of one section of one reading.
fn tell<T, U>(
    (section, report, report_id): (&'static str, ReportId, &str),
    entries: Vec<T>,
    first: impl Fn(&T) -> Span,
    lift: impl Fn(T) -> U,
) -> Vec<Telling<U>> {
    let mut ids = TellingIds::new(section, report_id);
    entries.into_iter().map(|entry| Telling { id: ids.next(first(&entry)), report, told: lift(entry) }).collect()
}

/// An entry in the making: its tellings' ids and what they tell together.
pub(crate) struct Growing<T> {
    ids: Vec<String>,
    /// The report of the last telling.
    last: ReportId,
    told: T,
}

impl<T> Growing<T> {
    fn new(telling: Telling<T>) -> Self {
        Self { ids: vec![telling.id], last: telling.report, told: telling.told }
    }

    /// Notes another telling; what it tells is for the section's module to add.
    fn tell_again(&mut self, id: String, report: ReportId) {
        self.ids.push(id);
        self.last = report;
    }

    fn entry(self, taken: &mut Taken) -> Entry<T> {
        let mut ids = self.ids.into_iter();
        let id = taken.take(ids.next().unwrap_or_default());
        Entry { id, was: ids.collect(), told: self.told }
    }
}

fn entries<T>(growing: Vec<Growing<T>>, taken: &mut Taken) -> Vec<Entry<T>> {
    growing.into_iter().map(|one| one.entry(taken)).collect()
}

fn merged(reports: &[Report], mut readings: Vec<Reading>, reprints: &[Reprint]) -> Record {
    let setting = Setting::new(reports, reprints);
    let mut taken = Taken::default();
    reports.iter().for_each(|report| drop(taken.take(report.id.clone())));

    let mut told_actors = Vec::new();
    let mut offsets = Vec::with_capacity(reports.len());
    for ((report, at), reading) in reports.iter().zip(0..).zip(&mut readings) {
        let offset = told_actors.len();
        offsets.push((offset, reading.actors.len()));
        told_actors.extend(actors::tell(ReportId(at), &report.id, std::mem::take(&mut reading.actors), offset));
    }
    let actors = actors::merge(told_actors, &setting, &mut taken);
    let sides: Vec<_> = actors.actors.iter().map(occasion::Side::of).collect();

    let mut merge = Sections::new(&setting, &sides);
    for (((report, at), reading), (offset, count)) in reports.iter().zip(0..).zip(readings).zip(offsets) {
        merge.add(ReportId(at), &report.id, reading, &actors.of_telling[offset..offset + count]);
    }
    let record = merge.record(&mut taken);
    Record { actors: actors.actors, ..record }
}

/// All sections but the actors, growing report by report.
struct Sections<'s> {
    sides: &'s [occasion::Side],
    statements: statements::Statements<'s>,
    proposals: proposals::Proposals<'s>,
    positions: positions::Positions,
    contacts: contacts::Contacts<'s>,
    disputes: disputes::Disputes,
    events: events::Events,
}

impl<'s> Sections<'s> {
    fn new(setting: &'s Setting<'s>, sides: &'s [occasion::Side]) -> Self {
        Self {
            sides,
            statements: statements::Statements::new(setting),
            proposals: proposals::Proposals::new(setting, sides),
            positions: positions::Positions::default(),
            contacts: contacts::Contacts::new(setting, sides),
            disputes: disputes::Disputes::default(),
            events: events::Events::default(),
        }
    }

    /// Adds one report's reading; reports come in order.
    fn add(&mut self, report: ReportId, id: &str, reading: Reading, actors: &[crate::ActorId]) {
        let lift = Lift { report, actors, sides: self.sides, statements: &[] };
        let told = tell(("s", report, id), reading.statements, |one| first_of(&one.content), |one| lift.statement(one));
        let statements: Vec<StatementId> = self.statements.add(told);
        let lift = Lift { statements: &statements, ..lift };

        let told = tell(("q", report, id), reading.positions, |one| first_of(&one.evidence), |one| lift.position(one));
        self.positions.add(told);
        let told = tell(("p", report, id), reading.proposals, |one| first_of(&one.evidence), |one| lift.proposal(one));
        self.proposals.add(told);
        let told = tell(("c", report, id), reading.contacts, |one| first_of(&one.evidence), |one| lift.contact(one));
        self.contacts.add(told);
        let told = tell(("d", report, id), reading.disputes, |one| first_of(&one.evidence), |one| lift.dispute(one));
        self.disputes.add(told);
        let told = tell(("e", report, id), reading.events, |one| first_of(&one.evidence), |one| lift.event(one));
        self.events.add(told);
    }

    fn record(mut self, taken: &mut Taken) -> Record {
        let statements = self.statements.entries(taken);
        self.positions.settle();
        let proposals = self.proposals.entries(taken, &mut self.positions);
        Record {
            statements,
            proposals,
            positions: self.positions.entries(taken),
            contacts: self.contacts.entries(taken),
            disputes: self.disputes.entries(taken),
            events: self.events.entries(taken),
            ..Record::default()
        }
    }
}

/// The place that gives an entry its id: the first of its spans in the text, in whatever order they are listed.
fn first_of(spans: &crate::AtLeastOne<Span>) -> Span {
    spans.iter().copied().min().unwrap_or(*spans.first())
}
