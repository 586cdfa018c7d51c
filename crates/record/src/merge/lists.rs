//! Lists of entries by what they have in common, looked at from their ends.
//!
//! There are as many as there are entries, most of them of one: so a list is a chain in one vector, and its key a hash of what
//! its members share. Two keys meet by one chance in many millions of millions.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

/// Chains of places, by key.
#[derive(Clone, Default)]
pub(crate) struct Lists {
    /// Of each key the last link.
    ends: HashMap<u64, u32, foldhash::fast::FixedState>,
    links: Vec<Link>,
}

#[derive(Clone)]
struct Link {
    place: u32,
    /// The link before, counted from 1; 0 where there is none.
    before: u32,
}

/// A key for what entries share.
pub(crate) fn key_of(shared: &impl Hash) -> u64 {
    foldhash::quality::FixedState::default().hash_one(shared)
}

impl Lists {
    /// Appends a place, unless it is the last of the list already.
    pub(crate) fn push(&mut self, key: u64, place: usize) {
        let before = self.ends.get(&key).copied().unwrap_or_default();
        if self.link(before).is_some_and(|link| link.place as usize == place) {
            return;
        }
        self.links.push(Link { place: place as u32, before });
        self.ends.insert(key, self.links.len() as u32);
    }

    /// The last `count` places of a list, the last one first.
    pub(crate) fn last(&self, key: u64, count: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.link(self.ends.get(&key).copied().unwrap_or_default());
        std::iter::successors(end, |link| self.link(link.before)).take(count).map(|link| link.place as usize)
    }

    fn link(&self, number: u32) -> Option<&Link> {
        self.links.get((number as usize).checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_walked_from_its_end_and_holds_nothing_twice_in_a_row() {
        let mut lists = Lists::default();
        for (key, place) in [(1, 7), (2, 8), (1, 7), (1, 9), (2, 10), (1, 7)] {
            lists.push(key, place);
        }
        let of = |key, count| lists.last(key, count).collect::<Vec<_>>();
        assert_eq!((of(1, 9), of(1, 2), of(2, 9), of(3, 9)), (vec![7, 9, 7], vec![7, 9], vec![10, 8], vec![]));
    }
}
