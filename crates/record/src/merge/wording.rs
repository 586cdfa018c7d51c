//! Wordings compared: when two phrases speak of one thing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::codebook::fold::fold;

/// Words that name no thing of their own in a phrase about a negotiation, folded.
const EMPTY: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "for",
    "to",
    "in",
    "on",
    "at",
    "by",
    "with",
    "and",
    "or",
    "from",
    "that",
    "this",
    "its",
    "their",
    "his",
    "her",
    "as",
    "until",
    "whether",
    "who",
    "proposal",
    "proposals",
    "plan",
    "deal",
    "agreement",
    "accord",
    "draft",
    "offer",
    "idea",
    "terms",
    "term",
    "text",
    "package",
    "proposed",
    "new",
];

/// What a quotation says, whatever its quotation marks, spacing, capitals and closing points: outlets differ in these.
pub(crate) fn quotation_key<'t>(pieces: impl IntoIterator<Item = &'t str>) -> String {
    let mut key = String::new();
    for word in pieces.into_iter().flat_map(str::split_whitespace) {
        let kept = word.chars().filter(|letter| !is_quotation_mark(*letter)).flat_map(char::to_lowercase);
        let start = key.len();
        if start > 0 {
            key.push(' ');
        }
        let with_gap = key.len();
        key.extend(kept);
        if key.len() == with_gap {
            key.truncate(start);
        }
    }
    let kept = key.trim_end_matches([',', '.', ';', ' ', '…']).len();
    key.truncate(kept);
    key
}

/// Apostrophes are among them: some outlets close a quotation with what others write within words.
fn is_quotation_mark(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '`' | '«' | '»' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}' | '″' | '′')
}

/// The words of a phrase that name things, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Wording(BTreeSet<String>);

impl Wording {
    pub(crate) fn of(phrase: &str) -> Self {
        let folded = fold(phrase);
        let trimmed = folded.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        Self(trimmed.filter(|word| !word.is_empty() && !EMPTY.contains(word)).map(stem).collect())
    }

    /// Nothing but empty words: "the deal".
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the two may speak of one thing: half of all their words are shared, or one says all that the other
    /// does and more. A 30-day truce is no 60-day truce: where both give numbers, one must be shared.
    pub(crate) fn fits(&self, other: &Wording) -> bool {
        let (ours, theirs) = (self.numbers(), other.numbers());
        if !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs) {
            return false;
        }
        let shared = self.0.intersection(&other.0).count();
        let all = self.0.union(&other.0).count();
        shared > 0 && (2 * shared >= all || shared == self.0.len().min(other.0.len()))
    }

    fn numbers(&self) -> BTreeSet<&str> {
        self.0.iter().map(String::as_str).filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).collect()
    }
}

/// The word without its ending, so that "prolongs", "prolonged" and "prolonging" are one. Crude: it only compares.
fn stem(word: &str) -> String {
    let shorter = ["ing", "ed", "es", "s", "e"].iter().find_map(|ending| word.strip_suffix(ending));
    shorter.filter(|rest| rest.len() >= 4).unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_its_words() {
        let key = quotation_key(["“We will not  sign,”"]);
        assert_eq!(key, "we will not sign");
        for other in ["\"We will not sign.\"", "« we will\nnot sign »", "'We will not sign'"] {
            assert_eq!(quotation_key([other]), key, "{other}");
        }
        assert_eq!(quotation_key(["“We will", "not sign”"]), key);
        assert_ne!(quotation_key(["We will sign"]), key);
        assert_eq!(quotation_key(["“ ”"]), "");
    }

    #[test]
    fn wordings_of_one_thing_fit() {
        let fits = |one: &str, other: &str| Wording::of(one).fits(&Wording::of(other));
        for (one, other) in [
            ("30-day ceasefire", "the proposed ceasefire"),
            ("prolonging the war", "who prolongs the war"),
            ("joint harbour fund", "fund for the harbour"),
        ] {
            assert!(fits(one, other), "{one} / {other}");
        }
        for (one, other) in [
            ("30-day ceasefire", "60-day ceasefire"),
            ("harbour fund", "prisoner exchange"),
            ("the plan", "the plan"),
            ("release of the crew", "release of the frozen harbour money"),
        ] {
            assert!(!fits(one, other), "{one} / {other}");
        }
    }
}
