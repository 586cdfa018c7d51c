//! Sets tags, parts of speech, features and lemmas of tokens that match a pattern: spaCy's `attribute_ruler`.
//!
//! An English pipeline's tagger gives fine tags alone; this component makes the rest of them.
//!
//! ```text
//! [{TAG: PRP, LOWER: he}]              POS=PRON  MORPH=Case=Nom|…  LEMMA=he
//! [{LOWER: got}, {LOWER: ta}]  index 1 LEMMA=to
//! [{LOWER: i, DEP: nsubj}]             MORPH=Case=Nom|…
//! ```
//!
//! As in spaCy, all patterns are matched before anything is set, and where several set one token, the later rule of the
//! file has the last word. Patterns are found by a table from a word, tag or label to the few that ask for it.

mod anchors;
mod load;
mod pattern;

use anchors::Anchors;
use pattern::TokenPattern;

pub use load::RulerError;

use crate::doc::{Doc, Pos};

/// The rules of a pipeline's `attribute_ruler/patterns`.
#[derive(Debug)]
pub struct AttributeRuler {
    rules: Vec<Rule>,
    patterns: Vec<Pattern>,
    anchors: Anchors,
}

/// What a rule gives to its token.
#[derive(Debug, Default)]
struct Rule {
    /// Which token of the match; counted from its end where negative.
    index: i64,
    tag: Option<&'static str>,
    pos: Option<Pos>,
    morph: Option<&'static str>,
    dep: Option<&'static str>,
    lemma: Option<String>,
}

/// One of a rule's patterns: a row of tokens, each with its conditions.
#[derive(Debug)]
struct Pattern {
    rule: u32,
    tokens: Vec<TokenPattern>,
    /// The token of the pattern by which the table finds it.
    anchor: usize,
    /// The token that is set, counted from the first of the match.
    target: usize,
}

/// A rule to apply to a token. The order is that in which rules are applied: a token's rules by their number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    token: u32,
    rule: u32,
}

impl AttributeRuler {
    /// Applies all rules to all tokens.
    pub fn apply(&self, doc: &mut Doc) {
        let mut hits = Vec::with_capacity(2 * doc.len());
        let mut lower = String::new();
        for token in 0..doc.len() {
            self.anchors.candidates(doc, token, &mut lower, |pattern| {
                if let Some(hit) = self.patterns[pattern as usize].hit(doc, token) {
                    hits.push(hit);
                }
            });
        }
        hits.sort_unstable();
        for hit in hits {
            self.rules[hit.rule as usize].set(doc, hit.token as usize);
        }
    }
}

impl Pattern {
    /// The hit, if the pattern matches where its anchor is token `at`.
    fn hit(&self, doc: &Doc, at: usize) -> Option<Hit> {
        let first = at.checked_sub(self.anchor)?;
        let fits = first + self.tokens.len() <= doc.len()
            && self.tokens.iter().enumerate().all(|(offset, token)| token.matches(doc, first + offset));
        fits.then(|| Hit { token: (first + self.target) as u32, rule: self.rule })
    }
}

impl Rule {
    fn set(&self, doc: &mut Doc, index: usize) {
        let token = &mut doc.tokens[index];
        token.tag = self.tag.unwrap_or(token.tag);
        token.pos = self.pos.unwrap_or(token.pos);
        token.morph = self.morph.unwrap_or(token.morph);
        token.dep = self.dep.unwrap_or(token.dep);
        if let Some(lemma) = &self.lemma {
            doc.set_lemma(index, lemma);
        }
    }
}

#[cfg(test)]
mod tests;
