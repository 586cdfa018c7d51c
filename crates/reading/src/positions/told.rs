//! Positions that the report tells in its own words: "Kyiv wants guarantees", "the union opposes the cuts".

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::Sense;
use rapporteur_record::{Act, Authority, LEAST_SHOWN, Stance, Standing, TimeExpression};

use super::{Sign, wording, words};
use crate::clause::{
    Modality, clause_range, is_negated, is_question, is_reduced_passive, modality, particle_fits, phrase,
};
use crate::context::Context;
use crate::dates::date_of_event;
use crate::direction::turned;
use crate::matter::Matter;
use crate::said::Said;
use crate::voices::voices_of_verb;

/// How much the report's own words show: enough by themselves.
const TOLD: u32 = LEAST_SHOWN;

/// The signs outside statements, and those in the statements of people on no side.
pub(super) fn signs(context: &Context<'_>, matter: &Matter, said: &[Said<'_>]) -> Vec<Sign> {
    // 1: in the words of one on no side; 2: in some side's own words or their cue.
    let mut held = vec![0u8; context.doc.len()];
    for one in said {
        let neutral = one.voices.is_empty() && one.statement.act != Act::Accuse;
        for token in one.tokens() {
            held[token] = held[token].max(if neutral { 1 } else { 2 });
        }
        let is_stand = !matches!(one.statement.act, Act::Assert | Act::Announce | Act::Expect);
        for token in one.cue.iter().cloned().flatten().filter(|_| is_stand || !one.voices.is_empty()) {
            held[token] = 2;
        }
    }
    let verbs = context.doc.iter().filter(|token| token.pos == Pos::Verb && held[token.index()] < 2);
    let mut signs: Vec<Sign> = verbs.flat_map(|verb| of_verb(context, matter, verb, held[verb.index()] == 1)).collect();
    signs.extend(said.iter().flat_map(|one| of_others(context, matter, one)));
    signs
}

/// What a party says of the stand of others: "both sides agreed to halt the shelling, the ministry said".
fn of_others(context: &Context<'_>, matter: &Matter, said: &Said<'_>) -> Vec<Sign> {
    if said.voices.is_empty() || said.statement.act == Act::Accuse {
        return Vec::new();
    }
    let verbs = said.tokens().map(|at| context.doc.token(at)).filter(|token| token.pos == Pos::Verb);
    let told = verbs.flat_map(|verb| of_verb(context, matter, verb, true));
    told.filter(|sign| said.is_of_other(&sign.voice)).collect()
}

fn of_verb(context: &Context<'_>, matter: &Matter, verb: TokenRef<'_>, reported: bool) -> Vec<Sign> {
    let lemma = verb.lemma().to_lowercase();
    let Some(stance) = context.codebook.responses().stance(&lemma, |rest| particle_fits(verb, rest)) else {
        return Vec::new();
    };
    if is_question(verb) || modality(verb) == Modality::Must {
        return Vec::new();
    }
    // "Samoa, backed by Malawi,": what Malawi stands for is not told by the noun.
    if is_reduced_passive(verb) {
        return Vec::new();
    }
    let Some(object) = phrase(verb) else { return Vec::new() };
    let range = object.head.subtree_range();
    let Some(found) = matter.within(&range).first() else { return Vec::new() };
    let mut stance = if found.sense == Sense::For { stance } else { turned(stance) };
    if is_negated(verb) {
        stance = turned(stance);
    }
    if modality(verb) == Modality::May && stance == Stance::For {
        stance = Stance::Open;
    }
    let date = date_of_event(context.doc, &context.dates, verb.index());
    let since = date.map(|date| TimeExpression { period: date.period, text: Some(date.phrase) }).unwrap_or_default();
    let evidence = clause_range(verb);
    let sign = |voice: crate::voices::Voice| Sign {
        voice,
        term: found.term,
        stance,
        weight: TOLD,
        standing: (reported || voice.authority == Some(Authority::Observer)).then_some(Standing::Reported),
        since,
        statement: None,
        wording: wording(context, range.clone()),
        evidence: vec![words(context, evidence.clone())],
    };
    voices_of_verb(context, verb).into_iter().map(sign).collect()
}
