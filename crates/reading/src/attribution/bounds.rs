//! Other bounds of a content: where it might begin later, end sooner, or go on.
//!
//! ```text
//! “We stay,” the envoy said, and left the hall.      “We stay,” / and what comes behind the cue
//! accused the council of stalling                    the council / the council of stalling
//! said the truce holds and promised a list           the truce holds and promised a list / the truce holds
//! ```
//!
//! The parse alone can't tell; each is a candidate with the same cue, and the judge takes the best.

use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::Span;
use rapporteur_record::codebook::Cues;

use super::candidate::{Candidate, Found, Origin};
use super::quotations::Quotations;
use super::{clausal, content, lemma, source};

/// How far is looked, in tokens.
const SCAN: usize = 120;

/// The candidate with other bounds.
pub(super) fn variants(doc: &Doc, cues: &Cues, quotations: &Quotations, candidate: &Candidate) -> Vec<Candidate> {
    let cue = candidate.cue_token.map(|cue| doc.tokens()[cue].start);
    let mut all = Vec::new();
    let mut add = |name: &'static str, spans: Vec<Span>, edge: Option<usize>| {
        if spans.is_empty() || spans == candidate.content || spans.iter().any(|span| span.start >= span.end) {
            return;
        }
        let mut other = candidate.clone();
        other.content = spans;
        other.origin = Origin::Bounds(name);
        if let Some(edge) = edge {
            let token = doc.token(edge);
            other.notes.push(format!("edge:{name} {}", token.text().to_lowercase()));
            other.notes.push(format!("edge-dep:{name} {}", token.dep));
            other.notes.push(format!("edge-head:{name} {}", token.head_token().dep));
            other.notes.push(format!("edge-next:{name} {}", next_verb(doc, cues, edge, candidate.cue_token)));
        }
        all.push(other);
    };
    let spans = &candidate.content;
    if let (Some(cue), true) = (cue, spans.len() > 1) {
        add("before", spans.iter().copied().filter(|span| span.start < cue).collect(), None);
        add("after", spans.iter().copied().filter(|span| span.start > cue).collect(), None);
    }
    if spans.len() > 2 {
        add("first", spans[..1].to_vec(), None);
    }
    if spans.len() > 1 && candidate.found == Found::Quotation {
        add("last", spans[spans.len() - 1..].to_vec(), None);
    }
    if let Some((rest, edge)) = rest(doc, quotations, candidate) {
        add("rest", content::join(doc, joined(spans, rest)), Some(edge));
    }
    if let Some(last) = spans.last() {
        let tokens = tokens(doc, last);
        for (name, at) in ends(doc, quotations, &tokens) {
            let end = content::trimmed(doc, last.start as usize..doc.tokens()[at].start as usize).end as u32;
            let mut cut = spans.clone();
            if let Some(last) = cut.last_mut().filter(|last| end > last.start) {
                last.end = end;
                add(name, cut, Some(at));
            }
        }
        for (name, range) in longer(doc, candidate, &tokens) {
            let edge = range.start;
            let piece = content::bytes(doc, tokens.start..range.end);
            let grown = content::with_quotations(doc, quotations, &[piece], cue.unwrap_or(0) as usize);
            let mut more = spans[..spans.len() - 1].to_vec();
            more.extend(grown);
            add(name, more, Some(edge));
        }
    }
    if let Some(first) = spans.first() {
        let tokens = tokens(doc, first);
        if let Some(at) = later_start(doc, quotations, &tokens) {
            let start = content::trimmed(doc, doc.tokens()[at].start as usize..first.end as usize).start as u32;
            let mut cut = spans.clone();
            cut[0].start = start;
            add("later", cut, Some(at.saturating_sub(1)));
        }
    }
    all
}

/// What the next verb behind an edge is like: its tag, whether it is the cue's, whether it reports, and has a subject.
pub(super) fn next_verb(doc: &Doc, cues: &Cues, edge: usize, cue: Option<usize>) -> String {
    let end = doc.sentence(doc.token(edge).sentence()).end;
    let verb = (edge..end).take(12).map(|at| doc.token(at)).find(|token| matches!(token.pos, Pos::Verb | Pos::Aux));
    let Some(verb) = verb else { return "none".to_owned() };
    let same = cue.is_some_and(|cue| doc.token(cue).tag == verb.tag);
    let reports = cues.verb(&lemma(verb)).next().is_some();
    let subject = source::subject(verb).is_some_and(|subject| subject.index() >= edge);
    format!(
        "{} {} {} {}",
        verb.tag,
        if same { "same" } else { "other" },
        if reports { "reports" } else { "-" },
        if subject { "subject" } else { "-" }
    )
}

fn joined(spans: &[Span], more: Range<usize>) -> Vec<Range<usize>> {
    let ranges = spans.iter().map(|span| span.start as usize..span.end as usize);
    let mut all: Vec<Range<usize>> = ranges.chain(std::iter::once(more)).collect();
    all.sort_by_key(|range| range.start);
    all
}

/// The tokens of a span.
fn tokens(doc: &Doc, span: &Span) -> Range<usize> {
    let start = doc.tokens().partition_point(|token| token.end <= span.start);
    let end = doc.tokens().partition_point(|token| token.start < span.end);
    start..end.max(start)
}

/// What stands behind a cue in the midst or at the end: "It holds, he said, *and will for long*".
fn rest(doc: &Doc, quotations: &Quotations, candidate: &Candidate) -> Option<(Range<usize>, usize)> {
    if !matches!(candidate.found, Found::Around | Found::Quotation) {
        return None;
    }
    let verb = doc.token(candidate.cue_token?);
    let own = clausal::core(verb);
    let last = candidate.content.last()?;
    if last.start > verb.start || own.end >= doc.len() {
        return None;
    }
    let sentence = doc.sentence(verb.sentence());
    let source_end = candidate.source.as_ref().map_or(0, |source| source.range.end);
    let start = own.end.max(source_end);
    let stop = |at: &usize| doc.token(*at).text().contains('\n');
    let end = (start..sentence.end).take(SCAN).find(stop).unwrap_or(sentence.end);
    let first = doc.token(start.min(doc.len() - 1));
    let begins = matches!(
        first.text(),
        "," | ";"
            | ":"
            | "—"
            | "–"
            | "-"
            | "and"
            | "but"
            | "if"
            | "because"
            | "as"
            | "once"
            | "provided"
            | "for"
            | "to"
    );
    if start + 2 >= end || !begins {
        return None;
    }
    let piece = content::bytes(doc, start..end);
    let whole = content::with_quotations(doc, quotations, &[piece], verb.start as usize);
    let span = whole.first()?;
    let edge = (start..end).find(|&at| doc.token(at).pos != Pos::Punct)?;
    if clausal::is_circumstance(doc.token(edge)) && !quotations.holds(edge) {
        return None;
    }
    Some((span.start as usize..span.end as usize, edge))
}

/// Where the last piece might end sooner: the first token that would no longer belong to it.
fn ends(doc: &Doc, quotations: &Quotations, range: &Range<usize>) -> Vec<(&'static str, usize)> {
    let mut found: Vec<(&'static str, usize)> = Vec::new();
    let mut put = |name: &'static str, at: usize, keep_first: bool| match found.iter_mut().find(|one| one.0 == name) {
        Some(one) if !keep_first => one.1 = at,
        Some(_) => {}
        None => found.push((name, at)),
    };
    for at in (range.start + 1..range.end).take(SCAN) {
        if quotations.holds(at) {
            continue;
        }
        let token = doc.token(at);
        let comma = doc.token(at - 1).text() == ",";
        match token.text() {
            ":" | ";" | "—" | "–" | "-" | "--" => put("mark", at, true),
            _ => {}
        }
        if token.dep == "cc" && matches!(token.head_token().pos, Pos::Verb | Pos::Aux) {
            put("and", at, false);
            put("first-and", at, true);
        }
        if begins_clause(token, "advcl") {
            put(if comma { "comma-clause" } else { "clause" }, at, false);
        }
        if begins_clause(token, "relcl") && comma {
            put("who", at, false);
        }
        if comma && matches!(token.dep, "prep" | "appos" | "npadvmod" | "advmod" | "acl") {
            put("comma", at, false);
        }
        if token.dep == "prep" && token.head_token().index() < range.start {
            put("phrase", at, true);
        }
    }
    found
}

/// Is the token the first of a clause with that label?
fn begins_clause(token: TokenRef<'_>, label: &str) -> bool {
    let mut at = token;
    for _ in 0..3 {
        if at.dep == label {
            return at.left_edge() == token.index();
        }
        at = at.head_token();
    }
    false
}

/// Where the last piece might go on: to the end of what hangs on the cue, and to the end of the sentence.
fn longer(doc: &Doc, candidate: &Candidate, last: &Range<usize>) -> Vec<(&'static str, Range<usize>)> {
    let Some(cue) = candidate.cue_token.filter(|&cue| cue < last.start) else { return Vec::new() };
    if last.is_empty() {
        return Vec::new();
    }
    let sentence = doc.sentence(doc.token(last.end - 1).sentence());
    let words = |from: usize, to: usize| (from..to).any(|at| !matches!(doc.token(at).pos, Pos::Punct | Pos::Space));
    // What somebody wants or vows to do ends at a semicolon, and where the reporter tells what goes on meanwhile.
    let wish = matches!(candidate.found, Found::Infinitive | Found::Object | Found::Preposition);
    let ends = |at: usize| wish && (doc.token(at).text() == ";" || clausal::is_meanwhile(doc.token(at)));
    let broken = |at: &usize| doc.token(*at).text().contains('\n') || ends(*at);
    let stop = (last.end..sentence.end).take(SCAN).find(broken).unwrap_or(sentence.end);
    let first = |to: usize| (last.end..to).find(|&at| !matches!(doc.token(at).pos, Pos::Punct | Pos::Space));
    let mut all = Vec::new();
    // Phrase by phrase: what hangs on the cue right behind the piece.
    let next = doc
        .token(cue)
        .children()
        .find(|child| child.left_edge() >= last.end && child.pos != Pos::Punct && !matches!(child.dep, "cc" | "conj"));
    if let Some(next) = next {
        let end = (next.right_edge() + 1).min(stop);
        if words(last.end, end) && next.left_edge() <= last.end + 1 {
            all.extend(first(end).map(|edge| ("next", edge..end)));
        }
    }
    let tree = (doc.token(cue).right_edge() + 1).min(stop);
    if tree > last.end && words(last.end, tree) && all.iter().all(|(_, range)| range.end != tree) {
        all.extend(first(tree).map(|edge| ("tree", edge..tree)));
    }
    // A thing is no sentence: what follows it there is told by other words.
    let thing = matches!(candidate.found, Found::Object | Found::Noun | Found::Adjective | Found::Preposition);
    if !thing && stop > last.end && words(last.end, stop) && all.iter().all(|(_, range)| range.end != stop) {
        all.extend(first(stop).map(|edge| ("sentence", edge..stop)));
    }
    all
}

/// Where the first piece might begin later: behind the last break that a clause follows.
fn later_start(doc: &Doc, quotations: &Quotations, range: &Range<usize>) -> Option<usize> {
    let is_verb = |at: usize| matches!(doc.token(at).pos, Pos::Verb | Pos::Aux);
    let breaks = |at: &usize| {
        let token = doc.token(*at);
        let small = token.text().to_lowercase();
        !quotations.holds(*at)
            && (matches!(small.as_str(), ";" | ":" | "—" | "–" | "while" | "although" | "whereas" | "because")
                || (token.dep == "cc"
                    && is_verb(token.head_token().index())
                    && matches!(small.as_str(), "and" | "but")))
    };
    let at = (range.start + 1..range.end.saturating_sub(1)).rev().take(SCAN).find(breaks)?;
    let told = (at + 1..range.end).any(is_verb) && (range.start..at).any(is_verb);
    told.then_some(at + 1)
}
