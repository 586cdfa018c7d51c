//! Vectors of word forms: rows of hashed tables, mixed by one maxout layer.
//!
//! ```text
//! NORM   "truce"  ─► 4 rows of 5,000 ─ Σ ─┐
//! PREFIX "t"      ─► 4 rows of 1,000 ─ Σ ─┤
//! SUFFIX "uce"    ─► 4 rows of 2,500 ─ Σ ─┼─► maxout ─► layer norm ─► vector ─► what it adds to the first window
//! SHAPE  "xxxx"   ─► 4 rows of 2,500 ─ Σ ─┘                                     layer as left, middle and right word
//! ```
//!
//! All of it depends on the form alone, so it is kept per form ([`Forms`]).

use super::kernels::{Kernels, Packed};
use crate::hash::embed_keys;
use crate::lexeme::{Attr, Features};

/// Most attributes that a form can have here.
pub(crate) const MOST_ATTRS: usize = 8;

/// Forms that are kept before the store starts anew: about 30 MB for vectors of 96 floats, most of a book's words.
const MOST_FORMS: usize = 8192;

#[derive(Debug)]
pub(crate) struct Embedding {
    pub(crate) tables: Vec<Table>,
    pub(crate) mix: Packed,
    pub(crate) gain: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    /// The first window layer, its three parts side by side: `[left, middle, right][piece][width]`, no bias.
    pub(crate) first: Packed,
}

/// A hashed table of one attribute.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) attr: Attr,
    pub(crate) seed: u32,
    pub(crate) rows: u32,
    pub(crate) vectors: Vec<f32>,
}

/// What is known of forms met before. Bounded; the answers never depend on what it holds.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    /// Places in `keys` plus one, by hash; 0 is free.
    slots: Vec<u32>,
    keys: Vec<[u64; MOST_ATTRS]>,
    vectors: Vec<f32>,
    parts: Vec<f32>,
    /// Summed rows of the forms that are new, reused.
    rows: Vec<f32>,
}

impl Embedding {
    pub(crate) fn width(&self) -> usize {
        self.gain.len()
    }

    /// Floats that a form adds to each of the three places of the first layer.
    fn part(&self) -> usize {
        self.first.width() / 3
    }

    /// Room for as many tokens' forms; to be called before their [`Embedding::find`], which keep their places until
    /// the next call.
    pub(crate) fn make_room(&self, forms: &mut Forms, tokens: usize) {
        if forms.slots.is_empty() || forms.keys.len() + tokens > MOST_FORMS {
            forms.slots.clear();
            forms.slots.resize(4 * MOST_FORMS, 0);
            forms.keys.clear();
            forms.vectors.clear();
            forms.parts.clear();
        }
    }

    /// The places of the tokens' forms in the store; new ones are computed together.
    pub(crate) fn find(&self, kernels: Kernels, forms: &mut Forms, tokens: &[Features], places: &mut Vec<u32>) {
        let known = forms.keys.len();
        for token in tokens {
            let mut key = [0; MOST_ATTRS];
            for (value, table) in key.iter_mut().zip(&self.tables) {
                *value = token.get(table.attr);
            }
            places.push(forms.place(key));
        }
        self.fill(kernels, forms, known);
    }

    /// Computes the vectors of all forms from `known` on.
    fn fill(&self, kernels: Kernels, forms: &mut Forms, known: usize) {
        let (width, new) = (self.width(), forms.keys.len() - known);
        let input = self.tables.len() * width;
        forms.rows.resize(new * input, 0.0);
        for (key, row) in forms.keys[known..].iter().zip(forms.rows.chunks_exact_mut(input)) {
            for ((&value, table), part) in key.iter().zip(&self.tables).zip(row.chunks_exact_mut(width)) {
                table.sum(value, part);
            }
        }
        forms.vectors.resize(forms.keys.len() * width, 0.0);
        let vectors = &mut forms.vectors[known * width..];
        kernels.maxout(&forms.rows, input, new, &self.mix, vectors);
        kernels.norm(vectors, &self.gain, &self.bias, None);
        let parts = self.first.width();
        forms.parts.resize(forms.keys.len() * parts, 0.0);
        kernels.affine(vectors, width, new, &self.first, &mut forms.parts[known * parts..]);
    }

    /// A form's vector.
    pub(crate) fn vector<'f>(&self, forms: &'f Forms, place: u32) -> &'f [f32] {
        &forms.vectors[place as usize * self.width()..][..self.width()]
    }

    /// What a form adds to the first layer as the left (0), middle (1) or right (2) word of a window.
    pub(crate) fn window_part<'f>(&self, forms: &'f Forms, place: u32, position: usize) -> &'f [f32] {
        &forms.parts[place as usize * self.first.width() + position * self.part()..][..self.part()]
    }
}

impl Table {
    /// Sums the four rows of a value.
    fn sum(&self, value: u64, output: &mut [f32]) {
        let row = |key: u32| &self.vectors[(key % self.rows) as usize * output.len()..][..output.len()];
        let [a, b, c, d] = embed_keys(value, self.seed).map(row);
        for (at, sum) in output.iter_mut().enumerate() {
            *sum = a[at] + b[at] + c[at] + d[at];
        }
    }
}

impl Forms {
    /// The place of a form, a new one at the end.
    fn place(&mut self, key: [u64; MOST_ATTRS]) -> u32 {
        let hash =
            key.iter().fold(0u64, |hash, &value| (hash.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> 40) as usize & mask;
        loop {
            match self.slots[slot] {
                0 => {
                    self.keys.push(key);
                    self.slots[slot] = self.keys.len() as u32;
                    return self.keys.len() as u32 - 1;
                }
                place if self.keys[place as usize - 1] == key => return place - 1,
                _ => slot = (slot + 1) & mask,
            }
        }
    }
}
