//! Entities as the record's actors.

use std::collections::BTreeMap;

use rapporteur_record::codebook::{NameKind, PersonForm, Sector};
use rapporteur_record::{Actor, ActorId, ActorKind, AtLeastOne, Authority};

use super::entities::{Entity, EntityId, Held, Hold, Kind};
use super::resolver::Resolver;

/// Adds what the codebook knows of persons of whom the report is silent.
pub(super) fn complete_persons(resolver: &mut Resolver<'_, '_>) {
    for at in 0..resolver.entities.len() {
        let id = EntityId(at as u32);
        if resolver.entity(id).is(ActorKind::Person) {
            complete(resolver, id);
        }
    }
}

fn complete(resolver: &mut Resolver<'_, '_>, id: EntityId) {
    let text = resolver.text;
    let name = resolver.entity(id).name.clone();
    let told = resolver.party_of(id);
    let words: Vec<&str> = name.split(' ').collect();
    let Some(found) = text.codebook.longest_person_at(&words, 0).filter(|found| found.len == words.len()) else {
        return;
    };
    let person = found.person;
    let tenure = person.office_on(text.published);
    let side = tenure.and_then(|tenure| text.codebook.actor(&tenure.party));
    if found.form == PersonForm::Short {
        let other_side = match (told, side) {
            (Some(told), Some(side)) => resolver.entity(told).entry.is_none_or(|entry| entry.id != side.id),
            _ => false,
        };
        if other_side || tenure.is_none() {
            return;
        }
    }
    let entity = resolver.entity_mut(id);
    entity.pronoun = person.pronoun.or(entity.pronoun);
    let Some(tenure) = tenure else { return };
    if let Some(side) = side {
        let side = resolver.known(side);
        let span = resolver.entity(id).spans.first().copied();
        if resolver.entity(id).is_unplaced() {
            resolver.add_side(id, Hold::Known, side);
            span.into_iter().for_each(|span| resolver.show(side, span));
        }
    }
    let office = text.codebook.longest_office_at(&tenure.office.split(' ').collect::<Vec<_>>(), 0);
    let held = Held {
        name: tenure.office.to_lowercase(),
        authority: tenure.authority,
        office: office.as_ref().map(|found| found.office),
        sector: office.as_ref().and_then(|found| found.sectors().first()).map(|sector| sector.code()),
        hold: Hold::Known,
    };
    resolver.entity_mut(id).offices.push(held);
}

/// An office of state told without its state is the home state's: "Foreign Minister Ada Brandt said".
pub(super) fn complete_offices(resolver: &mut Resolver<'_, '_>) {
    let first = first_mentions(resolver);
    for at in 0..resolver.entities.len() {
        let id = EntityId(at as u32);
        let entity = resolver.entity(id);
        // Of whom the cast knows, all reports together say more than what stands near here.
        let weighed = resolver.cast.knows(&entity.words);
        if !entity.is(ActorKind::Person) || !entity.sides.is_empty() {
            continue;
        }
        if let Some(bloc) = commissioner(resolver, id) {
            resolver.add_side(id, Hold::Known, bloc);
            continue;
        }
        if let Some(side) = typical(resolver, id) {
            resolver.add_side(id, Hold::Known, side);
            continue;
        }
        let alone = super::home::alone(&resolver.weights).is_some();
        if weighed && !alone || !super::allegiance::is_of_state(resolver, id) {
            continue;
        }
        let near = first.get(&id).copied().and_then(|at| resolver.state_near(at));
        if let Some(home) = near.or_else(|| resolver.home()) {
            resolver.add_side(id, Hold::Guess, home);
        }
    }
}

/// Whose an office of that name is by itself: "the secretary of state", "the taoiseach".
fn typical(resolver: &mut Resolver<'_, '_>, id: EntityId) -> Option<EntityId> {
    let text = resolver.text;
    let held = resolver.entity(id).offices.iter().filter(|held| held.hold != Hold::Former);
    let all = held.map(|held| text.nouns.typical(&held.name)).find(|all| !all.is_empty())?;
    let told = |id: &String| text.actors.iter().filter(|(_, found)| found.actor.id == *id).count();
    let mut spoken_of: Vec<(usize, &String)> = all.iter().map(|id| (told(id), id)).collect();
    spoken_of.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let one = match spoken_of.as_slice() {
        [(0, one)] => one,
        [(count, one), rest @ ..] if *count > 0 && rest.first().is_none_or(|(next, _)| next * 2 < *count) => one,
        _ => return None,
    };
    Some(resolver.known(text.codebook.actor(one)?))
}

/// A commissioner of nobody's is the European Union's, where the report speaks of it.
fn commissioner<'a>(resolver: &mut Resolver<'_, 'a>, id: EntityId) -> Option<EntityId> {
    let entity = resolver.entity(id);
    let holds = |held: &Held<'_>| held.authority == Authority::Minister && held.name.ends_with("commissioner");
    let union = resolver.text.codebook.actor("eu").filter(|_| entity.offices.iter().any(holds))?;
    resolver.text.actors.iter().any(|(_, found)| found.actor.id == union.id).then_some(())?;
    Some(resolver.known(union))
}

/// Whoever speaks or negotiates does so for somebody: where nobody is told, for the body that acted last, or for the state
/// that the text speaks of.
pub(super) fn complete_voices(resolver: &mut Resolver<'_, '_>) {
    let first = first_mentions(resolver);
    for at in 0..resolver.entities.len() {
        let id = EntityId(at as u32);
        let entity = resolver.entity(id);
        let voice = matches!(
            entity.authority(),
            Some(
                Authority::Principal
                    | Authority::Minister
                    | Authority::Negotiator
                    | Authority::Spokesperson
                    | Authority::Aide
            )
        );
        let of_power = |held: &Held<'_>| held.office.is_some_and(|office| office.sectors.first() == Some(&Sector::Gov));
        let leads = entity.authority() == Some(Authority::Principal) && !entity.offices.iter().any(of_power);
        let mediates = entity.offices.iter().any(|held| held.office.is_some_and(|office| office.name == "mediator"));
        if !entity.is(ActorKind::Person) || !voice || mediates || resolver.party_of(id).is_some() {
            continue;
        }
        let Some(head) = first.get(&id).copied() else { continue };
        if leads {
            // "The union refused. … general secretary Ada Brandt said."
            let body = acted_before(resolver, head).filter(|body| is_led(resolver.entity(*body)));
            body.into_iter().for_each(|body| resolver.add_side(id, Hold::Guess, body));
            continue;
        }
        let spokesperson = resolver.entity(id).authority() == Some(Authority::Spokesperson);
        let body = if spokesperson { acted_before(resolver, head) } else { None };
        // Of whom all reports together know nothing, one can't say more, but where it is about one state alone.
        let weighed =
            resolver.cast.knows(&resolver.entity(id).words) && super::home::alone(&resolver.weights).is_none();
        let near = if weighed { None } else { resolver.state_near(head).or_else(|| resolver.home()) };
        if let Some(side) = body.or(near) {
            resolver.add_side(id, Hold::Guess, side);
        }
    }
}

/// Is it a body, not a state, whose leaders speak for it alone?
fn is_led(entity: &Entity<'_>) -> bool {
    matches!(entity.kind, Kind::Actor(ActorKind::Organisation | ActorKind::ArmedGroup | ActorKind::Bloc))
        && entity.has_leader()
}

/// Of each entity the head of its first mention.
fn first_mentions(resolver: &Resolver<'_, '_>) -> BTreeMap<EntityId, usize> {
    let mut first = BTreeMap::new();
    for mention in &resolver.mentions {
        let head = first.entry(mention.entity).or_insert(mention.head);
        *head = mention.head.min(*head);
    }
    first
}

/// The body or state that was a subject last before a token, in its sentence or the one before.
fn acted_before(resolver: &Resolver<'_, '_>, at: usize) -> Option<EntityId> {
    let text = resolver.text;
    let near = resolver.names_before(at).take_while(|mention| text.sentence(mention.head) + 1 >= text.sentence(at));
    let mut near = near
        .filter(|mention| matches!(text.token(mention.head).dep, "nsubj" | "nsubjpass"))
        .map(|mention| mention.entity);
    let body = |id: &EntityId| matches!(resolver.entity(*id).kind, Kind::Actor(kind) if kind.can_be_party());
    near.find(body)
}

/// Lets a party that is spoken of only through those who act for it rest on their words: "the Pentagon said".
pub(super) fn show_parties(resolver: &mut Resolver<'_, '_>) {
    for at in 0..resolver.entities.len() {
        let id = EntityId(at as u32);
        let Some(span) = resolver.entity(id).spans.iter().min().copied() else { continue };
        let party = resolver.party_of(id).filter(|party| resolver.entity(*party).spans.is_empty());
        party.into_iter().for_each(|party| resolver.show(party, span));
    }
}

/// The actors in the order of their first mentions, and of each entity the actor that it became.
pub(super) fn assemble(resolver: &Resolver<'_, '_>) -> (Vec<Actor>, Vec<Option<ActorId>>) {
    let mut order: Vec<usize> = (0..resolver.entities.len())
        .filter(|&at| matches!(resolver.entities[at].kind, Kind::Actor(_)) && !resolver.entities[at].spans.is_empty())
        .collect();
    order.sort_by_cached_key(|&at| (resolver.entities[at].spans.iter().min().copied(), at));
    let mut actor_of = vec![None; resolver.entities.len()];
    for (number, &at) in order.iter().enumerate() {
        actor_of[at] = Some(ActorId(number as u32));
    }
    let actors = order.iter().filter_map(|&at| actor(resolver, EntityId(at as u32), &actor_of)).collect();
    (actors, actor_of)
}

fn actor(resolver: &Resolver<'_, '_>, id: EntityId, actor_of: &[Option<ActorId>]) -> Option<Actor> {
    let entity = resolver.entity(id);
    let Kind::Actor(kind) = entity.kind else { return None };
    let mut spans = entity.spans.clone();
    spans.sort();
    spans.dedup();
    let held = entity.office();
    let party = party(resolver, id, kind).and_then(|party| *actor_of.get(party.index())?);
    Some(Actor {
        name: name(resolver, entity),
        kind,
        code: entity.entry.and_then(|entry| entry.country.clone()),
        sector: sector(entity),
        party,
        office: held.filter(|_| entity.kind.is_person()).map(|held| held.name.clone()),
        authority: authority(resolver, id, kind, party.is_some()),
        aliases: aliases(resolver, entity, kind),
        mentions: AtLeastOne::from_vec(spans)?,
        key: entity.entry.map(|entry| entry.id.clone()),
    })
}

fn party(resolver: &Resolver<'_, '_>, id: EntityId, kind: ActorKind) -> Option<EntityId> {
    let entity = resolver.entity(id);
    match kind {
        ActorKind::Outlet => None,
        // A historian is on nobody's side, whatever the passport.
        ActorKind::Person if entity.authority() == Some(Authority::Observer) && !of_power(entity) => None,
        _ => resolver.party_of(id),
    }
}

fn authority(resolver: &Resolver<'_, '_>, id: EntityId, kind: ActorKind, sided: bool) -> Option<Authority> {
    let entity = resolver.entity(id);
    match kind {
        // A manager or player of nobody's side has no stake.
        ActorKind::Person if !sided && entity.authority() == Some(Authority::Official) && !of_power(entity) => {
            Some(Authority::Observer)
        }
        // "Ada Brandt of the Institute of Fisheries"
        ActorKind::Person
            if entity.authority().is_none()
                && entity.side().is_some_and(|side| resolver.entity(side).is_outsider()) =>
        {
            Some(Authority::Observer)
        }
        // A firm has vice presidents by the dozen, and none of them is a minister.
        ActorKind::Person
            if entity.authority() == Some(Authority::Minister)
                && resolver.party_of(id).is_some_and(|party| resolver.entity(party).is_company()) =>
        {
            Some(Authority::Official)
        }
        // "the leaders of both countries"
        ActorKind::Person | ActorKind::Group => entity.authority(),
        ActorKind::Unnamed => Some(match entity.authority() {
            Some(authority @ Authority::Spokesperson) => authority,
            Some(Authority::Observer) if !sided => Authority::Observer,
            // Whoever is told by an office that few hold is known, though not by name.
            Some(authority @ (Authority::Principal | Authority::Minister | Authority::Negotiator))
                if entity.definite && (sided || entity.plural) =>
            {
                authority
            }
            Some(authority @ Authority::Aide) if entity.definite && !entity.plural && sided => authority,
            _ => Authority::Unnamed,
        }),
        _ => None,
    }
}

/// Is it an office of state, army or rebels?
fn of_power(entity: &Entity<'_>) -> bool {
    let power = ["GOV", "LEG", "JUD", "MIL", "COP", "SPY", "REB", "LAB"];
    entity.offices.iter().filter_map(|held| held.sector).any(|sector| power.contains(&sector))
}

fn sector(entity: &Entity<'_>) -> Option<String> {
    let held = entity.office().and_then(|held| held.sector);
    let known = entity.entry.and_then(|entry| entry.sectors.first()).map(|sector| sector.code());
    known.or(held).map(str::to_owned)
}

/// The fullest form told; the codebook's own for what it knows. Somebody's office is called by the owner's.
fn name(resolver: &Resolver<'_, '_>, entity: &Entity<'_>) -> String {
    match &entity.led_by {
        Some((owner, called)) => format!("{}’s {called}", resolver.entity(*owner).name),
        None => entity.name.clone(),
    }
}

fn aliases(resolver: &Resolver<'_, '_>, entity: &Entity<'_>, kind: ActorKind) -> Vec<String> {
    if kind == ActorKind::Person {
        return entity.aliases.clone();
    }
    let known = entity.entry.into_iter().flat_map(|entry| &entry.names);
    let named = known.filter(|name| !matches!(name.kind, NameKind::Adjective | NameKind::People));
    let mut all: Vec<String> = named.map(|name| name.text.clone()).filter(|name| *name != entity.name).collect();
    all.extend(entity.aliases.iter().cloned());
    let owner = entity.led_by.as_ref().map(|(owner, called)| (&resolver.entity(*owner).name, called));
    let short = owner.and_then(|(owner, called)| Some(format!("{}’s {called}", owner.rsplit_once(' ')?.1)));
    all.extend(short);
    all
}
