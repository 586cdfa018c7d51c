//! Sums of rows that were multiplied before, and the greatest of their pieces.

use super::lanes::Lanes;

/// `output[at] = max over pieces of (Σ rows[r][piece · width + at]) + bias[piece · width + at]`, rows in order.
///
/// # Safety
/// The machine has the instructions of `L`; rows and bias are good for `pieces · width` floats, the output for
/// `width`, a multiple of 16; there is at least one row.
#[inline(always)]
pub(super) unsafe fn greatest_of_sums<L: Lanes>(
    rows: &[*const f32],
    bias: *const f32,
    pieces: usize,
    output: *mut f32,
    width: usize,
) {
    // SAFETY: as the caller vouches.
    unsafe {
        for at in (0..width).step_by(L::N) {
            let piece = |piece: usize| {
                let at = piece * width + at;
                let mut sum = L::load(rows[0].add(at));
                for row in &rows[1..] {
                    sum = sum.add(L::load(row.add(at)));
                }
                sum.add(L::load(bias.add(at)))
            };
            let mut best = piece(0);
            for number in 1..pieces {
                best = piece(number).greater(best);
            }
            best.store(output.add(at));
        }
    }
}
