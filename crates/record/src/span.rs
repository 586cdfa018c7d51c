//! Ranges of a report's text.

use serde::{Deserialize, Serialize};

/// Half-open range of one report's text, in bytes. The JSON counts in code points; the writer converts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

rapporteur_spill::fixed!(Span { start: u32, end: u32 });

impl Span {
    /// The words in the range; `None` where the range leaves the text or splits a character.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start as usize..self.end as usize)
    }

    /// Whether the two ranges share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_cuts_whole_characters_within_the_text() {
        let text = "né à Oran";
        let of = |start, end| Span { start, end }.of(text);
        assert_eq!(of(0, 3), Some("né"));
        assert_eq!(of(7, 11), Some("Oran"));
        assert_eq!(of(0, 2), None);
        assert_eq!(of(7, 12), None);
        assert_eq!(of(5, 4), None);
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let span = |start, end| Span { start, end };
        assert!(span(0, 4).overlaps(span(3, 5)));
        assert!(!span(0, 4).overlaps(span(4, 5)));
    }
}
