//! Rows times a packed matrix: each output is one chain of fused multiply-adds over the inputs, first to last, from
//! zero; then the bias is added.

use super::lanes::Lanes;
use super::packed::{GROUP, Packed};

/// Where a kernel reads and writes: row `r` of the input starts at `input + r · input_stride`.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    pub(super) input: *const f32,
    pub(super) input_stride: usize,
    pub(super) output: *mut f32,
    pub(super) output_stride: usize,
    pub(super) rows: usize,
}

impl Rows {
    /// The same rows without the first `count`.
    unsafe fn after(self, count: usize) -> Self {
        // SAFETY: `count` is at most `rows`.
        unsafe {
            Self {
                input: self.input.add(count * self.input_stride),
                output: self.output.add(count * self.output_stride),
                rows: self.rows - count,
                ..self
            }
        }
    }
}

/// # Safety
/// The machine has the instructions of `L`; `rows` lie in their buffers; the input rows have `packed.inputs` floats
/// and the output rows `packed.width()` (`packed.maxout_width()` for `MAXOUT`).
#[inline(always)]
pub(super) unsafe fn multiply<L: Lanes, const MAXOUT: bool>(rows: Rows, packed: &Packed) {
    // SAFETY: as the caller vouches.
    unsafe {
        match packed.groups {
            1 => sets::<L, MAXOUT, 1>(rows, packed),
            2 => sets::<L, MAXOUT, 2>(rows, packed),
            3 => sets::<L, MAXOUT, 3>(rows, packed),
            4 => sets::<L, MAXOUT, 4>(rows, packed),
            5 => sets::<L, MAXOUT, 5>(rows, packed),
            6 => sets::<L, MAXOUT, 6>(rows, packed),
            7 => sets::<L, MAXOUT, 7>(rows, packed),
            8 => sets::<L, MAXOUT, 8>(rows, packed),
            groups => unreachable!("no set has {groups} groups"),
        }
    }
}

#[inline(always)]
unsafe fn sets<L: Lanes, const MAXOUT: bool, const G: usize>(rows: Rows, packed: &Packed) {
    for set in 0..packed.sets {
        // SAFETY: the set's weights, bias and outputs lie in their buffers.
        unsafe {
            let weights = packed.weights.as_ptr().add(set * packed.inputs * G * GROUP);
            let bias = packed.bias.as_ptr().add(set * G * GROUP);
            let at = set * GROUP * if MAXOUT { 1 } else { G };
            let rows = Rows { output: rows.output.add(at), ..rows };
            // A vector narrower than a group takes the group in several passes.
            for part in 0..GROUP / L::N {
                let skip = part * L::N;
                let rows = Rows { output: rows.output.add(skip), ..rows };
                tiles::<L, MAXOUT, G>(rows, weights.add(skip), bias.add(skip), packed.inputs);
            }
        }
    }
}

/// As many rows at a time as the registers hold sums for.
#[inline(always)]
unsafe fn tiles<L: Lanes, const MAXOUT: bool, const G: usize>(
    mut rows: Rows,
    weights: *const f32,
    bias: *const f32,
    inputs: usize,
) {
    macro_rules! of {
        ($count:literal, $when:expr) => {
            while $when && rows.rows >= $count {
                tile::<L, MAXOUT, G, $count>(rows, weights, bias, inputs);
                rows = rows.after($count);
            }
        };
    }
    // SAFETY: each tile has as many rows as it takes.
    unsafe {
        of!(8, L::MANY && G <= 3);
        of!(6, L::MANY && G <= 4);
        of!(4, L::N > 1 && G <= 3);
        of!(2, L::N > 1 && G <= 4);
        of!(1, true);
    }
}

#[inline(always)]
unsafe fn tile<L: Lanes, const MAXOUT: bool, const G: usize, const R: usize>(
    rows: Rows,
    mut weights: *const f32,
    bias: *const f32,
    inputs: usize,
) {
    // SAFETY: weights, bias and R rows lie in their buffers.
    unsafe {
        let mut sums = [[L::splat(0.0); G]; R];
        for input in 0..inputs {
            let mut column = [L::splat(0.0); G];
            for (group, column) in column.iter_mut().enumerate() {
                *column = L::load(weights.add(group * GROUP));
            }
            weights = weights.add(G * GROUP);
            for (row, sums) in sums.iter_mut().enumerate() {
                let value = L::splat(*rows.input.add(row * rows.input_stride + input));
                for (sum, column) in sums.iter_mut().zip(column) {
                    *sum = value.mul_add(column, *sum);
                }
            }
        }
        for (row, sums) in sums.iter_mut().enumerate() {
            let output = rows.output.add(row * rows.output_stride);
            for (group, sum) in sums.iter_mut().enumerate() {
                *sum = sum.add(L::load(bias.add(group * GROUP)));
                if !MAXOUT {
                    sum.store(output.add(group * GROUP));
                }
            }
            if MAXOUT {
                let mut best = sums[0];
                for &sum in &sums[1..] {
                    best = sum.greater(best);
                }
                best.store(output);
            }
        }
    }
}
