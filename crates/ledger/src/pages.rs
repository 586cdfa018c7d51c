//! Pages: what was made of the record as it stands, kept for whoever asks again.
//!
//! A brief of some hundred reports takes a moment to make and is asked for often. Whoever makes one may keep it here under a
//! name that says all it depends on besides the ledger, and with a [`State`]: what of the ledger it rests on. The truth stays
//! with the reports, readings and corrections. A page counts only while the state is the same; so what comes in of one
//! negotiation leaves the pages of all others as they are ([`states`](crate::states)).

use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::LedgerError;
use crate::open::Ledger;
use crate::pack::{packed_bytes, unpacked_bytes};
use crate::schema;
use crate::states::State;

/// How much of the file all pages may be, pressed: one part in so many, or so many bytes.
const SHARE: u64 = 8;
const ROOM: u64 = 1 << 18;

/// From which version of the tables on a page says what it rests on.
const SINCE: i64 = 4;

/// A page that was made, to be kept.
pub struct Page<'a> {
    /// What it is.
    pub name: &'a str,
    /// What it rests on.
    pub state: &'a State,
    /// What stands on it.
    pub content: &'a [u8],
}

impl Ledger {
    /// The page of that name that rests on this state, where one is kept.
    pub fn page(&self, name: &str, state: &State) -> Result<Option<Vec<u8>>, LedgerError> {
        let Some(rests_on) = state.rests_on.as_ref().filter(|_| self.has_pages()) else { return Ok(None) };
        let select = self.connection.prepare_cached("SELECT content FROM page WHERE name = ?1 AND rests_on = ?2");
        let content =
            select.and_then(|mut select| select.query_row([name, rests_on], |row| row.get::<_, Vec<u8>>(0)).optional());
        // One that is damaged is none; it is made anew.
        Ok(content.map_err(|error| self.meant(error))?.and_then(|content| unpacked_bytes(&content).ok()))
    }

    /// What a page rests on in which these words stand, among those of which the name is like this, as SQL means `LIKE`.
    pub fn state_of_page_with(&self, words: &str, name: &str) -> Result<Option<State>, LedgerError> {
        if !self.has_pages() || words.is_empty() {
            return Ok(None);
        }
        let seen = self.state()?.seen;
        let on = |error| self.meant(error);
        let mut select =
            self.connection.prepare("SELECT rests_on, content FROM page WHERE name LIKE ?1").map_err(on)?;
        let pages = select.query_map([name], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))).map_err(on)?;
        let pages: Vec<(String, Vec<u8>)> = pages.collect::<Result<_, _>>().map_err(on)?;
        let has_words = |(_, content): &(String, Vec<u8>)| {
            let content = unpacked_bytes(content).unwrap_or_default();
            std::str::from_utf8(&content).is_ok_and(|content| content.contains(words))
        };
        let found = pages.into_par_iter().find_any(has_words);
        Ok(found.map(|(rests_on, _)| State { rests_on: Some(rests_on), seen }))
    }

    /// Keeps pages that were made of this ledger, all or none. Where that can't be (the file may only be read, another
    /// program is writing, something changed meanwhile, they are too large) they are not kept, and nothing is lost.
    pub fn keep_pages(&self, pages: &[Page<'_>]) {
        drop(self.try_to_keep(pages));
    }

    fn try_to_keep(&self, pages: &[Page<'_>]) -> Result<(), LedgerError> {
        let Some(seen) = pages.first().map(|page| page.state.seen).filter(|_| self.has_pages()) else { return Ok(()) };
        let size = std::fs::metadata(&self.path).map_or(0, |about| about.len());
        let pressed: Vec<(&Page<'_>, Vec<u8>)> = pages.iter().map(|page| (page, packed_bytes(page.content))).collect();
        let mut ledger = Self::open_to_write_now(&self.path)?;
        let path = self.path.clone();
        let on = |error| crate::error::meant(&path, error);
        let transaction =
            ledger.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        if pages.iter().any(|page| page.state.seen != seen) || count(&transaction, CHANGES).map_err(on)? != seen {
            return Ok(());
        }
        for (page, content) in &pressed {
            let Some(rests_on) = &page.state.rests_on else { continue };
            keep(&transaction, page.name, rests_on, content, (size / SHARE).max(ROOM)).map_err(on)?;
        }
        transaction.commit().map_err(on)
    }

    /// Takes away pages of negotiations that rest on none of these states: what they rest on has changed.
    pub fn drop_pages_but(&self, states: &[State]) {
        // While adding was stopped nothing is said to be current.
        let current: Option<Vec<&String>> = states.iter().map(|state| state.rests_on.as_ref()).collect();
        let Some(current) = current else { return };
        let current = serde_json::to_string(&current).unwrap_or_default();
        let dropped = Self::open_to_write_now(&self.path).map(|ledger| {
            let old =
                "DELETE FROM page WHERE rests_on LIKE 'of %' AND rests_on NOT IN (SELECT value FROM json_each(?1))";
            ledger.connection.execute(old, [current])
        });
        // They take some room until others take their place.
        drop(dropped);
    }

    /// How many reports came in since pages were made for whoever asks next.
    pub fn in_since_pages(&self) -> Result<usize, LedgerError> {
        let count = count(&self.connection, IN_SINCE).map_err(|error| self.meant(error))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Notes that pages are made for so many reports that came in. Where that can't be noted they are looked for again.
    pub fn pages_are_made(&self, reports: usize) {
        drop(
            Self::open_to_write_now(&self.path).map(|ledger| count_on(&ledger.connection, IN_SINCE, -(reports as i64))),
        );
    }

    fn has_pages(&self) -> bool {
        schema::version(&self.connection).is_ok_and(|version| version >= SINCE)
    }
}

/// Keeps a page; those that were made longest ago make room for it.
fn keep(ledger: &Connection, name: &str, rests_on: &str, content: &[u8], room: u64) -> rusqlite::Result<()> {
    if content.len() as u64 > room {
        return Ok(());
    }
    let taken = "SELECT coalesce(sum(length(content)), 0) FROM page";
    while ledger.prepare_cached(taken)?.query_row([], |row| row.get::<_, i64>(0))? as u64 + content.len() as u64 > room
    {
        let oldest = "DELETE FROM page WHERE made = (SELECT min(made) FROM page)";
        ledger.prepare_cached(oldest)?.execute([])?;
    }
    let insert = "INSERT OR REPLACE INTO page (name, rests_on, made, content)
                  VALUES (?1, ?2, (SELECT coalesce(max(made), 0) + 1 FROM page), ?3)";
    ledger.prepare_cached(insert)?.execute(params![name, rests_on, content]).map(drop)
}

/// Counts transactions that changed what the record is made of, and those that changed reports or what they say.
pub(crate) const CHANGES: &str = "changes";
pub(crate) const REPORTS: &str = "report changes";

/// Counts reports that came in since pages were made: whoever ends the program before they are leaves that to the next who adds.
const IN_SINCE: &str = "reports in since pages were made";

/// What a counter says.
pub(crate) fn count(ledger: &Connection, counter: &str) -> rusqlite::Result<i64> {
    let mut value = ledger.prepare_cached("SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?1")?;
    Ok(value.query_row([counter], |row| row.get(0)).optional()?.unwrap_or_default())
}

fn count_on(ledger: &Connection, counter: &str, more: i64) -> rusqlite::Result<()> {
    let count = "INSERT INTO meta (name, value) VALUES (?1, CAST(?2 AS TEXT))
                 ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + ?2";
    ledger.prepare_cached(count)?.execute(params![counter, more]).map(drop)
}

/// To be called in each transaction that changes corrections: pages of the whole ledger go, those of negotiations count as
/// long as no correction in them has changed.
pub(crate) fn corrections_changed(ledger: &Connection) -> rusqlite::Result<()> {
    ledger.prepare_cached("DELETE FROM page WHERE rests_on LIKE 'all %'")?.execute([])?;
    count_on(ledger, CHANGES, 1)
}

/// To be called in each transaction with which reports come in.
pub(crate) fn reports_came_in(ledger: &Connection, reports: usize) -> rusqlite::Result<()> {
    count_on(ledger, IN_SINCE, reports as i64)
}

/// To be called in each transaction that changes reports or what they say.
pub(crate) fn reports_changed(ledger: &Connection) -> rusqlite::Result<()> {
    ledger.prepare_cached("DELETE FROM page WHERE rests_on LIKE 'reports %'")?.execute([])?;
    count_on(ledger, REPORTS, 1)?;
    corrections_changed(ledger)
}
