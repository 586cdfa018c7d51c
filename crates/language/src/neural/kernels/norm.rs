//! Layer norm. A row's sums run in 16 chains, one for each place modulo 16, that are then added in pairs, halves
//! first: the same order on every machine.

use super::lanes::Lanes;
use super::packed::GROUP;

/// What thinc adds to the variance.
const EPSILON: f32 = 1e-8;

/// One row: `gain · (x − mean) / √(variance + ε) + bias`, and `added` on top if there is any.
///
/// # Safety
/// The machine has the instructions of `L`; all pointers are good for `width` floats, a multiple of 16.
#[inline(always)]
pub(super) unsafe fn norm_row<L: Lanes>(
    row: *mut f32,
    gain: *const f32,
    bias: *const f32,
    added: Option<*const f32>,
    width: usize,
) {
    // SAFETY: as the caller vouches.
    unsafe {
        let mean = chains::<L>(width, |at, sum| sum.add(L::load(row.add(at)))) / width as f32;
        let mean = L::splat(mean);
        let squares = chains::<L>(width, |at, sum| {
            let away = L::load(row.add(at)).sub(mean);
            away.mul_add(away, sum)
        });
        let scale = L::splat(1.0 / (squares / width as f32 + EPSILON).sqrt());
        for at in (0..width).step_by(L::N) {
            let away = L::load(row.add(at)).sub(mean).mul(scale);
            let mut result = away.mul(L::load(gain.add(at))).add(L::load(bias.add(at)));
            if let Some(added) = added {
                result = result.add(L::load(added.add(at)));
            }
            result.store(row.add(at));
        }
    }
}

#[inline(always)]
unsafe fn chains<L: Lanes>(width: usize, step: impl Fn(usize, L) -> L) -> f32 {
    let mut sums = [0f32; GROUP];
    for part in (0..GROUP).step_by(L::N) {
        // SAFETY: the parts lie in `sums`.
        unsafe {
            let mut sum = L::splat(0.0);
            for group in (0..width).step_by(GROUP) {
                sum = step(group + part, sum);
            }
            sum.store(sums.as_mut_ptr().add(part));
        }
    }
    let mut half = GROUP / 2;
    while half > 0 {
        for at in 0..half {
            sums[at] += sums[at + half];
        }
        half /= 2;
    }
    sums[0]
}
