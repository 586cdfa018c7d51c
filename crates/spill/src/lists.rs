//! Lists of places by what these have in common, looked at from their ends.
//!
//! There are as many as there are entries, most of them of one: so a list is a chain in one list of links, and its key a hash of
//! what its members share. Two keys meet by one chance in many millions of millions.

use std::hash::{BuildHasher, Hash};

use crate::index::Index;
use crate::list::List;
use crate::pages::Spill;

/// Of each key the places that were added to it.
#[derive(Clone, Debug)]
pub struct Lists {
    /// Of each key the last link.
    ends: Index,
    links: List<Link>,
}

#[derive(Clone, Debug)]
struct Link {
    place: u32,
    /// The link before, counted from 1; 0 where there is none.
    before: u32,
}

crate::fixed!(Link { place: u32, before: u32 });

/// A key for what entries share.
pub fn key_of(shared: &impl Hash) -> u64 {
    foldhash::quality::FixedState::default().hash_one(shared)
}

impl Lists {
    /// Nothing yet.
    pub fn new(spill: &Spill) -> Self {
        Self { ends: Index::new(spill), links: List::new(spill) }
    }

    /// Appends a place, unless it is the last of the list already.
    pub fn push(&mut self, key: u64, place: usize) {
        let end = self.ends.get(key);
        if end.and_then(|end| self.links.get(end as usize)).is_some_and(|link| link.place as usize == place) {
            return;
        }
        self.ends.insert(key, self.links.len() as u32);
        self.links.push(Link { place: place as u32, before: end.map_or(0, |end| end + 1) });
    }

    /// The places of a list in the order in which they were added.
    pub fn all(&self, key: u64) -> Vec<usize> {
        let mut all: Vec<usize> = self.last(key, usize::MAX).collect();
        all.reverse();
        all
    }

    /// The last `count` places of a list, the last one first.
    pub fn last(&self, key: u64, count: usize) -> impl Iterator<Item = usize> + '_ {
        let link = |number: u32| self.links.get(number as usize);
        let end = self.ends.get(key).and_then(link);
        std::iter::successors(end, move |before| link(before.before.checked_sub(1)?))
            .take(count)
            .map(|link| link.place as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_walked_from_its_end_and_holds_nothing_twice_in_a_row() {
        let mut lists = Lists::new(&Spill::in_memory());
        for (key, place) in [(1, 7), (2, 8), (1, 7), (1, 9), (2, 10), (1, 7)] {
            lists.push(key, place);
        }
        let of = |key, count| lists.last(key, count).collect::<Vec<_>>();
        assert_eq!((of(1, 9), of(1, 2), of(2, 9), of(3, 9)), (vec![7, 9, 7], vec![7, 9], vec![10, 8], vec![]));
        assert_eq!(lists.all(2), [8, 10]);
    }
}
