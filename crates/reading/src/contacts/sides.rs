//! Who takes part and where, for the phrases in a trigger's slots.

use rapporteur_language::TokenRef;
use rapporteur_record::codebook::{ContactWords, NameKind};
use rapporteur_record::{ActorId, ActorKind};

use crate::context::Context;
use crate::voices::by_adjective;

/// The actors that phrases name, each once, in the order of the phrases.
pub(super) fn actors_of(context: &Context<'_>, words: &ContactWords, heads: &[usize]) -> Vec<ActorId> {
    let mut all: Vec<ActorId> = Vec::new();
    for &head in heads {
        for actor in actors_of_phrase(context, words, head) {
            if !all.contains(&actor) && takes_part(context, actor) {
                all.push(actor);
            }
        }
    }
    all
}

fn actors_of_phrase(context: &Context<'_>, words: &ContactWords, head: usize) -> Vec<ActorId> {
    let named = context.mentions.referents(head);
    // "delegates of both blocs" are unnamed people; the blocs say for whom they come.
    let party = |actor: &ActorId| context.mentions.actors().get(actor.index()).and_then(|one| one.party);
    let vague = |actor: &ActorId| is_unnamed(context, *actor) && party(actor).is_none();
    let token = context.doc.token(head);
    let inner = || {
        let mut heads = complement(token);
        // "all parties to the pact - Norland, Sudland and Sudmark"; "their delegations"
        heads.extend(apposition(token).into_iter().map(|at| context.doc.token(at)).flat_map(list));
        let found = referents(context, &heads);
        if found.is_empty() { referents(context, &theirs(token)) } else { found }
    };
    if !named.is_empty() {
        let more = if named.iter().all(|actor| is_unnamed(context, *actor)) { inner() } else { Vec::new() };
        // "officials of Norland and Sudland" come for both.
        let several = parties_of(context, &more).len() >= 2;
        let clearer = several || named.iter().all(vague) && !more.is_empty() && !more.iter().all(vague);
        return if clearer { more } else { named.to_vec() };
    }
    if let Some(state) = state_by_capital(context, head).or_else(|| state_by_adjective(context, head)) {
        return vec![state];
    }
    // "the demands of the union" meet nobody.
    if !is_people(words, token) && apposition(token).is_empty() {
        return Vec::new();
    }
    // "his Chinese colleague, Liu"; "delegates of both blocs"; "the Omani delegation".
    let inner: [fn(TokenRef<'_>) -> Vec<usize>; 3] = [apposition, complement, owner];
    inner.iter().map(|find| referents(context, &find(token))).find(|found| !found.is_empty()).unwrap_or_default()
}

/// "delegates", "his opposite number".
fn is_people(words: &ContactWords, token: TokenRef<'_>) -> bool {
    let opposite = |child: TokenRef<'_>| child.text().eq_ignore_ascii_case("opposite");
    words.is_people(&token.lemma().to_lowercase()) || token.children_by(&["amod"]).any(opposite)
}

/// Those to whom one speaks without negotiating: "told reporters by telephone", "met students".
const PUBLIC: [&str; 46] = [
    "reporter",
    "journalist",
    "correspondent",
    "newspaper",
    "paper",
    "agency",
    "television",
    "radio",
    "broadcaster",
    "channel",
    "daily",
    "press",
    "audience",
    "crowd",
    "supporter",
    "follower",
    "student",
    "worker",
    "relative",
    "family",
    "survivor",
    "victim",
    "voter",
    "citizen",
    "farmer",
    "resident",
    "villager",
    "fan",
    "viewer",
    "parliament",
    "lawmaker",
    "congress",
    "nation",
    "rally",
    "reader",
    "columnist",
    "investor",
    "industrialist",
    "shareholder",
    "employee",
    "staff",
    "senator",
    "congressman",
    "legislator",
    "activist",
    "businessman",
];

/// One's own people: "the president met his cabinet".
const OWN: [&str; 8] = ["cabinet", "aide", "adviser", "advisor", "staff", "ally", "deputy", "team"];

/// Is it the public, or the press?
pub(super) fn is_public(head: TokenRef<'_>) -> bool {
    PUBLIC.contains(&head.lemma().to_lowercase().as_str())
}

/// Do these phrases name two that can take part, known or not: "he" and "the envoy"?
pub(super) fn is_company(context: &Context<'_>, words: &ContactWords, heads: &[usize]) -> bool {
    let count = |head: &usize| {
        let head = context.doc.token(*head);
        let owned = head.children_by(&["poss"]).next().is_some() && OWN.contains(&head.lemma());
        if is_public(head) || owned {
            return 0;
        }
        let actors = actors_of(context, words, &[head.index()]);
        let named = matches!(head.ent_type, "PERSON" | "ORG" | "NORP" | "GPE");
        let pronoun = matches!(head.tag, "PRP" | "DT") && !head.text().eq_ignore_ascii_case("it");
        if actors.is_empty() { usize::from(pronoun || named || is_people(words, head)) } else { actors.len() }
    };
    heads.iter().map(count).sum::<usize>() >= 2
}

/// "wrote to Moscow": a capital that stands for no actor elsewhere in the report does here, as a side.
fn state_by_capital(context: &Context<'_>, head: usize) -> Option<ActorId> {
    let name = place_named(context, head)?;
    let known = context.codebook.actor_by_name(&name)?;
    (known.kind == ActorKind::State).then(|| owner_of_place(context, head)).flatten()
}

/// The two parties last named before a word, those of "the two sides"; states only where they must be, as for "the two
/// presidents".
pub(super) fn last_two(context: &Context<'_>, before: usize, states: bool) -> Vec<ActorId> {
    let mut found: Vec<ActorId> = Vec::new();
    for index in (before.saturating_sub(FAR)..before).rev() {
        for actor in context.mentions.referents(index) {
            let party = party_of(context, *actor).filter(|party| !found.contains(party));
            found.extend(party.filter(|party| !states || is_state(context, *party)));
            if found.len() >= 2 {
                found.truncate(2);
                return found;
            }
        }
    }
    Vec::new()
}

/// The two states that a sentence names before a word; none where it names one or three.
pub(super) fn two_of_sentence(context: &Context<'_>, before: usize) -> Vec<ActorId> {
    let sentence = context.doc.sentence(context.doc.token(before).sentence());
    let mut found: Vec<ActorId> = Vec::new();
    for actor in (sentence.start..before).flat_map(|at| context.mentions.referents(at)) {
        let party = party_of(context, *actor).filter(|party| is_state(context, *party) && !found.contains(party));
        found.extend(party);
    }
    if found.len() == 2 { found } else { Vec::new() }
}

/// How many tokens back "the two" may point.
const FAR: usize = 150;

fn referents(context: &Context<'_>, heads: &[usize]) -> Vec<ActorId> {
    let named = |head: &usize| match context.mentions.referents(*head) {
        [] => state_by_adjective(context, *head).into_iter().collect(),
        actors => actors.to_vec(),
    };
    heads.iter().flat_map(named).collect()
}

/// The state of an adjective that names nobody by itself: "Norland" for "Norse" of "Norse and Sudmark officials".
fn state_by_adjective(context: &Context<'_>, head: usize) -> Option<ActorId> {
    let token = context.doc.token(head);
    let before_noun = matches!(token.dep, "amod" | "nmod" | "compound" | "conj");
    before_noun.then(|| by_adjective(context, token)).flatten()
}

fn list(head: TokenRef<'_>) -> Vec<usize> {
    super::slots::with_conjuncts(head).into_iter().map(TokenRef::index).collect()
}

/// Those whose people they are: "their delegations".
fn theirs(token: TokenRef<'_>) -> Vec<usize> {
    token
        .children_by(&["poss"])
        .filter(|owner| owner.text().eq_ignore_ascii_case("their"))
        .map(TokenRef::index)
        .collect()
}

fn apposition(token: TokenRef<'_>) -> Vec<usize> {
    token.children_by(&["appos"]).map(TokenRef::index).collect()
}

fn complement(token: TokenRef<'_>) -> Vec<usize> {
    let of = ["of", "from", "for"].map(str::to_owned);
    let below = super::slots::behind(token, &of).into_iter().flat_map(super::slots::with_conjuncts);
    // "of the region of Norland"
    let deeper = |noun: TokenRef<'_>| -> Vec<usize> {
        let names = super::slots::behind(noun, &of).into_iter().map(TokenRef::index);
        std::iter::once(noun.index()).chain(names).collect()
    };
    below.flat_map(deeper).collect()
}

fn owner(token: TokenRef<'_>) -> Vec<usize> {
    token
        .children_by(&["poss", "amod", "compound", "nmod"])
        .flat_map(super::slots::with_conjuncts)
        .map(TokenRef::index)
        .collect()
}

/// Outlets report and do not negotiate.
fn takes_part(context: &Context<'_>, actor: ActorId) -> bool {
    context.mentions.actors().get(actor.index()).is_some_and(|actor| actor.kind != ActorKind::Outlet)
}

/// The parties of actors, each once.
pub(super) fn parties_of(context: &Context<'_>, actors: &[ActorId]) -> Vec<ActorId> {
    let mut parties = Vec::new();
    for actor in actors {
        if let Some(party) = party_of(context, *actor).filter(|party| !parties.contains(party)) {
            parties.push(party);
        }
    }
    parties
}

fn party_of(context: &Context<'_>, actor: ActorId) -> Option<ActorId> {
    let entry = context.mentions.actors().get(actor.index())?;
    entry.party.or(entry.kind.can_be_party().then_some(actor))
}

/// The name of a place, where the phrase names one.
pub(super) fn place_named(context: &Context<'_>, head: usize) -> Option<String> {
    let doc = context.doc;
    let by_name =
        |head: usize| entity_at(context, head).map(|range| doc.slice(range)).or_else(|| known_place(context, head));
    let name = by_name(head).or_else(|| inner_place(doc.token(head)).into_iter().find_map(by_name))?;
    let name = name.trim();
    Some(name.strip_prefix("the ").unwrap_or(name).to_owned())
}

/// Kinds of places, whose name follows.
const LOCALES: [&str; 16] = [
    "city", "town", "capital", "resort", "port", "village", "suburb", "district", "island", "shore", "bank", "region",
    "province", "state", "base", "outskirt",
];

/// "the coastal city of Norport", "the Norse capital, Norport".
fn inner_place(head: TokenRef<'_>) -> Vec<usize> {
    if !LOCALES.contains(&head.lemma()) {
        return Vec::new();
    }
    let of = super::slots::behind(head, &["of".to_owned()]).into_iter().map(TokenRef::index);
    of.chain(apposition(head)).collect()
}

/// Is it a kind of place, as in "by the shores of the lake"?
pub(super) fn is_locale(head: TokenRef<'_>) -> bool {
    LOCALES.contains(&head.lemma())
}

/// The tokens of a place's name.
fn entity_at(context: &Context<'_>, head: usize) -> Option<std::ops::Range<usize>> {
    let entities = context.doc.entities();
    let at = entities.partition_point(|entity| entity.end as usize <= head);
    let entity = entities.get(at).filter(|entity| entity.start as usize <= head)?;
    matches!(entity.label, "GPE" | "LOC" | "FAC").then_some(entity.start as usize..entity.end as usize)
}

/// A place that the codebook knows although the parser does not.
fn known_place<'d>(context: &'d Context<'_>, head: usize) -> Option<&'d str> {
    let word = context.doc.token(head);
    let first = word.left_edge().max(head.saturating_sub(3));
    (first..=head).find_map(|start| {
        let words: Vec<&str> = (start..=head).map(|index| context.doc.token(index).text()).collect();
        let len = context.codebook.longest_place_at(&words, 0).map(|found| found.len).or_else(|| {
            let found = context.codebook.longest_actor_at(&words, 0)?;
            (found.name.kind == NameKind::Capital
                || found.name.kind == NameKind::Name && found.actor.kind == ActorKind::State)
                .then_some(found.len)
        })?;
        (start + len == head + 1).then(|| context.doc.slice(start..head + 1))
    })
}

/// Does the place lie in a state that none of these parties is?
pub(super) fn is_abroad(context: &Context<'_>, head: usize, parties: &[ActorId]) -> bool {
    let Some(code) = country_of_place(context, head) else { return false };
    let home = |party: &ActorId| {
        context.mentions.actors().get(party.index()).is_some_and(|actor| actor.code.as_deref() == Some(code.as_str()))
    };
    !parties.is_empty() && !parties.iter().any(home)
}

fn country_of_place(context: &Context<'_>, head: usize) -> Option<String> {
    let name = place_named(context, head)?;
    let words: Vec<&str> = name.split(' ').collect();
    match context.codebook.longest_place_at(&words, 0) {
        Some(found) => Some(found.place.country.clone()),
        None => context.codebook.actor_by_name(&name)?.country.clone(),
    }
}

/// Whose place it is: the state of a city, the state itself.
pub(super) fn owner_of_place(context: &Context<'_>, head: usize) -> Option<ActorId> {
    // "Brussels" is the Union's.
    let hosts = |actor: &ActorId| is_state(context, *actor) || is_body(context, *actor);
    if let Some(actor) = context.mentions.referent(head).filter(hosts) {
        return Some(actor);
    }
    let code = country_of_place(context, head)?;
    let is_it = |actor: &rapporteur_record::Actor| {
        actor.kind == ActorKind::State && actor.code.as_deref() == Some(code.as_str())
    };
    let at = context.mentions.actors().iter().position(is_it)?;
    Some(ActorId(at as u32))
}

pub(super) fn is_state(context: &Context<'_>, actor: ActorId) -> bool {
    context.mentions.actors().get(actor.index()).is_some_and(|actor| actor.kind == ActorKind::State)
}

/// A bloc or organisation, whose members meet when it meets.
pub(super) fn is_body(context: &Context<'_>, actor: ActorId) -> bool {
    context.mentions.actors().get(actor.index()).is_some_and(|actor| actor.kind == ActorKind::Bloc)
}

fn kind_of(context: &Context<'_>, actor: ActorId) -> Option<ActorKind> {
    context.mentions.actors().get(actor.index()).map(|actor| actor.kind)
}

/// People, named or not.
pub(super) fn is_person(context: &Context<'_>, actor: ActorId) -> bool {
    matches!(kind_of(context, actor), Some(ActorKind::Person | ActorKind::Unnamed | ActorKind::Group))
}

pub(super) fn is_armed_group(context: &Context<'_>, actor: ActorId) -> bool {
    kind_of(context, actor) == Some(ActorKind::ArmedGroup)
}

/// A person with a name.
pub(super) fn is_named_person(context: &Context<'_>, actor: ActorId) -> bool {
    kind_of(context, actor) == Some(ActorKind::Person)
}

/// "students", "officials".
pub(super) fn is_unnamed(context: &Context<'_>, actor: ActorId) -> bool {
    matches!(kind_of(context, actor), Some(ActorKind::Unnamed | ActorKind::Group))
}

/// One that a single modifier can name as a side: "the Russian talks", not "the U.N. talks".
pub(super) fn is_side_by_name(context: &Context<'_>, actor: ActorId) -> bool {
    matches!(kind_of(context, actor), Some(ActorKind::State | ActorKind::ArmedGroup | ActorKind::Person))
}
