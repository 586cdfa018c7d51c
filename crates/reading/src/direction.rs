//! Which way words on a term point: for having it or against.

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::Stance;
use rapporteur_record::codebook::{Sense, TermMatch};

use crate::clause::is_negated;
use crate::context::Context;

/// How many words lie between a term and the verb that ends or denies it.
const CLIMB: usize = 5;

/// Verbs after which there is less of the item, or none.
const ENDING: [&str; 22] = [
    "end",
    "stop",
    "halt",
    "lift",
    "scrap",
    "drop",
    "cancel",
    "remove",
    "abolish",
    "suspend",
    "reduce",
    "cut",
    "ease",
    "dismantle",
    "freeze",
    "block",
    "prevent",
    "avoid",
    "abandon",
    "repeal",
    "forbid",
    "give",
];

/// The stance of one who wants what is said of the term.
///
/// Only the words of `content` count: "called for X, not Y" denies nothing by the verb of speech.
pub(crate) fn wanted(context: &Context<'_>, content: &[Range<usize>], found: &TermMatch) -> Stance {
    let mut points_for = found.sense == Sense::For;
    // A phrase that says the end of the item itself ("lift the sanctions") is not ended again by its own verb.
    if ends_it(context, content, &found.tokens) {
        points_for = !points_for;
    }
    if is_denied(context, content, &found.tokens) {
        points_for = !points_for;
    }
    if points_for { Stance::For } else { Stance::Against }
}

/// The other way round; what is conditional or open stays so.
pub(crate) const fn turned(stance: Stance) -> Stance {
    match stance {
        Stance::For => Stance::Against,
        Stance::Against => Stance::For,
        other => other,
    }
}

/// Whether a verb right above the term ends it: "suspend the truce".
fn ends_it(context: &Context<'_>, content: &[Range<usize>], tokens: &Range<usize>) -> bool {
    let doc = context.doc;
    let top = top(context, tokens);
    if !matches!(top.dep, "dobj" | "nsubjpass" | "pobj") {
        return false;
    }
    let mut above = top.head_token();
    if above.pos == Pos::Adp {
        let noun = above.head_token();
        let end_of = matches!(
            noun.lemma(),
            "end" | "halt" | "suspension" | "removal" | "lifting" | "freeze" | "abandonment" | "collapse"
        );
        if end_of && !tokens.contains(&noun.index()) {
            return true;
        }
        above = noun;
    }
    let ends = match above.lemma() {
        // "give up", not "give".
        "give" => above.children_by(&["prt"]).any(|particle| particle.lemma() == "up"),
        other => ENDING.contains(&other) && above.pos == Pos::Verb,
    };
    ends && holds(content, above)
        && !tokens.contains(&above.index())
        && above.index() < doc.len()
        && top.pos != Pos::Verb
}

/// Whether the clause of the term denies it: "no truce", "would not sign".
fn is_denied(context: &Context<'_>, content: &[Range<usize>], tokens: &Range<usize>) -> bool {
    let doc = context.doc;
    let start = tokens.start.saturating_sub(2).max(doc.sentence(doc.token(tokens.start).sentence()).start);
    let none = (start..tokens.start).any(|at| matches!(doc.token(at).text().to_lowercase().as_str(), "no" | "without"));
    if none {
        return true;
    }
    let top = top(context, tokens);
    let verb = std::iter::once(top)
        .chain(top.ancestors())
        .take(CLIMB)
        .take_while(|token| holds(content, *token))
        .find(|token| matches!(token.pos, Pos::Verb | Pos::Aux));
    // "would not go below 500": a least that is wanted.
    verb.is_some_and(|verb| is_negated(verb) && !names_a_least(verb))
}

fn holds(content: &[Range<usize>], token: TokenRef<'_>) -> bool {
    content.iter().any(|range| range.contains(&token.index()))
}

fn names_a_least(verb: TokenRef<'_>) -> bool {
    verb.subtree_range()
        .take(60)
        .any(|at| matches!(verb.doc().token(at).lemma(), "below" | "less" | "short" | "under" | "without"))
}

/// The token of the term's words whose head is outside them.
fn top<'c>(context: &Context<'c>, tokens: &Range<usize>) -> TokenRef<'c> {
    let mut inside = tokens.clone().map(|at| context.doc.token(at));
    let outside = |token: &TokenRef<'_>| !tokens.contains(&token.head_token().index()) || token.is_root();
    inside.find(outside).unwrap_or_else(|| context.doc.token(tokens.end - 1))
}
