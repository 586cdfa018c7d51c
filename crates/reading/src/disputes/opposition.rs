//! Opposition: how far the words of an answer themselves go against what came before.

use rapporteur_language::Pos;
use rapporteur_record::Act;

use super::accounts::{Account, turns};
use super::words::{ACCOUNT, AGAINST, BACK, CLAIM, COUNTERING, DENIAL, DIFFERENT, KNOWING, SPURNING, UNTRUE};
use crate::context::Context;

/// How many words make a short answer, which says little but no.
const SHORT: usize = 8;

/// How much of a sentence is searched.
const SEARCHED: usize = 60;

/// How strongly an answer's words oppose: 0 not at all, 3 beyond doubt.
pub(super) fn opposition(context: &Context<'_>, answer: &Account) -> i32 {
    let (cue, content) = (by_cue(context, answer), by_content(context, answer));
    // Two weak marks support each other.
    if cue > 0 && content > 0 { (cue.max(content) + 1).min(3) } else { cue.max(content) }
}

fn by_cue(context: &Context<'_>, answer: &Account) -> i32 {
    let token = |at: usize| context.doc.token(at);
    let against = |at: usize| {
        let token = token(at);
        let back = BACK.contains(&token.lemma()) && token.children().any(|child| child.lemma() == "back");
        // "begged to differ"
        let below = token.children_by(&["xcomp"]).any(|child| AGAINST.contains(&child.lemma()));
        AGAINST.contains(&token.lemma()) || back || below
    };
    let spurns = |at: usize| {
        SPURNING.contains(&token(at).lemma())
            && answer.tokens().take(SHORT).any(|at| CLAIM.contains(&token(at).lemma()) || token(at).lemma() == "that")
    };
    let counters = |at: usize| COUNTERING.contains(&token(at).lemma());
    let mut cue = answer.cue.iter().copied();
    if cue.clone().any(|at| against(at) || spurns(at)) {
        3
    } else if cue.any(counters) || by_noun(context, answer) {
        2
    } else {
        i32::from(answer.act == Act::Deny)
    }
}

/// "The rebels' own tally is", "Sudmark's minister offered a different reading:": the noun beside what is said.
fn by_noun(context: &Context<'_>, answer: &Account) -> bool {
    let doc = context.doc;
    let sentence = doc.sentence(answer.sentence);
    let (start, end) = (answer.start(), sentence.end.min(sentence.start + SEARCHED));
    let inside = |at: &usize| !answer.is_told() && answer.content.iter().any(|range| range.contains(at));
    let is_account = |at: usize| {
        let noun = doc.token(at);
        let other = || noun.children_by(&["amod"]).any(|child| DIFFERENT.contains(&child.lemma()));
        let leads = matches!(noun.dep, "nsubj" | "nsubjpass") && at < start.max(sentence.start + SHORT);
        let within = noun.dep == "pobj" && matches!(noun.head_token().lemma(), "in" | "by");
        ACCOUNT.contains(&noun.lemma()) && (leads || within || other())
    };
    (sentence.start..end).filter(|at| !inside(at)).any(is_account)
}

fn by_content(context: &Context<'_>, answer: &Account) -> i32 {
    let Some(first) = answer.content.first() else { return 0 };
    let opening = first.start..first.end.min(first.start + 14);
    if turns(context, opening.clone()) || is_turned_on_another(context, opening.clone()) {
        return 3;
    }
    let lemma = |at: usize| context.doc.token(at).lemma().to_lowercase();
    let untrue = answer.len() <= SHORT && answer.tokens().any(|at| UNTRUE.contains(&lemma(at).as_str()));
    // "accused the minister of lying" may be about anything.
    if untrue && answer.act != Act::Accuse || answer.is_told() && answer.act == Act::Deny {
        return 3;
    }
    if untrue {
        return 1;
    }
    if is_bare(context, answer) {
        return 2;
    }
    // "never comments", "had no evidence that": says neither yes nor no.
    let opens = |at: usize| answer.tokens().take(SHORT).any(|other| other == at);
    if answer.tokens().any(|at| lemma(at) == "comment" || opens(at) && KNOWING.contains(&lemma(at).as_str())) {
        return 0;
    }
    let denies = opening.take(6).any(|at| DENIAL.contains(&lemma(at).as_str()));
    if denies { 2 } else { 0 }
}

/// "It does", "they had not": a yes or no to what was said.
fn is_bare(context: &Context<'_>, answer: &Account) -> bool {
    let words = answer.tokens().map(|at| context.doc.token(at)).filter(|token| token.pos != Pos::Punct);
    let all: Vec<Pos> = words.map(|token| token.pos).collect();
    (2..=4).contains(&all.len()) && all.contains(&Pos::Pron) && matches!(all.last(), Some(Pos::Aux | Pos::Part))
}

/// "It was Sudmark which opened fire".
pub(super) fn is_turned_on_another(context: &Context<'_>, range: std::ops::Range<usize>) -> bool {
    let doc = context.doc;
    let is =
        |at: usize, words: &[&str]| at < doc.len() && words.contains(&doc.token(at).text().to_lowercase().as_str());
    let it = range.clone().take(4).find(|at| is(*at, &["it"]) && is(*at + 1, &["is", "was", "'s", "’s"]));
    let Some(it) = it else { return false };
    let end = doc.sentence(doc.token(it).sentence()).end;
    let who = (it + 3..end.min(it + 16)).any(|at| is(at, &["who", "which", "that"]));
    who && (it + 2..end.min(it + 8)).any(|at| !context.mentions.referents(at).is_empty())
}
