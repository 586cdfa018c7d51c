//! Values as they lie in the ledger: JSON, pressed.
//!
//! Readings are many and small, and say the same words again and again. So those of [several reports](block) are pressed
//! together, with zstd and a dictionary of such words, `v2.zdict`, which halves what stands by itself. It was made of the
//! readings and tellings of reports of this project's own:
//!
//! ```text
//! cargo run -p rapporteur-ledger --example unpacked_readings -- LEDGER FOLDER
//! zstd --train FOLDER/* --maxdict=65536 -o crates/ledger/src/pack/v2.zdict
//! ```
//!
//! A dictionary that is in use is never changed: what was pressed with it could not be read any more. A better one gets a
//! number of its own; zstd writes a dictionary's number into what is pressed with it. Ledgers of the first version hold
//! deflated JSON, which is read as well.

pub(crate) mod block;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::OnceLock;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::DecoderDictionary;

use crate::error::LedgerError;
use crate::open::Ledger;

/// The dictionary.
const WORDS: &[u8] = include_bytes!("v2.zdict");

/// How hard to press what stands by itself; more saves little and takes longer.
const ALONE: i32 = 12;

/// How hard to press blocks: one by one what is pressed less hard is a twentieth larger, and takes a third of the time.
const BLOCK: i32 = 9;

/// How hard to press what will soon be taken away.
const PASSING: i32 = 1;

/// The most bytes that a value may unfold to.
const LARGEST: u64 = 1 << 30;

/// How what zstd pressed begins.
const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";

/// How a value that was unpacked with its block begins. Deflate says nothing like it: the second pair of these bytes would
/// have to be the complement of the first.
const PLAIN: &[u8] = b"\0JSON";

/// A value as JSON. Values of ours have string keys and no fallible parts: they always become JSON.
pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

/// The value again; the reason where it is none of this program's.
pub(crate) fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let read = match bytes.strip_prefix(PLAIN) {
        Some(plain) => serde_json::from_slice(plain),
        None => serde_json::from_slice(&unpacked_bytes(bytes)?),
    };
    read.map_err(|error| error.to_string())
}

/// Bytes, pressed.
pub(crate) fn packed_bytes(bytes: &[u8]) -> Vec<u8> {
    pressed::<ALONE>(bytes)
}

/// Bytes, pressed as hard as that.
fn pressed<const HARD: i32>(bytes: &[u8]) -> Vec<u8> {
    thread_local! {
        // To make a compressor takes longer than most readings take to press.
        static COMPRESSORS: RefCell<BTreeMap<i32, Compressor<'static>>> = const { RefCell::new(BTreeMap::new()) };
    }
    let pressed = COMPRESSORS.with_borrow_mut(|compressors| {
        let compressor = match compressors.entry(HARD) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let mut new = Compressor::with_dictionary(HARD, WORDS).ok()?;
                // A flipped bit must not go unnoticed as another number or letter.
                new.include_checksum(true).ok()?;
                place.insert(new)
            }
        };
        compressor.compress(bytes).ok()
    });
    // zstd fails only where there is no memory left; deflate asks for less.
    pressed.unwrap_or_else(|| miniz_oxide::deflate::compress_to_vec(bytes, 6))
}

/// The bytes again.
pub(crate) fn unpacked_bytes(bytes: &[u8]) -> Result<Vec<u8>, String> {
    unpacked_into(bytes, Vec::new())
}

/// The bytes again, where others were that are needed no longer.
fn unpacked_into(bytes: &[u8], mut into: Vec<u8>) -> Result<Vec<u8>, String> {
    static DICTIONARY: OnceLock<DecoderDictionary<'static>> = OnceLock::new();
    if !bytes.starts_with(ZSTD) {
        let limit = usize::try_from(LARGEST).unwrap_or(usize::MAX);
        return miniz_oxide::inflate::decompress_to_vec_with_limit(bytes, limit).map_err(|error| error.to_string());
    }
    let dictionary = DICTIONARY.get_or_init(|| DecoderDictionary::copy(WORDS));
    let size = Decompressor::upper_bound(bytes).ok_or_else(|| "does not say how much it holds".to_owned())?;
    if size as u64 > LARGEST {
        return Err("unfolds to more than a reading can be".to_owned());
    }
    thread_local! {
        // As with compressors: to make one takes longer than to use it.
        static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
    }
    DECOMPRESSOR.with_borrow_mut(|known| {
        let decompressor = match known {
            Some(known) => known,
            None => {
                known.insert(Decompressor::with_prepared_dictionary(dictionary).map_err(|error| error.to_string())?)
            }
        };
        into.clear();
        into.reserve_exact(size);
        decompressor.decompress_to_buffer(bytes, &mut into).map_err(|error| error.to_string())?;
        Ok(into)
    })
}

impl Ledger {
    /// All tellings and readings as JSON, one after the other: what a dictionary to press them with is made of.
    pub fn unpacked_readings(&self) -> Result<Vec<Vec<u8>>, LedgerError> {
        let mut all = Vec::new();
        self.each(
            "SELECT report, telling, entries FROM reading ORDER BY report",
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Vec<u8>>(2)?)),
            |(row, telling, entries)| {
                for packed in [telling, entries] {
                    let value: serde_json::Value = unpacked(&packed).map_err(|problem| self.false_row(row, problem))?;
                    all.push(json(&value));
                }
                Ok(())
            },
        )?;
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        for bytes in [&b""[..], b"{}", &br#"{"actors":[{"name":"Ada Brandt"}]}"#.repeat(500)] {
            assert_eq!(unpacked_bytes(&packed_bytes(bytes)).as_deref(), Ok(bytes));
            // As ledgers of the first version hold it.
            assert_eq!(unpacked_bytes(&miniz_oxide::deflate::compress_to_vec(bytes, 6)).as_deref(), Ok(bytes));
        }
    }

    #[test]
    fn damaged_bytes_are_an_error() {
        let good = packed_bytes(&br#"{"actors":[{"name":"Ada Brandt"}]}"#.repeat(50));
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x55;
            assert!(unpacked_bytes(&bad).is_err(), "at {at}");
            assert!(unpacked_bytes(&good[..at]).is_err(), "cut at {at}");
        }
        assert!(unpacked_bytes(b"words").is_err());
    }
}
