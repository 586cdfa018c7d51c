//! Embedding and encoder together: a text's words into one vector each.

use super::embedding::{Embedding, Forms, MOST_ATTRS, Table};
use super::encoder::{Encoder, Norm, Rooms};
use super::kernels::{GROUP, Kernels, Packed};
use super::params::{ModelError, Node, ThincModel, text};
use crate::lexeme::{Attr, Features};

/// Words encoded at a time: their vectors stay in the second-level cache.
const BLOCK: usize = 256;

#[derive(Debug)]
pub(crate) struct Tok2Vec {
    embedding: Embedding,
    encoder: Encoder,
}

/// Room to work in, reused from text to text.
#[derive(Debug, Default)]
pub(crate) struct Tok2VecRoom {
    forms: Forms,
    found: Vec<u32>,
    places: Vec<Option<u32>>,
    rooms: Rooms,
}

impl Tok2Vec {
    /// Reads the network from a `model` file that holds it (alone or among others).
    pub(crate) fn read(model: &ThincModel<'_>) -> Result<Self, ModelError> {
        let attrs = attrs(model)?;
        let norms: Vec<Norm> = model.named("layernorm").map(norm).collect::<Result<_, _>>()?;
        let maxouts: Vec<Maxout> = model.named("maxout").map(maxout).collect::<Result<_, _>>()?;
        let mut tables = Vec::new();
        for (node, attr) in model.named("hashembed").zip(attrs) {
            let ([rows, width], vectors) = node.array::<2>("E")?;
            tables.push((width, Table { attr, seed: node.number("seed")? as u32, rows: rows as u32, vectors }));
        }
        let width = tables.first().map_or(0, |&(width, _)| width);
        check(&tables, &maxouts, &norms, width)?;
        check_windows(model, maxouts.len() - 1)?;
        let mut norms = norms.into_iter();
        let Some(Norm { gain, bias }) = norms.next() else { return Err(ModelError::Malformed("layernorm".into())) };
        let first = &maxouts[1];
        let pieces = first.pieces;
        let embedding = Embedding {
            tables: tables.into_iter().map(|(_, table)| table).collect(),
            mix: maxouts[0].packed(),
            gain,
            bias,
            first: Packed::affine(
                3 * pieces * width,
                width,
                |column, input| {
                    let (position, piece, output) = (column / width / pieces, column / width % pieces, column % width);
                    first.weight(output, piece, position * width + input)
                },
                |_| 0.0,
            ),
        };
        if embedding.first.width() != 3 * pieces * width {
            return Err(ModelError::Unsupported(format!("an encoder of width {width} with {pieces} pieces")));
        }
        let first_bias = (0..pieces * width).map(|at| first.bias[at % width * pieces + at / width]).collect();
        let encoder =
            Encoder { first_bias, norms: norms.collect(), layers: maxouts[2..].iter().map(Maxout::packed).collect() };
        Ok(Self { embedding, encoder })
    }

    pub(crate) fn width(&self) -> usize {
        self.embedding.width()
    }

    /// Floating-point operations of the window layers for one word.
    pub(crate) fn operations(&self) -> usize {
        self.encoder.layers.iter().map(Packed::operations).sum()
    }

    /// Encodes a text and gives each block's vectors to `take`, in order.
    pub(crate) fn encode(
        &self,
        kernels: Kernels,
        words: &[Features],
        room: &mut Tok2VecRoom,
        mut take: impl FnMut(&[f32]),
    ) {
        let blocks = words.len().div_ceil(BLOCK);
        let size = if blocks == 0 { return } else { words.len().div_ceil(blocks) };
        let reach = self.encoder.reach();
        for start in (0..words.len()).step_by(size) {
            let block = start..(start + size).min(words.len());
            let seen = block.start.saturating_sub(reach)..(block.end + reach).min(words.len());
            self.embedding.make_room(&mut room.forms, seen.len());
            room.found.clear();
            self.embedding.find(kernels, &mut room.forms, &words[seen.clone()], &mut room.found);
            room.places.clear();
            room.places.resize(reach - (block.start - seen.start), None);
            room.places.extend(room.found.iter().map(|&place| Some(place)));
            room.places.resize(block.len() + 2 * reach, None);
            let vectors = self.encoder.encode(kernels, &self.embedding, &room.forms, &room.places, &mut room.rooms);
            take(vectors);
        }
    }
}

/// A maxout layer as the file gives it.
struct Maxout {
    outputs: usize,
    pieces: usize,
    inputs: usize,
    /// `[output][piece][input]`
    weights: Vec<f32>,
    /// `[output][piece]`
    bias: Vec<f32>,
}

impl Maxout {
    fn weight(&self, output: usize, piece: usize, input: usize) -> f32 {
        self.weights[(output * self.pieces + piece) * self.inputs + input]
    }

    fn packed(&self) -> Packed {
        Packed::maxout(
            self.outputs,
            self.pieces,
            self.inputs,
            |(output, piece), input| self.weight(output, piece, input),
            |(output, piece)| self.bias[output * self.pieces + piece],
        )
    }
}

fn maxout(node: &Node<'_>) -> Result<Maxout, ModelError> {
    let ([outputs, pieces, inputs], weights) = node.array::<3>("W")?;
    let (shape, bias) = node.array::<2>("b")?;
    if shape != [outputs, pieces] {
        return Err(ModelError::Malformed("the bias of a maxout layer".into()));
    }
    Ok(Maxout { outputs, pieces, inputs, weights, bias })
}

fn norm(node: &Node<'_>) -> Result<Norm, ModelError> {
    let ([width], gain) = node.array::<1>("G")?;
    let ([_], bias) = node.array::<1>("b")?;
    if bias.len() == width { Ok(Norm { gain, bias }) } else { Err(ModelError::Malformed("a layer norm's bias".into())) }
}

fn attrs(model: &ThincModel<'_>) -> Result<Vec<Attr>, ModelError> {
    let columns = model.only("extract_features")?.attr("columns");
    let Some(rmpv::ValueRef::Array(columns)) = columns else {
        return Err(ModelError::Malformed("the columns of extract_features".into()));
    };
    let attr = |column: &rmpv::ValueRef<'_>| {
        let name = text(column).unwrap_or_default();
        Attr::from_name(name)
            .ok_or_else(|| ModelError::Unsupported(format!("embeddings of the attribute {name:?} can't be run")))
    };
    columns.iter().map(attr).collect()
}

fn check(tables: &[(usize, Table)], maxouts: &[Maxout], norms: &[Norm], width: usize) -> Result<(), ModelError> {
    let malformed = |what: &str| Err(ModelError::Malformed(what.to_owned()));
    if tables.is_empty() || tables.len() > MOST_ATTRS {
        return Err(ModelError::Unsupported(format!(
            "{} embedding tables; 1 to {MOST_ATTRS} can be run",
            tables.len()
        )));
    }
    if !width.is_multiple_of(GROUP) || width == 0 {
        return Err(ModelError::Unsupported(format!("its width {width} is no multiple of {GROUP}")));
    }
    if tables.iter().any(|(other, table)| *other != width || table.rows == 0) {
        return malformed("tables of one width");
    }
    if maxouts.len() < 2 || maxouts.len() != norms.len() || norms.iter().any(|norm| norm.gain.len() != width) {
        return malformed("a maxout layer with a layer norm for the embedding and for each window layer");
    }
    if maxouts[0].inputs != tables.len() * width || maxouts.iter().any(|layer| layer.outputs != width) {
        return malformed("layers that fit together");
    }
    if maxouts.iter().any(|layer| !(1..=8).contains(&layer.pieces)) {
        return Err(ModelError::Unsupported("a maxout layer with more than 8 pieces".into()));
    }
    if maxouts[1..].iter().any(|layer| layer.inputs != 3 * width) {
        return Err(ModelError::Unsupported("a window of more than one word to each side".into()));
    }
    Ok(())
}

/// The windows must be of one word to each side, and as many rows of zeros around the text as there are layers.
fn check_windows(model: &ThincModel<'_>, depth: usize) -> Result<(), ModelError> {
    let mut windows = 0;
    for node in model.named("expand_window") {
        windows += 1;
        if node.number("window_size")? != 1 {
            return Err(ModelError::Unsupported("a window of more than one word to each side".into()));
        }
    }
    if windows == depth { Ok(()) } else { Err(ModelError::Malformed("a window for each layer of the encoder".into())) }
}
