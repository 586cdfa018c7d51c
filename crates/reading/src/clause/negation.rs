//! Whether a verb's event is denied, possible, wanted or told.

use rapporteur_language::{Pos, TokenRef};

/// How a verb's event is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modality {
    /// As it is or was: "accepts", "has accepted".
    Told,
    /// "will accept".
    Will,
    /// "would accept", which reports a "will" or depends on something.
    Would,
    /// "may accept", "could accept".
    May,
    /// "must accept", "should accept".
    Must,
}

/// The modality of a verb from its own auxiliaries.
pub(crate) fn modality(verb: TokenRef<'_>) -> Modality {
    let modal = verb.children_by(&["aux", "auxpass"]).find(|child| child.tag == "MD");
    match modal.map(|modal| modal.text().to_lowercase()).as_deref() {
        Some("will" | "wo" | "shall" | "'ll" | "’ll") => Modality::Will,
        Some("would" | "'d" | "’d") => Modality::Would,
        Some("may" | "might" | "could" | "can" | "ca") => Modality::May,
        Some("must" | "should" | "ought") => Modality::Must,
        _ => Modality::Told,
    }
}

/// How many verbs above are asked whether they deny this one.
const CLIMB: usize = 3;

/// Verbs that deny what they govern: "refused to sign".
const DENYING: [&str; 8] = ["refuse", "decline", "fail", "stop", "cease", "deny", "omit", "forget"];

/// Whether the event is denied: by "not" and its like at the verb, by its subject or object ("no party", "no text"), or
/// by a verb above ("refused to accept"). Two denials cancel each other: "did not refuse to accept".
pub(crate) fn is_negated(verb: TokenRef<'_>) -> bool {
    let mut negated = by_own_words(verb);
    let mut at = verb;
    for _ in 0..CLIMB {
        let above = at.head_token();
        if above == at
            || !matches!(at.dep, "xcomp" | "ccomp" | "pcomp" | "conj")
            || !is_verbal(above) && at.dep != "pcomp"
        {
            break;
        }
        if at.dep == "pcomp" && above.lemma() == "without" {
            return !negated;
        }
        if at.dep == "conj" {
            // "did not reply or explain": a denial without a subject of its own is shared.
            let own = at.children().any(|child| child.dep.starts_with("nsubj"));
            if own || above.dep != "xcomp" {
                break;
            }
        } else if at.dep == "xcomp" || at.dep == "ccomp" {
            let denies = DENYING.contains(&above.lemma()) && at.dep == "xcomp";
            let yet = above.lemma() == "have" && above.children().any(|child| child.lemma() == "yet");
            // "is not ready to accept", "does not intend to accept"
            let passes_on = at.dep == "xcomp" && by_own_words(above);
            negated ^= denies || yet || passes_on;
        }
        at = above;
    }
    negated
}

fn by_own_words(verb: TokenRef<'_>) -> bool {
    verb.children().any(|child| match child.dep {
        "neg" => true,
        "advmod" | "preconj" | "cc" => {
            matches!(
                child.text().to_lowercase().as_str(),
                "never" | "hardly" | "scarcely" | "neither" | "nor" | "nowhere"
            ) || child.lemma() == "longer" && child.children().any(|word| word.lemma() == "no")
        }
        "nsubj" | "nsubjpass" | "dobj" | "attr" => is_denied_noun(child),
        "aux" | "auxpass" => child.children().any(|word| word.dep == "neg"),
        "prep" => child.children_by(&["pobj"]).any(|noun| is_denied_noun(noun) && !is_tally(child, noun)),
        _ => false,
    })
}

/// "approved it by 68 votes to none": a count.
fn is_tally(preposition: TokenRef<'_>, noun: TokenRef<'_>) -> bool {
    preposition.lemma() == "to" && noun.text() == "none" && noun.children().next().is_none()
}

/// "no text", "none of it", "nobody", "not one peso", "nothing".
fn is_denied_noun(noun: TokenRef<'_>) -> bool {
    matches!(noun.text().to_lowercase().as_str(), "none" | "nobody" | "nothing" | "neither")
        || noun.children_by(&["det", "neg", "nummod"]).any(|word| {
            matches!(word.text().to_lowercase().as_str(), "no" | "not" | "neither")
                || word.children().any(|below| below.dep == "neg")
        })
}

fn is_verbal(token: TokenRef<'_>) -> bool {
    matches!(token.pos, Pos::Verb | Pos::Aux | Pos::Adj)
}

/// Whether the sentence asks.
pub(crate) fn is_question(token: TokenRef<'_>) -> bool {
    let doc = token.doc();
    let mut backwards = doc.sentence(token.sentence()).rev().map(|index| doc.token(index));
    let last =
        backwards.find(|token| token.pos != Pos::Space && !matches!(token.text(), "\"" | "”" | "''" | "’" | "'"));
    last.is_some_and(|last| last.text() == "?")
}
