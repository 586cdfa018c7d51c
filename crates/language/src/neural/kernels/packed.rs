//! A matrix laid out as the kernels read it.

/// Floats side by side in one vector of the widest machine. Everything is padded to it.
pub(crate) const GROUP: usize = 16;

/// A layer's weights and bias.
///
/// Columns (the layer's outputs) stand in groups of 16, groups in sets. A set's weights lie together, input by input,
/// in the order in which a kernel reads them: `[set][input][group of the set][16]`.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(super) inputs: usize,
    pub(super) sets: usize,
    /// Groups in a set.
    pub(super) groups: usize,
    pub(super) weights: Vec<f32>,
    /// `[set][group][16]`
    pub(super) bias: Vec<f32>,
}

impl Packed {
    /// Columns side by side: `weight(column, input)`. A row of results has [`Packed::width`] floats.
    pub(crate) fn affine(
        columns: usize,
        inputs: usize,
        weight: impl Fn(usize, usize) -> f32,
        bias: impl Fn(usize) -> f32,
    ) -> Self {
        let all = columns.div_ceil(GROUP);
        // Four groups a set, or three, keep all registers busy; padding would be work for nothing.
        let groups = [4, 3].into_iter().find(|&groups| all.is_multiple_of(groups));
        let groups = groups.unwrap_or(if all > 12 { 4 } else { all.clamp(1, 3) });
        Self::with_groups(columns, inputs, groups, weight, bias)
    }

    /// The same for one row at a time: as many groups a set as there are registers for.
    pub(crate) fn affine_of_one(
        columns: usize,
        inputs: usize,
        weight: impl Fn(usize, usize) -> f32,
        bias: impl Fn(usize) -> f32,
    ) -> Self {
        Self::with_groups(columns, inputs, columns.div_ceil(GROUP).clamp(1, 8), weight, bias)
    }

    fn with_groups(
        columns: usize,
        inputs: usize,
        groups: usize,
        weight: impl Fn(usize, usize) -> f32,
        bias: impl Fn(usize) -> f32,
    ) -> Self {
        let sets = columns.div_ceil(GROUP).div_ceil(groups);
        let column = |set: usize, group: usize, lane: usize| (set * groups + group) * GROUP + lane;
        Self::filled(
            inputs,
            sets,
            groups,
            |set, group, lane| {
                let column = column(set, group, lane);
                (column < columns).then_some(column)
            },
            weight,
            bias,
        )
    }

    /// A maxout layer of `pieces` pieces: a set is the pieces of 16 outputs. `weight((output, piece), input)`.
    pub(crate) fn maxout(
        outputs: usize,
        pieces: usize,
        inputs: usize,
        weight: impl Fn((usize, usize), usize) -> f32,
        bias: impl Fn((usize, usize)) -> f32,
    ) -> Self {
        let column = |set: usize, piece: usize, lane: usize| {
            let output = set * GROUP + lane;
            (output < outputs).then_some((output, piece))
        };
        Self::filled(inputs, outputs.div_ceil(GROUP), pieces, column, weight, bias)
    }

    fn filled<C: Copy>(
        inputs: usize,
        sets: usize,
        groups: usize,
        column: impl Fn(usize, usize, usize) -> Option<C>,
        weight: impl Fn(C, usize) -> f32,
        bias: impl Fn(C) -> f32,
    ) -> Self {
        let mut packed = Self {
            inputs,
            sets,
            groups,
            weights: vec![0.0; sets * inputs * groups * GROUP],
            bias: vec![0.0; sets * groups * GROUP],
        };
        for set in 0..sets {
            for group in 0..groups {
                for lane in 0..GROUP {
                    let Some(column) = column(set, group, lane) else { continue };
                    packed.bias[(set * groups + group) * GROUP + lane] = bias(column);
                    for input in 0..inputs {
                        packed.weights[((set * inputs + input) * groups + group) * GROUP + lane] =
                            weight(column, input);
                    }
                }
            }
        }
        packed
    }

    /// Floats in a row of affine results, padding included.
    pub(crate) fn width(&self) -> usize {
        self.sets * self.groups * GROUP
    }

    /// Floats in a row of maxout results, padding included.
    pub(crate) fn maxout_width(&self) -> usize {
        self.sets * GROUP
    }

    /// Floating-point operations for a row: a multiplication and an addition for each weight.
    pub(crate) fn operations(&self) -> usize {
        2 * self.weights.len()
    }

    /// Floats in a row of input.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }
}
