//! Answers whose verb is left out: "Both governments have endorsed the draft. The union has not."

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::ResponseValue::{self, Accepted, AcceptedInPrinciple, Conditional, Pending, Rejected};
use rapporteur_record::codebook::Answer;

use super::answers::Answered;
use crate::clause::clause_range;
use crate::context::Context;
use crate::voices::voices;

/// What those answer who did not, will not or have not done what others did just before. `told`: the answers by whole verbs, in
/// text order.
pub(super) fn answers(context: &Context<'_>, told: &[Answered]) -> Vec<Answered> {
    let helpers = context.doc.iter().filter_map(|token| Some((token, response(token)?)));
    helpers.flat_map(|(helper, response)| answer(context, told, helper, response)).collect()
}

fn answer(context: &Context<'_>, told: &[Answered], helper: TokenRef<'_>, response: ResponseValue) -> Vec<Answered> {
    let doc = context.doc;
    let before = told[..told.partition_point(|one| one.tokens.start < helper.index())].last();
    let beside = |one: &&Answered| helper.sentence() - doc.token(one.tokens.start).sentence() <= 1;
    let agrees = |one: &&Answered| matches!(one.value.response, Accepted | AcceptedInPrinciple | Conditional);
    let Some(known) = before.filter(beside).filter(agrees) else { return Vec::new() };
    let subject = helper.children_by(&["nsubj"]).next();
    let all = subject.map(|subject| voices(context, subject)).unwrap_or_default();
    let others = all.into_iter().filter(|voice| voice.party != known.voice.party);
    let answered = others.map(|voice| Answered {
        voice,
        value: Answer { response, weak: false },
        conditions: Vec::new(),
        tokens: clause_range(helper),
        more: Vec::new(),
        when: known.when,
        standing: None,
        draft: known.draft,
    });
    answered.collect()
}

/// "has not": so far; "will not", "did not". `None` for a helper that has its verb or another complement.
fn response(helper: TokenRef<'_>) -> Option<ResponseValue> {
    let doc = helper.doc();
    let verbal = matches!(helper.pos, Pos::Verb | Pos::Aux);
    let negation = verbal.then(|| helper.children_by(&["neg"]).next()).flatten()?;
    let ends = doc.iter().nth(negation.index() + 1).is_none_or(|next| next.pos == Pos::Punct || next.lemma() == "yet");
    let bare = helper.children().all(|child| {
        matches!(child.dep, "nsubj" | "neg" | "punct" | "cc" | "conj" | "advmod" | "ccomp" | "dep" | "mark")
    });
    let own_clause = matches!(helper.dep, "ROOT" | "conj" | "ccomp" | "parataxis");
    match helper.lemma() {
        _ if !(ends && bare && own_clause) => None,
        "have" => Some(Pending),
        "do" | "will" | "would" => Some(Rejected),
        _ => None,
    }
}
