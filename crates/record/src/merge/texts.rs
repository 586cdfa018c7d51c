//! Names and other short texts, each kept once: a thousand reports write "a senior official".

use rapporteur_spill::{Index, Rows, Spill, fixed, key_of};

/// A text that is kept; equal texts have equal ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TextId(u32);

fixed!(TextId { 0: u32 });

impl TextId {
    /// The place in the list.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The texts.
pub(crate) struct Texts {
    all: Rows,
    /// By hash, or by one of the numbers behind it where two have one hash.
    known: Option<Index>,
}

impl Texts {
    pub(crate) fn new(spill: &Spill) -> Self {
        Self { all: Rows::new(spill), known: Some(Index::new(spill)) }
    }

    /// Keeps a text.
    pub(crate) fn keep(&mut self, text: &str) -> TextId {
        let mut key = key_of(&text);
        let known = self.known.as_mut();
        let new = self.all.len() as u32;
        if let Some(known) = known {
            while let Some(one) = known.get(key) {
                if self.all.get(one as usize) == text {
                    return TextId(one);
                }
                key = key.wrapping_add(1);
            }
            known.insert(key, new);
        }
        self.all.push(text);
        TextId(new)
    }

    /// The text again.
    pub(crate) fn get(&self, id: TextId) -> String {
        self.all.get(id.index())
    }

    /// How many bytes the text has.
    pub(crate) fn bytes(&self, id: TextId) -> usize {
        self.all.bytes(id.index())
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// What only further texts need is given up.
    pub(crate) fn done(&mut self) {
        self.known = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_kept_once() {
        let mut texts = Texts::new(&Spill::in_memory());
        let ids = ["a diplomat", "", "an envoy", "a diplomat", ""].map(|text| texts.keep(text));
        assert_eq!(ids.map(|id| texts.get(id)), ["a diplomat", "", "an envoy", "a diplomat", ""]);
        assert_eq!((ids[0], ids[1], texts.len()), (ids[3], ids[4], 3));
    }
}
