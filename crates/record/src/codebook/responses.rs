//! Answers: the words by which a party accepts, refuses or puts off what is proposed, and those for what is proposed.
//!
//! ```text
//! The union turned down the offer, which it called “an insult”, and tabled its own.
//!           turn down   offer                        insult         table
//!           rejected    proposal                     rejected, weak  puts forward
//! ```
//!
//! A verb may stand with the particle or preposition that goes with it; the longest that fits the text counts.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use super::fold::fold;
use crate::{ResponseValue, Stance};

/// An `[[answer]]` row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerRow {
    means: ResponseValue,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    judgements: Vec<String>,
}

/// A `[[stance]]` row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StanceRow {
    stance: Stance,
    verbs: Vec<String>,
}

/// A `[[proposal]]` row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposalRow {
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    settled: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
}

/// What an answering word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Which response it is.
    pub response: ResponseValue,
    /// Whether other answers of the same party count more.
    pub weak: bool,
}

/// How surely a noun names a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProposalNoun {
    /// Only where the text says that it was proposed, or what for: "terms", "text".
    Open,
    /// By itself: "proposal", "offer".
    Sure,
}

/// Words by their first word: the further words that must go with it, and what they mean together. Longest first.
#[derive(Clone, Debug)]
struct Phrases<T>(HashMap<String, Vec<(Vec<String>, T)>>);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Copy> Phrases<T> {
    /// A later meaning of the same phrase replaces the earlier.
    fn add(&mut self, phrases: &[String], meaning: T) {
        for phrase in phrases {
            // The further words stand as the text's own do; only the first is looked up in its one spelling.
            let phrase = phrase.to_lowercase();
            let mut words = phrase.split([' ', '-']).map(str::to_owned);
            let first = fold(&words.next().unwrap_or_default());
            let rest: Vec<String> = words.collect();
            let known = self.0.entry(first).or_default();
            known.retain(|(other, _)| *other != rest);
            known.push((rest, meaning));
            known.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    fn get(&self, first: &str, fits: impl Fn(&[String]) -> bool) -> Option<T> {
        self.0.get(&fold(first))?.iter().find(|(rest, _)| fits(rest)).map(|(_, meaning)| *meaning)
    }
}

/// The tables of answers, stances and words for proposals. Words are asked in base form and small letters; `fits` is
/// given the further words of a phrase (none for a single word) and says whether the text has them.
#[derive(Clone, Debug, Default)]
pub struct Responses {
    verbs: Phrases<Answer>,
    nouns: Phrases<Answer>,
    judgements: Phrases<Answer>,
    stances: Phrases<Stance>,
    tabling: Phrases<()>,
    settling: Phrases<()>,
    proposals: Phrases<ProposalNoun>,
}

impl Responses {
    pub(super) fn add(
        &mut self,
        answers: &[Spanned<AnswerRow>],
        stances: &[Spanned<StanceRow>],
        proposals: &[Spanned<ProposalRow>],
    ) {
        for row in answers.iter().map(Spanned::get_ref) {
            let answer = Answer { response: row.means, weak: row.weak };
            self.verbs.add(&row.verbs, answer);
            self.nouns.add(&row.nouns, answer);
            self.judgements.add(&row.judgements, answer);
        }
        for row in stances.iter().map(Spanned::get_ref) {
            self.stances.add(&row.verbs, row.stance);
        }
        for row in proposals.iter().map(Spanned::get_ref) {
            self.proposals.add(&row.open, ProposalNoun::Open);
            self.proposals.add(&row.nouns, ProposalNoun::Sure);
            self.tabling.add(&row.verbs, ());
            self.settling.add(&row.settled, ());
        }
    }

    /// The answer that a verb gives: "turn" with "down".
    pub fn verb(&self, lemma: &str, fits: impl Fn(&[String]) -> bool) -> Option<Answer> {
        self.verbs.get(lemma, fits)
    }

    /// The answer that a noun names: "rejection".
    pub fn noun(&self, lemma: &str, fits: impl Fn(&[String]) -> bool) -> Option<Answer> {
        self.nouns.get(lemma, fits)
    }

    /// The answer of one who calls the proposal so: "unacceptable", "out of the question".
    pub fn judgement(&self, word: &str, fits: impl Fn(&[String]) -> bool) -> Option<Answer> {
        self.judgements.get(word, fits)
    }

    /// Where the subject of a verb stands on its object: "insist" with "on".
    pub fn stance(&self, lemma: &str, fits: impl Fn(&[String]) -> bool) -> Option<Stance> {
        self.stances.get(lemma, fits)
    }

    /// Whether a verb puts its object on the table: "put" with "forward".
    pub fn tables(&self, lemma: &str, fits: impl Fn(&[String]) -> bool) -> bool {
        self.tabling.get(lemma, fits).is_some()
    }

    /// Whether a verb tells that its object was agreed: "settle" with "for".
    pub fn settles(&self, lemma: &str, fits: impl Fn(&[String]) -> bool) -> bool {
        self.settling.get(lemma, fits).is_some()
    }

    /// Whether a noun names what is proposed; `fits` looks at the words after it ("road" with "map").
    pub fn proposal(&self, lemma: &str, fits: impl Fn(&[String]) -> bool) -> Option<ProposalNoun> {
        self.proposals.get(lemma, fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;

    #[test]
    fn the_longest_phrase_that_fits_counts() {
        let responses = Codebook::builtin().responses();
        let with = |particle: &'static str| move |rest: &[String]| rest.iter().all(|word| word == particle);
        let response = |lemma, particle| responses.verb(lemma, with(particle)).map(|answer| answer.response);
        assert_eq!(response("turn", "down"), Some(ResponseValue::Rejected));
        assert_eq!(response("turn", "up"), None);
        assert_eq!(response("take", "back"), Some(ResponseValue::Withdrawn));
        assert_eq!(responses.stance("insist", with("on")), Some(Stance::For));
        assert_eq!(responses.proposal("text", |rest| rest.is_empty()), Some(ProposalNoun::Open));
        assert!(responses.tables("put", with("forward")) && !responses.tables("put", with("off")));
        assert_eq!(response("criticise", ""), response("criticize", ""));
        assert_eq!(responses.proposal("compromise", |rest| rest.is_empty()), Some(ProposalNoun::Sure));
        assert_eq!(response("speak", "in favour of"), None);
        assert_eq!(responses.verb("speak", |rest| rest == ["in", "favour", "of"]).map(|one| one.weak), Some(true));
    }
}
