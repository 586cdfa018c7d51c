//! What statements do as events: who accuses, demands, refuses, threatens, promises or praises does so to somebody.
//!
//! ```text
//! “Norland must open the crossing,” the minister of Sudland told its envoy.      REQUEST  SUD → NOR
//! ```
//!
//! Only where no frame told an event in the same words, and only where both sides are known by their country: the speaker's,
//! and the one addressed; else whom the statement names as the one that is to act, is blamed or refused: the subject of its main
//! clause, else the object. A country that is merely mentioned is no target, and neither is whom a pronoun may mean.

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::Sector;
use rapporteur_record::{Act, AtLeastOne, CueKind, Event, EventType, Firmness, Span, Statement};

use super::finder::{Finder, is_verb};
use super::told::{actors, cameo_of};
use super::{Explained, contexts};
use crate::attribution::Attribution;
use crate::clause;
use crate::codes::ActorCode;
use crate::said::tokens;

/// A statement of which the reader is less sure is no event.
const SURE: f32 = 0.6;

/// Longest evidence, in bytes: of longer statements the content stands alone.
const LONGEST: u32 = 600;

/// Adds the events that statements are. `found` are those that frames told.
pub(super) fn add(finder: &Finder<'_, '_>, statements: &[Statement], found: &mut Vec<Explained>) {
    let told = found.len();
    for statement in statements {
        let Some((event_type, mode)) = deed_of(statement.act).filter(|_| is_firm(statement)) else { continue };
        if found[..told].iter().any(|one| tells_same(&one.event, statement)) {
            continue;
        }
        found.extend(event(finder, statement, event_type, mode));
    }
}

/// PLOVER's type and mode of what a statement does.
fn deed_of(act: Act) -> Option<(EventType, Option<&'static str>)> {
    Some(match act {
        Act::Accuse => (EventType::Accuse, Some("allege")),
        Act::Criticise => (EventType::Accuse, Some("disapprove")),
        Act::Demand => (EventType::Request, Some("change")),
        Act::Request => (EventType::Request, None),
        Act::Reject => (EventType::Reject, None),
        Act::Threaten => (EventType::Threaten, None),
        Act::Promise | Act::Offer => (EventType::Agree, None),
        Act::Praise => (EventType::Support, None),
        Act::Assert | Act::Accept | Act::Deny | Act::Announce | Act::Expect | Act::Disclaim => return None,
    })
}

/// Was it said, and firmly? What somebody thinks, wants or may do is no deed yet.
fn is_firm(statement: &Statement) -> bool {
    matches!(statement.cue_kind, CueKind::Speech | CueKind::Writing)
        && matches!(statement.firmness, Firmness::Categorical | Firmness::Plain)
        && statement.confidence.is_none_or(|sure| sure >= SURE)
}

/// Did a frame find an event in its words, or by its cue? Then what is said is told.
fn tells_same(event: &Event, statement: &Statement) -> bool {
    let within = |words: &[Span]| event.evidence.iter().any(|piece| words.iter().any(|word| piece.overlaps(*word)));
    let content: Vec<Span> = statement.content.iter().copied().collect();
    within(&statement.cue) && event.event_type != EventType::Consult || within(&content)
}

fn event(
    finder: &Finder<'_, '_>,
    statement: &Statement,
    event_type: EventType,
    mode: Option<&'static str>,
) -> Option<Explained> {
    let context = finder.context;
    let attribution = context
        .attributed
        .attributions
        .iter()
        .find(|one| one.cue == statement.cue && statement.content.iter().eq(one.content.iter()))?;
    let source = speakers(finder, statement, attribution);
    let countries: Vec<&str> = source.iter().filter_map(|code| code.country.as_deref()).collect();
    if countries.is_empty() {
        return None;
    }
    let content: Vec<Range<usize>> = statement.content.iter().map(|span| tokens(context.doc, *span)).collect();
    let other = |codes: Vec<ActorCode>| -> Option<Vec<ActorCode>> {
        let all: Vec<ActorCode> =
            codes.into_iter().filter(|code| is_side(code) && is_other(code, &countries)).collect();
        (!all.is_empty()).then_some(all)
    };
    let (target, why) = addressed(finder, attribution)
        .and_then(other)
        .map(|codes| (codes, "addressed"))
        .or_else(|| Some((other(spoken_of(finder, &content)?)?, "spoken of")))?;
    let anchor = content.first().map_or(0, |range| range.start);
    let event = Event {
        event_type,
        modes: mode.map(str::to_owned).into_iter().collect(),
        aux: None,
        contexts: contexts::at(finder, anchor),
        cameo: Some(cameo_of(event_type, mode).to_owned()),
        source: actors(&source),
        target: actors(&target),
        when: statement.said,
        place: None,
        evidence: AtLeastOne::one(evidence(statement)),
    };
    Some(Explained { event, reason: format!("a statement: {} | speaker → {why}", statement.act) })
}

/// The speaker's codes: by the words that name them, else by what the report tells of them.
fn speakers(finder: &Finder<'_, '_>, statement: &Statement, attribution: &Attribution) -> Vec<ActorCode> {
    let head = attribution.source_head.map(|head| finder.doc().token(head));
    let mut codes: Vec<ActorCode> = head.map(|head| finder.coder.codes_of_row(head)).unwrap_or_default();
    if codes.iter().all(|code| code.country.is_none()) {
        codes =
            statement.speaker.or(statement.party).and_then(|actor| finder.coder.of_actor(actor)).into_iter().collect();
    }
    codes.retain(is_side);
    codes
}

/// A side of a conflict: reporters are told of it, no more.
fn is_side(code: &ActorCode) -> bool {
    code.country.is_some() && code.sectors.first() != Some(&Sector::Jrn)
}

fn is_other(code: &ActorCode, countries: &[&str]) -> bool {
    code.country.as_deref().is_some_and(|country| !countries.contains(&country))
}

/// Those to whom it was said.
fn addressed(finder: &Finder<'_, '_>, attribution: &Attribution) -> Option<Vec<ActorCode>> {
    let range = tokens(finder.doc(), attribution.audience?);
    let head = head_of(finder, &range)?;
    Some(finder.coder.codes_of_row(head))
}

/// The word of a range on which its other words hang.
fn head_of<'r>(finder: &Finder<'_, 'r>, range: &Range<usize>) -> Option<TokenRef<'r>> {
    let doc = finder.doc();
    let outside = |token: &TokenRef<'r>| token.is_root() || !range.contains(&token.head_token().index());
    range.clone().map(|at| doc.token(at)).find(outside)
}

/// Whom its main clause is about by name: blamed, asked to act, or refused.
fn spoken_of(finder: &Finder<'_, '_>, content: &[Range<usize>]) -> Option<Vec<ActorCode>> {
    let doc = finder.doc();
    let is_main = |token: &TokenRef<'_>, range: &Range<usize>| {
        token.is_root() || !range.contains(&token.head_token().index()) || token.dep == "ccomp"
    };
    let first = |range: &Range<usize>| {
        range.clone().map(|at| doc.token(at)).find(|token| is_verb(*token) && is_main(token, range))
    };
    let verb = content.iter().find_map(first)?;
    let subject = clause::subject(verb).or_else(|| verb.children_by(&["nsubjpass"]).next());
    let object = verb.children_by(&["dobj", "dative"]).next();
    let named = |head: &TokenRef<'_>| matches!(head.pos, Pos::Noun | Pos::Propn);
    let head = [subject, object].into_iter().flatten().find(named)?;
    // "the next president" may be anybody's: the words themselves must tell whose.
    let by_words = |code: &ActorCode| !code.reasons.iter().any(|reason| reason.contains("the report tells"));
    Some(finder.coder.codes_of_row(head).into_iter().filter(by_words).collect())
}

/// Who says what, in one piece where it stands close together.
fn evidence(statement: &Statement) -> Span {
    let all = || statement.source.iter().chain(&statement.cue).chain(statement.content.iter());
    let start = all().map(|span| span.start).min().unwrap_or_default();
    let end = all().map(|span| span.end).max().unwrap_or_default();
    if end - start <= LONGEST { Span { start, end } } else { *statement.content.first() }
}
