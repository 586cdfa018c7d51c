//! Contexts: what an event is about, by the words of its paragraph.

use std::collections::BTreeSet;
use std::ops::Range;

use rapporteur_language::{Doc, Pos};

use super::deed::Deed;
use super::finder::Finder;
use super::phrase::lower;

/// How many words before and after a deed are read, at most.
const REACH: usize = 120;

/// The contexts of a deed, in the order of the alphabet.
pub(super) fn of(finder: &Finder<'_, '_>, deed: &Deed) -> Vec<String> {
    at(finder, deed.anchor)
}

/// Those of the paragraph of a token.
pub(super) fn at(finder: &Finder<'_, '_>, anchor: usize) -> Vec<String> {
    let doc = finder.doc();
    let mut found: BTreeSet<String> = BTreeSet::new();
    let mut before = String::new();
    for token in paragraph(doc, anchor).map(|at| doc.token(at)) {
        if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb) {
            found.extend(finder.words.contexts(&lower(token), &before).map(str::to_owned));
        }
        before = token.text().to_lowercase();
    }
    found.into_iter().collect()
}

/// The words between two empty lines.
fn paragraph(doc: &Doc, anchor: usize) -> Range<usize> {
    let breaks = |at: usize| doc.token(at).text().matches('\n').count() > 1;
    let start = (anchor.saturating_sub(REACH)..anchor).rev().take_while(|at| !breaks(*at)).last().unwrap_or(anchor);
    let end = (anchor + 1..doc.len().min(anchor + REACH)).take_while(|at| !breaks(*at)).last().unwrap_or(anchor);
    start..end + 1
}
