//! What is done by saying something.

use rapporteur_record::codebook::Cue;
use rapporteur_record::{Act, Authority};

use super::clauses::{Clause, Content, Modal, Who};
use super::tables::TABLES;
use crate::attribution::{Attribution, Found};

/// The act of a statement: the cue's, where its word tells one, else the content's.
pub(super) fn act(
    content: &Content<'_>,
    attribution: &Attribution,
    cue: Option<&Cue>,
    lemma: &str,
    authority: Option<Authority>,
) -> Act {
    if attribution.negated {
        return Act::Expect;
    }
    let told = of_content(content, attribution, authority);
    match cue.and_then(|cue| cue.act) {
        _ if lemma == "beg" && attribution.found != Found::Infinitive && attribution.found != Found::Preposition => {
            told
        }
        None | Some(Act::Assert) => told,
        Some(act) => weighed(act, told, content, attribution, lemma),
    }
}

/// The cue's act, but where the content says more than the cue.
fn weighed(of_cue: Act, of_content: Act, content: &Content<'_>, attribution: &Attribution, lemma: &str) -> Act {
    let phrases = &TABLES.phrases;
    match of_cue {
        // "called it hasty" judges, "called it a first step" praises, "called the story invented" denies.
        Act::Criticise if NAMING.contains(&lemma) => match of_content {
            Act::Assert | Act::Demand | Act::Expect | Act::Announce => {
                if content.has(&TABLES.judgement.bad) {
                    Act::Criticise
                } else {
                    Act::Assert
                }
            }
            other => other,
        },
        // "complained that the army had attacked": what was done, not how it looks.
        Act::Criticise if matches!(of_content, Act::Accuse | Act::Deny) => of_content,
        Act::Criticise if content.clauses.iter().any(does_wrong) => Act::Accuse,
        Act::Reject if phrases.deny.found_in(content) => Act::Deny,
        Act::Threaten if matches!(lemma, "warn" | "caution") => match of_content {
            _ if attribution.found == Found::Preposition => Act::Reject,
            Act::Demand | Act::Reject | Act::Accuse => of_content,
            _ => Act::Threaten,
        },
        Act::Announce if of_content != Act::Assert && of_content != Act::Expect => of_content,
        _ => of_cue,
    }
}

/// Verbs that give a thing a name, good or bad.
const NAMING: [&str; 5] = ["call", "term", "brand", "dub", "label"];

fn does_wrong(clause: &Clause<'_>) -> bool {
    clause.who != Who::Own && !clause.negated && TABLES.verbs.misdeed.contains(&clause.verb.lemma().to_lowercase())
}

fn of_content(content: &Content<'_>, attribution: &Attribution, authority: Option<Authority>) -> Act {
    let phrases = &TABLES.phrases;
    let told = [
        (phrases.disclaim.found_in(content), Act::Disclaim),
        (phrases.deny.found_in(content), Act::Deny),
        (phrases.reject.found_in(content), Act::Reject),
        (phrases.accept.affirmed_in(content), Act::Accept),
        (phrases.criticise.found_in(content), Act::Criticise),
        (is_bargain(content), Act::Threaten),
    ];
    if let Some((_, act)) = told.into_iter().find(|(found, _)| *found) {
        return act;
    }
    let by_clause: Vec<Act> = content.clauses.iter().map(|clause| of_clause(clause, authority)).collect();
    let strongest = STRENGTH.into_iter().find(|act| by_clause.contains(act));
    if let Some(act) = strongest {
        return act;
    }
    if phrases.offer.affirmed_in(content) {
        return Act::Offer;
    }
    if phrases.praise.found_in(content) {
        return Act::Praise;
    }
    judged(content, attribution).unwrap_or_else(|| by_clause.first().copied().unwrap_or(Act::Assert))
}

/// "No guns, no money": what does not come without what.
fn is_bargain(content: &Content<'_>) -> bool {
    let nos = content.words.iter().filter(|word| word.small == "no").count();
    nos == 2 && content.words.len() < 9 && content.words.first().is_some_and(|word| word.small == "no")
}

/// Of several clauses' acts the one that tells most.
const STRENGTH: [Act; 10] = [
    Act::Reject,
    Act::Accept,
    Act::Deny,
    Act::Demand,
    Act::Threaten,
    Act::Promise,
    Act::Offer,
    Act::Request,
    Act::Accuse,
    Act::Praise,
];

fn of_clause(clause: &Clause<'_>, authority: Option<Authority>) -> Act {
    let verbs = &TABLES.verbs;
    let lemma = clause.verb.lemma().to_lowercase();
    let known = |list: &std::collections::BTreeSet<String>| list.contains(&lemma);
    match (clause.who, clause.negated, clause.modal) {
        _ if clause.imperative || clause.subjunctive => Act::Demand,
        _ if clause.negated && clause.existential => Act::Deny,
        _ if clause.by_nobody && clause.past => Act::Deny,
        (Who::Own, true, Some(Modal::Will | Modal::Would)) if clause.conditional => Act::Threaten,
        (Who::Own, true, _) if known(&verbs.misdeed) => Act::Deny,
        (Who::Own, true, Some(Modal::Will | Modal::Would | Modal::Can)) => Act::Reject,
        (Who::Own, true, None) if known(&verbs.accept) || (!clause.past && !known(&verbs.mental)) => Act::Reject,
        (Who::Own, false, _) if known(&verbs.refuse) => Act::Reject,
        (Who::Own, false, _) if known(&verbs.accept) => Act::Accept,
        (Who::Own, false, _) if known(&verbs.want) && !clause.past => Act::Demand,
        (Who::Own, false, _) if known(&verbs.ask) && !clause.past => Act::Request,
        (Who::Own, false, _) if known(&verbs.give) => Act::Offer,
        (Who::Own, false, Some(Modal::Will | Modal::May | Modal::Can)) if known(&verbs.harm) => Act::Threaten,
        (Who::Own, false, Some(Modal::May)) => Act::Offer,
        (Who::Own, false, Some(Modal::Will | Modal::Would)) => Act::Promise,
        (Who::Own, false, _) if known(&verbs.praise) => Act::Praise,
        (_, _, Some(Modal::Must)) => Act::Demand,
        _ if lemma == "need" => Act::Demand,
        (Who::Other | Who::Thing, _, Some(Modal::May)) => Act::Expect,
        (Who::Other | Who::Thing, _, Some(Modal::Will)) => foretold(authority),
        (Who::Other | Who::Thing, false, Some(Modal::Would)) if !clause.conditional => foretold(authority),
        (Who::Other, false, None) if known(&verbs.misdeed) => Act::Accuse,
        (_, _, None) if known(&verbs.expect) => Act::Expect,
        (_, false, None) if known(&verbs.plan) => Act::Announce,
        _ => Act::Assert,
    }
}

/// What will be: an announcement from those who have a say in it, an expectation from others.
fn foretold(authority: Option<Authority>) -> Act {
    match authority {
        None | Some(Authority::Observer | Authority::Unnamed) => Act::Expect,
        Some(_) => Act::Announce,
    }
}

/// "called it hasty", "it was a useful exchange".
fn judged(content: &Content<'_>, attribution: &Attribution) -> Option<Act> {
    let judgement = &TABLES.judgement;
    let calls = attribution.found == Found::Object;
    let is = |clause: &Clause<'_>| clause.verb.lemma() == "be" || !clause.verb.tag.starts_with('V');
    if !calls && !content.clauses.iter().any(is) {
        return None;
    }
    let negated = content.clauses.iter().any(|clause| clause.negated);
    match (content.has(&judgement.good), content.has(&judgement.bad)) {
        (true, true) => None,
        (false, true) => Some(if negated { Act::Assert } else { Act::Criticise }),
        (true, false) => Some(if negated { Act::Criticise } else { Act::Praise }),
        (false, false) => content.has(&judgement.crime).then_some(Act::Accuse),
    }
}
