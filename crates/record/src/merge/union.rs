//! Sets that grow together: which of many tellings are one.

use rapporteur_spill::{List, Spill};

/// A forest over `0..n`; each set is known by its smallest member.
pub(crate) struct Union(List<u32>);

impl Union {
    pub(crate) fn new(spill: &Spill, count: usize) -> Self {
        let mut all = List::new(spill);
        (0..count as u32).for_each(|at| all.push(at));
        Self(all)
    }

    /// The smallest member of the set. Halves the path as it goes, so that later walks are short.
    pub(crate) fn first_of(&mut self, mut at: usize) -> usize {
        loop {
            // What is above is smaller.
            let above = self.0.at(at) as usize;
            if above >= at {
                return at;
            }
            let next = self.0.at(above) as usize;
            if next < above {
                self.0.set(at, next as u32);
            }
            at = next.min(above);
        }
    }

    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first_of(one), self.first_of(other));
        self.0.set(one.max(other), one.min(other) as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_known_by_its_smallest_member() {
        let mut same = Union::new(&Spill::in_memory(), 5);
        same.join(4, 2);
        same.join(2, 1);
        assert_eq!([0, 1, 2, 3, 4].map(|at| same.first_of(at)), [0, 1, 1, 3, 1]);
    }
}
