//! What the cast answers each report, and which readings a changed answer makes stale.
//!
//! The cast of a ledger is what all its reports tell of their persons. A report that comes in may tell something new of
//! somebody in an earlier one, whose reading then has to be made again. Few have to: the answer that a reading rests on lies
//! beside it, and only where the cast answers otherwise today the report is read again.

use std::collections::HashMap;

use rapporteur_reading::Cast;
use rapporteur_reading::mentions::Telling;
use rayon::prelude::*;
use rusqlite::{Connection, params};

use crate::add::Watch;
use crate::error::LedgerError;
use crate::filing::{Said, by_block, rewrite};
use crate::open::Ledger;
use crate::pack::{json, unpacked};
use crate::pages::reports_changed;
use crate::profile::Profile;
use crate::reader::Reader;
use crate::rows::{REPORT, ReportRow, answer_of};

/// How many reports are read again between two looks at whether to stop.
const BATCH: usize = 64;

impl Ledger {
    /// Whether every reading rests on what the cast answers today.
    pub(crate) fn is_settled(&self) -> Result<bool, LedgerError> {
        Ok(self.meta("settled")?.is_some())
    }

    /// What all reports tell of their persons, those included that [wait](crate::waiting) to be read.
    pub(crate) fn cast(&self, reader: &Reader) -> Result<Cast, LedgerError> {
        let mut cast = Cast::default();
        self.each_telling_that_waits(reader, |telling| cast.add(&telling))?;
        self.in_parallel(
            "SELECT report, telling FROM reading",
            None,
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)),
            |(row, telling)| unpacked::<Telling>(&telling).map_err(|problem| (row, problem)),
            |telling| cast.add(&telling),
        )?;
        Ok(cast)
    }

    /// The rows, up to that one, whose reading the cast would make otherwise.
    pub(crate) fn stale(&self, reader: &Reader, cast: &Cast, last: i64) -> Result<Vec<i64>, LedgerError> {
        let mut stale = Vec::new();
        let is_stale = |(row, telling, answer): (i64, Vec<u8>, Vec<u8>)| {
            let telling: Telling = unpacked(&telling).map_err(|problem| (row, problem))?;
            let today = answer_of(&cast.answer(&telling, reader.codebook()));
            // Older ledgers hold more of the hash.
            Ok((!answer.starts_with(&today)).then_some(row))
        };
        self.in_parallel(
            &format!("SELECT report, telling, answer FROM reading WHERE report <= {last} ORDER BY report"),
            None,
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Vec<u8>>(2)?)),
            is_stale,
            |row| stale.extend(row),
        )?;
        Ok(stale)
    }

    /// Makes stale readings anew; gives how many, or `None` where it was stopped before the end. `known` is the cast of all
    /// reports, where it is at hand, and the last report whose reading was made with another.
    pub(crate) fn settle(
        &mut self,
        reader: &Reader,
        known: Option<(Cast, i64)>,
        watch: &dyn Watch,
    ) -> Result<Option<usize>, LedgerError> {
        if self.is_settled()? {
            return Ok(Some(0));
        }
        let seen = self.newest_row()?;
        let (cast, last) = match known {
            Some(known) => known,
            None => (self.cast(reader)?, i64::MAX),
        };
        let stale = self.stale(reader, &cast, last)?;
        for batch in stale.chunks(BATCH) {
            if watch.is_stopped() {
                return Ok(None);
            }
            self.read_again(batch, reader, &cast, watch)?;
        }
        // Where another program added reports meanwhile, theirs are looked at by whoever opens the ledger next.
        let path = self.path.clone();
        let on = |error| crate::error::meant(&path, error);
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        if transaction.query_row(NEWEST, [], |row| Ok((row.get(0)?, row.get(1)?))).map_err(on)? == seen {
            transaction
                .execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('settled', 'yes')", [])
                .map_err(on)?;
        }
        transaction.commit().map_err(on)?;
        Ok(Some(stale.len()))
    }

    /// Reads some reports again, and puts the new readings in the place of the old, all or none.
    fn read_again(&mut self, rows: &[i64], reader: &Reader, cast: &Cast, watch: &dyn Watch) -> Result<(), LedgerError> {
        let reports: Vec<ReportRow> =
            rows.iter().map(|row| self.report_row(*row)).collect::<Result<_, LedgerError>>()?;
        let read = |row: &ReportRow| {
            let doc = reader.parse(&row.report);
            let telling = reader.telling(&row.report, &doc);
            let said = reader.read(&row.report, &doc, cast).map(|reading| Said {
                answer: answer_of(&cast.answer(&telling, reader.codebook())),
                telling: json(&telling),
                entries: json(&reading),
                profile: json(&Profile::of(row.report.published, &reading)),
            });
            (row.row, said.map_err(|unsound| unsound.to_string()))
        };
        let said: HashMap<i64, Result<Said, String>> = reports.par_iter().map(read).collect();
        said.values().filter_map(|said| said.as_ref().err()).for_each(|problem| watch.problem(problem));
        let path = self.path.clone();
        let on = |error| crate::error::meant(&path, error);
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        put_in_place(&transaction, rows, said).map_err(on)?;
        reports_changed(&transaction).map_err(on)?;
        transaction.commit().map_err(on)
    }

    /// How many reports it holds.
    pub fn count(&self) -> Result<usize, LedgerError> {
        let count = self.connection.query_row("SELECT count(*) FROM report", [], |row| row.get::<_, i64>(0));
        count.map(|count| usize::try_from(count).unwrap_or_default()).map_err(|error| self.meant(error))
    }

    /// How many reports there are, and the newest: what changes when another program adds one.
    pub(crate) fn newest_row(&self) -> Result<(i64, Option<i64>), LedgerError> {
        let seen = self.connection.query_row(NEWEST, [], |row| Ok((row.get(0)?, row.get(1)?)));
        seen.map_err(|error| self.meant(error))
    }

    pub(crate) fn report_row(&self, row: i64) -> Result<ReportRow, LedgerError> {
        let query = format!("SELECT {REPORT} FROM report WHERE row = ?1");
        self.connection.query_row(&query, [row], ReportRow::of).map_err(|error| self.meant(error))
    }
}

const NEWEST: &str = "SELECT (SELECT count(*) FROM filed), (SELECT max(row) FROM filed)";

/// Puts what these reports say now in the place of what they said; one that can't be read is set aside.
pub(crate) fn put_in_place(
    ledger: &Connection,
    rows: &[i64],
    mut said: HashMap<i64, Result<Said, String>>,
) -> rusqlite::Result<()> {
    for (number, rows) in by_block(ledger, rows)? {
        for row in &rows {
            let (answer, aside) = match said.get(row) {
                Some(Ok(said)) => (Some(said.answer), None),
                Some(Err(problem)) => (None, Some(problem)),
                None => continue,
            };
            let mut update = ledger
                .prepare_cached("UPDATE filed SET answer = coalesce(?2, answer), set_aside = ?3 WHERE row = ?1")?;
            update.execute(params![row, answer, aside])?;
        }
        rewrite(ledger, number, |members| {
            for member in members {
                if let Some(Ok(said)) = said.remove(&member.row) {
                    (member.telling, member.entries, member.profile) = (said.telling, said.entries, said.profile);
                }
            }
        })?;
    }
    Ok(())
}
