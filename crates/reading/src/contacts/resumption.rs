//! Talks that ended and will resume are two contacts, of which one noun tells.
//!
//! ```text
//! Talks between Norland and Sudland ended on Tuesday and will resume on Friday.         held on Tuesday; planned for Friday
//! Talks between Norland and Sudland adjourned and are due to resume next week.          held; planned for next week
//! Talks between Norland and Sudland ended on Tuesday and were hailed.                   held on Tuesday
//! ```

use rapporteur_language::TokenRef;
use rapporteur_record::ContactStatus;
use rapporteur_record::codebook::{ContactWords, Outcome, OutlookWord};

use super::clause::clause;
use super::slots::{behind, is_verbal};
use super::telling::{Telling, telling};
use super::trigger::{Trigger, raised, verb_above, verb_outlook, whole};
use crate::context::Context;

/// Verbs of going on with it another time.
const RESUMING: [&str; 7] = ["resume", "continue", "reconvene", "restart", "reopen", "go", "proceed"];

/// What the other half of the noun's predicate tells, where that is still to come.
pub(super) fn resumed(context: &Context<'_>, words: &ContactWords, trigger: &Trigger) -> Option<Telling> {
    let top = whole(context.doc.token(trigger.token), words);
    let (verb, _) = verb_above(top).filter(|_| trigger.is_noun && top.dep.starts_with("nsubj"))?;
    let mut joined = verb.children_by(&["conj"]).filter(|other| is_verbal(*other));
    let (resuming, status) = joined.find_map(|other| to_come(words, other))?;
    let places = behind(resuming, &["in", "at"].map(str::to_owned)).into_iter().map(TokenRef::index).collect();
    let again = Trigger {
        verb: Some(resuming.index()),
        status: Some(status),
        resumed: Some(resuming.index()),
        numbered: true,
        places,
        ..trigger.clone()
    };
    telling(context, words, &again)
}

/// The verb of resuming, and whether it is planned or possible: "will resume", "are due to resume", "may resume".
fn to_come<'d>(words: &ContactWords, verb: TokenRef<'d>) -> Option<(TokenRef<'d>, ContactStatus)> {
    let due = verb.children_by(&["acomp"]).find(|word| raised(*word).is_some());
    let below = raised(verb).or_else(|| due.and_then(raised));
    let resuming = below.unwrap_or(verb);
    let form = clause(verb);
    if form.negated || !RESUMING.contains(&resuming.lemma()) {
        return None;
    }
    let planned = Outcome::Is(ContactStatus::Planned);
    let is_due = |word: TokenRef<'_>| {
        words.outlook(OutlookWord::Adjective, &word.text().to_lowercase()).any(|row| row.status == planned)
    };
    match form.status {
        Some(ContactStatus::Possible) => Some((resuming, ContactStatus::Possible)),
        Some(ContactStatus::Planned) => Some((resuming, ContactStatus::Planned)),
        _ if below.is_some()
            && (due.is_some_and(is_due) || verb_outlook(verb, words).is_some_and(|row| row.status == planned)) =>
        {
            Some((resuming, ContactStatus::Planned))
        }
        _ => None,
    }
}
