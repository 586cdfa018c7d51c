//! Nouns: "the minister", "a diplomat briefed on the talks", "the rebels", "both sides", "the country".
//!
//! An indefinite noun brings someone new, a definite one somebody told before, if there is one whom it fits.

use std::ops::Range;

use rapporteur_record::codebook::{ContactWords, Holder, NameKind, Number, OfficeMatch, Qualifier, Sector};
use rapporteur_record::{ActorKind, Authority};

use super::entities::{Entity, EntityId, Held, Hold, Kind};
use super::nouns::{Bare, Noun};
use super::phrase::{self, Before, Determiner, Owner};
use super::resolver::{Form, Resolver, WINDOW};
use super::text::Text;

/// A noun phrase as far as it is read.
pub(super) struct Phrase<'t, 'a> {
    pub(super) head: usize,
    pub(super) core: Range<usize>,
    pub(super) before: Before<'t, 'a>,
    pub(super) office: Option<OfficeMatch<'a>>,
    pub(super) side: Option<EntityId>,
    /// Is the side told by name: "the Kenyan president", "Norland's envoy"?
    pub(super) named_side: bool,
    pub(super) plural: bool,
}

/// Resolves the noun at a token, if it is one that means an actor.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>, head: usize) {
    let text = resolver.text;
    let token = text.token(head);
    let alone = !matches!(token.dep, "nummod" | "det" | "predet" | "preconj" | "compound" | "cc");
    if let Some(count) = super::groups::counted(text, head).filter(|_| alone) {
        // "three", which is no more than a number but for its article
        let the = head > 0 && text.word(head - 1).eq_ignore_ascii_case("the");
        if count == 2 || the && token.dep == "nsubj" {
            return super::groups::the_several(resolver, head, count);
        }
    }
    // "Norland's government and Front rebels": the parse takes the first of the row for a modifier of the last.
    let first_of_row = token.dep == "nmod" && text.few_children(token).any(|child| child.dep == "cc");
    if matches!(token.dep, "compound" | "amod" | "nmod" | "npadvmod") && !first_of_row
        || resolver.claimed[head]
        || one_of(resolver, head)
    {
        return;
    }
    if national(resolver, head) {
        return;
    }
    let lemma = text.noun_lemma(head);
    let nouns = text.nouns.of(&lemma);
    if text.nouns.is_document(&lemma) && !resolver.sources.contains(&head) {
        note_author(resolver, head, &lemma);
    }
    let office = text
        .office_at(head)
        .filter(|(range, _)| range.end == head + 1 || text.token(head).head_token().index() + 1 != range.end);
    if resolver.sources.contains(&head) && text.nouns.is_document(&lemma) {
        return document(resolver, head, &lemma);
    }
    if office.is_none() && nouns.is_empty() {
        if resolver.sources.contains(&head) && may_speak(text, head) {
            let mut phrase = read(resolver, head, None);
            phrase.side = side(resolver, &mut phrase);
            return someone(resolver, &phrase);
        }
        return super::things::resolve(resolver, head);
    }
    let mut phrase = read(resolver, head, office.cloned());
    let first = phrase.before.start.saturating_sub(1);
    let each = matches!(text.word(first).to_lowercase().as_str(), "each" | "neither" | "either");
    if each && nouns.contains(&Noun::Side) {
        return super::groups::sides(resolver, head, first);
    }
    if nouns.contains(&Noun::Side) && (phrase.before.pair || is_both_sides(resolver, &phrase, &lemma)) {
        return super::groups::sides(resolver, head, phrase.before.start);
    }
    let men = phrase.before.pair && phrase.plural && matches!(lemma.as_str(), "man" | "woman");
    if men && super::groups::the_two_men(resolver, head, phrase.before.start) {
        return;
    }
    let count = (phrase.plural && phrase.office.is_some()).then(|| count_before(text, &phrase)).flatten();
    if count.is_some_and(|count| super::groups::of_office(resolver, &phrase, count)) {
        return;
    }
    phrase.side = side(resolver, &mut phrase);
    if matches!(lemma.as_str(), "side" | "camp") && !phrase.plural {
        let Some(side) = phrase.side.and_then(|side| resolver.party_of(side)) else { return };
        return resolver.mention(phrase.before.start..phrase.core.end, head, Form::Noun, side);
    }
    let person = phrase.office.is_some() && !nouns.iter().any(|noun| matches!(noun, Noun::Force | Noun::Institution))
        || nouns.contains(&Noun::Person);
    match person {
        true => someone(resolver, &phrase),
        false => body(resolver, &phrase, nouns, &lemma),
    }
}

/// How many "the two presidents", "all three ministers" are.
fn count_before(text: &Text<'_>, phrase: &Phrase<'_, '_>) -> Option<usize> {
    (phrase.before.start..phrase.core.start).find_map(|at| super::groups::counted(text, at))
}

/// "the parties", "the rivals", "Sudmark's warring sides": those who negotiate or fight, without a number.
fn is_both_sides(resolver: &Resolver<'_, '_>, phrase: &Phrase<'_, '_>, lemma: &str) -> bool {
    let text = resolver.text;
    if !phrase.plural || phrase.office.is_some() {
        return false;
    }
    let opposed = (phrase.before.start..phrase.head).any(|at| {
        matches!(text.word(at).to_lowercase().as_str(), "warring" | "rival" | "opposing" | "feuding" | "belligerent")
    });
    let side = matches!(lemma, "side" | "party" | "delegation" | "team" | "camp");
    let foe = matches!(lemma, "rival" | "foe" | "adversary" | "enemy" | "belligerent" | "antagonist" | "arch-foe");
    match phrase.before.determiner {
        Determiner::Definite => side || foe || opposed,
        Determiner::Possessive | Determiner::None => opposed && side,
        _ => false,
    }
}

/// Resolves the noun of a body before its turn; `false` work for any other noun.
pub(super) fn resolve_body(resolver: &mut Resolver<'_, '_>, head: usize) {
    let text = resolver.text;
    let nouns = text.nouns.of(&text.lemma(head));
    let body = nouns.iter().any(|noun| {
        matches!(noun, Noun::Institution | Noun::Union | Noun::Company | Noun::Organisation | Noun::Force | Noun::Bloc)
    });
    if body && !nouns.contains(&Noun::Person) && text.office_at(head).is_none() {
        // What stands before a name speaks of its bearer, but "the ministry" of "the ministry's envoy, Ada Brandt," is told too.
        let claimed = std::mem::take(&mut resolver.claimed[head]);
        resolve(resolver, head);
        resolver.claimed[head] = claimed;
    }
}

/// "the American readout", "a letter from the ministry", "its opening paper": the words are those of whoever wrote them.
fn document(resolver: &mut Resolver<'_, '_>, head: usize, lemma: &str) {
    note_author(resolver, head, lemma);
    match resolver.authors.get(lemma).copied() {
        Some(author) => resolver.mention(head..head + 1, head, Form::Pronoun, author),
        None => super::things::resolve(resolver, head),
    }
}

/// Remembers whose words something written are.
fn note_author(resolver: &mut Resolver<'_, '_>, head: usize, lemma: &str) {
    let text = resolver.text;
    let mut phrase = read(resolver, head, None);
    let owners = std::mem::take(&mut phrase.before.owners);
    let by = text.token(head).children_by(&["prep", "acl"]).filter(|child| {
        matches!(
            child.lemma(),
            "from" | "by" | "of" | "release" | "publish" | "issue" | "sign" | "write" | "draft" | "send"
        )
    });
    let object = |child: rapporteur_language::TokenRef<'_>| {
        let agent = child.children_by(&["agent"]).next();
        agent.unwrap_or(child).children_by(&["pobj"]).next().map(|object| object.index())
    };
    let after: Vec<usize> = by.filter_map(object).collect();
    let told = owners.into_iter().find_map(|owner| resolver.owner(owner));
    let told = told.or_else(|| after.iter().find_map(|at| signatories(resolver, *at)));
    let told = told.or_else(|| after.iter().find_map(|at| resolver.owner(Owner::Phrase(*at))));
    let told = told.or_else(|| stated(resolver, head));
    if let Some(author) = told.filter(|author| matches!(resolver.entity(*author).kind, Kind::Actor(_))) {
        resolver.authors.insert(lemma.to_owned(), author);
    }
}

/// "a letter signed by ten senators": several without a name, whose words they are themselves.
fn signatories(resolver: &mut Resolver<'_, '_>, at: usize) -> Option<EntityId> {
    let text = resolver.text;
    let acts = text.office_at(at).is_some() || !text.nouns.of(&text.lemma(at)).is_empty();
    let people = acts && text.token(at).tag == "NNS" && may_speak(text, at);
    if people && resolver.mention_at(at).is_none() {
        let office = text.office_at(at).filter(|(range, _)| range.end == at + 1).cloned();
        let mut phrase = read(resolver, at, office);
        phrase.side = side(resolver, &mut phrase);
        someone(resolver, &phrase);
    }
    resolver.mention_at(at).filter(|_| people).map(|mention| mention.entity)
}

/// "Norland and Sudmark said in a joint statement", "in a letter to the ministry, Norland complained": who states is the author.
fn stated(resolver: &Resolver<'_, '_>, head: usize) -> Option<EntityId> {
    let token = resolver.text.token(head);
    let preposition = (token.dep == "pobj")
        .then(|| token.head_token())
        .filter(|above| matches!(above.lemma(), "in" | "on" | "via"))?;
    let verb = preposition.head_token();
    let subject = verb.children_by(&["nsubj"]).next()?.index();
    let together = resolver.together.get(&subject).copied();
    together.or_else(|| resolver.mention_at(subject).map(|mention| mention.entity))
}

/// Can what the noun names say something? Times, sums and what nobody is can not.
fn may_speak(text: &Text<'_>, head: usize) -> bool {
    let token = text.token(head);
    let counted = !matches!(token.ent_type, "" | "ORG" | "NORP" | "PERSON" | "GPE" | "LOC" | "FAC");
    let abstracts =
        ["tion", "ment", "ness", "ity", "ism", "ance", "ence", "age", "ing", "sm", "day", "week", "end", "year"];
    let lemma = text.lemma(head);
    let body = BODIES_ALL_THE_SAME.contains(&lemma.as_str());
    // "the talks are meant to pave the way"
    let word = text.word(head).to_lowercase();
    let occasion = [&lemma, &word].into_iter().any(|word| ContactWords::builtin().noun(word).next().is_some());
    let noun = text.pos(head) == rapporteur_language::Pos::Noun && !counted;
    noun && !occasion && (body || !abstracts.iter().any(|end| lemma.ends_with(end)))
}

/// Those who speak though their names end as what is abstract does.
const BODIES_ALL_THE_SAME: [&str; 8] =
    ["city", "community", "university", "charity", "municipality", "village", "business", "fraternity"];

fn read<'t, 'a>(
    resolver: &Resolver<'t, 'a>,
    head: usize,
    office: Option<(Range<usize>, OfficeMatch<'a>)>,
) -> Phrase<'t, 'a> {
    let text = resolver.text;
    let core = office.as_ref().map_or(head..head + 1, |(range, _)| range.clone());
    let office = office.map(|(_, found)| found);
    let plural = matches!(text.token(head).tag, "NNS" | "NNPS")
        || office.as_ref().is_some_and(|found| found.number == Number::Plural);
    Phrase { head, before: resolver.before(core.start), core, office, side: None, named_side: false, plural }
}

/// Whose the noun is, by what stands before it, in its own words and after it.
fn side<'t, 'a>(resolver: &mut Resolver<'t, 'a>, phrase: &mut Phrase<'t, 'a>) -> Option<EntityId> {
    let text = resolver.text;
    let owners = std::mem::take(&mut phrase.before.owners);
    let within = phrase.core.clone().find_map(|at| text.actor_at(at)).map(Owner::Known);
    let to = phrase.office.as_ref().is_some_and(|found| found.office.authority == Authority::Aide);
    let after = phrase::complements(text, phrase.core.clone(), to);
    let opposite = super::descriptions::is_opposite(&text.lemma(phrase.head));
    let owners = owners.into_iter().filter(|owner| !opposite || matches!(owner, Owner::Known(_)));
    let after = after.into_iter().filter(|_| !opposite).map(Owner::Phrase);
    // "an army spokesman", "a government source", where these are one office.
    let kind = (phrase.core.start..phrase.core.end - 1)
        .find_map(|at| phrase::party_noun(text, at).map(|noun| Owner::Noun(at, noun)));
    let from = super::descriptions::comes_from(text, phrase.head);
    let mut all = within.into_iter().chain(owners).chain(from).chain(after).chain(kind);
    let (owner, side) = all.find_map(|owner| Some((owner, resolver.owner(owner)?)))?;
    phrase.named_side = resolver.hold_by(&owner, Hold::Office) == Hold::Office;
    Some(side)
}

/// A noun that means a person, or several.
fn someone<'a>(resolver: &mut Resolver<'_, 'a>, phrase: &Phrase<'_, 'a>) {
    let fresh = matches!(phrase.before.determiner, Determiner::Indefinite)
        || phrase.plural && phrase.before.determiner == Determiner::None;
    if let Some(known) = if fresh { None } else { told(resolver, phrase) } {
        return resolver.mention(phrase.before.start..phrase.core.end, phrase.head, Form::Noun, known);
    }
    let (start, members) = match super::groups::sides_of(resolver, phrase).filter(|_| phrase.plural) {
        Some((start, members)) => (start, members),
        None => (phrase.before.start, Vec::new()),
    };
    let range = phrase::whole(resolver.text, start, phrase.head);
    let kind = if members.is_empty() { ActorKind::Unnamed } else { ActorKind::Group };
    let mut entity = Entity::new(Kind::Actor(kind), resolver.text.doc.slice(range.clone()));
    entity.plural = phrase.plural;
    entity.definite = matches!(phrase.before.determiner, Determiner::Definite | Determiner::Possessive);
    entity.noun = Some(resolver.text.lemma(phrase.head));
    entity.aliases = other_lengths(resolver.text, phrase, &range);
    entity.offices.extend(held(resolver, phrase));
    entity.pronoun = phrase.office.as_ref().and_then(|found| found.office.pronoun);
    if !members.is_empty() {
        entity.members = members;
        let id = resolver.add_entity(entity);
        return resolver.mention(range, phrase.head, Form::Noun, id);
    }
    let id = resolver.add_entity(entity);
    if phrase.office.is_some()
        && let Some(party) = super::behalf::represented(resolver, &(phrase.before.start..phrase.head + 1))
    {
        resolver.behalf.insert(phrase.head, party);
    }
    let authority = phrase.office.as_ref().map(|found| found.office.authority);
    let spokesperson = authority == Some(Authority::Spokesperson);
    let alone = phrase.core.len() == 1 && phrase.before.start + 1 >= phrase.core.start;
    let serves = alone && matches!(authority, Some(Authority::Spokesperson | Authority::Aide));
    let there = resolver.text.word(phrase.head + 1) == "there";
    let side = phrase.side.or_else(|| (spokesperson || there).then(|| spoken_of(resolver)).flatten());
    let keeps = phrase.office.as_ref().filter(|_| !phrase::is_of_region(resolver.text, phrase.head));
    // "the two presidents" are not one state's.
    let keeps = keeps.filter(|_| count_before(resolver.text, phrase).is_none());
    let side = side.or_else(|| keeps.and_then(|found| keeper(resolver, phrase.head, found)));
    let side = side.or_else(|| serves.then(|| served(resolver, phrase.head)).flatten());
    if let Some(side) = side {
        resolver.add_side(id, Hold::Office, side);
    }
    resolver.mention(range, phrase.head, Form::Noun, id);
}

/// Whose "an aide" is, who comes without more: the person's whose acts or words the paragraph told last.
fn served(resolver: &Resolver<'_, '_>, at: usize) -> Option<EntityId> {
    let text = resolver.text;
    let heard = resolver.last_read(WINDOW);
    let near = heard.take_while(|mention| text.paragraph(mention.head) == text.paragraph(at));
    let mut subjects = near.filter(|mention| {
        let subject = matches!(text.token(mention.head).dep, "nsubj" | "nsubjpass" | "poss");
        subject && resolver.entity(mention.entity).is(ActorKind::Person)
    });
    subjects.next().map(|mention| mention.entity)
}

/// The person whom a definite noun means: told before, later or in another report, or known to the codebook.
fn told<'a>(resolver: &mut Resolver<'_, 'a>, phrase: &Phrase<'_, 'a>) -> Option<EntityId> {
    if let Some(same) = super::descriptions::counterpart(resolver, phrase) {
        return Some(same);
    }
    let before = told_before(resolver, phrase);
    // "the Kenyan president" tells of which state the president is who was told of none.
    if let Some(known) = before.or_else(|| told_later(resolver, phrase)) {
        super::descriptions::take_side(resolver, phrase, known);
        return Some(known);
    }
    told_elsewhere(resolver, phrase)
        .or_else(|| super::descriptions::introduced(resolver, phrase))
        .or_else(|| super::descriptions::unplaced(resolver, phrase))
        .or_else(|| super::descriptions::spoke_alone(resolver, phrase))
        .or_else(|| described(resolver, phrase))
        .or_else(|| holder(resolver, phrase))
}

/// Whose an office is that nobody is told to own: a state's, or an armed group's.
pub(super) fn keeper(resolver: &mut Resolver<'_, '_>, at: usize, found: &OfficeMatch<'_>) -> Option<EntityId> {
    let high = matches!(found.office.authority, Authority::Principal | Authority::Minister);
    let power = found.office.sectors.first().is_some_and(|sector| *sector == Sector::Gov);
    match found.office.of {
        Some(Holder::State) => resolver.state_near(at),
        Some(Holder::Force) => resolver.last_of(at, Entity::is_rebel_group),
        None if high && power => resolver.state_near(at),
        _ => None,
    }
}

/// The person whom the report names later with that office and side: "the union's chief negotiator said. … Ada Brandt, …".
fn told_later(resolver: &Resolver<'_, '_>, phrase: &Phrase<'_, '_>) -> Option<EntityId> {
    let wanted = phrase.side.and_then(|side| resolver.party_of(side));
    let office = phrase.office.as_ref().filter(|_| !phrase.plural)?;
    // A mediator is on nobody's side.
    if wanted.is_none() && office.office.name != "mediator" {
        return None;
    }
    let mut fitting: Option<EntityId> = None;
    for mention in resolver.names_after(phrase.head) {
        let entity = resolver.entity(mention.entity);
        let side = resolver.party_of(mention.entity);
        let fits = entity.is(ActorKind::Person)
            && (wanted.is_none() || side == wanted || side.is_none() && phrase.named_side)
            && office_fit(resolver, phrase, entity) > 2;
        match fitting {
            Some(known) if fits && known != mention.entity => return None,
            _ if fits => fitting = Some(mention.entity),
            _ => {}
        }
    }
    fitting
}

/// "the old soldier said": of a person told just before, where the words name no office that could be another's.
fn described(resolver: &Resolver<'_, '_>, phrase: &Phrase<'_, '_>) -> Option<EntityId> {
    let text = resolver.text;
    let article = phrase.before.determiner == Determiner::Definite;
    let office = phrase.office.as_ref().map(|found| found.office.authority);
    let plain = matches!(office, None | Some(Authority::Official | Authority::Observer));
    // "the quartet of ministers" is none of them.
    let several = text.token(phrase.head).children_by(&["prep"]).any(|of| {
        of.lemma() == "of"
            && of.children_by(&["pobj"]).any(|noun| noun.tag == "NNS" && text.office_at(noun.index()).is_some())
    });
    if several
        || !article
        || !plain
        || phrase.plural
        || phrase.side.is_some()
        || !resolver.sources.contains(&phrase.head)
    {
        return None;
    }
    let sentence = text.sentence(phrase.head);
    let heard = resolver.last_read(WINDOW);
    let near = heard.take_while(|mention| text.sentence(mention.head) + 3 > sentence);
    let mut persons = near.filter(|mention| {
        let entity = resolver.entity(mention.entity);
        entity.is(ActorKind::Person) && !text.is_quoted(mention.head)
    });
    persons.next().map(|mention| mention.entity)
}

/// "the American said": a person of that state, told before or not; "the British said": the state.
pub(super) fn national(resolver: &mut Resolver<'_, '_>, head: usize) -> bool {
    let text = resolver.text;
    let Some((range, found)) = text.actor_at(head).filter(|(range, _)| range.end == head + 1) else { return false };
    let article = range.start > 0 && text.word(range.start - 1).eq_ignore_ascii_case("the");
    let kind = matches!(found.name.kind, NameKind::Adjective | NameKind::People);
    if !kind || !article || text.token(head).dep == "amod" {
        return false;
    }
    let whole = range.start - 1..head + 1;
    let state = resolver.known(found.actor);
    if is_one_of_people(text, head) {
        let person = compatriot(resolver, head, state);
        let person = person.unwrap_or_else(|| stranger(resolver, whole.clone(), head, state));
        resolver.mention(whole, head, Form::Noun, person);
        return true;
    }
    let people =
        found.actor.kind == ActorKind::State && text.token(head).dep == "nsubj" && resolver.sources.contains(&head);
    if people {
        resolver.mention(whole, head, Form::Noun, state);
    }
    people
}

/// "the American", "the Pole", "the Frenchman", and not "the French", "the Poles".
fn is_one_of_people(text: &Text<'_>, head: usize) -> bool {
    let word = text.word(head);
    text.token(head).tag != "NNPS" && text.nouns.is_one_of_people(word)
}

/// The person of that state told last, or else the only person told just before of whom no side is told.
fn compatriot(resolver: &Resolver<'_, '_>, head: usize, state: EntityId) -> Option<EntityId> {
    let of_state = resolver.last_heard(|resolver, id| {
        let entity = resolver.entity(id);
        entity.kind.is_person() && !entity.plural && resolver.party_of(id) == Some(state)
    });
    of_state.or_else(|| super::descriptions::only_unplaced(resolver, head))
}

/// Somebody of a state of whom nothing else is told.
fn stranger(resolver: &mut Resolver<'_, '_>, range: Range<usize>, head: usize, state: EntityId) -> EntityId {
    let mut entity = Entity::new(Kind::Actor(ActorKind::Unnamed), resolver.text.doc.slice(range));
    entity.noun = Some(resolver.text.lemma(head));
    entity.definite = true;
    let id = resolver.add_entity(entity);
    resolver.add_side(id, Hold::Nationality, state);
    id
}

/// The one person who, as other reports tell, holds that office for that side.
fn told_elsewhere<'a>(resolver: &mut Resolver<'_, 'a>, phrase: &Phrase<'_, 'a>) -> Option<EntityId> {
    let side = resolver.party_of(phrase.side?)?;
    let wanted = phrase.office.as_ref().filter(|found| found.qualifiers.iter().all(|one| *one != Qualifier::Former))?;
    if phrase.plural || !super::cast::has_one_holder(wanted.office.authority) {
        return None;
    }
    let key = super::cast::as_side(resolver, side)?;
    let (office, authority) = (&wanted.office.name, wanted.authority());
    let words = resolver.cast.holder(&key, office, authority, resolver.text.codebook)?.to_vec();
    if let Some(told) = resolver.person(&words) {
        return Some(told);
    }
    let name = resolver.cast.name_of(&words)?.to_owned();
    let mut entity = Entity::new(Kind::Actor(ActorKind::Person), &name);
    entity.words = words;
    entity.offices.extend(held(resolver, phrase));
    let id = resolver.add_person(entity);
    resolver.add_side(id, Hold::Office, side);
    Some(id)
}

/// Whose "a spokeswoman" is, who comes without more: the body or party that was the last subject.
fn spoken_of(resolver: &Resolver<'_, '_>) -> Option<EntityId> {
    let heard = resolver.last_read(6);
    let bodies = |mention: &&super::resolver::Mention| {
        let kind = resolver.entity(mention.entity).kind;
        matches!(kind, Kind::Actor(kind) if kind.can_be_party()) && resolver.text.token(mention.head).dep == "nsubj"
    };
    let mut heard = heard.filter(bodies);
    heard.next().map(|mention| mention.entity)
}

/// "one of their delegates": someone of those.
fn one_of(resolver: &mut Resolver<'_, '_>, head: usize) -> bool {
    let text = resolver.text;
    if !matches!(text.word(head).to_lowercase().as_str(), "one" | "another" | "some" | "several") {
        return false;
    }
    let of = text.token(head).children_by(&["prep"]).find(|prep| prep.lemma() == "of");
    let Some(noun) = of.and_then(|of| of.children_by(&["pobj"]).next()).map(|noun| noun.index()) else { return false };
    if text.pos(noun) == rapporteur_language::Pos::Pron {
        return one_of_them(resolver, head, noun);
    }
    let Some(office) = text.office_at(noun).filter(|(range, _)| range.end == noun + 1).cloned() else { return false };
    let mut phrase = read(resolver, noun, Some(office));
    phrase.side = side(resolver, &mut phrase);
    let many = text.word(head) != "one";
    phrase = Phrase {
        head,
        core: head..phrase.core.end,
        plural: many,
        before: Before { start: head, determiner: Determiner::Indefinite, ..Before::default() },
        ..phrase
    };
    for at in head + 1..noun + 1 {
        resolver.claimed[at] = true;
    }
    match (!many).then(|| named_beside(resolver, head, noun)).flatten() {
        Some(person) => {
            let held = held(resolver, &phrase).map(|held| Held { name: text.lemma(noun), ..held });
            resolver.entity_mut(person).offices.extend(held);
            phrase.side.into_iter().for_each(|side| resolver.add_side(person, Hold::Office, side));
            resolver.mention(head..phrase.core.end, head, Form::Noun, person);
        }
        None => someone(resolver, &phrase),
    }
    true
}

/// "one of its leaders, Ada Brandt": the person named behind the comma.
fn named_beside(resolver: &Resolver<'_, '_>, head: usize, noun: usize) -> Option<EntityId> {
    let text = resolver.text;
    let beside = [head, noun].into_iter().flat_map(|at| text.token(at).children_by(&["appos"]));
    let names = beside.filter_map(|name| resolver.mention_at(name.index()));
    let mut names = names.filter(|mention| mention.form == Form::Name && text.word(noun + 1) == ",");
    let entity = names.next()?.entity;
    resolver.entity(entity).is(ActorKind::Person).then_some(entity)
}

/// "one of them": someone of those, who say no more of themselves.
fn one_of_them(resolver: &mut Resolver<'_, '_>, head: usize, pronoun: usize) -> bool {
    if !resolver.sources.contains(&head) {
        return false;
    }
    super::pronouns::resolve(resolver, pronoun);
    let those = resolver.mention_at(pronoun).map(|mention| mention.entity);
    let mut entity = Entity::new(Kind::Actor(ActorKind::Unnamed), resolver.text.doc.slice(head..pronoun + 1));
    entity.noun = Some(resolver.text.lemma(head));
    let id = resolver.add_entity(entity);
    if let Some(side) = those.and_then(|those| resolver.party_of(those)) {
        resolver.add_side(id, Hold::Office, side);
    }
    resolver.mention(head..pronoun + 1, head, Form::Noun, id);
    true
}

/// "Another said no", "Both will come": who speaks without a noun is one of those told just before, or those who were told together;
/// `false` where nobody is.
pub(super) fn without_noun(resolver: &mut Resolver<'_, '_>, head: usize) -> bool {
    let text = resolver.text;
    let token = text.token(head);
    let Some(bare) = text.nouns.without_noun(text.word(head)) else { return false };
    let of = token.children_by(&["prep"]).any(|child| child.lemma() == "of");
    if token.dep != "nsubj" || !resolver.sources.contains(&head) || text.is_quoted(head) || of {
        return false;
    }
    let article = head > 0 && matches!(text.word(head - 1).to_lowercase().as_str(), "a" | "the");
    let start = head - usize::from(article);
    match bare {
        Bare::All if super::groups::all_told(resolver, head, text.word(head).eq_ignore_ascii_case("both")) => {
            return true;
        }
        Bare::Next if !article => return false,
        _ => {}
    }
    let several = matches!(bare, Bare::One | Bare::Several | Bare::All);
    let Some(those) = people_before(resolver, head, several) else { return false };
    if bare == Bare::All {
        resolver.mention(start..head + 1, head, Form::Noun, those);
        return true;
    }
    let range = start..head + 1;
    let mut entity = Entity::new(Kind::Actor(ActorKind::Unnamed), text.doc.slice(range.clone()));
    entity.plural = bare == Bare::Several;
    entity.noun = Some(text.lemma(head));
    let id = resolver.add_entity(entity);
    if let Some(side) = resolver.party_of(those) {
        resolver.add_side(id, Hold::Office, side);
    }
    resolver.mention(range, head, Form::Noun, id);
    true
}

/// Those without names whom the text told just before a token; only `several` or one as well.
fn people_before(resolver: &Resolver<'_, '_>, head: usize, several: bool) -> Option<EntityId> {
    let text = resolver.text;
    let near = resolver.last_read(WINDOW).take_while(|mention| text.sentence(mention.head) + 3 > text.sentence(head));
    let mut people = near.filter(|mention| {
        let entity = resolver.entity(mention.entity);
        let nameless = entity.is(ActorKind::Unnamed) || entity.is(ActorKind::Group);
        nameless && (entity.plural || !several) && !text.is_quoted(mention.head)
    });
    people.next().map(|mention| mention.entity)
}

/// "someone in the union’s leadership": someone new, of whom only the side is told.
pub(super) fn somebody(resolver: &mut Resolver<'_, '_>, head: usize) {
    let mut phrase = read(resolver, head, None);
    phrase.before.determiner = Determiner::Indefinite;
    phrase.side = side(resolver, &mut phrase);
    someone(resolver, &phrase);
}

/// The same mention without its complements, with the first of them alone, and with the clause that goes on after a comma.
fn other_lengths(text: &Text<'_>, phrase: &Phrase<'_, '_>, range: &Range<usize>) -> Vec<String> {
    let clauses = text.token(phrase.head).children_by(&["relcl", "acl"]);
    let longest = clauses.last().map(|clause| clause.right_edge() + 1).filter(|end| *end > range.end);
    let goes_on = |at: &usize| {
        let token = text.token(*at);
        token.dep == "prep" || matches!(token.tag, "WP" | "WDT" | "WP$") || matches!(token.dep, "acl" | "relcl")
    };
    let shorter = (phrase.core.end + 1..range.end).filter(goes_on).take(MOST_LENGTHS);
    let ends = std::iter::once(phrase.core.end).chain(shorter).chain(longest);
    let forms = ends.map(|end| text.doc.slice(range.start..end).trim_end_matches([',', '.', ' ']).to_owned());
    let name = text.doc.slice(range.clone());
    let mut all: Vec<String> = forms.filter(|form| form != name && !form.contains('\n')).collect();
    all.dedup();
    all
}

/// How many of the lengths that a mention could be cut to are given.
const MOST_LENGTHS: usize = 3;

pub(super) fn held<'a>(resolver: &Resolver<'_, 'a>, phrase: &Phrase<'_, 'a>) -> Option<Held<'a>> {
    let found = phrase.office.as_ref()?;
    let former = found.qualifiers.contains(&Qualifier::Former);
    Some(Held {
        name: resolver.text.doc.slice(phrase.core.clone()).to_lowercase(),
        authority: found.authority(),
        office: Some(found.office),
        sector: found.sectors().first().map(|sector| sector.code()),
        hold: if former { Hold::Former } else { Hold::Office },
    })
}

/// The person told before whom the noun fits best: by office and side, then by nearness.
fn told_before(resolver: &Resolver<'_, '_>, phrase: &Phrase<'_, '_>) -> Option<EntityId> {
    let wanted = phrase.side.and_then(|side| resolver.party_of(side));
    let mut best: Option<(u32, EntityId)> = None;
    let mut seen = std::collections::BTreeSet::new();
    for number in resolver.heard.iter().rev().take(WINDOW) {
        let Some(mention) = resolver.mentions.get(*number as usize) else { continue };
        let id = mention.entity;
        if !seen.insert(id) || Some(id) == phrase.side {
            continue;
        }
        let entity = resolver.entity(id);
        if !entity.kind.is_person() || entity.plural != phrase.plural {
            continue;
        }
        let fit = office_fit(resolver, phrase, entity);
        let stranger = |side: &EntityId| wanted.is_none() && entity.sides.iter().all(|(_, own)| own != side);
        if phrase.before.possessor && phrase.side.as_ref().is_some_and(stranger) {
            continue;
        }
        let side = resolver.party_of(id);
        if fit == 0 || wanted.is_some() && side.is_some() && wanted != side {
            continue;
        }
        // "the Kenyan minister" is no president of whom nobody knows whose.
        if phrase.named_side && side.is_none() && fit < 2 {
            continue;
        }
        let fit = fit * 2 + u32::from(wanted.is_some() && wanted == side);
        if best.is_none_or(|(known, _)| fit > known) {
            best = Some((fit, id));
        }
    }
    best.map(|(_, id)| id)
}

/// How well an office noun fits someone: 0 not at all, 3 by the same words.
pub(super) fn office_fit(resolver: &Resolver<'_, '_>, phrase: &Phrase<'_, '_>, entity: &Entity<'_>) -> u32 {
    let lemma = resolver.text.lemma(phrase.head);
    if entity.noun.as_deref() == Some(lemma.as_str()) {
        return 3;
    }
    let Some(wanted) = &phrase.office else { return 0 };
    let of = |held: &Held<'_>| {
        let same = held.office.is_some_and(|office| office.name == wanted.office.name);
        let last = held.name.rsplit(' ').next() == Some(lemma.as_str());
        let right = held.authority == wanted.office.authority;
        let open = matches!(
            wanted.office.authority,
            Authority::Principal | Authority::Negotiator | Authority::Minister | Authority::Spokesperson
        );
        // The rows of lower offices hold many that are not one: a mayor is no governor.
        match (same && open, last, right && open) {
            (true, true, _) => 3,
            (true, ..) | (_, true, _) => 2,
            (.., true) => 1,
            _ => 0,
        }
    };
    entity.offices.iter().filter(|held| held.hold != Hold::Former).map(of).max().unwrap_or_default()
}

/// The holder of an office that only one has, where the report names no one: by the codebook, at the report's date.
fn holder<'a>(resolver: &mut Resolver<'_, 'a>, phrase: &Phrase<'_, 'a>) -> Option<EntityId> {
    let found = phrase.office.as_ref().filter(|found| found.qualifiers.is_empty())?;
    let side = resolver.party_of(phrase.side?)?;
    let party = resolver.entity(side).entry?;
    let authority = found.office.authority;
    if phrase.plural || !matches!(authority, Authority::Principal | Authority::Minister) {
        return None;
    }
    let published = resolver.text.published?;
    let holders = resolver.text.codebook.holders(&party.id, authority, Some(published));
    let named = |office: &str| office.to_lowercase() == found.office.name;
    let mut fitting = holders
        .into_iter()
        .filter(|person| person.office_on(Some(published)).is_some_and(|tenure| named(&tenure.office)));
    let person = fitting.next().filter(|_| fitting.next().is_none())?;
    let words: Vec<String> = person.name.to_lowercase().split(' ').map(str::to_owned).collect();
    if let Some(told) = resolver.person(&words) {
        return Some(told);
    }
    let mut entity = Entity::new(Kind::Actor(ActorKind::Person), &person.name);
    entity.words = words;
    entity.pronoun = person.pronoun;
    entity.offices.extend(held(resolver, phrase));
    let id = resolver.add_person(entity);
    resolver.add_side(id, Hold::Office, side);
    Some(id)
}

/// A noun that means a party, a body or an outlet.
fn body<'a>(resolver: &mut Resolver<'_, 'a>, phrase: &Phrase<'_, 'a>, nouns: &[Noun], lemma: &str) {
    // "the BASIC countries", "the ELN rebels": the bloc, the group.
    let itself = phrase.side.filter(|side| {
        let entity = resolver.entity(*side);
        let bloc = entity.is(ActorKind::Bloc) && nouns.iter().any(|noun| matches!(noun, Noun::Country | Noun::Bloc));
        bloc || entity.is(ActorKind::ArmedGroup)
            && nouns.first() == Some(&Noun::Force)
            && lemma != "group"
            && lemma != "front"
    });
    if let Some(itself) = itself {
        return resolver.mention(phrase.before.start..phrase.core.end, phrase.head, Form::Noun, itself);
    }
    if let Some((start, members)) = super::groups::sides_of(resolver, phrase).filter(|_| phrase.plural) {
        // "delegations from Norland and Sudmark"
        let range = phrase::whole(resolver.text, start, phrase.head);
        return super::groups::group(resolver, range, phrase.head, members);
    }
    let definite = phrase.before.determiner != Determiner::Indefinite;
    // "the fishermen's union" is no union of states told before: somebody else's.
    let own = definite && !(phrase.before.possessor && phrase.side.is_none());
    let by_article = phrase.before.determiner == Determiner::Definite && phrase.before.start + 2 == phrase.core.end;
    if let Some(named) = (by_article && !phrase.plural).then(|| named_so(resolver, lemma)).flatten() {
        return resolver.mention(phrase.before.start..phrase.core.end, phrase.head, Form::Noun, named);
    }
    if super::rebels::resolve(resolver, phrase, lemma) {
        return;
    }
    for noun in nouns {
        let found = match noun {
            Noun::Government if !phrase.plural || lemma == "authority" => government(resolver, phrase),
            Noun::Institution if definite => {
                let found = super::institutions::institution(resolver, phrase, lemma);
                if let Some(id) = found {
                    let range = super::institutions::whole(resolver.text, phrase);
                    return resolver.mention(range, phrase.head, Form::Noun, id);
                }
                None
            }
            Noun::Force if definite && !is_state_force(resolver, phrase, lemma) => {
                fitting_before(resolver, phrase, |entity| entity.is_rebel_group())
            }
            Noun::Bloc if own && !phrase.plural => kind_before(resolver, phrase, ActorKind::Bloc),
            Noun::Company if definite && !phrase.plural && lemma == "group" => {
                several_before(resolver, phrase).or_else(|| told_body(resolver, phrase, is_group_of_companies))
            }
            Noun::Company if definite && !phrase.plural => told_body(resolver, phrase, Entity::is_company),
            Noun::Union if definite && !phrase.plural => told_body(resolver, phrase, Entity::is_union)
                .or_else(|| only_ahead(resolver, phrase.head, |id| resolver.entity(id).is_union())),
            Noun::Organisation if own && !phrase.plural => kind_before(resolver, phrase, ActorKind::Organisation),
            Noun::Country
                if matches!(phrase.before.determiner, Determiner::Definite | Determiner::Possessive)
                    && !phrase.plural =>
            {
                country(resolver, phrase, lemma)
            }
            Noun::Outlet if !phrase.plural => outlet(resolver, phrase, definite),
            _ => None,
        };
        if let Some(id) = found {
            return resolver.mention(phrase.before.start..phrase.core.end, phrase.head, Form::Noun, id);
        }
    }
    if phrase.plural {
        return super::groups::people(resolver, phrase.before.start, phrase.head, phrase.side);
    }
    let speaks = nouns
        .iter()
        .any(|noun| matches!(noun, Noun::Union | Noun::Company | Noun::Organisation | Noun::Force | Noun::Bloc));
    if speaks && definite && resolver.sources.contains(&phrase.head) {
        let id = nameless(resolver, phrase, kind_by_noun(nouns), lemma);
        resolver.mention(phrase.before.start..phrase.core.end, phrase.head, Form::Noun, id);
    }
}

/// "government forces", "Norse forces": a state's, not those in arms against it.
fn is_state_force(resolver: &Resolver<'_, '_>, phrase: &Phrase<'_, '_>, lemma: &str) -> bool {
    lemma == "force" && phrase.plural && phrase.side.is_some_and(|side| resolver.entity(side).is(ActorKind::State))
}

/// "Norland's biggest union", "Norse rebels": a body that acts without having been told by name.
pub(super) fn nameless(
    resolver: &mut Resolver<'_, '_>,
    phrase: &Phrase<'_, '_>,
    kind: ActorKind,
    lemma: &str,
) -> EntityId {
    let start = super::institutions::first_word(resolver, phrase);
    let mut entity = Entity::new(Kind::Actor(kind), resolver.text.doc.slice(start..phrase.core.end));
    entity.noun = Some(lemma.to_owned());
    entity.plural = phrase.plural;
    resolver.add_entity(entity)
}

/// What a body without a name is, by its noun.
fn kind_by_noun(nouns: &[Noun]) -> ActorKind {
    if nouns.contains(&Noun::Force) && !nouns.contains(&Noun::Company) {
        ActorKind::ArmedGroup
    } else if nouns.first() == Some(&Noun::Bloc) {
        ActorKind::Bloc
    } else {
        ActorKind::Organisation
    }
}

/// "the union", "the fund": the body told last whose name ends or begins with that noun.
fn named_so(resolver: &Resolver<'_, '_>, lemma: &str) -> Option<EntityId> {
    let has_noun = |name: &str| {
        let mut words = name.split(' ');
        let first = words.next();
        let last = words.next_back();
        last.is_some() && [first, last].into_iter().flatten().any(|word| word.to_lowercase() == lemma)
    };
    resolver.last_heard(|resolver, id| {
        let entity = resolver.entity(id);
        let acts = matches!(entity.kind, Kind::Actor(kind) if kind.can_be_party() && kind != ActorKind::State);
        let named = has_noun(&entity.name)
            || entity.entry.is_some_and(|entry| entry.names.iter().any(|name| has_noun(&name.text)));
        // "the army" is the state's that the rebels fight, though they call themselves one.
        let rebels = entity.is_rebel_group() && matches!(lemma, "army" | "forces");
        acts && entity.noun.is_none() && named && !rebels
    })
}

fn government(resolver: &mut Resolver<'_, '_>, phrase: &Phrase<'_, '_>) -> Option<EntityId> {
    let side = phrase.side.and_then(|side| resolver.party_of(side).or(Some(side)));
    let definite = phrase.before.determiner == Determiner::Definite;
    if side.is_some() || !definite {
        return side;
    }
    resolver.the_government(phrase.head)
}

fn told_body<'a>(
    resolver: &Resolver<'_, 'a>,
    phrase: &Phrase<'_, 'a>,
    fits: impl Fn(&Entity<'a>) -> bool,
) -> Option<EntityId> {
    let own = phrase.side.filter(|side| fits(resolver.entity(*side)));
    own.or_else(|| resolver.last_heard(|resolver, id| fits(resolver.entity(id))))
}

/// "Their union said no. … the Dock Workers' Union": the only one of that kind that is named later.
pub(super) fn only_ahead(resolver: &Resolver<'_, '_>, at: usize, fits: impl Fn(EntityId) -> bool) -> Option<EntityId> {
    let mut ahead = resolver.names_after(at).map(|mention| mention.entity).filter(|id| fits(*id));
    let first = ahead.next()?;
    ahead.all(|id| id == first).then_some(first)
}

/// "More than 30 countries objected. … the group said": those told together shortly before.
fn several_before(resolver: &Resolver<'_, '_>, phrase: &Phrase<'_, '_>) -> Option<EntityId> {
    let text = resolver.text;
    let sentence = text.sentence(phrase.head);
    let heard = resolver.last_read(WINDOW);
    let near = heard.take_while(|mention| text.sentence(mention.head) + 2 >= sentence);
    let mut several = near.filter(|mention| {
        let entity = resolver.entity(mention.entity);
        entity.is(ActorKind::Group)
            && entity.members.is_empty()
            && entity.side().is_none()
            && !text.is_quoted(mention.head)
    });
    several.next().map(|mention| mention.entity)
}

/// A firm that calls itself a group.
fn is_group_of_companies(entity: &Entity<'_>) -> bool {
    entity.is_company()
        && entity.name.split(' ').any(|word| matches!(word, "Group" | "Holdings" | "Inc" | "Corp" | "Co"))
}

fn kind_before(resolver: &mut Resolver<'_, '_>, phrase: &Phrase<'_, '_>, kind: ActorKind) -> Option<EntityId> {
    fitting_before(resolver, phrase, |entity| entity.is(kind))
}

fn fitting_before(
    resolver: &mut Resolver<'_, '_>,
    phrase: &Phrase<'_, '_>,
    fits: impl Fn(&Entity<'_>) -> bool,
) -> Option<EntityId> {
    if phrase.side.is_some_and(|side| fits(resolver.entity(side))) {
        return phrase.side;
    }
    let wanted = phrase.side;
    resolver.last_heard(|resolver, id| {
        fits(resolver.entity(id))
            && (wanted.is_none() || resolver.entity(id).side().is_none_or(|side| Some(side) == wanted))
    })
}

/// "the paper": the outlet told last; "Norland's state television": one of its own.
fn outlet(resolver: &mut Resolver<'_, '_>, phrase: &Phrase<'_, '_>, definite: bool) -> Option<EntityId> {
    if phrase.side.is_none() {
        return definite.then(|| kind_before(resolver, phrase, ActorKind::Outlet)).flatten();
    }
    let name = resolver.text.doc.slice(super::institutions::first_word(resolver, phrase)..phrase.core.end);
    let mut entity = Entity::new(Kind::Actor(ActorKind::Outlet), name);
    entity.noun = Some(resolver.text.lemma(phrase.head));
    Some(resolver.add_entity(entity))
}

/// "the country": the state told last, and for "the kingdom" one that calls itself so.
fn country(resolver: &mut Resolver<'_, '_>, phrase: &Phrase<'_, '_>, lemma: &str) -> Option<EntityId> {
    // "his country": the speaker's.
    if phrase.before.determiner == Determiner::Possessive {
        let side = phrase.side.and_then(|side| resolver.party_of(side));
        return side.filter(|side| resolver.entity(*side).is(ActorKind::State));
    }
    let calls_itself = |entity: &Entity<'_>| {
        matches!(lemma, "country" | "nation" | "state")
            || entity.entry.is_some_and(|entry| entry.names.iter().any(|name| name.text.to_lowercase().contains(lemma)))
    };
    resolver.last_heard(|resolver, id| resolver.entity(id).is(ActorKind::State) && calls_itself(resolver.entity(id)))
}
