//! Names and other short texts, each kept once: a thousand reports write "a senior official".

use std::collections::HashMap;

use super::lists::key_of;

/// A text that is kept; equal texts have equal ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TextId(u32);

/// The texts.
#[derive(Default)]
pub(crate) struct Texts {
    /// One after the other.
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// By hash, or by one of the numbers behind it where two have one hash.
    known: HashMap<u64, u32, foldhash::fast::FixedState>,
}

impl Texts {
    /// Keeps a text.
    pub(crate) fn keep(&mut self, text: &str) -> TextId {
        let mut key = key_of(&text);
        loop {
            match self.known.get(&key).copied().map(TextId) {
                Some(known) if self.get(known) == text => return known,
                Some(_) => key = key.wrapping_add(1),
                None => break,
            }
        }
        let new = self.ends.len() as u32;
        self.all.push_str(text);
        self.ends.push(self.all.len());
        self.known.insert(key, new);
        TextId(new)
    }

    /// The text again.
    pub(crate) fn get(&self, id: TextId) -> &str {
        let at = id.0 as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|end| self.all.get(start..*end)).unwrap_or_default()
    }

    /// What only further texts need is given up.
    pub(crate) fn done(&mut self) {
        self.known = HashMap::default();
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
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
        assert_eq!(texts.all.len(), 18);
    }
}
