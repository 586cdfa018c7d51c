//! Bodies that speak for their party: "the foreign ministry in Norville", "the Indian delegation", "her office".
//!
//! A body is called by its own words with whose it is, so that two ministries are told apart and one is the same in every
//! report: "Norland’s foreign ministry", "Ada Brandt’s office".

use std::ops::Range;

use rapporteur_language::Pos;
use rapporteur_record::ActorKind;
use rapporteur_record::codebook::NameKind;

use super::entities::{Entity, EntityId, Hold, Kind};
use super::nominals::Phrase;
use super::phrase::Determiner;
use super::resolver::Resolver;
use super::text::Text;

/// "the kingdom's delegation": of a state that is one, and not of whichever was told last.
fn is_some_state(text: &Text<'_>, start: usize) -> bool {
    let owner = (start..(start + 3).min(text.len())).map(|at| text.lemma(at));
    owner
        .into_iter()
        .any(|word| matches!(word.as_str(), "kingdom" | "emirate" | "sultanate" | "monarchy" | "republic" | "island"))
}

/// The body of that noun: one told before, or a new one on its party's side.
pub(super) fn institution(resolver: &mut Resolver<'_, '_>, phrase: &Phrase<'_, '_>, lemma: &str) -> Option<EntityId> {
    let text = resolver.text;
    let definite = phrase.before.determiner == Determiner::Definite;
    let fields = fields(text, phrase);
    let known = |entity: &Entity<'_>| {
        let name = entity.name.to_lowercase();
        let noun = entity.noun.as_deref() == Some(lemma);
        // "the foreign ministry" is not "the defence ministry"; "the ministry" may be either.
        let same_field =
            fields.is_empty() || fields.iter().all(|field| name.contains(field)) || noun && is_plain(&name);
        (entity.is(ActorKind::Organisation) && same_field && (noun || name.ends_with(lemma)))
            || fields.is_empty() && entity.is_army_called(lemma)
    };
    let wanted = phrase.side;
    let told = resolver.last_heard(|resolver, id| {
        let side = resolver.entity(id).side();
        known(resolver.entity(id)) && (wanted.is_none() || side.is_none() || side == wanted)
    });
    let called = body_name(resolver, phrase);
    if let Some(told) = told {
        let entity = resolver.entity_mut(told);
        if !fields.is_empty() && !entity.aliases.contains(&called) {
            entity.aliases.push(called);
        }
        return Some(told);
    }
    if !definite && !phrase.before.possessor && wanted.is_none() || phrase.plural && wanted.is_none() {
        return None;
    }
    let start = first_word(resolver, phrase);
    let told = text.doc.slice(start..core_end(text, phrase));
    let owner = wanted.map(|owner| resolver.entity(owner));
    let person = wanted.filter(|_| owner.is_some_and(|owner| owner.is(ActorKind::Person)));
    // "the prime minister’s office"
    let owned = phrase.before.possessor && !is_some_state(text, start);
    let side = wanted.or_else(|| own_state(resolver, phrase, lemma));
    let side = side.or_else(|| owned.then(|| resolver.state_near(phrase.head)).flatten());
    let forms = match person {
        Some(person) => led_by(resolver, person, lemma, &fields),
        None => side.map(|side| of_state(resolver.entity(side), lemma, &called)).unwrap_or_default(),
    };
    // "Kenyan foreign ministry" stays; "foreign ministry" alone and "its foreign ministry" say too little.
    let bare = told
        .strip_suffix(called.as_str())
        .is_some_and(|before| matches!(before.trim(), "" | "its" | "Its" | "their" | "Their"));
    let name = forms.first().filter(|_| bare || person.is_some()).map_or(told, String::as_str).to_owned();
    let mut entity = Entity::new(Kind::Actor(ActorKind::Organisation), &name);
    entity.noun = Some(lemma.to_owned());
    // "Her office" and "Solberg's office" are one, in whatever order and report they are told.
    entity.led_by = person.filter(|_| forms.is_empty()).map(|person| (person, called.clone()));
    entity.aliases = forms.into_iter().filter(|alias| *alias != name).collect();
    let id = resolver.add_entity(entity);
    if let Some(side) = side {
        resolver.add_side(id, Hold::Office, side);
    }
    Some(id)
}

/// What a state's body is called with its state, the first form first: "Norland’s defence ministry", "Norse defence ministry", and
/// the same of "ministry of defence".
fn of_state(owner: &Entity<'_>, lemma: &str, called: &str) -> Vec<String> {
    let Some(state) = owner.entry.filter(|_| owner.is(ActorKind::State) && is_states(lemma)) else { return Vec::new() };
    let adjective = state.names.iter().find(|name| name.kind == NameKind::Adjective).map(|name| name.text.as_str());
    let turned = called.split_once(" of ").map(|(noun, field)| format!("{field} {}", noun.to_lowercase()));
    let forms = |called: &str| {
        let with_adjective = adjective.map(|adjective| format!("{adjective} {called}"));
        std::iter::once(format!("{}’s {called}", state.name)).chain(with_adjective)
    };
    turned.iter().map(String::as_str).chain([called]).flat_map(forms).collect()
}

/// "Her defence ministry", of a defence minister: the state's.
fn led_by(resolver: &Resolver<'_, '_>, person: EntityId, lemma: &str, fields: &[String]) -> Vec<String> {
    let state = resolver.party_of(person).map(|side| resolver.entity(side));
    let minister = resolver.entity(person).offices.iter().find_map(|held| held.name.strip_suffix(" minister"));
    let field = minister.filter(|field| *field != "prime" && fields.iter().all(|told| told == field));
    match (state, field) {
        (Some(state), Some(field)) if lemma == "ministry" => of_state(state, lemma, &format!("{field} ministry")),
        _ => Vec::new(),
    }
}

/// Does the name say no more than that it is a ministry, an army, an office?
fn is_plain(name: &str) -> bool {
    let last = name.rsplit(['’', '\'']).next().unwrap_or_default();
    last.trim_start_matches("s ").split(' ').filter(|word| !word.is_empty()).count() < 2
}

/// The words that tell one ministry from another: "foreign" of "the Kenyan foreign ministry", "defence" of "the ministry of defence".
fn fields(text: &Text<'_>, phrase: &Phrase<'_, '_>) -> Vec<String> {
    let before = phrase.before.start..phrase.head;
    let after = phrase.core.end..core_end(text, phrase);
    let tells = |at: &usize| {
        matches!(text.pos(*at), Pos::Noun | Pos::Adj | Pos::Propn)
            && text.actor_at(*at).is_none()
            && !text.is_capital(*at)
            // "the bondholders’ committee" is not "the creditors’ committee"; "her office" may be any.
            && (text.token(*at).dep != "poss" || text.token(*at).tag == "NNS")
    };
    before.chain(after).filter(tells).map(|at| text.word(at).to_lowercase()).collect()
}

/// What the body is called, without article and owner: "foreign ministry", "ministry of defence".
fn body_name(resolver: &Resolver<'_, '_>, phrase: &Phrase<'_, '_>) -> String {
    let text = resolver.text;
    let owned = |at: &usize| {
        text.actor_at(*at).is_some() || text.is_possessive_mark(*at) || text.token(*at).dep == "poss" || {
            matches!(text.pos(*at), Pos::Det | Pos::Pron)
        }
    };
    let start = (phrase.before.start..phrase.head).rev().find(owned).map_or(phrase.before.start, |at| at + 1);
    text.doc.slice(start.min(phrase.head)..core_end(text, phrase)).to_owned()
}

/// The end of the body's own words: "ministry of defence".
fn core_end(text: &Text<'_>, phrase: &Phrase<'_, '_>) -> usize {
    let end = phrase.core.end;
    if text.word(end) != "of" {
        return end;
    }
    let mut last = end + 1;
    while last < end + 4
        && matches!(text.pos(last), Pos::Noun | Pos::Adj | Pos::Propn)
        && text.actor_at(last).is_none()
        && (!text.is_capital(last) || text.is_capital(phrase.head))
    {
        last += 1;
    }
    if last > end + 1 && !text.is_possessive_mark(last) { last } else { end }
}

/// All its words, with the place that tells it from others: "the defence ministry in Norville".
pub(super) fn whole(text: &Text<'_>, phrase: &Phrase<'_, '_>) -> Range<usize> {
    let end = core_end(text, phrase);
    let seat = (text.word(end) == "in").then(|| text.actor_at(end + 1)).flatten();
    let seat = seat.filter(|(_, found)| found.name.kind == NameKind::Capital).map(|(range, _)| range.end);
    phrase.before.start..seat.or_else(|| place_after(text, end)).unwrap_or(end)
}

/// Where the place ends that tells where a body is: "the regional court in Graz", "the foreign ministry there".
fn place_after(text: &Text<'_>, end: usize) -> Option<usize> {
    if text.word(end) == "there" {
        return Some(end + 1);
    }
    let names = |at: &usize| {
        *at < text.len() && text.pos(*at) == Pos::Propn && !matches!(text.token(*at).ent_type, "DATE" | "TIME")
    };
    let last = (end + 1..end + 4).take_while(names).last().filter(|_| text.word(end) == "in")?;
    (!text.is_possessive_mark(last + 1)).then_some(last + 1)
}

/// Is it a body that every state has?
pub(super) fn is_states(lemma: &str) -> bool {
    matches!(
        lemma,
        "ministry"
            | "presidency"
            | "army"
            | "military"
            | "navy"
            | "parliament"
            | "police"
            | "palace"
            | "treasury"
            | "cabinet"
            | "chancellery"
            | "forces"
            | "troops"
            | "senate"
            | "congress"
            | "central bank"
            | "air force"
            | "intelligence service"
            | "security service"
    )
}

/// Where more states than these are spoken of, many sit together.
const FEW_STATES: usize = 3;

/// "the army", "the ministry" of nobody are of the state of which they say what it does, or else the home state's; "the delegation" may be
/// anybody's.
fn own_state(resolver: &mut Resolver<'_, '_>, phrase: &Phrase<'_, '_>, lemma: &str) -> Option<EntityId> {
    if !is_states(lemma) || phrase.before.determiner != Determiner::Definite {
        return None;
    }
    let spoken_for = spoken_for(resolver, phrase.head);
    // At a conference "the presidency" is its own, and not of the state that is spoken of most.
    if lemma == "presidency" && resolver.weights.len() > FEW_STATES {
        return spoken_for;
    }
    spoken_for.or_else(|| resolver.home()).or_else(|| resolver.state_near(phrase.head))
}

/// "The ministry said that Norland would wait": the state of which a body tells what it does.
fn spoken_for(resolver: &mut Resolver<'_, '_>, body: usize) -> Option<EntityId> {
    let text = resolver.text;
    let verb = Some(text.token(body)).filter(|body| body.dep == "nsubj")?.head_token();
    let told = text.few_children(verb).find(|child| child.dep == "ccomp" && child.index() > verb.index())?;
    let doer = text.few_children(told).find(|child| child.dep == "nsubj")?;
    let (_, found) = text.actor_at(doer.index()).filter(|(_, found)| found.actor.kind == ActorKind::State)?;
    let state = found.actor;
    Some(resolver.known(state))
}

/// First word of a phrase after its article.
pub(super) fn first_word(resolver: &Resolver<'_, '_>, phrase: &Phrase<'_, '_>) -> usize {
    let article =
        matches!(resolver.text.word(phrase.before.start).to_lowercase().as_str(), "the" | "a" | "an" | "this" | "that");
    phrase.before.start + usize::from(article && phrase.before.start < phrase.head)
}
