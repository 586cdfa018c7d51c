//! What a pattern asks of one token.

use regex_automata::meta::Regex;

use crate::doc::Doc;
use crate::python_str::{is_space, push_lower};

/// The conditions on one token; all must hold.
#[derive(Debug, Default)]
pub(super) struct TokenPattern {
    pub(super) conditions: Vec<Condition>,
}

/// One condition on a token.
#[derive(Debug)]
pub(super) enum Condition {
    /// The field has one of these values.
    In(Field, Vec<String>),
    /// The field has none of these values.
    NotIn(Field, Vec<String>),
    /// The field holds a match of the expression.
    Regex(Field, Regex),
    /// The token is white space, or is not.
    Space(bool),
}

/// A field of a token that holds a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Orth,
    Lower,
    Tag,
    Pos,
    Dep,
    Lemma,
}

pub(super) const FIELD_NAMES: [(&str, Field); 7] = [
    ("ORTH", Field::Orth),
    ("TEXT", Field::Orth),
    ("LOWER", Field::Lower),
    ("TAG", Field::Tag),
    ("POS", Field::Pos),
    ("DEP", Field::Dep),
    ("LEMMA", Field::Lemma),
];

impl TokenPattern {
    pub(super) fn matches(&self, doc: &Doc, token: usize) -> bool {
        self.conditions.iter().all(|condition| condition.holds(doc, token))
    }
}

impl Condition {
    fn holds(&self, doc: &Doc, token: usize) -> bool {
        match self {
            Condition::In(field, values) => field.is_among(values, doc, token),
            Condition::NotIn(field, values) => !field.is_among(values, doc, token),
            Condition::Regex(field, regex) => field.with(doc, token, |value| regex.is_match(value)),
            Condition::Space(wanted) => is_space(doc.token(token).text()) == *wanted,
        }
    }
}

impl Field {
    fn is_among(self, values: &[String], doc: &Doc, token: usize) -> bool {
        let word = doc.token(token).text();
        if self == Field::Lower && word.is_ascii() {
            return values.iter().any(|value| is_lower_of(value, word));
        }
        self.with(doc, token, |found| values.iter().any(|value| value == found))
    }

    /// Hands over the field's value.
    fn with<T>(self, doc: &Doc, token: usize, then: impl FnOnce(&str) -> T) -> T {
        let view = doc.token(token);
        match self {
            Field::Orth => then(view.text()),
            Field::Tag => then(view.tag),
            Field::Pos => then(view.pos.as_str()),
            Field::Dep => then(view.dep),
            Field::Lemma => then(view.lemma()),
            Field::Lower => {
                let mut lower = String::new();
                push_lower(view.text(), &mut lower);
                then(&lower)
            }
        }
    }
}

/// Is `value` the lower case of this ASCII word?
fn is_lower_of(value: &str, word: &str) -> bool {
    value.len() == word.len() && word.bytes().map(|byte| byte.to_ascii_lowercase()).eq(value.bytes())
}
