//! Entries put away in some tens of bytes: what waits until all is told, or until its turn comes. In memory an entry takes ten
//! times as much, in a dozen pieces.

use std::collections::VecDeque;
use std::io;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value in as few bytes as it takes; an error where it has no such form.
pub(crate) fn pack(value: &impl Serialize) -> io::Result<Box<[u8]>> {
    postcard::to_allocvec(value).map(Vec::into_boxed_slice).map_err(io::Error::other)
}

/// The value again.
pub(crate) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    postcard::from_bytes(bytes).map_err(io::Error::other)
}

/// Bytes of one piece of the list; each goes when it was gone through.
const PIECE: usize = 1 << 16;

/// A list of packed entries that is gone through once.
#[derive(Clone)]
pub(crate) struct Packed<T> {
    pieces: VecDeque<Vec<u8>>,
    of: PhantomData<T>,
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self { pieces: VecDeque::new(), of: PhantomData }
    }
}

impl<T: Serialize> Packed<T> {
    /// Appends an entry; an error where it has no packed form.
    pub(crate) fn push(&mut self, entry: &T) -> io::Result<()> {
        let bytes = pack(entry)?;
        match self.pieces.back_mut().filter(|piece| piece.len() + bytes.len() <= piece.capacity()) {
            Some(piece) => piece.extend_from_slice(&bytes),
            None => {
                let mut piece = Vec::with_capacity(PIECE.max(bytes.len()));
                piece.extend_from_slice(&bytes);
                self.pieces.push_back(piece);
            }
        }
        Ok(())
    }
}

impl<T: DeserializeOwned> Packed<T> {
    /// Hands on the entries in their order; what is handed on is held no longer.
    pub(crate) fn each(self, mut with: impl FnMut(T)) -> io::Result<()> {
        for piece in self.pieces {
            let mut rest = piece.as_slice();
            while !rest.is_empty() {
                let (entry, after) = postcard::take_from_bytes(rest).map_err(io::Error::other)?;
                with(entry);
                rest = after;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_away_comes_back_in_its_order() {
        let all: Vec<(u32, String)> = (0..5000).map(|at| (at, "x".repeat(at as usize % 70))).collect();
        let all: Vec<_> = all.into_iter().chain([(7, "y".repeat(2 * PIECE)), (8, String::new())]).collect();
        let mut packed = Packed::default();
        all.iter().for_each(|one| packed.push(one).unwrap());
        assert!(packed.pieces.len() > 3);
        let mut back = Vec::new();
        packed.each(|one| back.push(one)).unwrap();
        assert_eq!(back, all);
    }
}
