//! Values by keys: of each key as many as were added to it.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::lists::Lists;
use crate::packed::Packed;
use crate::pages::Spill;

/// Of each key the values that were added to it, packed.
#[derive(Clone, Debug)]
pub struct Chains<V> {
    places: Lists,
    values: Packed<V>,
}

impl<V: Serialize + DeserializeOwned> Chains<V> {
    /// Nothing yet.
    pub fn new(spill: &Spill) -> Self {
        Self { places: Lists::new(spill), values: Packed::new(spill) }
    }

    /// Adds a value to those of a key.
    pub fn add(&mut self, key: u64, value: &V) {
        self.places.push(key, self.values.len());
        self.values.push(value);
    }

    /// The values of a key in the order in which they were added.
    pub fn of(&self, key: u64) -> Vec<V> {
        self.places.all(key).into_iter().filter_map(|at| self.values.get(at)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_values_in_their_order() {
        let spill = Spill::of(0);
        let mut chains = Chains::new(&spill);
        let value = |at: u64| (at, "x".repeat(at as usize % 300));
        (0..3000).for_each(|at| chains.add(at % 7, &value(at)));
        for key in 0..7 {
            assert_eq!(chains.of(key), (0..3000).filter(|at| at % 7 == key).map(value).collect::<Vec<_>>());
        }
        assert!(chains.of(7).is_empty());
        spill.check().unwrap();
    }
}
