//! Entries that change while they are looked at again and again.

use std::collections::HashMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::packed::Packed;
use crate::pages::Spill;

/// How many entries are at hand at most, half of them those of before.
const AT_HAND: usize = 256;

/// Entries by their place, packed, but for those that were asked for last.
#[derive(Clone, Debug)]
pub struct Stash<T> {
    packed: Packed<T>,
    at_hand: HashMap<usize, Held<T>>,
    /// Those of before, which go when the newer ones are as many as may be.
    older: HashMap<usize, Held<T>>,
}

#[derive(Clone, Debug)]
struct Held<T> {
    entry: T,
    changed: bool,
}

impl<T: Serialize + DeserializeOwned> Stash<T> {
    /// Nothing yet.
    pub fn new(spill: &Spill) -> Self {
        Self { packed: Packed::new(spill), at_hand: HashMap::new(), older: HashMap::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Appends an entry; its place.
    pub fn push(&mut self, entry: T) -> usize {
        let at = self.packed.len();
        self.packed.leave_place();
        self.hold(at, Held { entry, changed: true });
        at
    }

    /// The entry at a place.
    pub fn get(&mut self, at: usize) -> Option<&T> {
        self.held(at).map(|held| &held.entry)
    }

    /// The entry at a place, to be changed.
    pub fn change(&mut self, at: usize) -> Option<&mut T> {
        let held = self.held(at)?;
        held.changed = true;
        Some(&mut held.entry)
    }

    fn held(&mut self, at: usize) -> Option<&mut Held<T>> {
        if !self.at_hand.contains_key(&at) {
            let held = match self.older.remove(&at) {
                Some(held) => held,
                None => Held { entry: self.packed.get(at)?, changed: false },
            };
            self.hold(at, held);
        }
        self.at_hand.get_mut(&at)
    }

    fn hold(&mut self, at: usize, held: Held<T>) {
        if self.at_hand.len() >= AT_HAND / 2 {
            let mut going: Vec<(usize, Held<T>)> =
                std::mem::replace(&mut self.older, std::mem::take(&mut self.at_hand)).into_iter().collect();
            // In one order, so that the same work is done each time.
            going.sort_unstable_by_key(|(at, _)| *at);
            let changed = going.iter().filter(|(_, held)| held.changed);
            changed.for_each(|(at, held)| self.packed.set(*at, &held.entry));
        }
        self.at_hand.insert(at, held);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_stays_changed() {
        let spill = Spill::of(0);
        let mut stash = Stash::new(&spill);
        (0..2000_u32).for_each(|at| assert_eq!(stash.push(vec![at]), at as usize));
        (0..2000).step_by(3).for_each(|at| stash.change(at).unwrap().push(7));
        for at in (0..2000).rev() {
            let wanted = if at % 3 == 0 { vec![at as u32, 7] } else { vec![at as u32] };
            assert_eq!(stash.get(at), Some(&wanted));
        }
        assert_eq!(stash.get(2000), None);
        spill.check().unwrap();
    }

    #[test]
    fn a_copy_has_what_was_at_hand_and_changes_by_itself() {
        let mut stash = Stash::new(&Spill::of(0));
        (0..2000_u32).for_each(|at| assert_eq!(stash.push(vec![at]), at as usize));
        let mut copy = stash.clone();
        (0..2000).step_by(2).for_each(|at| copy.change(at).unwrap().push(7));
        (0..2000).step_by(3).for_each(|at| stash.change(at).unwrap().push(8));
        let changed = |at: u32, step, by| if at.is_multiple_of(step) { vec![at, by] } else { vec![at] };
        for at in 0..2000 {
            assert_eq!(copy.get(at as usize), Some(&changed(at, 2, 7)));
            assert_eq!(stash.get(at as usize), Some(&changed(at, 3, 8)));
        }
    }
}
