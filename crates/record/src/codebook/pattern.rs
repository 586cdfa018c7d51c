//! The phrases of `codebook/terms.toml`, taken apart into plain rows of steps.
//!
//! ```text
//! (release|free) ~ (hostage|prisoner)     four rows: release … hostage, free … hostage, release … prisoner, …
//! [partial] withdrawal                    two rows: partial withdrawal; withdrawal
//! ```
//!
//! `(a|b c)` is a choice, `[a]` may be missing, `~` stands for up to [`GAP`] words within the sentence. Articles and
//! possessives need not be written: the matcher passes over them.

use super::fold::fold;

/// The most tokens that `~` stands for.
pub(super) const GAP: u8 = 4;
/// A phrase that opens out into more rows than this is a slip of its author.
const MOST_ROWS: usize = 2_000;

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// This folded word.
    Word(String),
    /// Up to [`GAP`] other words.
    Gap,
}

/// Words inside a phrase that change nothing of what it speaks about.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "your"
            | "my"
            | "all"
            | "any"
            | "s"
            | "this"
            | "these"
            | "those"
            | "that"
    )
}

/// The rows of steps that a phrase stands for, or why it can't be read.
pub(super) fn rows(pattern: &str) -> Result<Vec<Vec<Step>>, &'static str> {
    let mut rows: Vec<Vec<Step>> = vec![Vec::new()];
    let mut rest = pattern.trim();
    while let Some(first) = rest.chars().next() {
        let (choices, after) = match first {
            '(' => choice(rest, ')')?,
            '[' => {
                let (mut choices, after) = choice(rest, ']')?;
                choices.push(Vec::new());
                (choices, after)
            }
            '~' => (vec![vec![Step::Gap]], rest.get(1..).unwrap_or("")),
            ')' | ']' | '|' => return Err("a bracket is not opened"),
            _ => {
                let end = rest.find(|l: char| l.is_whitespace() || "()[]|~".contains(l)).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                (vec![words(word)], after)
            }
        };
        rows = product(&rows, &choices)?;
        rest = after.trim_start();
    }
    if rows.iter().any(|row| !matches!((row.first(), row.last()), (Some(Step::Word(_)), Some(Step::Word(_))))) {
        return Err("it must begin and end with a word");
    }
    Ok(rows)
}

/// The alternatives of the bracket that `text` begins with, and what comes after it.
fn choice(text: &str, close: char) -> Result<(Vec<Vec<Step>>, &str), &'static str> {
    let inner = text.get(1..).unwrap_or("");
    let (inner, after) = inner.split_once(close).ok_or("a bracket is not closed")?;
    if inner.contains(['(', '[']) {
        return Err("brackets can't be nested");
    }
    let steps = |part: &str| {
        part.split_whitespace().flat_map(|word| if word == "~" { vec![Step::Gap] } else { words(word) }).collect()
    };
    let choices: Vec<Vec<Step>> = inner.split('|').map(steps).collect();
    if choices.iter().any(Vec::is_empty) {
        return Err("an alternative is empty; write [word] for a word that may be missing");
    }
    Ok((choices, after))
}

fn words(word: &str) -> Vec<Step> {
    let key = fold(word);
    key.split(' ').filter(|word| !word.is_empty() && !is_filler(word)).map(|word| Step::Word(word.to_owned())).collect()
}

fn product(rows: &[Vec<Step>], choices: &[Vec<Step>]) -> Result<Vec<Vec<Step>>, &'static str> {
    if rows.len() * choices.len() > MOST_ROWS {
        return Err("it stands for too many phrases; split it");
    }
    Ok(rows.iter().flat_map(|row| choices.iter().map(move |choice| [row.as_slice(), choice].concat())).collect())
}

#[cfg(test)]
mod tests {
    use super::{Step, rows};

    fn shown(pattern: &str) -> Vec<String> {
        let step = |step: &Step| match step {
            Step::Word(word) => word.clone(),
            Step::Gap => "~".to_owned(),
        };
        rows(pattern).unwrap().iter().map(|row| row.iter().map(step).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn patterns_open_out_into_rows() {
        for (pattern, expect) in [
            ("cease-fire", vec!["cease fire"]),
            ("halt to the fighting", vec!["halt to fighting"]),
            ("(free|let go) ~ hostage", vec!["free ~ hostage", "let go ~ hostage"]),
            ("[partial] withdrawal", vec!["partial withdrawal", "withdrawal"]),
            ("lay~arms", vec!["lay ~ arms"]),
        ] {
            assert_eq!(shown(pattern), expect, "{pattern}");
        }
    }

    #[test]
    fn slips_are_refused() {
        for pattern in ["", "~ arms", "(a|b", "a)", "(a||b) c", "(a [b]) c", "the"] {
            assert!(rows(pattern).is_err(), "{pattern}");
        }
    }
}
