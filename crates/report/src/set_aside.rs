//! What can't be read: empty, binary, or in a language without a model. Nothing else sets a report aside.

use std::fmt;

use crate::language::foreign_language;

/// Why a report can't be read; its display is the `reason` of the record's coverage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetAside {
    /// No letter and no digit in it.
    Empty,
    /// No text at all.
    Binary {
        /// What it looks like: "a PDF file", or "it holds bytes that no text has".
        looks: &'static str,
    },
    /// In a language that no model is loaded for.
    Language {
        /// Its English name.
        name: &'static str,
    },
}

impl fmt::Display for SetAside {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => out.write_str("empty"),
            Self::Binary { looks } => write!(out, "binary: {looks}"),
            Self::Language { name } => write!(out, "in {name}; no model is loaded for it"),
        }
    }
}

/// Why `text` can't be read with models for `loaded_languages` (codes of two or three letters, "en"), or `None` when it
/// can. A text too short or too mixed to tell its language is read.
///
/// ```
/// use rapporteur_report::why_unreadable;
/// let french = "La ministre a déclaré que les pourparlers reprendraient lundi dans la capitale, sans donner de détails.";
/// assert_eq!(why_unreadable(french, &["en"]).unwrap().to_string(), "in French; no model is loaded for it");
/// assert_eq!(why_unreadable(french, &["en", "fr"]), None);
/// ```
pub fn why_unreadable(text: &str, loaded_languages: &[&str]) -> Option<SetAside> {
    if is_binary(text) {
        return Some(SetAside::Binary { looks: "it holds bytes that no text has" });
    }
    if !text.chars().any(char::is_alphanumeric) {
        return Some(SetAside::Empty);
    }
    foreign_language(text, loaded_languages).map(|name| SetAside::Language { name })
}

/// At least four, and more than one in twenty, characters are controls that no text has.
pub(crate) fn is_binary(text: &str) -> bool {
    let odd = |one: char| one.is_control() && !one.is_whitespace();
    let (all, odd) = text.chars().fold((0, 0), |(all, sum), one| (all + 1, sum + usize::from(odd(one))));
    odd >= 4 && odd * 20 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_noise_are_set_aside() {
        for text in ["", " \r\n\t", "...", "\u{FEFF}"] {
            assert_eq!(why_unreadable(text, &["en"]), Some(SetAside::Empty), "{text:?}");
        }
        let noise = "\u{1}\u{2}PK\u{3}\u{4}\u{0}\u{0}abc";
        assert!(matches!(why_unreadable(noise, &["en"]), Some(SetAside::Binary { .. })));
    }

    #[test]
    fn a_stray_control_character_or_a_number_is_no_reason() {
        for text in ["Talks go on.\u{c}Page 2", "The envoy\u{FFFD}s car", "42", "Oslo", "🤝 deal"] {
            assert_eq!(why_unreadable(text, &["en"]), None, "{text:?}");
        }
    }
}
