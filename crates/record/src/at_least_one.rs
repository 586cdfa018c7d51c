//! A list that cannot be empty.

use std::iter::{Chain, Once, once};

use serde::{Deserialize, Serialize, Serializer};

/// At least one `T`. An entry holds its evidence in one, so that an entry without evidence cannot be written down.
///
/// ```
/// use rapporteur_record::{AtLeastOne, Span};
///
/// let mut evidence = AtLeastOne::one(Span { start: 0, end: 4 });
/// evidence.push(Span { start: 9, end: 12 });
/// assert_eq!((evidence.len(), evidence.first().end), (2, 4));
/// assert_eq!(AtLeastOne::<Span>::from_vec(vec![]), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "Vec<T>")]
pub struct AtLeastOne<T> {
    first: T,
    rest: Vec<T>,
}

impl<T> AtLeastOne<T> {
    /// Just this one.
    pub const fn one(first: T) -> Self {
        Self { first, rest: Vec::new() }
    }

    /// `None` where there is nothing in `all`.
    pub fn from_vec(all: Vec<T>) -> Option<Self> {
        let mut all = all.into_iter();
        let first = all.next()?;
        Some(Self { first, rest: all.collect() })
    }

    /// The first.
    pub const fn first(&self) -> &T {
        &self.first
    }

    /// The last, which is the first where there is one.
    pub fn last(&self) -> &T {
        self.rest.last().unwrap_or(&self.first)
    }

    /// How many; never 0.
    #[expect(clippy::len_without_is_empty, reason = "it never is")]
    pub const fn len(&self) -> usize {
        1 + self.rest.len()
    }

    /// All, in order.
    pub fn iter(&self) -> Chain<Once<&T>, std::slice::Iter<'_, T>> {
        once(&self.first).chain(self.rest.iter())
    }

    /// One more.
    pub fn push(&mut self, item: T) {
        self.rest.push(item);
    }

    /// The same number of other things.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> AtLeastOne<U> {
        AtLeastOne { first: change(self.first), rest: self.rest.into_iter().map(change).collect() }
    }
}

impl<T: Ord> AtLeastOne<T> {
    /// Puts them in order and drops what is there twice.
    pub fn sort_and_dedup(&mut self) {
        for item in &mut self.rest {
            if *item < self.first {
                std::mem::swap(item, &mut self.first);
            }
        }
        self.rest.sort_unstable();
        self.rest.dedup();
        if self.rest.first() == Some(&self.first) {
            self.rest.remove(0);
        }
    }
}

impl<T> Extend<T> for AtLeastOne<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        self.rest.extend(more);
    }
}

impl<T> IntoIterator for AtLeastOne<T> {
    type Item = T;
    type IntoIter = Chain<Once<T>, std::vec::IntoIter<T>>;

    fn into_iter(self) -> Self::IntoIter {
        once(self.first).chain(self.rest)
    }
}

impl<'a, T> IntoIterator for &'a AtLeastOne<T> {
    type Item = &'a T;
    type IntoIter = Chain<Once<&'a T>, std::slice::Iter<'a, T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Serialize> Serialize for AtLeastOne<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

/// A list that had to hold something is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a list that holds at least one is empty")]
pub struct Empty;

impl<T> TryFrom<Vec<T>> for AtLeastOne<T> {
    type Error = Empty;

    fn try_from(all: Vec<T>) -> Result<Self, Empty> {
        Self::from_vec(all).ok_or(Empty)
    }
}

impl<T> From<AtLeastOne<T>> for Vec<T> {
    fn from(all: AtLeastOne<T>) -> Self {
        all.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_order_and_is_never_empty() {
        let mut all = AtLeastOne::from_vec(vec![1, 2]).unwrap();
        all.extend([3]);
        assert_eq!(all.iter().copied().collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!((all.len(), *all.first(), *all.last()), (3, 1, 3));
        assert_eq!(Vec::from(all.map(|n| n * 2)), [2, 4, 6]);
    }

    #[test]
    fn sorting_drops_what_is_there_twice() {
        for (given, wanted) in [(vec![3, 1, 2, 1, 3], vec![1, 2, 3]), (vec![1, 1], vec![1]), (vec![7], vec![7])] {
            let mut all = AtLeastOne::from_vec(given).unwrap();
            all.sort_and_dedup();
            assert_eq!(Vec::from(all), wanted);
        }
    }

    #[test]
    fn json_is_a_list_and_an_empty_one_is_refused() {
        let all: AtLeastOne<u8> = serde_json::from_str("[4,5]").unwrap();
        assert_eq!(serde_json::to_string(&all).unwrap(), "[4,5]");
        assert!(serde_json::from_str::<AtLeastOne<u8>>("[]").is_err());
    }
}
