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

use super::{BLOCK, PASSING, PLAIN, pressed, unpacked_bytes, unpacked_into};

/// How many reports are in a block.
pub(crate) const MEMBERS: usize = 16;

/// Blocks that are kept unpacked for whoever asks for their next members: reports are gone through by day, and those of a day
/// lie in as many blocks as there are negotiations then, texts and entries. Of large ones as many are kept as have room.
const AT_HAND: usize = 192;

/// How many bytes of them are kept, besides the one in use.
const ROOM: usize = 16 << 20;

/// Blocks are kept in pages of so many bytes. Thousands come and go, each of another size: were the memory of each taken and given
/// back, as much again would lie about in pieces.
const PAGE: usize = 16 << 10;

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
        Some(Self { places: places(&bytes)?, bytes })
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The member at that place.
    pub(crate) fn get(&self, place: usize) -> Option<&[u8]> {
        self.bytes.get(self.places.get(place)?.clone())
    }
}

/// Where the members of a block lie in it.
fn places(bytes: &[u8]) -> Option<Vec<Range<usize>>> {
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
    (end == bytes.len()).then_some(places)
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
        texts.member(context, &[])?.map(|text| String::from_utf8(text).map_err(failed)).transpose()
    })?;
    connection.create_scalar_function("block_value", 2, flags, move |context| at_hand.member(context, PLAIN))
}

/// The blocks that were asked for last.
#[derive(Default)]
struct AtHand(Mutex<Kept>);

/// A block's length and, with its checksum, its end.
type Key = (usize, Vec<u8>);

#[derive(Default)]
struct Kept {
    /// The latest first.
    blocks: VecDeque<Block>,
    /// Pages of blocks that are gone.
    free: Vec<Box<[u8; PAGE]>>,
    /// Where a block is unpacked.
    desk: Vec<u8>,
}

/// A block, unpacked.
struct Block {
    key: Key,
    pages: Vec<Box<[u8; PAGE]>>,
    places: Vec<Range<usize>>,
}

impl AtHand {
    /// The member that is asked for, behind these bytes.
    fn member(&self, context: &Context<'_>, before: &[u8]) -> rusqlite::Result<Option<Vec<u8>>> {
        // A report without its block is told by whoever verifies the ledger.
        let Some(block) = context.get_raw(0).as_blob_or_null().map_err(failed)? else { return Ok(None) };
        let place = usize::try_from(context.get::<i64>(1)?).map_err(failed)?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let member = kept.block(block).map_err(failed)?.member(place, before);
        member.map(Some).ok_or_else(|| failed("a block has not as many members"))
    }
}

impl Kept {
    fn block(&mut self, block: &[u8]) -> Result<&Block, String> {
        let key: Key = (block.len(), block.iter().rev().take(8).copied().collect::<Vec<u8>>());
        let at = match self.blocks.iter().position(|known| known.key == key) {
            Some(at) => at,
            None => {
                let new = self.unpacked(key, block)?;
                self.blocks.push_front(new);
                0
            }
        };
        self.blocks.get(at).ok_or_else(|| "is no block".to_owned())
    }

    fn unpacked(&mut self, key: Key, block: &[u8]) -> Result<Block, String> {
        let desk = std::mem::take(&mut self.desk);
        self.desk = unpacked_into(block, desk)?;
        let places = places(&self.desk).ok_or_else(|| "is no block".to_owned())?;
        let count = self.desk.len().div_ceil(PAGE);
        let mut room = (ROOM / PAGE).saturating_sub(count);
        let stay = self.blocks.iter().take(AT_HAND - 1).take_while(|block| {
            let stays = block.pages.len() <= room;
            room = room.saturating_sub(block.pages.len());
            stays
        });
        let stay = stay.count();
        self.free.extend(self.blocks.drain(stay..).flat_map(|block| block.pages));
        let mut pages = self.free.split_off(self.free.len().saturating_sub(count));
        pages.resize_with(count, || Box::new([0; PAGE]));
        for (page, bytes) in pages.iter_mut().zip(self.desk.chunks(PAGE)) {
            page[..bytes.len()].copy_from_slice(bytes);
        }
        // One block may have been larger than all others.
        self.free.truncate(room);
        Ok(Block { key, pages, places })
    }
}

impl Block {
    fn member(&self, place: usize, before: &[u8]) -> Option<Vec<u8>> {
        let Range { start, end } = self.places.get(place)?.clone();
        let mut member = Vec::with_capacity(before.len() + end - start);
        member.extend_from_slice(before);
        let mut at = start;
        while at < end {
            let page = self.pages.get(at / PAGE)?;
            let rest = page.get(at % PAGE..(end - at + at % PAGE).min(PAGE))?;
            member.extend_from_slice(rest);
            at += rest.len();
        }
        Some(member)
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
