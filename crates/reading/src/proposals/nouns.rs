//! Answers told by a noun: "the union's rejection of the offer", "gave the plan its blessing".

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::{Answer, Responses};

use super::mention::noun_phrase;
use crate::clause::{agent, clause_range, is_negated, is_passive, subject};

/// Verbs that add nothing to the answer that is their object, and say that their subject gives it.
const GIVES: [&str; 19] = [
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
];

/// Verbs whose subject gets the answer: "the plan drew a refusal from", "won the approval of".
const GETS: [&str; 11] = ["draw", "get", "receive", "win", "meet", "earn", "secure", "obtain", "find", "gain", "have"];

/// What a noun of answering tells.
pub(super) struct Told<'d> {
    /// What is answered.
    pub(super) value: Answer,
    /// Who answers, where the noun's own clause says so.
    pub(super) answerer: Option<TokenRef<'d>>,
    /// What may be answered, the surest first.
    pub(super) matter: Vec<TokenRef<'d>>,
    /// The words.
    pub(super) tokens: Range<usize>,
}

/// The answer that a noun tells, if anybody gives it.
pub(super) fn told<'d>(noun: TokenRef<'d>, responses: &Responses) -> Option<Told<'d>> {
    let value = responses.noun(&noun.lemma().to_lowercase(), |rest| rest.is_empty())?;
    let none = noun.children_by(&["det", "neg"]).any(|word| matches!(word.lemma(), "no" | "any" | "without"));
    if none || matches!(noun.dep, "compound" | "conj") {
        return None;
    }
    let verb = verb_above(noun).filter(|verb| !is_negated(*verb));
    let lemma = verb.map(TokenRef::lemma).unwrap_or_default();
    let below = |token: TokenRef<'d>, words: &'static [&'static str]| {
        let prepositions = token.children_by(&["prep", "dative", "agent"]).filter(|prep| words.contains(&prep.lemma()));
        prepositions.flat_map(|prep| prep.children_by(&["pobj"])).next()
    };
    let gets = verb.filter(|_| GETS.contains(&lemma));
    let gives = verb.filter(|verb| GIVES.contains(&lemma) && !is_passive(*verb));
    let from = |token: TokenRef<'d>| below(token, &["from", "by"]);
    let own_matter = if gets.is_some() { None } else { below(noun, &["of", "to", "for", "with", "on"]) };
    // "its support": of whom or what, only the complement tells.
    let owner = noun.children_by(&["poss"]).next().filter(|_| own_matter.is_some());
    let answerer = from(noun)
        .or_else(|| gets.and_then(from))
        .or_else(|| gets.and_then(|_| below(noun, &["of", "in"])))
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
    answerer.is_some().then(|| Told { value, answerer, matter: matter.collect(), tokens })
}

/// The verb of which the noun is the object, also through "with": "met with a refusal".
fn verb_above(noun: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let above = noun.head_token();
    match noun.dep {
        "dobj" | "nsubjpass" | "attr" => Some(above),
        "pobj" if matches!(above.lemma(), "with" | "to") => Some(above.head_token()),
        _ => None,
    }
    .filter(|verb| matches!(verb.pos, Pos::Verb | Pos::Aux))
}
