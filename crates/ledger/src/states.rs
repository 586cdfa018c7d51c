//! States: on what of a ledger an answer rests.
//!
//! What is said of one negotiation rests on its reports, on what each of them says, and on the corrections that are bound to
//! words of theirs. A digest of these is the state of the negotiation: while it is the same, the answer is the same, whatever
//! else comes in.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::corrections::{Anchor, Deed};
use crate::error::LedgerError;
use crate::negotiations::Negotiation;
use crate::open::Ledger;
use crate::pages::{CHANGES, REPORTS, count};
use crate::schema;

/// What an answer rests on, as it was when the ledger was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Nothing where the answer must not be kept.
    pub(crate) rests_on: Option<String>,
    /// How many changes there had been by then.
    pub(crate) seen: i64,
}

/// What is needed to say on what answers on negotiations rest.
pub struct States {
    seen: i64,
    /// Nothing while adding was stopped and readings may be stale.
    settled: bool,
    /// By report the corrections that are bound to its words.
    corrected: BTreeMap<i64, String>,
}

impl Ledger {
    /// The state of the whole ledger; to be asked for before an answer is made.
    pub fn state(&self) -> Result<State, LedgerError> {
        let seen = count(&self.connection, CHANGES).map_err(|error| self.meant(error))?;
        Ok(State { rests_on: Some(format!("all {seen}")), seen })
    }

    /// The state of all reports and what they say, corrections left out.
    pub(crate) fn state_of_reports(&self) -> Result<State, LedgerError> {
        let reports = count(&self.connection, REPORTS).map_err(|error| self.meant(error))?;
        // The words "all" would have it go with the next correction.
        Ok(State { rests_on: Some(format!("reports {reports}")), ..self.state()? })
    }

    /// What is needed for the states of negotiations; to be asked for before answers are made.
    pub fn states(&self) -> Result<States, LedgerError> {
        let seen = self.state()?.seen;
        Ok(States { seen, settled: self.is_settled()?, corrected: self.corrected_rows()? })
    }

    fn corrected_rows(&self) -> Result<BTreeMap<i64, String>, LedgerError> {
        let mut corrected: BTreeMap<i64, String> = BTreeMap::new();
        if schema::version(&self.connection).map_err(|error| self.meant(error))? < 4 {
            return Ok(corrected);
        }
        for one in self.corrections()?.iter().filter(|one| one.undone.is_none()) {
            let other = match &one.deed {
                Deed::Merge { other } => Some(other),
                Deed::Split { off } => Some(off),
                Deed::Set { .. } | Deed::Reject | Deed::Confirm => None,
            };
            for row in self.rows_of_anchors(std::iter::once(&one.at).chain(other))? {
                *corrected.entry(row).or_default() += &format!("{} ", one.number);
            }
        }
        Ok(corrected)
    }

    /// The reports whose words are named.
    fn rows_of_anchors<'a>(&self, anchors: impl Iterator<Item = &'a Anchor>) -> Result<Vec<i64>, LedgerError> {
        let on = |error| self.meant(error);
        let query = "SELECT row FROM filed WHERE substr(text_hash, 1, 8) = ?1";
        let mut select = self.connection.prepare_cached(query).map_err(on)?;
        let mut rows = Vec::new();
        for hash in anchors.filter_map(|anchor| bytes(&anchor.report)) {
            let found = select.query_map([hash], |row| row.get::<_, i64>(0)).map_err(on)?;
            rows.extend(found.collect::<Result<Vec<_>, _>>().map_err(on)?);
        }
        Ok(rows)
    }

    /// Digests of what these reports say and how they stand to others, for each list of rows.
    pub(crate) fn digests(&self, lists: &[&[i64]]) -> Result<Vec<String>, LedgerError> {
        let answer = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?));
        let answers: BTreeMap<i64, Vec<u8>> =
            self.all("SELECT report, answer FROM reading", answer)?.into_iter().collect();
        // Where two reports were given one id, any other may bear on what they are called.
        let clash = if self.ids_clash()? { self.state()?.seen } else { 0 };
        let readings = self.meta(TAKEN_OVER)?.unwrap_or_default();
        let digest = |rows: &&[i64]| {
            let mut digest = Sha256::new();
            digest.update(format!("{clash} {readings}"));
            for row in *rows {
                digest.update(row.to_le_bytes());
                digest.update(answers.get(row).map(Vec::as_slice).unwrap_or_default());
            }
            hex(&digest.finalize()[..16])
        };
        Ok(lists.iter().map(digest).collect())
    }
}

/// How often all readings were made anew: their answers may be the same, and what they say not.
pub(crate) const TAKEN_OVER: &str = "readings taken over";

impl States {
    /// The state of a negotiation.
    pub fn of(&self, negotiation: &Negotiation) -> State {
        let rows = &negotiation.rows;
        let corrected = self.corrected.iter().filter(|(row, _)| rows.binary_search(row).is_ok());
        let corrections: String = corrected.map(|(row, numbers)| format!("{row}: {numbers}")).collect();
        let rests_on = self.settled.then(|| {
            let digest = Sha256::digest(format!("{} {corrections}", negotiation.digest));
            format!("of {}", hex(&digest[..16]))
        });
        State { rests_on, seen: self.seen }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of hexadecimal digits.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    (0..digits.len()).step_by(2).map(pair).collect()
}
