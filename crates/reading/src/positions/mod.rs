//! Positions: where each party stands on each term.
//!
//! ```text
//! "There will be no truce before the prisoners come home," the envoy said.
//!                   ceasefire: conditional   prisoners: for (what one makes a condition, one wants)
//! ```
//!
//! [`spoken`] reads statements by what is done with them and on what term, [`told`] the verbs of wanting and refusing in
//! the report's own words; answers to proposals show where a party stands on their first term. What shows one
//! party's stance on one term in one report is one position, with the weight of all of it: whether that is enough, the merging
//! tells, which sees all reports. [`resolved`] reads what a party will do or not.

mod leaning;
mod resolved;
mod spoken;
mod told;

use std::collections::BTreeMap;

use rapporteur_record::{
    ActorId, AtLeastOne, Position, Proposal, Response, ResponseValue, Span, Stance, Standing, Statement, StatementId,
    Term, TimeExpression,
};

use crate::context::Context;
use crate::said::{said, span};
use crate::voices::{Voice, disclaimers, standing};

/// One place that shows a position.
#[derive(Clone, Debug)]
struct Sign {
    voice: Voice,
    term: Term,
    stance: Stance,
    /// How much it shows, in thousandths: an answer more than praise.
    weight: u32,
    /// Where the way of telling fixes it.
    standing: Option<Standing>,
    since: TimeExpression,
    statement: Option<StatementId>,
    wording: Option<String>,
    evidence: Vec<Span>,
}

/// The positions of a report, in text order.
pub fn positions(context: &Context<'_>, statements: &[Statement], proposals: &[Proposal]) -> Vec<Position> {
    let said = said(context, statements);
    let matter = &context.matter;
    let mut signs = spoken::signs(context, matter, &said);
    signs.extend(leaning::signs(context, matter, &said));
    signs.extend(told::signs(context, matter, &said));
    signs.extend(resolved::signs(context, matter, &said));
    let answers = of_answers(proposals, &signs);
    signs.extend(answers);
    signs.retain(|sign| !sign.evidence.is_empty());
    signs.sort_by_key(|sign| (sign.evidence.first().copied(), sign.voice.party, sign.term));
    let disclaimed = disclaimers(statements);
    united(signs, &disclaimed)
}

/// How much an answer to a proposal shows of a stance on its term.
const ANSWERED: u32 = 300;

/// What answers show of the proposal's first term, where nothing else shows another stance by the same words.
fn of_answers(proposals: &[Proposal], signs: &[Sign]) -> Vec<Sign> {
    let mut all = Vec::new();
    for proposal in proposals {
        let Some(term) = proposal.terms.first().copied() else { continue };
        for response in &proposal.responses {
            let rests_on = |sign: &Sign| {
                sign.voice.party == response.party
                    && sign.term == term
                    && sign.stance != stance_of(response)
                    && sign.evidence.iter().any(|span| response.evidence.iter().any(|piece| piece.overlaps(*span)))
            };
            if signs.iter().any(rests_on) {
                continue;
            }
            all.push(Sign {
                voice: Voice { party: response.party, by: response.by, authority: response.authority },
                term,
                stance: stance_of(response),
                weight: ANSWERED,
                standing: Some(response.standing),
                since: response.when,
                statement: None,
                wording: Some(proposal.name.clone()),
                evidence: response.evidence.iter().copied().collect(),
            });
        }
    }
    all
}

/// Where a party stands that answers so.
fn stance_of(response: &Response) -> Stance {
    match response.response {
        ResponseValue::AcceptedInPrinciple if !response.conditions.is_empty() => Stance::Conditional,
        ResponseValue::Accepted | ResponseValue::AcceptedInPrinciple => Stance::For,
        ResponseValue::Conditional => Stance::Conditional,
        ResponseValue::Rejected | ResponseValue::Countered => Stance::Against,
        ResponseValue::Pending | ResponseValue::Withdrawn => Stance::Open,
    }
}

/// One position for all signs of one party's stance on one term; the strongest voice is its own.
fn united(signs: Vec<Sign>, disclaimed: &[ActorId]) -> Vec<Position> {
    let mut all: Vec<Position> = Vec::new();
    let mut places: BTreeMap<(ActorId, Term, Stance), usize> = BTreeMap::new();
    for sign in signs {
        let by_disclaimer = sign.voice.by.is_some_and(|by| disclaimed.contains(&by));
        let standing = sign.standing.unwrap_or_else(|| standing(sign.voice.authority, by_disclaimer));
        let key = (sign.voice.party, sign.term, sign.stance);
        let known = places.get(&key).and_then(|at| all.get_mut(*at));
        let Some(known) = known else {
            let Some(evidence) = AtLeastOne::from_vec(sign.evidence) else { continue };
            places.insert(key, all.len());
            all.push(Position {
                party: sign.voice.party,
                term: sign.term,
                wording: sign.wording,
                stance: sign.stance,
                standing,
                weight: sign.weight,
                by: sign.voice.by,
                since: sign.since,
                statements: sign.statement.into_iter().collect(),
                evidence,
            });
            continue;
        };
        if standing > known.standing {
            known.standing = standing;
            known.by = sign.voice.by;
        }
        known.weight = known.weight.saturating_add(sign.weight);
        known.statements.extend(sign.statement);
        known.evidence.extend(sign.evidence);
    }
    for position in &mut all {
        position.evidence.sort_and_dedup();
        position.statements.sort_unstable();
        position.statements.dedup();
    }
    all
}

/// The words of a range as a position quotes them.
fn wording(context: &Context<'_>, range: std::ops::Range<usize>) -> Option<String> {
    let words = context.doc.slice(range).trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// The span of a range of tokens.
fn words(context: &Context<'_>, range: std::ops::Range<usize>) -> Span {
    span(context.doc, range)
}
