//! Several at once: "both sides", "the two presidents", "opposition senators", "A and B".

use std::ops::Range;

use rapporteur_record::ActorKind;

use super::entities::{Entity, EntityId, Kind};
use super::phrase;
use super::resolver::{Form, Resolver, WINDOW};

/// "both sides": the two parties told last.
pub(super) fn sides(resolver: &mut Resolver<'_, '_>, head: usize, start: usize) {
    let mut members: Vec<EntityId> = Vec::new();
    for number in resolver.heard.iter().rev().take(WINDOW) {
        let Some(mention) = resolver.mentions.get(*number as usize) else { continue };
        let Some(party) = resolver.party_of(mention.entity) else { continue };
        let negotiates = matches!(resolver.entity(party).kind, Kind::Actor(kind) if kind.can_be_party());
        if negotiates && !members.contains(&party) {
            members.push(party);
        }
        if members.len() == 2 {
            break;
        }
    }
    members.reverse();
    group(resolver, start..head + 1, head, members);
}

/// "the two", "the pair": the two persons told last, or the two parties.
pub(super) fn the_two(resolver: &mut Resolver<'_, '_>, head: usize) {
    let mut persons: Vec<EntityId> = Vec::new();
    for number in resolver.heard.iter().rev().take(12) {
        let Some(mention) = resolver.mentions.get(*number as usize) else { continue };
        let entity = resolver.entity(mention.entity);
        if entity.kind.is_person() && !entity.plural && !persons.contains(&mention.entity) {
            persons.push(mention.entity);
        }
        if persons.len() == 2 {
            break;
        }
    }
    let start = head - usize::from(head > 0 && resolver.text.word(head - 1).eq_ignore_ascii_case("the"));
    if persons.len() < 2 {
        return sides(resolver, head, start);
    }
    persons.reverse();
    group(resolver, start..head + 1, head, persons);
}

/// A group of its own, with whom it is made of where that is known.
pub(super) fn group(resolver: &mut Resolver<'_, '_>, range: Range<usize>, head: usize, members: Vec<EntityId>) {
    let name = resolver.text.doc.slice(range.clone());
    let same = |resolver: &Resolver<'_, '_>, id: EntityId| {
        let entity = resolver.entity(id);
        entity.is(ActorKind::Group) && entity.members == members && !members.is_empty()
    };
    let id = resolver.last_heard(same).unwrap_or_else(|| {
        let mut entity = Entity::new(Kind::Actor(ActorKind::Group), name);
        entity.plural = true;
        entity.members = members;
        resolver.add_entity(entity)
    });
    resolver.mention(range, head, Form::Noun, id);
}

/// "opposition senators", "Russian forces": people of a side, without names.
pub(super) fn people(resolver: &mut Resolver<'_, '_>, start: usize, head: usize, side: Option<EntityId>) {
    let range = phrase::whole(resolver.text, start, head);
    let mut entity = Entity::new(Kind::Actor(ActorKind::Group), resolver.text.doc.slice(range.clone()));
    entity.plural = true;
    entity.noun = Some(resolver.text.lemma(head));
    let id = resolver.add_entity(entity);
    if let Some(side) = side {
        resolver.add_side(id, super::entities::Hold::Office, side);
    }
    resolver.mention(range, head, Form::Noun, id);
}
