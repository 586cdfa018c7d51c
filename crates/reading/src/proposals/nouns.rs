//! Answers told by a noun: "the union's rejection of the offer", "gave the plan its blessing".

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::ResponseValue;
use rapporteur_record::codebook::{Answer, Responses};

use super::mention::noun_phrase;
use super::value::{conditions_of, reservations};
use crate::clause::{agent, clause_range, is_negated, is_passive, subject};

/// Verbs that add nothing to the answer that is their object, and say that their subject gives it.
const GIVES: [&str; 26] = [
    "give",
    "grant",
    "voice",
    "express",
    "signal",
    "announce",
    "repeat",
    "reiterate",
    "confirm",
    "declare",
    "lend",
    "throw",
    "pledge",
    "offer",
    "state",
    "register",
    "indicate",
    "affirm",
    "renew",
    "raise",
    "turn",
    "show",
    "maintain",
    "signify",
    "react",
    "respond",
];

/// Verbs whose subject makes the counter-proposal that is their object: "came back with a counter-offer".
const MAKES: [&str; 12] =
    ["make", "submit", "table", "present", "send", "unveil", "come", "go", "reply", "answer", "counter", "prepare"];

/// Adjectives of a yes that depends on something.
const QUALIFIED: [&str; 4] = ["qualified", "conditional", "provisional", "grudging"];

/// Verbs by which the answer that is their object ends: "lifted its veto on the plan".
const LIFTS: [&str; 8] = ["lift", "drop", "withdraw", "abandon", "end", "waive", "reverse", "overcome"];

/// Verbs whose subject gets the answer: "the plan drew a refusal from", "won the approval of".
const GETS: [&str; 20] = [
    "draw",
    "get",
    "receive",
    "win",
    "meet",
    "earn",
    "secure",
    "obtain",
    "find",
    "gain",
    "have",
    "greet",
    "fall",
    "attract",
    "elicit",
    "encounter",
    "come",
    "face",
    "run",
    "provoke",
];

/// What a noun of answering tells.
pub(super) struct Told<'d> {
    /// What is answered.
    pub(super) value: Answer,
    /// Who answers, where the noun's own clause says so.
    pub(super) answerer: Option<TokenRef<'d>>,
    /// On what conditions.
    pub(super) conditions: Vec<Range<usize>>,
    /// What may be answered, the surest first.
    pub(super) matter: Vec<TokenRef<'d>>,
    /// The words.
    pub(super) tokens: Range<usize>,
}

/// The answer that a noun tells, if anybody gives it.
pub(super) fn told<'d>(noun: TokenRef<'d>, responses: &Responses) -> Option<Told<'d>> {
    if let Some(awaited) = awaited(noun) {
        return Some(awaited);
    }
    let mut value = value(noun, responses)?;
    if let Some((owner, reply)) = verdict(noun) {
        let matter = below(reply, &["to"]).into_iter().collect();
        return Some(Told {
            value,
            answerer: Some(owner),
            conditions: Vec::new(),
            matter,
            tokens: clause_range(noun.head_token()),
        });
    }
    let none = noun.children_by(&["det", "neg"]).any(|word| matches!(word.lemma(), "no" | "any" | "without"));
    if matches!(noun.dep, "compound" | "conj") || none && !is_objection(noun) {
        return None;
    }
    let verb = verb_above(noun).filter(|verb| none || !is_negated(*verb));
    let lemma = verb.map(TokenRef::lemma).unwrap_or_default();
    let lifts = verb.filter(|verb| LIFTS.contains(&lemma) && !is_passive(*verb));
    if none || lifts.is_some() {
        value = Answer { response: undone(value.response)?, weak: false };
    }
    let gets = verb.filter(|_| GETS.contains(&lemma));
    // "raised no objection", "has no objection"
    let is_giving = GIVES.contains(&lemma)
        || none && lemma == "have"
        || value.response == ResponseValue::Countered && MAKES.contains(&lemma);
    let gives = verb.filter(|verb| is_giving && !is_passive(*verb)).or(lifts);
    let gets = gets.filter(|_| gives.is_none());
    let from = |token: TokenRef<'d>| below(token, &["from", "by"]);
    let own_matter = if gets.is_some() { None } else { below(noun, &["of", "to", "for", "with", "on"]) };
    // "its support": of whom or what, only the complement tells.
    let owner = noun.children_by(&["poss"]).next().filter(|_| own_matter.is_some());
    let answerer = from(noun)
        .or_else(|| gets.and_then(from))
        .or_else(|| gets.and_then(|verb| below(noun, &["of", "in"]).or_else(|| below(verb, &["in"]))))
        .or_else(|| gives.and_then(subject))
        .or_else(|| verb.filter(|_| GIVES.contains(&lemma)).and_then(agent))
        .or(owner);
    let receiver = gives.and_then(|verb| below(verb, &["to"]).or_else(|| verb.children_by(&["dative"]).next()));
    let subject_of_getting = gets.and_then(|verb| verb.children_by(&["nsubj", "nsubjpass"]).next());
    let matter = own_matter.into_iter().chain(receiver.filter(|one| one.pos != Pos::Adp)).chain(subject_of_getting);
    let tokens = match gives.or(gets) {
        Some(verb) => clause_range(verb),
        None => noun_phrase(noun),
    };
    let conditions: Vec<Range<usize>> =
        gives.map(|verb| conditions_of(verb).into_iter().chain(reservations(verb)).collect()).unwrap_or_default();
    let is_qualified = noun.children_by(&["amod"]).any(|word| QUALIFIED.contains(&word.lemma()));
    if value.response == ResponseValue::Accepted && (is_qualified || !conditions.is_empty()) {
        value.response = ResponseValue::Conditional;
    }
    answerer.is_some().then(|| Told { value, answerer, conditions, matter: matter.collect(), tokens })
}

/// The noun below one of the prepositions at a word.
fn below<'d>(token: TokenRef<'d>, words: &[&str]) -> Option<TokenRef<'d>> {
    let prepositions = token.children_by(&["prep", "dative", "agent"]).filter(|prep| words.contains(&prep.lemma()));
    prepositions.flat_map(|prep| prep.children_by(&["pobj"])).next()
}

/// Is it what one gives another who asked for something?
fn is_reply(noun: TokenRef<'_>) -> bool {
    matches!(noun.lemma(), "reply" | "answer" | "response")
}

/// "No reply has come from Kenya", "Kenya's answer is expected on Monday": still to come.
fn awaited(noun: TokenRef<'_>) -> Option<Told<'_>> {
    if !is_reply(noun) {
        return None;
    }
    let verb = noun.head_token();
    let none = noun.children_by(&["det"]).any(|det| det.text().eq_ignore_ascii_case("no"));
    let awaits =
        matches!(verb.lemma(), "await" | "expect") && matches!(noun.dep, "nsubjpass" | "dobj") && !is_negated(verb);
    let answerer = if none {
        below(noun, &["from", "by"]).or_else(|| below(verb, &["from"]))
    } else {
        noun.children_by(&["poss"]).next().filter(|_| awaits)
    }?;
    let value = Answer { response: ResponseValue::Pending, weak: false };
    let matter = below(noun, &["to"]).into_iter().collect();
    Some(Told { value, answerer: Some(answerer), conditions: Vec::new(), matter, tokens: clause_range(verb) })
}

/// "Kenya's answer was no": whose reply the noun is said to be, and the reply.
fn verdict(noun: TokenRef<'_>) -> Option<(TokenRef<'_>, TokenRef<'_>)> {
    let copula = noun.head_token();
    if copula.lemma() != "be" || !matches!(noun.dep, "attr" | "acomp" | "intj") {
        return None;
    }
    let reply = copula.children_by(&["nsubj"]).next().filter(|subject| is_reply(*subject))?;
    Some((reply.children_by(&["poss"]).next()?, reply))
}

/// The answer that a noun names, by itself or with an adjective: "rejection", "cool reception", "deaf ears".
fn value(noun: TokenRef<'_>, responses: &Responses) -> Option<Answer> {
    let lemma = noun.lemma().to_lowercase();
    let qualified = |word: TokenRef<'_>| {
        responses.noun(&word.lemma().to_lowercase(), |rest| rest.len() == 1 && rest.iter().all(|one| *one == lemma))
    };
    let by_adjective = || noun.children_by(&["amod", "compound"]).find_map(qualified);
    responses.noun(&lemma, |rest| rest.is_empty()).or_else(by_adjective)
}

/// "raised no objection": who has none agrees.
fn is_objection(noun: TokenRef<'_>) -> bool {
    matches!(noun.lemma(), "objection" | "opposition" | "resistance") && noun.dep == "dobj"
}

/// What one answers who ends an answer of before.
fn undone(response: ResponseValue) -> Option<ResponseValue> {
    match response {
        ResponseValue::Rejected => Some(ResponseValue::Accepted),
        ResponseValue::Accepted => Some(ResponseValue::Withdrawn),
        _ => None,
    }
}

/// The verb of which the noun is the object, also through a preposition: "met with a refusal", "ran into opposition".
fn verb_above(noun: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let above = noun.head_token();
    match noun.dep {
        "dobj" | "nsubjpass" | "attr" => Some(above),
        "pobj" if matches!(above.lemma(), "with" | "to" | "on" | "into" | "under") => Some(above.head_token()),
        _ => None,
    }
    .filter(|verb| matches!(verb.pos, Pos::Verb | Pos::Aux))
}
