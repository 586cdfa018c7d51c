//! Statements: attributions with their speaker, party, act, firmness, terms and time.
//!
//! ```text
//! Kenya, on behalf of the African Group, said on Friday that it would never accept the draft.
//! speaker                 party          cue  said           reject, categorical, finance
//! ```
//!
//! Takes the [`Attribution`]s of a [`Context`]; a file for each question: who speaks, for
//! whom and with what right ([`speaker`]), what is done by it ([`act`]), how firmly ([`firmness`]), of what ([`about`]).
//! Words that tell an act or a firmness stand in `codebook/acts.toml`. What a speaker's word is worth after a disclaimer
//! is told by [`disclaimers`]; what was heard and not understood by [`unread`].

mod about;
mod act;
mod clauses;
mod firmness;
mod meaning;
mod speaker;
mod tables;
#[cfg(test)]
mod tests;
mod unread;

use std::collections::BTreeSet;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::{ContactWords, Cue};
use rapporteur_record::{Act, ActorId, AtLeastOne, Statement, StatementId, TimeExpression};

use crate::attribution::{Attributed, Attribution, Found};
use crate::clause::keeps_silent;
use crate::context::Context;
use crate::dates::date_of_event;
use crate::said::tokens;
use about::Topics;
use clauses::Content;
pub use meaning::Shown;
use meaning::{Meaning, Model, Ruled, Traits};
pub use unread::unread;

/// The statements of a report, in text order.
pub fn statements(context: &Context<'_>, attributed: &Attributed) -> Vec<Statement> {
    let attributions = &attributed.attributions;
    let meanings = Model::builtin().judge(&shown_by_each(context, attributed));
    let mut place: Vec<Option<StatementId>> = Vec::with_capacity(attributions.len());
    let mut statements: Vec<Statement> = Vec::new();
    for (attribution, meaning) in attributions.iter().zip(meanings) {
        let made = statement(context, attribution, meaning);
        place.push(made.as_ref().map(|_| StatementId(statements.len() as u32)));
        statements.extend(made);
    }
    for (attribution, id) in attributions.iter().zip(&place) {
        if let Some(id) = id {
            statements[id.index()].within = outer(attributions, &place, attribution).filter(|outer| outer != id);
        }
    }
    statements
}

/// The statement in which an attribution stands; what lies in a dropped one lies in the one around that.
fn outer(
    attributions: &[Attribution],
    place: &[Option<StatementId>],
    attribution: &Attribution,
) -> Option<StatementId> {
    let mut within = attribution.within;
    // Contents nest, so a chain is never longer than the list.
    for _ in 0..attributions.len() {
        let at = within?;
        if let Some(id) = place.get(at).copied().flatten() {
            return Some(id);
        }
        within = attributions.get(at)?.within;
    }
    None
}

/// Verbs that, denied, still say something: "did not rule out a visit".
const DOUBLE_NEGATIVES: [&str; 7] = ["rule", "exclude", "deny", "dispute", "object", "oppose", "contest"];

/// Whoever "dismissed the claim that" does not claim it, and a "refusal to stop" accepts nothing, whatever else the words look like.
fn no_less_than_cued(act: Act, attribution: &Attribution, cue_lemma: &str) -> Act {
    let yields = matches!(
        act,
        Act::Assert | Act::Announce | Act::Accept | Act::Praise | Act::Offer | Act::Promise | Act::Expect
    );
    match cue_lemma {
        "deny" | "dismiss" | "refute" | "rebut" | "debunk" if yields && !attribution.negated => Act::Deny,
        // Who only discussed it takes no stand.
        "discuss" | "mention" => Act::Assert,
        "refuse" | "refusal" | "decline" if yields && !attribution.negated => Act::Reject,
        _ => act,
    }
}

fn statement(context: &Context<'_>, attribution: &Attribution, meaning: Meaning) -> Option<Statement> {
    let cue_lemma = cue_lemma(context, attribution);
    if attribution.negated && !DOUBLE_NEGATIVES.contains(&cue_lemma.as_str()) {
        return None;
    }
    let refuses = matches!(cue_lemma.as_str(), "refuse" | "decline");
    if refuses && attribution.cue_token.is_some_and(|cue| keeps_silent(context.doc.token(cue))) {
        return None;
    }
    let voice = speaker::voice(context, attribution);
    if voice.speaker.is_none() && is_a_things(context, attribution) {
        return None;
    }
    Some(Statement {
        speaker: voice.speaker,
        party: voice.party,
        authority: voice.authority,
        audience: attribution.audience.and_then(|span| audience(context, span)),
        cue_kind: attribution.cue_kind,
        mode: attribution.mode,
        act: no_less_than_cued(meaning.act, attribution, &cue_lemma),
        firmness: meaning.firmness,
        about: meaning.about,
        stances: meaning.stances,
        leanings: meaning.leanings,
        answers: meaning.answers,
        source: attribution.source.clone(),
        cue: attribution.cue.clone(),
        content: AtLeastOne::from_vec(attribution.content.clone())?,
        said: said(context, attribution),
        within: None,
        confidence: Some(attribution.confidence),
    })
}

/// "Violence threatened to disrupt the truce", "talks meant to pave the way": what is nobody does not threaten or mean.
fn is_a_things(context: &Context<'_>, attribution: &Attribution) -> bool {
    let source = attribution.source_head.map(|head| context.doc.token(head));
    let occasion = |noun: TokenRef<'_>| ContactWords::builtin().noun(&noun.text().to_lowercase()).next().is_some();
    let thing = |noun: TokenRef<'_>| noun.pos == Pos::Noun && (noun.tag == "NN" || occasion(noun));
    attribution.found == Found::Infinitive && source.is_some_and(thing)
}

/// What each statement of a report shows of itself, for training and for those who look inside.
pub fn shown_by_each(context: &Context<'_>, attributed: &Attributed) -> Vec<Shown> {
    let topics = Topics::of(context.doc, &context.matter);
    let each = attributed.attributions.iter().map(|attribution| {
        let voice = speaker::voice(context, attribution);
        shown(context, &topics, attribution, voice, &cue_lemma(context, attribution))
    });
    each.collect()
}

fn cue_lemma(context: &Context<'_>, attribution: &Attribution) -> String {
    attribution.cue_token.map(|cue| context.doc.token(cue).lemma().to_lowercase()).unwrap_or_default()
}

/// What a statement shows of itself: what the rules find in it, and its words.
fn shown(
    context: &Context<'_>,
    topics: &Topics,
    attribution: &Attribution,
    voice: speaker::Voice,
    lemma: &str,
) -> Shown {
    let content = Content::of(context, &attribution.content, voice, attribution.mode);
    let cue = cue_row(context, attribution, lemma);
    let act = act::act(&content, attribution, cue, lemma, voice.authority);
    let firmness = firmness::firmness(&content, attribution, cue, act);
    let ranges: Vec<_> = attribution.content.iter().map(|span| tokens(context.doc, *span)).collect();
    let terms = Topics::named(context, &ranges);
    let ruled = Ruled { act, firmness, cue, lemma, voice, terms: &terms };
    Shown {
        content: attribution.content.clone(),
        traits: Traits::of(context, attribution, &content, ruled),
        pairs: topics.pairs(context, &ranges, &terms, (act, firmness)),
    }
}

/// The row of the table of cues whose kind is the attribution's and that has its frame, else the first of that kind, else one of
/// another kind with that frame.
fn cue_row<'c>(context: &Context<'c>, attribution: &Attribution, lemma: &str) -> Option<&'c Cue> {
    use rapporteur_record::codebook::Frame;
    let frame = match attribution.found {
        Found::Clause | Found::Around => Frame::Clause,
        Found::Infinitive => Frame::Infinitive,
        Found::Object => Frame::Object,
        Found::Preposition => Frame::Preposition,
        Found::Raised => Frame::Raised,
        Found::Quotation | Found::Colon => Frame::Quotation,
        Found::AccordingTo | Found::Adjective | Found::Told | Found::Stray | Found::GoesOn => return None,
        Found::Noun => return context.cues.noun(lemma).next(),
    };
    let rows = || context.cues.verb(lemma);
    let of_kind = || rows().filter(|cue| cue.kind == attribution.cue_kind);
    of_kind().find(|cue| cue.takes(frame)).or_else(|| of_kind().next()).or_else(|| rows().find(|cue| cue.takes(frame)))
}

/// The words for the hearers, as a key: "russian-media".
fn audience(context: &Context<'_>, span: rapporteur_record::Span) -> Option<String> {
    let words = context.doc.text().get(span.start as usize..span.end as usize)?.to_lowercase();
    let words: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && *word != "the").collect();
    (!words.is_empty() && words.len() <= 8).then(|| words.join("-"))
}

/// The time that the text gives at the cue.
fn said(context: &Context<'_>, attribution: &Attribution) -> TimeExpression {
    let cue = attribution.cue_token.filter(|_| attribution.found != crate::attribution::Found::AccordingTo);
    let date_of = |cue: usize| date_of_event(context.doc, &context.dates, cue);
    // "wrote on Monday that it holds, adding that…"
    let above = |cue: usize| {
        let cue = context.doc.token(cue);
        let goes_on = matches!(cue.dep, "advcl" | "conj") && cue.index() > cue.head_token().index();
        (goes_on && context.cues.verb(&cue.head_token().lemma().to_lowercase()).next().is_some())
            .then(|| cue.head_token().index())
    };
    let date = cue.and_then(|cue| date_of(cue).or_else(|| date_of(above(cue)?)));
    let outside = date.filter(|date| {
        !attribution.content.iter().any(|span| span.start <= date.span.start && date.span.start < span.end)
    });
    outside.map_or_else(TimeExpression::default, |date| TimeExpression { period: date.period, text: Some(date.phrase) })
}

/// The speakers who say that their word does not bind ("it is up to the president"). A position that rests on such a
/// speaker alone is `signalled`, whatever the office.
pub fn disclaimers(statements: &[Statement]) -> BTreeSet<ActorId> {
    statements.iter().filter(|said| said.act == Act::Disclaim).filter_map(|said| said.speaker).collect()
}
