//! The two hashes of spaCy: one names strings, the other picks rows of an embedding table.

use std::hash::Hasher;

use crate::symbols::symbol;

/// spaCy's id of a string: 0 for the empty one, a small number for a reserved one ([`symbol`]), else MurmurHash64A of
/// its UTF-8 bytes with seed 1 (algorithm: Austin Appleby, public domain).
pub(crate) fn string_id(string: &str) -> u64 {
    match string {
        "" => 0,
        _ => symbol(string).unwrap_or_else(|| murmur64a(string.as_bytes(), 1)),
    }
}

/// MurmurHash64A of some bytes.
pub(crate) fn murmur64a(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (chunks, tail) = bytes.as_chunks::<8>();
    for chunk in chunks {
        let mut word = u64::from_le_bytes(*chunk).wrapping_mul(M);
        word ^= word >> R;
        hash = (hash ^ word.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let word = tail.iter().rev().fold(0u64, |word, &byte| word << 8 | u64::from(byte));
        hash = (hash ^ word).wrapping_mul(M);
    }
    hash ^= hash >> R;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> R)
}

/// Hasher for tables whose keys come from a model's files, where nobody chooses keys to make them collide: quicker than
/// the standard library's. A `u64` key is taken for a hash already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Murmur(u64);

impl Hasher for Murmur {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = murmur64a(bytes, self.0);
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = self.0.rotate_left(5) ^ u64::from(byte);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// The four 32-bit keys that thinc's `HashEmbed` makes of one 64-bit attribute: MurmurHash3 x64 128 of its eight
/// little-endian bytes. Each key, modulo the number of rows, is a row to add.
pub(crate) fn embed_keys(value: u64, seed: u32) -> [u32; 4] {
    // Eight bytes are all tail: no block of sixteen.
    let word = value.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let seed = u64::from(seed);
    let mut h1 = seed ^ word ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = finalize(h1);
    h2 = finalize(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

fn finalize(mut word: u64) -> u64 {
    word ^= word >> 33;
    word = word.wrapping_mul(0xff51_afd7_ed55_8ccd);
    word ^= word >> 33;
    word = word.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    word ^ (word >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_the_ids_of_spacy() {
        assert_eq!(string_id(""), 0);
        assert_eq!(string_id("det"), 415);
        assert_eq!(string_id("DATE"), 391);
        assert_eq!(string_id("a"), 11901859001352538922);
        assert_eq!(string_id("said"), 17573686707662795042);
        assert_eq!(string_id("the envoy"), 7573528179470870597);
        assert_eq!(string_id("naïve"), 16224804062388677344);
    }

    #[test]
    fn rows_are_those_of_thinc() {
        assert_eq!(embed_keys(0, 8), [0, 0, 0, 0]);
        assert_eq!(embed_keys(1, 8), [1161550108, 2247783286, 1742325162, 1224191281]);
        assert_eq!(embed_keys(17573686707662795042, 8), [3639414216, 3652276658, 1164154028, 1183447692]);
    }
}
