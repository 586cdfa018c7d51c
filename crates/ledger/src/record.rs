//! The record of all reports of a ledger.

use std::collections::HashMap;

use rapporteur_record::{ReadReport, Reading, Record, ReprintOf, SetAside};
use rapporteur_report::{Found, Report, reprints, settled};
use rayon::prelude::*;

use crate::corrections;
use crate::error::LedgerError;
use crate::open::Ledger;
use crate::reader::Reader;
use crate::rows::{REPORT, ReportRow, unpacked};

impl Ledger {
    /// Merges what all reports say, and applies the corrections that stand. Without any it is the record that reading the
    /// reports at once would give, byte for byte. Readings that are stale because adding was stopped are made anew for it,
    /// not in the ledger.
    pub fn record(&self, reader: &Reader) -> Result<Record, LedgerError> {
        self.record_of(reader, |_| true)
    }

    /// The same of some of the reports only. Who is who in them is known from all.
    pub fn record_of(&self, reader: &Reader, wanted: impl Fn(&Report) -> bool) -> Result<Record, LedgerError> {
        let mut record = self.record_uncorrected(reader, wanted)?;
        // What finds no entry here is listed by whoever lists corrections.
        drop(corrections::apply(&mut record, &self.corrections()?));
        Ok(record)
    }

    /// The same as the program alone makes it.
    pub fn record_uncorrected(&self, reader: &Reader, wanted: impl Fn(&Report) -> bool) -> Result<Record, LedgerError> {
        // One transaction sees one state of the file, whatever another program adds meanwhile.
        let transaction = self.connection.unchecked_transaction().map_err(|error| self.meant(error))?;
        let record = self.record_as_it_stands(reader, wanted);
        drop(transaction);
        record
    }

    fn record_as_it_stands(&self, reader: &Reader, wanted: impl Fn(&Report) -> bool) -> Result<Record, LedgerError> {
        self.record_from(self.readings(reader)?, HashMap::new(), wanted)
    }

    /// The record of these readings, by rows; `failed` says why some rows have none.
    pub(crate) fn record_from(
        &self,
        mut readings: HashMap<i64, Reading>,
        failed: HashMap<i64, String>,
        wanted: impl Fn(&Report) -> bool,
    ) -> Result<Record, LedgerError> {
        let (reports, rows, mut aside) = self.reports()?;
        aside.extend(failed);
        let wanted = reports.into_iter().zip(rows).filter(|(report, _)| wanted(report));
        let (reports, rows): (Vec<Report>, Vec<i64>) = wanted.unzip();
        let id = |at: usize| reports.get(at).map(|report| report.id.clone()).unwrap_or_default();
        let pairs = reprints(&reports);
        let pairs: Vec<_> = pairs.iter().map(|pair| ReprintOf { report: id(pair.report), of: id(pair.of) }).collect();
        let (mut set_aside, mut read) = (Vec::new(), Vec::new());
        for (report, row) in reports.into_iter().zip(rows) {
            match (aside.remove(&row), readings.remove(&row)) {
                (Some(reason), _) => set_aside.push(SetAside { report: report.id, reason }),
                (None, Some(reading)) => {
                    let checked = ReadReport::new(report, reading);
                    read.push(checked.map_err(|unsound| self.false_row(row, unsound.to_string()))?);
                }
                (None, None) => return Err(self.false_row(row, "has no reading".to_owned())),
            }
        }
        Ok(Record::merge(read, set_aside, &pairs)?)
    }

    /// All reports with settled ids in the record's order, the row of each, and why some can't be read.
    #[expect(clippy::type_complexity, reason = "three lists that go together once")]
    fn reports(&self) -> Result<(Vec<Report>, Vec<i64>, HashMap<i64, String>), LedgerError> {
        let (mut found, mut aside) = (Vec::new(), HashMap::new());
        self.each(&format!("SELECT {REPORT} FROM report ORDER BY row"), ReportRow::of, |row| {
            aside.extend(row.set_aside.map(|reason| (row.row, reason)));
            // A report is found in its row as others are in a line of a file.
            let line = usize::try_from(row.row).ok();
            found.push(Found { report: row.report, path: String::new(), line, set_aside: None });
            Ok(())
        })?;
        let row = |found: &Found| found.line.and_then(|line| i64::try_from(line).ok()).unwrap_or_default();
        let (rows, reports) = settled(found).into_iter().map(|found| (row(&found), found.report)).unzip();
        Ok((reports, rows, aside))
    }

    /// The reading of each row, as the cast of all reports makes it.
    fn readings(&self, reader: &Reader) -> Result<HashMap<i64, Reading>, LedgerError> {
        let query = "SELECT report, entries FROM reading ORDER BY report";
        let stored: Vec<(i64, Vec<u8>)> = self.all(query, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let unpack = |(row, entries): (i64, Vec<u8>)| (row, unpacked::<Reading>(&entries));
        let unpacked: Vec<(i64, Result<Reading, String>)> = stored.into_par_iter().map(unpack).collect();
        let mut readings = HashMap::with_capacity(unpacked.len());
        for (row, reading) in unpacked {
            readings.insert(row, reading.map_err(|problem| self.false_row(row, problem))?);
        }
        if self.is_settled()? || self.expect_reader(reader).is_err() {
            return Ok(readings);
        }
        let cast = self.cast()?;
        for row in self.stale(&cast)? {
            let report = self.report_row(row)?.report;
            let reading = reader.read(&report, &reader.parse(&report), &cast);
            readings.insert(row, reading.map_err(|unsound| self.false_row(row, unsound.to_string()))?);
        }
        Ok(readings)
    }
}
