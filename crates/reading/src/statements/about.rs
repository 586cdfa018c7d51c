//! Which terms a report speaks of, and where: what tells which of them a statement is about.
//!
//! A statement speaks of those that its content names. Where the content names none ("Going higher is not on the cards"), what was
//! spoken of last and what the report is mostly about are hints; how much each hint is worth, [`super::meaning`] has learned.

use std::collections::BTreeMap;
use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::codebook::{Sense, TermMatch};
use rapporteur_record::{Act, Firmness, Stance, Term};

use super::meaning::{Associated, Named, Pair};
use crate::clause::conditions;
use crate::context::Context;
use crate::direction::wanted;
use crate::matter::{Matter, terms_in};

/// The terms of a report, where they stand.
#[derive(Debug)]
pub(super) struct Topics {
    /// In text order.
    matches: Vec<TermMatch>,
    /// The terms that are spoken of, the commonest first.
    common: Vec<Term>,
    /// Words that go with terms.
    associated: Associated,
    /// The terms that the report's words go with most.
    ranked: Vec<Term>,
}

/// How many terms are looked at, backwards, for those spoken of last.
const LOOKED_AT: usize = 8;

/// How many of the commonest terms of a report are told apart.
const COMMON: usize = 4;

impl Topics {
    pub(super) fn of(doc: &Doc, matter: &Matter) -> Self {
        let mut matches = matter.all().to_vec();
        matches.sort_by_key(|found| (found.tokens.start, found.term));
        let mut count: BTreeMap<Term, usize> = BTreeMap::new();
        for found in &matches {
            *count.entry(found.term).or_default() += 1;
        }
        let mut common: Vec<(Term, usize)> = count.into_iter().collect();
        common.sort_by_key(|&(term, count)| (std::cmp::Reverse(count), term));
        let associated = Associated::of(doc);
        let ranked = associated.ranked();
        Self { matches, common: common.into_iter().map(|(term, _)| term).collect(), associated, ranked }
    }

    /// The terms that a content names. By themselves: of "opposes foreign troops" the longer phrase begins at the cue.
    pub(super) fn named(context: &Context<'_>, content: &[Range<usize>]) -> Vec<TermMatch> {
        content
            .iter()
            .flat_map(|range| {
                terms_in(context.doc, context.codebook, range.clone()).into_iter().map(move |mut found| {
                    found.tokens = found.tokens.start + range.start..found.tokens.end + range.start;
                    found
                })
            })
            .collect()
    }

    /// A statement beside each term, with what speaks for its being about it and for a stance on it.
    pub(super) fn pairs(
        &self,
        context: &Context<'_>,
        content: &[Range<usize>],
        named: &[TermMatch],
        (act, firmness): (Act, Firmness),
    ) -> Vec<Pair> {
        let hints = self.hints(context, content, named);
        let conditions: Vec<Range<usize>> =
            content.iter().flat_map(|range| conditions(context.doc, range.clone())).collect();
        let none = Vec::new();
        let pair = |term: &Term| {
            let first = named.iter().find(|found| found.term == *term);
            let named = first.map(|found| Named {
                conditional: conditions.iter().any(|range| range.contains(&found.tokens.start)),
                conditioned: !conditions.is_empty(),
                wanted: wanted(context, content, found) == Stance::For,
            });
            Pair::of(*term, hints.get(term).unwrap_or(&none), act, firmness, named)
        };
        Term::ALL.iter().map(pair).collect()
    }

    fn hints(
        &self,
        context: &Context<'_>,
        content: &[Range<usize>],
        named: &[TermMatch],
    ) -> BTreeMap<Term, Vec<&'static str>> {
        let doc = context.doc;
        let mut hints: BTreeMap<Term, Vec<&'static str>> = BTreeMap::new();
        let mut hint = |term: Term, what: &'static str| hints.entry(term).or_default().push(what);
        for found in named {
            hint(found.term, "named");
            hint(found.term, if found.sense == Sense::For { "named for" } else { "named against" });
        }
        let distinct = named.iter().any(|found| named.iter().any(|other| other.term != found.term));
        for found in named {
            hint(found.term, if distinct { "named among others" } else { "named alone" });
        }
        if let Some(first) = named.first() {
            hint(first.term, "named first");
        }
        let silent = named.is_empty();
        let start = content.first().map_or(0, |range| range.start);
        let end = content.last().map_or(0, |range| range.end);
        let refers = refers(context, content);
        let mut hint = |term: Term, what: &'static str, of_reference: &'static str| {
            let of_term = hints.entry(term).or_default();
            of_term.push(what);
            if refers {
                of_term.push(of_reference);
            }
        };
        let last = self.last_before(doc, start);
        for (back, (term, near)) in last.iter().enumerate() {
            hint(
                *term,
                match (back, near, silent) {
                    (0, true, true) => "last, in the paragraph, none named",
                    (0, false, true) => "last, none named",
                    (0, true, false) => "last, in the paragraph",
                    (0, false, false) => "last",
                    (_, true, true) => "before, in the paragraph, none named",
                    (_, true, false) => "before, in the paragraph",
                    (_, false, _) => "before",
                },
                if back == 0 { "last, refers" } else { "before, refers" },
            );
        }
        for term in self.after(doc, end) {
            hint(term, if silent { "after, none named" } else { "after" }, "after, refers");
        }
        for (rank, term) in self.common.iter().take(COMMON).enumerate() {
            hint(
                *term,
                match (rank, silent) {
                    (0, true) => "commonest, none named",
                    (0, false) => "commonest",
                    (1, true) => "second, none named",
                    (1, false) => "second",
                    (_, true) => "third or fourth, none named",
                    (_, false) => "third or fourth",
                },
                if rank == 0 { "commonest, refers" } else { "common, refers" },
            );
        }
        for term in self.beside(doc, content) {
            hint(term, if silent { "beside, none named" } else { "beside" }, "beside, refers");
        }
        self.hint_by_association(doc, content, silent, &mut hints);
        hints
    }

    /// What the words of the content, of its sentences and of the whole report go with.
    fn hint_by_association(
        &self,
        doc: &Doc,
        content: &[Range<usize>],
        silent: bool,
        hints: &mut BTreeMap<Term, Vec<&'static str>>,
    ) {
        let mut hint = |term: Term, what: &'static str| hints.entry(term).or_default().push(what);
        let mut inside: BTreeMap<Term, f32> = BTreeMap::new();
        for range in content {
            for (term, share) in self.associated.between(range.start, range.end) {
                *inside.entry(term).or_default() += share;
            }
        }
        let most = inside.values().copied().fold(0.0, f32::max);
        for (term, share) in &inside {
            hint(*term, if silent { "goes with, none named" } else { "goes with" });
            if *share >= most {
                hint(*term, if silent { "goes with most, none named" } else { "goes with most" });
            }
            if *share >= 1.0 {
                hint(*term, "goes with surely");
            }
        }
        if let Some((start, end)) = sentences(doc, content) {
            let near = self.associated.between(start, end);
            let most = near.values().copied().fold(0.0, f32::max);
            for (term, share) in near {
                hint(term, if inside.is_empty() { "sentence goes with, content silent" } else { "sentence goes with" });
                if share >= most {
                    hint(term, "sentence goes with most");
                }
            }
        }
        for (rank, term) in self.ranked.iter().take(RANKED).enumerate() {
            let within = inside.contains_key(term);
            hint(
                *term,
                match (rank, within, inside.is_empty()) {
                    (0, true, _) => "report goes with first, and content",
                    (0, false, true) => "report goes with first, content silent",
                    (0, false, false) => "report goes with first",
                    (1, true, _) => "report goes with second, and content",
                    (1, false, true) => "report goes with second, content silent",
                    (1, false, false) => "report goes with second",
                    (_, true, _) => "report goes with, and content",
                    (_, false, _) => "report goes with",
                },
            );
        }
    }

    /// The terms spoken of in the sentences of a content, outside it.
    fn beside(&self, doc: &Doc, content: &[Range<usize>]) -> Vec<Term> {
        let Some((start, end)) = sentences(doc, content) else { return Vec::new() };
        let from = self.matches.partition_point(|found| found.tokens.start < start);
        let inside = |at: usize| content.iter().any(|range| range.contains(&at));
        let near = self.matches[from..].iter().take_while(|found| found.tokens.start < end);
        let mut seen: Vec<Term> = Vec::new();
        for found in near.filter(|found| !inside(found.tokens.start)).take(LOOKED_AT) {
            if !seen.contains(&found.term) {
                seen.push(found.term);
            }
        }
        seen
    }

    /// The terms last spoken of before a token, each once, and whether in its paragraph.
    fn last_before(&self, doc: &Doc, token: usize) -> Vec<(Term, bool)> {
        let at = self.matches.partition_point(|found| found.tokens.end <= token);
        let mut seen: Vec<(Term, bool)> = Vec::new();
        for found in self.matches[..at].iter().rev().take(LOOKED_AT) {
            if seen.iter().all(|(term, _)| *term != found.term) {
                seen.push((found.term, same_paragraph(doc, found.tokens.start, token)));
            }
        }
        seen
    }

    /// The terms spoken of in the rest of the sentence and the next.
    fn after(&self, doc: &Doc, end: usize) -> Vec<Term> {
        if end == 0 || end >= doc.len() {
            return Vec::new();
        }
        let until = doc.sentence(doc.token(end).sentence()).end;
        let from = self.matches.partition_point(|found| found.tokens.start < end);
        let mut seen: Vec<Term> = Vec::new();
        for found in self.matches[from..].iter().take(LOOKED_AT).take_while(|found| found.tokens.start < until) {
            if !seen.contains(&found.term) {
                seen.push(found.term);
            }
        }
        seen
    }
}

/// How many of the terms that a report's words go with are told apart.
const RANKED: usize = 4;

/// The tokens of the sentences in which a content stands: the first, and one past the last.
fn sentences(doc: &Doc, content: &[Range<usize>]) -> Option<(usize, usize)> {
    let (first, last) = (content.first()?, content.last()?);
    if first.start >= doc.len() || last.is_empty() {
        return None;
    }
    Some((doc.sentence(doc.token(first.start).sentence()).start, doc.sentence(doc.token(last.end - 1).sentence()).end))
}

/// Whether a content speaks of something told before: "it", "the draft", "this".
fn refers(context: &Context<'_>, content: &[Range<usize>]) -> bool {
    let back = |token: TokenRef<'_>| match token.pos {
        Pos::Pron => matches!(token.text().to_lowercase().as_str(), "it" | "this" | "that" | "them" | "one"),
        Pos::Noun => {
            context.codebook.responses().proposal(&token.lemma().to_lowercase(), |rest| rest.is_empty()).is_some()
        }
        _ => false,
    };
    content.iter().cloned().flatten().take(REFERS).any(|at| back(context.doc.token(at)))
}

/// How many words of a content are looked at for one that refers.
const REFERS: usize = 40;

/// A paragraph of more bytes than this has other topics at its end than at its beginning.
const PARAGRAPH: usize = 1_000;

fn same_paragraph(doc: &Doc, from: usize, to: usize) -> bool {
    let (start, end) = (doc.tokens()[from].start as usize, doc.tokens()[to.min(doc.len() - 1)].start as usize);
    doc.text().get(start..end).is_some_and(|between| between.len() < PARAGRAPH && !between.contains("\n\n"))
}
