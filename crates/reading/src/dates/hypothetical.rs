//! Past tenses that tell of nothing past: "if they left by Friday, we would sign", "gave them until Friday".
//!
//! | told | on the day |
//! |---|---|
//! | would sign **if** they **were freed** by 1 April | ahead |
//! | **provided that** they **were freed** by 1 April | ahead |
//! | **gave** the firm **until** 3 June to pay | ahead |
//! | were freed by 1 April | back |
//! | had they been freed by 1 April | back |
//! | asked if they met on 1 April | back |

use rapporteur_language::TokenRef;

/// Words that open a condition.
const IF: [&str; 6] = ["if", "unless", "once", "until", "till", "long"];

/// Words on which a condition hangs as their content.
const PROVIDED: [&str; 6] = ["provide", "provided", "providing", "condition", "proviso", "assume"];

/// Is that clause in the past tense a condition of what somebody would or will do?
pub(super) fn is_condition(verb: TokenRef<'_>) -> bool {
    if verb.children_by(&["aux", "auxpass"]).any(|aux| aux.lemma() == "have") {
        return false;
    }
    let above = verb.head_token();
    match verb.dep {
        "advcl" => {
            let opened = verb.children_by(&["mark", "advmod"]).any(|mark| IF.contains(&mark.lemma()));
            opened && above.children_by(&["aux"]).any(|aux| aux.tag == "MD")
        }
        "ccomp" | "acl" | "pcomp" => PROVIDED.contains(&above.lemma()) || PROVIDED.contains(&above.text()),
        _ => false,
    }
}

/// Is somebody given until that day to do something?
pub(super) fn is_given_until(verb: TokenRef<'_>, day: TokenRef<'_>) -> bool {
    matches!(verb.lemma(), "give" | "grant" | "allow")
        && matches!(day.head_token().lemma(), "until" | "till")
        && verb.children_by(&["xcomp", "advcl", "acl"]).any(|doing| doing.tag == "VB")
}
