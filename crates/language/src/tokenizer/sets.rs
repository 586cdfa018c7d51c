//! Sets of characters as Python's `re` understands them, and the classes of characters that no set tells apart.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

use crate::hash::Murmur;

type Map<K, V> = HashMap<K, V, BuildHasherDefault<Murmur>>;

/// Characters as ranges of code points: ascending, apart, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct CharSet(Vec<(u32, u32)>);

const LAST: u32 = 0x10_FFFF;

impl CharSet {
    /// From ranges in any order that may touch and overlap.
    pub(super) fn new(mut ranges: Vec<(u32, u32)>) -> CharSet {
        ranges.sort_unstable();
        let mut apart: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match apart.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => apart.push((first, last)),
            }
        }
        CharSet(apart)
    }

    pub(super) fn one(c: char) -> CharSet {
        CharSet(vec![(u32::from(c), u32::from(c))])
    }

    /// Every other character.
    pub(super) fn negated(&self) -> CharSet {
        let mut rest = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for &(first, last) in &self.0 {
            if next < first {
                rest.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            rest.push((next, LAST));
        }
        CharSet(rest)
    }

    pub(super) fn contains(&self, code: u32) -> bool {
        let place = self.0.partition_point(|&(_, last)| last < code);
        self.0.get(place).is_some_and(|&(first, _)| first <= code)
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// What `re.IGNORECASE` makes of it: each character whose lower case is that of one in the set, or counts as the
    /// same ([`SAME_CASE`]).
    pub(super) fn ignoring_case(&self) -> CharSet {
        let pairs = lower_cases();
        let mut ranges = self.0.clone();
        ranges.extend(pairs.iter().filter(|&&(upper, _)| self.contains(upper)).map(|&(_, lower)| (lower, lower)));
        let mut lowered = CharSet::new(ranges);
        let also: Vec<(u32, u32)> = SAME_CASE
            .iter()
            .filter(|&&(key, _)| lowered.contains(key))
            .flat_map(|&(_, same)| same.iter().map(|&code| (code, code)))
            .collect();
        lowered.0.extend(also);
        lowered = CharSet::new(lowered.0);
        let uppers: Vec<(u32, u32)> =
            pairs.iter().filter(|&&(_, lower)| lowered.contains(lower)).map(|&(upper, _)| (upper, upper)).collect();
        lowered.0.extend(uppers);
        CharSet::new(lowered.0)
    }

    /// `\d`
    pub(super) fn digits() -> &'static CharSet {
        static SET: OnceLock<CharSet> = OnceLock::new();
        SET.get_or_init(|| unicode(r"[\p{Nd}&&\p{age=14.0}]"))
    }

    /// `\s`
    pub(super) fn spaces() -> &'static CharSet {
        static SET: OnceLock<CharSet> = OnceLock::new();
        SET.get_or_init(|| unicode(r"[\p{White_Space}\x1C-\x1F]"))
    }

    /// `\w`
    pub(super) fn word() -> &'static CharSet {
        static SET: OnceLock<CharSet> = OnceLock::new();
        SET.get_or_init(|| unicode(r"[[\p{L}\p{N}_]&&\p{age=14.0}]"))
    }
}

fn unicode(expression: &str) -> CharSet {
    match regex_syntax::parse(expression).map(regex_syntax::hir::Hir::into_kind) {
        Ok(regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class))) => {
            CharSet::new(class.iter().map(|range| (range.start().into(), range.end().into())).collect())
        }
        _ => CharSet(Vec::new()),
    }
}

/// Each character of Unicode 14 that is not its own lower case, with the (first letter of the) lower case.
fn lower_cases() -> &'static [(u32, u32)] {
    static PAIRS: OnceLock<Vec<(u32, u32)>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let cased = unicode(r"[\p{Changes_When_Lowercased}&&\p{age=14.0}]");
        let codes = cased.0.iter().flat_map(|&(first, last)| first..=last).filter_map(char::from_u32);
        codes.filter_map(|c| Some((u32::from(c), u32::from(c.to_lowercase().next()?)))).collect()
    })
}

/// Lower-case letters that are different but share an upper case, so that `re.IGNORECASE` takes them for the same.
#[rustfmt::skip]
const SAME_CASE: &[(u32, &[u32])] = &[
    (0x69, &[0x131]), (0x73, &[0x17f]), (0xb5, &[0x3bc]), (0x131, &[0x69]), (0x17f, &[0x73]),
    (0x345, &[0x3b9, 0x1fbe]), (0x390, &[0x1fd3]), (0x3b0, &[0x1fe3]), (0x3b2, &[0x3d0]), (0x3b5, &[0x3f5]),
    (0x3b8, &[0x3d1]), (0x3b9, &[0x345, 0x1fbe]), (0x3ba, &[0x3f0]), (0x3bc, &[0xb5]), (0x3c0, &[0x3d6]),
    (0x3c1, &[0x3f1]), (0x3c2, &[0x3c3]), (0x3c3, &[0x3c2]), (0x3c6, &[0x3d5]), (0x3d0, &[0x3b2]), (0x3d1, &[0x3b8]),
    (0x3d5, &[0x3c6]), (0x3d6, &[0x3c0]), (0x3f0, &[0x3ba]), (0x3f1, &[0x3c1]), (0x3f5, &[0x3b5]), (0x432, &[0x1c80]),
    (0x434, &[0x1c81]), (0x43e, &[0x1c82]), (0x441, &[0x1c83]), (0x442, &[0x1c84, 0x1c85]), (0x44a, &[0x1c86]),
    (0x463, &[0x1c87]), (0x1c80, &[0x432]), (0x1c81, &[0x434]), (0x1c82, &[0x43e]), (0x1c83, &[0x441]),
    (0x1c84, &[0x442, 0x1c85]), (0x1c85, &[0x442, 0x1c84]), (0x1c86, &[0x44a]), (0x1c87, &[0x463]),
    (0x1c88, &[0xa64b]), (0x1e61, &[0x1e9b]), (0x1e9b, &[0x1e61]), (0x1fbe, &[0x345, 0x3b9]), (0x1fd3, &[0x390]),
    (0x1fe3, &[0x3b0]), (0xa64b, &[0x1c88]), (0xfb05, &[0xfb06]), (0xfb06, &[0xfb05]),
];

/// Number of a set in [`Sets`].
pub(super) type SetId = usize;

/// The sets that some expressions use, each once.
#[derive(Default)]
pub(super) struct Sets {
    sets: Vec<CharSet>,
    ids: Map<CharSet, SetId>,
}

impl Sets {
    pub(super) fn id(&mut self, set: CharSet) -> SetId {
        if let Some(&id) = self.ids.get(&set) {
            return id;
        }
        self.sets.push(set.clone());
        self.ids.insert(set, self.sets.len() - 1);
        self.sets.len() - 1
    }

    pub(super) fn len(&self) -> usize {
        self.sets.len()
    }
}

/// Number of a class in [`Classes`].
pub(super) type ClassId = u16;

/// Characters sorted into classes: two of one class are in just the same sets.
pub(super) struct Classes {
    /// Class of each code point below U+10000.
    low: Vec<ClassId>,
    /// Classes of the others: first code point of a run, ascending.
    high: Vec<(u32, ClassId)>,
    /// Per class, a bit for each set that it belongs to.
    members: Vec<Vec<u64>>,
}

impl Classes {
    /// `None` when there are too many.
    pub(super) fn new(sets: &Sets) -> Option<Classes> {
        let mut changes: Vec<(u32, u32)> = Vec::new();
        for (id, set) in sets.sets.iter().enumerate() {
            let id = u32::try_from(id).ok()?;
            changes.extend(set.0.iter().flat_map(|&(first, last)| [(first, id), (last + 1, id)]));
        }
        changes.sort_unstable();
        let mut classes = Classes { low: vec![0; 0x1_0000], high: Vec::new(), members: Vec::new() };
        let mut ids: Map<Vec<u64>, ClassId> = Map::default();
        let mut within = vec![0u64; sets.len().div_ceil(64)];
        let mut start = 0;
        for change in changes.chunk_by(|a, b| a.0 == b.0) {
            classes.run(start, change[0].0, &within, &mut ids)?;
            start = change[0].0;
            for &(_, id) in change {
                within[id as usize / 64] ^= 1 << (id % 64);
            }
        }
        classes.run(start, LAST + 1, &within, &mut ids)?;
        Some(classes)
    }

    /// Characters from `start` to before `end` belong to the sets `within`.
    fn run(&mut self, start: u32, end: u32, within: &[u64], ids: &mut Map<Vec<u64>, ClassId>) -> Option<()> {
        if start == end {
            return Some(());
        }
        let class = match ids.get(within) {
            Some(&class) => class,
            None => {
                let class = ClassId::try_from(self.members.len()).ok()?;
                self.members.push(within.to_vec());
                ids.insert(within.to_vec(), class);
                class
            }
        };
        let low = self.low.len() as u32;
        if start < low {
            self.low[start as usize..end.min(low) as usize].fill(class);
        }
        if end > low {
            self.high.push((start.max(low), class));
        }
        Some(())
    }

    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    #[inline]
    pub(super) fn of(&self, c: char) -> ClassId {
        let code = u32::from(c);
        match self.low.get(code as usize) {
            Some(&class) => class,
            None => self.high[self.high.partition_point(|&(first, _)| first <= code) - 1].1,
        }
    }

    pub(super) fn is_in(&self, class: usize, set: SetId) -> bool {
        self.members[class][set / 64] >> (set % 64) & 1 == 1
    }
}
