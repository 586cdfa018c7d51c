//! Quotations beside a cue, and quotations that go on without one.
//!
//! ```text
//! “We stay,” the envoy said. “We have time.”     both the envoy's, one attribution
//! The envoy added: “We stay.”
//! ```
//!
//! The tree is a poor guide here, since a sentence within marks is parsed as one of its own; the words beside the marks
//! decide. A few words in marks (“no-fly zone”) are a way of speaking and are left to the clause they stand in.

use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::codebook::{Cue, Cues, Frame};
use rapporteur_record::{CueKind, Span};

use super::candidate::{Candidate, Found, Origin};
use super::clausal::particle_fits;
use super::quotations::{Quotation, Quotations};
use super::{framed, lemma, source};

/// Farthest cue from its quotation, in tokens.
const REACH: usize = 30;

/// Adds the quotations that no clause holds, to the candidates or as candidates of their own. Gives those that it could
/// not attribute.
pub(super) fn attach(doc: &Doc, cues: &Cues, quotations: &Quotations, candidates: &mut Vec<Candidate>) -> Vec<Span> {
    let mut lost = Vec::new();
    let mut last: Option<usize> = None;
    let mut open: Vec<Span> = Vec::new();
    let by_cue = candidates.len();
    for quotation in quotations.all() {
        let span = Span { start: quotation.start as u32, end: quotation.end as u32 };
        if open.last().is_some_and(|before| !adjoins(doc, before, &span)) {
            lost.append(&mut open);
        }
        let near = near(candidates, by_cue, doc.token_at(quotation.start).unwrap_or_default());
        let holder = near.iter().copied().find(|&at| candidates[at].holds(span.start + 1));
        if let Some(holder) = holder {
            last = Some(holder);
            candidates[holder].content.append(&mut open);
            continue;
        }
        let framed = || framed::candidate(doc, quotations, quotation);
        if let Some(told) = signed(doc, quotations, quotation).or_else(framed) {
            candidates.push(told);
            last = Some(candidates.len() - 1).filter(|_| open.is_empty());
        } else if let Some((verb, cue)) =
            cue_after(doc, cues, quotations, quotation).or_else(|| cue_before(doc, cues, quotations, quotation))
        {
            let holder = add(doc, verb, cue, span, candidates, &near);
            candidates[holder].content.append(&mut open);
            last = Some(holder);
        } else if let Some(holder) = cut_short(doc, quotations, candidates, &near, quotation) {
            if let Some(content) = candidates[holder].content.last_mut() {
                content.end = span.end;
            }
            last = Some(holder);
        } else if let Some(holder) = last.filter(|&holder| goes_on(doc, &candidates[holder], quotation)) {
            candidates[holder].content.push(span);
        } else if quotation.open_ended {
            // The next paragraph may go on with it and name the speaker.
            open.push(span);
            last = None;
        } else {
            lost.append(&mut open);
            lost.push(span);
            last = None;
        }
    }
    lost.append(&mut open);
    lost
}

/// "“…” — Name" at the end of a paragraph: a quotation with its author's name.
fn signed(doc: &Doc, quotations: &Quotations, quotation: &Quotation) -> Option<Candidate> {
    let after = doc.text().get(quotation.end..)?;
    let dash = after.trim_start().chars().next().filter(|mark| matches!(mark, '―' | '—' | '–' | '-'))?;
    let at = quotation.end + after.find(dash)?;
    let opens = doc.text().get(..quotation.start)?.trim_end_matches([' ', '•', '*', '-']);
    if !(opens.is_empty() || opens.ends_with('\n')) {
        return None;
    }
    let first = doc.token_at(at)?;
    let ends = |index: &usize| doc.token(*index).text().contains('\n') || quotations.holds(*index);
    let end = (first + 1..doc.len()).take(12).find(ends).or_else(|| (doc.len() <= first + 12).then_some(doc.len()))?;
    let range = source::trim(doc, first + 1..end);
    let named = doc.token(range.start.min(doc.len() - 1)).pos == Pos::Propn;
    let verbless = range.clone().all(|index| !matches!(doc.token(index).pos, Pos::Verb | Pos::Aux));
    let cue = first..first + 1;
    (named && verbless && !range.is_empty()).then(|| Candidate {
        found: Found::Colon,
        source: Some(source::Phrase { head: range.start, range }),
        cue: vec![cue],
        cue_token: Some(first),
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

/// The candidates whose cues stand near a token: of the first `by_cue`, which are in order of their cues, and of the
/// last added ones. So a long text costs no more than its length.
fn near(candidates: &[Candidate], by_cue: usize, token: usize) -> Vec<usize> {
    const WINDOW: usize = 400;
    const LAST: usize = 8;
    let before = |limit: usize| {
        let ordered = candidates.get(..by_cue).unwrap_or_default();
        ordered.partition_point(|candidate| candidate.cue_token.is_some_and(|cue| cue < limit))
    };
    let added = candidates.len().saturating_sub(LAST).max(by_cue);
    (before(token.saturating_sub(WINDOW))..before(token + WINDOW)).chain(added..candidates.len()).collect()
}

/// Does nothing but white space part the two?
fn adjoins(doc: &Doc, before: &Span, after: &Span) -> bool {
    doc.text().get(before.end as usize..after.start as usize).is_some_and(|between| between.trim().is_empty())
}

/// The candidate whose content ends in the quotation's own clause, a few words before it: the parse cut it short
/// ("…that it is no truce, but rather “a pause”").
fn cut_short(
    doc: &Doc,
    quotations: &Quotations,
    candidates: &[Candidate],
    near: &[usize],
    quotation: &Quotation,
) -> Option<usize> {
    let ends = |candidate: &Candidate| candidate.content.last().map_or(0, |span| span.end as usize);
    let fits = |candidate: &Candidate| {
        let end = ends(candidate);
        let cue = candidate.cue_token.map_or(0, |cue| doc.tokens()[cue].end as usize);
        let between = doc.text().get(end..quotation.start).unwrap_or("\n");
        matches!(candidate.found, Found::Clause | Found::Noun | Found::Object)
            && cue < end
            && end <= quotation.start
            && between.split_whitespace().count() <= 5
            && !between.contains(['.', '!', '?', ';', '\n', '"', '”'])
            && doc.token_at(end).is_none_or(|first| {
                (first..doc.len()).take(5).all(|at| quotations.holds(at) || doc.token(at).pos != Pos::Verb)
            })
    };
    near.iter().copied().filter(|&at| fits(&candidates[at])).max_by_key(|&at| ends(&candidates[at]))
}

fn add(doc: &Doc, verb: TokenRef<'_>, cue: &Cue, span: Span, candidates: &mut Vec<Candidate>, near: &[usize]) -> usize {
    let is_known = |at: &usize| candidates[*at].cue_token == Some(verb.index());
    let known = near.iter().copied().find(is_known);
    if let Some(known) = known {
        let candidate = &mut candidates[known];
        let weak = !matches!(candidate.found, Found::Clause | Found::Around | Found::Quotation);
        if weak {
            candidate.content.clear();
            candidate.found = Found::Quotation;
        }
        candidate.content.push(span);
        candidate.content.sort();
        return known;
    }
    let cue_range = verb.index()..verb.index() + 1;
    candidates.push(Candidate {
        found: Found::Quotation,
        source: source::of_verb(verb).or_else(|| source::behind(verb)).or_else(|| beside(doc, verb, span)),
        cue: vec![cue_range],
        cue_token: Some(verb.index()),
        content: vec![span],
        kind: cue.kind,
        passive: source::is_passive(verb),
        negated: verb.children().any(|child| child.dep == "neg"),
        audience: None,
        origin: Origin::Rule,
        notes: Vec::new(),
        confidence: 1.0,
    });
    candidates.len() - 1
}

/// The noun phrase next to a verb on its other side than the quotation, where the tree names no subject.
fn beside(doc: &Doc, verb: TokenRef<'_>, span: Span) -> Option<source::Phrase> {
    let noun = |token: TokenRef<'_>| matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron);
    let outside = |index: usize| {
        let token = doc.token(index);
        token.end <= span.start || token.start >= span.end
    };
    let before = (verb.index().saturating_sub(4)..verb.index()).rev();
    let after = verb.index() + 1..(verb.index() + 5).min(doc.len());
    let index = before.chain(after).find(|&index| outside(index) && noun(doc.token(index)))?;
    let mut head = doc.token(index);
    while matches!(head.dep, "compound" | "poss" | "amod")
        && noun(head.head_token())
        && head.head_token().index() > head.index()
    {
        head = head.head_token();
    }
    let phrase = source::phrase(head);
    (!phrase.range.contains(&verb.index())).then_some(phrase)
}

fn speech<'c>(cues: &'c Cues, token: TokenRef<'_>) -> Option<&'c Cue> {
    let row = |lemma: &str| {
        cues.verb(lemma)
            .find(|cue| cue.takes(Frame::Quotation) && (cue.particles.is_empty() || particle_fits(token, cue)))
    };
    if token.tag.starts_with("VB") && token.pos != Pos::Aux {
        return row(&lemma(token));
    }
    // "…, reminding: “…”": a participle taken for a noun.
    let stem = lemma(token).strip_suffix("ing").filter(|_| token.dep == "advcl")?.to_owned();
    row(&stem).or_else(|| row(&format!("{stem}e")))
}

fn stops(token: TokenRef<'_>) -> bool {
    matches!(token.text(), "." | "!" | "?" | ";") || token.text().contains('\n')
}

/// "“…,” the envoy said": the first verb of speech after the closing mark, in the same sentence.
fn cue_after<'d, 'c>(
    doc: &'d Doc,
    cues: &'c Cues,
    quotations: &Quotations,
    quotation: &Quotation,
) -> Option<(TokenRef<'d>, &'c Cue)> {
    let text = doc.text();
    let inside = text.get(quotation.start..quotation.end)?;
    let words = inside.trim_end_matches(['"', '”', '»', '\'', '’', ' ']);
    let next = text.get(quotation.end..)?.trim_start_matches(' ').chars().next()?;
    let paused = words.ends_with([',', '?', '!', '—', '–', '-', '…']) || matches!(next, ',' | '—' | '–');
    if !paused || quotation.open_ended {
        return None;
    }
    let first = doc.token_at(quotation.end)?;
    let range = first..(first + REACH).min(doc.len());
    within_clause(doc, quotations, range, cues)
}

fn within_clause<'d, 'c>(
    doc: &'d Doc,
    quotations: &Quotations,
    range: Range<usize>,
    cues: &'c Cues,
) -> Option<(TokenRef<'d>, &'c Cue)> {
    for index in range {
        let token = doc.token(index);
        if stops(token) || quotations.holds(index) {
            return None;
        }
        if let Some(cue) = speech(cues, token) {
            return Some((token, cue));
        }
    }
    None
}

/// "The envoy added: “…”": the last verb of speech before the opening mark, in the same sentence.
fn cue_before<'d, 'c>(
    doc: &'d Doc,
    cues: &'c Cues,
    quotations: &Quotations,
    quotation: &Quotation,
) -> Option<(TokenRef<'d>, &'c Cue)> {
    let before = doc.text().get(..quotation.start)?.trim_end_matches(' ');
    let mark = before.chars().next_back()?;
    let first = doc.token_at(quotation.start)?;
    let mut paused = matches!(mark, ':' | ',' | '—' | '–');
    let mut colon = mark == ':';
    if before.ends_with(":\n") || before.ends_with(":\n\n") {
        (paused, colon) = (true, true);
    }
    for index in (first.saturating_sub(REACH)..first).rev() {
        let token = doc.token(index);
        if quotations.holds(index) || (stops(token) && !(colon && token.pos == Pos::Space)) {
            return None;
        }
        if let Some(cue) = speech(cues, token) {
            let direct = index + 1 == first;
            return (paused || direct).then_some((token, cue));
        }
    }
    None
}

/// Does a quotation go on with what the candidate quotes: right after the sentence of its cue, or as the next paragraph?
fn goes_on(doc: &Doc, candidate: &Candidate, quotation: &Quotation) -> bool {
    let Some(last) = candidate.content.last() else { return false };
    let quoted = doc.text().get(last.start as usize..last.end as usize).is_some_and(has_mark);
    let cue_end = candidate.cue_token.map_or(0, |cue| doc.tokens()[cue].end);
    let start = last.end.max(cue_end) as usize;
    let Some(between) = doc.text().get(start..quotation.start) else { return false };
    let sentence_long = doc.text()[quotation.start..quotation.end].split_whitespace().count() >= 3;
    let fresh = between.trim_end().ends_with(['.', '!', '?', ':', '\n', '”', '"', ',']) || between.trim().is_empty();
    let one_sentence = !ends_within(between.trim().trim_end_matches(['.', '!', '?', '"', '”']));
    let speaks = matches!(candidate.kind, CueKind::Speech | CueKind::Writing);
    quoted && speaks && sentence_long && fresh && one_sentence && between.len() < 240
}

/// Does a sentence end in the midst of the text? The stop of "Mr. Abel" or "U.S." ends none.
fn ends_within(text: &str) -> bool {
    text.match_indices(['.', '!', '?', '\n']).any(|(at, mark)| {
        let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let title = matches!(
            word,
            "Mr" | "Mrs" | "Ms" | "Dr" | "Sen" | "Gov" | "Rep" | "Gen" | "Lt" | "Col" | "St" | "Jr" | "Sr"
        );
        mark != "." || !(title || word.chars().count() == 1)
    })
}

/// Does the text hold a quotation mark?
pub(super) fn has_mark(text: &str) -> bool {
    text.contains(['"', '“', '”', '„', '«', '»']) || ["''", "’’", "‘‘", "``"].iter().any(|mark| text.contains(mark))
}
