//! Corrections in the ledger's table.

use rapporteur_record::Record;
use rusqlite::params;

use super::anchor::{anchor, find};
use super::{Anchor, Correction, Deed, apply};
use crate::error::LedgerError;
use crate::open::Ledger;
use crate::pages::corrections_changed;

/// Why a correction can't be made.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionError {
    /// No such entry.
    #[error("there is no entry {id}; `rapporteur brief` and `actor` show ids")]
    NoEntry {
        /// What was asked for.
        id: String,
    },
    /// Two that can't be one.
    #[error("{id} is of another section than {other}")]
    OtherSection {
        /// One.
        id: String,
        /// The other.
        other: String,
    },
    /// No report of that id, or none that tells the entry.
    #[error("{id} does not rest on a report {report}")]
    NoReport {
        /// The entry.
        id: String,
        /// The report asked for.
        report: String,
    },
    /// It can't be applied.
    #[error("{reason}")]
    Refused {
        /// Why.
        reason: String,
    },
    /// No correction of this number stands.
    #[error("there is no correction {number} that stands; `rapporteur corrections` lists them")]
    NoCorrection {
        /// The number.
        number: i64,
    },
    /// A line of an import that is no correction.
    #[error("line {line} is no correction: {reason}")]
    NoLine {
        /// Which, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// What is wanted, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A field gets a value.
    Set {
        /// The field.
        field: String,
        /// The value.
        value: String,
    },
    /// It is not so.
    Reject,
    /// It is so.
    Confirm,
    /// The other entry is the same.
    Merge {
        /// Its id.
        other: String,
    },
    /// What this report tells is another thing.
    Split {
        /// The report's id.
        report: String,
    },
}

/// Who corrects, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub who: String,
    /// When, in ISO 8601.
    pub made: String,
    /// Why.
    pub why: Option<String>,
}

impl Ledger {
    /// Corrects an entry of `record`, which is this ledger's; gives the correction's number.
    pub fn correct(&mut self, record: &Record, id: &str, wanted: Wanted, by: By) -> Result<i64, CorrectionError> {
        let (at, deed) = bound(record, id, wanted)?;
        let correction = Correction { number: 0, who: by.who, made: by.made, why: by.why, at, deed, undone: None };
        if let Some((_, reason)) = apply(&mut record.clone(), std::slice::from_ref(&correction)).pop() {
            return Err(CorrectionError::Refused { reason });
        }
        Ok(self.keep(std::slice::from_ref(&correction))?)
    }

    /// The same, where no such correction stands already; `None` where one does.
    pub fn correct_once(
        &mut self,
        record: &Record,
        id: &str,
        wanted: Wanted,
        by: By,
    ) -> Result<Option<i64>, CorrectionError> {
        // An entry that was rejected is no more there to be found.
        let Ok((at, deed)) = bound(record, id, wanted.clone()) else {
            return if wanted == Wanted::Reject { Ok(None) } else { self.correct(record, id, wanted, by).map(Some) };
        };
        let stands = |one: &Correction| one.undone.is_none() && one.at == at && one.deed == deed;
        if self.corrections()?.iter().any(stands) {
            return Ok(None);
        }
        self.correct(record, id, wanted, by).map(Some)
    }

    /// Writes corrections, all or none; gives the number of the last.
    fn keep(&mut self, all: &[Correction]) -> Result<i64, LedgerError> {
        let path = self.path.clone();
        let on = |error| crate::error::meant(&path, error);
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        for one in all {
            let what = serde_json::to_string(&(&one.at, &one.deed)).unwrap_or_default();
            transaction
                .execute(
                    "INSERT INTO correction (who, made, why, what, undone) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![one.who, one.made, one.why, what, one.undone],
                )
                .map_err(on)?;
        }
        let number = transaction.last_insert_rowid();
        corrections_changed(&transaction).map_err(on)?;
        transaction.commit().map_err(on)?;
        Ok(number)
    }

    /// All corrections, the undone ones too, in the order in which they were made.
    pub fn corrections(&self) -> Result<Vec<Correction>, LedgerError> {
        let query = "SELECT number, who, made, why, what, undone FROM correction ORDER BY number";
        let rows = self.all(query, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get::<_, String>(4)?, row.get(5)?))
        })?;
        let one =
            |(number, who, made, why, what, undone): (i64, String, String, Option<String>, String, Option<String>)| {
                let (at, deed): (Anchor, Deed) = serde_json::from_str(&what)
                    .map_err(|error| self.false_row(number, format!("correction: {error}")))?;
                Ok(Correction { number, who, made, why, at, deed, undone })
            };
        rows.into_iter().map(one).collect()
    }

    /// Takes a correction back; it stays listed.
    pub fn undo(&mut self, number: i64, now: &str) -> Result<(), CorrectionError> {
        let path = self.path.clone();
        let on = |error| crate::error::meant(&path, error);
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        let undone = transaction
            .execute("UPDATE correction SET undone = ?2 WHERE number = ?1 AND undone IS NULL", params![number, now])
            .map_err(on)?;
        if undone == 0 {
            return Err(CorrectionError::NoCorrection { number });
        }
        corrections_changed(&transaction).map_err(on)?;
        Ok(transaction.commit().map_err(on)?)
    }

    /// Takes corrections over from another ledger, one JSON object a line; those that are there already are passed over.
    /// Gives how many were new. All lines come in or none.
    pub fn import_corrections(&mut self, lines: &str) -> Result<usize, CorrectionError> {
        let mut known: Vec<Correction> = self.corrections()?;
        known.iter_mut().for_each(|one| one.number = 0);
        let mut new = Vec::new();
        for (line, text) in (1..).zip(lines.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            let one: Correction = serde_json::from_str(text)
                .map_err(|error| CorrectionError::NoLine { line, reason: error.to_string() })?;
            if !known.contains(&one) {
                known.push(one.clone());
                new.push(one);
            }
        }
        self.keep(&new)?;
        Ok(new.len())
    }
}

fn bound(record: &Record, id: &str, wanted: Wanted) -> Result<(Anchor, Deed), CorrectionError> {
    let no_entry = |id: &str| CorrectionError::NoEntry { id: id.to_owned() };
    let (section, index) = find(record, id).ok_or_else(|| no_entry(id))?;
    let at = anchor(record, section, index, None).ok_or_else(|| no_entry(id))?;
    let deed = match wanted {
        Wanted::Set { field, value } => Deed::Set { field, value },
        Wanted::Reject => Deed::Reject,
        Wanted::Confirm => Deed::Confirm,
        Wanted::Merge { other } => {
            let (of, index) = find(record, &other).ok_or_else(|| no_entry(&other))?;
            if of != section {
                return Err(CorrectionError::OtherSection { id: id.to_owned(), other });
            }
            Deed::Merge { other: anchor(record, of, index, None).ok_or_else(|| no_entry(&other))? }
        }
        Wanted::Split { report } => {
            let told = record.reports.iter().zip(0..).find(|(one, _)| one.id == report);
            let off = told.and_then(|(_, at)| anchor(record, section, index, Some(rapporteur_record::ReportId(at))));
            Deed::Split { off: off.ok_or(CorrectionError::NoReport { id: id.to_owned(), report })? }
        }
    };
    Ok((at, deed))
}
