//! Statements with the tokens they stand on, and the terms of the whole text, as later stages ask for them.

use std::ops::Range;

use rapporteur_language::Doc;
use rapporteur_record::codebook::TermMatch;
use rapporteur_record::{Span, Statement, StatementId, Term};

use crate::context::Context;
use crate::voices::{Voice, voices_of};

/// A statement in its text.
#[derive(Clone, Debug)]
pub(crate) struct Said<'s> {
    /// Its place in the list.
    pub(crate) id: StatementId,
    /// The statement.
    pub(crate) statement: &'s Statement,
    /// The tokens of its cue.
    pub(crate) cue: Vec<Range<usize>>,
    /// The tokens of its content.
    pub(crate) content: Vec<Range<usize>>,
    /// For whom it is said.
    pub(crate) voices: Vec<Voice>,
}

impl Said<'_> {
    /// Whether a token is part of what was said.
    pub(crate) fn holds(&self, token: usize) -> bool {
        self.content.iter().any(|range| range.contains(&token))
    }

    /// Whether a token is part of the words that mark it.
    pub(crate) fn is_cue(&self, token: usize) -> bool {
        self.cue.iter().any(|range| range.contains(&token))
    }

    /// The tokens of the content, in text order.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.content.iter().cloned().flatten()
    }

    /// The first token of the content.
    pub(crate) fn start(&self) -> usize {
        self.content.first().map_or(0, |range| range.start)
    }
}

/// All statements of a report in their text.
pub(crate) fn said<'s>(context: &Context<'_>, statements: &'s [Statement]) -> Vec<Said<'s>> {
    let one = |(at, statement): (usize, &'s Statement)| Said {
        id: StatementId(at as u32),
        statement,
        cue: statement.cue.iter().map(|span| tokens(context.doc, *span)).collect(),
        content: statement.content.iter().map(|span| tokens(context.doc, *span)).collect(),
        voices: voices_of(context, statement),
    };
    statements.iter().enumerate().map(one).collect()
}

/// The tokens of a span.
pub(crate) fn tokens(doc: &Doc, span: Span) -> Range<usize> {
    let start = doc.tokens().partition_point(|token| token.end <= span.start);
    let end = doc.tokens().partition_point(|token| token.start < span.end);
    start..end.max(start)
}

/// The span of a range of tokens.
pub(crate) fn span(doc: &Doc, tokens: Range<usize>) -> Span {
    let bytes = doc.bytes(tokens);
    Span { start: bytes.start as u32, end: bytes.end as u32 }
}

/// Which words of a text speak of which terms.
#[derive(Clone, Debug)]
pub(crate) struct Matter {
    found: Vec<TermMatch>,
}

impl Matter {
    /// The terms of a text.
    pub(crate) fn of(context: &Context<'_>) -> Self {
        let words: Vec<&str> = context.doc.iter().map(|token| token.text()).collect();
        let lemmas: Vec<&str> = context.doc.iter().map(|token| token.lemma()).collect();
        Self { found: context.codebook.terms_in(&words, &lemmas) }
    }

    /// The terms that begin in a range of tokens, in text order.
    pub(crate) fn within(&self, range: &Range<usize>) -> &[TermMatch] {
        let start = self.found.partition_point(|one| one.tokens.start < range.start);
        let end = self.found.partition_point(|one| one.tokens.start < range.end);
        self.found.get(start..end).unwrap_or_default()
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
