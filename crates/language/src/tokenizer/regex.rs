//! `re.match`, `re.search` and `re.finditer` of Python.

use std::ops::Range;

use super::dfa::Automaton;
use super::parse::Node;
use super::program::{Program, Step};
use super::sets::{ClassId, Classes};
use super::trail::Trail;

/// A compiled expression. Its texts are rows of classes of characters.
pub(super) struct Regex {
    program: Program,
    /// For an expression that matches only at the end: the way to find where, from there.
    reversed: Option<Program>,
    only_at_start: bool,
    looks_around: bool,
    /// Symbols that a match may begin before, elsewhere than at the start.
    may_begin: Vec<bool>,
}

/// What runs of an expression leave to be used again.
pub(super) struct Memory {
    automaton: Automaton,
    reversed: Option<Automaton>,
    starts: Vec<usize>,
    trail: Trail,
}

/// How many places that a match may begin at to keep memory for.
const USUAL: usize = 1 << 10;

impl Regex {
    pub(super) fn new(node: &Node, classes: &Classes, line_feed: ClassId) -> Result<Regex, String> {
        let program = Program::new(node, classes, line_feed)?;
        let only_at_start = is_at_start(node);
        let reversed = match !only_at_start && is_at_end(node) {
            true => Some(Program::reversed(node, classes, line_feed)?),
            false => None,
        };
        let mut may_begin = Vec::new();
        if !only_at_start && reversed.is_none() {
            let mut automaton = Automaton::new(&program);
            may_begin.extend((0..program.width + 2).map(|symbol| automaton.may_begin(&program, symbol)));
        }
        let looks_around = program.steps.iter().any(|step| matches!(step, Step::If(_)));
        Ok(Regex { program, reversed, only_at_start, looks_around, may_begin })
    }

    pub(super) fn memory(&self) -> Memory {
        Memory {
            automaton: Automaton::new(&self.program),
            reversed: self.reversed.as_ref().map(Automaton::new),
            starts: Vec::new(),
            trail: Trail::default(),
        }
    }

    /// `re.match`: whether a match begins at the start.
    pub(super) fn matches(&self, memory: &mut Memory, text: &[ClassId]) -> bool {
        memory.automaton.matches(&self.program, text)
    }

    /// To be called before [`Regex::matches_again`] runs over another text, of so many characters.
    pub(super) fn begin(&self, memory: &mut Memory, length: usize) {
        memory.trail.begin(&memory.automaton, length);
    }

    /// [`Regex::matches`] for a range of a text; no later range may reach beyond an earlier one.
    pub(super) fn matches_again(&self, memory: &mut Memory, text: &[ClassId], range: Range<usize>) -> bool {
        if self.looks_around {
            return self.matches(memory, &text[range]);
        }
        memory.automaton.matches_again(&self.program, text, range, &mut memory.trail)
    }

    /// `re.search`: where the first match begins and ends.
    pub(super) fn search(&self, memory: &mut Memory, text: &[ClassId]) -> Option<(usize, usize)> {
        match (&self.reversed, &mut memory.reversed) {
            (Some(reversed), Some(automaton)) => {
                memory.starts.clear();
                memory.starts.shrink_to(USUAL);
                automaton.matches_back(reversed, text, text.len(), &mut memory.starts);
                if text.last() == Some(&self.program.line_feed) {
                    automaton.matches_back(reversed, text, text.len() - 1, &mut memory.starts);
                    memory.starts.sort_unstable_by(|a, b| b.cmp(a));
                }
                let starts = memory.starts.iter().rev();
                let automaton = &mut memory.automaton;
                starts.filter_map(|&start| Some((start, automaton.match_at(&self.program, text, start, false)?))).next()
            }
            _ => self.search_from(memory, text, 0, false),
        }
    }

    /// The first match from a place on; one that isn't empty at just that place, if `not_empty_here`.
    fn search_from(
        &self,
        memory: &mut Memory,
        text: &[ClassId],
        from: usize,
        not_empty_here: bool,
    ) -> Option<(usize, usize)> {
        let last = if self.only_at_start { 0 } else { text.len() };
        for start in from..=last {
            if start > 0 && !self.may_begin_at(text, start) {
                continue;
            }
            let not_empty = not_empty_here && start == from;
            if let Some(end) = memory.automaton.match_at(&self.program, text, start, not_empty) {
                return Some((start, end));
            }
        }
        None
    }

    fn may_begin_at(&self, text: &[ClassId], start: usize) -> bool {
        let symbol = match text.get(start) {
            None => self.program.width,
            Some(&class) if start + 1 == text.len() && class == self.program.line_feed => self.program.width + 1,
            Some(&class) => usize::from(self.program.symbols[usize::from(class)]),
        };
        self.may_begin.get(symbol).copied().unwrap_or(true)
    }

    /// `re.finditer`: each match after the end of the one before. An empty one may stand at the end of one before that
    /// isn't empty.
    pub(super) fn find_all(&self, memory: &mut Memory, text: &[ClassId], mut found: impl FnMut(usize, usize)) {
        let mut from = 0;
        let mut not_empty_here = false;
        while let Some((start, end)) = self.search_from(memory, text, from, not_empty_here) {
            found(start, end);
            from = end;
            not_empty_here = start == end;
        }
    }
}

/// Whether an expression matches only at the start of a text.
fn is_at_start(node: &Node) -> bool {
    match node {
        Node::Start => true,
        Node::All(parts) => {
            let first = parts.iter().find(|part| !matches!(part, Node::Look { .. } | Node::End));
            first.is_some_and(is_at_start)
        }
        Node::Any(parts) => parts.iter().all(is_at_start),
        Node::Repeat { node, least, .. } => *least > 0 && is_at_start(node),
        Node::Set(_) | Node::End | Node::Look { .. } => false,
    }
}

/// Whether an expression matches only at the end of a text.
fn is_at_end(node: &Node) -> bool {
    match node {
        Node::End => true,
        Node::All(parts) => {
            let last = parts.iter().rev().find(|part| !matches!(part, Node::Look { .. } | Node::Start));
            last.is_some_and(is_at_end)
        }
        Node::Any(parts) => parts.iter().all(is_at_end),
        Node::Repeat { node, least, .. } => *least > 0 && is_at_end(node),
        Node::Set(_) | Node::Start | Node::Look { .. } => false,
    }
}
