//! Names in byte order, one after another in a file: the form in which the learned files keep theirs.

/// Names of a file, each found by its letters.
#[derive(Debug)]
pub(crate) struct Names {
    /// For each name the end of its letters, four bytes, little-endian.
    ends: &'static [u8],
    letters: &'static [u8],
}

impl Names {
    /// Takes `len` names from the start of `file`: their ends and their letters; and what comes after them.
    pub(crate) fn read(file: &'static [u8], len: usize) -> Option<(Self, &'static [u8])> {
        let (ends, rest) = file.split_at_checked(len.checked_mul(4)?)?;
        let size = ends.last_chunk::<4>().map_or(0, |end| u32::from_le_bytes(*end) as usize);
        let (letters, rest) = rest.split_at_checked(size)?;
        Some((Self { ends, letters }, rest))
    }

    /// How many they are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len() / 4
    }

    fn end(&self, name: usize) -> usize {
        let bytes = self.ends.get(4 * name..4 * name + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_le_bytes) as usize
    }

    fn name(&self, at: usize) -> &'static [u8] {
        let start = if at == 0 { 0 } else { self.end(at - 1) };
        self.letters.get(start..self.end(at)).unwrap_or_default()
    }

    /// The place of a name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.name(middle).cmp(name.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}
