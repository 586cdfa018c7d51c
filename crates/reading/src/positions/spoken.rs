//! Positions from statements: what is done by saying it, on which term.

use std::ops::Range;

use rapporteur_record::codebook::{Sense, TermMatch};
use rapporteur_record::{Act, Authority, CueKind, Firmness, Stance, Term};

use super::direction::{turned, wanted};
use super::{Sign, wording, words};
use crate::clause::conditions;
use crate::context::Context;
use crate::said::{Matter, Said};

/// How many terms of one statement show positions; what comes after is mentioned by the way.
const TERMS: usize = 2;

/// The signs in all statements.
pub(super) fn signs(context: &Context<'_>, matter: &Matter, said: &[Said<'_>]) -> Vec<Sign> {
    let takes_a_stand = |one: &&Said<'_>| {
        one.statement.authority != Some(Authority::Observer)
            && one.statement.cue_kind != CueKind::Thought
            && !one.voices.is_empty()
    };
    said.iter().filter(takes_a_stand).flat_map(|one| of_statement(context, matter, one)).collect()
}

/// What a term stands on in one statement.
struct On {
    term: Term,
    stance: Stance,
    tokens: Option<Range<usize>>,
}

fn of_statement(context: &Context<'_>, matter: &Matter, said: &Said<'_>) -> Vec<Sign> {
    let mut all = on_terms(context, matter, said);
    let mut seen: Vec<Term> = Vec::new();
    all.retain(|on| {
        !seen.contains(&on.term) && {
            seen.push(on.term);
            true
        }
    });
    all.truncate(TERMS);
    let mut signs = Vec::new();
    for voice in &said.voices {
        for on in &all {
            signs.push(Sign {
                voice: *voice,
                term: on.term,
                stance: on.stance,
                standing: None,
                since: said.statement.said,
                statement: Some(said.id),
                wording: on
                    .tokens
                    .clone()
                    .or_else(|| said.content.first().cloned())
                    .and_then(|range| wording(context, range)),
                evidence: said.content.iter().map(|range| words(context, range.clone())).collect(),
            });
        }
    }
    signs
}

/// How an act stands towards what it is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Will {
    /// Wants what is said: demands, offers, promises.
    Wants,
    /// Takes what another put forward.
    Takes,
    /// Does not want it.
    Refuses,
    /// Says what may come.
    Leaves,
}

fn will(said: &Said<'_>) -> Option<Will> {
    match said.statement.act {
        Act::Demand | Act::Request | Act::Offer | Act::Promise | Act::Threaten => Some(Will::Wants),
        Act::Accept | Act::Praise => Some(Will::Takes),
        Act::Reject => Some(Will::Refuses),
        Act::Expect if said.statement.firmness == Firmness::Speculative => Some(Will::Leaves),
        _ => None,
    }
}

fn on_terms(context: &Context<'_>, matter: &Matter, said: &Said<'_>) -> Vec<On> {
    let Some(will) = will(said) else { return Vec::new() };
    let conditions: Vec<Range<usize>> =
        said.content.iter().flat_map(|range| conditions(context.doc, range.clone())).map(|one| one.tokens).collect();
    let on_terms = !conditions.is_empty();
    let (mut main, mut wished) = (Vec::new(), Vec::new());
    for found in said.content.iter().flat_map(|range| matter.within(range)) {
        let conditional = conditions.iter().any(|range| range.contains(&found.tokens.start));
        if conditional {
            wished.push(On { term: found.term, stance: condition(found), tokens: Some(found.tokens.clone()) });
        } else {
            let stance = stance(context, said, will, on_terms, found);
            main.push(On { term: found.term, stance, tokens: Some(found.tokens.clone()) });
        }
    }
    if main.is_empty() {
        main.extend(
            said.statement.about.first().filter(|term| wished.iter().all(|on| on.term != **term)).map(|term| On {
                term: *term,
                stance: bare(said, will, on_terms),
                tokens: None,
            }),
        );
    }
    main.truncate(TERMS);
    let takes_terms = matches!(will, Will::Takes | Will::Wants);
    if takes_terms && said.statement.act != Act::Threaten {
        main.extend(wished);
    }
    main
}

/// What one makes a condition, one wants.
fn condition(found: &TermMatch) -> Stance {
    if found.sense == Sense::For { Stance::For } else { Stance::Against }
}

fn stance(context: &Context<'_>, said: &Said<'_>, will: Will, on_terms: bool, found: &TermMatch) -> Stance {
    let plain = if found.sense == Sense::For { Stance::For } else { Stance::Against };
    match will {
        Will::Leaves => Stance::Open,
        _ if on_terms && said.statement.act != Act::Demand && said.statement.act != Act::Request => Stance::Conditional,
        Will::Wants if said.statement.firmness == Firmness::Speculative => Stance::Open,
        Will::Wants => wanted(context, found),
        Will::Takes => plain,
        // "would accept no text", "rejects the text": the denial is the refusal itself.
        Will::Refuses => turned(plain),
    }
}

/// Where the content names no term itself.
fn bare(said: &Said<'_>, will: Will, on_terms: bool) -> Stance {
    match will {
        Will::Leaves => Stance::Open,
        _ if on_terms => Stance::Conditional,
        Will::Wants if said.statement.firmness == Firmness::Speculative => Stance::Open,
        Will::Wants | Will::Takes => Stance::For,
        Will::Refuses => Stance::Against,
    }
}
