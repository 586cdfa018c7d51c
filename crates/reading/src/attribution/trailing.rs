//! "They agreed to open the port, the ministry's envoy, Ms Diop, said on Monday": a speaker at the end whom the parse took
//! for an object or a further verb's, so that the verb has no subject.

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};

use super::source::{self, Phrase};

/// How long the words for such a speaker may be, in tokens.
const LONGEST: usize = 30;

/// What a verb tells, and who.
pub(super) struct Misread {
    pub(super) source: Phrase,
    pub(super) told: Range<usize>,
}

/// The speaker between a comma and a finite verb without a subject, and all of the sentence before that comma.
pub(super) fn misread(verb: TokenRef<'_>) -> Option<Misread> {
    if !matches!(verb.tag, "VBD" | "VBZ") || matches!(verb.dep, "relcl" | "acl") || source::subject(verb).is_some() {
        return None;
    }
    let doc = verb.doc();
    let tells_more =
        |child: TokenRef<'_>| child.index() > verb.index() && matches!(child.dep, "ccomp" | "xcomp" | "dobj");
    if verb.children().any(tells_more) {
        return None;
    }
    let sentence = doc.sentence(verb.sentence());
    let comma = (sentence.start..verb.index()).rev().take(LONGEST).filter(|&at| doc.token(at).text() == ",");
    // The farthest: "the ministry's envoy, Ms Diop", not "Ms Diop".
    let named: Vec<_> = comma.filter_map(|at| Some((at, named(verb, at + 1)?))).collect();
    let (comma, head) = named.last().copied()?;
    let told = sentence.start..comma;
    let verbal = told.clone().any(|at| matches!(doc.token(at).pos, Pos::Verb | Pos::Aux));
    let range = source::trim(doc, comma + 1..verb.index());
    verbal.then(|| Misread { source: Phrase { range, head: head.index() }, told })
}

/// "They met for an hour, reported the state news agency": the teller behind the verb at the end, whom the parse took for what is told.
pub(super) fn inverted(verb: TokenRef<'_>) -> Option<Misread> {
    let doc = verb.doc();
    let sentence = doc.sentence(verb.sentence());
    let comma = verb.index().checked_sub(1).filter(|&at| at > sentence.start && doc.token(at).text() == ",")?;
    let bare = verb.children().filter(|child| child.pos != Pos::Punct).count() == 1;
    let teller = verb.children_by(&["dobj"]).next().filter(|_| bare && matches!(verb.tag, "VBD" | "VBZ"))?;
    let last = teller.right_edge() + 1;
    let ends =
        last >= sentence.end || matches!(doc.token(last).text(), "." | "\n") || doc.token(last).pos == Pos::Space;
    let tells = source::TELLERS.contains(&teller.lemma()) || matches!(teller.ent_type, "ORG" | "PERSON");
    let told = sentence.start..comma;
    let verbal = told.clone().any(|at| matches!(doc.token(at).pos, Pos::Verb | Pos::Aux));
    (ends && tells && verbal && teller.left_edge() == verb.index() + 1)
        .then(|| Misread { source: source::phrase(teller), told })
}

/// The head of a noun phrase that begins at a token and ends before the verb, or before a comma there.
fn named<'d>(verb: TokenRef<'d>, start: usize) -> Option<TokenRef<'d>> {
    let doc = verb.doc();
    let ends = |token: &TokenRef<'_>| {
        let next = token.right_edge() + 1;
        next == verb.index() || (next + 1 == verb.index() && doc.token(next).text() == ",")
    };
    let all = (start..verb.index()).map(|at| doc.token(at));
    let mut heads = all.filter(|token| matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron));
    heads.find(|token| token.left_edge() == start && ends(token) && token.head_token().index() != verb.index())
}
