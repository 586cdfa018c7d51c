//! The tagger's one layer: which label scores best for a word.

use super::kernels::{Kernels, Packed};
use super::params::{ModelError, ThincModel};

#[derive(Debug)]
pub(crate) struct Classifier {
    layer: Packed,
    classes: usize,
}

impl Classifier {
    pub(crate) fn read(model: &ThincModel<'_>, width: usize) -> Result<Self, ModelError> {
        let node = model.only("softmax")?;
        let ([classes, inputs], weights) = node.array::<2>("W")?;
        let ([biases], bias) = node.array::<1>("b")?;
        if inputs != width || biases != classes || classes == 0 {
            return Err(ModelError::Malformed(format!("a softmax layer over vectors of width {width}")));
        }
        let layer =
            Packed::affine(classes, inputs, |column, input| weights[column * inputs + input], |column| bias[column]);
        Ok(Self { layer, classes })
    }

    pub(crate) fn classes(&self) -> usize {
        self.classes
    }

    /// The best class of each vector, the first of several, appended to `best`. `scores` is room to work in.
    pub(crate) fn best(&self, kernels: Kernels, vectors: &[f32], scores: &mut Vec<f32>, best: &mut Vec<u16>) {
        let (inputs, width) = (self.layer.inputs(), self.layer.width());
        let rows = vectors.len() / inputs;
        scores.resize(scores.len().max(rows * width), 0.0);
        kernels.affine(vectors, inputs, rows, &self.layer, scores);
        for row in scores.chunks_exact(width).take(rows) {
            let first = (0usize, row[0]);
            let (class, _) = row[..self.classes]
                .iter()
                .enumerate()
                .fold(first, |found, (class, &score)| if score > found.1 { (class, score) } else { found });
            best.push(class as u16);
        }
    }
}
