//! Relation: whether two accounts speak of the same thing.

use rapporteur_record::{Act, ActorId};

use super::accounts::Account;
use super::words::BLAMING;
use crate::context::Context;

/// How closely an answer goes with an account before it.
pub(super) fn relation(context: &Context<'_>, first: &Account, answer: &Account) -> i32 {
    let mut weight = first.words.intersection(&answer.words).take(2).count() as i32;
    weight += i32::from(refers(context, answer));
    // Both count, and not the same.
    if !first.numbers.is_empty() && !answer.numbers.is_empty() && first.numbers.is_disjoint(&answer.numbers) {
        weight += 2;
    }
    if names(first, &answer.parties) {
        weight += if blames(context, first) { 2 } else { 1 };
    }
    if names(answer, &first.parties) {
        weight += if blames(context, answer) { 2 } else { 1 };
    }
    weight
}

/// Whether it blames another: by what is done, or by its verb.
pub(super) fn blames(context: &Context<'_>, one: &Account) -> bool {
    one.act == Act::Accuse || one.cue.iter().any(|at| BLAMING.contains(&context.doc.token(*at).lemma()))
}

/// Whether it speaks of one of the sides.
pub(super) fn names(one: &Account, parties: &[ActorId]) -> bool {
    one.spoken_of.iter().any(|party| parties.contains(party))
}

/// "such", "that", "it" near the start: what was said is taken up.
pub(super) fn refers(context: &Context<'_>, answer: &Account) -> bool {
    let word = |at: usize| context.doc.token(at).text().to_lowercase();
    let taken_up = |at: usize| {
        matches!(
            word(at).as_str(),
            "such" | "it" | "that" | "this" | "these" | "those" | "they" | "them" | "both" | "either"
        )
    };
    answer.tokens().take(10).any(taken_up)
}
