//! Reads the regular expressions of Python's `re` that pipelines use, into a tree.
//!
//! ```text
//! (?<=[0-9])(?:km|m²)$     look behind for a digit, then one of two words, then the end
//! (?iu)^a[-–]sexualis\w+$  the same in upper and lower case
//! ```
//!
//! What no automaton can run (back references, conditions) or nobody uses (multi-line mode, `\b`) is refused.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::sets::{CharSet, SetId, Sets};
use crate::hash::Murmur;

/// A regular expression.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// One character of a set.
    Set(SetId),
    /// One after the other; the empty text if there are none.
    All(Vec<Node>),
    /// The first that lets the rest match.
    Any(Vec<Node>),
    Repeat {
        node: Box<Node>,
        least: u32,
        most: Option<u32>,
        greedy: bool,
    },
    Start,
    /// The end, or before the line feed that is the last character.
    End,
    /// A condition on what follows here or, with `behind`, on what ends here.
    Look {
        behind: bool,
        negated: bool,
        node: Box<Node>,
    },
}

/// How deep groups may stand in groups.
const DEEPEST: usize = 100;
/// How often something may be repeated by number.
const MOST_REPEATS: u32 = 1000;

/// Reads one expression; its sets go to `sets`.
///
/// # Errors
/// With the reason, in words.
pub(super) fn parse(expression: &str, sets: &mut Sets) -> Result<Node, String> {
    let mut parser = Parser {
        expression,
        rest: expression,
        ignore_case: false,
        sets,
        known: HashMap::default(),
        known_literals: HashMap::new(),
    };
    parser.flags()?;
    let node = parser.alternatives(0)?;
    match parser.rest {
        "" => Ok(node),
        _ => Err(parser.error("unbalanced parenthesis")),
    }
}

struct Parser<'e, 's> {
    expression: &'e str,
    rest: &'e str,
    ignore_case: bool,
    sets: &'s mut Sets,
    /// Sets by how they are written: the same long list of letters comes up hundreds of times.
    known: HashMap<&'e str, SetId, BuildHasherDefault<Murmur>>,
    known_literals: HashMap<char, SetId>,
}

impl<'e> Parser<'e, '_> {
    fn error(&self, what: &str) -> String {
        let at = self.expression[..self.expression.len() - self.rest.len()].chars().count();
        format!("{what} at character {at}")
    }

    fn eat(&mut self, start: &str) -> bool {
        match self.rest.strip_prefix(start) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    /// `(?iu)` at the very start.
    fn flags(&mut self) -> Result<(), String> {
        let Some((flags, rest)) = self.rest.strip_prefix("(?").and_then(|rest| rest.split_once(')')) else {
            return Ok(());
        };
        if flags.is_empty() || !flags.bytes().all(|flag| flag.is_ascii_alphabetic()) {
            return Ok(());
        }
        for flag in flags.chars() {
            match flag {
                'i' => self.ignore_case = true,
                'u' => {}
                _ => return Err(self.error(&format!("the flag {flag} is not supported"))),
            }
        }
        self.rest = rest;
        Ok(())
    }

    fn alternatives(&mut self, depth: usize) -> Result<Node, String> {
        if depth > DEEPEST {
            return Err(self.error("groups nested too deep"));
        }
        let mut all = vec![self.sequence(depth)?];
        while self.eat("|") {
            all.push(self.sequence(depth)?);
        }
        match all.pop() {
            Some(only) if all.is_empty() => Ok(only),
            last => {
                all.extend(last);
                Ok(Node::Any(all))
            }
        }
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, String> {
        let mut parts = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let part = self.part(depth)?;
            parts.push(self.repeated(part)?);
        }
        match parts.pop() {
            Some(only) if parts.is_empty() => Ok(only),
            last => {
                parts.extend(last);
                Ok(Node::All(parts))
            }
        }
    }

    fn part(&mut self, depth: usize) -> Result<Node, String> {
        match self.next() {
            Some('(') => self.group(depth),
            Some('[') => self.set().map(Node::Set),
            Some('^') => Ok(Node::Start),
            Some('$') => Ok(Node::End),
            Some('.') => Ok(Node::Set(self.sets.id(CharSet::one('\n').negated()))),
            Some('*' | '+' | '?') => Err(self.error("nothing to repeat")),
            Some('\\') => match self.escape()? {
                Escape::Char(c) => Ok(Node::Set(self.literal(c))),
                Escape::Set(set) => Ok(Node::Set(self.sets.id(set))),
            },
            Some(c) => Ok(Node::Set(self.literal(c))),
            None => Err(self.error("something is missing")),
        }
    }

    fn literal(&mut self, c: char) -> SetId {
        if let Some(&id) = self.known_literals.get(&c) {
            return id;
        }
        let set = CharSet::one(c);
        let id = self.sets.id(if self.ignore_case { set.ignoring_case() } else { set });
        self.known_literals.insert(c, id);
        id
    }

    fn group(&mut self, depth: usize) -> Result<Node, String> {
        let look = if self.eat("?=") {
            Some((false, false))
        } else if self.eat("?!") {
            Some((false, true))
        } else if self.eat("?<=") {
            Some((true, false))
        } else if self.eat("?<!") {
            Some((true, true))
        } else {
            None
        };
        let named = look.is_none() && self.rest.starts_with("?P<");
        if named {
            let name = self.rest.find('>').ok_or_else(|| self.error("missing >"))?;
            self.rest = &self.rest[name + 1..];
        } else if look.is_none() && !self.eat("?:") && self.rest.starts_with('?') {
            return Err(self.error("this kind of group is not supported"));
        }
        let node = self.alternatives(depth + 1)?;
        if !self.eat(")") {
            return Err(self.error("missing )"));
        }
        Ok(match look {
            Some((behind, negated)) => Node::Look { behind, negated, node: Box::new(node) },
            None => node,
        })
    }

    /// The part with the `*`, `+`, `?` or `{2,3}` behind it.
    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        let (least, most) = if self.eat("*") {
            (0, None)
        } else if self.eat("+") {
            (1, None)
        } else if self.eat("?") {
            (0, Some(1))
        } else if let Some(bounds) = self.bounds() {
            bounds
        } else {
            return Ok(node);
        };
        if least.max(most.unwrap_or(0)) > MOST_REPEATS || most.is_some_and(|most| most < least) {
            return Err(self.error("a number of repeats is too great"));
        }
        if self.rest.starts_with(['+', '*', '{']) && (!self.rest.starts_with('{') || self.bounds().is_some()) {
            return Err(self.error("multiple repeat"));
        }
        let greedy = !self.eat("?");
        if let Node::Start | Node::End | Node::Look { .. } = node {
            return Err(self.error("a condition can't be repeated"));
        }
        Ok(Node::Repeat { node: Box::new(node), least, most, greedy })
    }

    /// `{2}`, `{2,}`, `{,3}` or `{2,3}`; any other brace stands for itself.
    fn bounds(&mut self) -> Option<(u32, Option<u32>)> {
        let (inside, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
        let number = |digits: &str| match digits.bytes().all(|digit| digit.is_ascii_digit()) {
            true => Some(digits.parse().unwrap_or(u32::MAX)),
            false => None,
        };
        let bounds = match inside.split_once(',') {
            Some(("", "")) => (0, None),
            Some((least, "")) => (number(least)?, None),
            Some(("", most)) => (0, Some(number(most)?)),
            Some((least, most)) => (number(least)?, Some(number(most)?)),
            None if inside.is_empty() => return None,
            None => (number(inside)?, Some(number(inside)?)),
        };
        self.rest = rest;
        Some(bounds)
    }

    /// What follows a `[`.
    fn set(&mut self) -> Result<SetId, String> {
        let end = set_end(self.rest).ok_or_else(|| self.error("unterminated character set"))?;
        let source = &self.rest[..end];
        if let Some(&id) = self.known.get(source) {
            self.rest = &self.rest[end + 1..];
            return Ok(id);
        }
        let negated = self.eat("^");
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        // `\w` and the like, which have no case to ignore.
        let mut kinds: Vec<(u32, u32)> = Vec::new();
        let mut first = true;
        while first || !self.rest.starts_with(']') {
            first = false;
            let low = match self.set_item()? {
                Escape::Set(set) => {
                    kinds.extend(set.ranges());
                    continue;
                }
                Escape::Char(c) => u32::from(c),
            };
            if !self.rest.starts_with('-') || self.rest.starts_with("-]") {
                ranges.push((low, low));
                continue;
            }
            self.next();
            match self.set_item()? {
                Escape::Char(c) if low <= u32::from(c) => ranges.push((low, u32::from(c))),
                _ => return Err(self.error("bad character range")),
            }
        }
        self.next();
        let mut set = CharSet::new(ranges);
        if self.ignore_case {
            set = set.ignoring_case();
        }
        if !kinds.is_empty() {
            kinds.extend(set.ranges());
            set = CharSet::new(kinds);
        }
        let id = self.sets.id(if negated { set.negated() } else { set });
        self.known.insert(source, id);
        Ok(id)
    }

    fn set_item(&mut self) -> Result<Escape, String> {
        match self.next() {
            Some('\\') => self.escape(),
            Some(c) => Ok(Escape::Char(c)),
            None => Err(self.error("unterminated character set")),
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<Escape, String> {
        let set = |set: &CharSet| Ok(Escape::Set(set.clone()));
        match self.next() {
            Some('d') => set(CharSet::digits()),
            Some('D') => set(&CharSet::digits().negated()),
            Some('s') => set(CharSet::spaces()),
            Some('S') => set(&CharSet::spaces().negated()),
            Some('w') => set(CharSet::word()),
            Some('W') => set(&CharSet::word().negated()),
            Some('n') => Ok(Escape::Char('\n')),
            Some('t') => Ok(Escape::Char('\t')),
            Some('r') => Ok(Escape::Char('\r')),
            Some('f') => Ok(Escape::Char('\u{c}')),
            Some('v') => Ok(Escape::Char('\u{b}')),
            Some('a') => Ok(Escape::Char('\u{7}')),
            Some('x') => self.code(2),
            Some('u') => self.code(4),
            Some('U') => self.code(8),
            Some(c) if c.is_ascii_alphanumeric() => Err(self.error(&format!(r"\{c} is not supported"))),
            Some(c) => Ok(Escape::Char(c)),
            None => Err(self.error("bad escape")),
        }
    }

    /// A code point of so many hexadecimal digits.
    fn code(&mut self, digits: usize) -> Result<Escape, String> {
        let code = self.rest.get(..digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let code = code.ok_or_else(|| self.error("bad escape"))?;
        self.rest = &self.rest[digits..];
        char::from_u32(code).map(Escape::Char).ok_or_else(|| self.error("no such character"))
    }
}

enum Escape {
    Char(char),
    Set(CharSet),
}

/// Where the `]` stands that closes a set.
fn set_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = usize::from(rest.starts_with('^'));
    // A bracket that comes first is in the set.
    at += usize::from(bytes.get(at) == Some(&b']'));
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b']' => return Some(at),
            _ => at += 1,
        }
    }
}
