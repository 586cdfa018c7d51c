//! What a description tells of the person whom it means.
//!
//! ```text
//! President Ada Brandt wrote to President Peter Oduya. … The Kenyan president did not reply.     whose the other one is
//! "It is late," Ada Brandt said. It had to be signed, the Kenyan minister added.                 who she is
//! The minister phoned his Kenyan counterpart.                                                    another, of the same office
//! ```

use rapporteur_record::codebook::Qualifier;
use rapporteur_record::{ActorKind, Authority};

use super::entities::{Entity, EntityId, Hold};
use super::nominals::{Phrase, office_fit};
use super::phrase::{Before, Determiner, Owner};
use super::resolver::{Resolver, WINDOW};
use super::text::Text;

/// Lets the person whom "the Kenyan president" means be Kenya's, where nothing told of whose the person is and no other
/// president can be meant.
pub(super) fn take_side(resolver: &mut Resolver<'_, '_>, phrase: &Phrase<'_, '_>, known: EntityId) {
    let lasting = |one: &Qualifier| !matches!(one, Qualifier::Former | Qualifier::Designate);
    let lasts = phrase.office.as_ref().is_some_and(|found| found.qualifiers.iter().all(lasting));
    let Some(side) = phrase.side.filter(|_| phrase.named_side && lasts) else { return };
    let entity = resolver.entity(known);
    if !entity.is(ActorKind::Person) || !entity.is_unplaced() || office_fit(resolver, phrase, entity) < 2 {
        return;
    }
    let fit = office_fit(resolver, phrase, entity);
    let sentence = resolver.text.sentence(phrase.head);
    let text = resolver.text;
    let near = |mention: &&super::resolver::Mention| text.sentence(mention.head) + SENTENCES + 1 > sentence;
    // Nor where somebody told just before, with no office, may be the president.
    let unknown = |other: &Entity<'_>| other.is(ActorKind::Person) && other.is_unplaced() && other.offices.is_empty();
    let near = |resolver: &Resolver<'_, '_>| {
        let mut near = resolver.names_before(phrase.head).take_while(near);
        near.any(|mention| unknown(resolver.entity(mention.entity)))
    };
    if near(resolver) {
        return;
    }
    let rival = |resolver: &Resolver<'_, '_>, id: EntityId| {
        let other = resolver.entity(id);
        let open = other.is_unplaced() || resolver.party_of(id) == resolver.party_of(side);
        id != known && other.is(ActorKind::Person) && open && office_fit(resolver, phrase, other) >= fit
    };
    let rivals = |resolver: &Resolver<'_, '_>| {
        let around = resolver.names_before(phrase.head).chain(resolver.names_after(phrase.head));
        around.map(|mention| mention.entity).any(|id| rival(resolver, id))
    };
    if rivals(resolver) {
        return;
    }
    tell(resolver, known, side);
}

/// Notes that a description may tell of whose someone is: the side, where only this report tells of the person at all, and else a clue
/// among those of all reports. "The Georgian president" may after all be somebody whom nobody names.
fn tell(resolver: &mut Resolver<'_, '_>, person: EntityId, side: EntityId) {
    resolver.described.insert((person, side));
    if !resolver.cast.knows(&resolver.entity(person).words) {
        resolver.add_side(person, Hold::Described, side);
    }
}

/// How many sentences back a description reaches for somebody of whom nothing was told.
const SENTENCES: u32 = 2;

/// "the Kenyan minister said": of the only person named just before of whom neither office nor side is told.
pub(super) fn unplaced<'a>(resolver: &mut Resolver<'_, 'a>, phrase: &Phrase<'_, 'a>) -> Option<EntityId> {
    let side = phrase.side.filter(|_| phrase.named_side)?;
    let found = phrase.office.as_ref().filter(|found| !found.qualifiers.contains(&Qualifier::Former))?;
    let high = matches!(found.authority(), Authority::Principal | Authority::Minister | Authority::Negotiator);
    if !high || phrase.plural || phrase.before.determiner != Determiner::Definite {
        return None;
    }
    let person = only_unplaced(resolver, phrase.head)?;
    let held = super::nominals::held(resolver, phrase);
    resolver.entity_mut(person).offices.extend(held);
    tell(resolver, person, side);
    Some(person)
}

/// "“It was long,” Ada Brandt said. The Kenyan diplomat said": whoever spoke in the sentence before, alone, and of whom no side is told,
/// is described anew.
pub(super) fn spoke_alone<'a>(resolver: &mut Resolver<'_, 'a>, phrase: &Phrase<'_, 'a>) -> Option<EntityId> {
    let text = resolver.text;
    let side = phrase.side.filter(|_| phrase.named_side && !phrase.plural)?;
    let definite = matches!(phrase.before.determiner, Determiner::Definite | Determiner::Possessive);
    if !definite || !resolver.sources.contains(&phrase.head) || is_opposite(&text.lemma(phrase.head)) {
        return None;
    }
    let sentence = text.sentence(phrase.head);
    let near = resolver.last_read(WINDOW).take_while(|mention| text.sentence(mention.head) + 1 >= sentence);
    let near: Vec<_> = near.filter(|mention| resolver.entity(mention.entity).kind.is_person()).collect();
    let spoke = near
        .iter()
        .find(|mention| text.sentence(mention.head) + 1 == sentence && resolver.sources.contains(&mention.head))?;
    let person = spoke.entity;
    let entity = resolver.entity(person);
    let open = entity.is(ActorKind::Person) && entity.is_unplaced() && entity.offices.is_empty();
    if !open || near.iter().any(|mention| mention.entity != person) {
        return None;
    }
    let held = super::nominals::held(resolver, phrase);
    resolver.entity_mut(person).offices.extend(held);
    tell(resolver, person, side);
    Some(person)
}

/// The only person named just before a token of whom neither office nor side is told.
pub(super) fn only_unplaced(resolver: &Resolver<'_, '_>, at: usize) -> Option<EntityId> {
    let text = resolver.text;
    let sentence = text.sentence(at);
    let mut fitting = None;
    for mention in resolver.names_before(at) {
        if text.sentence(mention.head) + SENTENCES < sentence {
            break;
        }
        let entity = resolver.entity(mention.entity);
        let open = entity.is(ActorKind::Person) && entity.is_unplaced() && entity.offices.is_empty();
        match fitting {
            Some(known) if open && known != mention.entity => return None,
            _ if open => fitting = Some(mention.entity),
            _ => {}
        }
    }
    fitting
}

/// "Norland's spokeswoman dismissed it. Speaking in Norville, Ada Brandt said …": whoever speaks next by a full name of which nothing else is
/// told is the one who was described first.
pub(super) fn introduced<'a>(resolver: &mut Resolver<'_, 'a>, phrase: &Phrase<'_, 'a>) -> Option<EntityId> {
    let text = resolver.text;
    let one = matches!(phrase.before.determiner, Determiner::Definite | Determiner::Possessive) && !phrase.plural;
    if !one || phrase.office.is_none() || phrase.side.is_none() || !resolver.sources.contains(&phrase.head) {
        return None;
    }
    let sentence = text.sentence(phrase.head);
    let near = |mention: &&super::resolver::Mention| text.sentence(mention.head) <= sentence + SENTENCES;
    let spoken = |mention: &&super::resolver::Mention| {
        resolver.sources.contains(&mention.head) && resolver.entity(mention.entity).is(ActorKind::Person)
    };
    let next = resolver.names_after(phrase.head).take_while(near).find(spoken)?;
    let (person, at) = (next.entity, next.head);
    let entity = resolver.entity(person);
    let nothing_told = entity.is_unplaced() && entity.offices.is_empty() && entity.words.len() > 1;
    let known = resolver.names_before(at).any(|mention| mention.entity == person);
    if !nothing_told || known || next.range.len() < 2 || text.sentence(at) == sentence {
        return None;
    }
    let held = super::nominals::held(resolver, phrase);
    resolver.entity_mut(person).offices.extend(held);
    phrase.side.into_iter().for_each(|side| resolver.add_side(person, Hold::Described, side));
    Some(person)
}

/// "his Kenyan counterpart", "her colleague in Norville": whoever has the same office on the other side.
pub(super) fn counterpart<'a>(resolver: &mut Resolver<'_, 'a>, phrase: &Phrase<'_, 'a>) -> Option<EntityId> {
    let text = resolver.text;
    let lemma = text.lemma(phrase.head);
    let opposite = lemma == "number" && text.word(phrase.head - 1) == "opposite";
    if phrase.plural || !(matches!(lemma.as_str(), "counterpart" | "colleague") || opposite) {
        return None;
    }
    let side = phrase.side.filter(|_| phrase.named_side)?;
    let wanted = resolver.party_of(side)?;
    // Whose: the possessor before it.
    let before = resolver.before(phrase.core.start);
    let owners = before.owners.into_iter().filter_map(|owner| match owner {
        Owner::Phrase(head) => Some(head),
        _ => None,
    });
    let one = owners.into_iter().find_map(|head| resolver.mention_at(head).map(|mention| mention.entity))?;
    resolver.opposite.insert((one, side));
    let offices: Vec<&str> = offices(resolver, one);
    let mut seen = std::collections::BTreeSet::from([one]);
    let heard = resolver.last_read(WINDOW);
    let near = heard.chain(resolver.names_after(phrase.head)).map(|mention| mention.entity);
    let fits = |id: &EntityId| {
        let entity = resolver.entity(*id);
        let open = entity.is_unplaced() || resolver.party_of(*id) == Some(wanted);
        let same = self::offices(resolver, *id).iter().any(|office| offices.contains(office));
        entity.is(ActorKind::Person) && open && same
    };
    let fitting: Vec<EntityId> = near.filter(|id| seen.insert(*id) && fits(id)).take(2).collect();
    let told = fitting.iter().copied().find(|id| resolver.party_of(*id) == Some(wanted));
    let person = match (told, fitting.as_slice()) {
        (Some(told), _) => told,
        (None, [only]) => *only,
        _ => return None,
    };
    if resolver.entity(person).is_unplaced() {
        tell(resolver, person, side);
    }
    Some(person)
}

/// "his counterpart", "her rivals", "Norland’s creditors": of another side than theirs.
pub(super) fn is_opposite(lemma: &str) -> bool {
    matches!(
        lemma,
        "counterpart"
            | "opponent"
            | "rival"
            | "adversary"
            | "foe"
            | "challenger"
            | "interlocutor"
            | "host"
            | "guest"
            | "creditor"
            | "lender"
            | "bondholder"
            | "donor"
            | "neighbour"
            | "neighbor"
            | "ally"
            | "partner"
            | "critic"
            | "enemy"
            | "backer"
            | "sponsor"
            | "guarantor"
            | "mediator"
    )
}

/// "her counterpart from Nairobi": of the other side, and not hers.
pub(super) fn comes_from<'t, 'a>(text: &'t Text<'a>, noun: usize) -> Option<Owner<'t, 'a>> {
    let from =
        text.token(noun).children_by(&["prep"]).find(|prep| prep.lemma() == "from" && prep.index() == noun + 1)?;
    let place = from.children_by(&["pobj"]).next()?.index();
    let known = text.actor_at(place).filter(|(_, found)| found.actor.kind == ActorKind::State)?;
    is_opposite(&text.lemma(noun)).then_some(Owner::Known(known))
}

/// "her Kenyan counterpart, Peter Oduya": he has the office that she has, and she is not Kenya's.
pub(super) fn same_office<'t, 'a>(
    resolver: &mut Resolver<'t, 'a>,
    noun: usize,
    before: &Before<'t, 'a>,
    person: EntityId,
) {
    let lemma = resolver.text.lemma(noun);
    let opposite = lemma == "number" && resolver.text.word(noun - 1) == "opposite";
    if !(matches!(lemma.as_str(), "counterpart" | "colleague") || opposite) {
        return;
    }
    let one = before.owners.iter().find_map(|owner| match owner {
        Owner::Phrase(head) => resolver.mention_at(*head).map(|mention| mention.entity),
        _ => None,
    });
    let Some(one) = one.filter(|one| *one != person && resolver.entity(*one).is(ActorKind::Person)) else { return };
    let side = before.owners.iter().find_map(|owner| match owner {
        Owner::Known(_) => resolver.owner(*owner),
        _ => None,
    });
    resolver.opposite.extend(side.map(|side| (one, side)));
    resolver.opposite.insert((person, one));
    let offices = resolver.entity(one).offices.clone();
    let own = &mut resolver.entity_mut(person).offices;
    if own.is_empty() {
        own.extend(offices.into_iter().filter(|held| held.hold == Hold::Office));
    }
}

/// The main names of the offices that someone holds.
fn offices<'a>(resolver: &Resolver<'_, 'a>, id: EntityId) -> Vec<&'a str> {
    let held = resolver.entity(id).offices.iter().filter(|held| held.hold != Hold::Former);
    held.filter_map(|held| held.office).map(|office| office.name.as_str()).collect()
}
