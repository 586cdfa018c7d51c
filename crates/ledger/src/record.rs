//! The record of all reports of a ledger.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::io;

use rapporteur_record::{ReadReport, Reading, Record, ReprintOf, SetAside, Stream};
use rapporteur_report::{Found, Report, Reprint, reprints, reprints_among, settled};
use rusqlite::Transaction;

use crate::corrected::Corrected;
use crate::corrections;
use crate::error::{LedgerError, failed};
use crate::open::Ledger;
use crate::readings::LedgerReadings;
use crate::rows::{ONLY, REPORT, ReportRow};

/// The most reports that are held in memory together with what they say.
pub const MOST_HELD: usize = 2048;

impl Ledger {
    /// Merges what all reports say, and applies the corrections that stand. Without any it is the record that reading the
    /// reports at once would give, byte for byte. Readings that are stale because adding was stopped are made anew for it,
    /// not in the ledger.
    pub fn record(&self) -> Result<Record, LedgerError> {
        self.corrected(self.record_uncorrected()?)
    }

    /// The same of some of the reports only, by their numbers in the ledger; the work is that of reading these at once,
    /// however many others there are. Who is who in them is known from all.
    pub fn record_of(&self, rows: &[i64]) -> Result<Record, LedgerError> {
        if rows.len() <= MOST_HELD {
            return self.hold(rows)?.record();
        }
        self.corrected(self.merged(Some(rows))?.into_record().map_err(|error| self.failed(error))?)
    }

    /// The same as the program alone makes it.
    pub fn record_uncorrected(&self) -> Result<Record, LedgerError> {
        self.merged(None)?.into_record().map_err(|error| self.failed(error))
    }

    /// The record of all reports, or of these, with the corrections that stand: to be gone through entry by entry, none of
    /// it held but what is needed to know which tellings are one. It says what [`Ledger::record`] and
    /// [`Ledger::record_of`] say. Meanwhile the ledger is seen in one state, whatever another program adds.
    pub fn entries(&self, rows: Option<&[i64]>) -> Result<Corrected<'_>, LedgerError> {
        Corrected::of(self.merged(rows)?, self.corrections()?)
    }

    fn corrected(&self, mut record: Record) -> Result<Record, LedgerError> {
        // What finds no entry here is listed by whoever lists corrections.
        drop(corrections::apply(&mut record, &self.corrections()?));
        Ok(record)
    }

    /// What went wrong while the ledger's readings were merged.
    pub(crate) fn failed(&self, error: io::Error) -> LedgerError {
        failed(&self.path, error)
    }

    /// The readings of all reports, or of those wanted, being merged.
    pub(crate) fn merged(&self, wanted: Option<&[i64]>) -> Result<Stream<LedgerReadings<'_>>, LedgerError> {
        let one = self.connection.unchecked_transaction().map_err(|error| self.meant(error))?;
        let (reports, rows, aside) = self.some_reports(wanted, Texts::LeftOut)?;
        let row = |at: usize| rows.get(at).copied().unwrap_or_default();
        let pairs = reprints_among(&reports, |at| self.text_of(row(at)))?;
        let pairs = by_id(&reports, &pairs);
        let (readings, set_aside) = self.readings((reports, rows, aside), self.anew(wanted)?, one);
        Stream::of(readings, set_aside, &pairs).map_err(|error| self.failed(error))
    }

    /// The readings of these reports, and which of them can't be read.
    pub(crate) fn readings<'l>(
        &'l self,
        (reports, rows, mut aside): Reports,
        anew: HashMap<i64, Reading>,
        one: Transaction<'l>,
    ) -> (LedgerReadings<'l>, Vec<SetAside>) {
        let (mut set_aside, mut read, mut read_rows) = (Vec::new(), Vec::new(), Vec::new());
        for (report, row) in reports.into_iter().zip(rows) {
            match aside.remove(&row) {
                Some(reason) => set_aside.push(SetAside { report: report.id, reason }),
                None => {
                    read.push(report);
                    read_rows.push(row);
                }
            }
        }
        let readings =
            LedgerReadings { ledger: self, reports: read, rows: read_rows, anew, checked: Cell::new(false), _one: one };
        (readings, set_aside)
    }

    /// The readings that are stale because adding was stopped, as the cast of all reports makes them.
    pub(crate) fn anew(&self, wanted: Option<&[i64]>) -> Result<HashMap<i64, Reading>, LedgerError> {
        let mut anew = HashMap::new();
        // Whoever looks up what is settled need not wait for the codebook.
        if self.is_settled()? {
            return Ok(anew);
        }
        let reader = self.reader()?;
        if self.expect_reader(&reader).is_err() {
            return Ok(anew);
        }
        let cast = self.cast(&reader)?;
        let wanted: Option<HashSet<i64>> = wanted.map(|wanted| wanted.iter().copied().collect());
        for row in self
            .stale(&reader, &cast, i64::MAX)?
            .into_iter()
            .filter(|row| wanted.as_ref().is_none_or(|all| all.contains(row)))
        {
            let report = self.report_row(row)?.report;
            let read = reader.read(&report, &reader.parse(&report), &cast);
            anew.insert(row, read.map_err(|unsound| self.false_row(row, unsound.to_string()))?);
        }
        Ok(anew)
    }

    /// The record of these readings, by rows; `failed` says why some rows have none.
    pub(crate) fn record_from(
        &self,
        mut readings: HashMap<i64, Reading>,
        failed: HashMap<i64, String>,
    ) -> Result<Record, LedgerError> {
        let (reports, rows, mut aside) = self.some_reports(None, Texts::Held)?;
        aside.extend(failed);
        let pairs = by_id(&reports, &reprints(&reports));
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

    /// All reports, or these as among all. Only where two reports of the ledger were given one id the others matter.
    pub(crate) fn some_reports(&self, wanted: Option<&[i64]>, texts: Texts) -> Result<Reports, LedgerError> {
        if !self.ids_clash()? {
            return self.reports(wanted, if texts == Texts::Held { Texts::Held } else { Texts::Unasked });
        }
        let Some(wanted) = wanted else { return self.reports(None, texts) };
        let (reports, rows, aside) = self.reports(None, texts)?;
        let wanted: HashSet<i64> = wanted.iter().copied().collect();
        let (reports, rows) = reports.into_iter().zip(rows).filter(|(_, row)| wanted.contains(row)).unzip();
        Ok((reports, rows, aside))
    }

    /// Whether two reports were given one id.
    pub(crate) fn ids_clash(&self) -> Result<bool, LedgerError> {
        // All ids have to be looked at for it, and negotiation after negotiation asks.
        let seen = self.state()?.seen;
        if let Some((_, clash)) = self.clash.get().filter(|(known, _)| *known == seen) {
            return Ok(clash);
        }
        let clash = match self.page(CLASH, &self.state_of_reports()?)?.as_deref() {
            Some(kept) => kept == YES,
            None => {
                let clash = format!("SELECT EXISTS ({TWICE})");
                self.connection.query_row(&clash, [], |row| row.get(0)).map_err(|error| self.meant(error))?
            }
        };
        self.clash.set(Some((seen, clash)));
        Ok(clash)
    }

    /// Reports with settled ids in the record's order, the row of each, and why some can't be read.
    fn reports(&self, wanted: Option<&[i64]>, texts: Texts) -> Result<Reports, LedgerError> {
        let (mut found, mut aside) = (Vec::new(), HashMap::new());
        let condition = wanted.map(|_| format!("WHERE row {ONLY}")).unwrap_or_default();
        let columns = match texts {
            Texts::Held => REPORT.to_owned(),
            Texts::Unasked => REPORT.replace(", text,", ", '',"),
            // Which of two reports keeps an id that both were given may depend on their texts.
            Texts::LeftOut => REPORT.replace(", text,", &format!(", iif(given_id IN ({TWICE}), text, ''),")),
        };
        let query = format!("SELECT {columns} FROM report {condition} ORDER BY row");
        self.each_of(&query, wanted, ReportRow::of, |row| {
            aside.extend(row.set_aside.map(|reason| (row.row, reason)));
            // A report is found in its row as others are in a line of a file.
            let line = usize::try_from(row.row).ok();
            found.push(Found { report: row.report, path: String::new(), line, set_aside: None });
            Ok(())
        })?;
        let row = |found: &Found| found.line.and_then(|line| i64::try_from(line).ok()).unwrap_or_default();
        let (rows, mut reports): (_, Vec<Report>) =
            settled(found).into_iter().map(|found| (row(&found), found.report)).unzip();
        if texts == Texts::LeftOut {
            reports.iter_mut().for_each(|report| report.text = String::new());
        }
        Ok((reports, rows, aside))
    }
}

/// The page that says whether two reports were given one id, and what stands on it where they were and were not.
pub(crate) const CLASH: &str = "ids clash";
pub(crate) const YES: &[u8] = b"yes";
pub(crate) const NO: &[u8] = b"no";

/// Ids that more than one report was given.
const TWICE: &str = "SELECT given_id FROM report GROUP BY given_id HAVING count(*) > 1";

/// Whether reports come with their texts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texts {
    Held,
    LeftOut,
    /// Not even to settle ids by them, since no two are the same.
    Unasked,
}

/// Reports in the record's order, the row of each, and why some can't be read.
pub(crate) type Reports = (Vec<Report>, Vec<i64>, HashMap<i64, String>);

pub(crate) fn by_id(reports: &[Report], pairs: &[Reprint]) -> Vec<ReprintOf> {
    let id = |at: usize| reports.get(at).map(|report| report.id.clone()).unwrap_or_default();
    pairs.iter().map(|pair| ReprintOf { report: id(pair.report), of: id(pair.of) }).collect()
}
