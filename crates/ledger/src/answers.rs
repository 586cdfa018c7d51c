//! What the cast answers each report, and which readings a changed answer makes stale.
//!
//! The cast of a ledger is what all its reports tell of their persons. A report that comes in may tell something new of
//! somebody in an earlier one, whose reading then has to be made again. Few have to: the answer that a reading rests on lies
//! beside it, and only where the cast answers otherwise today the report is read again.

use rapporteur_reading::Cast;
use rapporteur_reading::mentions::Telling;
use rayon::prelude::*;
use rusqlite::params;

use crate::add::Watch;
use crate::error::LedgerError;
use crate::open::Ledger;
use crate::pack::{packed, unpacked};
use crate::pages::changed;
use crate::profile::{self, Profile};
use crate::reader::Reader;
use crate::rows::{REPORT, ReportRow, hash_of};

/// How many reports are read again between two looks at whether to stop.
const BATCH: usize = 64;

impl Ledger {
    /// Whether every reading rests on what the cast answers today.
    pub(crate) fn is_settled(&self) -> Result<bool, LedgerError> {
        Ok(self.meta("settled")?.is_some())
    }

    /// What all reports tell of their persons.
    pub(crate) fn cast(&self) -> Result<Cast, LedgerError> {
        let mut cast = Cast::default();
        self.in_parallel(
            "SELECT report, telling FROM reading",
            None,
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)),
            |(row, telling)| unpacked::<Telling>(&telling).map_err(|problem| (row, problem)),
            |telling| cast.add(&telling),
        )?;
        Ok(cast)
    }

    /// The rows whose reading the cast would make otherwise.
    pub(crate) fn stale(&self, reader: &Reader, cast: &Cast) -> Result<Vec<i64>, LedgerError> {
        let mut stale = Vec::new();
        let is_stale = |(row, telling, answer): (i64, Vec<u8>, Vec<u8>)| {
            let telling: Telling = unpacked(&telling).map_err(|problem| (row, problem))?;
            Ok((hash_of(&cast.answer(&telling, reader.codebook())) != answer.as_slice()).then_some(row))
        };
        self.in_parallel(
            "SELECT report, telling, answer FROM reading ORDER BY report",
            None,
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Vec<u8>>(2)?)),
            is_stale,
            |row| stale.extend(row),
        )?;
        Ok(stale)
    }

    /// Makes stale readings anew; gives how many, or `None` where it was stopped before the end. `cast` is that of all
    /// reports, where it is at hand.
    pub(crate) fn settle(
        &mut self,
        reader: &Reader,
        cast: Option<Cast>,
        watch: &dyn Watch,
    ) -> Result<Option<usize>, LedgerError> {
        if self.is_settled()? {
            return Ok(Some(0));
        }
        let seen = self.newest_row()?;
        let cast = match cast {
            Some(cast) => cast,
            None => self.cast()?,
        };
        let stale = self.stale(reader, &cast)?;
        for batch in stale.chunks(BATCH) {
            if watch.is_stopped() {
                return Ok(None);
            }
            let reports: Vec<ReportRow> =
                batch.iter().map(|row| self.report_row(*row)).collect::<Result<_, LedgerError>>()?;
            let read = |row: &ReportRow| {
                let doc = reader.parse(&row.report);
                let answer = hash_of(&cast.answer(&reader.telling(&row.report, &doc), reader.codebook()));
                let read = reader.read(&row.report, &doc, &cast);
                (row.row, answer, read.map(|reading| (packed(&reading), Profile::of(row.report.published, &reading))))
            };
            let readings: Vec<_> = reports.par_iter().map(read).collect();
            let path = self.path.clone();
            let on = |error| crate::error::meant(&path, error);
            let transaction = self.connection.transaction().map_err(on)?;
            for (row, answer, reading) in readings {
                match reading {
                    Ok((entries, profile)) => transaction
                        .execute(
                            "UPDATE reading SET answer = ?2, entries = ?3 WHERE report = ?1",
                            params![row, answer, entries],
                        )
                        .and_then(|_| profile::keep(&transaction, row, &profile)),
                    Err(unsound) => {
                        watch.problem(&unsound.to_string());
                        let aside = params![row, unsound.to_string()];
                        transaction.execute("UPDATE report SET set_aside = ?2 WHERE row = ?1", aside).map(drop)
                    }
                }
                .map_err(on)?;
            }
            changed(&transaction).map_err(on)?;
            transaction.commit().map_err(on)?;
        }
        // Where another program added reports meanwhile, theirs are looked at by whoever opens the ledger next.
        let path = self.path.clone();
        let on = |error| crate::error::meant(&path, error);
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        let newest = "SELECT (SELECT count(*) FROM report), (SELECT max(row) FROM report)";
        if transaction.query_row(newest, [], |row| Ok((row.get(0)?, row.get(1)?))).map_err(on)? == seen {
            transaction
                .execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('settled', 'yes')", [])
                .map_err(on)?;
        }
        transaction.commit().map_err(on)?;
        Ok(Some(stale.len()))
    }

    /// How many reports it holds.
    pub fn count(&self) -> Result<usize, LedgerError> {
        Ok(usize::try_from(self.newest_row()?.0).unwrap_or_default())
    }

    /// How many reports there are, and the newest: what changes when another program adds one.
    pub(crate) fn newest_row(&self) -> Result<(i64, Option<i64>), LedgerError> {
        let newest = "SELECT (SELECT count(*) FROM report), (SELECT max(row) FROM report)";
        let seen = self.connection.query_row(newest, [], |row| Ok((row.get(0)?, row.get(1)?)));
        seen.map_err(|error| self.meant(error))
    }

    pub(crate) fn report_row(&self, row: i64) -> Result<ReportRow, LedgerError> {
        let query = format!("SELECT {REPORT} FROM report WHERE row = ?1");
        self.connection.query_row(&query, [row], ReportRow::of).map_err(|error| self.meant(error))
    }
}
