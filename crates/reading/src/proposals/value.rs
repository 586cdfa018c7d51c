//! What an answering verb amounts to, with its negation, modality and conditions.

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::ResponseValue::{
    self, Accepted, AcceptedInPrinciple, Conditional, Countered, Pending, Rejected, Withdrawn,
};
use rapporteur_record::codebook::{Answer, Responses};

use crate::clause::{Modality, conditions, is_negated, is_question, modality, particle_fits};

/// The answer of a verb and the conditions named with it; `None` where it is no answer: a question, a wish that another
/// would answer so, a case that is only supposed.
pub(super) fn of_verb(verb: TokenRef<'_>, responses: &Responses) -> Option<(Answer, Vec<Range<usize>>)> {
    let lemma = verb.lemma().to_lowercase();
    let answer = responses.verb(&lemma, |rest| particle_fits(verb, rest))?;
    // "in agreed zones": no act of anybody.
    let bare_gerund = verb.tag == "VBG" && matches!(verb.dep, "csubj" | "pcomp" | "nsubj" | "dobj" | "pobj");
    let is_modifier = verb.dep == "amod" || verb.dep == "compound" || bare_gerund;
    if is_modifier || is_question(verb) || is_supposed(verb) || is_wished_of_another(verb) {
        return None;
    }
    let mut conditions = conditions_of(verb);
    conditions.extend(reservations(verb));
    if !answer.weak {
        // Who praises and then asks for more wants changes.
        conditions.extend(asks_for_more(verb));
    }
    let response = modified(verb, answer, !conditions.is_empty())?;
    Some((Answer { response, ..answer }, conditions))
}

/// How much an answer tells beside another of the same party in the same report.
pub(super) fn rank(answer: Answer) -> u8 {
    match answer.response {
        Withdrawn => 5,
        _ if answer.weak => 1,
        Conditional | Countered | AcceptedInPrinciple => 4,
        Accepted | Rejected => 3,
        Pending => 2,
    }
}

fn modified(verb: TokenRef<'_>, answer: Answer, on_terms: bool) -> Option<ResponseValue> {
    let negated = is_negated(verb);
    let how = modality(verb);
    match (answer.response, how) {
        // "should accept", "must reject": a demand on somebody.
        (_, Modality::Must) => None,
        (Accepted, _) if in_principle(verb) && !negated => Some(AcceptedInPrinciple),
        (Accepted | AcceptedInPrinciple, _) if on_terms => Some(Conditional),
        (Accepted | AcceptedInPrinciple, _) if negated => Some(Rejected),
        (Accepted, Modality::May) => Some(if is_ability(verb) { Accepted } else { Pending }),
        (Rejected, _) if on_terms => Some(Conditional),
        // "did not reject", "may reject", "could not rule out": it stays open.
        (Rejected, Modality::May) => Some(Pending),
        (Rejected, _) if negated => Some(Pending),
        (Pending | Withdrawn | Countered | Conditional, _) if negated => None,
        // "had planned to withdraw the offer", "may withdraw it": it stands so far.
        (Withdrawn, Modality::May) => None,
        (Withdrawn, _) if verb.children_by(&["aux"]).any(|aux| aux.tag == "TO") => None,
        (response, _) => Some(response),
    }
}

/// "can live with": who can, does.
fn is_ability(verb: TokenRef<'_>) -> bool {
    let live = verb.lemma() == "live";
    live || verb.children_by(&["aux"]).any(|aux| matches!(aux.text().to_lowercase().as_str(), "can"))
}

/// "agreed in principle"
fn in_principle(verb: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let end = verb.right_edge().min(verb.index() + 8);
    let near = (verb.index()..=end).map(|at| doc.token(at));
    let before = verb.index().saturating_sub(3)..verb.index();
    near.chain(before.map(|at| doc.token(at))).any(|word| {
        matches!(word.lemma(), "principle" | "principal")
            && word.index() > 0
            && doc.token(word.index() - 1).text().eq_ignore_ascii_case("in")
    })
}

/// The conditions that hang on a verb or on the verb above it.
pub(super) fn conditions_of(verb: TokenRef<'_>) -> Vec<Range<usize>> {
    let doc = verb.doc();
    let sentence = doc.sentence(verb.sentence());
    let all = conditions(doc, sentence).into_iter();
    all.filter(|range| !range.contains(&verb.index()) && belongs(verb, range)).collect()
}

/// What an acceptance may come with.
const RESERVATIONS: [&str; 8] =
    ["reservation", "condition", "caveat", "proviso", "qualification", "string", "rider", "misgiving"];

/// "accepted it with reservations", "subject to a vote of the members".
pub(super) fn reservations(verb: TokenRef<'_>) -> Option<Range<usize>> {
    let doc = verb.doc();
    let objects = verb.children_by(&["dobj", "prep"]).filter(|child| child.lemma() != "with");
    let nested = objects.flat_map(TokenRef::children);
    let mut below = verb.children().chain(nested).filter(|child| child.index() > verb.index());
    below.find_map(|child| {
        let reserved = |noun: TokenRef<'_>| {
            RESERVATIONS.contains(&noun.lemma()) && noun.children_by(&["det"]).all(|det| det.lemma() != "no")
        };
        let with = child.lemma() == "with" && child.children_by(&["pobj"]).any(reserved);
        let subject =
            child.text() == "subject" && child.index() + 1 < doc.len() && doc.token(child.index() + 1).text() == "to";
        (with || subject).then(|| child.subtree_range())
    })
}

/// "said yes, but asked for a longer transition", "accepted the plan but wants a say in it".
fn asks_for_more(verb: TokenRef<'_>) -> Option<Range<usize>> {
    let but = verb.children_by(&["cc"]).any(|cc| matches!(cc.lemma(), "but" | "yet"));
    let asks = |child: &TokenRef<'_>| {
        matches!(child.lemma(), "ask" | "want" | "demand" | "insist" | "seek" | "request" | "require" | "need")
            && !is_negated(*child)
            && child.children_by(&["nsubj"]).next().is_none()
    };
    but.then(|| verb.children_by(&["conj"]).find(asks)).flatten().map(TokenRef::subtree_range)
}

/// Whether the condition hangs below the verb, or below a verb of which it is a complement.
fn belongs(verb: TokenRef<'_>, range: &Range<usize>) -> bool {
    let doc = verb.doc();
    // The highest token of the condition is the one whose head is outside.
    let Some(top) = range.clone().map(|at| doc.token(at)).find(|token| !range.contains(&(token.head_token().index())))
    else {
        return false;
    };
    let mut above = top.head_token();
    for _ in 0..4 {
        if above == verb
            || verb.is_within(above.index()) && verb.dep != "ROOT" && matches!(verb.dep, "xcomp" | "ccomp" | "acomp")
        {
            return true;
        }
        if !matches!(
            above.dep,
            "xcomp"
                | "conj"
                | "acomp"
                | "attr"
                | "oprd"
                | "dobj"
                | "prep"
                | "pobj"
                | "advmod"
                | "relcl"
                | "acl"
                | "ccomp"
        ) {
            return false;
        }
        above = above.head_token();
    }
    false
}

/// "if they accept", "until they accept".
fn is_supposed(verb: TokenRef<'_>) -> bool {
    let marked = |token: TokenRef<'_>| {
        token.children_by(&["mark", "advmod"]).any(|mark| {
            matches!(
                mark.text().to_lowercase().as_str(),
                "if" | "unless" | "until" | "once" | "whether" | "before" | "when" | "should"
            )
        })
    };
    let mut at = verb;
    for _ in 0..3 {
        if marked(at) && matches!(at.dep, "advcl" | "ccomp" | "pcomp" | "acl" | "relcl" | "xcomp") {
            return true;
        }
        if !matches!(at.dep, "xcomp" | "conj" | "ccomp") {
            return false;
        }
        at = at.head_token();
    }
    false
}

/// "urged them to accept", "pressure to accept", "wants Kyiv to accept", "expected to accept".
fn is_wished_of_another(verb: TokenRef<'_>) -> bool {
    let infinitive = verb.children_by(&["aux"]).any(|aux| aux.tag == "TO");
    if !infinitive {
        return false;
    }
    let above = verb.head_token();
    if !matches!(above.pos, Pos::Verb | Pos::Aux | Pos::Adj) {
        // "its readiness to accept" is the owner's own.
        return !matches!(
            above.lemma(),
            "readiness" | "willingness" | "decision" | "refusal" | "agreement" | "promise" | "pledge"
        );
    }
    let object = above.children_by(&["dobj", "dative"]).next().is_some() && verb.dep != "relcl";
    let own_subject = verb.children_by(&["nsubj"]).next().is_some();
    let passive = above.children().any(|child| child.dep == "auxpass");
    // "called on both sides to sign"
    let called_on = above.children_by(&["prep"]).any(|prep| {
        matches!(
            (above.lemma(), prep.lemma()),
            ("call", "on" | "upon" | "for") | ("appeal" | "plead", "to" | "with" | "for")
        )
    });
    let unreal = matches!(
        above.lemma(),
        "urge" | "ask" | "want" | "press" | "expect" | "hope" | "like" | "seek" | "try" | "need" | "have"
    );
    object || own_subject || passive || called_on || unreal
}
