//! The few operations on vectors of floats that the kernels are written in.

/// A vector of floats of some width. Each operation rounds each lane as IEEE 754 says, so that the width doesn't show
/// in the results.
///
/// # Safety
/// The methods may only run where the machine has the instructions of the implementing type; pointers must be good for
/// `N` floats.
pub(super) trait Lanes: Copy {
    /// How many floats it holds; divides 16.
    const N: usize;
    /// Whether there are 32 vector registers (16 otherwise).
    const MANY: bool;

    unsafe fn splat(value: f32) -> Self;
    unsafe fn load(from: *const f32) -> Self;
    unsafe fn store(self, to: *mut f32);
    unsafe fn add(self, other: Self) -> Self;
    unsafe fn sub(self, other: Self) -> Self;
    unsafe fn mul(self, other: Self) -> Self;
    /// `self · factor + sum`, rounded once.
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self;
    /// `self` where it is greater, else `other`; so `other` for equal lanes and where one is no number.
    unsafe fn greater(self, other: Self) -> Self;
}
