//! Blocks: what lies of several reports together, pressed as one.
//!
//! Reports that come in together tell of the same persons, places and matters, so what is said of sixteen takes little more
//! than half of what it takes one by one. To open one is to open all sixteen, some tens of microseconds for their texts.
//!
//! ```text
//! how many u32 | the length of each u32 … | one after the other
//! ```
//!
//! The tables `report`, `reading` and `profile` that other programs and the rest of this one look at are views: SQLite
//! calls [`register`]ed functions for what is in blocks.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

use super::{BLOCK, PASSING, PLAIN, pressed, unpacked_bytes};

/// How many reports are in a block.
pub(crate) const MEMBERS: usize = 16;

/// Blocks that are kept unpacked for whoever asks for their next members: reports are gone through by day, and those of a day
/// lie in as many blocks as there are negotiations then, texts and entries. Of large ones as many are kept as have room.
const AT_HAND: usize = 192;

/// How many bytes of them are kept, besides the one in use. Much more would lie about in pieces when other things need room.
const ROOM: usize = 16 << 20;

/// The members of a block, unpacked.
#[derive(Debug)]
pub(crate) struct Members {
    bytes: Vec<u8>,
    places: Vec<Range<usize>>,
}

impl Members {
    /// The members of a block; the reason where it is none.
    pub(crate) fn of(block: &[u8]) -> Result<Self, String> {
        Self::within(unpacked_bytes(block)?).ok_or_else(|| "is no block".to_owned())
    }

    fn within(bytes: Vec<u8>) -> Option<Self> {
        let number = |at: usize| {
            let bytes = bytes.get(at..)?.first_chunk()?;
            usize::try_from(u32::from_le_bytes(*bytes)).ok()
        };
        let count = number(0)?;
        let mut end = count.checked_add(1)?.checked_mul(4)?;
        let mut places = Vec::with_capacity(count.min(bytes.len()));
        for member in 1..=count {
            let start = end;
            end = start.checked_add(number(4 * member)?)?;
            places.push(start..end);
        }
        (end == bytes.len()).then_some(Self { bytes, places })
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The member at that place.
    pub(crate) fn get(&self, place: usize) -> Option<&[u8]> {
        self.bytes.get(self.places.get(place)?.clone())
    }
}

/// How hard to press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Press {
    /// What stays, well.
    ToStay,
    /// What is soon taken away or pressed anew, quickly.
    InPassing,
}

/// A block of these members.
pub(crate) fn packed_block<M: AsRef<[u8]>>(members: &[M], press: Press) -> Vec<u8> {
    match press {
        Press::ToStay => pressed::<BLOCK>(&joined(members)),
        Press::InPassing => pressed::<PASSING>(&joined(members)),
    }
}

fn joined<M: AsRef<[u8]>>(members: &[M]) -> Vec<u8> {
    // A text of four gigabytes is refused long before it comes here.
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let mut bytes = number(members.len()).to_vec();
    members.iter().for_each(|member| bytes.extend(number(member.as_ref().len())));
    members.iter().for_each(|member| bytes.extend(member.as_ref()));
    bytes
}

/// Lets SQL look into blocks: `block_text(block, place)` is a member that is text, `block_value(block, place)` one that is a
/// value in JSON, for [`super::unpacked`].
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    let at_hand = Arc::new(AtHand::default());
    let texts = Arc::clone(&at_hand);
    connection.create_scalar_function("block_text", 2, flags, move |context| {
        texts.with(context, |member| String::from_utf8(member.to_vec()).map_err(|error| error.to_string()))
    })?;
    connection.create_scalar_function("block_value", 2, flags, move |context| {
        at_hand.with(context, |member| Ok([PLAIN, member].concat()))
    })
}

/// The blocks that were asked for last.
#[derive(Default)]
struct AtHand(Mutex<VecDeque<(Key, Arc<Members>)>>);

/// A block's length and, with its checksum, its end.
type Key = (usize, Vec<u8>);

impl AtHand {
    fn with<T>(&self, context: &Context<'_>, of: impl Fn(&[u8]) -> Result<T, String>) -> rusqlite::Result<Option<T>> {
        // A report without its block is told by whoever verifies the ledger.
        let Some(block) = context.get_raw(0).as_blob_or_null().map_err(failed)? else { return Ok(None) };
        let place = usize::try_from(context.get::<i64>(1)?).map_err(failed)?;
        let members = self.members(block).map_err(failed)?;
        let member = members.get(place).ok_or_else(|| failed("a block has not as many members"))?;
        of(member).map(Some).map_err(failed)
    }

    fn members(&self, block: &[u8]) -> Result<Arc<Members>, String> {
        let key: Key = (block.len(), block.iter().rev().take(8).copied().collect::<Vec<u8>>());
        let mut at_hand = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, members)) = at_hand.iter().find(|(known, _)| *known == key) {
            return Ok(Arc::clone(members));
        }
        let members = Arc::new(Members::of(block)?);
        let mut room = ROOM;
        let stay = at_hand.iter().take(AT_HAND - 1).take_while(|(_, members)| {
            let stays = members.bytes.len() <= room;
            room = room.saturating_sub(members.bytes.len());
            stays
        });
        let stay = stay.count();
        at_hand.truncate(stay);
        at_hand.push_front((key, Arc::clone(&members)));
        Ok(members)
    }
}

fn failed(problem: impl ToString) -> rusqlite::Error {
    rusqlite::Error::UserFunctionError(problem.to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_come_back_each_at_its_place() {
        for members in [&[][..], &[b"".as_slice()], &[b"one".as_slice(), b"", b"three"]] {
            for block in [packed_block(members, Press::ToStay), packed_block(members, Press::InPassing)] {
                let again = Members::of(&block).unwrap();
                assert_eq!(again.len(), members.len());
                members.iter().enumerate().for_each(|(at, member)| assert_eq!(again.get(at), Some(*member)));
                assert_eq!(again.get(members.len()), None);
            }
        }
    }

    #[test]
    fn what_is_no_block_is_none() {
        let joined = joined(&[b"one".as_slice(), b"two"]);
        for cut in 0..joined.len() {
            assert!(Members::within(joined[..cut].to_vec()).is_none(), "cut at {cut}");
        }
        assert!(Members::within([joined, vec![0]].concat()).is_none());
        assert!(Members::of(b"words").is_err());
    }

    #[test]
    fn sql_looks_into_blocks() {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection).unwrap();
        let block = packed_block(&["one", "{}"], Press::ToStay);
        let asked = |what: &str, place: i64| -> rusqlite::Result<Option<Vec<u8>>> {
            let query = format!("SELECT CAST({what}(?1, ?2) AS BLOB)");
            connection.query_row(&query, rusqlite::params![block, place], |row| row.get(0))
        };
        assert_eq!(asked("block_text", 0).unwrap().as_deref(), Some(b"one".as_slice()));
        assert_eq!(asked("block_value", 1).unwrap().as_deref(), Some(b"\0JSON{}".as_slice()));
        assert!(asked("block_text", 2).is_err() && asked("block_text", -1).is_err());
        let none: Option<String> = connection.query_row("SELECT block_text(NULL, 0)", [], |row| row.get(0)).unwrap();
        assert_eq!(none, None);
    }
}
