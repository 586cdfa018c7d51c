//! Positions from what somebody says a party will or will not do: "the Front would observe a truce if its men were freed".
//!
//! No verb of wanting is needed: who announces to do something for a term wants it, who announces not to does not. Only
//! the speaker's own side and, in a neutral's mouth, any side are taken at their word.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::Sense;
use rapporteur_record::{Act, Authority, Stance, Standing, Term};

use super::{Sign, wording, words};
use crate::clause::{Modality, conditions, is_negated, is_passive, is_question, modality};
use crate::context::Context;
use crate::direction::{turned, wanted};
use crate::matter::Matter;
use crate::said::{Said, ToldBy};
use crate::voices::{Voice, voices_of_verb};

/// How much a will that is told shows, in thousandths.
const RESOLVED: u32 = 150;

/// Verbs whose future is no will: "would face", "will discuss".
const IDLE: [&str; 22] = [
    "be", "have", "face", "discuss", "talk", "meet", "travel", "see", "need", "expect", "remain", "continue", "say",
    "tell", "fail", "lose", "know", "suffer", "speak", "lead", "happen", "take",
];

/// Words before an infinitive that tell a will: "is ready to withdraw".
const WILLING: [&str; 8] = ["ready", "prepared", "willing", "determined", "commit", "intend", "plan", "refuse"];

/// The signs in statements whose act tells no stance by itself.
pub(super) fn signs(context: &Context<'_>, matter: &Matter, said: &[Said<'_>]) -> Vec<Sign> {
    let open = |one: &&Said<'_>| {
        matches!(one.statement.act, Act::Assert | Act::Announce | Act::Expect | Act::Criticise)
            && one.told_by != ToldBy::Rival
    };
    said.iter().filter(open).flat_map(|one| of_statement(context, matter, one)).collect()
}

fn of_statement(context: &Context<'_>, matter: &Matter, said: &Said<'_>) -> Vec<Sign> {
    let verbs = said.tokens().map(|at| context.doc.token(at)).filter(|token| token.pos == Pos::Verb);
    verbs.flat_map(|verb| of_verb(context, matter, said, verb)).collect()
}

fn of_verb(context: &Context<'_>, matter: &Matter, said: &Said<'_>, verb: TokenRef<'_>) -> Vec<Sign> {
    if !is_will(verb)
        || is_passive(verb)
        || is_question(verb)
        || said.conditions.iter().any(|range| range.contains(&verb.index()))
    {
        return Vec::new();
    }
    let range = verb.index()..verb.subtree_range().end;
    let after = conditions(context.doc, range.clone());
    let conditional = |at: usize| said.conditions.iter().chain(&after).any(|range| range.contains(&at));
    let of_substance = |term: Term| !matches!(term, Term::TalksFormat | Term::Peace | Term::Other);
    let Some(found) = matter.within(&range).iter().find(|one| of_substance(one.term) && !conditional(one.tokens.start))
    else {
        return Vec::new();
    };
    let stance = if !(said.conditions.is_empty() && after.is_empty()) {
        Stance::Conditional
    } else if is_negated(verb) {
        if found.sense == Sense::For { Stance::Against } else { Stance::For }
    } else {
        wanted(context, &said.content, found)
    };
    let refuses = verb.head_token().lemma() == "refuse" && !is_negated(verb);
    let stance = if refuses { turned(stance) } else { stance };
    let sign = |(voice, standing): (Voice, Option<Standing>)| Sign {
        voice,
        term: found.term,
        stance,
        weight: RESOLVED,
        standing,
        since: said.statement.said,
        statement: Some(said.id),
        wording: wording(context, found.tokens.clone()),
        evidence: said.content.iter().map(|range| words(context, range.clone())).collect(),
    };
    whose(context, said, verb).into_iter().map(sign).collect()
}

/// "will", "would", "is ready to".
fn is_will(verb: TokenRef<'_>) -> bool {
    let lemma = verb.lemma().to_lowercase();
    if IDLE.contains(&lemma.as_str()) {
        return false;
    }
    let above = verb.head_token();
    let willing = verb.dep == "xcomp" && WILLING.contains(&above.lemma());
    willing || matches!(modality(verb), Modality::Will | Modality::Would)
}

/// Whose will it is: the speaker's own, or in the mouth of one without a stake that of the party named.
fn whose(context: &Context<'_>, said: &Said<'_>, verb: TokenRef<'_>) -> Vec<(Voice, Option<Standing>)> {
    let subject = crate::clause::subject(verb);
    if subject.is_some_and(|subject| matches!(subject.text().to_lowercase().as_str(), "we" | "i")) {
        return said.voices.iter().map(|voice| (*voice, None)).collect();
    }
    let neutral = said.voices.is_empty() || matches!(said.statement.authority, Some(Authority::Observer));
    let named = voices_of_verb(context, verb).into_iter();
    let taken = named.filter_map(|voice| match said.voices.iter().find(|own| own.party == voice.party) {
        Some(own) => Some((*own, None)),
        None => neutral.then_some((voice, Some(Standing::Reported))),
    });
    taken.collect()
}
