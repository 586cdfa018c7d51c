//! Values of any size, in as few bytes as each takes.

use std::io;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::bytes::Bytes;
use crate::list::List;
use crate::pages::Spill;

/// A list of packed values.
#[derive(Clone, Debug)]
pub struct Packed<V> {
    spill: Spill,
    /// Where each begins, and its length.
    places: List<(u64, u32)>,
    bytes: Bytes,
    of: PhantomData<V>,
}

impl<V: Serialize + DeserializeOwned> Packed<V> {
    /// Nothing yet.
    pub fn new(spill: &Spill) -> Self {
        Self { spill: spill.clone(), places: List::new(spill), bytes: Bytes::new(spill), of: PhantomData }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Appends a value. One that has no packed form is none of this program's: it fails as a file does.
    pub fn push(&mut self, value: &V) {
        let place = self.pack(value);
        self.places.push(place);
    }

    /// Puts another value at a place; what was there stays in the file, and is found no more.
    pub fn set(&mut self, at: usize, value: &V) {
        let place = self.pack(value);
        self.places.set(at, place);
    }

    /// The value at a place.
    pub fn get(&self, at: usize) -> Option<V> {
        let (start, len) = self.places.get(at)?;
        let unpacked = postcard::from_bytes(&self.bytes.get(start, len as usize));
        unpacked.map_err(|error| self.spill.fail(io::Error::other(error))).ok()
    }

    /// All values in their order.
    pub fn iter(&self) -> impl Iterator<Item = V> + '_ {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Leaves a place for a value that is put there later.
    pub(crate) fn leave_place(&mut self) {
        self.places.push((0, 0));
    }

    fn pack(&mut self, value: &V) -> (u64, u32) {
        match postcard::to_allocvec(value) {
            Ok(bytes) => (self.bytes.push(&bytes), bytes.len() as u32),
            Err(error) => {
                self.spill.fail(io::Error::other(error));
                (0, 0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_away_comes_back_in_its_order() {
        let spill = Spill::of(0);
        let all: Vec<(u32, String)> = (0..5000).map(|at| (at, "x".repeat(at as usize % 700))).collect();
        let mut packed = Packed::new(&spill);
        all.iter().for_each(|one| packed.push(one));
        assert!(packed.iter().eq(all.iter().cloned()));
        packed.set(7, &(7, "y".repeat(9000)));
        assert_eq!((packed.get(7).unwrap().1.len(), packed.get(5000)), (9000, None));
        spill.check().unwrap();
    }
}
