//! Who stays away from a contact takes no part in it, and takes nothing from it either.
//!
//! ```text
//! Norland did not attend the talks.                              the talks took place without it
//! Norland sent no team to the talks between Sudland and Sudmark.  theirs
//! Norland skipped the talks with Sudland.                         not told here: it is a side of them
//! ```

use rapporteur_language::TokenRef;

use super::clause::clause;
use super::slots::{behind, doer, lower_is, with_conjuncts};

/// Verbs of taking part.
const ATTENDING: [&str; 7] = ["attend", "join", "leave", "enter", "participate", "walk", "send"];

/// Verbs of staying away.
const SHUNNING: [&str; 6] = ["skip", "boycott", "shun", "miss", "snub", "avoid"];

/// "did not attend the talks", "skipped the summit between the two": is the verb's subject absent from what others do?
pub(super) fn is_absence(verb: TokenRef<'_>, noun: TokenRef<'_>) -> bool {
    let the = noun.children_by(&["det"]).any(|child| lower_is(child, "the"));
    let whose = noun.children_by(&["prep"]).any(|child| ["with", "between"].iter().any(|word| lower_is(child, word)));
    let attends = ATTENDING.contains(&verb.lemma()) && verb.lemma() != "send";
    attends && the && !whose && clause(verb).negated || is_of_others(verb, noun)
}

/// "refused to attend the meeting between the two": a meeting of two others, from which a third stays away.
pub(super) fn is_of_others(verb: TokenRef<'_>, noun: TokenRef<'_>) -> bool {
    let sides: Vec<TokenRef<'_>> = behind(noun, &["between".to_owned()]).into_iter().flat_map(with_conjuncts).collect();
    stays_away(verb) && sides.len() >= 2 && doer(verb).is_some_and(|absent| is_another(absent, &sides))
}

fn stays_away(verb: TokenRef<'_>) -> bool {
    let above = verb.head_token();
    let declines = verb.dep == "xcomp" && matches!(above.lemma(), "refuse" | "decline" | "fail");
    let sends_none = verb.children_by(&["dobj"]).any(|sent| sent.children_by(&["det"]).any(|no| lower_is(no, "no")));
    let attends = ATTENDING.contains(&verb.lemma());
    attends && (clause(verb).negated || declines || verb.lemma() == "send" && sends_none)
        || SHUNNING.contains(&verb.lemma()) && !clause(verb).negated
}

/// A pronoun may mean one of them, and so may a word that one of them is named with.
fn is_another(absent: TokenRef<'_>, sides: &[TokenRef<'_>]) -> bool {
    let named = words_of(absent);
    absent.tag != "PRP" && !sides.iter().any(|side| words_of(*side).iter().any(|word| named.contains(word)))
}

fn words_of(head: TokenRef<'_>) -> Vec<&str> {
    let own = head.children_by(&["poss", "compound", "amod", "nmod"]).map(TokenRef::text);
    own.chain([head.text()]).collect()
}
