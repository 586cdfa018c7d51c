//! A learned file, compiled in, being read from its start.

/// What is left of it.
pub(crate) struct File {
    pub(crate) rest: &'static [u8],
}

impl File {
    /// The next `len` bytes.
    pub(crate) fn take(&mut self, len: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(taken)
    }

    /// The next number, four bytes, little-endian.
    pub(crate) fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    /// The next number with a fraction.
    pub(crate) fn float(&mut self) -> Option<f32> {
        self.number().map(f32::from_bits)
    }

    /// The next numbers with fractions, that many.
    pub(crate) fn floats(&mut self, many: usize) -> Option<Vec<f32>> {
        (0..many).map(|_| self.float()).collect()
    }
}
