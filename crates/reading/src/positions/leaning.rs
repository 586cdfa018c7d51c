//! Positions from what the model takes a statement's stances to be: they are its voices' positions.
//!
//! Each counts as much as the model finds it likely, so that several statements which lean one way show together what none of
//! them shows by itself.

use rapporteur_record::codebook::{Sense, TermMatch};
use rapporteur_record::{Act, Authority, CueKind, Leaning, Stance, Standing, Term};

use super::{Sign, wording, words};
use crate::context::Context;
use crate::matter::Matter;
use crate::said::{Said, ToldBy};

/// The signs in all statements.
pub(super) fn signs(context: &Context<'_>, matter: &Matter, said: &[Said<'_>]) -> Vec<Sign> {
    let takes_a_stand = |one: &&Said<'_>| {
        one.statement.authority != Some(Authority::Observer)
            && one.statement.cue_kind != CueKind::Thought
            && one.told_by != ToldBy::Rival
            && !one.answers_blame(said)
    };
    said.iter().filter(takes_a_stand).flat_map(|one| of_statement(context, matter, one)).collect()
}

fn of_statement(context: &Context<'_>, matter: &Matter, said: &Said<'_>) -> Vec<Sign> {
    let mut signs = Vec::new();
    for voice in &said.voices {
        for &Leaning { term, stance, weight } in &said.statement.leanings {
            let named = named(matter, said, term);
            let stance = named.as_ref().and_then(|found| by_condition(said, found)).unwrap_or(stance);
            signs.push(Sign {
                voice: *voice,
                term,
                stance,
                weight,
                standing: (said.told_by == ToldBy::Neutral).then_some(Standing::Reported),
                since: said.statement.said,
                statement: Some(said.id),
                wording: named
                    .map(|found| found.tokens)
                    .or_else(|| said.content.first().cloned())
                    .and_then(|range| wording(context, range)),
                evidence: said.content.iter().map(|range| words(context, range.clone())).collect(),
            });
        }
    }
    signs
}

/// Where a content names a term.
fn named(matter: &Matter, said: &Said<'_>, term: Term) -> Option<TermMatch> {
    let mut found = said.content.iter().flat_map(|range| matter.within(range));
    found.find(|found| found.term == term).cloned()
}

/// "No truce unless the prisoners go home": what one makes a condition, one wants, and what depends on one is conditional.
fn by_condition(said: &Said<'_>, found: &TermMatch) -> Option<Stance> {
    let inside = said.conditions.iter().any(|range| range.contains(&found.tokens.start));
    match (inside, found.sense) {
        (true, Sense::For) => Some(Stance::For),
        (true, _) => Some(Stance::Against),
        (false, _) => (!said.conditions.is_empty() && said.statement.act != Act::Offer).then_some(Stance::Conditional),
    }
}
