//! The tables, with words by their hash: an index only answers whether it holds a word, so it keeps no letters.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use crate::doc::Pos;
use crate::hash::{Murmur, murmur64a, string_id};

/// How many parts of speech there are; `Pos as usize` is below.
const POS_COUNT: usize = Pos::Space as usize + 1;

/// All tables of a lemmatizer.
#[derive(Debug, Default)]
pub(super) struct Tables {
    by_pos: [PosTable; POS_COUNT],
    /// From spaCy's id of a word form to its lemma.
    pub(super) lookup: HashedMap<WordRange>,
    /// All lemmas, one after the other.
    words: String,
}

/// A lemma's bytes in the store.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordRange {
    start: u32,
    end: u32,
}

/// The tables of one part of speech.
#[derive(Debug, Default)]
pub(super) struct PosTable {
    /// Words that are lemmas.
    pub(super) index: WordSet,
    /// Suffix to take off, suffix to put on.
    pub(super) rules: Vec<(String, String)>,
    exceptions: HashedMap<(u32, u32)>,
    /// The exceptions' lemmas; the map holds ranges.
    exception_lemmas: Vec<WordRange>,
}

/// A set of words that keeps hashes alone. Two of 100,000 words share a hash of 64 bits with a chance of one in four
/// thousand million.
#[derive(Debug, Default)]
pub(super) struct WordSet(HashSet<u64, BuildHasherDefault<Murmur>>);

type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Murmur>>;

impl Tables {
    pub(super) fn of(&self, pos: Pos) -> &PosTable {
        &self.by_pos[pos as usize]
    }

    pub(super) fn of_mut(&mut self, pos: Pos) -> &mut PosTable {
        &mut self.by_pos[pos as usize]
    }

    /// The lemma of a word form in the table of word forms.
    pub(super) fn lookup(&self, form: &str) -> Option<&str> {
        if self.lookup.is_empty() {
            return None;
        }
        self.lookup.get(&string_id(form)).map(|&range| self.word(range))
    }

    pub(super) fn word(&self, range: WordRange) -> &str {
        &self.words[range.start as usize..range.end as usize]
    }

    pub(super) fn add_word(&mut self, word: &str) -> WordRange {
        let start = self.words.len() as u32;
        self.words.push_str(word);
        WordRange { start, end: self.words.len() as u32 }
    }
}

impl PosTable {
    pub(super) fn is_empty(&self) -> bool {
        self.index.0.is_empty() && self.rules.is_empty() && self.exceptions.is_empty()
    }

    /// The lemmas listed for a word in lower case.
    pub(super) fn exceptions(&self, lower: &str) -> &[WordRange] {
        let listed = self.exceptions.get(&word_hash(lower));
        listed.map_or(&[], |&(start, end)| &self.exception_lemmas[start as usize..end as usize])
    }

    pub(super) fn reserve_exceptions(&mut self, words: usize) {
        self.exceptions.reserve(words);
        self.exception_lemmas.reserve(words);
    }

    pub(super) fn add_exception(&mut self, word: &str, lemmas: &[WordRange]) {
        let start = self.exception_lemmas.len() as u32;
        self.exception_lemmas.extend_from_slice(lemmas);
        self.exceptions.insert(word_hash(word), (start, self.exception_lemmas.len() as u32));
    }
}

impl WordSet {
    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.contains(&word_hash(word))
    }

    pub(super) fn with_room(words: usize) -> WordSet {
        WordSet(HashSet::with_capacity_and_hasher(words, BuildHasherDefault::default()))
    }

    pub(super) fn insert(&mut self, word: &str) {
        self.0.insert(word_hash(word));
    }
}

fn word_hash(word: &str) -> u64 {
    murmur64a(word.as_bytes(), 1)
}
