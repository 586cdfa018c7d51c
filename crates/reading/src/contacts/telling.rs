//! A telling: one trigger with who, where, when and whether. Several tellings may be of one contact.

use std::ops::Range;

use jiff::ToSpan;
use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::ContactWords;
use rapporteur_record::{ActorId, ContactKind, ContactStatus, Period, Span, Term, TimeExpression};

use super::clause::clause;
use super::outlook::{Verdict, verdict};
use super::several::{is_several, is_two, negotiate};
use super::sides::{
    actors_of, is_abroad, is_armed_group, is_body, is_company, is_named_person, is_person, is_public, is_side_by_name,
    is_unnamed, last_two, owner_of_place, parties_of, place_named, two_of_sentence,
};
use super::slots::{agent, behind, behind_others, is_passive, is_verbal, lower_is, moved_to};
use super::trigger::{Trigger, is_definite, raised, verb_above, verb_outlook, whole};
use crate::context::Context;
use crate::dates::{DateMention, date_of_event};

/// What one trigger tells.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    pub(super) kind: ContactKind,
    pub(super) participants: Vec<ActorId>,
    pub(super) parties: Vec<ActorId>,
    /// Parties that the sentence names besides.
    pub(super) bystanders: Vec<ActorId>,
    pub(super) place: Option<String>,
    pub(super) when: TimeExpression,
    pub(super) verdict: Verdict,
    pub(super) about: Vec<Term>,
    pub(super) evidence: Span,
    /// "the meeting", "such a call": it speaks of one that was told before.
    pub(super) anaphoric: bool,
    /// It counts although it names nobody.
    pub(super) alone: bool,
    /// Somebody in it has no name: "students".
    pub(super) unnamed: bool,
    /// People are in it, not companies only.
    pub(super) people: bool,
    /// It names a round and not what of: "the second round".
    pub(super) round: bool,
    /// A bloc is in it.
    pub(super) bloc: bool,
    /// It is told by a noun.
    pub(super) is_noun: bool,
    /// Who is visited, if it is a visit.
    pub(super) host: Option<ActorId>,
    /// The place that is visited is nobody's home who takes part.
    pub(super) abroad: bool,
    /// A meal, which nobody calls "the talks".
    pub(super) social: bool,
    /// It is told by a verb of going only.
    pub(super) journey: bool,
    /// The going is for another contact's sake.
    pub(super) has_aim: bool,
    /// A person with a name is in it.
    pub(super) named_person: bool,
    /// Its words name two that take part, of whom one may be unknown.
    pub(super) company: bool,
    /// It speaks of several sides at once: "they", "the two sides".
    pub(super) several: bool,
    /// One more of a kind that was told before: "another round".
    pub(super) again: bool,
    /// Its own words name nobody.
    pub(super) unsided: bool,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// For "the two presidents", whose parties are not known by themselves: the two parties last named.
    pub(super) two: Vec<ActorId>,
    /// And these can only be states.
    pub(super) states: bool,
    /// For "the two countries", the two states that its own sentence names before.
    pub(super) two_here: Vec<ActorId>,
    /// Whose ground it takes place on.
    pub(super) ground: Option<ActorId>,
    /// Whom it is done to has no part in the report: "did not meet the prisoner's family".
    pub(super) stranger: bool,
    /// It only opens the way to a contact: "invited them to Oslo".
    pub(super) invites: bool,
    /// Somebody who takes no part in it is said to say so ([`super::denial`] finds it).
    pub(super) ascribed: bool,
    /// "The meeting was also attended by": it adds who took part in the one just told.
    pub(super) attended: bool,
    /// Somebody travels for it.
    pub(super) travelled: bool,
    /// Its only side is "they".
    pub(super) they: bool,
    /// "They discussed aid": with each other, wherever they were just told to be.
    pub(super) talked: bool,
}

/// Longest evidence, in tokens; longer ones come of mistaken parses.
const LONGEST: usize = 45;

/// What the trigger tells; `None` where it is no contact between anybody.
pub(super) fn telling(context: &Context<'_>, words: &ContactWords, trigger: &Trigger) -> Option<Telling> {
    let doc = context.doc;
    let token = doc.token(trigger.token);
    let mut participants = actors_of(context, words, &trigger.sides);
    add_modifiers(context, words, trigger, &mut participants);
    let pointed = place_pointed_at(doc, trigger);
    let visit = trigger.kind == ContactKind::Visit;
    let hosts: Vec<usize> = trigger.hosts.iter().copied().chain(pointed.filter(|_| visit)).collect();
    let owners: Vec<ActorId> = if trigger.opens {
        parties_of(context, &actors_of(context, words, &hosts))
    } else {
        hosts.iter().filter_map(|head| owner_of_place(context, *head)).collect()
    };
    let host = owners.first().copied();
    if trigger.kind == ContactKind::Visit {
        let visited = if trigger.opens { Vec::new() } else { actors_of(context, words, &trigger.hosts) };
        participants.extend(visited.into_iter().chain(owners));
        participants = unique(participants);
    }
    if trigger.of_person {
        let object = trigger.object.into_iter().collect::<Vec<_>>();
        let people = |head: &usize| words.is_people(&context.doc.token(*head).lemma().to_lowercase());
        // "hosted the rebels"
        let hosts = matches!(token.lemma(), "host" | "receive");
        let fits = |actor: &ActorId| is_person(context, *actor) || hosts && is_armed_group(context, *actor);
        let person = actors_of(context, words, &object).iter().any(fits);
        let pronoun = |head: &usize| {
            let token = context.doc.token(*head);
            matches!(token.tag, "PRP" | "DT") && !["it", "this", "that", "all"].iter().any(|word| lower_is(token, word))
        };
        if !person && !object.iter().any(pronoun) && !object.iter().any(people) {
            return None;
        }
    }
    let parties = parties_of(context, &participants);
    let date = date_of(context, words, trigger, token);
    let places = trigger.places.iter().chain(&hosts);
    let place = places.clone().find_map(|head| place_named(context, *head));
    let place = place.or_else(|| place_nearby(context, trigger));
    let place = place.or_else(|| pointed.and_then(|head| place_named(context, head)));
    let evidence = evidence(context, trigger, date);
    if !trigger.is_noun && token.dep == "pcomp" && lower_is(token.head_token(), "without") {
        // "without haggling"
        return None;
    }
    let said = after_journey(context, trigger, verdict(words, trigger, token));
    let placed = place.is_some() || date.is_some_and(|date| date.period.days().is_some());
    if is_only_allowed(token) {
        return None;
    }
    if said.stalled && !placed {
        // "The talks have stalled over prisoners."
        return None;
    }
    let when = date.map_or_else(TimeExpression::default, |date| TimeExpression {
        period: ahead(context, trigger, said, date),
        text: Some(date.phrase),
    });
    if said.status == ContactStatus::Denied && is_since(context, trigger) {
        return None;
    }
    let both = trigger.sides.iter().map(|side| doc.token(*side)).find(|side| is_two(*side));
    let both = both.filter(|_| parties.len() < 2);
    let states = both.is_some_and(|both| OF_STATES.contains(&both.lemma()));
    let several = is_both(doc, trigger);
    let two = match both {
        Some(both) => last_two(context, both.index(), states),
        None if several => last_two(context, trigger.token, false),
        None => Vec::new(),
    };
    let two_here = states_here(context, trigger);
    if token.lemma() == "touch" && matches!(said.status, ContactStatus::Planned | ContactStatus::Possible) {
        // "agreed to stay in touch"
        return None;
    }
    let to_public = trigger.sides.iter().any(|side| is_public(doc.token(*side)));
    if to_public && (trigger.by_means || trigger.means.is_some() || trigger.of_person) {
        return None;
    }
    let kind = kind_of(context, trigger, place.is_some());
    if is_mere_stay(trigger, token, &when) {
        return None;
    }
    let talked = trigger.by_means && trigger.means.is_none() && several && when.text.is_none() && place.is_none();
    let told = Telling {
        kind,
        bystanders: actors_of(context, words, &trigger.bystanders),
        place,
        verdict: by_days(context, is_done_at_once(kind, trigger), said, &when.period),
        about: terms(context, &evidence),
        evidence: span(context, evidence),
        anaphoric: trigger.is_noun
            && !trigger.numbered
            && parties.len() < 2
            && (is_definite(token) || is_definite(whole(token, words)))
            || is_attended(context, trigger),
        alone: trigger.alone && (trigger.sides.is_empty() || !participants.is_empty() || several),
        company: several
            || is_company(context, words, &trigger.sides)
            || names_another(context, words, trigger)
            || is_told_of_one(context, trigger)
            || is_visit_of_unknown(context, words, trigger, host),
        several,
        again: trigger.numbered || is_again(token),
        unsided: trigger.sides.is_empty() && trigger.modifiers.is_empty(),
        sentence: token.sentence(),
        is_noun: trigger.is_noun,
        unnamed: trigger.sides.iter().any(|side| is_crowd(context, words, *side)),
        people: trigger.sends || participants.iter().any(|actor| is_person(context, *actor)),
        round: trigger.numbered && trigger.sides.is_empty() && !is_round_of_talks(token),
        bloc: participants.iter().any(|actor| is_body(context, *actor)),
        journey: trigger.kind == ContactKind::Visit && !trigger.is_noun && !matches!(token.lemma(), "visit" | "tour"),
        has_aim: trigger.has_aim,
        named_person: trigger.sends || participants.iter().any(|actor| is_named_person(context, *actor)),
        two,
        states,
        two_here,
        ground: places.clone().find_map(|head| owner_of_place(context, *head)),
        stranger: is_to_stranger(context, words, trigger),
        invites: trigger.opens,
        ascribed: false,
        attended: is_attended(context, trigger),
        travelled: trigger.journey.is_some(),
        they: is_they(context, words, trigger),
        talked,
        abroad: hosts.iter().any(|head| is_abroad(context, *head, &parties)),
        social: trigger.kind == ContactKind::Meeting && matches!(token.lemma(), "dinner" | "lunch" | "breakfast"),
        host,
        participants,
        parties,
        when,
    };
    is_contact(trigger, &told).then_some(told)
}

/// Is it done to somebody who is nobody of the report's: a family, students?
fn is_to_stranger(context: &Context<'_>, words: &ContactWords, trigger: &Trigger) -> bool {
    let object = trigger.object.filter(|_| !trigger.is_noun).map(|object| context.doc.token(object));
    object.is_some_and(|object| {
        object.pos == Pos::Noun
            && actors_of(context, words, &[object.index()]).is_empty()
            && !is_plain_reference(object)
    })
}

/// "each other", "the other side", "the two": whoever was told of before.
fn is_plain_reference(object: TokenRef<'_>) -> bool {
    matches!(
        object.lemma(),
        "other" | "another" | "side" | "two" | "both" | "party" | "counterpart" | "rival" | "meeting" | "talk"
    )
}

/// What the words tell of: who visits a person meets one; "spoke" without a telephone and in a place is a meeting; where
/// negotiators meet, they hold talks.
fn kind_of(context: &Context<'_>, trigger: &Trigger, placed: bool) -> ContactKind {
    let doc = context.doc;
    let is_people = |head: &usize| {
        let referents = context.mentions.referents(*head);
        !referents.is_empty() && referents.iter().all(|actor| is_person(context, *actor))
    };
    let together = |side: &usize| {
        let side = doc.token(*side);
        negotiate(side) || matches!(side.lemma(), "official" | "side" | "party" | "camp")
    };
    let sides = actors_of(context, ContactWords::builtin(), &trigger.sides);
    // "Norland and the union met"
    let led = trigger.sides.iter().any(|side| LEADERS.contains(&doc.token(*side).lemma()));
    let bodies = !led && sides.len() >= 2 && !sides.iter().any(|actor| is_person(context, *actor));
    // "agreed to talk to the rebels"
    let force = sides.len() >= 2 && sides.iter().any(|actor| is_armed_group(context, *actor));
    let negotiators = bodies || trigger.sides.first().is_some_and(together);
    let aside = |noun: TokenRef<'_>| matches!(noun.lemma(), "sideline" | "margin" | "fringe");
    // "spoke to the envoy … in Oslo": only where the place stands by the verb itself.
    let stands_by = |head: &usize| {
        let above = context.doc.token(*head).head_token();
        above.head_token().index() == trigger.token
    };
    let placed = placed && (!trigger.by_means || trigger.places.iter().any(stands_by));
    let placed = placed || behind(doc.token(trigger.token), &["on".to_owned(), "at".to_owned()]).into_iter().any(aside);
    match trigger.kind {
        ContactKind::Visit
            if !trigger.is_noun
                && trigger.object.as_ref().is_some_and(|head| trigger.hosts.contains(head) && is_people(head)) =>
        {
            ContactKind::Meeting
        }
        ContactKind::Call if trigger.by_means && trigger.means.is_none() && (negotiators || force) => {
            ContactKind::Talks
        }
        ContactKind::Call if trigger.by_means && trigger.means.is_none() && placed => ContactKind::Meeting,
        ContactKind::Meeting if !trigger.is_noun && negotiators => ContactKind::Talks,
        kind => kind,
    }
}

/// Those who come for a state or body themselves: "the presidents of Norland and Sudland met".
const LEADERS: [&str; 10] =
    ["president", "leader", "minister", "premier", "chancellor", "king", "prince", "secretary", "chief", "head"];

/// "a call from Y", "a letter to Y": there is another side, told or not.
fn names_another(context: &Context<'_>, words: &ContactWords, trigger: &Trigger) -> bool {
    let public = trigger.sides.iter().any(|side| is_public(context.doc.token(*side)));
    trigger.is_noun
        && !public
        && (trigger.with_another || trigger.from_another)
        && trigger.kind != ContactKind::Visit
        && !actors_of(context, words, &trigger.sides).is_empty()
}

/// "was informed by telephone", "was received there", "wrote four letters": the other side is not told.
fn is_told_of_one(context: &Context<'_>, trigger: &Trigger) -> bool {
    let verb = context.doc.token(trigger.token);
    let undergone = !trigger.is_noun
        && !trigger.by_means
        && !trigger.opens
        && !matches!(verb.lemma(), "see" | "call")
        && is_passive(verb)
        && agent(verb).is_none()
        && (trigger.of_person || trigger.kind == ContactKind::Call);
    let written = trigger.is_noun
        && trigger.kind == ContactKind::Correspondence
        && trigger.verb.is_some()
        && !trigger.sides.is_empty()
        && !trigger.sides.iter().any(|side| is_public(context.doc.token(*side)));
    undergone && !trigger.sides.iter().any(|side| is_public(context.doc.token(*side))) || written
}

/// Somebody of whom no side is known visits one that is.
fn is_visit_of_unknown(context: &Context<'_>, words: &ContactWords, trigger: &Trigger, host: Option<ActorId>) -> bool {
    let visitors = actors_of(context, words, &trigger.sides);
    let named = visitors.iter().any(|actor| is_named_person(context, *actor));
    trigger.kind == ContactKind::Visit && host.is_some() && named && parties_of(context, &visitors).is_empty()
}

/// "students", "shoppers": people who have no office and no side.
fn is_crowd(context: &Context<'_>, words: &ContactWords, side: usize) -> bool {
    let actors = actors_of(context, words, &[side]);
    let token = context.doc.token(side);
    !actors.is_empty()
        && actors.iter().all(|actor| is_unnamed(context, *actor))
        && !words.is_people(&token.lemma().to_lowercase())
        && !is_several(token)
}

/// "another round of talks", "another meeting": it says what it is one of.
fn is_round_of_talks(token: TokenRef<'_>) -> bool {
    token.lemma() == "meeting"
        || behind(token, &["of".to_owned()]).iter().any(|below| below.lemma().starts_with("talk"))
}

/// "another meeting", "a further session".
fn is_again(token: TokenRef<'_>) -> bool {
    let words = ["another", "further", "next", "second", "third", "fourth", "fifth", "new", "fresh", "return"];
    token.children_by(&["det", "amod"]).any(|child| words.iter().any(|word| lower_is(child, word)))
}

/// Offices and bodies of which each state has its own.
const OF_STATES: [&str; 14] = [
    "president",
    "minister",
    "premier",
    "leader",
    "government",
    "capital",
    "country",
    "neighbour",
    "neighbor",
    "state",
    "chancellor",
    "king",
    "nation",
    "ministry",
];

/// "has no mandate to negotiate", "is not bound to meet them": whether they may or must is all that is told.
fn is_only_allowed(token: TokenRef<'_>) -> bool {
    let infinitive = token.children_by(&["aux"]).any(|aux| aux.tag == "TO");
    let above = token.head_token();
    infinitive && matches!(token.dep, "acl" | "xcomp" | "advcl") && ALLOWANCES.contains(&above.lemma())
}

/// What somebody has who may or must do something, and what he is.
const ALLOWANCES: [&str; 16] = [
    "mandate",
    "authority",
    "right",
    "power",
    "permission",
    "licence",
    "license",
    "competence",
    "duty",
    "obligation",
    "bind",
    "bound",
    "entitle",
    "authorise",
    "authorize",
    "empower",
];

/// "have not met since March" denies no meeting: there was one, in March.
fn is_since(context: &Context<'_>, trigger: &Trigger) -> bool {
    let Some(verb) = trigger.verb.map(|verb| context.doc.token(verb)) else { return false };
    let perfect = verb.children_by(&["aux"]).any(|aux| aux.lemma() == "have");
    let since = |child: TokenRef<'_>| {
        lower_is(child, "since") || child.children_by(&["mark"]).any(|mark| lower_is(mark, "since"))
    };
    // "and have not met since"
    perfect && verb.children_by(&["prep", "advcl", "mark", "advmod"]).any(since)
}

/// "was in Oslo": a visit only where it is told when, and nothing else of what was there.
fn is_mere_stay(trigger: &Trigger, token: TokenRef<'_>, when: &TimeExpression) -> bool {
    let stays = trigger.kind == ContactKind::Visit && token.lemma() == "be" && !trigger.is_noun;
    stays
        && (when.text.is_none()
            || token.dep.starts_with("aux")
            || token.children_by(&["attr", "acomp", "expl"]).next().is_some())
}

/// Who went to see somebody has seen them, unless the day is still to come.
fn after_journey(context: &Context<'_>, trigger: &Trigger, said: Verdict) -> Verdict {
    let Some(journey) = trigger.journey.map(|journey| context.doc.token(journey)) else { return said };
    let went = clause(journey);
    if said.status == ContactStatus::Planned && went.status == Some(ContactStatus::Held) && !went.negated {
        return Verdict { status: ContactStatus::Held, ..said };
    }
    said
}

/// "met the premier, Ada Lind, in Oslo": the place right behind a side and its apposition, and its last token.
fn place_behind(doc: &rapporteur_language::Doc, side: usize) -> Option<(usize, usize)> {
    let token = doc.token(side);
    let named = token.children_by(&["appos"]).map(TokenRef::right_edge).max().unwrap_or(side);
    let word = |at: usize| (at < doc.len()).then(|| doc.token(at));
    let comma = word(named + 1).is_some_and(|next| next.text() == ",");
    let preposition = word(named + 1 + usize::from(comma)).filter(|next| ["in", "at"].contains(&next.text()))?;
    let place = preposition.children_by(&["pobj"]).find(|noun| matches!(noun.ent_type, "GPE" | "FAC"))?;
    Some((place.index(), place.index()))
}

/// A place behind the contact's words that the parse hangs elsewhere.
fn place_nearby(context: &Context<'_>, trigger: &Trigger) -> Option<String> {
    if trigger.kind == ContactKind::Call || matches!(trigger.kind, ContactKind::Correspondence | ContactKind::Visit) {
        return None;
    }
    let mut from = vec![trigger.token];
    from.extend(trigger.verb.filter(|verb| *verb < trigger.token));
    let heads = from.into_iter().flat_map(|at| behind_others(context.doc.token(at), &["in", "at", "near"]));
    let hung = heads.filter(|head| head.index() > trigger.token).find_map(|head| place_named(context, head.index()));
    let sides = trigger.sides.iter().filter(|side| **side > trigger.token);
    let beside = || sides.max().and_then(|side| place_behind(context.doc, *side));
    hung.or_else(|| beside().and_then(|(place, _)| place_named(context, place)))
}

fn is_contact(trigger: &Trigger, told: &Telling) -> bool {
    match told.kind {
        _ if trigger.bare && told.anaphoric && told.parties.len() < 2 => told.kind == ContactKind::Call,
        ContactKind::Visit if told.journey && !told.people => false,
        ContactKind::Visit if told.company => true,
        ContactKind::Visit => {
            told.host.is_some() && told.parties.len() >= 2
                || told.abroad && (!told.journey || told.named_person)
                || told.anaphoric
        }
        // "spoke to" without a telephone: of somebody to somebody else, and once.
        _ if trigger.by_means && trigger.means.is_none() => {
            let known = told.parties.len() >= 2 || told.company && !told.parties.is_empty() && !told.several;
            let two = told.parties.len() >= 2;
            (known || told.several && told.verdict.status == ContactStatus::Held)
                && told.verdict.status != ContactStatus::UnderWay
                && (told.verdict.status != ContactStatus::Possible || told.named_person)
                && (two || matches!(told.verdict.status, ContactStatus::Held | ContactStatus::Planned))
                && !told.unnamed
        }
        _ if trigger.by_means => !told.participants.is_empty(),
        // "sees", "calls" tell of habits and opinions.
        _ if trigger.of_person && told.verdict.status == ContactStatus::UnderWay => false,
        _ if !trigger.is_noun => {
            told.parties.len() + told.participants.len() >= 2 || told.alone || told.bloc || told.company
        }
        _ => true,
    }
}

/// "her trip there", "who flew in": the place that the sentences before end with.
fn place_pointed_at(doc: &rapporteur_language::Doc, trigger: &Trigger) -> Option<usize> {
    let token = doc.token(trigger.token);
    let visit = trigger.kind == ContactKind::Visit;
    let points = |child: TokenRef<'_>| lower_is(child, "there") || visit && !trigger.is_noun && lower_is(child, "in");
    let pointed = trigger.hosts.is_empty() && (trigger.kind == ContactKind::Visit || trigger.places.is_empty());
    if !pointed || !token.children_by(&["advmod", "prt"]).any(points) {
        return None;
    }
    let place = |token: &TokenRef<'_>| {
        token.ent_type == "GPE"
            && token.dep == "pobj"
            && ["in", "to", "at"].iter().any(|word| lower_is(token.head_token(), word))
    };
    let before = (0..trigger.token).rev().take(LOOK_BACK).map(|index| doc.token(index));
    before.filter(place).map(TokenRef::index).next()
}

/// How many tokens back "there" may point.
const LOOK_BACK: usize = 150;

/// "US-Russian talks" are between the two; "the Russian talks" with Russia; "the U.N. talks" are held by the U.N., not
/// with it.
fn add_modifiers(context: &Context<'_>, words: &ContactWords, trigger: &Trigger, participants: &mut Vec<ActorId>) {
    // "U.N.-brokered talks"
    let helps = |at: usize| {
        let word = |at: usize| (at < context.doc.len()).then(|| context.doc.token(at));
        word(at + 1).is_some_and(|next| next.text() == "-")
            && word(at + 2).is_some_and(|next| matches!(next.tag, "VBN" | "VBD"))
    };
    let modifiers: Vec<usize> = trigger.modifiers.iter().copied().filter(|at| !helps(*at)).collect();
    let named = actors_of(context, words, &modifiers);
    let one = named.len() == 1;
    for actor in named {
        let fits = !one || is_side_by_name(context, actor);
        if fits && !participants.contains(&actor) {
            participants.push(actor);
        }
    }
}

/// "they", "the two sides": whoever the report's sides are.
fn is_both(doc: &rapporteur_language::Doc, trigger: &Trigger) -> bool {
    trigger.sides.iter().any(|side| is_several(doc.token(*side)))
}

/// "The meeting was attended by the envoy."
fn is_attended(context: &Context<'_>, trigger: &Trigger) -> bool {
    let token = context.doc.token(trigger.token);
    let verb = trigger.verb.map(|verb| context.doc.token(verb));
    trigger.is_noun
        && !trigger.named
        && is_definite(token)
        && verb.is_some_and(|verb| verb.lemma() == "attend" && is_passive(verb))
}

/// "they would meet", "they would meet face to face": nobody else is named.
fn is_they(context: &Context<'_>, words: &ContactWords, trigger: &Trigger) -> bool {
    let others: Vec<usize> = trigger.sides.iter().filter(|side| !trigger.doers.contains(side)).copied().collect();
    matches!(trigger.doers.as_slice(), [side] if lower_is(context.doc.token(*side), "they"))
        && actors_of(context, words, &others).is_empty()
}

/// The two states that the sentence names before "the two countries".
fn states_here(context: &Context<'_>, trigger: &Trigger) -> Vec<ActorId> {
    let both = trigger.sides.iter().map(|side| context.doc.token(*side)).find(|side| is_two(*side));
    let both = both.filter(|both| OF_STATES.contains(&both.lemma()));
    both.map_or_else(Vec::new, |both| two_of_sentence(context, both.index()))
}

fn unique(actors: Vec<ActorId>) -> Vec<ActorId> {
    let mut kept: Vec<ActorId> = Vec::new();
    for actor in actors {
        if !kept.contains(&actor) {
            kept.push(actor);
        }
    }
    kept
}

/// The date of the contact; that of a verb which only mentions it is none of its own.
fn date_of<'m>(
    context: &'m Context<'_>,
    words: &ContactWords,
    trigger: &Trigger,
    token: TokenRef<'_>,
) -> Option<&'m DateMention> {
    let top = whole(token, words);
    if let Some(moved) = date_moved_to(context, trigger, top) {
        return Some(moved);
    }
    if let Some(resumed) = trigger.resumed {
        return date_of_event(context.doc, &context.dates, resumed).filter(|date| date.tokens.start > resumed);
    }
    let since = |date: &&DateMention| !is_under_since(context, date);
    let find = |token: TokenRef<'_>| date_of_event(context.doc, &context.dates, token.index()).filter(since);
    let below = verb_above(top).and_then(|(verb, _)| raised(verb)).filter(|_| top.dep.starts_with("nsubj"));
    let found = find(token).or_else(|| find(top)).or_else(|| below.and_then(find));
    let found = found.or_else(|| date_by_clause(context, trigger));
    let found = found.or_else(|| trigger.journey.and_then(|journey| find(context.doc.token(journey))));
    let beside = date_beside(context, trigger).filter(since);
    let found = found.or(beside)?;
    if trigger.journey.is_some() || beside.is_some_and(|beside| beside.tokens == found.tokens) {
        return Some(found);
    }
    if !trigger.is_noun || found.tokens.start >= top.left_edge() && found.tokens.end <= top.right_edge() + 1 {
        return Some(found);
    }
    let (verb, direct) = verb_above(top)?;
    // "walked out of the meeting on Saturday"
    let direct = direct || verb_outlook(verb, words).is_some_and(|row| row.subject);
    let at_that_time = ["at", "in", "during", "for", "after", "to"].iter().any(|word| lower_is(top.head_token(), word));
    (direct || at_that_time).then_some(found)
}

/// The day that the contact was moved to: "Monday" of "was put back to Monday", "was due on Friday but was moved to Monday".
fn date_moved_to<'m>(context: &'m Context<'_>, trigger: &Trigger, top: TokenRef<'_>) -> Option<&'m DateMention> {
    let (verb, _) = verb_above(top).filter(|_| trigger.is_noun)?;
    let day = std::iter::once(verb).chain(verb.children_by(&["conj"])).find_map(moved_to)?;
    dates_of_sentence(context, trigger.token).iter().find(|date| date.tokens.contains(&day.index()))
}

/// "have not spoken since a quarrel on Friday": the day of the quarrel. So is June of "their first meeting since June".
fn is_under_since(context: &Context<'_>, date: &DateMention) -> bool {
    let last = context.doc.token(date.tokens.end - 1);
    let mut above = last.ancestors().take_while(|above| !is_verbal(*above)).take(DEEP);
    above.any(|above| lower_is(above, "since"))
}

/// How deep under its verb a date may hang.
const DEEP: usize = 8;

/// A date that hangs deep under the contact's verb, through phrases that only the parser puts there: "rang him at his
/// hotel on Saturday".
fn date_by_clause<'m>(context: &'m Context<'_>, trigger: &Trigger) -> Option<&'m DateMention> {
    let verb = if trigger.is_noun { verb_above(context.doc.token(trigger.token))?.0.index() } else { trigger.token };
    let of_verb = |mention: &&DateMention| {
        let mut above = context.doc.token(mention.tokens.end - 1).ancestors().take(DEEP);
        above.find(|token| is_verbal(*token)).is_some_and(|token| token.index() == verb)
    };
    let behind = dates_of_sentence(context, trigger.token).iter().filter(|date| date.tokens.start > trigger.token);
    let mut dates = behind.take(4).filter(of_verb);
    let first = dates.next()?;
    if !is_under_since(context, first) {
        return Some(first);
    }
    // "held their first meeting since June on Friday"; "have been talking since June".
    let since_then = || context.doc.token(trigger.token).children_by(&["amod"]).all(|child| !lower_is(child, "first"));
    dates.find(|date| !is_under_since(context, date)).or_else(|| since_then().then_some(first))
}

/// A date right behind the last who or where: "sitting across from the minister last month".
fn date_beside<'m>(context: &'m Context<'_>, trigger: &Trigger) -> Option<&'m DateMention> {
    let doc = context.doc;
    let last = *trigger.sides.iter().chain(&trigger.places).chain([&trigger.token]).max()?;
    let last = &place_behind(doc, last).map_or(last, |(_, end)| end);
    dates_of_sentence(context, trigger.token).iter().find(|mention| {
        let start = mention.tokens.start;
        let linked = || ["on", "dated", "of"].iter().any(|word| lower_is(context.doc.token(last + 1), word));
        start == last + 1 || start == last + 2 && linked()
    })
}

fn dates_of_sentence<'m>(context: &'m Context<'_>, token: usize) -> &'m [DateMention] {
    let sentence = context.doc.sentence(context.doc.token(token).sentence());
    let from = context.dates.partition_point(|mention| mention.tokens.start < sentence.start);
    let to = context.dates.partition_point(|mention| mention.tokens.start < sentence.end);
    context.dates.get(from..to).unwrap_or_default()
}

/// "complains in a letter", "it needs half an hour on the telephone": such contacts do not go on.
fn is_done_at_once(kind: ContactKind, trigger: &Trigger) -> bool {
    kind == ContactKind::Correspondence || kind == ContactKind::Call && trigger.is_noun
}

/// Days put right what the words leave to them: what lies ahead of the report is planned, what lies behind it was held.
fn by_days(context: &Context<'_>, at_once: bool, said: Verdict, when: &Period) -> Verdict {
    let Some(published) = context.published else { return said };
    let ahead = when.from.is_some_and(|from| from > published);
    let behind = when.to.is_some_and(|to| to < published);
    let status = match said.status {
        ContactStatus::UnderWay if at_once => ContactStatus::Held,
        ContactStatus::Held | ContactStatus::UnderWay if ahead => ContactStatus::Planned,
        ContactStatus::Planned if behind && said.by_days => ContactStatus::Held,
        ContactStatus::UnderWay if behind => ContactStatus::Held,
        ContactStatus::Held if said.begun && !behind => ContactStatus::UnderWay,
        status => status,
    };
    Verdict { status, ..said }
}

/// How many days before the report a day without its year lies at most; what is ahead is then meant a year later.
const HALF_A_YEAR: i32 = 183;

/// The days of what is told as still to come: "invited them for 19 November" means the next one, "will meet this weekend" the one
/// that comes.
fn ahead(context: &Context<'_>, trigger: &Trigger, said: Verdict, date: &DateMention) -> Period {
    // Where the days decide whether it is ahead, they are left as they are.
    let open = matches!(said.status, ContactStatus::Planned | ContactStatus::Possible) && !said.by_days;
    let off = said.status == ContactStatus::Cancelled;
    let words = context.doc.slice(date.tokens.clone()).to_lowercase();
    let (Some(published), true) = (context.published, open || off) else { return date.period };
    let behind = |days: i32| date.period.to.is_some_and(|to| to < published.saturating_sub(days.days()));
    let has_year = words.split(|char: char| !char.is_ascii_digit()).any(|digits| digits.len() == 4);
    let planned_for = || {
        let verb = context.doc.token(date.tokens.end - 1).ancestors().take(DEEP).find(|above| is_verbal(*above));
        verb.is_some_and(|verb| {
            matches!(verb.lemma(), "plan" | "schedule" | "set" | "due" | "slate") && verb.dep == "acl"
        })
    };
    let of_week = date.period.days() == Some(1) && behind(0) && !behind(7);
    let moved_there = || date_moved_to(context, trigger, context.doc.token(trigger.token)) == Some(date);
    // "invited them to Oslo in April"; what was proposed "in April" stands before it.
    let month = matches!(date.period.days(), Some(28..=31)) && date.tokens.start > trigger.token;
    let month = month && !["month", "last", "since"].iter().any(|word| words.contains(word));
    let numbered = words.contains(|char: char| char.is_ascii_digit());
    let later = if of_week && (off && planned_for() || moved_there()) || words.contains("this weekend") && behind(0) {
        7.days()
    } else if !has_year && (numbered || month) && behind(HALF_A_YEAR) {
        1.years()
    } else {
        return date.period;
    };
    let moved = |day: jiff::civil::Date| day.saturating_add(later);
    Period { from: date.period.from.map(moved), to: date.period.to.map(moved) }
}

/// The tokens from the first to the last word that tells of the contact, within its sentence.
fn evidence(context: &Context<'_>, trigger: &Trigger, date: Option<&DateMention>) -> Range<usize> {
    let doc = context.doc;
    let token = doc.token(trigger.token);
    let sentence = doc.sentence(token.sentence());
    let verb =
        trigger.verb.filter(|verb| verb_above(token).is_none_or(|(above, direct)| direct || above.index() != *verb));
    let slots = trigger.sides.iter().chain(&trigger.places).chain(&trigger.hosts).chain(&trigger.means).copied();
    let dates = date.map(|date| [date.tokens.start, date.tokens.end.saturating_sub(1)]);
    let all = slots.chain(verb).chain(dates.into_iter().flatten()).filter(|index| sentence.contains(index));
    let mut range = noun_phrase_start(token)..trigger.token + 1;
    for index in all {
        let start = noun_phrase_start(doc.token(index));
        let (from, to) = (range.start.min(start), range.end.max(index + 1));
        if to - from <= LONGEST {
            range = from..to;
        }
    }
    let breaks = |index: &usize| doc.token(*index).text().contains('\n');
    if let Some(before) = (range.start..trigger.token).rev().find(breaks) {
        range.start = before + 1;
    }
    if let Some(after) = (trigger.token..range.end).find(breaks) {
        range.end = after;
    }
    range
}

/// The first word of a noun's own phrase: "U.S." of "U.S. envoy".
fn noun_phrase_start(token: TokenRef<'_>) -> usize {
    let left = token.children_by(&["det", "compound", "amod", "poss", "nmod", "nummod", "predet"]);
    left.map(TokenRef::left_edge).chain([token.index()]).min().unwrap_or(token.index()).max(token.left_edge())
}

fn span(context: &Context<'_>, tokens: Range<usize>) -> Span {
    let bytes = context.doc.bytes(tokens);
    Span { start: bytes.start as u32, end: bytes.end as u32 }
}

/// The items that the words speak of.
fn terms(context: &Context<'_>, tokens: &Range<usize>) -> Vec<Term> {
    let found = crate::matter::terms_in(context.doc, context.codebook, tokens.clone());
    let mut terms: Vec<Term> = found.into_iter().map(|found| found.term).collect();
    terms.retain(|term| *term != Term::TalksFormat);
    terms.sort_unstable();
    terms.dedup();
    terms
}
