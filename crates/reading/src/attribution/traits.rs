//! What a candidate shows of itself, as named traits: the judge's model has a weight for each.
//!
//! The training takes the same traits as the running (`debug attribution` prints them, `training/attribution.py` learns
//! from that), so the two can't drift apart. A name is its kind, a colon, and what was seen: "cue-found:say clause".

use std::fmt::Write;
use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::Span;
use rapporteur_record::codebook::Cues;

use super::candidate::{Candidate, Found, Origin};
use super::quotations::Quotations;
use super::{lemma, source};
use crate::learned::words::Words;

/// What stands around the candidates of a text: the same for all.
pub(super) struct Surroundings<'d> {
    doc: &'d Doc,
    cues: &'d Cues,
    quotations: &'d Quotations,
    /// For each token the way of finding of the smallest rule's content that holds it.
    held: Vec<Option<Found>>,
    /// For each sentence how many rules' candidates have their cue there.
    told: Vec<u8>,
}

impl<'d> Surroundings<'d> {
    pub(super) fn of(doc: &'d Doc, cues: &'d Cues, quotations: &'d Quotations, ruled: &[Candidate]) -> Self {
        let mut held = vec![None; doc.len()];
        let mut told = vec![0u8; doc.sentence_count()];
        let mut by_size: Vec<&Candidate> = ruled.iter().collect();
        by_size.sort_by_key(|one| std::cmp::Reverse(one.size()));
        for one in by_size {
            for span in &one.content {
                held[tokens(doc, *span)].fill(Some(one.found));
            }
            if let Some(count) = one.cue_token.and_then(|cue| told.get_mut(doc.token(cue).sentence())) {
                *count = count.saturating_add(1);
            }
        }
        Self { doc, cues, quotations, held, told }
    }

    /// Does a token stand in a rule's content?
    pub(super) fn holds(&self, token: usize) -> bool {
        self.held.get(token).is_some_and(Option::is_some)
    }

    /// Has a sentence a rule's cue?
    pub(super) fn is_told(&self, sentence: usize) -> bool {
        self.told.get(sentence).is_some_and(|count| *count > 0)
    }
}

/// The tokens of a span.
pub(super) fn tokens(doc: &Doc, span: Span) -> Range<usize> {
    let start = doc.tokens().partition_point(|token| token.end <= span.start);
    let end = doc.tokens().partition_point(|token| token.start < span.end);
    start..end.max(start)
}

/// Shows the traits of a candidate, each once.
pub(super) fn show(around: &Surroundings<'_>, candidate: &Candidate, see: &mut dyn FnMut(&str)) {
    let mut shown = Shown { found: candidate.found.name(), name: String::with_capacity(64), see };
    let doc = around.doc;
    shown.plain("found");
    let (origin, bounds) = match candidate.origin {
        Origin::Rule => ("rule", "-"),
        Origin::Wide => ("wide", "-"),
        Origin::Bounds(name) => ("bounds", name),
    };
    shown.both("origin", origin);
    shown.both("bounds", bounds);
    for note in &candidate.notes {
        shown.both("note", note);
    }
    let cue = candidate.cue_token.map(|cue| doc.token(cue));
    if let Some(cue) = cue {
        cue_traits(&mut shown, around, candidate, cue);
    }
    source_traits(&mut shown, candidate, cue, doc);
    content_traits(&mut shown, around, candidate, cue);
}

/// Names traits and shows them.
struct Shown<'s> {
    found: &'static str,
    name: String,
    see: &'s mut dyn FnMut(&str),
}

impl Shown<'_> {
    /// The way of finding alone.
    fn plain(&mut self, kind: &str) {
        self.name.clear();
        let _ = write!(self.name, "{kind}:{}", self.found);
        (self.see)(&self.name);
    }

    fn one(&mut self, kind: &str, seen: &str) {
        self.name.clear();
        let _ = write!(self.name, "{kind}:{seen}");
        (self.see)(&self.name);
    }

    /// A trait by itself, and together with the way of finding.
    fn both(&mut self, kind: &str, seen: &str) {
        self.one(kind, seen);
        self.name.clear();
        let _ = write!(self.name, "{kind}-found:{seen} {}", self.found);
        (self.see)(&self.name);
    }

    fn number(&mut self, kind: &str, number: usize) {
        let size = match number {
            0 => "0",
            1 => "1",
            2 => "2",
            3 => "3",
            4..=5 => "4",
            6..=9 => "6",
            10..=15 => "10",
            16..=30 => "16",
            31..=60 => "31",
            _ => "61",
        };
        self.both(kind, size);
    }

    fn word_kind(&mut self, kind: &str, word: &str) {
        let known = Words::builtin().kind(word);
        let number = known.map_or("unknown".to_owned(), |number| number.to_string());
        self.both(kind, &number);
    }
}

fn cue_traits(shown: &mut Shown<'_>, around: &Surroundings<'_>, candidate: &Candidate, cue: TokenRef<'_>) {
    let word = lemma(cue);
    shown.both("cue", &word);
    shown.word_kind("kind", &word);
    let row = if cue.pos == Pos::Noun { around.cues.noun(&word).next() } else { around.cues.verb(&word).next() };
    shown.both("table", row.map_or("-", |row| row.kind.as_str()));
    shown.both("told", candidate.kind.as_str());
    shown.both("tag", cue.tag);
    shown.both("dep", cue.dep);
    for child in cue.children() {
        match child.dep {
            "aux" | "auxpass" => shown.both("aux", &child.text().to_lowercase()),
            "neg" => shown.both("not", "not"),
            "prt" => {
                let phrase = format!("{word} {}", child.text().to_lowercase());
                shown.both("particle", &phrase);
            }
            "prep" if child.index() > cue.index() => {
                let phrase = format!("{word} {}", child.text().to_lowercase());
                shown.both("preposition", &phrase);
            }
            "mark" => shown.both("mark", &child.text().to_lowercase()),
            "dobj" if candidate.found != Found::Object => shown.both("object-too", child.pos.as_str()),
            _ => {}
        }
    }
    if candidate.passive {
        shown.both("passive", if candidate.source.is_some() { "agent" } else { "no agent" });
    }
    let own = if source::subject(cue).is_some() { "own" } else { "-" };
    shown.both("subject", own);
    let head = cue.head_token();
    if !cue.is_root() {
        let above = lemma(head);
        shown.both("above", head.pos.as_str());
        shown.one("above-word", &format!("{} {above}", cue.dep));
    }
    shown.both("held", around.held.get(cue.index()).copied().flatten().map_or("-", Found::name));
    let others = around.told.get(cue.sentence()).map_or(0, |count| usize::from(*count));
    shown.number("others", others);
    let sentence = around.doc.sentence(cue.sentence());
    shown.both(
        "place",
        if cue.index() < sentence.start + 4 {
            "first"
        } else if cue.index() + 4 > sentence.end {
            "last"
        } else {
            "midst"
        },
    );
    let last = around.doc.token(sentence.end - 1);
    if last.text() == "?" {
        shown.both("asks", "?");
    }
}

fn source_traits(shown: &mut Shown<'_>, candidate: &Candidate, cue: Option<TokenRef<'_>>, doc: &Doc) {
    let Some(source) = &candidate.source else {
        shown.both("source", "none");
        return;
    };
    let head = doc.token(source.head);
    let small = head.text().to_lowercase();
    let entity = head.ent_type;
    let what = match head.pos {
        Pos::Pron => small.as_str(),
        Pos::Propn if entity.is_empty() => "propn",
        _ if !entity.is_empty() => entity,
        Pos::Noun => "noun",
        _ => "other",
    };
    shown.both("source", what);
    if head.pos == Pos::Noun {
        let word = lemma(head);
        shown.both("source-word", &word);
        shown.word_kind("source-kind", &word);
    }
    let Some(cue) = cue else { return };
    let first = doc.token(source.range.start.min(doc.len() - 1));
    shown.both("source-first", first.tag);
    let side = if source.head < cue.index() { "left" } else { "right" };
    shown.both("source-side", side);
    shown.number("source-far", source.head.abs_diff(cue.index()));
    if doc.token(source.head).sentence() != cue.sentence() {
        shown.both("source-far", "other sentence");
    }
    let inside = candidate.holds(head.start);
    shown.both("source-inside", if inside { "yes" } else { "no" });
}

fn content_traits(shown: &mut Shown<'_>, around: &Surroundings<'_>, candidate: &Candidate, cue: Option<TokenRef<'_>>) {
    let doc = around.doc;
    let pieces: Vec<Range<usize>> = candidate.content.iter().map(|span| tokens(doc, *span)).collect();
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
    let (Some(opening), true) = (first.clone().next(), last.end > 0 && !last.is_empty()) else { return };
    let size: usize = pieces.iter().map(Range::len).sum();
    shown.number("size", size);
    shown.both(
        "pieces",
        match pieces.len() {
            1 => "1",
            2 => "2",
            _ => "3",
        },
    );
    let token = doc.token(opening);
    shown.both("first", &token.text().to_lowercase());
    shown.both("first-tag", token.tag);
    let closing = doc.token(last.end - 1);
    shown.both("last-tag", closing.tag);
    shown.both("quoted", quoted(around, &pieces));
    if let Some(cue) = cue {
        let side = match (first.start < cue.index(), last.start > cue.index()) {
            (true, true) => "around",
            (true, false) => "before",
            _ => "behind",
        };
        shown.both("side", side);
        let far = if side == "behind" {
            first.start.saturating_sub(cue.index())
        } else {
            cue.index().saturating_sub(last.end)
        };
        shown.number("far", far);
    }
    let before = opening.checked_sub(1).map_or("^", |at| neighbour(doc.token(at)));
    shown.both("behind", before);
    if let Some(small) = opening.checked_sub(1).map(|at| doc.token(at).text()).filter(|small| small.len() < 6) {
        shown.both("word-behind", small);
    }
    let after = doc.tokens().get(last.end).map_or("$", |_| neighbour(doc.token(last.end)));
    shown.both("followed", after);
    let sentence = doc.sentence(token.sentence());
    let end = doc.sentence(closing.sentence()).end;
    let whole = (opening == sentence.start, last.end + 1 >= end);
    shown.both(
        "spans",
        match whole {
            (true, true) => "all",
            (true, false) => "start",
            (false, true) => "end",
            _ => "midst",
        },
    );
    // The word on which the rest hangs.
    let top = |range: &Range<usize>| {
        range.clone().find(|&at| {
            let token = doc.token(at);
            !matches!(token.pos, Pos::Punct | Pos::Space)
                && (token.is_root() || !range.contains(&token.head_token().index()))
        })
    };
    if let Some(root) = top(first).map(|at| doc.token(at)) {
        shown.both("root", root.tag);
        shown.both("root-dep", root.dep);
        shown.both("root-pos", root.pos.as_str());
        if matches!(candidate.found, Found::Object | Found::Preposition | Found::Noun | Found::Raised)
            || !matches!(root.pos, Pos::Verb | Pos::Aux)
        {
            let word = lemma(root);
            shown.both("object", &word);
            shown.word_kind("object-kind", &word);
            shown.both("object-is", if root.ent_type.is_empty() { root.pos.as_str() } else { root.ent_type });
        } else {
            let helpers = root.children().filter(|child| matches!(child.dep, "aux" | "auxpass" | "neg"));
            let helpers: Vec<String> = helpers.map(|child| child.text().to_lowercase()).collect();
            shown.both("tense", &format!("{} {}", helpers.join(" "), root.tag));
            let subject = source::subject(root);
            let subject = subject.map_or("none".to_owned(), |subject| match subject.pos {
                Pos::Pron => subject.text().to_lowercase(),
                other => other.as_str().to_lowercase(),
            });
            shown.both("content-subject", &subject);
        }
    }
    let verbs = pieces
        .iter()
        .flat_map(Clone::clone)
        .take(200)
        .filter(|&at| matches!(doc.token(at).pos, Pos::Verb | Pos::Aux))
        .count();
    shown.number("verbs", verbs);
    shown.both("paragraph", if paragraph_start(doc, opening) { "starts" } else { "within" });
}

/// The word beside a content: a mark as itself, else what kind of word.
fn neighbour(token: TokenRef<'_>) -> &str {
    match token.pos {
        Pos::Punct => token.text(),
        Pos::Space => "¶",
        _ => token.tag,
    }
}

fn paragraph_start(doc: &Doc, at: usize) -> bool {
    at == 0 || doc.token(at - 1).text().contains('\n')
}

fn quoted(around: &Surroundings<'_>, pieces: &[Range<usize>]) -> &'static str {
    let (mut inside, mut all) = (0usize, 0usize);
    for at in pieces.iter().flat_map(Clone::clone).take(300) {
        all += 1;
        inside += usize::from(around.quotations.holds(at));
    }
    let begins = pieces.first().is_some_and(|piece| around.quotations.holds(piece.start));
    match (inside, all - inside, begins) {
        (0, _, _) => "none",
        (_, 0..=2, _) => "all",
        (_, _, true) => "begins",
        _ => "some",
    }
}
