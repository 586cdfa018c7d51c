//! The window encoder: each layer looks one word to each side.
//!
//! A text is read in blocks. A block's vectors depend on as many words beside it as there are layers; those are encoded
//! again with the next block, so that memory doesn't grow with the text. Beyond the text's ends stand rows of zeros, as in
//! spaCy, that take part in all layers.

use super::embedding::{Embedding, Forms};
use super::kernels::{Kernels, Packed};

#[derive(Debug)]
pub(crate) struct Encoder {
    /// Bias of the first layer, `[piece][width]`; its weights are in the embedding.
    pub(crate) first_bias: Vec<f32>,
    /// A layer norm for each layer.
    pub(crate) norms: Vec<Norm>,
    /// The layers after the first.
    pub(crate) layers: Vec<Packed>,
}

#[derive(Debug)]
pub(crate) struct Norm {
    pub(crate) gain: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

/// Room to work in, reused from block to block.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    here: Vec<f32>,
    there: Vec<f32>,
    zeros: Vec<f32>,
}

impl Encoder {
    /// How many words beside a block take part in it, on each side.
    pub(crate) fn reach(&self) -> usize {
        self.norms.len()
    }

    /// Encodes a block. `places` are the forms of its words and of [`Encoder::reach`] words on each side, `None` beyond
    /// the text. Gives the vectors of the block's own words.
    pub(crate) fn encode<'r>(
        &self,
        kernels: Kernels,
        embedding: &Embedding,
        forms: &Forms,
        places: &[Option<u32>],
        rooms: &'r mut Rooms,
    ) -> &'r [f32] {
        let width = embedding.width();
        for room in [&mut rooms.here, &mut rooms.there] {
            room.resize(room.len().max(places.len() * width), 0.0);
        }
        rooms.zeros.resize(self.first_bias.len(), 0.0);
        self.first_layer(kernels, embedding, forms, places, rooms);
        let mut rows = places.len() - 2;
        for (number, layer) in self.layers.iter().enumerate() {
            // `here` has good rows from `number + 1` on, `rows` of them.
            let (inner, inner_rows) = ((number + 2) * width, rows - 2);
            let windows = &rooms.here[(number + 1) * width..];
            let output = &mut rooms.there[inner..][..inner_rows * width];
            kernels.maxout(windows, width, inner_rows, layer, output);
            let Norm { gain, bias } = &self.norms[number + 1];
            kernels.norm(output, gain, bias, Some(&rooms.here[inner..][..inner_rows * width]));
            std::mem::swap(&mut rooms.here, &mut rooms.there);
            rows = inner_rows;
        }
        &rooms.here[self.reach() * width..][..rows * width]
    }

    /// The first layer, from what each form adds to it.
    fn first_layer(
        &self,
        kernels: Kernels,
        embedding: &Embedding,
        forms: &Forms,
        places: &[Option<u32>],
        rooms: &mut Rooms,
    ) {
        let width = embedding.width();
        let Rooms { here, there, zeros } = rooms;
        for (place, row) in places.iter().zip(there.chunks_exact_mut(width)) {
            match place {
                Some(place) => row.copy_from_slice(embedding.vector(forms, *place)),
                None => row.fill(0.0),
            }
        }
        let part = |at: usize, position: usize| match places[at] {
            Some(place) => embedding.window_part(forms, place, position),
            None => zeros.as_slice(),
        };
        for (at, row) in here.chunks_exact_mut(width).enumerate().take(places.len() - 1).skip(1) {
            kernels.greatest_of_sums(&[part(at - 1, 0), part(at, 1), part(at + 1, 2)], &self.first_bias, row);
        }
        let inner = width..(places.len() - 1) * width;
        let Norm { gain, bias } = &self.norms[0];
        kernels.norm(&mut here[inner.clone()], gain, bias, Some(&there[inner]));
    }
}
