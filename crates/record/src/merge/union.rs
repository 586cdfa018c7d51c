//! Sets that grow together: which of many tellings are one.

/// A forest over `0..n`; each set is known by its smallest member.
pub(crate) struct Union(Vec<usize>);

impl Union {
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The smallest member of the set. Halves the path as it goes, so that later walks are short.
    pub(crate) fn first_of(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first_of(one), self.first_of(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::Union;

    #[test]
    fn a_set_is_known_by_its_smallest_member() {
        let mut same = Union::new(5);
        same.join(4, 2);
        same.join(2, 1);
        assert_eq!([0, 1, 2, 3, 4].map(|at| same.first_of(at)), [0, 1, 1, 3, 1]);
    }
}
