//! Colons as cues: transcripts and headlines ("ENVOY: We stay.", "Envoy: “We stay.”").

use rapporteur_language::{Doc, Pos};
use rapporteur_record::{CueKind, Span};

use super::candidate::{Candidate, Found, Origin};
use super::quotations::Quotations;
use super::{content, source};

/// Longest name before a colon, in tokens.
const NAME: usize = 8;

/// The attribution that a colon at a token makes: a name at the start of its paragraph, and what follows it there.
pub(super) fn candidate(doc: &Doc, colon: usize, quotations: &Quotations) -> Option<Candidate> {
    if doc.token(colon).text() != ":" || quotations.holds(colon) {
        return None;
    }
    let start = paragraph_start(doc, colon)?;
    let start = first_of_name(doc, start, colon);
    let name = start..colon;
    let named = name.clone().any(|index| doc.token(index).pos == Pos::Propn);
    let plain = name.clone().all(|index| {
        matches!(doc.token(index).pos, Pos::Propn | Pos::Noun | Pos::Adj | Pos::Det | Pos::Punct | Pos::Adp)
    });
    if name.is_empty() || !named || !plain {
        return None;
    }
    let end = (colon + 1..doc.len()).find(|&index| doc.token(index).text().contains('\n')).unwrap_or(doc.len());
    let from = doc.token(colon).end as usize;
    let range = content::trimmed(doc, from..doc.bytes(colon..end).end);
    if range.len() < 8 {
        return None;
    }
    let range = source::trim(doc, without_place(doc, name));
    let head = range.end.checked_sub(1)?;
    let cue = colon..colon + 1;
    let spoken = quoted(doc, quotations, content::trimmed(doc, from..doc.bytes(colon..end).end));
    Some(Candidate {
        found: Found::Colon,
        source: Some(source::Phrase { range, head }),
        cue: vec![cue],
        cue_token: Some(colon),
        content: vec![Span { start: spoken.start as u32, end: spoken.end as u32 }],
        kind: CueKind::Speech,
        passive: false,
        negated: false,
        audience: None,
        origin: Origin::Rule,
        notes: Vec::new(),
        confidence: 1.0,
    })
}

/// "Ada Brandt on the steps": who it is, without where.
fn without_place(doc: &Doc, name: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let place =
        name.clone().find(|&at| at > name.start && doc.token(at).pos == Pos::Adp && doc.token(at).text() != "of");
    name.start..place.unwrap_or(name.end)
}

/// What begins with a quotation is that, and those right behind it; the rest of the paragraph is the reporter's.
fn quoted(doc: &Doc, quotations: &Quotations, spoken: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let mut end = spoken.start;
    for quotation in quotations.touching(spoken.start, spoken.end) {
        let between = doc.text().get(end..quotation.start).unwrap_or_default();
        if between.trim().is_empty() {
            end = end.max(quotation.end);
        }
    }
    if end == spoken.start { spoken } else { spoken.start..end.min(spoken.end) }
}

/// "14:20 - Envoy: “We stay.”": the first token of the name, behind the time of an entry and whatever else no content begins with.
fn first_of_name(doc: &Doc, start: usize, colon: usize) -> usize {
    let first = content::trimmed(doc, doc.bytes(start..colon)).start;
    (start..colon).find(|&at| doc.tokens()[at].start as usize >= first).unwrap_or(start)
}

fn paragraph_start(doc: &Doc, colon: usize) -> Option<usize> {
    let lowest = colon.saturating_sub(NAME);
    let breaks = (lowest..colon).rev().find(|&index| doc.token(index).text().contains('\n'));
    match breaks {
        Some(index) => Some(index + 1),
        None if lowest == 0 => Some(0),
        None => None,
    }
}
