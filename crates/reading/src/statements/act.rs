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
        None | Some(Act::Assert) => told,
        Some(act) => weighed(act, told, content, attribution, lemma),
    }
}

/// The cue's act, but where the content says more than the cue.
fn weighed(of_cue: Act, of_content: Act, content: &Content<'_>, attribution: &Attribution, lemma: &str) -> Act {
    let phrases = &TABLES.phrases;
    match of_cue {
        // "complained that the army had attacked": what was done, not how it looks.
        Act::Criticise if matches!(of_content, Act::Accuse | Act::Deny | Act::Praise | Act::Reject) => of_content,
        Act::Criticise if matches!(lemma, "call" | "term" | "brand" | "dub" | "label") && of_content == Act::Assert => {
            if content.has(&TABLES.judgement.bad) {
                Act::Criticise
            } else {
                Act::Assert
            }
        }
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

fn of_content(content: &Content<'_>, attribution: &Attribution, authority: Option<Authority>) -> Act {
    let phrases = &TABLES.phrases;
    let told = [
        (&phrases.disclaim, Act::Disclaim),
        (&phrases.deny, Act::Deny),
        (&phrases.reject, Act::Reject),
        (&phrases.accept, Act::Accept),
    ];
    if let Some((_, act)) = told.into_iter().find(|(phrases, _)| phrases.found_in(content)) {
        return act;
    }
    let by_clause: Vec<Act> = content.clauses.iter().map(|clause| of_clause(clause, authority)).collect();
    let strongest = STRENGTH.into_iter().find(|act| by_clause.contains(act));
    if let Some(act) = strongest {
        return act;
    }
    if phrases.offer.found_in(content) {
        return Act::Offer;
    }
    if phrases.criticise.found_in(content) {
        return Act::Criticise;
    }
    if phrases.praise.found_in(content) {
        return Act::Praise;
    }
    judged(content, attribution).unwrap_or_else(|| by_clause.first().copied().unwrap_or(Act::Assert))
}

/// Of several clauses' acts the one that tells most.
const STRENGTH: [Act; 10] = [
    Act::Reject,
    Act::Accept,
    Act::Demand,
    Act::Threaten,
    Act::Promise,
    Act::Offer,
    Act::Request,
    Act::Accuse,
    Act::Deny,
    Act::Praise,
];

fn of_clause(clause: &Clause<'_>, authority: Option<Authority>) -> Act {
    let verbs = &TABLES.verbs;
    let lemma = clause.verb.lemma().to_lowercase();
    let known = |list: &std::collections::BTreeSet<String>| list.contains(&lemma);
    match (clause.who, clause.negated, clause.modal) {
        _ if clause.imperative => Act::Demand,
        (Who::Own, true, Some(Modal::Will | Modal::Would)) if clause.conditional => Act::Threaten,
        (Who::Own, true, Some(Modal::Will | Modal::Would | Modal::Can)) => Act::Reject,
        (Who::Own, true, None) if known(&verbs.accept) => Act::Reject,
        (Who::Own, true, None) if known(&verbs.misdeed) => Act::Deny,
        (Who::Own, false, _) if known(&verbs.refuse) => Act::Reject,
        (Who::Own, false, _) if known(&verbs.accept) => Act::Accept,
        (Who::Own, false, _) if known(&verbs.want) => Act::Demand,
        (Who::Own, false, _) if known(&verbs.ask) => Act::Request,
        (Who::Own, false, _) if known(&verbs.give) => Act::Offer,
        (Who::Own, false, Some(Modal::Will)) if known(&verbs.harm) => Act::Threaten,
        (Who::Own, false, Some(Modal::Will | Modal::Would)) => Act::Promise,
        (Who::Own, false, _) if known(&verbs.praise) => Act::Praise,
        (_, _, Some(Modal::Must)) => Act::Demand,
        (Who::Other | Who::Thing, _, Some(Modal::May)) => Act::Expect,
        (Who::Other | Who::Thing, _, Some(Modal::Will)) => foretold(authority),
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
    let is = content
        .clauses
        .iter()
        .any(|clause| clause.verb.lemma() == "be" || !matches!(clause.verb.tag.get(..1), Some("V")));
    if !(calls || is) {
        return None;
    }
    let negated = content.clauses.iter().any(|clause| clause.negated);
    if content.has(&judgement.bad) {
        return Some(if negated { Act::Assert } else { Act::Criticise });
    }
    if content.has(&judgement.good) {
        return Some(if negated { Act::Criticise } else { Act::Praise });
    }
    content.has(&judgement.crime).then_some(Act::Accuse)
}
