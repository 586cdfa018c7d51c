//! What stands between a cue and its clause, and clauses that the parse hung elsewhere.
//!
//! ```text
//! The envoy said on Monday it would sign.                            on Monday: when it was said
//! The envoy said after meeting the chair, Ms Diop, that it holds.    all before "that"
//! The envoy said it holds, but that time is short.                   both clauses
//! ```

use rapporteur_language::{Pos, TokenRef};

use super::{lemma, source};

/// How far a clause is looked for behind its cue, in tokens.
const SCAN: usize = 60;

/// Where somebody says something.
pub(super) const MEDIA: &[&str] = &[
    "statement",
    "interview",
    "email",
    "e-mail",
    "post",
    "letter",
    "message",
    "speech",
    "tweet",
    "briefing",
    "remark",
    "video",
    "broadcast",
    "address",
    "note",
    "communique",
    "communiqué",
    "comment",
    "conference",
    "call",
    "memo",
    "cable",
    "podcast",
];

/// When and how one says something, which no clause begins with of itself: "said later", "said privately".
const SAID_SO: &[&str] = &[
    "later",
    "earlier",
    "afterwards",
    "afterward",
    "subsequently",
    "previously",
    "privately",
    "publicly",
    "separately",
    "repeatedly",
    "again",
    "also",
    "meanwhile",
    "today",
    "yesterday",
];

/// "in private", "at the time", "on condition of anonymity": how and when, with a preposition.
const HOW: &[&str] = &["private", "public", "time", "condition"];

/// What one does before saying something, and never "that" it is so.
const MEET: &[&str] =
    &["meet", "visit", "receive", "greet", "attend", "chair", "host", "tour", "inspect", "brief", "leave", "phone"];

/// The first token of a clause behind its cue, without the time and place of the saying that the parse hung on the clause.
pub(super) fn begin(verb: TokenRef<'_>, clause: TokenRef<'_>) -> usize {
    let doc = verb.doc();
    let first = clause.left_edge();
    let Some(subject) = source::subject(clause).filter(|subject| subject.index() < clause.index()) else {
        return first;
    };
    if first <= verb.index() || doc.token(first - 1).pos == Pos::Punct {
        return first;
    }
    let mut start = first;
    while let Some(aside) =
        clause.children().find(|child| child.left_edge() == start && child.index() < subject.left_edge())
    {
        let next = aside.right_edge() + 1;
        if !is_when_or_where(aside) || next >= doc.len() || doc.token(next).text() == "," {
            return first;
        }
        start = next;
    }
    // Only where nothing else stands before the subject: "that", or an adverb of the clause's own.
    if start == subject.left_edge() || doc.token(start).text() == "that" { start } else { first }
}

/// "on Monday", "late last week", "in a statement".
fn is_when_or_where(aside: TokenRef<'_>) -> bool {
    let day = |token: TokenRef<'_>| matches!(token.ent_type, "DATE" | "TIME");
    match aside.dep {
        "npadvmod" => day(aside),
        "advmod" => SAID_SO.contains(&lemma(aside).as_str()),
        "prep" => {
            let word = lemma(aside);
            let said = |token: TokenRef<'_>| [MEDIA, HOW].iter().any(|words| words.contains(&lemma(token).as_str()));
            let below = |token: TokenRef<'_>| day(token) || said(token);
            matches!(word.as_str(), "on" | "in" | "at" | "during") && aside.children_by(&["pobj"]).any(below)
        }
        _ => false,
    }
}

/// The clause with "that" behind a cue and what happened beside it, wherever the parse hung it: "said after meeting the
/// chair, Ms Diop, *that it holds*".
pub(super) fn clause_behind(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let doc = verb.doc();
    let end = doc.sentence(verb.sentence()).end;
    for at in (verb.index() + 2..end).take(SCAN) {
        let token = doc.token(at);
        if matches!(token.tag, "VBD" | "VBZ" | "VBP" | "MD") || matches!(token.text(), ";" | ":") {
            return None;
        }
        if token.dep == "mark" && token.text() == "that" {
            let clause = token.head_token();
            let before = doc.token(at - 1);
            // "after news that talks failed" is no clause of the verb's own.
            let own = before.text() == "," || before.ent_type == "DATE" || MEET.contains(&clause.head_token().lemma());
            let below = clause.ancestors().take(SCAN).any(|above| above.index() == verb.index());
            let told = source::subject(clause).is_some_and(|subject| subject.index() > at);
            return (own && below && told).then_some(clause);
        }
    }
    None
}

/// The end of a clause, further ones with "that" included: "said it holds, *but that time is short*".
pub(super) fn end_with_further_that(verb: TokenRef<'_>, end: usize) -> usize {
    let doc = verb.doc();
    let mut end = end;
    for further in verb.children_by(&["conj"]) {
        let Some(mark) = that(further).filter(|mark| mark.index() >= end) else { continue };
        let joins = (end..mark.index()).all(|at| doc.token(at).text() == "," || doc.token(at).dep == "cc");
        if joins && mark.index() > end {
            end = further.right_edge() + 1;
        }
    }
    end
}

fn that(clause: TokenRef<'_>) -> Option<TokenRef<'_>> {
    clause.children().find(|mark| mark.dep == "mark" && mark.text() == "that")
}
