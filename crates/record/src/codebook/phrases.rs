//! Phrases of the tables, found at a place in a row of tokens: the longest one wins.

use super::fold::{fold, push_token};
use super::keyed::Keyed;

/// How a text must write a name so that it is the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Capitals {
    /// As it likes: offices, names such as "al-Shabaab".
    Any,
    /// The first word with a capital: "Turkey" is no "turkey".
    First,
    /// Two capitals at least: "LeT" is no "Let".
    Two,
    /// No small letter at all: "US" is no "us", "WHO" no "Who".
    All,
}

/// Initials with a small letter among them have no more bytes than these.
const SHORT: usize = 4;

impl Capitals {
    /// What the table's own writing of a name asks of a text.
    pub(crate) fn of(name: &str) -> Self {
        let mut letters = name.chars().filter(|letter| letter.is_alphabetic());
        match letters.next() {
            Some(first) if first.is_uppercase() => {
                let (capitals, short) =
                    (name.chars().filter(|letter| letter.is_uppercase()).count(), name.len() <= SHORT);
                match name.chars().any(char::is_lowercase) {
                    false if letters.next().is_some() => Self::All,
                    true if short && capitals > 1 => Self::Two,
                    _ => Self::First,
                }
            }
            _ => Self::Any,
        }
    }

    fn accepts(self, tokens: &[&str]) -> bool {
        match self {
            Self::Any => true,
            Self::First => tokens.first().and_then(|token| token.chars().next()).is_some_and(|l| !l.is_lowercase()),
            Self::Two => {
                tokens.iter().flat_map(|token| token.chars()).filter(|letter| letter.is_uppercase()).count() > 1
            }
            Self::All => !tokens.iter().flat_map(|token| token.chars()).any(char::is_lowercase),
        }
    }
}

/// What a phrase stands for, and how it must be written.
#[derive(Clone, Debug)]
struct Held<T> {
    capitals: Capitals,
    payload: T,
}

/// Folded phrases with what they stand for, searched by their first word.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    held: Keyed<Box<str>, Vec<Held<T>>>,
    /// First folded word to the most words of a phrase that begins with it.
    longest: Keyed<Box<str>, usize>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { held: Keyed::default(), longest: Keyed::default() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase; one phrase may stand for several things, kept in the order of adding.
    pub(crate) fn insert(&mut self, phrase: &str, capitals: Capitals, payload: T) {
        let key = fold(phrase);
        let words = key.split(' ').count();
        if let Some(first) = key.split(' ').next() {
            match self.longest.get_mut(first) {
                Some(most) => *most = words.max(*most),
                None => drop(self.longest.insert(first.into(), words)),
            }
        }
        let held = Held { capitals, payload };
        match self.held.get_mut(key.as_str()) {
            Some(list) => list.push(held),
            None => drop(self.held.insert(key.into(), vec![held])),
        }
    }

    /// Lets a phrase stand for one thing, whatever it stood for before.
    pub(crate) fn put(&mut self, phrase: &str, capitals: Capitals, payload: T) {
        if let Some(list) = self.held.get_mut(fold(phrase).as_str()) {
            list.clear();
        }
        self.insert(phrase, capitals, payload);
    }

    /// All that `phrase` stands for, however it is written.
    pub(crate) fn all(&self, phrase: &str) -> impl Iterator<Item = &T> {
        self.held.get(fold(phrase).as_str()).into_iter().flatten().map(|held| &held.payload)
    }

    /// All that `phrase` stands for with the capitals that it has.
    pub(crate) fn written<'a>(&'a self, phrase: &'a str) -> impl Iterator<Item = &'a T> {
        let held = self.held.get(fold(phrase).as_str()).into_iter().flatten();
        held.filter(move |held| held.capitals.accepts(&[phrase])).map(|held| &held.payload)
    }

    /// The longest phrase whose first token is `tokens[at]`: how many tokens it takes, and what it stands for.
    pub(crate) fn longest_at(&self, tokens: &[&str], at: usize) -> Option<(usize, impl Iterator<Item = &T>)> {
        let mut key = String::new();
        push_token(&mut key, tokens.get(at)?);
        let most = *self.longest.get(key.split(' ').next()?)?;
        let mut found = None;
        let mut end = at + 1;
        loop {
            if key.split(' ').count() > most {
                break;
            }
            if let Some(held) = self.held.get(key.as_str())
                && held.iter().any(|held| held.capitals.accepts(&tokens[at..end]))
            {
                found = Some((end, held));
            }
            // A hyphen adds nothing to the key; a phrase does not end with one.
            while end < tokens.len() && !push_token(&mut key, tokens[end]) {
                end += 1;
            }
            if end >= tokens.len() {
                break;
            }
            end += 1;
        }
        let (end, held) = found?;
        let span: Vec<&str> = tokens[at..end].to_vec();
        let fitting = held.iter().filter(move |held| held.capitals.accepts(&span)).map(|held| &held.payload);
        Some((end - at, fitting))
    }
}

#[cfg(test)]
mod tests {
    use super::{Capitals, Phrases};

    fn find(text: &str) -> Option<(usize, u32)> {
        let mut phrases = Phrases::default();
        for (id, name) in
            ["US", "United States", "United Nations Security Council", "al-Shabaab", "Turkey", "United Nations"]
                .iter()
                .enumerate()
        {
            phrases.insert(name, Capitals::of(name), id as u32);
        }
        let tokens: Vec<&str> = text.split(' ').collect();
        phrases.longest_at(&tokens, 0).map(|(len, mut ids)| (len, *ids.next().unwrap()))
    }

    #[test]
    fn the_longest_phrase_wins_with_its_capitals() {
        for (text, expect) in [
            ("U.S. envoy", Some((1, 0))),
            ("us all", None),
            ("United States of", Some((2, 1))),
            ("United Nations Security Council said", Some((4, 2))),
            ("United Nations Security", Some((2, 5))),
            ("Al - Shabaab fighters", Some((3, 3))),
            ("al-Shabaab", Some((1, 3))),
            ("al -", None),
            ("turkey", None),
            ("TURKEY", Some((1, 4))),
            ("United", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(find(text), expect, "{text}");
        }
    }
}
