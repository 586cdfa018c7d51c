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
//! Statements and events are many and mostly stand by themselves. So of these it is only found out which tellings are one
//! (`statements`, `events`), and a second walk through the readings makes entry after entry of them (`stream`): a record
//! can be written without being held, and one that is held is gathered from the same stream.
//!
//! Left to others: who "he" is within a report, which entries a text gives (the reading); which reports are reprints.

mod actors;
mod contacts;
mod disputes;
mod events;
mod ids;
mod led;
mod lift;
mod names;
mod occasion;
mod persons;
mod positions;
mod proposals;
mod statements;
mod stream;
mod texts;
mod told;
mod union;
mod whole;
mod wording;

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::HashSet;
use std::io;

use jiff::civil::Date;
use rapporteur_report::Report;
use rapporteur_spill::Spill;
use serde::{Deserialize, Serialize};

pub(crate) use self::ids::Ids;
pub use self::stream::{Readings, Show, Stream};
use crate::read_report::ReadReport;
use crate::record::{Record, Reprint, SetAside};
use crate::{Reading, ReportId, Section, Span};

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
        set_aside: Vec<SetAside>,
        reprints: &[ReprintOf],
    ) -> Result<Record, MergeError> {
        read.sort_by(|one, other| order(one.report()).cmp(&order(other.report())));
        let mut ids = HashSet::new();
        if let Some(twice) = read.iter().find(|one| !ids.insert(one.report().id.as_str())) {
            return Err(MergeError::SameId { id: twice.report().id.clone() });
        }
        let (reports, readings) = read.into_iter().map(ReadReport::into_parts).unzip();
        let held = Held { reports, readings: RefCell::new(readings) };
        // Readings in memory are always there, their reports have been looked at, and no file is made: nothing is left to fail.
        let stream = Stream::with(Spill::in_memory(), held, set_aside, reprints);
        Ok(stream.and_then(Stream::into_record).unwrap_or_default())
    }
}

/// Readings in memory, of which each part goes when it has been taken up.
struct Held {
    reports: Vec<Report>,
    readings: RefCell<Vec<Reading>>,
}

impl Readings for Held {
    fn reports(&self) -> &[Report] {
        &self.reports
    }

    fn each(
        &self,
        _: &[Section],
        with: &mut dyn FnMut(ReportId, &str, &mut Reading) -> io::Result<()>,
    ) -> io::Result<()> {
        for ((report, reading), at) in self.reports.iter().zip(&mut *self.readings.borrow_mut()).zip(0..) {
            with(ReportId(at), &report.text, reading)?;
        }
        Ok(())
    }

    fn text(&self, report: ReportId) -> io::Result<String> {
        Ok(self.reports.get(report.index()).map(|report| report.text.clone()).unwrap_or_default())
    }

    fn into_reports(self) -> io::Result<Vec<Report>> {
        Ok(self.reports)
    }
}

/// Undated reports come last: nothing says that they told it first.
fn order(report: &Report) -> (bool, Option<Date>, &str) {
    (report.published.is_none(), report.published, &report.id)
}

/// What the sections' modules need to know of the reports.
pub(crate) struct Setting<'r> {
    reports: &'r [Report],
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
        Self { reports, originals, has_twin }
    }

    /// The report that this one repeats, or itself.
    fn original(&self, report: ReportId) -> ReportId {
        self.originals[report.index()]
    }

    fn id(&self, report: ReportId) -> &'r str {
        &self.reports[report.index()].id
    }

    fn has_twin(&self, report: ReportId) -> bool {
        self.has_twin[report.index()]
    }

    /// The day of publication.
    fn day(&self, report: ReportId) -> Option<Date> {
        self.reports[report.index()].published
    }
}

/// One entry of one reading, lifted into the record.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Telling<T> {
    id: ids::TellingId,
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
    let mut ids = ids::TellingIds::new(section, report_id);
    entries.into_iter().map(|entry| Telling { id: ids.next(first(&entry)), report, told: lift(entry) }).collect()
}

/// The place that gives an entry its id: the first of its spans in the text, in whatever order they are listed.
fn first_of(spans: &crate::AtLeastOne<Span>) -> Span {
    spans.iter().copied().min().unwrap_or(*spans.first())
}
