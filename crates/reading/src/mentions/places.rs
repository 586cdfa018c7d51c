//! Places, which do not act, and capitals told as places rather than as governments.

use std::ops::Range;

use super::resolver::{Form, Resolver};
use super::text::Text;

/// Is a capital told as the city? "arrived in Moscow" is, "talks with Moscow" is not.
pub(super) fn is_location(text: &Text<'_>, range: &Range<usize>) -> bool {
    let head = super::people::head_of(text, range);
    let token = text.token(head);
    let above = token.head_token();
    match token.dep {
        "pobj" => {
            matches!(
                above.lemma(),
                "in" | "at"
                    | "to"
                    | "near"
                    | "outside"
                    | "around"
                    | "through"
                    | "into"
                    | "toward"
                    | "towards"
                    | "across"
                    | "inside"
                    | "via"
                    | "over"
                    | "above"
                    | "off"
                    | "within"
            ) || above.lemma() == "from"
                && matches!(
                    above.head_token().lemma(),
                    "return" | "fly" | "arrive" | "travel" | "come" | "report" | "broadcast" | "drive"
                )
        }
        "dobj" => matches!(
            above.lemma(),
            "visit" | "leave" | "reach" | "enter" | "tour" | "hit" | "shell" | "strike" | "bomb"
        ),
        "compound" | "nmod" => true,
        "npadvmod" => true,
        _ => text.is_dateline(range.start),
    }
}

/// "the Norville agreement", "the Norville nuclear talks": what is called by the city where it was, and is not its state's.
pub(super) fn calls_an_event(text: &Text<'_>, range: &Range<usize>) -> bool {
    const EVENTS: [&str; 19] = [
        "agreement",
        "deal",
        "accord",
        "talk",
        "talks",
        "conference",
        "summit",
        "process",
        "protocol",
        "declaration",
        "communique",
        "communiqué",
        "round",
        "pact",
        "treaty",
        "meeting",
        "negotiation",
        "format",
        "platform",
    ];
    let token = text.token(super::people::head_of(text, range));
    let called = matches!(token.dep, "compound" | "nmod" | "amod") && !text.is_possessive_mark(range.end);
    called && EVENTS.contains(&token.head_token().lemma().to_lowercase().as_str())
}

/// A place's mention; places of one name are one.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>, range: &Range<usize>) {
    let name = resolver.text.doc.slice(range.clone());
    let found = resolver.place(name);
    let head = super::people::head_of(resolver.text, range);
    resolver.mention(range.clone(), head, Form::Name, found);
}
