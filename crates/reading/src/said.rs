//! Statements with the tokens they stand on, as later stages ask for them.

use std::ops::Range;

use rapporteur_language::Doc;
use rapporteur_record::{Act, Authority, Span, Statement, StatementId};

use crate::clause::conditions;
use crate::context::Context;
use crate::voices::{Voice, voices_of};

/// By whom a statement is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ToldBy {
    /// The report, or the speaker's own side.
    Report,
    /// One without a stake.
    Neutral,
    /// Another party.
    Rival,
}

/// A statement in its text.
#[derive(Clone, Debug)]
pub(crate) struct Said<'s> {
    /// Its place in the list.
    pub(crate) id: StatementId,
    /// The statement.
    pub(crate) statement: &'s Statement,
    /// The tokens of its cue.
    pub(crate) cue: Vec<Range<usize>>,
    /// The tokens of its content.
    pub(crate) content: Vec<Range<usize>>,
    /// The conditions named in it, also those that the cue parts from the rest: "they accept, he said, if pay rises".
    pub(crate) conditions: Vec<Range<usize>>,
    /// Whose statement reports this one: a neutral's, whose word makes it a report, or a rival's, who puts words into the
    /// other's mouth.
    pub(crate) told_by: ToldBy,
    /// For whom it is said.
    pub(crate) voices: Vec<Voice>,
}

impl Said<'_> {
    /// Whether this takes up an accusation by another party just before it, and so is no word on a proposal or term.
    pub(crate) fn answers_blame(&self, all: &[Said<'_>]) -> bool {
        let at = self.id.index();
        let before = all.get(at.saturating_sub(2)..at).unwrap_or_default();
        let same = |one: &Said<'_>| {
            one.voices.first().map(|voice| voice.party) == self.voices.first().map(|voice| voice.party)
        };
        before.iter().rev().find(|one| !one.voices.is_empty()).is_some_and(|one| {
            one.statement.act == Act::Accuse && !same(one) && self.content.iter().map(Range::len).sum::<usize>() < 10
        })
    }

    /// Whether none for whom this is said is of that voice's party: who speaks tells of another.
    pub(crate) fn is_of_other(&self, other: &Voice) -> bool {
        self.voices.iter().all(|voice| voice.party != other.party)
    }

    /// Whether a token is part of what was said.
    pub(crate) fn holds(&self, token: usize) -> bool {
        self.content.iter().any(|range| range.contains(&token))
    }

    /// Whether a token is part of the words that mark it.
    pub(crate) fn is_cue(&self, token: usize) -> bool {
        self.cue.iter().any(|range| range.contains(&token))
    }

    /// The tokens of the content, in text order.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.content.iter().cloned().flatten()
    }

    /// The first token of the content.
    pub(crate) fn start(&self) -> usize {
        self.content.first().map_or(0, |range| range.start)
    }
}

/// All statements of a report in their text.
pub(crate) fn said<'s>(context: &Context<'_>, statements: &'s [Statement]) -> Vec<Said<'s>> {
    let doc = context.doc;
    let one = |(at, statement): (usize, &'s Statement)| {
        let content: Vec<Range<usize>> = statement.content.iter().map(|span| tokens(doc, *span)).collect();
        let cue: Vec<Range<usize>> = statement.cue.iter().map(|span| tokens(doc, *span)).collect();
        let conditions = conditions_of(doc, &content, &cue);
        let outer = statement.within.and_then(|outer| statements.get(outer.index()));
        let told_by = outer.map_or(ToldBy::Report, |outer| told_by(outer, statement));
        let voices = voices_of(context, statement);
        Said { id: StatementId(at as u32), statement, cue, content, conditions, told_by, voices }
    };
    statements.iter().enumerate().map(one).collect()
}

fn told_by(outer: &Statement, inner: &Statement) -> ToldBy {
    match outer.party {
        Some(party) if inner.party == Some(party) => ToldBy::Report,
        Some(_) if outer.authority != Some(Authority::Observer) => ToldBy::Rival,
        _ => ToldBy::Neutral,
    }
}

/// The conditions within the content, and those that end its last sentence behind the cue.
fn conditions_of(doc: &Doc, content: &[Range<usize>], cue: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = content.iter().flat_map(|range| conditions(doc, range.clone())).collect();
    let Some(end) = content.last().map(|range| range.end).filter(|end| *end > 0 && *end <= doc.len()) else {
        return all;
    };
    let sentence = doc.sentence(doc.token(end - 1).sentence());
    let trailing = cue.iter().map(|range| range.end).max().filter(|cue| *cue > end && *cue < sentence.end);
    let behind = trailing.map(|cue| conditions(doc, cue..sentence.end)).unwrap_or_default();
    // One that hangs on the verb of speech by its tense ("will say if asked") cannot be told apart; it is rare.
    all.extend(behind.into_iter().filter(|range| range.start < cue.iter().map(|cue| cue.end).max().unwrap_or(0) + 16));
    all
}

/// The tokens of a span.
pub(crate) fn tokens(doc: &Doc, span: Span) -> Range<usize> {
    let start = doc.tokens().partition_point(|token| token.end <= span.start);
    let end = doc.tokens().partition_point(|token| token.start < span.end);
    start..end.max(start)
}

/// The span of a range of tokens.
pub(crate) fn span(doc: &Doc, tokens: Range<usize>) -> Span {
    let bytes = doc.bytes(tokens);
    Span { start: bytes.start as u32, end: bytes.end as u32 }
}
