//! The inner loops, one source for all machines.
//!
//! Each loop is written once over [`lanes::Lanes`] and compiled for vectors of 16 floats (AVX-512), 8 (AVX2 with FMA), 4
//! (NEON) and one by one. Which twin runs is found out at run time. Every output is one chain of fused multiply-adds in a
//! fixed order ([`matrix`]), sums over a row have a fixed tree ([`norm`]); so all twins give the same bits, in batches
//! of any size.

mod lanes;
mod matrix;
#[cfg(target_arch = "aarch64")]
mod neon;
mod norm;
mod packed;
mod plain;
mod sums;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod x86;

pub(crate) use packed::{GROUP, Packed};

use matrix::{Rows, multiply};
use norm::norm_row;
use sums::greatest_of_sums;

/// A twin of the kernels that the machine can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kernels(Twin);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Twin {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "aarch64")]
    Neon,
    Plain,
}

/// Calls a generic function as compiled for a twin's instructions.
macro_rules! on_twin {
    ($twin:expr, $function:ident($($name:ident: $type:ty),*)) => {{
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f,avx2,fma")]
        unsafe fn avx512($($name: $type),*) {
            // SAFETY: as the caller vouches.
            unsafe { $function::<x86::Avx512>($($name),*) }
        }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma")]
        unsafe fn avx2($($name: $type),*) {
            // SAFETY: as the caller vouches.
            unsafe { $function::<x86::Avx2>($($name),*) }
        }
        // SAFETY: a twin is only made where the machine has its instructions; the caller vouches for the rest.
        unsafe {
            match $twin {
                #[cfg(target_arch = "x86_64")]
                Twin::Avx512 => avx512($($name),*),
                #[cfg(target_arch = "x86_64")]
                Twin::Avx2 => avx2($($name),*),
                #[cfg(target_arch = "aarch64")]
                Twin::Neon => $function::<neon::Neon>($($name),*),
                Twin::Plain => $function::<plain::Plain>($($name),*),
            }
        }
    }};
}

impl Kernels {
    /// The fastest twin of this machine.
    pub(crate) fn fastest() -> Self {
        Self::all().0[0]
    }

    /// All twins that this machine can run, fastest first, and the names of those that it can't.
    pub(crate) fn all() -> (Vec<Self>, Vec<&'static str>) {
        let (mut here, mut missing) = (Vec::new(), Vec::new());
        #[cfg(target_arch = "x86_64")]
        {
            let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            let known =
                [("AVX-512", avx2 && is_x86_feature_detected!("avx512f"), Twin::Avx512), ("AVX2", avx2, Twin::Avx2)];
            for (name, there, twin) in known {
                if there { here.push(Self(twin)) } else { missing.push(name) }
            }
        }
        #[cfg(target_arch = "aarch64")]
        here.push(Self(Twin::Neon));
        #[cfg(not(target_arch = "aarch64"))]
        missing.push("NEON");
        #[cfg(not(target_arch = "x86_64"))]
        missing.extend(["AVX-512", "AVX2"]);
        here.push(Self(Twin::Plain));
        (here, missing)
    }

    /// Rows times the matrix, plus bias. Row `r` of the input starts at `r · stride` and is `packed.inputs()` long
    /// (rows may overlap); rows of the output follow each other.
    pub(crate) fn affine(self, input: &[f32], stride: usize, rows: usize, packed: &Packed, output: &mut [f32]) {
        let rows = checked(input, stride, rows, packed, packed.width(), output);
        on_twin!(self.0, affine(rows: Rows, packed: &Packed));
    }

    /// The same, of each output the greatest piece.
    pub(crate) fn maxout(self, input: &[f32], stride: usize, rows: usize, packed: &Packed, output: &mut [f32]) {
        let rows = checked(input, stride, rows, packed, packed.maxout_width(), output);
        on_twin!(self.0, maxout(rows: Rows, packed: &Packed));
    }

    /// Layer norm of each row, `added` on top if given. `gain.len()` is the width.
    pub(crate) fn norm(self, rows: &mut [f32], gain: &[f32], bias: &[f32], added: Option<&[f32]>) {
        let width = gain.len();
        assert!(width.is_multiple_of(GROUP) && bias.len() == width && rows.len().is_multiple_of(width));
        assert!(added.is_none_or(|added| added.len() == rows.len()));
        on_twin!(self.0, norm(rows: &mut [f32], gain: &[f32], bias: &[f32], added: Option<&[f32]>));
    }

    /// Adds up rows of `pieces · output.len()` floats and the bias, and takes of each output the greatest piece.
    pub(crate) fn greatest_of_sums(self, rows: &[&[f32]], bias: &[f32], output: &mut [f32]) {
        let width = output.len();
        assert!(width.is_multiple_of(GROUP) && bias.len().is_multiple_of(width) && !rows.is_empty());
        assert!(rows.iter().all(|row| row.len() == bias.len()) && rows.len() <= MOST_ROWS);
        on_twin!(self.0, greatest(rows: &[&[f32]], bias: &[f32], output: &mut [f32]));
    }
}

impl Kernels {
    /// Floating-point operations a second of nothing but fused multiply-adds in registers.
    pub(crate) fn peak(self) -> f64 {
        const ROUNDS: usize = 2_000_000;
        let (mut lanes, rounds) = ([0f32; GROUP], ROUNDS);
        let start = std::time::Instant::now();
        let result = &mut lanes;
        on_twin!(self.0, spin(rounds: usize, result: &mut [f32; GROUP]));
        let seconds = start.elapsed().as_secs_f64();
        std::hint::black_box(lanes);
        (2 * SUMS * ROUNDS * self.lanes()) as f64 / seconds
    }

    fn lanes(self) -> usize {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Twin::Avx512 => 16,
            #[cfg(target_arch = "x86_64")]
            Twin::Avx2 => 8,
            #[cfg(target_arch = "aarch64")]
            Twin::Neon => 4,
            Twin::Plain => 1,
        }
    }
}

/// Sums that [`spin`] keeps going at once: enough to hide an addition's latency.
const SUMS: usize = 10;

#[inline(always)]
unsafe fn spin<L: lanes::Lanes>(rounds: usize, result: &mut [f32; GROUP]) {
    // SAFETY: the caller vouches for the instructions; the result has room for the widest vector.
    unsafe {
        let (factor, step) = (L::splat(0.999), L::splat(0.001));
        let mut sums = [step; SUMS];
        for _ in 0..rounds {
            for sum in &mut sums {
                *sum = sum.mul_add(factor, step);
            }
        }
        let all = sums.iter().fold(step, |all, &sum| all.add(sum));
        all.store(result.as_mut_ptr());
    }
}

/// Rows that [`Kernels::greatest_of_sums`] takes at once.
const MOST_ROWS: usize = 16;

/// Pointers to rows, after making sure that they lie in their buffers.
fn checked(input: &[f32], stride: usize, rows: usize, packed: &Packed, width: usize, output: &mut [f32]) -> Rows {
    assert!(rows == 0 || (rows - 1) * stride + packed.inputs <= input.len());
    assert!(rows * width <= output.len());
    Rows { input: input.as_ptr(), input_stride: stride, output: output.as_mut_ptr(), output_stride: width, rows }
}

#[inline(always)]
unsafe fn affine<L: lanes::Lanes>(rows: Rows, packed: &Packed) {
    // SAFETY: as the caller vouches.
    unsafe { multiply::<L, false>(rows, packed) }
}

#[inline(always)]
unsafe fn maxout<L: lanes::Lanes>(rows: Rows, packed: &Packed) {
    // SAFETY: as the caller vouches.
    unsafe { multiply::<L, true>(rows, packed) }
}

#[inline(always)]
unsafe fn norm<L: lanes::Lanes>(rows: &mut [f32], gain: &[f32], bias: &[f32], added: Option<&[f32]>) {
    let width = gain.len();
    for (number, row) in rows.chunks_exact_mut(width).enumerate() {
        // SAFETY: the rows of `added` lie beside those of `rows`; widths were checked.
        unsafe {
            let added = added.map(|added| added.as_ptr().add(number * width));
            norm_row::<L>(row.as_mut_ptr(), gain.as_ptr(), bias.as_ptr(), added, width);
        }
    }
}

#[inline(always)]
unsafe fn greatest<L: lanes::Lanes>(rows: &[&[f32]], bias: &[f32], output: &mut [f32]) {
    let width = output.len();
    let mut pointers = [std::ptr::null(); MOST_ROWS];
    for (pointer, row) in pointers.iter_mut().zip(rows) {
        *pointer = row.as_ptr();
    }
    // SAFETY: lengths were checked.
    unsafe {
        greatest_of_sums::<L>(&pointers[..rows.len()], bias.as_ptr(), bias.len() / width, output.as_mut_ptr(), width);
    }
}
