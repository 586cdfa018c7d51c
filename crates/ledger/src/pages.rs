//! Pages: what was made of the record as it stands, kept until something changes.
//!
//! A brief of many thousand reports takes long to make and is asked for often. Whoever makes one may keep it here under a
//! name that says all it depends on besides the ledger. The truth stays with the reports, readings and corrections: every
//! transaction that changes one of them takes all pages away ([`changed`]), and what is missing is made anew.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::LedgerError;
use crate::open::Ledger;
use crate::pack::{packed_bytes, unpacked_bytes};

/// How many pages are kept.
const MOST: i64 = 64;

/// How much of the file all of them may be, pressed: one part in so many.
const SHARE: u64 = 20;

/// What a ledger held when a page was begun. Another program may have changed it since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State(String);

impl Ledger {
    /// What the ledger holds now; to be asked for before a page is made.
    pub fn state(&self) -> Result<State, LedgerError> {
        self.connection.query_row(STATE, [], |row| row.get(0)).map(State).map_err(|error| self.meant(error))
    }

    /// How many transactions have changed what the record is made of.
    pub(crate) fn changes(&self) -> Result<i64, LedgerError> {
        Ok(self.state()?.0.parse().unwrap_or_default())
    }

    /// The page of that name, where one is kept.
    pub fn page(&self, name: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let select = "SELECT content FROM page WHERE name = ?1";
        let content = self.connection.query_row(select, [name], |row| row.get::<_, Vec<u8>>(0)).optional();
        // One that is damaged is none; it is made anew.
        Ok(content.map_err(|error| self.meant(error))?.and_then(|content| unpacked_bytes(&content).ok()))
    }

    /// Keeps a page that was made of this state of the ledger. Where that can't be (the file may only be read, another
    /// program is writing, something changed meanwhile, it is too large) it is not kept, and nothing is lost.
    pub fn keep_page(&self, name: &str, content: &[u8], state: &State) {
        drop(self.try_to_keep(name, content, state));
    }

    fn try_to_keep(&self, name: &str, content: &[u8], state: &State) -> Result<(), LedgerError> {
        let size = std::fs::metadata(&self.path).map_or(0, |about| about.len());
        let content = packed_bytes(content);
        if content.len() as u64 > (size / SHARE).max(1 << 16) {
            return Ok(());
        }
        let mut ledger = Self::open_to_write_now(&self.path)?;
        let path = self.path.clone();
        let on = |error| crate::error::meant(&path, error);
        let transaction =
            ledger.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        let now: String = transaction.query_row(STATE, [], |row| row.get(0)).map_err(on)?;
        if State(now) != *state {
            return Ok(());
        }
        let kept = "SELECT count(*), coalesce(sum(length(content)), 0) FROM page";
        let (count, bytes): (i64, i64) =
            transaction.query_row(kept, [], |row| Ok((row.get(0)?, row.get(1)?))).map_err(on)?;
        if count >= MOST || bytes as u64 + content.len() as u64 > (size / SHARE).max(1 << 16) {
            transaction.execute("DELETE FROM page", []).map_err(on)?;
        }
        transaction
            .execute("INSERT OR REPLACE INTO page (name, content) VALUES (?1, ?2)", params![name, content])
            .map_err(on)?;
        transaction.commit().map_err(on)
    }
}

const STATE: &str = "SELECT coalesce((SELECT value FROM meta WHERE name = 'changes'), '')";

/// Takes all pages away and counts the change; to be called in each transaction that changes what the record is made of.
pub(crate) fn changed(connection: &Connection) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM page")?.execute([])?;
    let count = "INSERT INTO meta (name, value) VALUES ('changes', '1')
                 ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1";
    connection.prepare_cached(count)?.execute([]).map(drop)
}
