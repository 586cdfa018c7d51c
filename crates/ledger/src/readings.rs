//! The readings of a ledger as a source of records: read from the file as often as need be, and dropped when they were used.

use std::cell::Cell;
use std::collections::HashMap;
use std::io;

use rapporteur_record::{ReadReport, Reading, Readings, ReportId, Section};
use rapporteur_report::Report;
use rayon::prelude::*;
use rusqlite::{OptionalExtension, Transaction};
use serde::Deserialize;

use crate::error::LedgerError;
use crate::open::Ledger;
use crate::pack::unpacked;
use crate::rows::RowProblem;

/// How many readings are unpacked together: enough for the threads, since they are then gone through one by one, and few
/// enough to lie in memory side by side.
const TOGETHER: usize = 8;

/// The readings of a ledger's reports in the record's order, within one transaction, which sees one state of the file.
pub(crate) struct LedgerReadings<'l> {
    pub(crate) ledger: &'l Ledger,
    /// Without their texts.
    pub(crate) reports: Vec<Report>,
    /// The row of each.
    pub(crate) rows: Vec<i64>,
    /// Readings that are stale in the ledger, made anew.
    pub(crate) anew: HashMap<i64, Reading>,
    /// Whether the readings were found to fit their reports. Within the transaction they don't change.
    pub(crate) checked: Cell<bool>,
    pub(crate) _one: Transaction<'l>,
}

/// Which sections are unpacked; what is passed over takes a third of the time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Actors,
    Statements,
    Events,
}

#[derive(Deserialize)]
struct Actors {
    actors: Vec<rapporteur_record::Actor>,
    unread: rapporteur_record::Unread,
}

#[derive(Deserialize)]
struct Statements {
    statements: Vec<rapporteur_record::Statement>,
}

#[derive(Deserialize)]
struct Events {
    events: Vec<rapporteur_record::Event>,
}

impl Part {
    fn of(sections: &[Section], checked: bool) -> Self {
        match sections {
            [] | [Section::Actors | Section::Coverage] | [Section::Actors, Section::Coverage] => Part::Actors,
            [Section::Statements] if checked => Part::Statements,
            [Section::Events] if checked => Part::Events,
            _ => Part::Whole,
        }
    }

    fn unpack(self, entries: &[u8]) -> Result<Reading, String> {
        let rest = Reading::default();
        Ok(match self {
            Part::Whole => unpacked(entries)?,
            Part::Actors => {
                let Actors { actors, unread } = unpacked(entries)?;
                Reading { actors, unread, ..rest }
            }
            Part::Statements => Reading { statements: unpacked::<Statements>(entries)?.statements, ..rest },
            Part::Events => Reading { events: unpacked::<Events>(entries)?.events, ..rest },
        })
    }
}

/// A report's row, text and packed reading.
struct Packed<'r> {
    at: ReportId,
    row: i64,
    report: &'r Report,
    text: String,
    entries: Vec<u8>,
}

impl LedgerReadings<'_> {
    fn packed(&self, at: usize) -> Result<Packed<'_>, LedgerError> {
        let (Some(report), Some(&row)) = (self.reports.get(at), self.rows.get(at)) else {
            return Err(self.ledger.false_row(0, "is asked for, and there is none".to_owned()));
        };
        // A join of two views would have SQLite look into every block for each report.
        let text = self.ledger.text_of(row)?;
        let select = self.ledger.connection.prepare_cached("SELECT entries FROM reading WHERE report = ?1");
        let entries =
            select.and_then(|mut select| select.query_row([row], |found| found.get::<_, Vec<u8>>(0)).optional());
        let entries = entries.map_err(|error| self.ledger.meant(error))?;
        let entries = entries.ok_or_else(|| self.ledger.false_row(row, "has no reading".to_owned()))?;
        Ok(Packed { at: ReportId(at as u32), row, report, text, entries })
    }
}

/// How readings are unpacked, on whatever thread.
struct Unpack<'a> {
    part: Part,
    anew: &'a HashMap<i64, Reading>,
    check: bool,
}

impl Unpack<'_> {
    fn of<'r>(&self, packed: Packed<'r>) -> Result<(Packed<'r>, Reading), RowProblem> {
        let false_row = |problem: String| (packed.row, problem);
        let reading = match self.anew.get(&packed.row) {
            Some(anew) => anew.clone(),
            None => self.part.unpack(&packed.entries).map_err(false_row)?,
        };
        if self.part == Part::Whole && self.check {
            ReadReport::check(packed.report, &packed.text, &reading)
                .map_err(|unsound| false_row(unsound.to_string()))?;
        }
        Ok((packed, reading))
    }
}

impl Readings for LedgerReadings<'_> {
    fn reports(&self) -> &[Report] {
        &self.reports
    }

    fn each(
        &self,
        sections: &[Section],
        with: &mut dyn FnMut(ReportId, &str, &mut Reading) -> io::Result<()>,
    ) -> io::Result<()> {
        let part = Part::of(sections, self.checked.get());
        for start in (0..self.rows.len()).step_by(TOGETHER) {
            let end = (start + TOGETHER).min(self.rows.len());
            let packed: Vec<Packed<'_>> =
                (start..end).map(|at| self.packed(at)).collect::<Result<_, _>>().map_err(io::Error::other)?;
            let unpack = Unpack { part, anew: &self.anew, check: !self.checked.get() };
            let unpacked: Vec<_> = packed.into_par_iter().map(|packed| unpack.of(packed)).collect();
            for one in unpacked {
                let (packed, mut reading) =
                    one.map_err(|(row, problem)| io::Error::other(self.ledger.false_row(row, problem)))?;
                with(packed.at, &packed.text, &mut reading)?;
            }
        }
        if part == Part::Whole {
            self.checked.set(true);
        }
        Ok(())
    }

    fn text(&self, report: ReportId) -> io::Result<String> {
        let row = self.rows.get(report.index()).copied().unwrap_or_default();
        self.ledger.text_of(row).map_err(io::Error::other)
    }

    fn into_reports(self) -> io::Result<Vec<Report>> {
        let texts = self.rows.iter().map(|row| self.ledger.text_of(*row).map_err(io::Error::other));
        let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
        Ok(self.reports.into_iter().zip(texts).map(|(report, text)| Report { text, ..report }).collect())
    }
}

impl Ledger {
    /// The text of a report.
    pub(crate) fn text_of(&self, row: i64) -> Result<String, LedgerError> {
        let text = self.connection.prepare_cached("SELECT text FROM report WHERE row = ?1");
        text.and_then(|mut text| text.query_row([row], |found| found.get(0))).map_err(|error| self.meant(error))
    }

    /// The hash of each report's text.
    pub(crate) fn text_hashes(&self, rows: &[i64]) -> Result<Vec<Vec<u8>>, LedgerError> {
        let mut select = self
            .connection
            .prepare_cached("SELECT text_hash FROM report WHERE row = ?1")
            .map_err(|error| self.meant(error))?;
        let hashes = rows.iter().map(|row| select.query_row([row], |found| found.get(0)));
        hashes.collect::<Result<_, _>>().map_err(|error| self.meant(error))
    }
}
