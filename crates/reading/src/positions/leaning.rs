//! Positions from what the model takes a statement's stances to be: they are its voices' positions.
//!
//! Each counts as much as the model finds it likely, so that several statements which lean one way show together what none of
//! them shows by itself.

use rapporteur_language::Pos;
use rapporteur_record::codebook::{Sense, TermMatch};
use rapporteur_record::{Act, Authority, CueKind, LEAST_SHOWN, Leaning, ResponseValue, Stance, Standing, Term};

use super::{Sign, wording, words};
use crate::clause::{is_negated, particle_fits};
use crate::context::Context;
use crate::matter::Matter;
use crate::said::{Said, ToldBy};
use crate::voices::voices_of_verb;

/// The signs in all statements.
pub(super) fn signs(context: &Context<'_>, matter: &Matter, said: &[Said<'_>]) -> Vec<Sign> {
    let takes_a_stand = |one: &&Said<'_>| {
        one.statement.authority != Some(Authority::Observer)
            && one.statement.cue_kind != CueKind::Thought
            && one.told_by != ToldBy::Rival
            && !one.answers_blame(said)
    };
    let takes_a_stand = |one: &&Said<'_>| takes_a_stand(one) && !tells_of_others(context, one);
    said.iter().filter(takes_a_stand).flat_map(|one| of_statement(context, matter, one)).collect()
}

fn of_statement(context: &Context<'_>, matter: &Matter, said: &Said<'_>) -> Vec<Sign> {
    let mut signs = Vec::new();
    let stands = cue_is_a_stand(context, said);
    for voice in &said.voices {
        for &Leaning { term, stance, weight } in &said.statement.leanings {
            let named = named(matter, said, term);
            let stance = named.as_ref().and_then(|found| by_condition(said, found)).unwrap_or(stance);
            signs.push(Sign {
                voice: *voice,
                term,
                stance,
                weight: if stands && said.statement.stances.contains(&(term, stance)) {
                    weight.max(LEAST_SHOWN)
                } else {
                    weight
                },
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

/// "Both sides have agreed to a truce, the ministry said": the stand is theirs, not the ministry's.
fn tells_of_others(context: &Context<'_>, said: &Said<'_>) -> bool {
    let doc = context.doc;
    let main = said
        .tokens()
        .map(|at| doc.token(at))
        .find(|token| matches!(token.pos, Pos::Verb) && (token.is_root() || !said.holds(token.head_token().index())));
    let Some(verb) = main else { return false };
    let responses = context.codebook.responses();
    let fits = |rest: &[String]| particle_fits(verb, rest);
    let lemma = verb.lemma().to_lowercase();
    let accepts =
        responses.verb(&lemma, fits).is_some_and(|answer| answer.response == ResponseValue::Accepted && !answer.weak);
    let agrees = accepts && !is_negated(verb);
    let doers = if agrees { voices_of_verb(context, verb) } else { Vec::new() };
    !doers.is_empty() && doers.iter().all(|doer| said.is_of_other(doer))
}

/// "The union opposes the cuts": is it by the verb that one knows that it takes a stand?
fn cue_is_a_stand(context: &Context<'_>, said: &Said<'_>) -> bool {
    let responses = context.codebook.responses();
    said.cue.iter().cloned().flatten().map(|at| context.doc.token(at)).any(|cue| {
        responses
            .stance(&cue.lemma().to_lowercase(), |rest| particle_fits(cue, rest))
            .is_some_and(|stance| stance != Stance::Open)
    })
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
