//! Positions from statements: what is done by saying it, on which term.

use std::ops::Range;

use rapporteur_record::codebook::{Sense, TermMatch};
use rapporteur_record::{Act, Authority, CueKind, Firmness, Stance, Standing, Term};

use super::{Sign, wording, words};
use crate::context::Context;
use crate::direction::{turned, wanted};
use crate::matter::Matter;
use crate::said::{Said, ToldBy};

/// How many terms of one statement show what its act does; what comes after is mentioned by the way.
const TERMS: usize = 1;

/// Words by which one who merely says something takes a stand: "ready for peace", "prefers a vote".
const READY: [&str; 9] =
    ["ready", "prepared", "willing", "committed", "prefer", "favour", "favor", "support", "determined"];

/// The signs in all statements.
pub(super) fn signs(context: &Context<'_>, matter: &Matter, said: &[Said<'_>]) -> Vec<Sign> {
    let takes_a_stand = |one: &&Said<'_>| {
        one.statement.authority != Some(Authority::Observer)
            && one.statement.cue_kind != CueKind::Thought
            && one.told_by != ToldBy::Rival
            && !one.answers_blame(said)
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
    let mut signs = Vec::new();
    for voice in &said.voices {
        for on in &all {
            signs.push(Sign {
                voice: *voice,
                term: on.term,
                stance: on.stance,
                weight: weight(said, on),
                standing: (said.told_by == ToldBy::Neutral).then_some(Standing::Reported),
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

/// How much an act on a term shows, in thousandths; what the model makes of the same statement counts besides.
fn weight(said: &Said<'_>, on: &On) -> u32 {
    match said.statement.act {
        _ if on.tokens.is_none() => 60,
        Act::Accept | Act::Reject => 200,
        Act::Praise | Act::Assert | Act::Announce => 100,
        _ => 150,
    }
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
}

fn will(context: &Context<'_>, said: &Said<'_>) -> Option<Will> {
    match said.statement.act {
        // "may take it up": no promise of one's own.
        Act::Promise if said.statement.firmness == Firmness::Speculative => None,
        Act::Demand | Act::Offer | Act::Promise | Act::Request => Some(Will::Wants),
        // What one threatens with, one does not want; what is wanted is told by the condition.
        Act::Threaten if !said.conditions.is_empty() => Some(Will::Wants),
        Act::Accept | Act::Praise => Some(Will::Takes),
        // "would not rule out"
        Act::Reject if said.statement.firmness == Firmness::Speculative => None,
        Act::Reject => Some(Will::Refuses),
        Act::Assert | Act::Announce | Act::Criticise if is_ready(context, said) => Some(Will::Wants),
        _ => None,
    }
}

/// "to be ready for peace"
fn is_ready(context: &Context<'_>, said: &Said<'_>) -> bool {
    said.tokens().take(20).any(|at| READY.contains(&context.doc.token(at).lemma()))
}

fn on_terms(context: &Context<'_>, matter: &Matter, said: &Said<'_>) -> Vec<On> {
    let Some(will) = will(context, said) else { return Vec::new() };
    let on_terms = !said.conditions.is_empty();
    let rather = contrast(context, said);
    let (mut main, mut wished) = (Vec::new(), Vec::new());
    for found in said.content.iter().flat_map(|range| matter.within(range)) {
        let conditional = said.conditions.iter().any(|range| range.contains(&found.tokens.start));
        let preferred = will == Will::Refuses && rather.is_some_and(|at| found.tokens.start > at);
        if conditional || preferred {
            wished.push(On { term: found.term, stance: condition(found), tokens: Some(found.tokens.clone()) });
        } else {
            let stance = stance(context, said, will, on_terms, found);
            main.push(On { term: found.term, stance, tokens: Some(found.tokens.clone()) });
        }
    }
    // "They could live with it if the money comes": the condition is on the matter itself.
    let about = said.statement.about.first();
    if main.is_empty() && will != Will::Refuses && wished.iter().any(|on| Some(&on.term) == about) {
        wished.retain(|on| Some(&on.term) != about);
    }
    // Who praises what the words do not name, as mediators do, takes no side on it.
    if main.is_empty() && !matches!(said.statement.act, Act::Request | Act::Praise) {
        main.extend(
            said.statement.about.first().filter(|term| wished.iter().all(|on| on.term != **term)).map(|term| On {
                term: *term,
                stance: bare(said, will, on_terms),
                tokens: None,
            }),
        );
    }
    main.truncate(TERMS);
    if said.statement.act != Act::Offer {
        main.extend(wished);
    }
    main
}

/// "not X but Y", "rather Y": where what is wanted instead begins.
fn contrast(context: &Context<'_>, said: &Said<'_>) -> Option<usize> {
    let instead =
        |at: &usize| matches!(context.doc.token(*at).text().to_lowercase().as_str(), "but" | "rather" | "instead");
    said.tokens().skip(3).find(instead)
}

/// What one makes a condition, one wants.
fn condition(found: &TermMatch) -> Stance {
    if found.sense == Sense::For { Stance::For } else { Stance::Against }
}

fn stance(context: &Context<'_>, said: &Said<'_>, will: Will, on_terms: bool, found: &TermMatch) -> Stance {
    let plain = if found.sense == Sense::For { Stance::For } else { Stance::Against };
    match will {
        _ if on_terms && !matches!(said.statement.act, Act::Demand | Act::Request | Act::Offer) => Stance::Conditional,
        Will::Wants if said.statement.firmness == Firmness::Speculative => Stance::Open,
        Will::Wants => wanted(context, &said.content, found),
        Will::Takes => plain,
        // "would accept no text", "rejects the text": the denial is the refusal itself.
        Will::Refuses => turned(plain),
    }
}

/// Where the content names no term itself.
fn bare(said: &Said<'_>, will: Will, on_terms: bool) -> Stance {
    match will {
        _ if on_terms && said.statement.act != Act::Offer => Stance::Conditional,
        Will::Wants if said.statement.firmness == Firmness::Speculative => Stance::Open,
        Will::Wants | Will::Takes => Stance::For,
        Will::Refuses => Stance::Against,
    }
}
