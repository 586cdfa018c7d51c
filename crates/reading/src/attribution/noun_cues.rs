//! Nouns as cues: "the claim that…", "his demand that…", "Moscow's answer was “no”".

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::CueKind;
use rapporteur_record::codebook::{Cues, Frame};

use super::candidate::{Candidate, Found, Origin};
use super::quotations::Quotations;
use super::wide::Lexicon;
use super::{content, lemma, source};

/// Verbs that only carry their noun: the speaker is their subject.
const LIGHT: &[&str] = &[
    "make",
    "give",
    "issue",
    "repeat",
    "have",
    "voice",
    "express",
    "raise",
    "renew",
    "reiterate",
    "put",
    "deliver",
    "release",
    "signal",
    "offer",
    "send",
    "take",
];

/// The attribution of which a noun outside quotation marks is the cue.
pub(super) fn candidate(noun: TokenRef<'_>, cues: &Cues, quotations: &Quotations) -> Option<Candidate> {
    if noun.pos != Pos::Noun || quotations.holds(noun.index()) {
        return None;
    }
    let lemma = lemma(noun);
    let cue = cues.noun(&lemma).next()?;
    let range = clause(noun, cue.takes(Frame::Clause), cue.takes(Frame::Infinitive)).or_else(|| {
        let below = noun.children().find(|child| {
            child.dep == "prep"
                && cue.takes(Frame::Preposition)
                && cue.prepositions.iter().any(|known| *known == super::lemma(*child))
        })?;
        let object = below.children().find(|child| matches!(child.dep, "pobj" | "pcomp"))?;
        Some(object.left_edge()..object.right_edge() + 1)
    })?;
    let doc = noun.doc();
    let spans = content::with_quotations(doc, quotations, &[content::bytes(doc, range)], noun.start as usize);
    let source = holder(noun)?;
    let cue_range = noun.index()..noun.index() + 1;
    (!spans.is_empty()).then(|| Candidate {
        found: Found::Noun,
        source: Some(source),
        cue: vec![cue_range],
        cue_token: Some(noun.index()),
        content: spans,
        kind: cue.kind,
        passive: false,
        negated: false,
        audience: None,
        origin: Origin::Rule,
        notes: Vec::new(),
        confidence: 1.0,
    })
}

/// A noun that the table lacks, or another frame of one that it has, or one that names no holder; for the judge.
pub(super) fn wide(
    noun: TokenRef<'_>,
    ruled: Option<&Candidate>,
    cues: &Cues,
    quotations: &Quotations,
    lexicon: &dyn Lexicon,
) -> Option<Candidate> {
    if noun.pos != Pos::Noun || quotations.holds(noun.index()) || ruled.is_some() {
        return None;
    }
    let lemma = lemma(noun);
    if !lexicon.may(&lemma, Found::Noun) {
        return None;
    }
    let doc = noun.doc();
    let phrase = || {
        let fits = |child: &TokenRef<'_>| child.dep == "prep" && child.index() > noun.index();
        let below = noun.children().filter(fits).find(|below| below.index() < noun.index() + 4)?;
        let object = below.children().find(|child| matches!(child.dep, "pobj" | "pcomp"))?;
        Some((object.left_edge()..object.right_edge() + 1, super::lemma(below)))
    };
    let (range, how) = clause(noun, true, true).map(|range| (range, "clause".to_owned())).or_else(phrase)?;
    let spans = content::with_quotations(doc, quotations, &[content::bytes(doc, range)], noun.start as usize);
    let source = holder(noun).filter(|source| !spans.iter().any(|span| holds(doc, span, source.head)));
    let kind = cues.noun(&lemma).next().map_or(CueKind::Speech, |cue| cue.kind);
    let light = noun.head_token();
    (!spans.is_empty()).then(|| Candidate {
        found: Found::Noun,
        source,
        cue: vec![noun.index()..noun.index() + 1],
        cue_token: Some(noun.index()),
        content: spans,
        kind,
        passive: false,
        negated: false,
        audience: None,
        origin: Origin::Wide,
        notes: vec![
            "wide".to_owned(),
            format!("how:{how}"),
            format!("noun-dep:{}", noun.dep),
            format!("light:{} {}", noun.dep, super::lemma(light)),
        ],
        confidence: 1.0,
    })
}

fn holds(doc: &rapporteur_language::Doc, span: &rapporteur_record::Span, token: usize) -> bool {
    doc.tokens().get(token).is_some_and(|token| span.start <= token.start && token.start < span.end)
}

fn clause(noun: TokenRef<'_>, that: bool, to: bool) -> Option<Range<usize>> {
    let fits = |child: &TokenRef<'_>| {
        let marked = |tag: &str| {
            child.children().any(|mark| mark.index() < child.index() && (mark.tag == tag || mark.text() == tag))
        };
        matches!(child.dep, "acl" | "ccomp" | "relcl")
            && child.index() > noun.index()
            && ((that && marked("that") && source::subject(*child).is_none_or(|subject| subject.text() != "that"))
                || (to && marked("TO")))
    };
    if let Some(below) = noun.children().find(fits) {
        return Some(below.left_edge()..below.right_edge() + 1);
    }
    // "the answer was that…", "made the claim yesterday that…"
    let verb = noun.head_token();
    let light = noun.dep == "dobj" && LIGHT.contains(&lemma(verb).as_str());
    let is = noun.dep == "nsubj" && lemma(verb) == "be";
    if !that || !(light || is) {
        return None;
    }
    let below = verb.children().find(|child| child.index() > noun.index() && matches!(child.dep, "ccomp"))?;
    let marked = below.children().any(|child| child.dep == "mark" && child.text() == "that");
    marked.then(|| below.left_edge()..below.right_edge() + 1)
}

/// Whose word it is: "his demand", "the demand of the rebels", or the subject of "make".
fn holder(noun: TokenRef<'_>) -> Option<source::Phrase> {
    if let Some(owner) = noun.children().find(|child| child.dep == "poss") {
        return Some(source::phrase(owner)).map(|phrase| without_clitic(noun, phrase));
    }
    let by =
        noun.children().find(|child| child.dep == "prep" && matches!(lemma(*child).as_str(), "by" | "from" | "of"));
    if let Some(named) = by.and_then(|by| by.children_by(&["pobj"]).next()) {
        return Some(source::phrase(named));
    }
    let verb = noun.head_token();
    (matches!(noun.dep, "dobj" | "attr") && LIGHT.contains(&lemma(verb).as_str()))
        .then(|| source::of_verb(verb))
        .flatten()
}

/// "the rebels' demand": without the clitic.
fn without_clitic(noun: TokenRef<'_>, phrase: source::Phrase) -> source::Phrase {
    let doc = noun.doc();
    let last = phrase.range.end - 1;
    if last > phrase.head && doc.token(last).tag == "POS" {
        return source::Phrase { range: phrase.range.start..last, head: phrase.head };
    }
    phrase
}
