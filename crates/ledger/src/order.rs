//! Blocks in the order of negotiations.
//!
//! Reports come in by their days, and those of a day tell of as many negotiations as there are then: a block of sixteen of them
//! would say sixteen different things, press badly, and have to be opened for one. So when many have come in, some thousand
//! at a time are put to their like:
//!
//! ```text
//! 3 May: A B C   4 May: B C A   5 May: A C B   ──►   A A A   B B B   C C C
//! ```
//!
//! Which reports are alike is made out among these alone ([`grouped`]); where reports lie bears on nothing but time and room.
//! Up to which block this is done is noted; those behind it wait until there are enough of them.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use crate::error::{LedgerError, meant};
use crate::filing::{Member, members_of, write_blocks};
use crate::negotiations::grouped;
use crate::open::Ledger;
use crate::pack::block::{MEMBERS, Press};
use crate::pages::count;
use crate::profile::{Gathering, Profile};

/// How many blocks are put in order together: enough reports that those of a negotiation fill blocks, few enough to be held.
const TOGETHER: i64 = 64;

/// With how many blocks it begins.
const FEWEST: i64 = 16;

/// How many reports that come in are too few to be put in order soon.
pub(crate) const FEW: usize = FEWEST as usize * MEMBERS;

/// Up to which block.
const ORDERED: &str = "ordered blocks";

impl Ledger {
    /// Puts those blocks in order that wait for it, some at a time; where it `is_last`, also when they are few.
    pub(crate) fn put_in_order(&mut self, is_last: bool) -> Result<(), LedgerError> {
        let fewest = if is_last { FEWEST } else { TOGETHER };
        let path = self.path.clone();
        let on = |error| meant(&path, error);
        loop {
            let transaction =
                self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
            let last: i64 = transaction.query_row(LAST, [], |row| row.get(0)).map_err(on)?;
            let first = count(&transaction, ORDERED).map_err(on)? + 1;
            if last - first + 1 < fewest {
                return Ok(());
            }
            let end = last.min(first + TOGETHER - 1);
            order(&transaction, first, end).map_err(on)?;
            note_ordered(&transaction, end).map_err(on)?;
            transaction.commit().map_err(on)?;
        }
    }
}

const LAST: &str = "SELECT coalesce(max(number), 0) FROM block";

fn note_ordered(ledger: &Connection, block: i64) -> rusqlite::Result<()> {
    let note = "INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)";
    ledger.execute(note, params![ORDERED, block.to_string()]).map(drop)
}

/// Takes all blocks of a ledger for ordered, as they are.
pub(crate) fn leave_as_it_is(ledger: &Connection) -> rusqlite::Result<()> {
    note_ordered(ledger, ledger.query_row(LAST, [], |row| row.get(0))?)
}

/// Puts the reports of these blocks to their like, in the same blocks.
fn order(ledger: &Connection, first: i64, end: i64) -> rusqlite::Result<()> {
    let mut members: Vec<Member> = Vec::new();
    let numbers: Vec<i64> = ledger
        .prepare("SELECT number FROM block WHERE number BETWEEN ?1 AND ?2 ORDER BY number")?
        .query_map([first, end], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for number in &numbers {
        members.extend(members_of(ledger, *number)?);
    }
    let places = places(&members);
    members.sort_by_key(|member| (places.get(&member.row).copied(), member.row));
    let mut filed = ledger.prepare("UPDATE filed SET block = ?2, place = ?3 WHERE row = ?1")?;
    for (at, member) in members.iter().enumerate() {
        filed.execute(params![member.row, first + (at / MEMBERS) as i64, (at % MEMBERS) as i64])?;
    }
    write_blocks(ledger, first, &members, Press::ToStay)?;
    // Blocks from which reports were taken out may leave some over.
    let filled = first + members.len().div_ceil(MEMBERS) as i64;
    ledger.execute("DELETE FROM block WHERE number BETWEEN ?1 AND ?2", [filled, end]).map(drop)
}

/// By row the place of each report that has a profile, those of a negotiation one after the other by day.
fn places(members: &[Member]) -> HashMap<i64, usize> {
    let mut gathering = Gathering::default();
    for member in members {
        if let Ok(profile) = serde_json::from_slice::<Profile>(&member.profile) {
            gathering.add(member.row, &profile);
        }
    }
    let profiles = gathering.done();
    let days: HashMap<i64, _> = profiles.all.iter().map(|(row, profile)| (*row, profile.day)).collect();
    let groups = grouped(&profiles);
    let by_day = |mut rows: Vec<i64>| {
        rows.sort_by_key(|row| (days.get(row).copied().flatten(), *row));
        rows
    };
    let found = groups.found.into_iter().flat_map(|one| by_day(one.rows));
    let alone = by_day(groups.alone.into_iter().map(|(row, _)| row).collect());
    found.chain(alone).zip(0..).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mishaps::{ledger_of, record};

    #[test]
    fn reports_are_put_to_their_like_and_say_what_they_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = ledger_of(folder.path(), usize::MAX);
        let before = record(&path);
        let ledger = Ledger::open_to_write(&path).unwrap();
        let last: i64 = ledger.connection.query_row(LAST, [], |row| row.get(0)).unwrap();
        order(&ledger.connection, 1, last).unwrap();
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
        // Those of a negotiation stand one behind the other.
        let place = |row: i64| -> (i64, i64) {
            let query = "SELECT block, place FROM filed WHERE row = ?1";
            ledger.connection.query_row(query, [row], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
        };
        let found = ledger.negotiations().unwrap().found;
        assert!(found.len() > 1);
        for one in &found {
            let mut places: Vec<i64> =
                one.rows.iter().map(|row| place(*row)).map(|(block, place)| block * MEMBERS as i64 + place).collect();
            places.sort_unstable();
            assert!(places.windows(2).all(|pair| pair[1] == pair[0] + 1), "{}: {places:?}", one.name);
        }
        drop(ledger);
        assert!(record(&path) == before);
    }

    #[test]
    fn few_blocks_wait_and_are_put_in_order_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = ledger_of(folder.path(), 12);
        let mut ledger = Ledger::open_to_write(&path).unwrap();
        ledger.put_in_order(true).unwrap();
        assert_eq!(count(&ledger.connection, ORDERED).unwrap(), 0, "one block is too few");
        leave_as_it_is(&ledger.connection).unwrap();
        assert_eq!(count(&ledger.connection, ORDERED).unwrap(), 1);
    }
}
