//! The state that a report is written from the midst of: whose "the government" and "Foreign Minister Ada Brandt" are.
//!
//! Being a venue counts for little: "talks in Geneva" make no Swiss report. What acts counts for much: "Norland's army".
//! Where one report does not say, the other reports of the negotiation may.

use std::collections::BTreeMap;

use rapporteur_record::ActorKind;
use rapporteur_record::codebook::NameKind;

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

/// What a report's names of states weigh.
pub(super) fn weights(text: &Text<'_>) -> Weights {
    let mut weights = Weights::new();
    for (range, found) in text.actors.iter().filter(|(_, found)| found.actor.kind == ActorKind::State) {
        let weight = weight(text, range.start, range.end, found.name.kind);
        *weights.entry(found.actor.id.clone()).or_default() += weight;
    }
    weights
}

fn weight(text: &Text<'_>, start: usize, end: usize, kind: NameKind) -> i32 {
    let range = start..end;
    if kind == NameKind::Capital && super::places::is_location(text, &range) {
        return if start < 8 { 4 } else { 1 };
    }
    let head = super::people::head_of(text, &range);
    let token = text.token(head);
    let venue = token.dep == "pobj" && matches!(token.head_token().lemma(), "in" | "to" | "at" | "from");
    let next = if text.is_possessive_mark(end) { end + 1 } else { end };
    let acts = next < text.len() && (text.office_at(next).is_some() || !text.nouns.of(&text.lemma(next)).is_empty());
    match (acts, venue || token.dep == "compound") {
        (true, _) => 3,
        (false, true) => 0,
        (false, false) => 1,
    }
}
