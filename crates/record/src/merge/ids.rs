//! Ids: what an entry is called, for as long as it is told first in the same place.
//!
//! Each telling of an entry (one entry of one reading) has an id of its own, made from the report's id, the span of
//! its first evidence and the section. An entry merged from many tellings takes the id of the first, and lists those of
//! the others as what it `was`: they are the ids that it has in a record in which the earlier tellings are missing.
//! So whoever kept an id from a smaller record finds the entry again in a larger one, and the record needs no memory
//! of earlier records to say so.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rapporteur_spill::{Index, List, Spill, fixed};
use serde::{Deserialize, Serialize};

use crate::Span;

/// Letters of ids: digits and small letters without those that look alike.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many letters stand behind the section, and behind a name.
const CODE: usize = 10;
const NAMED: usize = 8;

/// What ids begin with.
const SECTIONS: [&str; 8] = ["a", "s", "p", "q", "past", "c", "d", "e"];

/// The id of a telling before it is written out: there are millions of them. The low bits are its letters, the high ones
/// the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct TellingId(u64);

fixed!(TellingId { 0: u64 });

impl TellingId {
    /// `s-4k9x0tm2bd`.
    pub(crate) fn text(self) -> String {
        let section = SECTIONS.get((self.0 >> (5 * CODE)) as usize).copied().unwrap_or_default();
        format!("{section}-{}", letters(self.0, CODE))
    }

    /// The telling of this id, if it is one of ours.
    fn of(id: &str) -> Option<Self> {
        let (section, code) = id.split_once('-')?;
        let section = SECTIONS.iter().position(|one| *one == section)? as u64;
        if code.len() != CODE {
            return None;
        }
        let letter = |byte: u8| LETTERS.iter().position(|one| *one == byte);
        let code = code.bytes().rev().try_fold(0, |code, byte| Some(code << 5 | letter(byte)? as u64))?;
        Some(Self(section << (5 * CODE) | code))
    }

    /// `ushakov-4k9x0t`, after a name's last word; others after the section.
    pub(crate) fn named(self, slug: &str) -> String {
        let slug = if slug.is_empty() { SECTIONS[0] } else { slug };
        format!("{slug}-{}", letters(self.0, NAMED))
    }
}

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

    pub(crate) fn next(&mut self, first: Span) -> TellingId {
        let place = self.begun.entry(first).or_default();
        let mut hash = Hash::new();
        hash.add(self.section.as_bytes());
        hash.add(self.report.as_bytes());
        for number in [u64::from(first.start), u64::from(first.end), *place] {
            hash.add(&number.to_le_bytes());
        }
        *place += 1;
        let section = SECTIONS.iter().position(|one| *one == self.section).unwrap_or_default() as u64;
        TellingId(section << (5 * CODE) | hash.mixed() & ((1 << (5 * CODE)) - 1))
    }
}

fn letters(code: u64, count: usize) -> String {
    (0..count).map(|at| char::from(LETTERS[(code >> (5 * at)) as usize % LETTERS.len()])).collect()
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
}

/// A number that only equal texts share, but for one chance in many millions of millions.
pub(crate) fn hash_of(text: &str) -> u64 {
    let mut hash = Hash::new();
    hash.add(text.as_bytes());
    hash.mixed()
}

/// Sees to it that no two things of a record have one id.
pub(crate) struct Taken {
    /// Those that look like ids of other sections' entries.
    like_ours: HashSet<String>,
    /// Hashes of the others, until they are done.
    others: Option<Index>,
}

impl Taken {
    pub(crate) fn new(spill: &Spill) -> Self {
        Self { like_ours: HashSet::new(), others: Some(Index::new(spill)) }
    }

    /// The id itself, or with a number where it is taken: a report called like a state, two hashes that meet.
    pub(crate) fn take(&mut self, id: String) -> String {
        if self.is_new(&id) {
            return id;
        }
        let mut number = 2_u64;
        loop {
            let other = format!("{id}-{number}");
            if self.is_new(&other) {
                return other;
            }
            number += 1;
        }
    }

    /// Whether it was free; now it is taken.
    fn is_new(&mut self, id: &str) -> bool {
        match id.split_once('-') {
            Some((section, _)) if SECTIONS.contains(&section) => self.like_ours.insert(id.to_owned()),
            _ => self.others.as_mut().is_none_or(|others| {
                let hash = hash_of(id);
                let is_new = others.get(hash).is_none();
                others.insert(hash, 0);
                is_new
            }),
        }
    }

    /// Forgets all that no id of another section can be.
    pub(crate) fn done(&mut self) {
        self.others = None;
    }
}

/// The ids of a section's entries, in their order: each that of its first telling, or with a number where it is taken. No
/// two sections can have one id, so that what is taken by reports and actors is all that matters besides.
pub(crate) struct Ids {
    all: List<TellingId>,
    numbered: BTreeMap<usize, String>,
}

impl Ids {
    pub(crate) fn of(all: List<TellingId>, spill: &Spill, taken: &Taken) -> Self {
        let mut first_with = Index::new(spill);
        let mut clashing = BTreeSet::new();
        for (at, id) in all.iter().enumerate() {
            match first_with.get(id.0) {
                Some(_) => _ = clashing.insert(at),
                None => first_with.insert(id.0, at as u32),
            }
        }
        let named_so = taken.like_ours.iter().filter_map(|id| first_with.get(TellingId::of(id)?.0));
        clashing.extend(named_so.map(|at| at as usize));
        let mut given = BTreeSet::new();
        let mut numbered = BTreeMap::new();
        for at in clashing {
            let id = all.at(at).text();
            let free = |other: &String| !taken.like_ours.contains(other) && !given.contains(other);
            if let Some(free) = (2_u64..).map(|number| format!("{id}-{number}")).find(free) {
                given.insert(free.clone());
                numbered.insert(at, free);
            }
        }
        Self { all, numbered }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The id of the entry at this place.
    pub(crate) fn text(&self, at: usize) -> Option<String> {
        self.numbered.get(&at).cloned().or_else(|| self.all.get(at).map(|id| id.text()))
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
        assert_eq!((one, one.text().len()), (id("s", "r1", span(0, 4)), 12));
        assert_eq!(TellingId::of(&one.text()), Some(one));
        for other in [id("s", "r2", span(0, 4)), id("s", "r1", span(0, 5)), id("q", "r1", span(0, 4))] {
            assert_ne!(one.text()[2..], other.text()[2..]);
        }
    }

    #[test]
    fn entries_that_begin_alike_differ_by_their_order() {
        let mut ids = TellingIds::new("q", "r1");
        assert_ne!(ids.next(span(0, 4)), ids.next(span(0, 4)));
    }

    #[test]
    fn an_entry_whose_id_is_taken_gets_a_number() {
        let id = |start| TellingIds::new("s", "r1").next(span(start, 9));
        let mut taken = Taken::new(&Spill::in_memory());
        for name in [id(1).text(), format!("{}-2", id(2).text())] {
            taken.take(name);
        }
        let spill = Spill::in_memory();
        let mut all = List::new(&spill);
        [id(2), id(1), id(2), id(3), id(2)].into_iter().for_each(|id| all.push(id));
        let ids = Ids::of(all, &spill, &taken);
        let [one, two, three] = [id(1), id(2), id(3)].map(TellingId::text);
        let wanted = [two.clone(), format!("{one}-2"), format!("{two}-3"), three, format!("{two}-4")];
        assert_eq!((0..5).filter_map(|at| ids.text(at)).collect::<Vec<_>>(), wanted);
        assert_eq!(ids.text(5), None);
    }

    #[test]
    fn a_taken_id_gets_a_number() {
        let mut taken = Taken::new(&Spill::in_memory());
        let given: Vec<String> = ["rus", "rus", "rus-2", "ukr"].map(|id| taken.take(id.to_owned())).into();
        assert_eq!(given, ["rus", "rus-2", "rus-2-2", "ukr"]);
    }
}
