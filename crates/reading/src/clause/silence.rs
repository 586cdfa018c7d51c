//! Silence: what somebody would not say.

use rapporteur_language::TokenRef;

/// "refused to be drawn", "declined to comment": neither a statement nor an answer.
pub(crate) fn keeps_silent(verb: TokenRef<'_>) -> bool {
    let speaks = |below: TokenRef<'_>| {
        matches!(
            below.lemma(),
            "draw"
                | "comment"
                | "say"
                | "speak"
                | "elaborate"
                | "answer"
                | "name"
                | "confirm"
                | "discuss"
                | "speculate"
        )
    };
    verb.children_by(&["xcomp"]).any(speaks)
}
