//! Of which states a person with such a name may be: `models/name-origins.bin`.
//!
//! Made by `training/name_origins.py`, which tells the file's form and how it was trained: what a word's letters say of the people whose
//! name it may be, and which states' officials bear such names. The file is compiled in and read where it lies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::file::File;

/// What each piece of a word says of the peoples.
#[derive(Debug)]
pub(crate) struct Origins {
    /// The peoples of each state, by the state's id in the codebook.
    states: BTreeMap<String, Vec<usize>>,
    biases: Vec<f32>,
    scales: Vec<f32>,
    weights: &'static [u8],
}

/// How much less likely each state is than the likeliest, as a logarithm.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Likely(BTreeMap<&'static str, f32>);

/// How many rows the pieces share.
const BUCKETS: u32 = 8192;
/// The sizes of the pieces.
const PIECES: [usize; 3] = [2, 3, 4];
/// Nobody's name has more words.
const WORDS: usize = 8;

impl Origins {
    /// Those that come with the program.
    pub(crate) fn builtin() -> &'static Self {
        static ORIGINS: LazyLock<Origins> = LazyLock::new(|| {
            let file = include_bytes!("../../../../models/name-origins.bin");
            // A test reads the file, so that a mistake in it never leaves the workshop.
            Origins::read(file).unwrap_or_else(|| unreachable!("models/name-origins.bin is damaged"))
        });
        &ORIGINS
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let mut file = File { rest: file };
        if file.take(4)? != b"RPN1" {
            return None;
        }
        let (peoples, count) = (file.number()? as usize, file.number()?);
        let mut states = BTreeMap::new();
        for _ in 0..count {
            let id = std::str::from_utf8(file.take(3)?).ok()?;
            let borne_by =
                (0..file.number()?).map(|_| file.number().map(|one| one as usize).filter(|one| *one < peoples));
            states.insert(id.to_owned(), borne_by.collect::<Option<Vec<usize>>>()?);
        }
        let biases = file.floats(peoples)?;
        let scales = file.floats(peoples)?;
        let weights = file.take(BUCKETS as usize * peoples)?;
        file.rest.is_empty().then_some(Self { states, biases, scales, weights })
    }

    /// What a person's name says.
    pub(crate) fn of(&'static self, name: &str) -> Likely {
        let words: Vec<String> = words(name).take(WORDS).collect();
        let mut peoples = vec![0.0; self.biases.len()];
        for word in &words {
            peoples.iter_mut().zip(self.word(word)).for_each(|(sum, likely)| *sum += likely);
        }
        let many = (words.len().max(1) as f32).sqrt();
        let best =
            |borne_by: &Vec<usize>| borne_by.iter().map(|people| peoples[*people] / many).fold(f32::MIN, f32::max);
        let states: Vec<(&str, f32)> = self.states.iter().map(|(id, borne_by)| (id.as_str(), best(borne_by))).collect();
        let most = states.iter().map(|(_, likely)| *likely).fold(f32::MIN, f32::max);
        let apart = states.into_iter().map(|(id, likely)| (id, likely - most));
        Likely(if words.is_empty() { BTreeMap::new() } else { apart.collect() })
    }

    /// How likely each people is to bear that word, as a logarithm.
    fn word(&self, word: &str) -> Vec<f32> {
        let rows = rows(word);
        let mut sums = vec![0_i32; self.biases.len()];
        for row in &rows {
            let row = self.weights.chunks_exact(sums.len()).nth(*row as usize).unwrap_or_default();
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(weight.cast_signed()));
        }
        let count = rows.len().max(1) as f32;
        let scores = sums.iter().zip(&self.scales).zip(&self.biases);
        let scores: Vec<f32> = scores.map(|((sum, scale), bias)| *sum as f32 * scale / count + bias).collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let all = scores.iter().map(|score| (score - most).exp()).sum::<f32>().ln();
        scores.into_iter().map(|score| score - most - all).collect()
    }
}

impl Likely {
    /// How much less likely that state is than the likeliest, 0 at most; nothing is known of some.
    pub(crate) fn of_state(&self, id: &str) -> Option<f32> {
        self.0.get(id).copied()
    }
}

/// The words of a name, in small letters; initials tell nothing.
fn words(name: &str) -> impl Iterator<Item = String> {
    let parts = |letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '\'' | '’'));
    let lower = name.to_lowercase();
    lower.split(parts).filter(|word| word.chars().nth(1).is_some()).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// The rows of the pieces of a word, each once.
fn rows(word: &str) -> BTreeSet<u32> {
    let row = |piece: &str| crc32fast::hash(piece.as_bytes()) % BUCKETS;
    let plain = word.nfd().filter(|letter| canonical_combining_class(*letter) == 0);
    let ended: Vec<char> = std::iter::once('^').chain(plain).chain(std::iter::once('$')).collect();
    let pieces = PIECES.into_iter().flat_map(|size| ended.windows(size));
    let accented = word.chars().filter(|letter| !letter.is_ascii()).map(|letter| row(&format!("#{letter}")));
    pieces.map(|piece| row(&String::from_iter(piece))).chain(accented).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads_and_a_shorter_one_does_not() {
        let file: &'static [u8] = include_bytes!("../../../../models/name-origins.bin");
        assert!(Origins::read(file).is_some());
        assert!(Origins::read(&file[..file.len() - 1]).is_none());
    }

    #[track_caller]
    fn likelier(name: &str, one: &str, other: &str) {
        let likely = Origins::builtin().of(name);
        assert!(
            likely.of_state(one) > likely.of_state(other),
            "{name}: {:?} {:?}",
            likely.of_state(one),
            likely.of_state(other)
        );
    }

    #[test]
    fn names_go_with_states() {
        likelier("Ravindra Gunasekara", "lka", "chn");
        likelier("Tuğrul Çakırsoy", "tur", "aut");
        likelier("Bekele Jima", "eth", "egy");
        likelier("Shahin Ordubadli", "aze", "arm");
        likelier("Dexter Jagnarine", "guy", "ven");
        likelier("Jiro Hayami", "jpn", "kor");
    }

    #[test]
    fn initials_alone_say_nothing() {
        assert_eq!(Origins::builtin().of("J. R."), Likely::default());
        assert_eq!(Origins::builtin().of(""), Likely::default());
    }
}
