//! Who speaks, on whose behalf, and with what right.

use rapporteur_record::{Actor, ActorId, ActorKind, Authority, Span};

use crate::attribution::Attribution;
use crate::context::Context;

/// Whose words they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Voice {
    pub(super) speaker: Option<ActorId>,
    pub(super) party: Option<ActorId>,
    pub(super) authority: Option<Authority>,
}

impl Voice {
    /// Does the speaker stand for a side, as far as is known?
    pub(super) fn is_sided(self) -> bool {
        let outside = matches!(self.authority, Some(Authority::Observer));
        !outside && (self.party.is_some() || self.authority.is_some_and(|authority| authority != Authority::Unnamed))
    }
}

/// The voice of an attribution.
pub(super) fn voice(context: &Context<'_>, attribution: &Attribution) -> Voice {
    let speaker = attribution.source_head.and_then(|head| referent(context, head));
    let represented = attribution.on_behalf_of.and_then(|span| party_of_span(context, span));
    let actor = speaker.and_then(|speaker| context.mentions.actors().get(speaker.index()));
    Voice {
        speaker,
        party: attribution
            .source_head
            .and_then(|head| context.mentions.represented(head))
            .or(represented)
            .or_else(|| actor.and_then(|actor| actor.party)),
        authority: actor.and_then(|actor| authority(actor, speaker)),
    }
}

/// Whom a source's head names: itself, or the name beside it ("the envoy, Ms Diop").
fn referent(context: &Context<'_>, head: usize) -> Option<ActorId> {
    let mentions = &context.mentions;
    let first = |at: usize| mentions.referents(at).first().copied();
    mentions.together(head).or_else(|| mentions.referent(head)).or_else(|| first(head)).or_else(|| {
        let token = context.doc.token(head);
        let beside = token.children().filter(|child| matches!(child.dep, "appos" | "compound" | "flat" | "nmod"));
        beside.rev().find_map(|child| first(child.index()))
    })
}

/// The party that some words name: their head, else whatever party stands among them ("the G77 and China").
fn party_of_span(context: &Context<'_>, span: Span) -> Option<ActorId> {
    let doc = context.doc;
    let start = doc.token_at(span.start as usize)?;
    let end = doc.tokens().partition_point(|token| token.start < span.end);
    let outside = |at: &usize| doc.token(*at).is_root() || !(start..end).contains(&(doc.tokens()[*at].head as usize));
    let head = (start..end).find(outside).and_then(|head| referent(context, head));
    let actors = context.mentions.actors();
    let is_party = |id: &ActorId| actors.get(id.index()).is_some_and(|actor| actor.kind.can_be_party());
    let referents = || (start..end).flat_map(|at| context.mentions.referents(at)).copied();
    let among = || referents().find(is_party);
    // "Norland said, also on behalf of Sudmark and Ostland": for more than one, and for itself.
    let state = |id: &ActorId| actors.get(id.index()).is_some_and(|actor| actor.kind == ActorKind::State);
    let first = among().filter(state);
    if first.is_some_and(|first| referents().any(|id| id != first && state(&id))) {
        return None;
    }
    let named = head.filter(is_party).or_else(among)?;
    actors.get(named.index()).and_then(|actor| actor.party).or(Some(named))
}

/// With what right an actor speaks; `None` for persons of whom this report does not tell.
fn authority(actor: &Actor, id: Option<ActorId>) -> Option<Authority> {
    if let Some(known) = actor.authority {
        return Some(known);
    }
    Some(match actor.kind {
        ActorKind::Outlet => Authority::Observer,
        ActorKind::Unnamed => Authority::Unnamed,
        ActorKind::Person => return None,
        ActorKind::State | ActorKind::ArmedGroup | ActorKind::Bloc => Authority::Party,
        // A ministry speaks for its state, a union for itself.
        ActorKind::Organisation if actor.party.is_some() && actor.party != id => Authority::Official,
        ActorKind::Organisation | ActorKind::Group => Authority::Party,
    })
}
