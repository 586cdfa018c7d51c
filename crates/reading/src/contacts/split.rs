//! One telling of two contacts: who phones two others phones each of them.
//!
//! ```text
//! She phoned the envoy and the minister.                            two calls
//! She saw the envoy on Monday and the minister on Friday.           two meetings
//! She received each of them / both separately.                      two meetings
//! She met the envoy and the minister.                               one meeting
//! ```

use rapporteur_language::TokenRef;
use rapporteur_record::codebook::ContactWords;
use rapporteur_record::{ActorId, ContactKind};

use super::sides::{actors_of, parties_of};
use super::slots::{behind, lower_is, undergoer, with_conjuncts};
use super::telling::Telling;
use super::trigger::Trigger;
use crate::context::Context;

/// The tellings of which this one consists.
pub(super) fn apart(context: &Context<'_>, words: &ContactWords, trigger: &Trigger, telling: Telling) -> Vec<Telling> {
    let verb = context.doc.token(trigger.token);
    if trigger.is_noun || !matches!(telling.kind, ContactKind::Call | ContactKind::Meeting) {
        return vec![telling];
    }
    let callers = parties_of(context, &actors_of(context, words, &trigger.doers));
    let others: Vec<TokenRef<'_>> = undergoer(verb)
        .into_iter()
        .chain(behind(verb, &["with".to_owned(), "to".to_owned()]))
        .flat_map(with_conjuncts)
        .filter(|head| !trigger.doers.contains(&head.index()))
        .collect();
    let heads: Vec<usize> = others.iter().map(|head| head.index()).collect();
    let called = actors_of(context, words, &heads);
    let mut parties = parties_of(context, &called);
    parties.retain(|party| !callers.contains(party));
    let [caller] = callers.as_slice() else { return vec![telling] };
    if parties.len() < 2 || !(telling.kind == ContactKind::Call || is_each_apart(context, verb, &others)) {
        return vec![telling];
    }
    parties.iter().map(|party| with_one(context, &telling, *caller, *party)).collect()
}

/// "the envoy on Monday and the minister on Friday", "each of them", "both separately".
fn is_each_apart(context: &Context<'_>, verb: TokenRef<'_>, others: &[TokenRef<'_>]) -> bool {
    let apart = ["separately", "individually", "each", "consecutively"];
    let says = |token: TokenRef<'_>| apart.iter().any(|word| lower_is(token, word));
    let day = |token: &TokenRef<'_>| {
        context.dates.iter().any(|date| date.tokens.start > token.index() && date.tokens.start <= token.index() + 3)
    };
    verb.children().any(says)
        || others.iter().any(|head| says(*head) || head.children().any(says))
        || others.len() >= 2 && others.iter().filter(|head| day(head)).count() >= 2
}

/// The same between the caller and one of those called.
fn with_one(context: &Context<'_>, telling: &Telling, caller: ActorId, other: ActorId) -> Telling {
    let mut one = telling.clone();
    one.parties = vec![caller, other];
    one.participants.retain(|actor| {
        let party = context.mentions.actors().get(actor.index()).and_then(|entry| entry.party);
        party.is_none_or(|party| party == caller || party == other)
    });
    one
}
