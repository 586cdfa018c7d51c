//! Values that all take the same number of bytes.

/// A value of one size.
pub trait Fixed: Sized {
    /// How many bytes it takes.
    const SIZE: usize;

    /// Writes it into so many bytes.
    fn put(&self, bytes: &mut [u8]);

    /// The value again. Zeros are a value too: they stand where a file failed.
    fn get(bytes: &[u8]) -> Self;
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Fixed for $number {
            const SIZE: usize = size_of::<$number>();

            fn put(&self, bytes: &mut [u8]) {
                bytes.copy_from_slice(&self.to_le_bytes());
            }

            fn get(bytes: &[u8]) -> Self {
                bytes.first_chunk().copied().map(<$number>::from_le_bytes).unwrap_or_default()
            }
        }
    )*};
}

numbers!(u8, u32, u64);

impl Fixed for bool {
    const SIZE: usize = 1;

    fn put(&self, bytes: &mut [u8]) {
        u8::from(*self).put(bytes);
    }

    fn get(bytes: &[u8]) -> Self {
        u8::get(bytes) == 1
    }
}

impl<T: Fixed> Fixed for Option<T> {
    const SIZE: usize = 1 + T::SIZE;

    fn put(&self, bytes: &mut [u8]) {
        let (known, value) = bytes.split_at_mut(1);
        self.is_some().put(known);
        if let Some(told) = self {
            told.put(value);
        }
    }

    fn get(bytes: &[u8]) -> Self {
        let (known, value) = bytes.split_at(1);
        bool::get(known).then(|| T::get(value))
    }
}

impl<A: Fixed, B: Fixed> Fixed for (A, B) {
    const SIZE: usize = A::SIZE + B::SIZE;

    fn put(&self, bytes: &mut [u8]) {
        let (one, other) = bytes.split_at_mut(A::SIZE);
        self.0.put(one);
        self.1.put(other);
    }

    fn get(bytes: &[u8]) -> Self {
        let (one, other) = bytes.split_at(A::SIZE);
        (A::get(one), B::get(other))
    }
}

/// Makes a struct a value of one size by the types of its fields.
///
/// ```
/// use rapporteur_spill::{Fixed, fixed};
///
/// struct Place { report: u32, start: u32 }
/// fixed!(Place { report: u32, start: u32 });
///
/// assert_eq!(Place::SIZE, 8);
/// ```
#[macro_export]
macro_rules! fixed {
    ($name:ident { $($field:tt: $of:ty),* $(,)? }) => {
        impl $crate::Fixed for $name {
            const SIZE: usize = 0 $(+ <$of as $crate::Fixed>::SIZE)*;

            fn put(&self, bytes: &mut [u8]) {
                let rest = bytes;
                $(
                    let (own, rest) = rest.split_at_mut(<$of as $crate::Fixed>::SIZE);
                    <$of as $crate::Fixed>::put(&self.$field, own);
                )*
                _ = rest;
            }

            fn get(bytes: &[u8]) -> Self {
                let mut rest = bytes;
                let mut next = |size: usize| {
                    let (own, after) = rest.split_at(size);
                    rest = after;
                    own
                };
                Self { $($field: <$of as $crate::Fixed>::get(next(<$of as $crate::Fixed>::SIZE))),* }
            }
        }
    };
}
