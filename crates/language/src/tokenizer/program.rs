//! Regular expressions as programs for an automaton.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::parse::Node;
use super::sets::{ClassId, Classes, SetId};
use crate::hash::Murmur;

/// One step of a program; a step without a target goes on to the next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Reads one character of a set (a row of [`Program::members`]).
    Read(u32),
    /// Tries the first, then the second.
    Either(u32, u32),
    Jump(u32),
    Start,
    End,
    /// Goes on if this condition holds.
    If(u32),
    Match,
}

/// An expression ready to run.
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    /// Symbol of each class of characters: classes that this expression doesn't tell apart share one.
    pub(super) symbols: Vec<u16>,
    /// How many symbols there are.
    pub(super) width: usize,
    /// For each set and symbol: whether the set has it.
    pub(super) members: Vec<bool>,
    pub(super) conditions: Conditions,
    /// Class of the line feed, a class of its own.
    pub(super) line_feed: ClassId,
    /// Whether all matches count, or only those that Python would come to.
    pub(super) every_match: bool,
}

/// The lookarounds of a program, a bit for each.
#[derive(Default)]
pub(super) struct Conditions {
    /// `behind[d - 1][symbol]`: those that a symbol `d` before here allows.
    pub(super) behind: Vec<Vec<u64>>,
    /// Those that allow the text to start `d` before here.
    pub(super) behind_start: Vec<u64>,
    /// `ahead[d][symbol]`: those that a symbol `d` after here allows.
    pub(super) ahead: Vec<Vec<u64>>,
    /// Those that allow the text to end `d` after here.
    pub(super) ahead_end: Vec<u64>,
    pub(super) negated: u64,
    /// Those that are no row of sets, with the program that must match here.
    pub(super) programs: Vec<(u32, Program)>,
}

/// A lookaround as the compiler meets it.
enum Condition<'n> {
    Behind(Vec<SetId>, bool),
    Ahead(Vec<SetId>, bool),
    Program(&'n Node, bool),
}

/// How many steps a program may have.
const LONGEST: usize = 200_000;
/// How many lookarounds there may be; the last two bits have other meanings in [`super::dfa`].
const MOST_CONDITIONS: usize = 62;

impl Program {
    pub(super) fn new(node: &Node, classes: &Classes, line_feed: ClassId) -> Result<Program, String> {
        let mut compiler = Compiler::default();
        compiler.compile(node)?;
        compiler.finish(classes, line_feed)
    }

    pub(super) fn line_feed_symbol(&self) -> usize {
        usize::from(self.symbols[usize::from(self.line_feed)])
    }

    /// The expression read from right to left, with all conditions taken for true.
    pub(super) fn reversed(node: &Node, classes: &Classes, line_feed: ClassId) -> Result<Program, String> {
        let mut compiler = Compiler { reversed: true, ..Compiler::default() };
        compiler.compile(node)?;
        let mut program = compiler.finish(classes, line_feed)?;
        program.every_match = true;
        Ok(program)
    }
}

#[derive(Default)]
struct Compiler<'n> {
    steps: Vec<Step>,
    /// The sets of `Read`, in the order of their rows.
    sets: Vec<SetId>,
    conditions: Vec<Condition<'n>>,
    reversed: bool,
}

impl<'n> Compiler<'n> {
    fn push(&mut self, step: Step) -> Result<usize, String> {
        if self.steps.len() >= LONGEST {
            return Err("the expression is too long".to_owned());
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    fn here(&self) -> u32 {
        self.steps.len() as u32
    }

    fn compile(&mut self, node: &'n Node) -> Result<(), String> {
        match node {
            Node::Set(set) => {
                let row = self.row(*set);
                self.push(Step::Read(row))?;
            }
            Node::All(parts) if self.reversed => parts.iter().rev().try_for_each(|part| self.compile(part))?,
            Node::All(parts) => parts.iter().try_for_each(|part| self.compile(part))?,
            Node::Any(parts) => self.any(parts)?,
            Node::Repeat { node, least, most, greedy } => self.repeat(node, *least, *most, *greedy)?,
            Node::Start | Node::End | Node::Look { .. } if self.reversed => {}
            Node::Start => {
                self.push(Step::Start)?;
            }
            Node::End => {
                self.push(Step::End)?;
            }
            Node::Look { behind, negated, node } => {
                let condition = match (row_of_sets(node), behind) {
                    (Some(sets), true) => Condition::Behind(sets, *negated),
                    (Some(sets), false) => Condition::Ahead(sets, *negated),
                    (None, false) => Condition::Program(node, *negated),
                    (None, true) => return Err("this kind of look-behind is not supported".to_owned()),
                };
                if self.conditions.len() >= MOST_CONDITIONS {
                    return Err("too many lookarounds".to_owned());
                }
                self.push(Step::If(self.conditions.len() as u32))?;
                self.conditions.push(condition);
            }
        }
        Ok(())
    }

    fn row(&mut self, set: SetId) -> u32 {
        let known = self.sets.iter().position(|&other| other == set);
        known.unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        }) as u32
    }

    fn any(&mut self, parts: &'n [Node]) -> Result<(), String> {
        let mut ends = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            if i + 1 == parts.len() {
                self.compile(part)?;
            } else {
                let either = self.push(Step::Either(self.here() + 1, 0))?;
                self.compile(part)?;
                ends.push(self.push(Step::Jump(0))?);
                self.steps[either] = Step::Either(either as u32 + 1, self.here());
            }
        }
        for end in ends {
            self.steps[end] = Step::Jump(self.here());
        }
        Ok(())
    }

    fn repeat(&mut self, node: &'n Node, least: u32, most: Option<u32>, greedy: bool) -> Result<(), String> {
        let copies = if most.is_none() { least.saturating_sub(1) } else { least };
        for _ in 0..copies {
            let before = self.here();
            self.compile(node)?;
            // Nothing, however often, is nothing.
            if self.here() == before {
                break;
            }
        }
        let mut exits = Vec::new();
        match most {
            None => {
                if least == 0 {
                    exits.push(self.push(Step::Jump(0))?);
                }
                // The choice to go on comes after each round: one that reads nothing leads out, as it does in Python.
                let again = self.here();
                self.compile(node)?;
                let out = self.here() + 1;
                self.push(if greedy { Step::Either(again, out) } else { Step::Either(out, again) })?;
            }
            Some(most) => {
                for _ in least..most {
                    exits.push(self.push(Step::Jump(0))?);
                    self.compile(node)?;
                }
            }
        }
        for exit in exits {
            let (inside, outside) = (exit as u32 + 1, self.here());
            self.steps[exit] = if greedy { Step::Either(inside, outside) } else { Step::Either(outside, inside) };
        }
        Ok(())
    }

    fn finish(mut self, classes: &Classes, line_feed: ClassId) -> Result<Program, String> {
        self.push(Step::Match)?;
        let mut used = self.sets.clone();
        for condition in &self.conditions {
            if let Condition::Behind(sets, _) | Condition::Ahead(sets, _) = condition {
                used.extend(sets);
            }
        }
        let (symbols, examples) = symbols(&used, classes);
        let width = examples.len();
        let members =
            self.sets.iter().flat_map(|&set| examples.iter().map(move |&class| classes.is_in(class, set))).collect();
        let conditions = Conditions::new(&self.conditions, classes, &examples, line_feed)?;
        Ok(Program { steps: self.steps, symbols, width, members, conditions, line_feed, every_match: false })
    }
}

/// The symbol of each class, and for each symbol one of its classes.
fn symbols(used: &[SetId], classes: &Classes) -> (Vec<u16>, Vec<usize>) {
    let mut used = used.to_vec();
    used.sort_unstable();
    used.dedup();
    let mut known: HashMap<Vec<bool>, u16, BuildHasherDefault<Murmur>> = HashMap::default();
    let mut examples = Vec::new();
    let mut symbols = Vec::with_capacity(classes.len());
    for class in 0..classes.len() {
        let within: Vec<bool> = used.iter().map(|&set| classes.is_in(class, set)).collect();
        let symbol = *known.entry(within).or_insert_with(|| {
            examples.push(class);
            (examples.len() - 1) as u16
        });
        symbols.push(symbol);
    }
    (symbols, examples)
}

/// The sets that an expression reads one after the other, if it does nothing else.
fn row_of_sets(node: &Node) -> Option<Vec<SetId>> {
    match node {
        Node::Set(set) => Some(vec![*set]),
        Node::All(parts) => {
            let sets = parts.iter().map(row_of_sets).collect::<Option<Vec<_>>>()?;
            Some(sets.concat())
        }
        _ => None,
    }
}

impl Conditions {
    fn new(
        conditions: &[Condition<'_>],
        classes: &Classes,
        examples: &[usize],
        line_feed: ClassId,
    ) -> Result<Conditions, String> {
        let mut all = Conditions::default();
        for (bit, condition) in conditions.iter().enumerate() {
            let negated = match condition {
                Condition::Behind(sets, negated) | Condition::Ahead(sets, negated) => {
                    let behind = matches!(condition, Condition::Behind(..));
                    let side = if behind { &mut all.behind } else { &mut all.ahead };
                    let longest = side.len().max(sets.len());
                    side.resize(longest, vec![u64::MAX; examples.len()]);
                    let edge = if behind { &mut all.behind_start } else { &mut all.ahead_end };
                    edge.resize(longest, u64::MAX);
                    for (i, &set) in sets.iter().enumerate() {
                        let distance = if behind { sets.len() - 1 - i } else { i };
                        edge[distance] &= !(1 << bit);
                        for (symbol, &class) in examples.iter().enumerate() {
                            if !classes.is_in(class, set) {
                                side[distance][symbol] &= !(1 << bit);
                            }
                        }
                    }
                    negated
                }
                Condition::Program(node, negated) => {
                    all.programs.push((bit as u32, Program::new(node, classes, line_feed)?));
                    negated
                }
            };
            all.negated |= u64::from(*negated) << bit;
        }
        Ok(all)
    }
}
