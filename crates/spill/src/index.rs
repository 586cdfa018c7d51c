//! Numbers by keys.
//!
//! Keys are spread over a table, each near the place that its highest bits tell. So a table that has become too small is copied
//! into one of twice its size from the beginning to the end, and no page is asked for twice.

use crate::list::List;
use crate::pages::Spill;

/// How large a table is at first: a power of two.
const FIRST: u32 = 8;

/// A number by a key. Keys are spread evenly here, so that they may be hashes or not.
#[derive(Clone, Debug)]
pub struct Index {
    spill: Spill,
    /// As many as two to the power of `bits`, and some more for those that were crowded out at the end. Keys are kept spread,
    /// numbers one higher: 0 is nothing.
    table: List<(u64, u32)>,
    bits: u32,
    len: usize,
}

impl Index {
    /// Nothing yet.
    pub fn new(spill: &Spill) -> Self {
        Self { spill: spill.clone(), table: table(spill, FIRST), bits: FIRST, len: 0 }
    }

    /// The number of a key.
    pub fn get(&self, key: u64) -> Option<u32> {
        let key = spread(key);
        let (_, number) = self.find(key)?;
        number.checked_sub(1)
    }

    /// Gives a key a number, up to the last but one.
    pub fn insert(&mut self, key: u64, number: u32) {
        let key = spread(key);
        match self.find(key) {
            Some((at, 0)) => {
                self.table.set(at, (key, number.saturating_add(1)));
                self.len += 1;
                if self.len * 4 > 3 << self.bits {
                    self.grow();
                }
            }
            Some((at, _)) => self.table.set(at, (key, number.saturating_add(1))),
            None => {
                self.grow();
                self.put(key, number.saturating_add(1));
                self.len += 1;
            }
        }
    }

    /// Where a key is or would be, and its number, one higher; nothing where the end of the table is full.
    fn find(&self, key: u64) -> Option<(usize, u32)> {
        let start = (key >> (64 - self.bits)) as usize;
        (start..self.table.len()).find_map(|at| {
            let (known, number) = self.table.get(at)?;
            (number == 0 || known == key).then_some((at, number))
        })
    }

    fn grow(&mut self) {
        let larger = table(&self.spill, self.bits + 1);
        let old = std::mem::replace(&mut self.table, larger);
        self.bits += 1;
        for (key, number) in old.iter().filter(|(_, number)| *number > 0) {
            self.put(key, number);
        }
    }

    /// Puts a key that is not there into the table.
    fn put(&mut self, key: u64, number: u32) {
        match self.find(key) {
            Some((at, _)) => self.table.set(at, (key, number)),
            None => {
                self.grow();
                self.put(key, number);
            }
        }
    }
}

fn table(spill: &Spill, bits: u32) -> List<(u64, u32)> {
    List::of_zeros(spill, (1 << bits) + 128)
}

/// To each key another one, none twice.
fn spread(key: u64) -> u64 {
    let key = (key ^ (key >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    key ^ (key >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn an_index_is_what_a_map_is(all in prop::collection::vec((0_u64..500, 0_u32..9), 0..2000), far: bool) {
            let spill = Spill::of(0);
            let (mut index, mut map) = (Index::new(&spill), HashMap::new());
            for (key, number) in all {
                let key = if far { key << 48 } else { key };
                index.insert(key, number);
                map.insert(key, number);
                prop_assert_eq!(index.get(key), Some(number));
            }
            for key in (0..600).map(|key| if far { key << 48 } else { key }) {
                prop_assert_eq!(index.get(key), map.get(&key).copied());
            }
        }
    }

    #[test]
    fn a_large_index_finds_all() {
        let spill = Spill::of(1 << 16);
        let mut index = Index::new(&spill);
        (0..300_000_u32).for_each(|at| index.insert(u64::from(at) * 3, at));
        assert!((0..300_000_u32).all(|at| index.get(u64::from(at) * 3) == Some(at)));
        assert_eq!((index.get(1), index.len), (None, 300_000));
    }
}
