//! The vectors of `models/words.bin`: words of like meaning have vectors of like direction.
//!
//! Made by `training/word_vectors.py`, which tells the file's form. The file is compiled in and read where it lies.

use std::sync::LazyLock;

use super::names::Names;

/// Vectors of common English words.
#[derive(Debug)]
pub(crate) struct Words {
    names: Names,
    vectors: &'static [u8],
    kinds: &'static [u8],
    scale: f32,
}

/// How many numbers a vector has.
pub(crate) const DIMENSIONS: usize = 64;

const HEAD: usize = 16;

impl Words {
    /// Those that come with the program.
    pub(crate) fn builtin() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let file = include_bytes!("../../../../models/words.bin");
            // A test reads the file, so that a mistake in it never leaves the workshop.
            Words::read(file).unwrap_or_else(|| unreachable!("models/words.bin is damaged"))
        });
        &WORDS
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(file.get(at..at + 4)?.try_into().ok()?));
        if file.get(..4)? != b"RPW2" || number(8)? as usize != DIMENSIONS {
            return None;
        }
        let len = number(4)? as usize;
        let scale = f32::from_bits(number(12)?);
        let (names, rest) = Names::read(file.get(HEAD..)?, len)?;
        let (vectors, kinds) = rest.split_at_checked(len * DIMENSIONS)?;
        (kinds.len() == 2 * len).then_some(Self { names, vectors, kinds, scale })
    }

    /// The number of the kind of words that a word belongs to: words of like meaning are of one kind.
    pub(crate) fn kind(&self, word: &str) -> Option<u16> {
        let found = self.names.find(word)?;
        let bytes = self.kinds.get(2 * found..2 * found + 2)?;
        bytes.try_into().ok().map(u16::from_le_bytes)
    }

    /// Adds a word's vector to a sum; whether the word is known.
    pub(crate) fn add(&self, word: &str, sum: &mut [f32; DIMENSIONS]) -> bool {
        let Some(found) = self.names.find(word) else { return false };
        let vector = self.vectors.get(found * DIMENSIONS..(found + 1) * DIMENSIONS).unwrap_or_default();
        for (number, byte) in sum.iter_mut().zip(vector) {
            *number += f32::from(byte.cast_signed()) * self.scale;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{DIMENSIONS, Words};

    fn vector(word: &str) -> [f32; DIMENSIONS] {
        let mut sum = [0.0; DIMENSIONS];
        assert!(Words::builtin().add(word, &mut sum), "{word}");
        sum
    }

    fn likeness(a: &str, b: &str) -> f32 {
        let (a, b) = (vector(a), vector(b));
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt()
    }

    #[test]
    fn words_of_one_field_are_alike() {
        assert!(likeness("wages", "salary") > likeness("wages", "ceasefire") + 0.2);
        assert!(likeness("uranium", "nuclear") > likeness("uranium", "strike") + 0.2);
    }

    #[test]
    fn an_unknown_word_adds_nothing() {
        let mut sum = [0.0; DIMENSIONS];
        assert!(!Words::builtin().add("qzxqzx", &mut sum));
        assert_eq!(sum, [0.0; DIMENSIONS]);
    }
}
