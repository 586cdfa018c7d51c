//! Scores a transition system's moves.
//!
//! A state is seen as a few words (the next one, the top of the stack…). What each word adds to the hidden layer in each
//! of these roles is computed once per word; a state's hidden layer is a sum of such rows.

use super::kernels::{GROUP, Kernels, Packed};
use super::params::{ModelError, Node, ThincModel};

/// Words whose rows are kept: more than a sentence. Older ones are computed again when a state reaches back to them.
const KEPT: usize = 256;

/// Older words whose rows are kept once they were computed again: twice as many as one state can ask for. A text of
/// nothing but opening brackets puts each on the stack and comes back to each, over many states.
const KEPT_AGAIN: usize = 2 * MOST_ROLES;

/// Words whose rows are computed together.
const BATCH: usize = 64;

/// Most words that a state is seen as.
pub(crate) const MOST_ROLES: usize = 8;

#[derive(Debug)]
pub(crate) struct Scorer {
    /// From the encoder's vectors to the hidden width.
    linear: Packed,
    /// What a word adds: `[role][piece][hidden]`.
    lower: Packed,
    /// What a missing word adds, laid out the same.
    missing: Vec<f32>,
    /// `[piece][hidden]`
    bias: Vec<f32>,
    upper: Packed,
    hidden: usize,
    roles: usize,
    classes: usize,
}

/// The words of one text as the scorer sees them, and room to work in.
#[derive(Debug, Default)]
pub(crate) struct ScorerRoom {
    /// A vector of the hidden width for each word.
    words: Vec<f32>,
    /// Rows of the last words, each at its number modulo [`KEPT`].
    rows: Vec<f32>,
    /// Words whose rows were computed: all below.
    ready: usize,
    /// Rows computed again, each at its place in `old_words`.
    again: Vec<f32>,
    old_words: [OldWord; KEPT_AGAIN],
    /// How many states were scored.
    scored: u64,
    hidden: Vec<f32>,
    scores: Vec<f32>,
}

/// A word whose row was computed again, and the last state that asked for it.
#[derive(Clone, Copy, Debug, Default)]
struct OldWord {
    /// `None` at the start of a text.
    word: Option<i32>,
    asked: u64,
}

impl ScorerRoom {
    /// Is the word's row no longer in the store?
    fn is_old(&self, word: i32) -> bool {
        word >= 0 && word as usize + KEPT < self.ready
    }

    /// Where an old word's row lies, if it was computed again.
    fn place_of(&self, word: i32) -> Option<usize> {
        self.old_words.iter().position(|old| old.word == Some(word))
    }

    /// The place that was asked for least lately; never one of the state being scored.
    fn oldest_place(&self) -> usize {
        (0..KEPT_AGAIN).min_by_key(|place| self.old_words[*place].asked).unwrap_or_default()
    }
}

impl Scorer {
    /// Reads the layers after the encoder from a parser's `model` file; a state must be seen as `roles` words.
    pub(crate) fn read(model: &ThincModel<'_>, width: usize, roles: usize) -> Result<Self, ModelError> {
        let node = model.only("precomputable_affine")?;
        let ([found_roles, hidden, pieces, inputs], weights) = node.array::<4>("W")?;
        let ([_, _], bias) = node.array::<2>("b")?;
        let ([_, _, _, _], missing) = node.array::<4>("pad")?;
        if found_roles != roles {
            let what =
                format!("states of {found_roles} words can't be run, only of {roles} (extra_state_tokens = false)");
            return Err(ModelError::Unsupported(what));
        }
        if !hidden.is_multiple_of(GROUP) || hidden == 0 || pieces < 2 {
            let what =
                format!("a hidden layer of {hidden} with {pieces} pieces: only multiples of {GROUP}, 2 pieces or more");
            return Err(ModelError::Unsupported(what));
        }
        if bias.len() != hidden * pieces || missing.len() != roles * hidden * pieces {
            return Err(ModelError::Malformed("a hidden layer's bias and padding".into()));
        }
        let linears: Vec<&Node<'_>> = model.named("linear").collect();
        let [upper, linear] = linears.as_slice() else {
            return Err(ModelError::Unsupported("a parser without an upper layer (use_upper = false)".into()));
        };
        let (linear, linear_outputs) =
            affine(linear, width, |columns, inputs, weight, bias| Packed::affine(columns, inputs, weight, bias))?;
        let (upper, classes) = affine(upper, hidden, |columns, inputs, weight, bias| {
            Packed::affine_of_one(columns, inputs, weight, bias)
        })?;
        if linear_outputs != inputs || linear.width() != inputs {
            return Err(ModelError::Unsupported(format!("a hidden layer over vectors of width {inputs}")));
        }
        // From [role][hidden][piece] to [role][piece][hidden], so that pieces lie in vectors of their own.
        let old = |at: usize| {
            let (role, piece, unit) = (at / (hidden * pieces), at / hidden % pieces, at % hidden);
            (role * hidden + unit) * pieces + piece
        };
        let lower =
            Packed::affine(roles * pieces * hidden, inputs, |at, input| weights[old(at) * inputs + input], |_| 0.0);
        if lower.width() != roles * pieces * hidden {
            return Err(ModelError::Unsupported(format!("a hidden layer of {hidden} with {pieces} pieces")));
        }
        let missing = (0..missing.len()).map(|at| missing[old(at)]).collect();
        let bias = (0..bias.len()).map(|at| bias[old(at)]).collect();
        Ok(Self { linear, lower, missing, bias, upper, hidden, roles, classes })
    }

    pub(crate) fn classes(&self) -> usize {
        self.classes
    }

    /// Starts a text.
    pub(crate) fn start(&self, room: &mut ScorerRoom) {
        room.words.clear();
        room.ready = 0;
        room.rows.resize(KEPT * self.lower.width(), 0.0);
        room.again.resize(KEPT_AGAIN * self.lower.width(), 0.0);
        room.old_words = [OldWord::default(); KEPT_AGAIN];
        room.scored = 0;
        room.hidden.resize(self.hidden, 0.0);
        room.scores.resize(self.upper.width(), 0.0);
    }

    /// Takes the next words' vectors, as the encoder gives them.
    pub(crate) fn push(&self, kernels: Kernels, vectors: &[f32], room: &mut ScorerRoom) {
        let (inputs, width) = (self.linear.inputs(), self.linear.width());
        let (rows, start) = (vectors.len() / inputs, room.words.len());
        room.words.resize(start + rows * width, 0.0);
        kernels.affine(vectors, inputs, rows, &self.linear, &mut room.words[start..]);
    }

    /// Scores of all moves in a state, seen as words by number, -1 for none.
    pub(crate) fn score<'r>(&self, kernels: Kernels, state: &[i32], room: &'r mut ScorerRoom) -> &'r [f32] {
        debug_assert_eq!(state.len(), self.roles);
        let newest = state.iter().copied().max().unwrap_or(-1);
        self.make_ready(kernels, (newest + 1) as usize, room);
        room.scored += 1;
        let mut places = [0; MOST_ROLES];
        for (place, &word) in places.iter_mut().zip(state) {
            if room.is_old(word) {
                *place = self.place_of_old(kernels, word, room);
            }
        }
        let (part, width) = (self.part(), self.lower.width());
        let mut rows = [self.bias.as_slice(); MOST_ROLES];
        for (role, (row, &word)) in rows.iter_mut().zip(state).enumerate() {
            *row = match word {
                ..0 => &self.missing[role * part..][..part],
                _ if room.is_old(word) => &room.again[places[role] * width + role * part..][..part],
                _ => &room.rows[word as usize % KEPT * width + role * part..][..part],
            };
        }
        kernels.greatest_of_sums(&rows[..self.roles], &self.bias, &mut room.hidden);
        kernels.affine(&room.hidden, self.hidden, 1, &self.upper, &mut room.scores);
        &room.scores[..self.classes]
    }

    /// Floats that a word adds in one role.
    fn part(&self) -> usize {
        self.bias.len()
    }

    /// Computes rows until those of `count` words are there.
    fn make_ready(&self, kernels: Kernels, count: usize, room: &mut ScorerRoom) {
        let (inputs, width) = (self.lower.inputs(), self.lower.width());
        while room.ready < count {
            // Batches start at multiples of their size, so that none wraps around the end of the store.
            let batch = (room.words.len() / inputs - room.ready).min(BATCH);
            let words = &room.words[room.ready * inputs..];
            let rows = &mut room.rows[room.ready % KEPT * width..][..batch * width];
            kernels.affine(words, inputs, batch, &self.lower, rows);
            room.ready += batch;
        }
    }

    /// Where the row of an old word lies, computed again if need be.
    fn place_of_old(&self, kernels: Kernels, word: i32, room: &mut ScorerRoom) -> usize {
        let place = room.place_of(word).unwrap_or_else(|| {
            let place = room.oldest_place();
            let (inputs, width) = (self.lower.inputs(), self.lower.width());
            let row = &mut room.again[place * width..][..width];
            kernels.affine(&room.words[word as usize * inputs..], inputs, 1, &self.lower, row);
            place
        });
        room.old_words[place] = OldWord { word: Some(word), asked: room.scored };
        place
    }
}

/// A linear layer over vectors of some width, packed, and how many outputs it has.
fn affine(
    node: &Node<'_>,
    width: usize,
    pack: impl Fn(usize, usize, &dyn Fn(usize, usize) -> f32, &dyn Fn(usize) -> f32) -> Packed,
) -> Result<(Packed, usize), ModelError> {
    let ([outputs, inputs], weights) = node.array::<2>("W")?;
    let ([biases], bias) = node.array::<1>("b")?;
    if inputs != width || biases != outputs || outputs == 0 {
        return Err(ModelError::Malformed(format!("a linear layer over vectors of width {width}")));
    }
    let packed = pack(outputs, inputs, &|column, input| weights[column * inputs + input], &|column| bias[column]);
    Ok((packed, outputs))
}
