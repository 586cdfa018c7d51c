//! Reports that are parsed and wait to be read.
//!
//! Who somebody is may be told by any report, so all that are to be added are parsed before the first of them is read. What
//! was parsed waits in the ledger: whoever ends the program loses none of that work, however many reports there are they
//! take no memory, and what they leave behind in the file is filled by those that come in. Nobody but `add` sees them.

use std::collections::HashSet;

use rapporteur_language::{Doc, PackedDoc};
use rapporteur_reading::mentions::Telling;
use rapporteur_report::{Found, Report};
use rayon::prelude::*;
use rusqlite::params;

use crate::error::{LedgerError, meant};
use crate::filing::found_in;
use crate::open::Ledger;
use crate::pack::block::{Members, Press, packed_block};
use crate::pack::json;
use crate::reader::Reader;
use crate::rows::{ONLY, ReportRow, hash_of};
use crate::schema;

/// A report that was parsed, or can't be read.
pub(crate) struct Parsed {
    pub(crate) found: Found,
    /// What it tells of its persons, and its parse.
    pub(crate) parse: Option<(Telling, PackedDoc)>,
}

/// A report that waits.
pub(crate) struct Waiting {
    pub(crate) number: i64,
    pub(crate) found: Found,
    /// Why it can't be read.
    pub(crate) set_aside: Option<String>,
    /// By whom it was parsed.
    reader: String,
    /// Its text, what it tells, and its parse.
    parts: Members,
    text_hash: Vec<u8>,
}

/// What a report is to the ledger to which it is to be added.
pub(crate) enum Known {
    /// It came in before, or waits since it was met before in these reports.
    Yes,
    /// It waits since an earlier try.
    Waits,
    No,
}

/// The reports that were met, by the hashes of their ids and texts.
#[derive(Default)]
pub(crate) struct Met(HashSet<[u8; 32]>);

impl Met {
    /// Notes a report; says whether it is met for the first time.
    fn note(&mut self, report: &Report) -> bool {
        self.0.insert(hash_of(&format!("{:?}{}", report.id, report.text)))
    }
}

impl Waiting {
    /// What it tells of its persons; `None` where that has to be made anew, since another program or codebook made it.
    pub(crate) fn telling(&self, reader: &Reader) -> Option<Telling> {
        let telling = self.parts.get(1).filter(|_| self.reader == reader.name())?;
        serde_json::from_slice(telling).ok()
    }

    /// Whether its text is the one that was found.
    pub(crate) fn is_whole(&self) -> bool {
        hash_of(&self.found.report.text) == self.text_hash.as_slice()
    }

    /// Its parse, which is made anew where another program wrote it.
    pub(crate) fn doc(&self, reader: &Reader) -> Doc {
        let parse = self.parts.get(2).filter(|_| self.reader == reader.name());
        let packed = parse.and_then(|parse| PackedDoc::from_bytes(&self.found.report.text, parse));
        packed.map_or_else(|| reader.parse(&self.found.report), PackedDoc::unpack)
    }
}

impl Ledger {
    /// Whether the ledger has the report. Of two findings of one text under one id the one that counts is kept, whichever
    /// came first.
    pub(crate) fn known(&self, found: &Found, met: &mut Met) -> Result<Known, LedgerError> {
        let on = |error| self.meant(error);
        let is_new = met.note(&found.report);
        if let Some(row) = found_in(&self.connection, "report", found).map_err(on)?
            && !found.counts_before(&row.found())
        {
            return Ok(Known::Yes);
        }
        let waits = found_in(&self.connection, "waiting", found).map_err(on)?;
        Ok(match waits {
            Some(row) if !found.counts_before(&row.found()) => {
                if is_new {
                    Known::Waits
                } else {
                    Known::Yes
                }
            }
            _ => Known::No,
        })
    }

    /// Lets reports wait, all or none.
    pub(crate) fn let_wait(&mut self, parsed: &[Parsed], reader: &Reader) -> Result<(), LedgerError> {
        let press = |one: &Parsed| {
            let (telling, doc) = one.parse.as_ref().map(|(told, doc)| (json(told), doc.to_bytes())).unwrap_or_default();
            packed_block(&[one.found.report.text.as_bytes(), &telling, &doc], Press::InPassing)
        };
        let pressed: Vec<Vec<u8>> = parsed.par_iter().map(press).collect();
        let path = self.path.clone();
        let on = |error| meant(&path, error);
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        let wait = |one: &Parsed, pressed: Vec<u8>| -> rusqlite::Result<()> {
            let report = &one.found.report;
            // Of two findings that wait the one that counts stays.
            let other = found_in(&transaction, "waiting", &one.found)?;
            if other.is_some_and(|other| !one.found.counts_before(&other.found())) {
                return Ok(());
            }
            let mut insert = transaction.prepare_cached(
                "INSERT OR REPLACE INTO waiting
                 (given_id, text_hash, title, outlet, published, url, set_aside, reader, parsed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?;
            let row = params![
                report.id,
                hash_of(&report.text),
                report.title,
                report.outlet,
                report.published.map(|day| day.to_string()),
                report.url,
                one.found.set_aside.as_ref().map(ToString::to_string),
                reader.name(),
                pressed,
            ];
            insert.execute(row).map(drop)
        };
        parsed.iter().zip(pressed).try_for_each(|(one, pressed)| wait(one, pressed)).map_err(on)?;
        transaction.commit().map_err(on)
    }

    /// The numbers of those that wait, the earliest published first: what is asked for together later lies in few blocks then.
    pub(crate) fn waiting_in_order(&self) -> Result<Vec<i64>, LedgerError> {
        self.all("SELECT number FROM waiting ORDER BY published IS NULL, published, given_id, number", |row| row.get(0))
    }

    /// Those that wait with these numbers, in their order.
    pub(crate) fn those_waiting(&self, numbers: &[i64]) -> Result<Vec<Waiting>, LedgerError> {
        let query = format!("{WAITING} WHERE number {ONLY}");
        let mut rows = Vec::with_capacity(numbers.len());
        self.each_of(&query, Some(numbers), waiting_row, |row| {
            rows.push(row);
            Ok(())
        })?;
        rows.sort_by_key(|row: &Row| numbers.iter().position(|number| *number == row.1));
        let unpacked: Vec<_> = rows.into_par_iter().map(waiting).collect();
        unpacked.into_iter().map(|one| one.map_err(|problem| self.damaged(problem))).collect()
    }

    /// How many wait.
    pub fn count_waiting(&self) -> Result<usize, LedgerError> {
        if schema::version(&self.connection).map_err(|error| self.meant(error))? < 3 {
            return Ok(0);
        }
        let count = self.connection.query_row("SELECT count(*) FROM waiting", [], |row| row.get::<_, i64>(0));
        count.map(|count| usize::try_from(count).unwrap_or_default()).map_err(|error| self.meant(error))
    }

    /// Calls `with` on what each that waits tells of its persons.
    pub(crate) fn each_telling_that_waits(
        &self,
        reader: &Reader,
        mut with: impl FnMut(Telling),
    ) -> Result<(), LedgerError> {
        if self.count_waiting()? == 0 {
            return Ok(());
        }
        let telling = |found: Row| {
            let number = found.1;
            let one = waiting(found).map_err(|problem| (number, problem))?;
            let is_read = one.set_aside.is_none();
            Ok(is_read
                .then(|| one.telling(reader).unwrap_or_else(|| reader.telling(&one.found.report, &one.doc(reader)))))
        };
        self.in_parallel(&format!("{WAITING} ORDER BY number"), None, waiting_row, telling, |telling| {
            telling.into_iter().for_each(&mut with);
        })
    }

    pub(crate) fn damaged(&self, reason: String) -> LedgerError {
        LedgerError::Damaged { path: self.path.clone(), reason }
    }
}

/// All that wait.
pub(crate) const WAITING: &str =
    "SELECT number, given_id, title, outlet, published, url, '', set_aside, reader, parsed, text_hash
     FROM waiting";

/// A row of [`WAITING`]: its first columns are those of a report.
type Row = (ReportRow, i64, String, Vec<u8>, Vec<u8>);

pub(crate) fn waiting_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok((ReportRow::of(row)?, row.get(0)?, row.get(8)?, row.get(9)?, row.get(10)?))
}

/// What such a row holds.
pub(crate) fn waiting((row, number, reader, parsed, text_hash): Row) -> Result<Waiting, String> {
    let problem = |problem: String| format!("report {} that waits to be read: {problem}", row.report.id);
    let parts = Members::of(&parsed).map_err(problem)?;
    let text = String::from_utf8(parts.get(0).unwrap_or_default().to_vec());
    let mut found = row.found();
    found.report.text = text.map_err(|error| problem(error.to_string()))?;
    Ok(Waiting { number, found, set_aside: row.set_aside, reader, parts, text_hash })
}
