//! Names and other short texts, each kept once: a thousand reports write "a senior official".

use std::collections::HashMap;
use std::num::NonZeroU32;

use super::lists::key_of;

/// A text that is kept; equal texts have equal ones. Counted from 1, so that one that may be missing takes no more room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TextId(NonZeroU32);

/// Texts behind one another, by their place: of a short one its bytes and little more.
#[derive(Default)]
pub(crate) struct Row {
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Row {
    pub(crate) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text at a place; empty where there is none.
    pub(crate) fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|end| self.all.get(start..*end)).unwrap_or_default()
    }

    pub(crate) fn shrink_to_fit(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// The texts.
#[derive(Default)]
pub(crate) struct Texts {
    all: Row,
    /// By hash, or by one of the numbers behind it where two have one hash.
    known: HashMap<u64, TextId, foldhash::fast::FixedState>,
}

impl Texts {
    /// Keeps a text.
    pub(crate) fn keep(&mut self, text: &str) -> TextId {
        let mut key = key_of(&text);
        loop {
            match self.known.get(&key).copied() {
                Some(known) if self.get(known) == text => return known,
                Some(_) => key = key.wrapping_add(1),
                None => break,
            }
        }
        self.all.push(text);
        let new = TextId(NonZeroU32::MIN.saturating_add(self.all.len() as u32 - 1));
        self.known.insert(key, new);
        new
    }

    /// The text again.
    pub(crate) fn get(&self, id: TextId) -> &str {
        self.all.get(id.0.get() as usize - 1)
    }

    /// What only further texts need is given up.
    pub(crate) fn done(&mut self) {
        self.known = HashMap::default();
        self.all.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_kept_once() {
        let mut texts = Texts::default();
        let ids = ["a diplomat", "", "an envoy", "a diplomat", ""].map(|text| texts.keep(text));
        assert_eq!(ids.map(|id| texts.get(id)), ["a diplomat", "", "an envoy", "a diplomat", ""]);
        assert_eq!((ids[0], ids[1]), (ids[3], ids[4]));
        assert_eq!(texts.all.all.len(), 18);
        assert_eq!(size_of::<Option<TextId>>(), 4);
    }
}
