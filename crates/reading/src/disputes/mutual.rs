//! "accuse each other", "traded blame": both at once.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::{AtLeastOne, Dispute, DisputeKind};

use crate::clause::{clause_range, is_negated, subject};
use crate::context::Context;
use crate::said::{Said, span};
use crate::voices::voices;

/// Verbs of blame.
const BLAMING: [&str; 7] = ["accuse", "blame", "charge", "fault", "denounce", "suspect", "criticise"];

/// Verbs and nouns that do it together: "traded accusations".
const TRADING: [&str; 5] = ["trade", "exchange", "swap", "hurl", "level"];
const TRADED: [&str; 6] = ["accusation", "blame", "allegation", "recrimination", "barb", "charge"];

pub(super) fn disputes(context: &Context<'_>, said: &[Said<'_>]) -> Vec<Dispute> {
    let verbs = context.doc.iter().filter(|token| token.pos == Pos::Verb);
    verbs.filter_map(|verb| dispute(context, said, verb)).collect()
}

fn dispute(context: &Context<'_>, said: &[Said<'_>], verb: TokenRef<'_>) -> Option<Dispute> {
    let blames = BLAMING.contains(&verb.lemma()) && reciprocal(verb);
    let trades =
        TRADING.contains(&verb.lemma()) && verb.children_by(&["dobj"]).any(|object| TRADED.contains(&object.lemma()));
    if !(blames || trades) || is_negated(verb) {
        return None;
    }
    let parties: Vec<_> = voices(context, subject(verb)?).into_iter().map(|voice| voice.party).collect();
    if parties.len() < 2 {
        return None;
    }
    let about = verb.children_by(&["prep"]).find(|prep| matches!(prep.lemma(), "of" | "for" | "over" | "with"));
    let about = about.map(|prep| context.doc.slice(prep.index() + 1..prep.subtree_range().end).trim().to_owned());
    let statements = said.iter().filter(|one| one.is_cue(verb.index())).map(|one| one.id).collect();
    Some(Dispute {
        kind: DisputeKind::MutualAccusation,
        parties,
        about: about.filter(|words| !words.is_empty()),
        statements,
        evidence: AtLeastOne::one(span(context.doc, clause_range(verb))),
    })
}

/// "each other", "one another"
fn reciprocal(verb: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let end = doc.sentence(verb.sentence()).end.min(verb.index() + 6);
    (verb.index() + 1..end.saturating_sub(1)).any(|at| {
        let pair = (doc.token(at).text().to_lowercase(), doc.token(at + 1).text().to_lowercase());
        matches!((pair.0.as_str(), pair.1.as_str()), ("each", "other") | ("one", "another"))
    })
}
