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
use rapporteur_record::ActorKind;

use super::entities::{EntityId, Kind};
use super::resolver::Resolver;
use super::text::Text;

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
        speaking.tag == "VBG"
            && matches!(speaking.lemma(), "speak" | "act" | "talk")
            && (speaking.index() < range.start || is_aside(text, range, *speaking))
    });
    // "Ada Brandt, speaking for the islands, said"
    let beside = text.few_children(token).filter(|child| child.lemma() == "speak" && is_aside(text, range, *child));
    let speaking =
        speaking.chain(beside).flat_map(|speaking| text.few_children(speaking)).filter(|child| child.dep == "prep");
    let behind =
        token.children_by(&["prep"]).filter(|prep| prep.index() > range.start && text.word(prep.index() - 1) == ",");
    // "supported by Sudmark, for the islands": the parse hangs the phrase on the participle.
    let above = token.head_token();
    let agent = (token.dep == "pobj" && above.dep == "agent").then(|| above.head_token());
    let agents = agent.into_iter().flat_map(|verb| text.few_children(verb)).filter(|prep| prep.dep == "prep");
    let agents = agents.filter(|prep| prep.index() == range.end + 1 && text.word(range.end) == ",");
    let mut objects: Vec<usize> = around
        .chain(speaking)
        .chain(behind)
        .chain(agents)
        .filter_map(|preposition| object(text, preposition))
        .collect();
    // "speaking for the displaced of Norville": for them, and not for Norville.
    let aside = |object: usize| text.token(object).ancestors().take(2).any(|verb| is_aside(text, range, verb));
    let told = |resolver: &Resolver<'_, '_>, object: usize| {
        !aside(object) || text.actor_at(object).is_some() || resolver.mention_at(object).is_some()
    };
    objects.retain(|object| told(resolver, *object));
    objects.into_iter().find_map(|object| {
        let side = resolver.side_of_phrase(object, 0)?;
        let party = matches!(resolver.entity(side).kind, Kind::Actor(kind) if kind.can_be_party());
        party.then_some(side)
    })
}

/// Does a participle stand behind the name and a comma?
fn is_aside(text: &Text<'_>, range: &Range<usize>, verb: TokenRef<'_>) -> bool {
    verb.tag == "VBG" && verb.index() == range.end + 1 && text.word(range.end) == ","
}

/// "Also on behalf of Kenya", "on behalf of Kenya and Uganda": the speaker's own side speaks as well, or for more than one.
fn is_for_several(text: &Text<'_>, preposition: TokenRef<'_>, object: TokenRef<'_>) -> bool {
    let also = preposition.children().any(|child| child.lemma() == "also")
        || preposition.index() > 0 && text.word(preposition.index() - 1) == "also";
    let state = text.actor_at(object.index()).is_some_and(|(_, found)| found.actor.kind == ActorKind::State);
    also || state && object.children_by(&["conj"]).next().is_some()
}

/// The token of whom "for X" or "on behalf of X" speaks.
fn object(text: &Text<'_>, preposition: TokenRef<'_>) -> Option<usize> {
    let object = preposition.children_by(&["pobj"]).next()?;
    match (preposition.lemma().to_lowercase().as_str(), object.lemma()) {
        ("for", _) => Some(object.index()),
        ("on", "behalf") => {
            let of = object.children_by(&["prep"]).next()?;
            let whom = of.children_by(&["pobj"]).next()?;
            (!is_for_several(text, preposition, whom)).then_some(whom.index())
        }
        _ => None,
    }
}
