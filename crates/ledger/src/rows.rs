//! Rows of the tables, as values.

use rapporteur_report::{Found, Report};
use rayon::prelude::*;
use rusqlite::Row;
use sha2::{Digest, Sha256};

use crate::error::LedgerError;
use crate::open::Ledger;

/// How many rows are taken up before they are worked on together.
const CHUNK: usize = 1024;

/// "One of the rows that are wanted"; a list in the query itself could be longer than SQL may be.
pub(crate) const ONLY: &str = "IN (SELECT value FROM json_each(?1))";

/// A row's number and what is wrong with it.
pub(crate) type RowProblem = (i64, String);

/// A report of the ledger and what its row says besides.
pub(crate) struct ReportRow {
    pub(crate) row: i64,
    /// With the id that it was given.
    pub(crate) report: Report,
    pub(crate) set_aside: Option<String>,
}

/// The columns that [`ReportRow::of`] takes, in its order.
pub(crate) const REPORT: &str = "row, given_id, title, outlet, published, url, text, set_aside";

impl ReportRow {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let published: Option<String> = row.get(4)?;
        Ok(Self {
            row: row.get(0)?,
            report: Report {
                id: row.get(1)?,
                title: row.get(2)?,
                outlet: row.get(3)?,
                published: published.and_then(|day| day.parse().ok()),
                url: row.get(5)?,
                text: row.get(6)?,
            },
            set_aside: row.get(7)?,
        })
    }

    /// As a finding, to be held beside another.
    pub(crate) fn found(&self) -> Found {
        Found { report: self.report.clone(), path: String::new(), line: None, set_aside: None }
    }
}

pub(crate) fn hash_of(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// A hash of what the cast answers a report, to be held beside a later one.
pub(crate) fn answer_of(answer: &str) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&hash_of(answer)[..16]);
    short
}

/// A hash of all that a report says besides its text.
pub(crate) fn seal(report: &Report) -> Vec<u8> {
    let said = (&report.id, &report.title, &report.outlet, report.published.map(|day| day.to_string()), &report.url);
    hash_of(&format!("{said:?}"))[..8].to_vec()
}

impl Ledger {
    /// Calls `with` on every row of a query, in its order.
    pub(crate) fn each<T>(
        &self,
        query: &str,
        of: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        with: impl FnMut(T) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        self.each_of(query, None, of, with)
    }

    /// The same, where the query has [`ONLY`] and some rows are wanted.
    pub(crate) fn each_of<T>(
        &self,
        query: &str,
        wanted: Option<&[i64]>,
        of: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        mut with: impl FnMut(T) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let mut statement = self.connection.prepare(query).map_err(|error| self.meant(error))?;
        let wanted = wanted.map(|rows| serde_json::to_string(rows).unwrap_or_default());
        let rows = statement.query(rusqlite::params_from_iter(wanted));
        let mut rows = rows.map_err(|error| self.meant(error))?;
        while let Some(row) = rows.next().map_err(|error| self.meant(error))? {
            with(of(row).map_err(|error| self.meant(error))?)?;
        }
        Ok(())
    }

    pub(crate) fn all<T>(
        &self,
        query: &str,
        of: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, LedgerError> {
        let mut all = Vec::new();
        self.each(query, of, |one| {
            all.push(one);
            Ok(())
        })?;
        Ok(all)
    }

    /// Makes something of every row of a query, some thousand at a time on all threads, and hands it on in their order.
    pub(crate) fn in_parallel<T: Send, U: Send>(
        &self,
        query: &str,
        wanted: Option<&[i64]>,
        of: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        make: impl Fn(T) -> Result<U, RowProblem> + Sync,
        mut with: impl FnMut(U),
    ) -> Result<(), LedgerError> {
        let mut waiting = Vec::with_capacity(CHUNK);
        let mut work = |waiting: &mut Vec<T>| -> Result<(), LedgerError> {
            let made: Vec<Result<U, RowProblem>> = std::mem::take(waiting).into_par_iter().map(&make).collect();
            for one in made {
                with(one.map_err(|(row, problem)| self.false_row(row, problem))?);
            }
            Ok(())
        };
        self.each_of(query, wanted, of, |row| {
            waiting.push(row);
            if waiting.len() == CHUNK { work(&mut waiting) } else { Ok(()) }
        })?;
        work(&mut waiting)
    }

    pub(crate) fn false_row(&self, row: i64, problem: String) -> LedgerError {
        LedgerError::FalseRow { path: self.path.clone(), row, problem }
    }
}
