//! Values of one size, by their place.

use std::marker::PhantomData;

use crate::fixed::Fixed;
use crate::pages::{PAGE, Pages, Spill};

/// A list of values of one size.
#[derive(Clone, Debug)]
pub struct List<T> {
    pages: Pages,
    len: usize,
    of: PhantomData<T>,
}

impl<T: Fixed> List<T> {
    const EACH: usize = PAGE / T::SIZE;

    /// Nothing yet.
    pub fn new(spill: &Spill) -> Self {
        Self::of_zeros(spill, 0)
    }

    /// So many of one value whose bytes are zeros.
    pub(crate) fn of_zeros(spill: &Spill, len: usize) -> Self {
        Self { pages: Pages::new(spill), len, of: PhantomData }
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
        (at < self.len).then(|| self.pages.read(at / Self::EACH, value))
    }

    /// The value at a place; that of zeros where there is none.
    pub fn at(&self, at: usize) -> T {
        self.get(at).unwrap_or_else(|| T::get(&[0; PAGE][..T::SIZE]))
    }

    /// Puts another value at a place; one that there is not is left.
    pub fn set(&mut self, at: usize, value: T) {
        let start = at % Self::EACH * T::SIZE;
        if at < self.len {
            self.pages.write(at / Self::EACH, |page| value.put(&mut page[start..start + T::SIZE]));
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

        #[test]
        fn a_copy_and_its_original_change_by_themselves(all: Vec<u32>, times in 1_usize..999, changes: Vec<(bool, usize, u32)>) {
            let spill = Spill::of(0);
            let mut list = List::new(&spill);
            let vector: Vec<u32> = all.iter().copied().cycle().take(all.len() * times).collect();
            vector.iter().for_each(|one| list.push(*one));
            let (mut lists, mut vectors) = ([list.clone(), list], [vector.clone(), vector]);
            for (which, at, one) in changes {
                let (list, vector) = (&mut lists[usize::from(which)], &mut vectors[usize::from(which)]);
                let at = at % (vector.len() + 1);
                if at == vector.len() {
                    list.push(one);
                    vector.push(one);
                }
                list.set(at, one);
                vector[at] = one;
            }
            let [copy, list] = lists;
            prop_assert!(copy.iter().eq(vectors[0].iter().copied()));
            drop(copy);
            prop_assert!(list.iter().eq(vectors[1].iter().copied()));
        }
    }
}
