//! Lexemes: what depends on a token's form alone.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::hash::{Murmur, string_id};
use crate::python_str::{is_digit, is_letter, is_space, push_lower};

/// An attribute that embeddings are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attr {
    Orth,
    Lower,
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

impl Attr {
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "ORTH" => Self::Orth,
            "LOWER" => Self::Lower,
            "NORM" => Self::Norm,
            "PREFIX" => Self::Prefix,
            "SUFFIX" => Self::Suffix,
            "SHAPE" => Self::Shape,
            "SPACY" => Self::Spacy,
            "IS_SPACE" => Self::IsSpace,
            _ => return None,
        })
    }
}

/// The attributes of a form, as spaCy's ids of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme {
    orth: u64,
    lower: u64,
    norm: u64,
    prefix: u64,
    suffix: u64,
    shape: u64,
    pub(crate) is_space: bool,
}

/// A token as the embeddings see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Features {
    pub(crate) lexeme: Lexeme,
    /// Norm given by a special case of the tokenizer.
    pub(crate) norm: Option<u64>,
    pub(crate) space_after: bool,
}

impl Features {
    pub(crate) fn get(&self, attr: Attr) -> u64 {
        let lexeme = &self.lexeme;
        match attr {
            Attr::Orth => lexeme.orth,
            Attr::Lower => lexeme.lower,
            Attr::Norm => self.norm.unwrap_or(lexeme.norm),
            Attr::Prefix => lexeme.prefix,
            Attr::Suffix => lexeme.suffix,
            Attr::Shape => lexeme.shape,
            Attr::Spacy => u64::from(self.space_after),
            Attr::IsSpace => u64::from(lexeme.is_space),
        }
    }
}

/// The norms that differ from the lower case: the pipeline's own table `lexeme_norm`.
#[derive(Debug, Default)]
pub(crate) struct Norms {
    /// By the id of the form; the id of the norm.
    pub(crate) table: HashMap<u64, u64, BuildHasherDefault<Murmur>>,
}

impl Norms {
    /// The lexeme of a form. `room` is reused.
    pub(crate) fn lexeme(&self, form: &str, room: &mut String) -> Lexeme {
        let orth = string_id(form);
        room.clear();
        push_lower(form, room);
        let lower = string_id(room);
        let norm = self.table.get(&orth).copied().or_else(|| base_norm(form).map(string_id)).unwrap_or(lower);
        let prefix = form.chars().next().map_or(0, char::len_utf8);
        let suffix = form.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        room.clear();
        push_shape(form, room);
        Lexeme {
            orth,
            lower,
            norm,
            prefix: string_id(&form[..prefix]),
            suffix: string_id(&form[suffix..]),
            shape: string_id(room),
            is_space: is_space(form),
        }
    }
}

/// Forms that are kept before the store starts anew.
const MOST_LEXEMES: usize = 1 << 15;

/// Lexemes met before. Bounded; long forms are never kept.
#[derive(Debug, Default)]
pub(crate) struct Lexemes {
    known: HashMap<Box<str>, Lexeme, BuildHasherDefault<Murmur>>,
    room: String,
}

impl Lexemes {
    pub(crate) fn of(&mut self, form: &str, norms: &Norms) -> Lexeme {
        if let Some(&found) = self.known.get(form) {
            return found;
        }
        let lexeme = norms.lexeme(form, &mut self.room);
        if form.len() <= 64 {
            if self.known.len() >= MOST_LEXEMES {
                self.known.clear();
            }
            self.known.insert(form.into(), lexeme);
        } else {
            self.room.shrink_to(1024);
        }
        lexeme
    }
}

/// spaCy's `word_shape`: letters as X and x, digits as d, runs cut at four; `LONG` from 100 characters on.
fn push_shape(form: &str, out: &mut String) {
    if form.chars().nth(99).is_some() {
        out.push_str("LONG");
        return;
    }
    let (mut last, mut run) = (None, 0);
    for c in form.chars() {
        let mark = match c {
            _ if is_letter(c) && c.is_uppercase() => 'X',
            _ if is_letter(c) => 'x',
            _ if is_digit(c) => 'd',
            _ => c,
        };
        run = if last == Some(mark) { run + 1 } else { 0 };
        last = Some(mark);
        if run < 4 {
            out.push(mark);
        }
    }
}

/// Norms that spaCy gives in every language (`spacy/lang/norm_exceptions.py`, spaCy 3.8, MIT).
fn base_norm(form: &str) -> Option<&'static str> {
    // All are short; most words are not looked at.
    if form.len() > 6 {
        return None;
    }
    Some(match form {
        "'s" | "'S" | "’s" | "’S" => "'s",
        "’" | "‘" | "´" | "`" => "'",
        "”" | "“" | "''" | "``" | "´´" | "„" | "»" | "«" | "‘‘" | "’’" => "\"",
        "？" => "?",
        "！" => "!",
        "，" => ",",
        "；" => ";",
        "：" => ":",
        "。" | "।" => ".",
        "…" => "...",
        "—" | "–" | "--" | "---" | "——" => "-",
        "€" | "£" | "¥" | "฿" | "US$" | "C$" | "A$" | "₺" | "₹" | "৳" | "₩" | "Mex$" | "₣" | "E£" => {
            "$"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(form: &str) -> String {
        let mut shape = String::new();
        push_shape(form, &mut shape);
        shape
    }

    #[test]
    fn shapes_are_those_of_spacy() {
        for (form, expected) in [
            ("Geneva", "Xxxxx"),
            ("30-day", "dd-xxx"),
            ("U.S.", "X.X."),
            ("2025", "dddd"),
            ("100,000", "ddd,ddd"),
            ("......", "...."),
            ("e\u{301}tat", "x\u{301}xxx"),
            ("x²", "xd"),
            ("½", "½"),
        ] {
            assert_eq!(shape(form), expected, "{form}");
        }
        assert_eq!(shape(&"a".repeat(99)), "xxxx");
        assert_eq!(shape(&"a".repeat(100)), "LONG");
    }

    #[test]
    fn norms_come_from_the_table_then_from_spacys_own_then_from_the_lower_case() {
        let mut norms = Norms::default();
        norms.table.insert(string_id("favourite"), string_id("favorite"));
        let norm = |form: &str| norms.lexeme(form, &mut String::new()).norm;
        assert_eq!(norm("favourite"), string_id("favorite"));
        assert_eq!(norm("—"), string_id("-"));
        assert_eq!(norm("Truce"), string_id("truce"));
    }

    #[test]
    fn prefix_and_suffix_are_counted_in_characters() {
        let lexeme = Norms::default().lexeme("Österreich", &mut String::new());
        assert_eq!((lexeme.prefix, lexeme.suffix), (string_id("Ö"), string_id("ich")));
        let lexeme = Norms::default().lexeme("né", &mut String::new());
        assert_eq!((lexeme.prefix, lexeme.suffix), (string_id("n"), string_id("né")));
    }

    #[test]
    fn the_store_is_bounded() {
        let (mut lexemes, norms) = (Lexemes::default(), Norms::default());
        for number in 0..3 * MOST_LEXEMES {
            lexemes.of(&number.to_string(), &norms);
        }
        assert!(lexemes.known.len() <= MOST_LEXEMES);
    }
}
