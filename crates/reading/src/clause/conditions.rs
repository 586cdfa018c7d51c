//! Conditions: "if", "unless", "until", "provided that", "in exchange for".

use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};

/// Words that open a condition by themselves.
const OPENERS: [&str; 9] = ["if", "unless", "until", "till", "once", "provided", "providing", "should", "before"];

/// Nouns that open one between two prepositions: "in exchange for", "on condition that".
const NOUNS: [&str; 4] = ["exchange", "return", "condition", "proviso"];

/// The conditions in a range of tokens, each from its conjunction on, in text order.
pub(crate) fn conditions(doc: &Doc, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in range.start..range.end.min(doc.len()) {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        if let Some(tokens) = opened_at(doc.token(at)) {
            let tokens = tokens.start..tokens.end.min(range.end);
            if tokens.len() > 1 {
                found.push(tokens);
            }
        }
    }
    found
}

fn opened_at(token: TokenRef<'_>) -> Option<Range<usize>> {
    let word = token.text().to_lowercase();
    if word == "long" || word == "soon" {
        return as_long_as(token);
    }
    if NOUNS.contains(&word.as_str()) {
        return by_noun(token);
    }
    if word == "no" {
        return no_without(token);
    }
    if !OPENERS.contains(&word.as_str()) {
        return None;
    }
    let clause = token.head_token();
    match token.dep {
        // "asked if": no condition. "before": only with what must not come earlier.
        "mark" | "advmod" if word == "if" && is_asked(clause) => None,
        "mark" | "advmod"
            if matches!(word.as_str(), "if" | "unless" | "until" | "till" | "once" | "provided" | "providing") =>
        {
            let is_time = word == "once" && token.dep == "advmod" && clause.dep != "advcl";
            (!is_time && clause.index() > token.index()).then(|| token.index()..end_of(clause, token))
        }
        "mark" | "prep" if word == "before" => after_denial(token),
        "aux" if word == "should" && clause.dep == "advcl" => Some(clause.subtree_range()),
        "prep" if word == "until" || word == "till" => after_denial(token),
        "advcl" | "prep" | "acl" if word == "provided" || word == "providing" => provided(token),
        _ => None,
    }
}

/// Verbs and adjectives after which "if" asks.
const ASKING: [&str; 14] = [
    "ask",
    "wonder",
    "know",
    "see",
    "doubt",
    "question",
    "unsure",
    "unclear",
    "uncertain",
    "check",
    "learn",
    "say",
    "tell",
    "determine",
];

/// "asked if they agree": a question, no condition.
fn is_asked(clause: TokenRef<'_>) -> bool {
    clause.dep == "ccomp"
        && ASKING.contains(&clause.head_token().lemma())
        && clause.head_token().index() < clause.index()
}

/// To the end of a clause within its sentence.
fn end_of(clause: TokenRef<'_>, from: TokenRef<'_>) -> usize {
    clause.subtree_range().end.max(from.index() + 1)
}

/// "provided the army pulled back", whose clause the parser may hang on the noun before; "the text provided by Norway" is none.
fn provided(token: TokenRef<'_>) -> Option<Range<usize>> {
    if token.children_by(&["agent"]).next().is_some() {
        return None;
    }
    let doc = token.doc();
    let own = end_of(token, token);
    // "provided the prisoners | were released": its verb may hang elsewhere.
    let is_whole = own < doc.len() && own > token.index() + 1 && !matches!(doc.token(own).pos, Pos::Verb | Pos::Aux);
    let closes = |at: &usize| matches!(doc.token(*at).pos, Pos::Punct | Pos::Space);
    let sentence = doc.sentence(token.sentence());
    let end = if is_whole { own } else { (own..sentence.end).find(closes).unwrap_or(sentence.end) };
    Some(token.index()..end)
}

/// "not before X", "nothing until X": what comes first is a condition only of what is denied.
fn after_denial(token: TokenRef<'_>) -> Option<Range<usize>> {
    let doc = token.doc();
    let start = doc.sentence(token.sentence()).start;
    let near = (start.max(token.index().saturating_sub(12))..token.index()).map(|index| doc.token(index));
    let denied = near.into_iter().any(|word| {
        word.dep == "neg"
            || matches!(
                word.text().to_lowercase().as_str(),
                "no" | "nothing" | "never" | "not" | "nobody" | "refuse" | "refused"
            )
    });
    let end = if token.dep == "mark" { token.head_token().subtree_range().end } else { token.subtree_range().end };
    (denied && end > token.index() + 1).then(|| token.index()..end)
}

/// "as long as X", "as soon as X".
fn as_long_as(token: TokenRef<'_>) -> Option<Range<usize>> {
    let doc = token.doc();
    let at = token.index();
    let is_as = |index: usize| index < doc.len() && doc.token(index).text().eq_ignore_ascii_case("as");
    if at == 0 || !is_as(at - 1) || !is_as(at + 1) {
        return None;
    }
    let second = doc.token(at + 1);
    let clause = if second.dep == "mark" || second.dep == "advmod" { second.head_token() } else { second };
    let end = clause.subtree_range().end.max(second.index() + 2).min(doc.sentence(token.sentence()).end);
    Some(at - 1..end)
}

/// "No extension, no suspension": the first is the condition of the second.
fn no_without(no: TokenRef<'_>) -> Option<Range<usize>> {
    let doc = no.doc();
    let is = |at: usize, word: &str| at < doc.len() && doc.token(at).text().eq_ignore_ascii_case(word);
    let comma = (no.index() + 2..no.index() + 4).find(|at| is(*at, ","))?;
    is(comma + 1, "no").then(|| no.index()..comma)
}

/// "in exchange for X", "on condition that X"; "on condition of anonymity" is none.
fn by_noun(noun: TokenRef<'_>) -> Option<Range<usize>> {
    let doc = noun.doc();
    let before = noun
        .index()
        .checked_sub(1)
        .map(|index| doc.token(index))
        .filter(|token| matches!(token.pos, Pos::Adp | Pos::Det | Pos::Num | Pos::Adj))?;
    let next = (noun.index() + 1 < doc.len()).then(|| doc.token(noun.index() + 1))?;
    let opens = matches!(next.text(), "for" | "that");
    if noun.lemma() == "condition" && matches!(before.text(), "one" | "a" | "certain" | "some") && noun.index() >= 2 {
        // "dropped its objection on one condition"
        let start = noun.index() - 2;
        return doc.token(start).text().eq_ignore_ascii_case("on").then(|| start..noun.index() + 1);
    }
    let whole = noun.subtree_range();
    let end = whole.end.max(next.subtree_range().end).max(if next.dep == "mark" {
        next.head_token().subtree_range().end
    } else {
        0
    });
    opens.then(|| before.index()..end)
}
