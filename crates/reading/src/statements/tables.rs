//! The words of `codebook/acts.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::clauses::Content;

/// What `codebook/acts.toml` holds.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tables {
    pub(super) phrases: ActPhrases,
    pub(super) verbs: Verbs,
    pub(super) judgement: Judgement,
    pub(super) firmness: FirmnessPhrases,
}

/// Phrases that tell an act.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActPhrases {
    pub(super) disclaim: Phrases,
    pub(super) deny: Phrases,
    pub(super) reject: Phrases,
    pub(super) accept: Phrases,
    pub(super) offer: Phrases,
    pub(super) praise: Phrases,
    pub(super) criticise: Phrases,
}

/// Verbs by what it means to do such a thing.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Verbs {
    pub(super) accept: BTreeSet<String>,
    pub(super) give: BTreeSet<String>,
    pub(super) refuse: BTreeSet<String>,
    pub(super) want: BTreeSet<String>,
    pub(super) ask: BTreeSet<String>,
    pub(super) harm: BTreeSet<String>,
    pub(super) misdeed: BTreeSet<String>,
    pub(super) praise: BTreeSet<String>,
    pub(super) mental: BTreeSet<String>,
    pub(super) expect: BTreeSet<String>,
    pub(super) plan: BTreeSet<String>,
}

/// What things are called.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Judgement {
    pub(super) good: BTreeSet<String>,
    pub(super) bad: BTreeSet<String>,
    pub(super) crime: BTreeSet<String>,
}

/// Phrases that tell a firmness.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FirmnessPhrases {
    pub(super) categorical: Phrases,
    /// Words that deny all; they leave no room in a refusal only.
    pub(super) none: Phrases,
    /// Reservations of one who agrees.
    pub(super) reserved: Phrases,
    pub(super) hedged: Phrases,
    pub(super) speculative: Phrases,
}

/// The table that is part of the program. A test holds that it can be read.
pub(super) static TABLES: LazyLock<Tables> =
    LazyLock::new(|| toml::from_str(include_str!("../../../../codebook/acts.toml")).unwrap_or_default());

/// Rows of words, found by the first.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases {
    by_first: BTreeMap<String, Vec<Vec<String>>>,
}

impl From<Vec<String>> for Phrases {
    fn from(rows: Vec<String>) -> Self {
        let mut by_first: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for row in rows {
            let mut words = row.split_whitespace().map(str::to_owned);
            if let Some(first) = words.next() {
                by_first.entry(first).or_default().push(words.collect());
            }
        }
        Self { by_first }
    }
}

impl Phrases {
    /// Does one of them stand in the content?
    pub(super) fn found_in(&self, content: &Content<'_>) -> bool {
        (0..content.words.len()).any(|at| self.stands_at(content, at))
    }

    /// The same without a denial in the words before ("did not immediately agree to").
    pub(super) fn affirmed_in(&self, content: &Content<'_>) -> bool {
        let denied = |at: usize| {
            content.words[at.saturating_sub(3)..at]
                .iter()
                .any(|word| matches!(word.small.as_str(), "not" | "never" | "no" | "nor"))
        };
        (0..content.words.len()).any(|at| self.stands_at(content, at) && !denied(at))
    }

    fn stands_at(&self, content: &Content<'_>, at: usize) -> bool {
        let word = &content.words[at];
        let rows = [&word.small, &word.lemma].into_iter().filter_map(|form| self.by_first.get(form)).flatten();
        let mut rows = rows;
        rows.any(|row| {
            row.iter().enumerate().all(|(step, form)| {
                content.words.get(at + 1 + step).is_some_and(|word| word.small == *form || word.lemma == *form)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_loads() {
        let read: Result<Tables, _> = toml::from_str(include_str!("../../../../codebook/acts.toml"));
        assert!(read.is_ok(), "{read:?}");
    }
}
