//! Reading all reports of a ledger anew, with a newer program or another codebook, and taking that over once it was seen.

use std::collections::HashMap;

use jiff::civil::Date;
use rapporteur_language::PackedDoc;
use rapporteur_reading::Cast;
use rapporteur_reading::mentions::Telling;
use rapporteur_record::{Reading, Record};
use rayon::prelude::*;

use crate::add::Watch;
use crate::answers::put_in_place;
use crate::corrections;
use crate::error::LedgerError;
use crate::filing::Said;
use crate::open::Ledger;
use crate::pack::json;
use crate::pages::reports_changed;
use crate::profile::Profile;
use crate::reader::{OwnCodebook, Reader};
use crate::rows::{REPORT, ReportRow, answer_of};
use crate::states::TAKEN_OVER;

/// How many reports are parsed between two looks at whether to stop.
const BATCH: usize = 256;

/// How many new readings are made ready at a time to be taken over.
const TAKEN: usize = 256;

/// All readings made anew, not yet taken over.
pub struct Reread {
    reader: Reader,
    rows: Vec<NewReading>,
}

struct NewReading {
    row: i64,
    day: Option<Date>,
    telling: Telling,
    answer: [u8; 16],
    reading: Result<Reading, String>,
}

impl NewReading {
    fn said(&self) -> Result<Said, String> {
        let reading = self.reading.as_ref().map_err(String::clone)?;
        let profile = json(&Profile::of(self.day, reading));
        Ok(Said { telling: json(&self.telling), answer: self.answer, entries: json(reading), profile })
    }
}

impl Ledger {
    /// Reads all reports anew; `codebook` takes the place of the ledger's own. `None` where it was stopped.
    pub fn reread(&self, codebook: Option<(&str, &str)>, watch: &dyn Watch) -> Result<Option<Reread>, LedgerError> {
        let reader = match codebook {
            None => self.reader()?,
            Some((name, text)) => {
                let own = OwnCodebook { name: name.to_owned(), text: text.to_owned() };
                Reader::new(Some(own)).map_err(|source| LedgerError::Codebook { path: self.path.clone(), source })?
            }
        };
        // What a person's report could not be read before may be readable now, but for what is no text at all.
        let rows = self.all("SELECT report FROM reading ORDER BY report", |row| row.get::<_, i64>(0))?;
        let (mut cast, mut parsed): (Cast, Vec<(i64, PackedDoc, Telling)>) = (Cast::default(), Vec::new());
        for batch in rows.chunks(BATCH) {
            if watch.is_stopped() {
                return Ok(None);
            }
            let reports: Vec<ReportRow> = batch.iter().map(|row| self.report_row(*row)).collect::<Result<_, _>>()?;
            let parse = |row: &ReportRow| {
                let doc = reader.parse(&row.report);
                let telling = reader.telling(&row.report, &doc);
                (row.row, PackedDoc::from(doc), telling)
            };
            let done: Vec<_> = reports.par_iter().map(parse).collect();
            done.iter().for_each(|(.., telling)| cast.add(telling));
            reports.iter().for_each(|row| watch.parsed(row.report.text.len()));
            parsed.extend(done);
        }
        let mut reports: HashMap<i64, ReportRow> = HashMap::new();
        self.each(&format!("SELECT {REPORT} FROM report"), ReportRow::of, |row| {
            reports.insert(row.row, row);
            Ok(())
        })?;
        let read = |(row, doc, telling): (i64, PackedDoc, Telling)| {
            let report = reports.get(&row).map(|row| &row.report);
            watch.done(report.map_or(0, |report| report.text.len()));
            let reading = match report {
                Some(report) => reader.read(report, &doc.unpack(), &cast).map_err(|unsound| unsound.to_string()),
                None => Err("there is a reading and no report".to_owned()),
            };
            let day = report.and_then(|report| report.published);
            NewReading { row, day, answer: answer_of(&cast.answer(&telling, reader.codebook())), telling, reading }
        };
        Ok(Some(Reread { rows: parsed.into_par_iter().map(read).collect(), reader }))
    }

    /// The record as the new readings make it, with the corrections that stand.
    pub fn record_of_reread(&self, reread: &Reread) -> Result<Record, LedgerError> {
        let mut record = self.record_uncorrected_of(reread)?;
        drop(corrections::apply(&mut record, &self.corrections()?));
        Ok(record)
    }

    fn record_uncorrected_of(&self, reread: &Reread) -> Result<Record, LedgerError> {
        let readings = reread.rows.iter().filter_map(|new| Some((new.row, new.reading.as_ref().ok()?.clone())));
        let failed = reread.rows.iter().filter_map(|new| Some((new.row, new.reading.as_ref().err()?.clone())));
        self.record_from(readings.collect(), failed.collect())
    }

    /// Puts the new readings in the place of the old, all or none.
    pub fn take_over(&mut self, reread: &Reread) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let on = |error| crate::error::meant(&path, error);
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        let rows: Vec<i64> = reread.rows.iter().map(|new| new.row).collect();
        for (rows, news) in rows.chunks(TAKEN).zip(reread.rows.chunks(TAKEN)) {
            let said = news.par_iter().map(|new| (new.row, new.said())).collect();
            put_in_place(&transaction, rows, said).map_err(on)?;
        }
        let mut meta = vec![("reader", reread.reader.name().to_owned())];
        if let Some(own) = reread.reader.own_codebook() {
            meta.extend([("codebook name", own.name.clone()), ("codebook", own.text.clone())]);
        }
        for (name, value) in meta {
            transaction
                .execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", [name, &value])
                .map_err(on)?;
        }
        // Reports that another program added meanwhile are looked at by whoever opens the ledger next.
        transaction.execute("DELETE FROM meta WHERE name = 'settled'", []).map_err(on)?;
        // What a report says may be another thing although the cast answers it the same.
        let count = "INSERT INTO meta (name, value) VALUES (?1, '1')
                     ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1";
        transaction.execute(count, [TAKEN_OVER]).map_err(on)?;
        reports_changed(&transaction).map_err(on)?;
        transaction.commit().map_err(on)
    }
}
