//! "accuse each other", "each side blames the other", "traded blame": both at once.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::{ActorId, AtLeastOne, Dispute, DisputeKind, StatementId};

use super::accounts::Account;
use super::relation::blames;
use super::words::{BLAMING, TRADED, TRADING};
use crate::clause::{clause_range, is_negated, subject};
use crate::context::Context;
use crate::said::span;
use crate::voices::voices;

/// How many sentences on the sides may still tell what each says.
const AFTER: usize = 3;

/// How many tokens on.
const FAR: usize = 200;

/// How many accounts back those spoke last whom "each side" means.
const LATELY: usize = 12;

pub(super) fn disputes(context: &Context<'_>, accounts: &[Account]) -> Vec<Dispute> {
    let verbs = context.doc.iter().filter(|token| token.pos == Pos::Verb);
    verbs.filter_map(|verb| dispute(context, accounts, verb)).collect()
}

fn dispute(context: &Context<'_>, accounts: &[Account], verb: TokenRef<'_>) -> Option<Dispute> {
    let blames = BLAMING.contains(&verb.lemma()) && reciprocal(verb);
    let trades =
        TRADING.contains(&verb.lemma()) && verb.children_by(&["dobj"]).any(|object| TRADED.contains(&object.lemma()));
    if !(blames || trades) || is_negated(verb) {
        return None;
    }
    let who = subject(verb);
    // "Norland's government and rebel forces": the parse takes the first of the row for a modifier of the last.
    let first =
        who.and_then(|who| who.children_by(&["nmod"]).find(|first| first.children_by(&["cc"]).next().is_some()));
    let named = first.into_iter().chain(who).flat_map(|who| voices(context, who));
    let mut named: Vec<ActorId> = named.map(|voice| voice.party).collect();
    named.dedup();
    let follow = following(context, accounts, verb.sentence());
    let parties = if named.len() >= 2 { named } else { sides(context, accounts, &follow, verb.sentence()) };
    if parties.len() < 2 {
        return None;
    }
    let about = verb.children_by(&["prep"]).find(|prep| matches!(prep.lemma(), "of" | "for" | "over" | "with"));
    let about = about.map(|prep| context.doc.slice(prep.index() + 1..prep.subtree_range().end).trim().to_owned());
    let here = accounts.partition_point(|one| one.sentence < verb.sentence());
    let own = accounts[here..].iter().take_while(|one| one.sentence == verb.sentence());
    let own = own.filter(|one| one.cue.contains(&verb.index()));
    let told =
        follow.iter().map(|at| &accounts[*at]).filter(|one| one.parties.iter().all(|party| parties.contains(party)));
    let told: Vec<&Account> = told.collect();
    let mut statements: Vec<StatementId> = own.chain(told.iter().copied()).filter_map(|one| one.id).collect();
    statements.sort_unstable();
    statements.dedup();
    let mut evidence = vec![span(context.doc, clause_range(verb))];
    evidence.extend(told.iter().flat_map(|one| super::pairs::spans(context, one)));
    let mut evidence = AtLeastOne::from_vec(evidence)?;
    evidence.sort_and_dedup();
    Some(Dispute {
        kind: DisputeKind::MutualAccusation,
        parties,
        about: about.filter(|words| !words.is_empty()),
        statements,
        evidence,
    })
}

/// The accounts right after: of the first that speaks, and of the first of another side.
fn following(context: &Context<'_>, accounts: &[Account], sentence: usize) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let after = accounts.partition_point(|one| one.sentence <= sentence);
    for (at, one) in accounts.iter().enumerate().skip(after) {
        let start = context.doc.sentence(sentence).start;
        let before = start..one.start().min(start + FAR).max(start);
        if one.sentence > sentence + AFTER || found.len() == 2 || context.doc.slice(before).contains('\n') {
            break;
        }
        if one.parties.len() == 1 && found.iter().all(|known| accounts[*known].parties != one.parties) {
            found.push(at);
        }
    }
    found
}

/// Who "each side" is: those who speak right after and whom they speak of, or the two of whom one blamed the other last, or
/// the two who spoke last.
fn sides(context: &Context<'_>, accounts: &[Account], follow: &[usize], sentence: usize) -> Vec<ActorId> {
    let mut parties: Vec<ActorId> = Vec::new();
    let mut add = |found: &[ActorId]| {
        for party in found {
            if parties.len() < 2 && !parties.contains(party) {
                parties.push(*party);
            }
        }
    };
    follow.iter().for_each(|at| add(&accounts[*at].parties));
    follow.iter().for_each(|at| add(&accounts[*at].spoken_of));
    let before = accounts.partition_point(|one| one.sentence < sentence);
    // "with each side blaming the other": those of whom one blamed the other before.
    let blame = accounts[..before].iter().rev().filter(|one| blames(context, one) && one.parties.len() == 1);
    for one in blame.take(if follow.is_empty() { 1 } else { 0 }) {
        add(&one.parties);
        add(&one.spoken_of);
    }
    let lately = accounts[before.saturating_sub(LATELY)..before].iter().rev();
    lately.filter(|one| one.parties.len() == 1).for_each(|one| add(&one.parties));
    parties
}

/// "each other", "one another", "the other"
fn reciprocal(verb: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let end = doc.sentence(verb.sentence()).end.min(verb.index() + 6);
    let word = |at: usize| doc.token(at).text().to_lowercase();
    let together = |at: usize| {
        matches!((word(at).as_str(), word(at + 1).as_str()), ("each", "other") | ("one", "another") | ("the", "other"))
    };
    (verb.index() + 1..end.saturating_sub(1)).any(together)
}
