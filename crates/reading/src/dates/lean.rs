//! Does a clause look back or ahead? "Met on Friday" is the last one, "will meet on Friday" the next.

use rapporteur_language::{Pos, TokenRef};

use super::hypothetical;
use super::tables::TABLES;

/// Where a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// "met", "has met", "may have met".
    Past,
    /// "will meet", "agreed to meet", "is due on".
    Future,
    /// "meets": a plan or a habit.
    Present {
        /// Is the verb one that tells plans ("resume", "begin")?
        scheduled: bool,
    },
    /// No verb, or one that does not show it ("was due to meet").
    Unknown,
}

/// How far up the tree a clause is looked for; deeper trees are the parser's despair.
const REACH: usize = 24;

/// How near above its noun a preposition stands.
const NEAR: usize = 2;

/// Verbs whose object lies ahead of them.
const PROPOSING: [&str; 5] = ["plan", "propose", "reschedule", "schedule", "suggest"];

/// Where the clause of a word looks.
pub(super) fn lean(word: TokenRef<'_>) -> Lean {
    // "under way since Monday": whatever the clause tells, that day is past.
    if word.ancestors().take(NEAR).any(|above| above.lemma() == "since") {
        return Lean::Past;
    }
    let mut under_purpose = false;
    let mut under_plan = false;
    let chain = std::iter::once(word).chain(word.ancestors()).take(REACH);
    let mut below = word;
    for token in chain {
        // "proposed a meeting on Friday": what is proposed lies ahead, whenever that was.
        let object = below.dep == "dobj" && below != word;
        if object && token.pos == Pos::Verb && PROPOSING.contains(&token.lemma()) {
            return tempered(token, Lean::Future);
        }
        below = token;
        if !(matches!(token.pos, Pos::Verb | Pos::Aux) || (token.is_root() && points_ahead(token))) {
            if points_ahead(token) && matches!(token.pos, Pos::Adj) && token.index() != word.index() {
                return tempered(token.head_token(), Lean::Future);
            }
            continue;
        }
        if let Some(lean) = of_verb(token, &mut under_purpose) {
            // "would sign if they were freed by 1 April": the tense is that of the condition, the day lies ahead.
            if lean == Lean::Past && (hypothetical::is_condition(token) || hypothetical::is_given_until(token, word)) {
                return Lean::Future;
            }
            // "the session set for Monday was scrapped" tells nothing of the future, "is not in danger" does.
            return if under_plan && lean != Lean::Past { Lean::Future } else { lean };
        }
        under_plan |= points_ahead(token) && token.tag == "VBN";
    }
    if under_purpose { Lean::Future } else { Lean::Unknown }
}

fn points_ahead(token: TokenRef<'_>) -> bool {
    TABLES.ahead.contains(token.lemma()) || TABLES.ahead.contains(token.text())
}

/// What a verb and its auxiliaries show; `None` where the verb above must tell.
fn of_verb(verb: TokenRef<'_>, under_purpose: &mut bool) -> Option<Lean> {
    let auxiliaries = || verb.children_by(&["aux", "auxpass"]);
    let has = |lemma: &str| auxiliaries().any(|aux| aux.lemma() == lemma);
    // "He'd spoken" is "had", which looks like "would".
    let had = auxiliaries().any(|aux| matches!(aux.text(), "'d" | "’d")) && matches!(verb.tag, "VBN" | "VBD");
    if had {
        return Some(Lean::Past);
    }
    let modal = auxiliaries().any(|aux| aux.tag == "MD");
    let perfect = has("have") && matches!(verb.tag, "VBN" | "VBD" | "JJ");
    let past_auxiliary = auxiliaries().any(|aux| aux.tag == "VBD");
    // "Rooms can be had in July" is a habit, not a plan.
    if auxiliaries().any(|aux| aux.lemma() == "can" && aux.text() != "could") && !perfect {
        return Some(Lean::Present { scheduled: TABLES.scheduled.contains(verb.lemma()) });
    }
    if modal {
        return Some(if perfect { Lean::Past } else { Lean::Future });
    }
    let infinitive = auxiliaries().any(|aux| aux.tag == "TO");
    if infinitive || (verb.tag == "VB" && !past_auxiliary) {
        // "to have met" looks back; "plans to meet" and "is to meet" look ahead; "managed to meet" as its verb does.
        let above = verb.head_token();
        if perfect {
            return Some(Lean::Past);
        }
        let noun_or_plan = !matches!(above.pos, Pos::Verb | Pos::Aux) || above.lemma() == "be" || points_ahead(above);
        // "has written to propose a meeting on Friday": the meeting lies ahead of the writing.
        if above == verb || noun_or_plan || PROPOSING.contains(&verb.lemma()) {
            return Some(tempered(above, Lean::Future));
        }
        *under_purpose = true;
        return None;
    }
    if points_ahead(verb) && has("be") {
        return Some(tempered(verb, Lean::Future));
    }
    if perfect || past_auxiliary || verb.tag == "VBD" {
        return Some(Lean::Past);
    }
    let present_auxiliary = auxiliaries().any(|aux| matches!(aux.tag, "VBZ" | "VBP"));
    match verb.tag {
        "VBZ" | "VBP" => Some(Lean::Present { scheduled: TABLES.scheduled.contains(verb.lemma()) }),
        "VBG" if present_auxiliary => Some(Lean::Present { scheduled: true }),
        "VBN" if present_auxiliary && has("be") => {
            Some(Lean::Present { scheduled: TABLES.scheduled.contains(verb.lemma()) })
        }
        // "a ceasefire signed in June"; of "a session set for Monday" the verb above must tell.
        "VBN" if !points_ahead(verb) => Some(Lean::Past),
        "VBN" if verb.is_root() => Some(Lean::Future),
        _ => None,
    }
}

/// "was due to meet" may have met or not: told in the past, a plan shows no direction.
fn tempered(above: TokenRef<'_>, lean: Lean) -> Lean {
    let chain = std::iter::once(above).chain(above.head_token().children_by(&["aux", "auxpass"]));
    let past =
        chain.chain(above.children_by(&["aux", "auxpass"])).any(|token| token.tag == "VBD" && token.lemma() == "be");
    if past { Lean::Unknown } else { lean }
}
