//! What nobody is said to say in so many words: sentences behind a colon, quotations that stand alone, and sentences that
//! go on with what the one before reports.
//!
//! ```text
//! The ministry was cold: it knew of no such plan.
//! She shook her head. “Not today.”
//! It was the other side, he said, that had shot first. The army had only answered.
//! ```
//!
//! All are candidates only; the judge decides by what stands around them.

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::{CueKind, Span};

use super::candidate::{Candidate, Found, Origin};
use super::quotations::Quotations;
use super::{content, lemma, source};

/// "The ministry was cold: it knew of no such plan."
pub(super) fn behind_colon(doc: &Doc, colon: usize, quotations: &Quotations) -> Option<Candidate> {
    if doc.token(colon).text() != ":" || quotations.holds(colon) || colon + 2 >= doc.len() {
        return None;
    }
    let sentence = doc.sentence(doc.token(colon).sentence());
    if doc.token(colon + 1).text().contains('\n') {
        return None;
    }
    let clause = (sentence.start..colon).find(|&at| {
        let token = doc.token(at);
        let outside = token.is_root() || !(sentence.start..colon).contains(&token.head_token().index());
        outside && matches!(token.pos, Pos::Verb | Pos::Aux)
    });
    let verb = doc.token(clause.or_else(|| {
        (sentence.start..colon).find(|&at| matches!(doc.token(at).pos, Pos::Verb | Pos::Aux) && !quotations.holds(at))
    })?);
    let (named, of_noun) = speaker(verb)?;
    let end = if colon + 1 < sentence.end { sentence.end } else { doc.sentence(doc.token(colon + 1).sentence()).end };
    let end = (colon + 1..end).find(|&at| doc.token(at).text().contains('\n')).unwrap_or(end);
    let piece = content::bytes(doc, colon + 1..end);
    let spans = content::with_quotations(doc, quotations, &[piece], doc.token(colon).start as usize);
    let mut notes = vec![format!("bringer:{}", lemma(verb)), format!("bringer-dep:{}", verb.dep)];
    notes.extend(of_noun.map(|noun| format!("bringer-noun:{noun}")));
    let be = verb.children().find(|child| matches!(child.dep, "acomp" | "attr" | "dobj"));
    notes.extend(be.map(|what| format!("bringer-what:{} {}", what.dep, lemma(what))));
    (!spans.is_empty()).then(|| plain(Found::Told, Some(named), vec![colon..colon + 1], Some(colon), spans, notes))
}

/// Whom a clause brings to speak: its subject, or whose answer, reply or view the subject is.
fn speaker(verb: TokenRef<'_>) -> Option<(source::Phrase, Option<String>)> {
    let subject = source::subject(verb)?;
    // "A harder line came from the envoy: …"
    let from = verb.children().find(|child| lemma(verb) == "come" && child.dep == "prep" && lemma(*child) == "from");
    if let Some(giver) = from.and_then(|from| from.children_by(&["pobj"]).next()) {
        return Some((source::phrase(giver), Some(lemma(subject))));
    }
    let owner = subject.children().find(|child| child.dep == "poss");
    let speaks = matches!(
        lemma(subject).as_str(),
        "answer"
            | "reply"
            | "response"
            | "message"
            | "word"
            | "view"
            | "reaction"
            | "verdict"
            | "line"
            | "statement"
            | "comment"
    );
    match owner.filter(|_| speaks) {
        Some(owner) => Some((source::phrase(owner), Some(lemma(subject)))),
        None => Some((source::of_verb(verb)?, speaks.then(|| lemma(subject)))),
    }
}

/// A quotation that no cue could be found for, as that of the one who was spoken of last.
pub(super) fn stray(doc: &Doc, quotations: &Quotations, span: Span, before: Option<&Candidate>) -> Option<Candidate> {
    let first = doc.token_at(span.start as usize)?;
    let sentence = doc.sentence(doc.token(first).sentence());
    let text = doc.text();
    let lead = text.get(..span.start as usize)?.trim_end_matches(' ');
    let opens = lead.is_empty() || lead.ends_with(['\n', '.', '!', '?', ':', '”', '"', '—', '–', '-']);
    let words = text.get(span.start as usize..span.end as usize)?.split_whitespace().count();
    let near = before.filter(|one| gap(doc, one, span.start).is_some_and(|gap| gap < 400));
    let own = main_subject(doc, sentence.start, first);
    let last = (first > 0).then(|| doc.token(first - 1).sentence()).map(|at| doc.sentence(at));
    let (source, from) = if let Some(named) = own {
        (Some(named), "own")
    } else if let Some(one) = near.filter(|one| one.source.is_some()) {
        (one.source.clone(), "last")
    } else if let Some(named) = last.and_then(|last| main_subject(doc, last.start, last.end.min(first))) {
        (Some(named), "subject")
    } else {
        (None, "none")
    };
    let mut notes = vec![
        format!("opens:{opens}"),
        format!("from:{from}"),
        format!("lead:{}", lead.chars().next_back().filter(|mark| !mark.is_alphanumeric()).unwrap_or('a')),
        format!("words:{}", words.min(9)),
    ];
    notes.push(near.map_or("near:none".to_owned(), |one| format!("near:{}", one.found.name())));
    notes.push(format!("paragraph:{}", lead.is_empty() || lead.ends_with('\n')));
    let closed = quotations.touching(span.start as usize, span.end as usize).first().is_some_and(|one| !one.open_ended);
    notes.push(format!("closed:{closed}"));
    Some(plain(Found::Stray, source, Vec::new(), None, vec![span], notes))
}

/// How many bytes part a candidate from what stands behind it.
fn gap(doc: &Doc, before: &Candidate, start: u32) -> Option<u32> {
    let cue = before.cue_token.map_or(0, |cue| doc.tokens()[cue].end);
    let end = before.content.last()?.end.max(cue);
    start.checked_sub(end)
}

/// Whom the first finite verb between two tokens brings to speak.
fn main_subject(doc: &Doc, start: usize, end: usize) -> Option<source::Phrase> {
    let verb = (start..end).map(|at| doc.token(at)).find(|token| {
        matches!(token.tag, "VBD" | "VBZ" | "VBP" | "MD") && !matches!(token.dep, "relcl" | "acl" | "advcl" | "aux")
    })?;
    speaker(verb).map(|(named, _)| named).filter(|phrase| phrase.range.start >= start && phrase.range.end <= end)
}

/// The sentence behind one that reports, as the same speaker's.
pub(super) fn going_on(doc: &Doc, quotations: &Quotations, before: &Candidate, taken: &[bool]) -> Option<Candidate> {
    if !matches!(before.kind, CueKind::Speech | CueKind::Writing) || before.source.is_none() || before.negated {
        return None;
    }
    if !matches!(before.found, Found::Clause | Found::Around | Found::AccordingTo | Found::Told | Found::Quotation) {
        return None;
    }
    let cue = before.cue_token?;
    let number = doc.token(cue).sentence();
    let last = before.content.last().and_then(|span| doc.token_at(span.end as usize - 1))?;
    let number = number.max(doc.token(last).sentence()) + 1;
    let own = doc.token(cue).is_root() || doc.token(cue).dep == "ccomp" || before.found == Found::AccordingTo;
    if number >= doc.sentence_count() || taken.get(number).copied().unwrap_or(true) || !own {
        return None;
    }
    let sentence = doc.sentence(number);
    let before_it = doc.token(sentence.start.checked_sub(1)?);
    if before_it.text().contains('\n') || doc.token(sentence.start).text().contains('\n') {
        return None;
    }
    let root = sentence.clone().map(|at| doc.token(at)).find(|token| token.is_root())?;
    let subject = source::subject(root);
    let helper =
        root.children().filter(|child| matches!(child.dep, "aux" | "auxpass")).map(|child| child.text().to_lowercase());
    let helper: Vec<String> = helper.collect();
    let piece = content::trimmed(doc, doc.bytes(sentence.clone()));
    let spans = content::with_quotations(doc, quotations, &[piece], doc.token(cue).start as usize);
    let pronoun = subject.filter(|subject| subject.pos == Pos::Pron).map(|subject| subject.text().to_lowercase());
    let notes = vec![
        format!("helper:{}", helper.join(" ")),
        format!("tense:{} {}", helper.join(" "), root.tag),
        format!(
            "subject:{}",
            pronoun.unwrap_or_else(|| subject.map_or("none", |subject| subject.pos.as_str()).to_owned())
        ),
        format!("opening:{}", doc.token(sentence.start).text().to_lowercase()),
        format!("before:{}", before.found.name()),
        format!("before-tag:{}", doc.token(cue).tag),
        format!("root:{}", lemma(root)),
    ];
    (!spans.is_empty()).then(|| plain(Found::GoesOn, before.source.clone(), Vec::new(), None, spans, notes))
}

fn plain(
    found: Found,
    source: Option<source::Phrase>,
    cue: Vec<std::ops::Range<usize>>,
    cue_token: Option<usize>,
    content: Vec<Span>,
    notes: Vec<String>,
) -> Candidate {
    Candidate {
        found,
        source,
        cue,
        cue_token,
        content,
        kind: CueKind::Speech,
        passive: false,
        negated: false,
        audience: None,
        origin: Origin::Wide,
        notes,
        confidence: 1.0,
    }
}
