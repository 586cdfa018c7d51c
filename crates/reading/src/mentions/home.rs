//! The state that a report is written from the midst of: whose "the government" and "Foreign Minister Ada Brandt" are.
//!
//! Being a venue counts for little: "talks in Geneva" make no Swiss report. What acts counts for much: "Norland's army".
//! Where one report does not say, the other reports of the negotiation may.

use std::collections::BTreeMap;

use rapporteur_record::ActorKind;
use rapporteur_record::codebook::{ActorEntry, NameKind};

use super::text::Text;

/// How much a report, or several, is about each state, by the codebook's ids.
pub(super) type Weights = BTreeMap<String, i32>;

/// The home state's id; `None` where no state has half of the weight, or half as much again as any other.
pub(super) fn state(own: &Weights, others: &Weights) -> Option<String> {
    let mut together = others.clone();
    for (id, weight) in own {
        *together.entry(id.clone()).or_default() += weight;
    }
    greater_part(own).or_else(|| greater_part(&together))
}

fn greater_part(weights: &Weights) -> Option<String> {
    let total: i32 = weights.values().sum();
    let (id, weight) = weights.iter().max_by_key(|(_, weight)| **weight)?;
    let next = weights.iter().filter(|(other, _)| *other != id).map(|(_, weight)| *weight).max().unwrap_or_default();
    (*weight > 1 && (weight * 2 >= total || *weight * 2 >= next * 3)).then(|| id.clone())
}

/// What a state weighs where its army or its minister does something.
const ACTING: i32 = 3;

/// What a report's names of states weigh.
pub(super) fn weights(text: &Text<'_>) -> Weights {
    let (mut weights, mut written_in) = (Weights::new(), Weights::new());
    for (range, found) in text.actors.iter().filter(|(_, found)| found.actor.kind == ActorKind::State) {
        let weight = weight(text, range.start, range.end, found.name.kind);
        let of = if text.is_dateline(range.start) { &mut written_in } else { &mut weights };
        *of.entry(found.actor.id.clone()).or_default() += weight;
    }
    // "DAKAR, Senegal (Agency) - Norland's army": the reporter's desk may be anywhere; it tells the state where none is seen to act.
    let acts = weights.values().any(|weight| *weight >= ACTING);
    for (id, weight) in written_in {
        if !acts || weights.contains_key(&id) {
            *weights.entry(id).or_default() += weight;
        }
    }
    weights
}

fn weight(text: &Text<'_>, start: usize, end: usize, kind: NameKind) -> i32 {
    let range = start..end;
    let event = kind == NameKind::Capital && super::places::calls_an_event(text, &range);
    if event || super::phrase::is_patron(text, end) {
        return 0;
    }
    if kind == NameKind::Capital && super::places::is_location(text, &range) {
        return if start < 8 { 4 } else { 1 };
    }
    let head = super::people::head_of(text, &range);
    let token = text.token(head);
    let venue = token.dep == "pobj" && matches!(token.head_token().lemma(), "in" | "to" | "at" | "from");
    let next = if text.is_possessive_mark(end) { end + 1 } else { end };
    let acts = next < text.len() && (text.office_at(next).is_some() || !text.nouns.of(&text.lemma(next)).is_empty());
    match (acts, venue || token.dep == "compound") {
        (true, _) => ACTING,
        (false, true) => 0,
        (false, false) => 1,
    }
}

/// The state of which a report is above all: four fifths of the weight.
pub(super) fn alone(weights: &Weights) -> Option<String> {
    let total: i32 = weights.values().sum();
    let (id, weight) = weights.iter().max_by_key(|(_, weight)| **weight)?;
    (*weight > 1 && weight * 5 >= total * 4).then(|| id.clone())
}

/// How many sentences back one looks for the state of which the text speaks.
const SENTENCES: u32 = 12;

/// The state told nearest before a token: one that acts or owns before others, those of the same sentence first. A venue
/// is one only at a sentence's beginning ("In Norville the reception was chilly").
pub(super) fn near<'a>(text: &Text<'a>, at: usize) -> Option<&'a ActorEntry> {
    let before = text.actors.partition_point(|(range, _)| range.start < at);
    let sentence = text.sentence(at);
    let mut best: Option<(i32, &'a ActorEntry)> = None;
    for (range, found) in text.actors[..before].iter().rev().take(WINDOW) {
        let back = sentence - text.sentence(range.start).min(sentence);
        if back > SENTENCES {
            break;
        }
        if found.actor.kind != ActorKind::State || text.is_dateline(range.start) {
            continue;
        }
        // "flew to Norville to see Foreign Minister Ada Brandt"
        let host = found.name.kind == NameKind::Capital
            && back == 0
            && at - range.end < 6
            && text.pos(at) != rapporteur_language::Pos::Verb;
        let score = if host { 3 } else { presence(text, range, found.name.kind) - 3 * back as i32 };
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, found.actor));
        }
    }
    best.map(|(_, entry)| entry)
}

/// How many names one looks back over.
const WINDOW: usize = 60;

/// How much a state is there where it is named.
fn presence(text: &Text<'_>, range: &std::ops::Range<usize>, kind: NameKind) -> i32 {
    let head = super::people::head_of(text, range);
    let token = text.token(head);
    let fronted = range.start > 0 && text.sentence(range.start - 1) == text.sentence(range.start) && {
        range.start < 2
            || text.sentence(range.start - 2) != text.sentence(range.start)
            || text.word(range.start - 2) == "\n\n"
    };
    let place = token.dep == "pobj" && matches!(token.head_token().lemma(), "in" | "to" | "at" | "from" | "near");
    match (token.dep, place) {
        (_, true) if fronted => 3,
        (_, true) if kind == NameKind::Capital => -4,
        (_, true) => -1,
        ("nsubj" | "nsubjpass" | "poss", _) => 4,
        _ => 2,
    }
}
