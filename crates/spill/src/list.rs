//! Values of one size, by their place.

use std::marker::PhantomData;

use crate::fixed::Fixed;
use crate::pages::{PAGE, Spill};

/// A list of values of one size.
#[derive(Debug)]
pub struct List<T> {
    spill: Spill,
    number: u32,
    len: usize,
    of: PhantomData<T>,
}

impl<T: Fixed> List<T> {
    const EACH: usize = PAGE / T::SIZE;

    /// Nothing yet.
    pub fn new(spill: &Spill) -> Self {
        Self { spill: spill.clone(), number: spill.new_list(), len: 0, of: PhantomData }
    }

    /// So many of one value whose bytes are zeros.
    pub(crate) fn of_zeros(spill: &Spill, len: usize) -> Self {
        Self { spill: spill.clone(), number: spill.new_list(), len, of: PhantomData }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Appends a value.
    pub fn push(&mut self, value: T) {
        self.len += 1;
        self.set(self.len - 1, value);
    }

    /// The value at a place.
    pub fn get(&self, at: usize) -> Option<T> {
        let start = at % Self::EACH * T::SIZE;
        let value = |page: &[u8; PAGE]| T::get(&page[start..start + T::SIZE]);
        (at < self.len).then(|| self.spill.read(self.number, at / Self::EACH, value))
    }

    /// The value at a place; that of zeros where there is none.
    pub fn at(&self, at: usize) -> T {
        self.get(at).unwrap_or_else(|| T::get(&[0; PAGE][..T::SIZE]))
    }

    /// Puts another value at a place; one that there is not is left.
    pub fn set(&mut self, at: usize, value: T) {
        let start = at % Self::EACH * T::SIZE;
        if at < self.len {
            self.spill.write(self.number, at / Self::EACH, |page| value.put(&mut page[start..start + T::SIZE]));
        }
    }

    /// All values in their order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = T> + '_ {
        self.range(0..self.len)
    }

    /// The values at these places.
    pub fn range(&self, places: std::ops::Range<usize>) -> impl DoubleEndedIterator<Item = T> + '_ {
        places.filter_map(|at| self.get(at))
    }
}

impl<T> Drop for List<T> {
    fn drop(&mut self) {
        self.spill.drop_list(self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_list_is_what_a_vector_is(all: Vec<(u32, u64)>, changes: Vec<(usize, (u32, u64))>) {
            let spill = Spill::of(0);
            let (mut list, mut vector) = (List::new(&spill), Vec::new());
            for one in all.iter().cycle().take(all.len() * 40) {
                list.push(*one);
                vector.push(*one);
            }
            for (at, one) in changes {
                let at = at % (vector.len() + 1);
                list.set(at, one);
                vector.get_mut(at).into_iter().for_each(|known| *known = one);
            }
            prop_assert!(list.iter().eq(vector.iter().copied()));
            prop_assert_eq!(list.get(vector.len()), None);
        }
    }
}
