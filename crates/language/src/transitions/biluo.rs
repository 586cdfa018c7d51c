//! The entity recogniser's moves: a word begins an entity, goes on in it, is its last, is one alone, or is in none.

use super::moves::{Move, check_actions};
use crate::doc::Iob;
use crate::neural::params::ModelError;

/// How many words a state is seen as.
pub(crate) const ROLES: usize = 3;

const BEGIN: u8 = 1;
const IN: u8 = 2;
const LAST: u8 = 3;
const UNIT: u8 = 4;
const OUT: u8 = 5;

#[derive(Debug)]
pub(crate) struct Biluo {
    moves: Vec<Move>,
}

/// What the recogniser must know of a word beside the network's view.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) is_space: bool,
    pub(crate) starts_sentence: bool,
}

/// A text half read.
#[derive(Debug, Default)]
pub(crate) struct State {
    next: usize,
    /// The open entity: its first word and label.
    open: Option<(usize, &'static str)>,
}

impl Biluo {
    pub(crate) fn new(mut moves: Vec<Move>) -> Result<Self, ModelError> {
        // spaCy adds no class for these.
        moves.retain(|known| known.action != 0 && (known.action != OUT || known.label.is_empty()));
        check_actions(&moves, OUT, "the recogniser")?;
        Ok(Self { moves })
    }

    pub(crate) fn classes(&self) -> usize {
        self.moves.len()
    }

    /// Takes the best move that is allowed for the next word and says what it makes of the word. `words` holds the next
    /// word and those after it. `None` where no move is allowed.
    pub(crate) fn step(&self, state: &mut State, words: &[Word], scores: &[f32]) -> Option<(Iob, &'static str)> {
        let may_go_on = words.get(1).is_some_and(|after| !after.starts_sentence);
        let is_space = words.first().is_some_and(|word| word.is_space);
        let mut best: Option<(f32, Move)> = None;
        for (&candidate, &score) in self.moves.iter().zip(scores) {
            let allowed = match (candidate.action, state.open) {
                (OUT, open) => open.is_none(),
                _ if candidate.label.is_empty() => false,
                (BEGIN, open) => open.is_none() && may_go_on && !is_space,
                (IN, open) => may_go_on && open.is_some_and(|(_, label)| label == candidate.label),
                (LAST, open) => open.is_some_and(|(_, label)| label == candidate.label),
                (UNIT, open) => open.is_none() && !is_space,
                _ => false,
            };
            if allowed && best.is_none_or(|(found, _)| score > found) {
                best = Some((score, candidate));
            }
        }
        let (_, chosen) = best?;
        let at = state.next;
        state.next += 1;
        let told = match chosen.action {
            BEGIN | UNIT => (Iob::Begin, chosen.label),
            IN | LAST => (Iob::Inside, chosen.label),
            _ => (Iob::Outside, ""),
        };
        state.open = match chosen.action {
            BEGIN => Some((at, chosen.label)),
            IN => state.open,
            _ => None,
        };
        Some(told)
    }
}

impl State {
    /// The state as the network sees it: the next word, the open entity's first, the word before.
    pub(crate) fn words(&self) -> [i32; ROLES] {
        let next = self.next as i32;
        match self.open {
            Some((first, _)) => [next, first as i32, next - 1],
            None => [next, -1, -1],
        }
    }

    /// Where the open entity starts, if one is open.
    pub(crate) fn open(&self) -> Option<usize> {
        self.open.map(|(first, _)| first)
    }
}
