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
        // A dateline.
        _ => {
            range.start < 8
                && text.sentence(range.start) == 0
                && text.word(range.start).chars().all(|letter| !letter.is_lowercase())
        }
    }
}

/// A place's mention; places of one name are one.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>, range: &Range<usize>) {
    let name = resolver.text.doc.slice(range.clone());
    let found = resolver.place(name);
    let head = super::people::head_of(resolver.text, range);
    resolver.mention(range.clone(), head, Form::Name, found);
}
