//! Lemmas by tables and suffix rules: spaCy's `lemmatizer`.
//!
//! ```text
//! ladies  NOUN Number=Plur   rule ies → y, lady is in the index          lady
//! went    VERB Tense=Past    listed as an exception                      go
//! Oslo    PROPN              no table for proper nouns in English        Oslo
//! ```
//!
//! There is no cache of lemmas, although spaCy has one: with hashed tables a lemma costs no more than a look into a
//! cache that threads share, and nothing can grow.

mod french;
mod load;
mod rules;
mod tables;

pub use load::LemmatizerError;
use tables::Tables;

use crate::doc::{Doc, Pos};
use crate::python_str::push_lower;

/// A pipeline's lemmatizer, ready to run.
#[derive(Debug)]
pub struct Lemmatizer {
    method: Method,
    tables: Tables,
    overwrite: bool,
}

/// The ways to lemmatize that exist in spaCy and run here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    /// The generic rules, without any test for words that need none.
    Rules,
    /// The generic rules, after a look at the features: a singular noun is its own lemma.
    EnglishRules,
    FrenchRules,
    /// One table from words to lemmas.
    Lookup,
}

/// A word as the rules see it.
#[derive(Clone, Copy)]
struct Word<'w> {
    text: &'w str,
    lower: &'w str,
    pos: Pos,
    morph: &'w str,
}

impl Lemmatizer {
    /// The same lemmatizer, said whether it replaces lemmas that the doc has already (`overwrite` in the pipeline's
    /// `config.cfg`). It doesn't by default.
    pub fn overwriting(mut self, overwrite: bool) -> Lemmatizer {
        self.overwrite = overwrite;
        self
    }

    /// Gives each token its lemma; one that has a lemma keeps it, unless the lemmatizer overwrites.
    pub fn apply(&self, doc: &mut Doc) {
        let (mut lower, mut lemma) = (String::new(), String::new());
        for index in 0..doc.len() {
            let token = doc.token(index);
            if !self.overwrite && !token.lemma().is_empty() {
                continue;
            }
            lower.clear();
            push_lower(token.text(), &mut lower);
            lemma.clear();
            let word = Word { text: token.text(), lower: &lower, pos: token.pos, morph: token.morph };
            self.push_lemma(word, &mut lemma);
            doc.set_lemma(index, &lemma);
        }
    }

    /// Writes the lemma of a word into `out`, which is empty.
    fn push_lemma(&self, word: Word<'_>, out: &mut String) {
        let tables = &self.tables;
        match self.method {
            Method::Lookup => out.push_str(tables.lookup(word.text).unwrap_or(word.text)),
            _ if matches!(word.pos, Pos::None | Pos::Space) => out.push_str(word.lower),
            Method::FrenchRules => french::push_lemma(tables, word, out),
            Method::EnglishRules if rules::is_english_base_form(word) => out.push_str(word.lower),
            Method::EnglishRules | Method::Rules => rules::push_lemma(tables, word, out),
        }
    }
}

#[cfg(test)]
mod tests;
