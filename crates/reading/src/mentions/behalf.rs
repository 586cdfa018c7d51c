//! For whom somebody speaks on one occasion.
//!
//! ```text
//! For the coalition, Ada Brandt said …
//! Speaking for the coalition, Ada Brandt said …
//! Norland, on behalf of the coalition, proposed …
//! Norland, for the coalition, supported by Sudmark, for the islands, proposed …
//! ```

use std::ops::Range;

use rapporteur_language::TokenRef;

use super::entities::{EntityId, Kind};
use super::resolver::Resolver;

/// Whom a named actor represents where it is named.
pub(super) fn represented(resolver: &mut Resolver<'_, '_>, range: &Range<usize>) -> Option<EntityId> {
    let text = resolver.text;
    let token = text.token(super::people::head_of(text, range));
    let verb = matches!(token.dep, "nsubj" | "nsubjpass").then(|| token.head_token());
    let around =
        verb.into_iter().flat_map(|verb| text.few_children(verb)).filter(|prep| prep.dep == "prep").filter(|prep| {
            let next = prep.right_edge() + 1;
            // "the envoy for the islands, Ada Brandt, said": what the office is for.
            let office = prep.index() > 0 && text.office_at(prep.index() - 1).is_some();
            let fronted = prep.index() < range.start && (text.word(next) == "," || next == range.start) && !office;
            fronted || prep.index() == range.end + 1 && text.word(range.end) == ","
        });
    // "Speaking for the islands, Ada Brandt said"
    let speaking = verb.into_iter().flat_map(|verb| text.few_children(verb)).filter(|speaking| {
        speaking.tag == "VBG" && matches!(speaking.lemma(), "speak" | "act" | "talk") && speaking.index() < range.start
    });
    let speaking = speaking.flat_map(|speaking| text.few_children(speaking)).filter(|child| child.dep == "prep");
    let behind =
        token.children_by(&["prep"]).filter(|prep| prep.index() > range.start && text.word(prep.index() - 1) == ",");
    // "supported by Sudmark, for the islands": the parse hangs the phrase on the participle.
    let above = token.head_token();
    let agent = (token.dep == "pobj" && above.dep == "agent").then(|| above.head_token());
    let agents = agent.into_iter().flat_map(|verb| text.few_children(verb)).filter(|prep| prep.dep == "prep");
    let agents = agents.filter(|prep| prep.index() == range.end + 1 && text.word(range.end) == ",");
    let objects: Vec<usize> = around.chain(speaking).chain(behind).chain(agents).filter_map(object).collect();
    objects.into_iter().find_map(|object| {
        let side = resolver.side_of_phrase(object, 0)?;
        let party = matches!(resolver.entity(side).kind, Kind::Actor(kind) if kind.can_be_party());
        party.then_some(side)
    })
}

/// The token of whom "for X" or "on behalf of X" speaks.
fn object(preposition: TokenRef<'_>) -> Option<usize> {
    let object = preposition.children_by(&["pobj"]).next()?;
    match (preposition.lemma().to_lowercase().as_str(), object.lemma()) {
        ("for", _) => Some(object.index()),
        ("on", "behalf") => {
            let of = object.children_by(&["prep"]).next()?;
            Some(of.children_by(&["pobj"]).next()?.index())
        }
        _ => None,
    }
}
