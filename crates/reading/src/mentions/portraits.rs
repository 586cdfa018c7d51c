//! What the report says of a person beside the name: title, office, whose.
//!
//! ```text
//! Putin aide Yuri Ushakov                     before the name
//! Ada Brandt, the rebels' chief delegate,     in apposition, on either side
//! Ada Brandt, who leads the insurgent team    in a relative clause
//! Ada Brandt of the rebel delegation          in a complement
//! Ada Brandt is the president's envoy         as a predicate
//! ```

use std::ops::Range;

use rapporteur_language::TokenRef;
use rapporteur_record::Authority;
use rapporteur_record::codebook::{Holder, Number, OfficeMatch, Qualifier};

use super::entities::{EntityId, Held, Hold};
use super::nouns::Noun;
use super::phrase::{self, Owner};
use super::resolver::{Form, Resolver};
use super::text::Text;

/// Reads what stands around one mention of a person's name.
pub(super) fn read(resolver: &mut Resolver<'_, '_>, range: &Range<usize>, person: EntityId) {
    before_name(resolver, range, person);
    for noun in appositions(resolver, range, person) {
        describe(resolver, noun, person);
    }
    relative_clause(resolver, range, person);
    led_by(resolver, range, person);
    predicate(resolver, range, person);
    if let Some(side) = super::behalf::represented(resolver, range) {
        resolver.add_side(person, Hold::Occasion, side);
    }
    if let Some((side, delegate)) = origin(resolver, range) {
        let offices = &mut resolver.entity_mut(person).offices;
        offices.extend(delegate.filter(|delegate| !offices.contains(delegate)).into_iter().collect::<Vec<_>>());
        resolver.add_side(person, Hold::Nationality, side);
    }
}

fn before_name<'t, 'a>(resolver: &mut Resolver<'t, 'a>, range: &Range<usize>, person: EntityId) {
    let before = resolver.before(range.start);
    if let Some(pronoun) = before.title.flatten() {
        resolver.entity_mut(person).pronoun = Some(pronoun);
    }
    for at in before.start..range.start {
        resolver.claimed[at] = true;
    }
    if before.title.is_some() || !before.offices.is_empty() && before.owners.is_empty() {
        let text = resolver.text;
        let article = matches!(text.word(before.start).to_lowercase().as_str(), "the" | "a" | "an");
        let whole = text.doc.slice(before.start + usize::from(article)..range.end).to_owned();
        let entity = resolver.entity_mut(person);
        if whole.len() < 80 && !whole.contains('\n') && !entity.aliases.contains(&whole) {
            entity.aliases.push(whole);
        }
    }
    for (office_range, found) in &before.offices {
        hold_office(resolver, office_range, found, person);
    }
    let former = before.offices.iter().any(|(_, found)| found.qualifiers.contains(&Qualifier::Former));
    let hold = match before.offices.is_empty() {
        true => Hold::Nationality,
        false if former => Hold::Former,
        false => Hold::Office,
    };
    for owner in before.owners.into_iter().take(1) {
        if let Some(side) = resolver.owner(owner) {
            let hold = resolver.hold_by(&owner, hold);
            resolver.add_side(person, hold, side);
        }
    }
}

/// Notes an office that someone holds, with whose it is where its own words say so ("UN envoy").
pub(super) fn hold_office<'a>(
    resolver: &mut Resolver<'_, 'a>,
    range: &Range<usize>,
    found: &OfficeMatch<'a>,
    person: EntityId,
) {
    let former = found.qualifiers.contains(&Qualifier::Former);
    let hold = if former { Hold::Former } else { Hold::Office };
    let text = resolver.text;
    // "ambassador to the UN": sent there, not of it.
    let own = range.clone().take_while(|at| text.word(*at) != "to");
    let within = own.clone().find_map(|at| text.actor_at(at));
    let owner = within.map(Owner::Known).or_else(|| {
        let noun = |at: usize| phrase::party_noun(text, at).map(|noun| Owner::Noun(at, noun));
        own.filter(|at| at + 1 < range.end).find_map(noun)
    });
    // "COP30 President Ada Brandt": of the body that the report calls so.
    let body = owner.is_none().then(|| resolver.body_called(text.word(range.start))).flatten();
    body.into_iter().for_each(|side| resolver.add_side(person, hold, side));
    if let Some((side, owner)) = owner.and_then(|owner| Some((resolver.owner(owner)?, owner))) {
        let hold = resolver.hold_by(&owner, hold);
        resolver.add_side(person, hold, side);
    }
    let force =
        found.office.of == Some(Holder::Force) && matches!(text.word(range.start), "top" | "supreme" | "overall");
    let held = Held {
        name: text.doc.slice(range.clone()).to_lowercase(),
        authority: if force { Authority::Principal } else { found.authority() },
        office: Some(found.office),
        sector: found.sectors().first().map(|sector| sector.code()),
        hold,
    };
    let entity = resolver.entity_mut(person);
    if let Some(pronoun) = found.office.pronoun {
        entity.pronoun = entity.pronoun.or(Some(pronoun));
    }
    if !entity.offices.contains(&held) {
        entity.offices.push(held);
    }
}

/// Lets a noun that is said of someone tell its office and side, and mean that person.
fn describe(resolver: &mut Resolver<'_, '_>, noun: usize, person: EntityId) {
    let text = resolver.text;
    let office = text.office_at(noun);
    let core = office.map_or(noun..noun + 1, |(range, _)| range.clone());
    if office.is_some_and(|(_, found)| found.number == Number::Plural) {
        return;
    }
    let before = resolver.before(core.start);
    if let Some((range, found)) = office {
        hold_office(resolver, range, found, person);
    }
    super::descriptions::same_office(resolver, noun, &before, person);
    let former = office.is_some_and(|(_, found)| found.qualifiers.contains(&Qualifier::Former));
    let to = office.is_some_and(|(_, found)| found.office.authority == Authority::Aide);
    let owners =
        before.owners.into_iter().chain(phrase::complements(text, core.clone(), to).into_iter().map(Owner::Phrase));
    let heads = core.len() == 1
        && matches!(
            text.lemma(noun).as_str(),
            "chair" | "head" | "leader" | "chairman" | "chairwoman" | "chairperson" | "coordinator" | "president"
        );
    let hold = match (former, heads) {
        (true, _) => Hold::Former,
        (false, true) => Hold::Heads,
        (false, false) => Hold::Office,
    };
    // Whoever is somebody's counterpart is not on the same side.
    let opposite = super::descriptions::is_opposite(&text.lemma(noun));
    let from = super::descriptions::comes_from(text, noun);
    for owner in from.into_iter().chain(owners).filter(|owner| !opposite || matches!(owner, Owner::Known(_))) {
        // Whose "its spokesperson in Norville" is, is known when the text is read from left to right.
        if resolver.is_open(&owner) {
            break;
        }
        if let Some(side) = resolver.owner(owner) {
            let hold = resolver.hold_by(&owner, hold);
            resolver.add_side(person, hold, side);
            let led =
                resolver.entity(side).is(rapporteur_record::ActorKind::Bloc) || resolver.entity(side).has_leader();
            if heads && led {
                let held = leads(resolver, noun, side);
                let offices = &mut resolver.entity_mut(person).offices;
                if !offices.contains(&held) {
                    offices.push(held);
                }
            }
            break;
        }
    }
    for at in before.start..core.end {
        resolver.claimed[at] = true;
    }
    if resolver.mention_of[noun].is_none() {
        resolver.mention(before.start..core.end, noun, Form::Noun, person);
    }
}

/// Nouns in apposition with a name, on either side of it.
fn appositions(resolver: &Resolver<'_, '_>, range: &Range<usize>, person: EntityId) -> Vec<usize> {
    let text = resolver.text;
    let tells = |noun: usize| {
        let personal = text.office_at(noun).is_some() || text.nouns.of(&text.lemma(noun)).contains(&Noun::Person);
        let own = resolver.mention_at(noun).is_some_and(|mention| mention.entity == person);
        personal && !range.contains(&noun) && (own || !resolver.claimed[noun])
    };
    let mut found: Vec<usize> = Vec::new();
    for at in range.clone() {
        let token = text.token(at);
        let below = token.children_by(&["appos"]).map(TokenRef::index);
        let above = (token.dep == "appos").then(|| token.head_token().index());
        found.extend(below.chain(above).chain(served(token)));
    }
    found.extend(after_comma(resolver, range));
    found.extend(ahead_of_comma(resolver, range));
    found = found.into_iter().map(|noun| office_head(text, noun)).filter(|&noun| tells(noun)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Of "the head of the mission" the head, whichever of the office's words was found.
fn office_head(text: &Text<'_>, noun: usize) -> usize {
    let Some((office, _)) = text.office_at(noun) else { return noun };
    let preposition = office.clone().skip(1).find(|at| text.pos(*at) == rapporteur_language::Pos::Adp);
    preposition.map_or_else(|| super::people::head_of(text, office), |at| at - 1)
}

/// "An aide to Peter Oduya, Ada Brandt, said", "the envoy for the islands, Ada Brandt": the parse takes her for a name of his, or of
/// the islands.
fn served(token: TokenRef<'_>) -> Option<usize> {
    let other = (token.dep == "appos").then(|| token.head_token())?;
    let preposition = (other.dep == "pobj")
        .then(|| other.head_token())
        .filter(|one| matches!(one.lemma(), "to" | "of" | "for" | "on" | "in" | "from"))?;
    (preposition.dep == "prep").then(|| preposition.head_token().index())
}

/// How far from its name an office in apposition may end.
const REACH: usize = 9;

/// "Ada Brandt, the rebels' chief delegate, said": by the marks alone, where the parse sees something else.
fn after_comma(resolver: &Resolver<'_, '_>, range: &Range<usize>) -> Option<usize> {
    let text = resolver.text;
    if !matches!(text.word(range.end), "," | "–" | "—") {
        return None;
    }
    let first = range.end + 1;
    let opens =
        matches!(text.word(first).to_lowercase().as_str(), "the" | "a" | "an" | "its" | "his" | "her" | "their")
            || text.office_at(first).is_some()
            || text.actor_at(first).is_some();
    if !opens {
        return None;
    }
    let mut at = first;
    while at < (first + REACH).min(text.len()) {
        if let Some((office, found)) = text.office_at(at) {
            let next = text.word(office.end);
            let closes = matches!(
                next,
                "," | "." | ")" | "–" | "—" | ";" | "of" | "for" | "in" | "to" | "at" | "who" | "and" | "\n\n"
            ) || text.pos(office.end) == rapporteur_language::Pos::Space;
            let verb = text.token(office.end - 1).dep == "nsubj" && next != ",";
            return (closes && !verb && found.number == Number::Singular).then_some(office.end - 1);
        }
        let goes_on = text.actor_at(at).is_some()
            || text.is_possessive_mark(at)
            || matches!(
                text.pos(at),
                rapporteur_language::Pos::Adj
                    | rapporteur_language::Pos::Det
                    | rapporteur_language::Pos::Noun
                    | rapporteur_language::Pos::Propn
                    | rapporteur_language::Pos::Pron
            )
            || text.word(at) == "-";
        if !goes_on {
            return None;
        }
        at += 1;
    }
    None
}

/// "its chief negotiator, Ada Brandt, said".
fn ahead_of_comma(resolver: &Resolver<'_, '_>, range: &Range<usize>) -> Option<usize> {
    let text = resolver.text;
    let mut start = range.start;
    // "its chair, Kenya's Ada Brandt"
    start = resolver.before(start).start.min(start);
    let comma = start.checked_sub(1).filter(|&at| text.word(at) == ",")?;
    let (office, found) = text.office_at(comma.checked_sub(1)?)?;
    let ends = office.end == comma && found.number == Number::Singular;
    let before = resolver.before(office.start);
    let determined = before.determiner != phrase::Determiner::None
        && before.determiner != phrase::Determiner::Indefinite
        || !before.owners.is_empty();
    let listed = text.word(range.end) == "and";
    (ends && determined && !listed).then_some(office.end - 1)
}

/// "who leads the insurgent team", "who chairs the group".
fn relative_clause(resolver: &mut Resolver<'_, '_>, range: &Range<usize>, person: EntityId) {
    let text = resolver.text;
    let mut verbs: Vec<usize> = Vec::new();
    for at in range.clone().chain(appositions(resolver, range, person)) {
        verbs.extend(text.token(at).children_by(&["relcl", "acl"]).map(TokenRef::index));
    }
    // The clause may hang on the noun in apposition: "the Malawian who heads the group".
    for at in range.end..(range.end + REACH).min(text.len()) {
        if text.word(at) == "who" && text.token(at).dep == "nsubj" {
            let between = (range.end..at).all(|other| {
                !matches!(text.pos(other), rapporteur_language::Pos::Verb | rapporteur_language::Pos::Aux)
                    && text.word(other) != "."
            });
            verbs.extend(between.then(|| text.token(at).head_token().index()));
        }
    }
    for verb in verbs {
        let token = text.token(verb);
        if let Some(side) = own_party(resolver, verb) {
            resolver.add_side(person, Hold::Office, side);
            continue;
        }
        if let Some((side, hold, held)) = speaks_for(resolver, verb) {
            resolver.add_side(person, hold, side);
            let offices = &mut resolver.entity_mut(person).offices;
            if !offices.contains(&held) {
                offices.push(held);
            }
            continue;
        }
        if !matches!(token.lemma(), "lead" | "head" | "chair" | "represent" | "run" | "command") {
            continue;
        }
        let Some(object) = token.children_by(&["dobj"]).next().map(TokenRef::index) else { continue };
        if let Some(side) = resolver.owner(Owner::Phrase(object)) {
            let hold = resolver.hold_by(&Owner::Phrase(object), Hold::Heads);
            let named = resolver.before(object).owners.iter().any(|owner| matches!(owner, Owner::Known(_)));
            resolver.add_side(person, if named { Hold::Heads } else { hold }, side);
            let held = leads(resolver, object, side);
            let offices = &mut resolver.entity_mut(person).offices;
            if !offices.contains(&held) {
                offices.push(held);
            }
        }
    }
}

/// "Ada Brandt, whose Liberals came first": a party, told by name.
fn own_party(resolver: &Resolver<'_, '_>, verb: usize) -> Option<EntityId> {
    let text = resolver.text;
    let subject = text.token(verb).children_by(&["nsubj", "nsubjpass"]).next()?;
    let whose = text.few_children(subject).any(|child| child.text() == "whose");
    let mention = resolver.mention_at(subject.index()).filter(|mention| whose && mention.form == Form::Name)?;
    resolver.entity(mention.entity).has_leader().then_some(mention.entity)
}

/// "a rebel delegation headed by Ada Brandt": the person leads it, and is on its side.
fn led_by(resolver: &mut Resolver<'_, '_>, range: &Range<usize>, person: EntityId) {
    let text = resolver.text;
    let token = text.token(super::people::head_of(text, range));
    let by = token.head_token();
    let verb = by.head_token();
    let led = token.dep == "pobj"
        && by.dep == "agent"
        && verb.dep == "acl"
        && matches!(verb.lemma(), "lead" | "head" | "chair" | "command" | "represent");
    if !led {
        return;
    }
    let object = verb.head_token().index();
    if let Some(side) = resolver.owner(Owner::Phrase(object)) {
        let hold = resolver.hold_by(&Owner::Phrase(object), Hold::Heads);
        // "a Norse delegation" has no name, and its side is told by one all the same.
        let named = resolver.before(object).owners.iter().any(|owner| matches!(owner, Owner::Known(_)));
        resolver.add_side(person, if named { Hold::Office } else { hold }, side);
        let held = leads(resolver, object, side);
        let offices = &mut resolver.entity_mut(person).offices;
        if !offices.contains(&held) {
            offices.push(held);
        }
    }
}

/// "who speaks for the rebels", "who negotiates for the employer": whose voice, and with what right.
fn speaks_for<'a>(resolver: &mut Resolver<'_, 'a>, verb: usize) -> Option<(EntityId, Hold, Held<'a>)> {
    let text = resolver.text;
    let token = text.token(verb);
    let (name, authority) = match token.lemma() {
        "speak" => ("spokesperson", Authority::Spokesperson),
        "negotiate" | "lead" | "bargain" => ("negotiator", Authority::Negotiator),
        _ => return None,
    };
    let prep = text.few_children(token).find(|child| child.dep == "prep" && child.lemma() == "for")?;
    let object = prep.children_by(&["pobj"]).next()?.index();
    let side = resolver.owner(Owner::Phrase(object))?;
    let hold = resolver.hold_by(&Owner::Phrase(object), Hold::Office);
    Some((side, hold, Held { name: name.to_owned(), authority, office: None, sector: None, hold: Hold::Office }))
}

/// The right of whoever leads that body.
fn leads<'a>(resolver: &Resolver<'_, 'a>, object: usize, side: EntityId) -> Held<'a> {
    use rapporteur_record::ActorKind;
    let lemma = resolver.text.lemma(object);
    let entity = resolver.entity(side);
    let (name, authority) = if matches!(lemma.as_str(), "team" | "delegation" | "negotiation" | "talk") {
        ("head of delegation", Authority::Negotiator)
    } else if entity.is(ActorKind::Bloc) {
        // Whoever chairs a group of states at a conference negotiates for it.
        ("chair", Authority::Negotiator)
    } else if matches!(lemma.as_str(), "mission" | "office" | "department" | "agency") {
        ("head", Authority::Official)
    } else if entity.is(ActorKind::ArmedGroup) || entity.has_leader() {
        ("leader", Authority::Principal)
    } else {
        ("head", Authority::Official)
    };
    Held { name: name.to_owned(), authority, office: None, sector: None, hold: Hold::Heads }
}

/// "Ada Brandt is the president's envoy"; "became the government's chief negotiator".
fn predicate(resolver: &mut Resolver<'_, '_>, range: &Range<usize>, person: EntityId) {
    let text = resolver.text;
    let head = super::people::head_of(text, range);
    let token = text.token(head);
    let mut verbs = Vec::new();
    if token.dep == "nsubj" {
        verbs.push(token.head_token());
    }
    verbs.extend(token.children_by(&["relcl"]));
    for verb in verbs {
        if !matches!(verb.lemma(), "be" | "become" | "remain") || text.is_quoted(verb.index()) {
            continue;
        }
        if text.few_children(verb).any(|child| child.dep == "neg") {
            continue;
        }
        let noun = text.few_children(verb).find(|child| child.dep == "attr").map(TokenRef::index);
        let together = noun.into_iter().flat_map(|noun| text.token(noun).children_by(&["conj"]).map(TokenRef::index));
        for noun in noun.into_iter().chain(together).filter(|&noun| text.office_at(noun).is_some()) {
            describe(resolver, noun, person);
        }
    }
}

/// "Cedric Schuster of Samoa", "Ada Brandt of the rebel delegation", "the Ugandan".
fn origin<'a>(resolver: &mut Resolver<'_, 'a>, range: &Range<usize>) -> Option<(EntityId, Option<Held<'a>>)> {
    let text = resolver.text;
    if text.word(range.end) != "of" {
        return None;
    }
    let of = text.token(range.end);
    let object = of.children_by(&["pobj"]).next()?.index();
    let negotiates = matches!(text.lemma(object).as_str(), "delegation" | "team");
    let delegate = negotiates.then(|| Held {
        name: "delegate".to_owned(),
        authority: Authority::Negotiator,
        office: None,
        sector: None,
        hold: Hold::Office,
    });
    Some((resolver.side_of_phrase(object, 0)?, delegate))
}
