//! Finds the few patterns that a token can match, without a look at the others.
//!
//! Each pattern has one token that names a word, a tag or a label: its anchor. A table leads from the word, tag or label
//! to the patterns. Words come before tags, since fewer tokens have them.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::Pattern;
use super::pattern::{Condition, Field, TokenPattern};
use crate::doc::Doc;
use crate::hash::Murmur;
use crate::python_str::{is_space, push_lower};

/// Patterns by what their anchors ask for.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    orth: Table,
    lower: Table,
    tag: Table,
    dep: Table,
    pos: Table,
    space: Vec<u32>,
    /// Patterns with no such token; tried everywhere.
    everywhere: Vec<u32>,
}

type Table = HashMap<String, Vec<u32>, BuildHasherDefault<Murmur>>;

/// By what a pattern is found, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Orth,
    Lower,
    Space,
    Dep,
    Tag,
    Pos,
    Everywhere,
}

impl Anchors {
    /// Chooses each pattern's anchor and fills the tables.
    pub(super) fn of(patterns: &mut [Pattern]) -> Anchors {
        let mut anchors = Anchors::default();
        for (number, pattern) in patterns.iter_mut().enumerate() {
            let places = 0..pattern.tokens.len();
            pattern.anchor = places.min_by_key(|&place| pattern.tokens[place].best().0).unwrap_or_default();
            if let Some(token) = pattern.tokens.get(pattern.anchor) {
                anchors.add(number as u32, token);
            }
        }
        anchors
    }

    fn add(&mut self, number: u32, token: &TokenPattern) {
        let (rank, values) = token.best();
        let table = match rank {
            Rank::Orth => &mut self.orth,
            Rank::Lower => &mut self.lower,
            Rank::Dep => &mut self.dep,
            Rank::Tag => &mut self.tag,
            Rank::Pos => &mut self.pos,
            Rank::Space => return self.space.push(number),
            Rank::Everywhere => return self.everywhere.push(number),
        };
        for value in values {
            let numbers = table.entry(value.clone()).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }

    /// Calls `found` with each pattern that may match where its anchor is this token. `lower` is room to write in.
    pub(super) fn candidates(&self, doc: &Doc, token: usize, lower: &mut String, mut found: impl FnMut(u32)) {
        let view = doc.token(token);
        let mut all = |numbers: Option<&Vec<u32>>| numbers.into_iter().flatten().for_each(|&number| found(number));
        lower.clear();
        push_lower(view.text(), lower);
        all(self.orth.get(view.text()));
        all(self.lower.get(lower.as_str()));
        all(self.tag.get(view.tag));
        all(self.dep.get(view.dep));
        all(self.pos.get(view.pos.as_str()));
        all(is_space(view.text()).then_some(&self.space));
        all(Some(&self.everywhere));
    }
}

impl TokenPattern {
    /// The best condition to find the token by, and the values that it asks for.
    fn best(&self) -> (Rank, &[String]) {
        let ranked = self.conditions.iter().map(|condition| match condition {
            Condition::In(Field::Orth, values) => (Rank::Orth, values.as_slice()),
            Condition::In(Field::Lower, values) => (Rank::Lower, values.as_slice()),
            Condition::In(Field::Dep, values) => (Rank::Dep, values.as_slice()),
            Condition::In(Field::Tag, values) => (Rank::Tag, values.as_slice()),
            Condition::In(Field::Pos, values) => (Rank::Pos, values.as_slice()),
            Condition::Space(true) => (Rank::Space, [].as_slice()),
            _ => (Rank::Everywhere, [].as_slice()),
        });
        ranked.min_by_key(|&(rank, _)| rank).unwrap_or((Rank::Everywhere, &[]))
    }
}
