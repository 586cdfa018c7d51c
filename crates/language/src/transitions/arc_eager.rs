//! The dependency parser's moves: spaCy's arc-eager system with unshift and sentence breaks.
//!
//! | move | needs | does |
//! |---|---|---|
//! | shift | a word that was not put back | puts the next word on the stack |
//! | reduce | a stack | takes the top off; puts it back in front of the next word if it has no head and is not alone |
//! | left arc | stack, next word | makes the next word the top's head, takes the top off |
//! | right arc | stack, next word | makes the top the next word's head, puts the word on the stack |
//! | break | two words | starts a sentence at the second |

use super::moves::{Move, check_actions};
use crate::neural::params::ModelError;

/// How many words a state is seen as.
pub(crate) const ROLES: usize = 8;

const SHIFT: u8 = 0;
const REDUCE: u8 = 1;
const LEFT: u8 = 2;
const RIGHT: u8 = 3;
const BREAK: u8 = 4;

/// Arcs of this label join parts of a word: only from neighbour to neighbour.
const SUBTOKEN: &str = "subtok";

#[derive(Debug)]
pub(crate) struct ArcEager {
    moves: Vec<Move>,
}

/// A text half parsed. Words are numbers; -1 is none.
#[derive(Debug, Default)]
pub(crate) struct State {
    length: i32,
    /// The next word that was never shifted.
    next: i32,
    stack: Vec<i32>,
    /// Words put back, the first last.
    put_back: Vec<i32>,
    heads: Vec<i32>,
    labels: Vec<&'static str>,
    /// The last child to the left of each word, and to its right.
    left_child: Vec<i32>,
    right_child: Vec<i32>,
    /// The right child that a word's head had before it.
    earlier_sibling: Vec<i32>,
    was_put_back: Vec<bool>,
    starts_sentence: Vec<bool>,
}

impl ArcEager {
    pub(crate) fn new(moves: Vec<Move>) -> Result<Self, ModelError> {
        check_actions(&moves, BREAK, "the parser")?;
        Ok(Self { moves })
    }

    pub(crate) fn classes(&self) -> usize {
        self.moves.len()
    }

    /// Takes the best move that is allowed; ends the parse where none is.
    pub(crate) fn step(&self, state: &mut State, scores: &[f32]) {
        let allowed = state.allowed();
        let adjacent = state.buffer(0) == state.stack(0) + 1;
        let mut best: Option<(f32, Move)> = None;
        for (&candidate, &score) in self.moves.iter().zip(scores) {
            let fits = allowed[candidate.action as usize] && (adjacent || !is_subtoken_arc(candidate));
            if fits && best.is_none_or(|(found, _)| score > found) {
                best = Some((score, candidate));
            }
        }
        match best {
            Some((_, chosen)) => state.take(chosen),
            None => state.give_up(),
        }
    }
}

fn is_subtoken_arc(candidate: Move) -> bool {
    matches!(candidate.action, LEFT | RIGHT) && candidate.label == SUBTOKEN
}

impl State {
    /// Starts a text of so many words.
    pub(crate) fn start(&mut self, length: usize) {
        self.length = length as i32;
        self.next = 0;
        self.stack.clear();
        self.put_back.clear();
        for links in [&mut self.heads, &mut self.left_child, &mut self.right_child, &mut self.earlier_sibling] {
            links.clear();
            links.resize(length, -1);
        }
        self.labels.clear();
        self.labels.resize(length, "");
        for marks in [&mut self.was_put_back, &mut self.starts_sentence] {
            marks.clear();
            marks.resize(length, false);
        }
    }

    /// Lets a sentence begin at a word, whatever the network would have: spaCy does so of what has `is_sent_start` before it parses.
    pub(crate) fn begin_sentence(&mut self, word: usize) {
        if let Some(starts) = self.starts_sentence.get_mut(word) {
            *starts = true;
        }
    }

    pub(crate) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    /// The state as the network sees it.
    pub(crate) fn words(&self) -> [i32; ROLES] {
        let (next, top) = (self.buffer(0), self.stack(0));
        let child = |children: &[i32], word: i32| if word < 0 { -1 } else { children[word as usize] };
        [
            next,
            self.buffer(1),
            top,
            self.stack(1),
            self.stack(2),
            child(&self.left_child, next),
            child(&self.left_child, top),
            child(&self.right_child, top),
        ]
    }

    /// The head and label of a word, where it has one.
    pub(crate) fn arc(&self, word: usize) -> Option<(usize, &'static str)> {
        let head = self.heads[word];
        (head >= 0).then(|| (head as usize, self.labels[word]))
    }

    fn stack(&self, depth: usize) -> i32 {
        self.stack.len().checked_sub(depth + 1).map_or(-1, |at| self.stack[at])
    }

    fn buffer(&self, ahead: usize) -> i32 {
        match self.put_back.len().checked_sub(ahead + 1) {
            Some(at) => self.put_back[at],
            None => {
                let word = self.next + (ahead - self.put_back.len()) as i32;
                if word < self.length { word } else { -1 }
            }
        }
    }

    fn buffer_length(&self) -> usize {
        (self.length - self.next) as usize + self.put_back.len()
    }

    /// Which actions are allowed, by their numbers.
    fn allowed(&self) -> [bool; 5] {
        let (stack, buffer) = (self.stack.len(), self.buffer_length());
        let next = self.buffer(0);
        let starts = |word: i32| word >= 0 && self.starts_sentence[word as usize];
        let arc = stack > 0 && buffer > 0 && !starts(next);
        let shift = stack == 0 || (buffer >= 2 && !starts(next) && !self.was_put_back[next as usize]);
        let second = self.buffer(1);
        let breaks = buffer >= 2 && second == next + 1 && !starts(second);
        let mut allowed = [false; 5];
        allowed[SHIFT as usize] = shift;
        allowed[REDUCE as usize] = stack > 0;
        allowed[LEFT as usize] = arc;
        allowed[RIGHT as usize] = arc;
        allowed[BREAK as usize] = breaks;
        allowed
    }

    fn take(&mut self, chosen: Move) {
        match chosen.action {
            SHIFT => self.push(),
            REDUCE => self.reduce(),
            LEFT => {
                let (head, child) = (self.buffer(0), self.stack(0));
                self.add_arc(head, child, chosen.label);
                self.was_put_back[head as usize] = false;
                self.stack.pop();
            }
            RIGHT => {
                self.add_arc(self.stack(0), self.buffer(0), chosen.label);
                self.push();
            }
            _ => {
                let second = self.buffer(1);
                self.starts_sentence[second as usize] = true;
            }
        }
    }

    fn push(&mut self) {
        let word = self.put_back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    fn reduce(&mut self) {
        let Some(top) = self.stack.pop() else { return };
        if self.heads[top as usize] < 0 && !self.stack.is_empty() {
            self.was_put_back[top as usize] = true;
            self.put_back.push(top);
        }
    }

    fn add_arc(&mut self, head: i32, child: i32, label: &'static str) {
        let old = self.heads[child as usize];
        // Only the top of the stack changes its head, and it is the last right child of the one below.
        if old >= 0 && old < child && self.right_child[old as usize] == child {
            self.right_child[old as usize] = self.earlier_sibling[child as usize];
        }
        if head > child {
            self.left_child[head as usize] = child;
        } else {
            self.earlier_sibling[child as usize] = self.right_child[head as usize];
            self.right_child[head as usize] = child;
        }
        self.heads[child as usize] = head;
        self.labels[child as usize] = label;
    }

    fn give_up(&mut self) {
        self.stack.clear();
        self.put_back.clear();
        self.next = self.length;
    }
}
