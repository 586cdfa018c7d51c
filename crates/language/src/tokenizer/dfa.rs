//! Runs programs as deterministic automata whose states are made when a text first comes to them.
//!
//! A state is the list of steps at which the program may stand, the preferred first, as in Pike's machine. Conditions
//! on the neighbourhood (lookarounds) are worked out only in states that ask for them.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::program::{Program, Step};
use super::sets::ClassId;
use crate::hash::Murmur;

pub(super) type StateId = u32;

/// The state that nothing leads out of.
pub(super) const DEAD: StateId = 0;
/// No next state made yet. Else twice the next state's number, and 1 if there is a match before the character read.
const UNKNOWN: u32 = u32::MAX;
/// States to keep at most; past that all are forgotten. A row of transitions has about 100 numbers.
const MOST_STATES: usize = 4000;
/// Transitions under conditions to keep at most.
const MOST_CONDITIONAL: usize = 50_000;
/// Among the conditions: a match here doesn't count.
const NO_MATCH_HERE: u64 = 1 << 63;
/// Among the conditions: here the text starts.
const AT_START: u64 = 1 << 62;

type Map<K, V> = HashMap<K, V, BuildHasherDefault<Murmur>>;

/// The states made so far for one program.
pub(super) struct Automaton {
    states: Vec<State>,
    /// Number of each state by its list.
    ids: Map<Box<[u32]>, StateId>,
    /// A row per state: a transition for each symbol, the end, and the line feed at the end.
    table: Vec<u32>,
    conditional: Map<u64, Vec<(u64, u32)>>,
    conditional_len: usize,
    /// States to begin in: at the text's start, and elsewhere.
    begin: [StateId; 2],
    lookaheads: Vec<Automaton>,
    /// How often all states were forgotten: their numbers hold till then.
    pub(super) times_forgot: u64,
    work: Work,
}

struct State {
    list: Box<[u32]>,
    /// Conditions that may be asked for here.
    asks: u64,
}

/// Memory for making states.
struct Work {
    stack: Vec<u32>,
    next: Vec<u32>,
    next_stack: Vec<u32>,
    seen: Marks,
    seen_next: Marks,
}

/// A set of steps that is emptied at once.
struct Marks {
    marks: Vec<u32>,
    now: u32,
}

impl Marks {
    fn clear(&mut self) {
        self.now = self.now.wrapping_add(1);
        if self.now == 0 {
            self.marks.fill(0);
            self.now = 1;
        }
    }

    /// Whether it wasn't in yet.
    fn insert(&mut self, step: u32) -> bool {
        let mark = &mut self.marks[step as usize];
        let new = *mark != self.now;
        *mark = self.now;
        new
    }
}

impl Automaton {
    pub(super) fn new(program: &Program) -> Automaton {
        let marks = || Marks { marks: vec![0; program.steps.len()], now: 0 };
        let work =
            Work { stack: Vec::new(), next: Vec::new(), next_stack: Vec::new(), seen: marks(), seen_next: marks() };
        let mut automaton = Automaton {
            states: Vec::new(),
            ids: Map::default(),
            table: Vec::new(),
            conditional: Map::default(),
            conditional_len: 0,
            begin: [DEAD; 2],
            lookaheads: program.conditions.programs.iter().map(|(_, program)| Automaton::new(program)).collect(),
            times_forgot: 0,
            work,
        };
        automaton.forget(program);
        automaton
    }

    /// Back to the states that every run begins with.
    fn forget(&mut self, program: &Program) {
        self.times_forgot += 1;
        self.states.clear();
        self.ids.clear();
        self.table.clear();
        self.conditional.clear();
        self.conditional_len = 0;
        self.work.next.clear();
        self.state(program);
        for (i, at_start) in [(0, true), (1, false)] {
            self.work.next.clear();
            self.work.seen_next.clear();
            self.work.reach(program, 0, at_start);
            self.begin[i] = self.state(program);
        }
    }

    /// The state for the list in `work.next`.
    fn state(&mut self, program: &Program) -> StateId {
        if let Some(&id) = self.ids.get(self.work.next.as_slice()) {
            return id;
        }
        let list: Box<[u32]> = self.work.next.as_slice().into();
        let id = self.states.len() as StateId;
        let asks = self.work.asked(program, &list);
        self.states.push(State { list: list.clone(), asks });
        self.ids.insert(list, id);
        self.table.resize(self.table.len() + program.width + 2, UNKNOWN);
        id
    }

    /// Whether a match begins at the start of a text.
    pub(super) fn matches(&mut self, program: &Program, text: &[ClassId]) -> bool {
        let mut state = self.begin[0];
        for at in 0..=text.len() {
            let transition = self.transition(program, state, text, at, 0);
            if transition & 1 == 1 {
                return true;
            }
            state = transition >> 1;
            if state == DEAD {
                break;
            }
        }
        false
    }

    /// The end of the match that begins at `at`, one that isn't empty if `not_empty`.
    pub(super) fn match_at(
        &mut self,
        program: &Program,
        text: &[ClassId],
        at: usize,
        not_empty: bool,
    ) -> Option<usize> {
        let mut state = self.begin[usize::from(at != 0)];
        let mut end = None;
        let mut extra = if not_empty { NO_MATCH_HERE } else { 0 };
        for place in at..=text.len() {
            let transition = self.transition(program, state, text, place, extra);
            extra = 0;
            if transition & 1 == 1 {
                end = Some(place);
            }
            state = transition >> 1;
            if state == DEAD {
                break;
            }
        }
        end
    }

    /// Reads a text backwards from `end` with a reversed program; adds each place where a match ends.
    pub(super) fn matches_back(&mut self, program: &Program, text: &[ClassId], end: usize, out: &mut Vec<usize>) {
        let mut state = self.begin[1];
        for at in (0..=end).rev() {
            let symbol = match at {
                0 => program.width,
                _ => usize::from(program.symbols[usize::from(text[at - 1])]),
            };
            let transition = self.plain(program, state, symbol);
            if transition & 1 == 1 {
                out.push(at);
            }
            state = transition >> 1;
            if state == DEAD {
                break;
            }
        }
    }

    /// Whether a match may begin before a symbol that is not at the start, as far as that symbol alone tells.
    pub(super) fn may_begin(&mut self, program: &Program, symbol: usize) -> bool {
        let conditions = &program.conditions;
        let ahead = match symbol.checked_sub(program.width) {
            Some(0) => conditions.ahead_end.first().copied(),
            Some(_) => conditions.ahead.first().map(|row| row[program.line_feed_symbol()]),
            None => conditions.ahead.first().map(|row| row[symbol]),
        };
        // Only of a look at one character can it be said that it fails.
        let known = conditions.ahead.iter().skip(1).flatten().fold(u64::MAX, |known, row| known & row)
            & conditions.behind.iter().flatten().fold(u64::MAX, |known, row| known & row)
            & !conditions.programs.iter().fold(0, |bits, (bit, _)| bits | 1 << bit);
        let holding = (ahead.unwrap_or(u64::MAX) ^ conditions.negated) | !known;
        self.make(program, self.begin[1], symbol, holding & !NO_MATCH_HERE).0 != 0
    }

    /// The state before the first character of a text.
    pub(super) fn begin_at_start(&self) -> StateId {
        self.begin[0]
    }

    /// Twice the next state, and 1 if there is a match before the character at a place.
    #[inline]
    pub(super) fn transition(
        &mut self,
        program: &Program,
        state: StateId,
        text: &[ClassId],
        at: usize,
        extra: u64,
    ) -> u32 {
        let symbol = match text.get(at) {
            None => program.width,
            Some(&class) if at + 1 == text.len() && class == program.line_feed => program.width + 1,
            Some(&class) => usize::from(program.symbols[usize::from(class)]),
        };
        let asks = self.states[state as usize].asks;
        if asks == 0 && extra == 0 {
            self.plain(program, state, symbol)
        } else {
            let holding = self.holding(program, asks, text, at) & asks | if at == 0 { extra | AT_START } else { extra };
            self.under(program, state, symbol, holding)
        }
    }

    #[inline]
    fn plain(&mut self, program: &Program, state: StateId, symbol: usize) -> u32 {
        let place = state as usize * (program.width + 2) + symbol;
        match self.table[place] {
            UNKNOWN => {
                let (transition, forgot) = self.make(program, state, symbol, 0);
                if !forgot {
                    self.table[place] = transition;
                }
                transition
            }
            transition => transition,
        }
    }

    /// The transition when just these conditions hold.
    fn under(&mut self, program: &Program, state: StateId, symbol: usize, holding: u64) -> u32 {
        // An odd factor keeps keys apart and spreads them.
        let key = (u64::from(state) << 32 | symbol as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let known = self.conditional.get(&key).map_or(&[][..], Vec::as_slice);
        if let Some(&(_, transition)) = known.iter().find(|(conditions, _)| *conditions == holding) {
            return transition;
        }
        let (transition, forgot) = self.make(program, state, symbol, holding);
        if !forgot {
            if self.conditional_len >= MOST_CONDITIONAL {
                self.conditional.clear();
                self.conditional_len = 0;
            }
            self.conditional.entry(key).or_default().push((holding, transition));
            self.conditional_len += 1;
        }
        transition
    }

    /// The conditions that hold at a place; those of `asks` at least.
    fn holding(&mut self, program: &Program, asks: u64, text: &[ClassId], at: usize) -> u64 {
        let conditions = &program.conditions;
        let mut holding = u64::MAX;
        for (i, row) in conditions.behind.iter().enumerate() {
            holding &= match at.checked_sub(i + 1) {
                Some(before) => row[usize::from(program.symbols[usize::from(text[before])])],
                None => conditions.behind_start[i],
            };
        }
        for (i, row) in conditions.ahead.iter().enumerate() {
            holding &= match text.get(at + i) {
                Some(&class) => row[usize::from(program.symbols[usize::from(class)])],
                None => conditions.ahead_end[i],
            };
        }
        for ((bit, program), automaton) in conditions.programs.iter().zip(&mut self.lookaheads) {
            if asks >> bit & 1 == 1 && automaton.match_at(program, text, at, false).is_none() {
                holding &= !(1 << bit);
            }
        }
        holding ^ conditions.negated
    }

    /// Works out a transition. Also says whether all states were forgotten for it.
    fn make(&mut self, program: &Program, state: StateId, symbol: usize, holding: u64) -> (u32, bool) {
        let matched = self.work.advance(program, &self.states[state as usize].list, symbol, holding);
        let forget = self.states.len() >= MOST_STATES && !self.ids.contains_key(self.work.next.as_slice());
        if forget {
            let next = std::mem::take(&mut self.work.next);
            self.forget(program);
            self.work.next = next;
        }
        (self.state(program) << 1 | u32::from(matched), forget)
    }
}

impl Work {
    /// Adds to `next` what can be reached from a step without reading or asking. Nothing in `next` is added again.
    fn reach(&mut self, program: &Program, from: u32, at_start: bool) {
        self.next_stack.push(from);
        while let Some(step) = self.next_stack.pop() {
            if !self.seen_next.insert(step) {
                continue;
            }
            match program.steps[step as usize] {
                Step::Either(first, second) => self.next_stack.extend([second, first]),
                Step::Jump(target) => self.next_stack.push(target),
                Step::Start if at_start => self.next_stack.push(step + 1),
                Step::Start => {}
                Step::Read(_) | Step::End | Step::If(_) | Step::Match => self.next.push(step),
            }
        }
    }

    /// Makes in `next` the list of where the program stands after reading a symbol; whether it matches before that.
    fn advance(&mut self, program: &Program, list: &[u32], symbol: usize, holding: u64) -> bool {
        self.next.clear();
        self.seen.clear();
        self.seen_next.clear();
        let at_end = symbol >= program.width;
        // The line feed at the end is read like any other.
        let read = match symbol.checked_sub(program.width) {
            None => Some(symbol),
            Some(0) => None,
            Some(_) => Some(program.line_feed_symbol()),
        };
        let mut matched = false;
        self.stack.clear();
        self.stack.extend(list.iter().rev());
        while let Some(step) = self.stack.pop() {
            if !self.seen.insert(step) {
                continue;
            }
            match program.steps[step as usize] {
                Step::Read(row) => {
                    if read.is_some_and(|symbol| program.members[row as usize * program.width + symbol]) {
                        self.reach(program, step + 1, false);
                    }
                }
                Step::Either(first, second) => self.stack.extend([second, first]),
                Step::Jump(target) => self.stack.push(target),
                // Lists for the start are made with the start in mind, but not beyond a condition.
                Step::Start if holding & AT_START != 0 => self.stack.push(step + 1),
                Step::Start => {}
                Step::End if at_end => self.stack.push(step + 1),
                Step::End => {}
                Step::If(condition) if holding >> condition & 1 == 1 => self.stack.push(step + 1),
                Step::If(_) => {}
                Step::Match if holding & NO_MATCH_HERE != 0 => {}
                Step::Match => {
                    matched = true;
                    if !program.every_match {
                        break;
                    }
                }
            }
        }
        matched
    }

    /// The conditions that may come up at the steps of a list before anything is read.
    fn asked(&mut self, program: &Program, list: &[u32]) -> u64 {
        let mut asks = 0;
        self.seen.clear();
        self.stack.clear();
        self.stack.extend(list);
        while let Some(step) = self.stack.pop() {
            if !self.seen.insert(step) {
                continue;
            }
            match program.steps[step as usize] {
                Step::Either(first, second) => self.stack.extend([second, first]),
                Step::Jump(target) => self.stack.push(target),
                Step::If(condition) => {
                    asks |= 1 << condition;
                    self.stack.push(step + 1);
                }
                Step::End | Step::Start => self.stack.push(step + 1),
                Step::Read(_) | Step::Match => {}
            }
        }
        asks
    }
}
