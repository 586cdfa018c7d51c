//! Regular expressions of a pipeline's rules that only spell out a few words.
//!
//! ```text
//! ^n[ou]thin'$   nothin' nuthin'
//! ^y'?$          y y'
//! ^[0-9]+$       no end of words
//! ```
//!
//! Such an expression can be looked up in a table like any word. That matters, since others must be tried at each token.

use regex_automata::meta::Regex;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, Look};

/// What an expression amounts to.
pub(crate) enum WordRegex {
    /// It matches these words and nothing else.
    Words(Vec<String>),
    /// It matches more.
    Regex(Regex),
}

/// Reads an expression as Python's `re.search` would.
///
/// # Errors
/// With the reason, in words, when it uses what a linear-time matcher can't run (look-around, back references).
pub(crate) fn word_regex(expression: &str) -> Result<WordRegex, String> {
    let parsed = regex_syntax::parse(expression).map_err(|error| one_line(&error.to_string()))?;
    match words(&parsed) {
        Some(words) => Ok(WordRegex::Words(words)),
        None => {
            Regex::builder().build_from_hir(&parsed).map(WordRegex::Regex).map_err(|error| one_line(&error.to_string()))
        }
    }
}

/// The words that an expression anchored at both ends matches, if they are few.
fn words(parsed: &Hir) -> Option<Vec<String>> {
    let properties = parsed.properties();
    let whole = properties.look_set_prefix().contains(Look::Start) && properties.look_set_suffix().contains(Look::End);
    // An anchor in the middle, or a word boundary, makes a word of the list impossible.
    let only_anchors = properties.look_set().len() == 2;
    if !(whole && only_anchors) {
        return None;
    }
    let literals = Extractor::new().extract(parsed);
    let exact = literals.literals()?.iter().map(|literal| {
        let word = std::str::from_utf8(literal.as_bytes()).ok()?;
        literal.is_exact().then(|| word.to_owned())
    });
    exact.collect()
}

/// The last line of an error that draws the expression above it.
fn one_line(error: &str) -> String {
    error.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str, expect: Option<&[&str]>) {
        match (word_regex(expression), expect) {
            (Ok(WordRegex::Words(mut words)), Some(expect)) => {
                words.sort();
                assert_eq!(words, expect, "{expression}");
            }
            (Ok(WordRegex::Regex(_)), None) => {}
            (_, expect) => panic!("{expression} is not {expect:?}"),
        }
    }

    #[test]
    fn finite_expressions_are_lists() {
        check("^n'?t$", Some(&["n't", "nt"]));
        check("^n[ou]thin'$", Some(&["nothin'", "nuthin'"]));
        check("^(?:ja|nei)$", Some(&["ja", "nei"]));
    }

    #[test]
    fn other_expressions_are_not() {
        check("nothin", None);
        check("^a+$", None);
        check("^no", None);
        check(r"^\bno$", None);
    }

    #[test]
    fn what_cannot_run_is_refused_in_words() {
        let Err(reason) = word_regex("a(?=b)") else { panic!("look-around was taken") };
        assert!(reason.contains("look-around"), "{reason}");
    }
}
