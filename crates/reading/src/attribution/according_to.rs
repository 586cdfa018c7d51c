//! "according to X", "in X's words": phrases that make the rest of their sentence somebody's.

use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::CueKind;

use super::candidate::{Candidate, Found, Origin};
use super::quotations::Quotations;
use super::{content, lemma, source};

/// The attribution of which a token begins the phrase.
pub(super) fn candidate(token: TokenRef<'_>, quotations: &Quotations) -> Option<Candidate> {
    if quotations.holds(token.index()) {
        return None;
    }
    let doc = token.doc();
    let (cue, named) = according(token).or_else(|| in_the_words(token))?;
    let mut source = source::phrase(named);
    if token.index() == doc.sentence(token.sentence()).start {
        without_next_subject(doc, &mut source);
    }
    // The words name the paper, the head whose paper it is.
    source.head = author(named).map_or(source.head, |author| author.index());
    let start = token.index();
    let whole = start.min(source.range.start)..source.range.end.max(cue.end);
    let pieces: Vec<Range<usize>> =
        around(doc, token, &whole).into_iter().map(|range| content::bytes(doc, range)).collect();
    let spans = content::with_quotations(doc, quotations, &pieces, token.start as usize);
    (!spans.is_empty()).then(|| Candidate {
        found: Found::AccordingTo,
        source: Some(source),
        cue_token: Some(token.index()),
        cue: vec![cue],
        content: spans,
        kind: CueKind::Speech,
        passive: false,
        negated: false,
        audience: None,
        origin: Origin::Rule,
        notes: Vec::new(),
        confidence: 1.0,
    })
}

/// "according to", "as per": cue and the head of what is named.
fn according(token: TokenRef<'_>) -> Option<(Range<usize>, TokenRef<'_>)> {
    let doc = token.doc();
    let small = token.text().to_lowercase();
    let next = (token.index() + 1 < doc.len()).then(|| doc.token(token.index() + 1))?;
    let preposition = match small.as_str() {
        "according" if next.text() == "to" => next,
        "per" => token,
        _ => return None,
    };
    let named = preposition.children().find(|child| child.dep == "pobj")?;
    // "per year", "per head" name nobody.
    let somebody = small != "per" || named.pos == Pos::Propn || named.left_edge() < named.index();
    somebody.then(|| (token.index()..preposition.index() + 1, named))
}

/// What somebody puts his words down in.
const PAPERS: &[&str] = &[
    "statement",
    "readout",
    "post",
    "tweet",
    "website",
    "letter",
    "note",
    "memo",
    "communiqué",
    "communique",
    "transcript",
    "notice",
    "message",
    "release",
    "summary",
    "account",
    "page",
    "channel",
];

/// "According to the Daily Post, the envoy met them": the parse takes the next subject for another name of the source.
fn without_next_subject(doc: &Doc, source: &mut source::Phrase) {
    let end = source.range.end;
    let finite = end < doc.len() && matches!(doc.token(end).tag, "VBD" | "VBZ" | "VBP" | "MD");
    let comma = (source.head + 1..end).rev().find(|&at| doc.token(at).text() == ",");
    if let (true, Some(comma)) = (finite, comma) {
        source.range.end = comma;
    }
}

fn owner(noun: TokenRef<'_>) -> Option<TokenRef<'_>> {
    noun.children().find(|child| child.dep == "poss")
}

/// Whom a phrase behind a paper names as its author: "on its website", "from the ministry", "released by the envoy".
fn put_out_by(phrase: TokenRef<'_>) -> Option<TokenRef<'_>> {
    if phrase.dep == "acl" && PUT_OUT.contains(&lemma(phrase).as_str()) {
        return source::agent(phrase).map(|agent| phrase.doc().token(agent.head));
    }
    let named = phrase.children_by(&["pobj"]).next().filter(|_| phrase.dep == "prep")?;
    let by = matches!(lemma(phrase).as_str(), "by" | "from" | "of") && !PAPERS.contains(&lemma(named).as_str());
    owner(named).or(by.then_some(named))
}

/// What its author does with a paper; who sees or reads one is another.
const PUT_OUT: &[&str] = &["release", "issue", "publish", "post", "send", "write", "sign", "circulate", "put", "share"];

/// Whose a paper is: "a statement on its website", "a readout from the ministry", "a note released by the envoy".
fn author(paper: TokenRef<'_>) -> Option<TokenRef<'_>> {
    if !PAPERS.contains(&lemma(paper).as_str()) {
        return None;
    }
    if let Some(owner) = owner(paper) {
        return Some(owner);
    }
    let behind = paper.children().filter(|child| child.index() > paper.index());
    let author = behind.filter_map(put_out_by).next();
    author.or_else(|| paper.children().find(|child| child.dep == "compound" && child.pos == Pos::Propn))
}

/// "in the minister's words", "by his count".
fn in_the_words(token: TokenRef<'_>) -> Option<(Range<usize>, TokenRef<'_>)> {
    let preposition = token.text().to_lowercase();
    if !matches!(preposition.as_str(), "in" | "by" | "on") {
        return None;
    }
    let noun = token.children().find(|child| child.dep == "pobj")?;
    let nouns: &[&str] = match preposition.as_str() {
        "in" => &["word", "view", "opinion", "account", "telling", "version", "reading"],
        "by" => &["account", "count", "reckoning", "estimate", "telling", "admission", "tally", "version"],
        _ => &["account", "reading", "telling"],
    };
    if !nouns.contains(&lemma(noun).as_str()) {
        return None;
    }
    let owner = noun.children().find(|child| child.dep == "poss");
    // "in the view of the envoy"
    let of = || {
        let of = noun.children().find(|child| child.dep == "prep" && lemma(*child) == "of")?;
        of.children_by(&["pobj"]).next()
    };
    let named = owner.or_else(of)?;
    Some((token.index()..noun.index() + 1, named))
}

/// "For the envoy, it was a defeat", "To its critics the plan was a trap": the judge decides whether it is a view.
pub(super) fn for_somebody(token: TokenRef<'_>, quotations: &Quotations) -> Option<Candidate> {
    let doc = token.doc();
    let word = token.text().to_lowercase();
    if !matches!(word.as_str(), "for" | "to" | "in") || token.dep != "prep" || quotations.holds(token.index()) {
        return None;
    }
    let sentence = doc.sentence(token.sentence());
    let named = token.children_by(&["pobj"]).next()?;
    let eyes = word == "in";
    let named = if eyes && matches!(lemma(named).as_str(), "eye" | "mind" | "judgment" | "judgement" | "assessment") {
        let of = || named.children().find(|child| lemma(*child) == "of")?.children_by(&["pobj"]).next();
        named.children().find(|child| child.dep == "poss").or_else(of)?
    } else if eyes || token.index() != sentence.start {
        return None;
    } else {
        named
    };
    if !matches!(named.pos, Pos::Propn | Pos::Noun | Pos::Pron) {
        return None;
    }
    let source = source::phrase(named);
    let whole = token.index()..token.right_edge() + 1;
    let pieces: Vec<Range<usize>> =
        around(doc, token, &whole).into_iter().map(|range| content::bytes(doc, range)).collect();
    let spans = content::with_quotations(doc, quotations, &pieces, token.start as usize);
    let comma = doc.tokens().get(whole.end).is_some_and(|_| doc.token(whole.end).text() == ",");
    (!spans.is_empty()).then(|| Candidate {
        found: Found::AccordingTo,
        source: Some(source),
        cue: vec![token.index()..token.index() + 1],
        cue_token: Some(token.index()),
        content: spans,
        kind: CueKind::Thought,
        passive: false,
        negated: false,
        audience: None,
        origin: Origin::Wide,
        notes: vec![format!("comma:{comma}"), format!("eyes:{eyes}"), format!("entity:{}", named.ent_type)],
        confidence: 1.0,
    })
}

/// The clause around the phrase.
fn around(doc: &Doc, token: TokenRef<'_>, phrase: &Range<usize>) -> Vec<Range<usize>> {
    let sentence = doc.sentence(token.sentence());
    let clause = clause_of(token);
    let opens =
        phrase.start == sentence.start && doc.tokens().get(phrase.end).is_some() && doc.token(phrase.end).text() == ",";
    let whole = match clause {
        // "According to the envoy, …": all that follows.
        _ if opens => sentence,
        Some(verb) if matches!(verb.dep, "ccomp" | "advcl" | "relcl" | "conj") => verb.subtree_range(),
        _ => sentence,
    };
    let whole = whole.start.min(phrase.start)..whole.end.max(phrase.end);
    let left = source::trim(doc, whole.start..phrase.start);
    let right = source::trim(doc, phrase.end..whole.end);
    [left, right].into_iter().filter(|part| !part.is_empty()).collect()
}

fn clause_of(token: TokenRef<'_>) -> Option<TokenRef<'_>> {
    // A second verb without a subject of its own tells what the first one's does.
    token.ancestors().take(40).find(|above| {
        matches!(above.pos, Pos::Verb | Pos::Aux)
            && above.index() != token.index()
            && (above.dep != "conj" || source::subject(*above).is_some())
    })
}
