//! What a text is about: which of its words speak of which terms.
//!
//! Looked for once in each report, for all stages that ask.

use std::ops::Range;

use rapporteur_language::Doc;
use rapporteur_record::Term;
use rapporteur_record::codebook::{Codebook, TermMatch};

/// Which words of a text speak of which terms.
#[derive(Clone, Debug, Default)]
pub struct Matter {
    found: Vec<TermMatch>,
}

impl Matter {
    /// The terms of a text.
    pub fn of(doc: &Doc, codebook: &Codebook) -> Self {
        Self { found: terms_in(doc, codebook, 0..doc.len()) }
    }

    /// All of them, in text order.
    pub(crate) fn all(&self) -> &[TermMatch] {
        &self.found
    }

    /// The terms that begin in a range of tokens, in text order.
    pub(crate) fn within(&self, range: &Range<usize>) -> &[TermMatch] {
        let start = self.found.partition_point(|one| one.tokens.start < range.start);
        let end = self.found.partition_point(|one| one.tokens.start < range.end);
        self.found.get(start..end).unwrap_or_default()
    }

    /// The category of which the text speaks most; of equals the first of the contract's list.
    pub(crate) fn most_told(&self) -> Option<Term> {
        // How and whether to talk is spoken of in every report.
        let of_substance = |term: &Term| !matches!(term, Term::TalksFormat | Term::Peace | Term::Implementation);
        let count = |term: &Term| self.found.iter().filter(|one| one.term == *term).count();
        let most = Term::ALL.iter().rev().copied().filter(of_substance).max_by_key(count)?;
        (count(&most) > 1).then_some(most)
    }

    /// The categories in a range, each once, in text order.
    pub(crate) fn categories(&self, range: &Range<usize>) -> Vec<Term> {
        let mut all: Vec<Term> = Vec::new();
        for found in self.within(range) {
            if !all.contains(&found.term) {
                all.push(found.term);
            }
        }
        all
    }
}

/// The terms in a range of tokens read by itself: of "opposes foreign troops" the longer phrase begins before "foreign".
pub(crate) fn terms_in(doc: &Doc, codebook: &Codebook, tokens: Range<usize>) -> Vec<TermMatch> {
    let words: Vec<&str> = tokens.clone().map(|at| doc.token(at).text()).collect();
    let lemmas: Vec<&str> = tokens.map(|at| doc.token(at).lemma()).collect();
    codebook.terms_in(&words, &lemmas)
}
