//! The record of all reports of a ledger.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rapporteur_record::{ReadReport, Reading, Record, ReprintOf, SetAside};
use rapporteur_report::{Found, Report, reprints, settled};
use rusqlite::{OptionalExtension, params};

use crate::corrections;
use crate::error::LedgerError;
use crate::open::Ledger;
use crate::pack::unpacked;
use crate::reader::Reader;
use crate::rows::{ONLY, REPORT, ReportRow};

impl Ledger {
    /// Merges what all reports say, and applies the corrections that stand. Without any it is the record that reading the
    /// reports at once would give, byte for byte. Readings that are stale because adding was stopped are made anew for it,
    /// not in the ledger.
    pub fn record(&self, reader: &Reader) -> Result<Record, LedgerError> {
        let mut record = self.record_uncorrected(reader)?;
        // What finds no entry here is listed by whoever lists corrections.
        drop(corrections::apply(&mut record, &self.corrections()?));
        Ok(record)
    }

    /// The same of some of the reports only, by their numbers in the ledger; the work is that of reading these at once,
    /// however many others there are. Who is who in them is known from all.
    pub fn record_of(&self, reader: &Reader, rows: &[i64]) -> Result<Record, LedgerError> {
        let mut record =
            self.as_one(|| self.record_from(self.readings(reader, Some(rows))?, HashMap::new(), Some(rows)))?;
        drop(corrections::apply(&mut record, &self.corrections()?));
        Ok(record)
    }

    /// The same of those of these reports that were published before a day, or on no day that is known.
    pub fn record_before(&self, reader: &Reader, rows: &[i64], day: Date) -> Result<Record, LedgerError> {
        let mut earlier = Vec::with_capacity(rows.len());
        let mut select = self
            .connection
            .prepare("SELECT published IS NULL OR published < ?2 FROM report WHERE row = ?1")
            .map_err(|error| self.meant(error))?;
        for row in rows {
            let is_earlier =
                select.query_row(params![row, day.to_string()], |found| found.get::<_, bool>(0)).optional();
            if is_earlier.map_err(|error| self.meant(error))?.unwrap_or_default() {
                earlier.push(*row);
            }
        }
        self.record_of(reader, &earlier)
    }

    /// The same as the program alone makes it.
    pub fn record_uncorrected(&self, reader: &Reader) -> Result<Record, LedgerError> {
        self.as_one(|| self.record_from(self.readings(reader, None)?, HashMap::new(), None))
    }

    /// Within one transaction, which sees one state of the file, whatever another program adds meanwhile.
    fn as_one<T>(&self, work: impl FnOnce() -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        let transaction = self.connection.unchecked_transaction().map_err(|error| self.meant(error))?;
        let done = work();
        drop(transaction);
        done
    }

    /// The record of these readings, by rows; `failed` says why some rows have none. Of all reports, or of those wanted.
    pub(crate) fn record_from(
        &self,
        mut readings: HashMap<i64, Reading>,
        failed: HashMap<i64, String>,
        wanted: Option<&[i64]>,
    ) -> Result<Record, LedgerError> {
        let (reports, rows, mut aside) = match wanted {
            Some(wanted) => self.some_reports(wanted)?,
            None => self.reports(None)?,
        };
        aside.extend(failed);
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

    /// These reports as among all. Only where two reports of the ledger were given one id the others matter.
    fn some_reports(&self, wanted: &[i64]) -> Result<Reports, LedgerError> {
        let clash = "SELECT count(*) FROM (SELECT 1 FROM report GROUP BY given_id HAVING count(*) > 1 LIMIT 1)";
        let clash: i64 = self.connection.query_row(clash, [], |row| row.get(0)).map_err(|error| self.meant(error))?;
        if clash == 0 {
            return self.reports(Some(wanted));
        }
        let (reports, rows, aside) = self.reports(None)?;
        let wanted: HashSet<i64> = wanted.iter().copied().collect();
        let (reports, rows) = reports.into_iter().zip(rows).filter(|(_, row)| wanted.contains(row)).unzip();
        Ok((reports, rows, aside))
    }

    /// Reports with settled ids in the record's order, the row of each, and why some can't be read.
    fn reports(&self, wanted: Option<&[i64]>) -> Result<Reports, LedgerError> {
        let (mut found, mut aside) = (Vec::new(), HashMap::new());
        let condition = wanted.map(|_| format!("WHERE row {ONLY}")).unwrap_or_default();
        let query = format!("SELECT {REPORT} FROM report {condition} ORDER BY row");
        self.each_of(&query, wanted, ReportRow::of, |row| {
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

    /// The reading of each row, or of those wanted, as the cast of all reports makes it.
    fn readings(&self, reader: &Reader, wanted: Option<&[i64]>) -> Result<HashMap<i64, Reading>, LedgerError> {
        let condition = wanted.map(|_| format!("WHERE report {ONLY}")).unwrap_or_default();
        let mut readings = HashMap::new();
        self.in_parallel(
            &format!("SELECT report, entries FROM reading {condition} ORDER BY report"),
            wanted,
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)),
            |(row, entries)| Ok((row, unpacked::<Reading>(&entries).map_err(|problem| (row, problem))?)),
            |(row, reading)| drop(readings.insert(row, reading)),
        )?;
        if self.is_settled()? || self.expect_reader(reader).is_err() {
            return Ok(readings);
        }
        let cast = self.cast(reader)?;
        for row in self.stale(reader, &cast, i64::MAX)? {
            if let Some(reading) = readings.get_mut(&row) {
                let report = self.report_row(row)?.report;
                let anew = reader.read(&report, &reader.parse(&report), &cast);
                *reading = anew.map_err(|unsound| self.false_row(row, unsound.to_string()))?;
            }
        }
        Ok(readings)
    }
}

/// Reports in the record's order, the row of each, and why some can't be read.
type Reports = (Vec<Report>, Vec<i64>, HashMap<i64, String>);
