//! Answers that lean on another's: "Both governments have endorsed the draft. The union has not. The port shares its view."

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::ResponseValue::{self, Accepted, AcceptedInPrinciple, Conditional, Pending, Rejected};
use rapporteur_record::codebook::Answer;

use super::answers::Answered;
use crate::clause::{clause_range, is_negated, particle_fits, phrase};
use crate::context::Context;
use crate::voices::{by_adjective, voices, voices_of_verb};

/// What those answer who did not, will not or have not done what others did just before, or who share another's view. `told`: the
/// answers by whole verbs, in text order.
pub(super) fn answers(context: &Context<'_>, told: &[Answered]) -> Vec<Answered> {
    let helpers = context.doc.iter().filter_map(|token| Some((token, response(token)?)));
    let denied = helpers.flat_map(|(helper, response)| answer(context, told, helper, response));
    let verbs = context.doc.iter().filter(|token| token.pos == Pos::Verb);
    let joined = context.doc.iter().filter(|token| joins(*token)).flat_map(|verb| same(context, told, verb));
    denied.chain(verbs.flat_map(|verb| shared(context, told, verb))).chain(joined).collect()
}

/// "so did Kenya", "Kenya did so as well", "Kenya followed suit": does the subject do what was told just before?
fn joins(verb: TokenRef<'_>) -> bool {
    let word = |child: TokenRef<'_>| child.text().to_lowercase();
    let inverted = verb.children().any(|child| {
        matches!(word(child).as_str(), "so" | "nor" | "neither")
            && child.index() + 1 == verb.index()
            && verb.children_by(&["nsubj"]).any(|subject| subject.index() > verb.index())
    });
    let likewise = |child: TokenRef<'_>| {
        child.index() > verb.index() && matches!(word(child).as_str(), "so" | "same" | "likewise" | "too")
    };
    match verb.lemma() {
        "do" => inverted || verb.dep != "aux" && !is_negated(verb) && verb.children().any(likewise),
        "have" | "will" | "would" | "be" => inverted,
        "follow" => verb.children_by(&["dobj"]).any(|object| object.lemma() == "suit") && !is_negated(verb),
        _ => false,
    }
}

/// The answer given just before, by the subject of a verb that joins in it.
fn same(context: &Context<'_>, told: &[Answered], verb: TokenRef<'_>) -> Vec<Answered> {
    let tokens = clause_range(verb);
    let before = told[..told.partition_point(|one| one.tokens.start < tokens.start)].last();
    let beside = |one: &&Answered| verb.sentence() - context.doc.token(one.tokens.start).sentence() <= 1;
    let Some(known) = before.filter(beside) else { return Vec::new() };
    let others = voices_of_verb(context, verb).into_iter().filter(|voice| voice.party != known.voice.party);
    others
        .map(|voice| Answered {
            voice,
            tokens: tokens.clone(),
            conditions: Vec::new(),
            more: Vec::new(),
            standing: None,
            ..known.clone()
        })
        .collect()
}

/// How many answers back another's is looked for.
const BACK: usize = 40;

/// What one has of a matter, and another may share.
const VIEWS: [&str; 8] = ["view", "position", "stance", "line", "objection", "criticism", "opinion", "concern"];

/// "endorsed the Indian view": is what the verb is done to a view, and no proposal?
pub(super) fn is_view(verb: TokenRef<'_>) -> bool {
    phrase(verb).is_some_and(|object| VIEWS.contains(&object.head.lemma()))
}

/// "endorsed the Indian view", "echoed the union's objections": as India, as the union answered last.
fn shared(context: &Context<'_>, told: &[Answered], verb: TokenRef<'_>) -> Vec<Answered> {
    let accepts = context.codebook.responses().verb(&verb.lemma().to_lowercase(), |rest| particle_fits(verb, rest));
    let shares = accepts.is_some_and(|answer| answer.response == Accepted) || matches!(verb.lemma(), "share" | "echo");
    let Some(view) = phrase(verb).map(|object| object.head).filter(|_| shares && is_view(verb) && !is_negated(verb))
    else {
        return Vec::new();
    };
    let owners = view.children_by(&["poss", "amod", "compound"]);
    let of =
        view.children_by(&["prep"]).filter(|prep| prep.lemma() == "of").flat_map(|prep| prep.children_by(&["pobj"]));
    let owner = owners.chain(of).find_map(|owner| {
        voices(context, owner).first().map(|voice| voice.party).or_else(|| by_adjective(context, owner))
    });
    let before = &told[..told.partition_point(|one| one.tokens.start < verb.index())];
    let Some(known) = owner.and_then(|owner| before.iter().rev().take(BACK).find(|one| one.voice.party == owner))
    else {
        return Vec::new();
    };
    let others = voices_of_verb(context, verb).into_iter().filter(|voice| voice.party != known.voice.party);
    let tokens = clause_range(verb);
    others
        .map(|voice| Answered { voice, tokens: tokens.clone(), more: Vec::new(), standing: None, ..known.clone() })
        .collect()
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
    let next = (negation.index() + 1 < doc.len()).then(|| doc.token(negation.index() + 1));
    let ends = next.is_none_or(|next| next.pos == Pos::Punct || next.lemma() == "yet");
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
