//! Ids: what an entry is called, for as long as it is told first in the same place.
//!
//! Each telling of an entry (one entry of one reading) has an id of its own, made from the report's id, the span of
//! its first evidence and the section. An entry merged from many tellings takes the id of the first, and lists those of
//! the others as what it `was`: they are the ids that it has in a record in which the earlier tellings are missing.
//! So whoever kept an id from a smaller record finds the entry again in a larger one, and the record needs no memory
//! of earlier records to say so.

use std::collections::{HashMap, HashSet};

use crate::Span;

/// Letters of ids: digits and small letters without those that look alike.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Gives the tellings of one section of one report their ids.
pub(crate) struct TellingIds<'r> {
    section: &'static str,
    report: &'r str,
    /// How many entries have begun with the same span: the reading of a report being a pure function, their order is
    /// as stable as the span.
    begun: HashMap<Span, u64>,
}

impl<'r> TellingIds<'r> {
    pub(crate) fn new(section: &'static str, report: &'r str) -> Self {
        Self { section, report, begun: HashMap::new() }
    }

    /// `s-4k9x0tm2bd`.
    pub(crate) fn next(&mut self, first: Span) -> String {
        let code = self.code(first, 10);
        format!("{}-{code}", self.section)
    }

    /// `ushakov-4k9x0t`, after a name's last word; others after the section.
    pub(crate) fn next_named(&mut self, first: Span, slug: &str) -> String {
        let code = self.code(first, 8);
        format!("{}-{code}", if slug.is_empty() { self.section } else { slug })
    }

    fn code(&mut self, first: Span, letters: usize) -> String {
        let place = self.begun.entry(first).or_default();
        let mut hash = Hash::new();
        hash.add(self.section.as_bytes());
        hash.add(self.report.as_bytes());
        for number in [u64::from(first.start), u64::from(first.end), *place] {
            hash.add(&number.to_le_bytes());
        }
        *place += 1;
        hash.letters(letters)
    }
}

/// FNV-1a over 64 bits with a finishing mix. The standard library's hash may change between its versions; ids may not.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a field; its length goes in as well, so that fields can't flow into each other.
    fn add(&mut self, bytes: &[u8]) {
        for byte in (bytes.len() as u64).to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn mixed(&self) -> u64 {
        let mut mixed = self.0;
        for factor in [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53] {
            mixed = (mixed ^ (mixed >> 33)).wrapping_mul(factor);
        }
        mixed ^ (mixed >> 33)
    }

    fn letters(&self, count: usize) -> String {
        let mixed = self.mixed();
        (0..count).map(|at| char::from(LETTERS[(mixed >> (5 * at)) as usize % LETTERS.len()])).collect()
    }
}

/// A number that only equal texts share, but for one chance in many millions of millions.
pub(crate) fn hash_of(text: &str) -> u64 {
    let mut hash = Hash::new();
    hash.add(text.as_bytes());
    hash.mixed()
}

/// Sees to it that no two things of a record have one id.
#[derive(Default)]
pub(crate) struct Taken(HashSet<String>);

impl Taken {
    /// The id itself, or with a number where it is taken: a report called like a state, two hashes that meet.
    pub(crate) fn take(&mut self, id: String) -> String {
        if self.0.insert(id.clone()) {
            return id;
        }
        let mut number = 2_u64;
        loop {
            let other = format!("{id}-{number}");
            if self.0.insert(other.clone()) {
                return other;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    #[test]
    fn an_id_tells_report_section_and_place_apart() {
        let id = |section, report, first| TellingIds::new(section, report).next(first);
        let one = id("s", "r1", span(0, 4));
        assert_eq!(one, id("s", "r1", span(0, 4)));
        assert_eq!(one.len(), 12);
        for other in [id("s", "r2", span(0, 4)), id("s", "r1", span(0, 5)), id("q", "r1", span(0, 4))] {
            assert_ne!(one[2..], other[2..]);
        }
    }

    #[test]
    fn entries_that_begin_alike_differ_by_their_order() {
        let mut ids = TellingIds::new("q", "r1");
        assert_ne!(ids.next(span(0, 4)), ids.next(span(0, 4)));
    }

    #[test]
    fn a_taken_id_gets_a_number() {
        let mut taken = Taken::default();
        let given: Vec<String> = ["rus", "rus", "rus-2", "ukr"].map(|id| taken.take(id.to_owned())).into();
        assert_eq!(given, ["rus", "rus-2", "rus-2-2", "ukr"]);
    }
}
