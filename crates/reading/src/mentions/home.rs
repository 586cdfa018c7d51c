//! The state that a report is written from the midst of: whose "the government" and "Foreign Minister Ada Brandt" are.
//!
//! Being a venue counts for little: "talks in Geneva" make no Swiss report. What acts counts for much: "Norland's army".

use std::collections::BTreeMap;

use rapporteur_record::ActorKind;
use rapporteur_record::codebook::{ActorEntry, NameKind};

use super::text::Text;

/// The likeliest home state; `None` where the report speaks of none, or of several alike.
pub(super) fn state<'a>(text: &Text<'a>) -> Option<&'a ActorEntry> {
    let mut weights: BTreeMap<&str, (i32, &ActorEntry)> = BTreeMap::new();
    for (range, found) in text.actors.iter().filter(|(_, found)| found.actor.kind == ActorKind::State) {
        let weight = weight(text, range.start, range.end, found.name.kind);
        weights.entry(&found.actor.id).or_insert((0, found.actor)).0 += weight;
    }
    let most = weights.values().map(|(weight, _)| *weight).max().filter(|most| *most > 1)?;
    let mut best = weights.values().filter(|(weight, _)| *weight == most);
    let (_, entry) = best.next()?;
    best.next().is_none().then_some(*entry)
}

fn weight(text: &Text<'_>, start: usize, end: usize, kind: NameKind) -> i32 {
    let range = start..end;
    if kind == NameKind::Capital && super::places::is_location(text, &range) {
        return if start < 8 { 2 } else { 1 };
    }
    let head = super::people::head_of(text, &range);
    let token = text.token(head);
    let venue = token.dep == "pobj" && matches!(token.head_token().lemma(), "in" | "to" | "at" | "from");
    let next = if text.is_possessive_mark(end) { end + 1 } else { end };
    let acts = next < text.len() && (text.office_at(next).is_some() || !text.nouns.of(&text.lemma(next)).is_empty());
    match (acts, venue) {
        (true, _) => 3,
        (false, true) => 0,
        (false, false) => 1,
    }
}
