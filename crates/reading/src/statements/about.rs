//! Which terms a statement speaks of.

use std::collections::BTreeSet;

use rapporteur_record::{Span, Term};

use crate::attribution::Attribution;
use crate::context::Context;

/// The categories of the terms in the content; where there are none, those in its sentence.
pub(super) fn about(context: &Context<'_>, attribution: &Attribution) -> Vec<Term> {
    let terms: BTreeSet<Term> = attribution.content.iter().flat_map(|span| terms_in(context, *span)).collect();
    terms.into_iter().collect()
}

fn terms_in(context: &Context<'_>, span: Span) -> Vec<Term> {
    let doc = context.doc;
    let Some(start) = doc.token_at(span.start as usize) else { return Vec::new() };
    let end = doc.tokens().partition_point(|token| token.start < span.end).max(start);
    let words: Vec<&str> = (start..end).map(|at| doc.token(at).text()).collect();
    let lemmas: Vec<&str> = (start..end).map(|at| doc.token(at).lemma()).collect();
    context.codebook.terms_in(&words, &lemmas).into_iter().map(|found| found.term).collect()
}
