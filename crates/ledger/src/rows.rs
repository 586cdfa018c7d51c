//! Rows of the tables, as values.

use rapporteur_report::{Found, Report};
use rayon::prelude::*;
use rusqlite::{Row, params};
use sha2::{Digest, Sha256};

use crate::error::LedgerError;
use crate::open::Ledger;
use crate::pages::changed;
use crate::profile::{self, Profile};

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
}

pub(crate) fn hash_of(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// A hash of all that a report says besides its text.
pub(crate) fn seal(report: &Report) -> Vec<u8> {
    let said = (&report.id, &report.title, &report.outlet, report.published.map(|day| day.to_string()), &report.url);
    hash_of(&format!("{said:?}"))[..8].to_vec()
}

/// What is written of a report that was read, or can't be.
pub(crate) struct NewRow<'f> {
    pub(crate) found: &'f Found,
    /// Why it can't be read.
    pub(crate) set_aside: Option<String>,
    pub(crate) reading: Option<PackedReading>,
    /// The row that it takes the place of.
    pub(crate) instead_of: Option<i64>,
}

/// A reading as it lies in the ledger.
pub(crate) struct PackedReading {
    pub(crate) telling: Vec<u8>,
    pub(crate) answer: [u8; 32],
    pub(crate) entries: Vec<u8>,
    pub(crate) profile: Profile,
}

impl Ledger {
    /// Writes one report in one transaction.
    pub(crate) fn insert(&mut self, new: &NewRow<'_>, added: &str) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let on = |error| crate::error::meant(&path, error);
        let report = &new.found.report;
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        if let Some(old) = new.instead_of {
            transaction.execute("DELETE FROM profile WHERE report = ?1", [old]).map_err(on)?;
            transaction.execute("DELETE FROM reading WHERE report = ?1", [old]).map_err(on)?;
            transaction.execute("DELETE FROM report WHERE row = ?1", [old]).map_err(on)?;
        }
        let inserted = transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO report
                 (given_id, text_hash, title, outlet, published, url, text, set_aside, added, seal)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )
            .and_then(|mut insert| {
                insert.execute(params![
                    report.id,
                    hash_of(&report.text),
                    report.title,
                    report.outlet,
                    report.published.map(|day| day.to_string()),
                    report.url,
                    report.text,
                    new.set_aside,
                    added,
                    seal(report),
                ])
            })
            .map_err(on)?;
        // Another program may have added it meanwhile.
        if inserted == 0 {
            return transaction.commit().map_err(on);
        }
        let row = transaction.last_insert_rowid();
        if let Some(reading) = &new.reading {
            transaction
                .prepare_cached("INSERT INTO reading (report, telling, answer, entries) VALUES (?1, ?2, ?3, ?4)")
                .and_then(|mut insert| insert.execute(params![row, reading.telling, reading.answer, reading.entries]))
                .and_then(|_| profile::keep(&transaction, row, &reading.profile))
                .map_err(on)?;
        }
        transaction.execute("DELETE FROM meta WHERE name = 'settled'", []).map_err(on)?;
        changed(&transaction).map_err(on)?;
        transaction.commit().map_err(on)
    }

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
