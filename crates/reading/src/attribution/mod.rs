//! Attributions: who said, wrote, thought or wanted what.
//!
//! Takes a parsed [`Doc`] and the table of [`Cues`] and gives [`Attribution`]s in text order: a **source**, a **cue**
//! and a **content**.
//!
//! ```text
//! The envoy   told   reporters   on Monday that   the truce holds, but “not for long”.
//! source      cue    audience                     content
//! ```
//!
//! First [`quotations`] pairs the quotation marks of the whole text. Then each rule proposes candidates: verbs with what
//! hangs on them ([`clausal`]), nouns ([`noun_cues`]), "according to" ([`according_to`]), colons ([`colon`]), and
//! the words beside a quotation ([`floating_quotes`], [`framed`]); and, besides what the rules and the table are sure of, words and frames
//! that they lack ([`wide`]), what is told without a cue ([`told`]), and other bounds of the contents ([`bounds`]). All that is
//! [`proposed`]; [`adjuncts`] and [`trailing`] mend what the parse hung in the wrong place. A learned [`judge`] chooses among
//! it, by named [`traits`], and says how sure it is. Last, [`nesting`]
//! puts the chosen in order and says which stands in which.
//!
//! Quoted speech within a quotation is not looked for. Who the source *is* is left to coreference, what the content
//! means to the statements.

// A cue or content often is one range of tokens among several that it may have.
#![allow(clippy::single_range_in_vec_init)]

mod according_to;
mod adjuncts;
mod bounds;
mod candidate;
mod clausal;
mod colon;
mod considered;
mod content;
mod floating_quotes;
mod framed;
mod judge;
mod nesting;
mod noun_cues;
mod proposed;
mod quotations;
mod source;
#[cfg(test)]
mod tests;
mod told;
mod trailing;
mod traits;
mod wide;

use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::codebook::{Cues, Frame};
use rapporteur_record::{CueKind, Mode, Span};

use candidate::Candidate;
pub use candidate::Found;
pub use considered::{Considered, considered};
use judge::Model;
use proposed::Proposed;
use quotations::Quotations;

/// One source's words (or thoughts, or wishes) as a text gives them. Spans are bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name the source; empty where the text names none.
    pub source: Vec<Span>,
    /// Head token of the source's noun phrase.
    pub source_head: Option<usize>,
    /// The words that mark speech or thought.
    pub cue: Vec<Span>,
    /// The verb or noun of the cue.
    pub cue_token: Option<usize>,
    /// What was said, at least one span, with its quotation marks, without "that".
    pub content: Vec<Span>,
    /// What the cue tells of.
    pub cue_kind: CueKind,
    /// How much of the content is quoted.
    pub mode: Mode,
    /// Place in the list of the attribution in whose content the cue stands.
    pub within: Option<usize>,
    /// Is the cue in the passive voice?
    pub passive: bool,
    /// Is the cue negated ("did not rule out")?
    pub negated: bool,
    /// To whom.
    pub audience: Option<Span>,
    /// On whose behalf.
    pub on_behalf_of: Option<Span>,
    /// Who is said to back the speaker ("X, supported by Y, proposed…").
    pub supported_by: Vec<Span>,
    /// Who is said to be against it.
    pub opposed_by: Vec<Span>,
    /// Which rule found it.
    pub found: Found,
    /// How likely it is that somebody said (thought, wanted) just that, 0 to 1.
    pub confidence: f32,
}

/// The attributions of a text, and what looked like one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributed {
    /// In text order.
    pub attributions: Vec<Attribution>,
    /// Quotations without a speaker, in text order.
    pub lost_quotations: Vec<Span>,
    /// Verbs of speech without a statement, in text order (tokens).
    pub lost_cues: Vec<usize>,
}

impl Attributed {
    /// The head tokens of the phrases that name sources.
    pub fn source_heads(&self) -> std::collections::BTreeSet<usize> {
        self.attributions.iter().filter_map(|attribution| attribution.source_head).collect()
    }
}

/// All attributions of a text, in text order.
pub fn attributions(doc: &Doc, cues: &Cues) -> Vec<Attribution> {
    attributed(doc, cues).attributions
}

/// The same with what could not be attributed, for coverage.
pub fn attributed(doc: &Doc, cues: &Cues) -> Attributed {
    let quotations = Quotations::of(doc);
    let model = Model::builtin();
    let Proposed { candidates, ruled, lost_quotations } = proposed::proposed(doc, cues, &quotations, model);
    let around = traits::Surroundings::of(doc, cues, &quotations, &ruled);
    let kept = nesting::ordered(doc, model.chosen(doc, &around, candidates));
    let within = nesting::outer(doc, &kept);
    let used: std::collections::BTreeSet<usize> = kept.iter().filter_map(|candidate| candidate.cue_token).collect();
    let lost_cues = lost_cues(doc, cues, &quotations, &used);
    let told = |span: &Span| kept.iter().any(|one| one.holds(span.start));
    let lost_quotations = lost_quotations.into_iter().filter(|span| !told(span)).collect();
    let attributions =
        kept.into_iter().zip(within).map(|(candidate, within)| finished(doc, &quotations, candidate, within)).collect();
    Attributed { attributions, lost_quotations, lost_cues }
}

/// Of each token whether it stands between quotation marks.
pub(crate) fn quoted(doc: &Doc) -> Vec<bool> {
    let quotations = Quotations::of(doc);
    (0..doc.len()).map(|at| quotations.holds(at)).collect()
}

fn lost_cues(doc: &Doc, cues: &Cues, quotations: &Quotations, used: &std::collections::BTreeSet<usize>) -> Vec<usize> {
    let speaks = |token: &TokenRef<'_>| {
        token.pos == Pos::Verb
            && !quotations.holds(token.index())
            && !used.contains(&token.index())
            && cues.verb(&lemma(*token)).any(|cue| cue.kind == CueKind::Speech && cue.takes(Frame::Quotation))
    };
    doc.iter().filter(speaks).map(TokenRef::index).collect()
}

fn finished(doc: &Doc, quotations: &Quotations, candidate: Candidate, within: Option<usize>) -> Attribution {
    let span = |range: Range<usize>| span(doc.bytes(range));
    Attribution {
        source: candidate.source.iter().map(|source| span(source.range.clone())).collect(),
        source_head: candidate.source.as_ref().map(|source| source.head),
        cue: candidate.cue.into_iter().map(span).collect(),
        cue_token: candidate.cue_token,
        mode: mode(doc, quotations, &candidate.content),
        content: candidate.content,
        cue_kind: candidate.kind,
        within,
        passive: candidate.passive,
        negated: candidate.negated,
        audience: candidate.audience.map(|audience| span(audience.range)),
        on_behalf_of: candidate.cue_token.and_then(|cue| represented(doc.token(cue))).map(span),
        supported_by: sides(doc, candidate.cue_token, &["support", "back", "second", "join", "endorse"]),
        opposed_by: sides(doc, candidate.cue_token, &["oppose", "resist"]),
        found: candidate.found,
        confidence: candidate.confidence,
    }
}

/// "X, supported by Y and opposed by Z, proposed": the agents of such participles at a cue or its subject.
fn sides(doc: &Doc, cue: Option<usize>, verbs: &[&str]) -> Vec<Span> {
    let Some(cue) = cue.map(|cue| doc.token(cue)) else { return Vec::new() };
    let participle = |token: &TokenRef<'_>| token.tag == "VBN" && matches!(token.dep, "acl" | "advcl" | "conj");
    let near = cue.children().chain(source::subject(cue).into_iter().flat_map(TokenRef::children)).filter(participle);
    near.flat_map(|first| std::iter::once(first).chain(first.children().filter(participle)))
        .filter(|token| verbs.contains(&lemma(*token).as_str()) && !source::is_passive(*token))
        .filter_map(source::agent)
        .map(|phrase| span(doc.bytes(phrase.range)))
        .collect()
}

fn span(bytes: Range<usize>) -> Span {
    Span { start: bytes.start as u32, end: bytes.end as u32 }
}

/// How much of the contents stands between quotation marks.
fn mode(doc: &Doc, quotations: &Quotations, content: &[Span]) -> Mode {
    let mut quoted = false;
    let mut bare = false;
    for span in content {
        let mut at = span.start as usize;
        for quotation in quotations.touching(at, span.end as usize) {
            quoted = true;
            bare |= has_words(doc, at..quotation.start);
            at = at.max(quotation.end);
        }
        bare |= has_words(doc, at..span.end as usize);
    }
    match (quoted, bare) {
        (false, _) => Mode::Indirect,
        (true, false) => Mode::Direct,
        (true, true) => Mode::Mixed,
    }
}

fn has_words(doc: &Doc, range: Range<usize>) -> bool {
    doc.text().get(range).is_some_and(|text| text.contains(char::is_alphanumeric))
}

/// The same, also where the verb is the second of two: "rejected the text and asked for another".
fn represented(verb: TokenRef<'_>) -> Option<Range<usize>> {
    let mut at = verb;
    for _ in 0..3 {
        if let Some(found) = on_behalf_of(at).or_else(|| for_others(at)) {
            return Some(found);
        }
        if at.dep != "conj" || source::subject(at).is_some() {
            return None;
        }
        at = at.head_token();
    }
    None
}

/// "Samoa, for the islands, proposed", "For the islands, Ms Seuala said": a phrase between commas before the verb.
fn for_others(verb: TokenRef<'_>) -> Option<Range<usize>> {
    let subject = source::subject(verb)?;
    let doc = verb.doc();
    let phrase = verb.children().chain(subject.children()).find(|child| {
        let end = child.right_edge() + 1;
        // "the envoy for the islands, Ada Brandt, said": what the office is for.
        let parted = child.index() == 0 || {
            let before = doc.token(child.index() - 1);
            before.text() == "," || child.sent_start || before.pos == Pos::Propn || before.pos == Pos::Space
        };
        lemma(*child) == "for"
            && parted
            && child.dep == "prep"
            && child.index() < verb.index()
            && end < doc.len()
            && doc.token(end).text() == ","
    })?;
    phrase.children_by(&["pobj"]).next().map(|named| source::phrase(named).range)
}

/// "…, on behalf of the bloc": the tokens of whom a verb's speaker speaks for.
fn on_behalf_of(verb: TokenRef<'_>) -> Option<Range<usize>> {
    let subject = source::subject(verb);
    let near = verb.children().chain(subject.into_iter().flat_map(TokenRef::children));
    let on = near
        .filter(|child| lemma(*child) == "on")
        .find_map(|on| on.children_by(&["pobj"]).find(|noun| lemma(*noun) == "behalf"))?;
    let of = on.children().find(|child| lemma(*child) == "of")?;
    of.children_by(&["pobj"]).next().map(|named| source::phrase(named).range)
}

/// A token's lemma in small letters, with the forms that the lemmatizer takes for others put right.
fn lemma(token: TokenRef<'_>) -> String {
    let lemma = token.lemma().to_lowercase();
    match (lemma.as_str(), token.text().to_lowercase().as_str()) {
        ("hop", "hoping" | "hoped") => "hope".to_owned(),
        (other, _) => other.strip_suffix("tweete").map_or(lemma.clone(), |stem| format!("{stem}tweet")),
    }
}
