//! Values as they lie in the ledger: JSON, pressed.
//!
//! Readings are many and small, and say the same words again and again. So they are pressed with zstd and a dictionary of
//! such words, `v2.zdict`, which halves them. It was made of the readings and tellings of reports of this project's own:
//!
//! ```text
//! cargo run -p rapporteur-ledger --example unpacked_readings -- LEDGER FOLDER
//! zstd --train FOLDER/* --maxdict=65536 -o crates/ledger/src/pack/v2.zdict
//! ```
//!
//! A dictionary that is in use is never changed: what was pressed with it could not be read any more. A better one gets a
//! number of its own; zstd writes a dictionary's number into what is pressed with it. Ledgers of the first version hold
//! deflated JSON, which is read as well.

use std::cell::RefCell;
use std::io::Read;
use std::sync::OnceLock;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zstd::bulk::Compressor;
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::stream::read::Decoder;

use crate::error::LedgerError;
use crate::open::Ledger;

/// The dictionary.
const WORDS: &[u8] = include_bytes!("v2.zdict");

/// How hard to press; more saves little and takes longer.
const PRESSED: i32 = 12;

/// The most bytes that a value may unfold to.
const LARGEST: u64 = 1 << 30;

/// How what zstd pressed begins.
const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";

/// A value as JSON, pressed.
pub(crate) fn packed(value: &impl Serialize) -> Vec<u8> {
    // Values of ours have string keys and no fallible parts: they always become JSON.
    packed_bytes(&serde_json::to_vec(value).unwrap_or_default())
}

/// The value again; the reason where it is none of this program's.
pub(crate) fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    serde_json::from_slice(&unpacked_bytes(bytes)?).map_err(|error| error.to_string())
}

/// Bytes, pressed.
pub(crate) fn packed_bytes(bytes: &[u8]) -> Vec<u8> {
    static DICTIONARY: OnceLock<EncoderDictionary<'static>> = OnceLock::new();
    thread_local! {
        // To make a compressor takes longer than most readings take to press.
        static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    }
    let dictionary = DICTIONARY.get_or_init(|| EncoderDictionary::copy(WORDS, PRESSED));
    let pressed = COMPRESSOR.with_borrow_mut(|compressor| {
        if compressor.is_none() {
            let mut new = Compressor::with_prepared_dictionary(dictionary).ok()?;
            // A flipped bit must not go unnoticed as another number or letter.
            new.include_checksum(true).ok()?;
            *compressor = Some(new);
        }
        compressor.as_mut()?.compress(bytes).ok()
    });
    // zstd fails only where there is no memory left; deflate asks for less.
    pressed.unwrap_or_else(|| miniz_oxide::deflate::compress_to_vec(bytes, 6))
}

/// The bytes again.
pub(crate) fn unpacked_bytes(bytes: &[u8]) -> Result<Vec<u8>, String> {
    static DICTIONARY: OnceLock<DecoderDictionary<'static>> = OnceLock::new();
    if !bytes.starts_with(ZSTD) {
        let limit = usize::try_from(LARGEST).unwrap_or(usize::MAX);
        return miniz_oxide::inflate::decompress_to_vec_with_limit(bytes, limit).map_err(|error| error.to_string());
    }
    let dictionary = DICTIONARY.get_or_init(|| DecoderDictionary::copy(WORDS));
    let mut unpacked = Vec::new();
    let read = Decoder::with_prepared_dictionary(bytes, dictionary)
        .and_then(|decoder| decoder.take(LARGEST + 1).read_to_end(&mut unpacked));
    match read {
        Ok(_) if unpacked.len() as u64 > LARGEST => Err("unfolds to more than a reading can be".to_owned()),
        Ok(_) => Ok(unpacked),
        Err(error) => Err(error.to_string()),
    }
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
                    all.push(unpacked_bytes(&packed).map_err(|problem| self.false_row(row, problem))?);
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
