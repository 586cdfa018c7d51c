//! Quotations whose speaker no verb of speech tells, but a frame around them.
//!
//! ```text
//! “A bridge to nowhere,” was how the minister put it.        “A bridge to nowhere,” as the minister put it.
//! “Not today,” was the answer of the rebels.                 Her answer: “Not today.”
//! Ada Brandt, the envoy, on the radio later: “Not today.”
//! ```

use std::ops::Range;

use rapporteur_language::{Doc, Pos};
use rapporteur_record::{CueKind, Span};

use super::candidate::{Candidate, Found, Origin};
use super::quotations::{Quotation, Quotations};
use super::{lemma, source};

/// What somebody says, as a noun.
const REPLIES: [&str; 22] = [
    "answer",
    "reply",
    "response",
    "verdict",
    "retort",
    "rejoinder",
    "riposte",
    "reaction",
    "comment",
    "message",
    "word",
    "summary",
    "view",
    "conclusion",
    "explanation",
    "judgment",
    "judgement",
    "assessment",
    "refrain",
    "line",
    "warning",
    "advice",
];

/// "as she *put* it", "was how she *summed* it up".
const PUTS: [&str; 7] = ["put", "phrase", "describe", "sum", "characterise", "characterize", "frame"];

/// How far such a frame reaches, in tokens.
const REACH: usize = 16;

/// Who speaks, and the word that tells it.
struct Frame {
    source: source::Phrase,
    cue: usize,
    found: Found,
}

/// The quotation with the speaker whom the frame behind it or before it names.
pub(super) fn candidate(doc: &Doc, quotations: &Quotations, quotation: &Quotation) -> Option<Candidate> {
    let frame = behind(doc, quotations, quotation).or_else(|| before_colon(doc, quotations, quotation))?;
    Some(Candidate {
        found: frame.found,
        source: Some(frame.source),
        cue: vec![frame.cue..frame.cue + 1],
        cue_token: Some(frame.cue),
        content: vec![Span { start: quotation.start as u32, end: quotation.end as u32 }],
        kind: CueKind::Speech,
        passive: false,
        negated: false,
        audience: None,
        origin: Origin::Rule,
        notes: Vec::new(),
        confidence: 1.0,
    })
}

fn behind(doc: &Doc, quotations: &Quotations, quotation: &Quotation) -> Option<Frame> {
    let first = doc.tokens().partition_point(|token| (token.start as usize) < quotation.end);
    let at = first + usize::from(first < doc.len() && doc.token(first).text() == ",");
    let ends = |at: &usize| quotations.holds(*at) || matches!(doc.token(*at).text(), "." | ";" | ":" | "\n");
    let end = (at..doc.len().min(at + REACH)).find(ends).unwrap_or(doc.len().min(at + REACH));
    let word = |at: usize| if at < end { doc.token(at).text() } else { "" };
    match word(at) {
        "as" => put(doc, at + 1..end).filter(|frame| word(frame.cue + 1) == "it"),
        "was" | "is" | "were" if word(at + 1) == "how" => put(doc, at + 2..end),
        "was" | "is" | "were" | "came" | "comes" => reply(doc, at + 1..end),
        _ => None,
    }
}

/// "the minister put it"
fn put(doc: &Doc, range: Range<usize>) -> Option<Frame> {
    let puts = |at: &usize| PUTS.contains(&lemma(doc.token(*at)).as_str()) && doc.token(*at).pos == Pos::Verb;
    let cue = range.clone().find(puts)?;
    let source = source::subject(doc.token(cue)).filter(|subject| range.contains(&subject.index()));
    Some(Frame { source: source::phrase(source?), cue, found: Found::Quotation })
}

/// "the answer of the rebels", "her answer"
fn reply(doc: &Doc, range: Range<usize>) -> Option<Frame> {
    let cue = range.clone().find(|at| REPLIES.contains(&lemma(doc.token(*at)).as_str()))?;
    Some(Frame { source: giver(doc, cue, range.end)?, cue, found: Found::Quotation })
}

/// Whose the reply at a token is.
fn giver(doc: &Doc, reply: usize, end: usize) -> Option<source::Phrase> {
    if let Some(owner) = doc.token(reply).children_by(&["poss"]).next() {
        return Some(without_clitic(doc, source::phrase(owner)));
    }
    let by = Some(reply + 1).filter(|&by| by < end && matches!(doc.token(by).text(), "of" | "from" | "by"))?;
    doc.token(by).children_by(&["pobj"]).next().map(source::phrase)
}

/// "Peter Oduya's answer": without the clitic.
fn without_clitic(doc: &Doc, phrase: source::Phrase) -> source::Phrase {
    let last = phrase.range.end - 1;
    let clitic = last > phrase.head && doc.token(last).tag == "POS";
    source::Phrase { range: phrase.range.start..phrase.range.end - usize::from(clitic), head: phrase.head }
}

/// A sentence without a verb before the colon: whose answer it is, or whom it names.
fn before_colon(doc: &Doc, quotations: &Quotations, quotation: &Quotation) -> Option<Frame> {
    let colon = doc.token_at(quotation.start)?.checked_sub(1).filter(|&at| doc.token(at).text() == ":")?;
    let ends =
        |at: &usize| quotations.holds(*at) || matches!(doc.token(*at).text(), "." | "!" | "?" | ";" | "”" | "\"");
    let stops = |at: &usize| ends(at) || doc.token(*at).text().contains('\n');
    let from = colon.saturating_sub(REACH);
    let start = match (from..colon).rev().find(stops) {
        Some(stop) => stop + 1,
        None if from == 0 => 0,
        None => return None,
    };
    let finite = |at: usize| {
        let token = doc.token(at);
        matches!(token.tag, "VBD" | "VBZ" | "VBP" | "MD") && !matches!(token.dep, "relcl" | "acl" | "aux" | "auxpass")
    };
    if start == colon || (start..colon).any(finite) {
        return None;
    }
    let cue = colon;
    let noun = |at: &usize| matches!(doc.token(*at).pos, Pos::Noun | Pos::Propn);
    if let Some(reply) = (start..colon).find(|at| REPLIES.contains(&lemma(doc.token(*at)).as_str())) {
        return Some(Frame { source: giver(doc, reply, colon)?, cue, found: Found::Colon });
    }
    // The words up to the first comma or preposition: "Ada Brandt" of "Ada Brandt, the envoy, on the radio later".
    let of_name = |at: &usize| noun(at) || matches!(doc.token(*at).pos, Pos::Adj | Pos::Det) || is_bound(doc, *at);
    let last = (start..colon).take_while(of_name).last().filter(|&last| doc.token(last).pos == Pos::Propn)?;
    let dated = matches!(doc.token(last).ent_type, "DATE" | "TIME");
    let source = source::Phrase { range: source::trim(doc, start..last + 1), head: last };
    (!dated).then_some(Frame { source, cue, found: Found::Colon })
}

/// "Kenya's", "al-Dweik"
fn is_bound(doc: &Doc, at: usize) -> bool {
    doc.token(at).tag == "POS" || doc.token(at).text() == "-"
}
