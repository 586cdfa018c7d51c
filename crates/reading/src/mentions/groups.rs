//! Several at once: "both sides", "the two presidents", "opposition senators", "A and B".

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_record::codebook::ActorMatch;
use rapporteur_record::{ActorKind, Authority};

use super::entities::{Entity, EntityId, Kind};
use super::nominals::Phrase;
use super::phrase::{self, Owner};
use super::resolver::{Form, Mention, Resolver};
use super::text::Text;

/// How far back one counts who the sides are, in mentions.
const SIDES: usize = 80;

/// What a mention counts that was read, and one that is still to come.
const READ: usize = 4;
const AHEAD: usize = 1;

/// How many mentions of each a mention of both together counts for.
const TOGETHER: usize = 2;

/// "both sides": the two parties, or parties of persons, spoken of most in what was just read, and where that is little, in
/// what follows. Who mediates is no side, however often named, where two others are.
pub(super) fn sides(resolver: &mut Resolver<'_, '_>, head: usize, start: usize) {
    let mut counts: Vec<(EntityId, usize)> = Vec::new();
    let heard = resolver.last_read(SIDES);
    let ahead = resolver.names_after(head).take(SIDES);
    for (mention, weight) in heard.map(|one| (one, READ)).chain(ahead.map(|one| (one, AHEAD))) {
        if resolver.text.is_dateline(mention.head) {
            continue;
        }
        // "the Norse and Sudmark delegations": who was told together before is likelier meant.
        let members = &resolver.entity(mention.entity).members;
        let pair =
            members.iter().filter(|_| members.len() == 2).map(|member| (resolver.party_of(*member), TOGETHER * weight));
        for (party, weight) in std::iter::once((resolver.party_of(mention.entity), weight)).chain(pair) {
            let Some(party) = party else { continue };
            match counts.iter_mut().find(|(known, _)| *known == party) {
                Some((_, count)) => *count += weight,
                None => counts.push((party, weight)),
            }
        }
    }
    let negotiates = |id: &EntityId| matches!(resolver.entity(*id).kind, Kind::Actor(kind) if kind.can_be_party());
    counts.retain(|(party, _)| negotiates(party));
    let mediates =
        |id: &EntityId| resolver.entity(*id).entry.is_some_and(|entry| resolver.mediators.contains(&entry.id));
    if counts.iter().filter(|(party, _)| !mediates(party)).count() > 1 {
        counts.retain(|(party, _)| !mediates(party));
    }
    // A stable sort: of parties told as often the one told last comes first.
    counts.sort_by_key(|(_, count)| usize::MAX - count);
    let mut members: Vec<EntityId> = counts.into_iter().take(2).map(|(party, _)| party).collect();
    members.sort();
    group(resolver, start..head + 1, head, members);
}

/// Those who mediate, by the codebook's ids: "Norse and Sudmark facilitators", "talks brokered by Norland", "Norland, which mediates",
/// "U.N.-led talks", "the U.N. envoy to Norland".
pub(super) fn mediators(text: &Text<'_>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut add = |found: &ActorMatch<'_>| {
        let party = found.actor.party.as_ref().unwrap_or(&found.actor.id);
        all.insert(party.clone());
    };
    for (range, found) in &text.offices {
        let of = adjectives(text, range.start);
        let sent = found.office.authority == Authority::Negotiator;
        let mediates = |owner: &ActorMatch<'_>| found.office.name == "mediator" || sent && stands_above(owner);
        of.into_iter().map(|(_, owner)| owner).filter(|owner| mediates(owner)).for_each(&mut add);
    }
    for (range, found) in &text.actors {
        let token = text.token(super::people::head_of(text, range));
        let above = token.head_token();
        let verb = if above.dep == "agent" { above.head_token() } else { above };
        let doer = above.dep == "agent" || matches!(token.dep, "nsubj");
        let after = text.word(range.end + 1).to_lowercase();
        let led = matches!(after.as_str(), "led" | "sponsored" | "hosted" | "backed") && stands_above(found);
        let hyphen = text.word(range.end) == "-" && (led || is_mediation(&after));
        if hyphen || doer && is_mediation(verb.lemma()) {
            add(found);
        }
    }
    all
}

/// A body of many states, which is no side of most quarrels: the United Nations.
fn stands_above(found: &ActorMatch<'_>) -> bool {
    matches!(found.actor.country.as_deref(), Some("UNO" | "IGO")) && found.actor.kind == ActorKind::Organisation
}

fn is_mediation(word: &str) -> bool {
    matches!(word, "mediate" | "broker" | "facilitate" | "mediated" | "brokered" | "facilitated")
}

/// "the two men": the two persons named last; `false` where no two are.
pub(super) fn the_two_men(resolver: &mut Resolver<'_, '_>, head: usize, start: usize) -> bool {
    let mut named: Vec<EntityId> = Vec::new();
    for mention in resolver.last_read(NAMED) {
        if resolver.entity(mention.entity).is(ActorKind::Person) && !named.contains(&mention.entity) {
            named.push(mention.entity);
        }
    }
    named.truncate(2);
    named.reverse();
    let two = named.len() == 2;
    if two {
        group(resolver, start..head + 1, head, named);
    }
    two
}

/// How many mentions back those may be named whom "the two men" means.
const NAMED: usize = 24;

/// "the two presidents": of those told last with that office as many as are counted, each of another side; `false` where so many are not.
pub(super) fn of_office(resolver: &mut Resolver<'_, '_>, phrase: &Phrase<'_, '_>, count: usize) -> bool {
    let mut named: Vec<EntityId> = Vec::new();
    let mut sides = BTreeSet::new();
    for mention in resolver.last_read(NAMED) {
        let entity = resolver.entity(mention.entity);
        let fits = entity.is(ActorKind::Person) && super::nominals::office_fit(resolver, phrase, entity) > 1;
        let side = resolver.party_of(mention.entity).filter(|_| fits && !named.contains(&mention.entity));
        if side.is_some_and(|side| sides.insert(side)) {
            named.push(mention.entity);
        }
    }
    named.truncate(count);
    named.reverse();
    let all = named.len() == count;
    if all {
        group(resolver, phrase.before.start..phrase.core.end, phrase.head, named);
    }
    all
}

/// How many "the two", "the three" are; `None` of any other word.
pub(super) fn counted(text: &Text<'_>, at: usize) -> Option<usize> {
    let word = text.word(at).to_lowercase();
    match word.as_str() {
        "three" | "trio" => Some(3),
        _ => text.nouns.is_pair(&word).then_some(2),
    }
}

/// "the two", "the pair": the two persons told last, or the two parties. "The three" are persons, or nobody known.
pub(super) fn the_several(resolver: &mut Resolver<'_, '_>, head: usize, count: usize) {
    let mut persons: Vec<EntityId> = Vec::new();
    for number in resolver.heard.iter().rev().take(12) {
        let Some(mention) = resolver.mentions.get(*number as usize) else { continue };
        let entity = resolver.entity(mention.entity);
        if entity.kind.is_person() && !entity.plural && !persons.contains(&mention.entity) {
            persons.push(mention.entity);
        }
        if persons.len() == count {
            break;
        }
    }
    let start = head - usize::from(head > 0 && resolver.text.word(head - 1).eq_ignore_ascii_case("the"));
    match persons.len() {
        all if all == count => {
            persons.reverse();
            group(resolver, start..head + 1, head, persons);
        }
        _ if count == 2 => sides(resolver, head, start),
        _ => {}
    }
}

/// "Both said", "all agreed": those told together just before, or for "both" the two persons told last; `false` where none were.
pub(super) fn all_told(resolver: &mut Resolver<'_, '_>, head: usize, two: bool) -> bool {
    let text = resolver.text;
    let sentence = text.sentence(head);
    let near = resolver.last_read(NAMED).take_while(|mention| text.sentence(mention.head) + 3 > sentence);
    let told = near.map(|mention| mention.entity).find(|id| {
        let members = resolver.entity(*id).members.len();
        if two { members == 2 } else { members > 1 }
    });
    match told {
        Some(told) => resolver.mention(head..head + 1, head, Form::Noun, told),
        None if two => the_several(resolver, head, 2),
        None => return false,
    }
    resolver.mention_at(head).is_some()
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

/// "both Norland and Sudmark", "their delegation and the government", where they speak or act together: a group of its own.
/// Gives its entity and words; the names in it keep theirs.
pub(super) fn together(
    resolver: &mut Resolver<'_, '_>,
    head: usize,
    known: &mut BTreeMap<Vec<EntityId>, EntityId>,
) -> Option<(EntityId, Range<usize>)> {
    let text = resolver.text;
    let first = with_office(resolver, head);
    let token = text.token(first);
    let agent = token.dep == "pobj" && token.head_token().dep == "agent";
    if !agent && !matches!(token.dep, "nsubj" | "nsubjpass") {
        return None;
    }
    let row = row(resolver, head);
    let mut members: Vec<EntityId> = Vec::new();
    for at in &row {
        members.push(member(resolver, *at)?);
    }
    members.dedup();
    let acts = |id: &EntityId| matches!(resolver.entity(*id).kind, Kind::Actor(_));
    let named = |id: &EntityId| first == head || resolver.entity(*id).is(ActorKind::Person);
    if members.len() < 2 || !members.iter().all(acts) || !members.iter().all(named) {
        return None;
    }
    let first = resolver.mention_at(first)?.range.start;
    let start = first - usize::from(first > 0 && text.word(first - 1).eq_ignore_ascii_case("both"));
    let end = row.iter().filter_map(|at| end_of_member(resolver, *at)).max()?;
    let id = known.get(&members).copied().unwrap_or_else(|| {
        let mut entity = Entity::new(Kind::Actor(ActorKind::Group), text.doc.slice(start..end));
        entity.plural = true;
        entity.members = members.clone();
        entity.aliases.extend((start < first).then(|| text.doc.slice(first..end).to_owned()));
        resolver.add_entity(entity)
    });
    known.insert(members.clone(), id);
    let sides: Vec<Option<EntityId>> = members.iter().map(|member| resolver.party_of(*member)).collect();
    if let Some(Some(side)) = sides.first().filter(|first| sides.iter().all(|side| side == *first)) {
        resolver.add_side(id, super::entities::Hold::Office, *side);
    }
    let span = text.span(start..end);
    resolver.entity_mut(id).spans.push(span);
    Some((id, start..end))
}

/// "The minister, Ada Brandt, and the envoy, Peter Oduya, said", "Ada Brandt, the minister, and Peter Oduya said": of the first of a row the
/// word that stands for her in the sentence.
pub(super) fn with_office(resolver: &Resolver<'_, '_>, head: usize) -> usize {
    let token = resolver.text.token(head);
    let whom = |at: usize| resolver.mention_at(at).map(|mention| mention.entity);
    let above = (token.dep == "appos").then(|| token.head_token().index());
    above.filter(|above| whom(*above).is_some() && whom(*above) == whom(head)).unwrap_or(head)
}

/// Where the words for one of a row end, with the name beside them.
fn end_of_member(resolver: &Resolver<'_, '_>, at: usize) -> Option<usize> {
    let mention = resolver.mention_at(at)?;
    let beside = resolver.text.token(at).children_by(&["appos"]).filter_map(|name| resolver.mention_at(name.index()));
    let same = beside.filter(|beside| beside.entity == mention.entity).map(|beside| beside.range.end);
    same.chain([mention.range.end]).max()
}

/// Whom one of a row means: "Committee" of "the International Committee of the Red Cross" all of it.
fn member(resolver: &Resolver<'_, '_>, at: usize) -> Option<EntityId> {
    let inside = |mention: &&Mention| mention.head == at || mention.form == Form::Name;
    resolver.mention_at(at).filter(inside).map(|mention| mention.entity)
}

/// The head of the row that ends with a token: "Norland" of "Norland, Sudmark and Ostland", at the last.
pub(super) fn row_ending_at(text: &Text<'_>, end: usize) -> Option<usize> {
    let conjuncts = |at: usize| text.token(at).children_by(&["conj"]);
    if text.token(end).dep != "conj" || conjuncts(end).next().is_some() {
        return None;
    }
    let mut head = end;
    for _ in 0..ROW {
        if text.token(head).dep != "conj" {
            break;
        }
        let above = text.token(head).head_token().index();
        let last = conjuncts(above).last().is_some_and(|last| last.index() == head);
        if !last || above >= head {
            return None;
        }
        head = above;
    }
    Some(head)
}

/// How many a row may hold.
const ROW: usize = 8;

/// A head and its conjuncts.
fn row(resolver: &Resolver<'_, '_>, head: usize) -> Vec<usize> {
    let mut row = vec![head];
    let mut at = 0;
    while at < row.len() && row.len() < ROW {
        let conjuncts = resolver.text.token(row[at]).children_by(&["conj"]).map(|conjunct| conjunct.index());
        row.extend(conjuncts.map(|conjunct| owned(resolver, conjunct).unwrap_or(conjunct)));
        at += 1;
    }
    row
}

/// "Norland's Ada Brandt and Sudmark's Karl Lind": the parse joins Sudmark, whose man is meant.
fn owned(resolver: &Resolver<'_, '_>, owner: usize) -> Option<usize> {
    let mark = owner + 1;
    let text = resolver.text;
    (mark + 1 < text.len() && text.is_possessive_mark(mark)).then_some(())?;
    let name = resolver.name_at(mark + 1).filter(|name| name.range.start == mark + 1)?;
    let head = super::people::head_of(text, &name.range);
    text.token(head).ancestors().take(2).any(|above| above.index() <= owner).then_some(head)
}

/// "the leaders of Norland and Sudmark", "Norse and Sudmark officials": where the words for people of several sides begin, and
/// the sides; `None` where all are of one.
pub(super) fn sides_of(resolver: &mut Resolver<'_, '_>, phrase: &Phrase<'_, '_>) -> Option<(usize, Vec<EntityId>)> {
    let text = resolver.text;
    let complements = phrase::complements(text, phrase.core.clone(), false);
    let rows: Vec<usize> = complements.into_iter().flat_map(|at| row(resolver, at)).collect();
    let mut owners: Vec<Owner<'_, '_>> = rows.into_iter().map(Owner::Phrase).collect();
    let mut start = phrase.before.start;
    if owners.len() < 2 {
        let adjectives = adjectives(text, phrase.core.start);
        start = adjectives.first().map_or(start, |(range, _)| start.min(range.start));
        owners = adjectives.into_iter().map(Owner::Known).collect();
    }
    if owners.len() < 2 {
        return None;
    }
    let mut sides: Vec<EntityId> = Vec::new();
    for owner in owners {
        let side = resolver.owner(owner).and_then(|side| resolver.party_of(side));
        sides.extend(side.filter(|side| !sides.contains(side)));
    }
    (sides.len() > 1).then_some((start, sides))
}

/// The row of names before a noun: "Norse", "Sudmark" of "Norse and Sudmark officials".
fn adjectives<'t, 'a>(text: &'t Text<'a>, noun: usize) -> Vec<&'t (Range<usize>, ActorMatch<'a>)> {
    let mut all = Vec::new();
    let mut end = noun;
    while let Some(found) = end.checked_sub(1).and_then(|at| text.actor_at(at)).filter(|(range, _)| range.end == end) {
        all.push(found);
        end = found.0.start;
        if all.len() == ROW || end == 0 || !matches!(text.word(end - 1), "and" | ",") {
            break;
        }
        end -= 1;
    }
    all.reverse();
    all
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
