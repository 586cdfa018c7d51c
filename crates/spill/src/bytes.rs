//! Bytes behind one another, and texts made of them.

use std::ops::Range;

use crate::list::List;
use crate::pages::{PAGE, Pages, Spill};

/// Bytes, appended and read by their place.
#[derive(Clone, Debug)]
pub(crate) struct Bytes {
    pages: Pages,
    len: u64,
}

impl Bytes {
    pub(crate) fn new(spill: &Spill) -> Self {
        Self { pages: Pages::new(spill), len: 0 }
    }

    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Appends some; where they begin.
    pub(crate) fn push(&mut self, mut bytes: &[u8]) -> u64 {
        let start = self.len;
        while !bytes.is_empty() {
            let (page, from) = place(self.len);
            let (now, rest) = bytes.split_at(bytes.len().min(PAGE - from));
            self.pages.write(page, |page| page[from..from + now.len()].copy_from_slice(now));
            self.len += now.len() as u64;
            bytes = rest;
        }
        start
    }

    /// So many, from a place on.
    pub(crate) fn get(&self, start: u64, len: usize) -> Vec<u8> {
        let mut all = Vec::with_capacity(len);
        while all.len() < len {
            let (page, from) = place(start + all.len() as u64);
            let now = (len - all.len()).min(PAGE - from);
            self.pages.read(page, |page| all.extend_from_slice(&page[from..from + now]));
        }
        all
    }
}

fn place(at: u64) -> (usize, usize) {
    ((at / PAGE as u64) as usize, (at % PAGE as u64) as usize)
}

/// Texts behind one another, by their place.
#[derive(Clone, Debug)]
pub struct Rows {
    all: Bytes,
    /// Where each ends.
    ends: List<u64>,
}

impl Rows {
    /// Nothing yet.
    pub fn new(spill: &Spill) -> Self {
        Self { all: Bytes::new(spill), ends: List::new(spill) }
    }

    /// Appends a text.
    pub fn push(&mut self, text: &str) {
        self.all.push(text.as_bytes());
        self.ends.push(self.all.len());
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text at a place; empty where there is none.
    pub fn get(&self, at: usize) -> String {
        let start = self.start(at);
        String::from_utf8(self.all.get(start, self.bytes(at))).unwrap_or_default()
    }

    /// Some bytes of the text at a place; empty where it has none there that are a text.
    pub fn part(&self, at: usize, bytes: Range<usize>) -> String {
        if bytes.end > self.bytes(at) {
            return String::new();
        }
        let start = self.start(at) + bytes.start as u64;
        String::from_utf8(self.all.get(start, bytes.len())).unwrap_or_default()
    }

    /// How many bytes the text at a place has.
    pub fn bytes(&self, at: usize) -> usize {
        self.ends.get(at).unwrap_or_default().saturating_sub(self.start(at)) as usize
    }

    fn start(&self, at: usize) -> u64 {
        at.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_however_long() {
        let spill = Spill::of(0);
        let mut rows = Rows::new(&spill);
        let all: Vec<String> = (0..400).map(|at| "né".repeat(at * at % 5000)).collect();
        all.iter().for_each(|text| rows.push(text));
        assert!(all.iter().enumerate().all(|(at, text)| rows.get(at) == *text && rows.bytes(at) == text.len()));
        assert_eq!((rows.len(), rows.get(400)), (400, String::new()));
        assert_eq!([3..6, 4..6, 3..5, 60..9999].map(|part| rows.part(5, part)), ["né", "é", "", ""].map(str::to_owned));
    }
}
