//! Positions: where each party stands on each term.
//!
//! ```text
//! "There will be no truce before the prisoners come home," the envoy said.      ceasefire: conditional, 0.6
//! The guns must fall silent first, she added.                                   ceasefire: for, 0.3
//! ```
//!
//! [`leaning`] takes what the learned model finds each statement to show of a stance, [`told`] the verbs of wanting and refusing
//! in the report's own words. What shows one party's stance on one term in one report is one position, with the
//! weight of all of it: whether that is enough, the merging tells, which sees all reports. Rules over a statement's act
//! and over its verbs of will were measured beside the model and brought nothing that it did not find.

mod leaning;
mod told;

use std::collections::BTreeMap;

use rapporteur_record::{
    ActorId, AtLeastOne, Position, Span, Stance, Standing, Statement, StatementId, Term, TimeExpression,
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
    /// How much it shows, in thousandths.
    weight: u32,
    /// Where the way of telling fixes it.
    standing: Option<Standing>,
    since: TimeExpression,
    statement: Option<StatementId>,
    wording: Option<String>,
    evidence: Vec<Span>,
}

/// The positions of a report, in text order.
pub fn positions(context: &Context<'_>, statements: &[Statement]) -> Vec<Position> {
    let said = said(context, statements);
    let matter = &context.matter;
    let mut signs = leaning::signs(context, matter, &said);
    signs.extend(told::signs(context, matter, &said));
    signs.retain(|sign| !sign.evidence.is_empty());
    signs.sort_by_key(|sign| (sign.evidence.first().copied(), sign.voice.party, sign.term));
    let disclaimed = disclaimers(statements);
    united(signs, &disclaimed)
}

impl Sign {
    /// Whose stance on what.
    const fn key(&self) -> (ActorId, Term, Stance) {
        (self.voice.party, self.term, self.stance)
    }
}

/// What shows less than the clearest sign of a position, divided by this, adds to its weight and is no evidence: nobody who looks it
/// up would see the stance in it.
const CLEAR: u32 = 5;

/// The signs that a position rests on, and those that only add to its weight; both in order.
fn by_clearness(signs: Vec<Sign>) -> (Vec<Sign>, Vec<Sign>) {
    let mut clearest: BTreeMap<(ActorId, Term, Stance), u32> = BTreeMap::new();
    for sign in &signs {
        let most = clearest.entry(sign.key()).or_default();
        *most = sign.weight.max(*most);
    }
    signs
        .into_iter()
        .partition(|sign| clearest.get(&sign.key()).is_none_or(|most| sign.weight.saturating_mul(CLEAR) >= *most))
}

/// One position for all signs of one party's stance on one term; the strongest voice is its own.
fn united(signs: Vec<Sign>, disclaimed: &[ActorId]) -> Vec<Position> {
    let mut all: Vec<Position> = Vec::new();
    let mut places: BTreeMap<(ActorId, Term, Stance), usize> = BTreeMap::new();
    let (clear, faint) = by_clearness(signs);
    for sign in clear {
        let by_disclaimer = sign.voice.by.is_some_and(|by| disclaimed.contains(&by));
        let standing = sign.standing.unwrap_or_else(|| standing(sign.voice.authority, by_disclaimer));
        let key = sign.key();
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
    for sign in faint {
        if let Some(known) = places.get(&sign.key()).and_then(|at| all.get_mut(*at)) {
            known.weight = known.weight.saturating_add(sign.weight);
        }
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
