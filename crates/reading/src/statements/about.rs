//! Which terms a statement speaks of.
//!
//! Those of its content. Where the content names none ("Going higher is not on the cards"), those that were last spoken of
//! in its paragraph, else what the report is about as a whole; but only for speakers who have a side, since others are
//! asked about the weather too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_language::Doc;
use rapporteur_record::codebook::TermMatch;
use rapporteur_record::{Span, Term};

use crate::context::Context;
use crate::matter::{Matter, terms_in};

/// The terms of a report, where they stand.
#[derive(Debug)]
pub(super) struct Topics {
    /// In text order.
    matches: Vec<TermMatch>,
    /// The term that is spoken of most, if one is spoken of again and again.
    main: Option<Term>,
}

/// How often a report speaks of what it is about.
const OFTEN: usize = 3;

impl Topics {
    pub(super) fn of(matter: &Matter) -> Self {
        let mut matches = matter.all().to_vec();
        matches.sort_by_key(|found| (found.tokens.start, found.term));
        let mut count: BTreeMap<Term, usize> = BTreeMap::new();
        for found in matches.iter().filter(|found| !is_setting(found.term)) {
            *count.entry(found.term).or_default() += 1;
        }
        let main = count.into_iter().max_by_key(|&(term, count)| (count, std::cmp::Reverse(term)));
        Self { main: main.filter(|&(_, count)| count >= OFTEN).map(|(term, _)| term), matches }
    }

    /// The categories spoken of in a content; `sided`: by somebody who has a side.
    pub(super) fn about(&self, context: &Context<'_>, content: &[Span], sided: bool) -> Vec<Term> {
        let doc = context.doc;
        let ranges: Vec<Range<usize>> = content.iter().filter_map(|span| tokens(doc, *span)).collect();
        // By themselves: of "opposes foreign troops" the longer phrase begins at the cue.
        let own: BTreeSet<Term> = ranges
            .iter()
            .flat_map(|range| terms_in(doc, context.codebook, range.clone()))
            .map(|found| found.term)
            .collect();
        if !own.is_empty() || !sided {
            return own.into_iter().collect();
        }
        let last = ranges.first().and_then(|range| self.last_before(doc, range.start));
        last.or(self.main).into_iter().collect()
    }

    /// The term last spoken of before a token, in its paragraph.
    fn last_before(&self, doc: &Doc, token: usize) -> Option<Term> {
        let at = self.matches.partition_point(|found| found.tokens.end <= token);
        let mut before = self.matches.get(..at)?.iter().rev().take(LOOKED_AT);
        let found = before.find(|found| !is_setting(found.term))?;
        let between =
            doc.text().get(doc.tokens()[found.tokens.start].start as usize..doc.tokens()[token].start as usize)?;
        (between.len() < PARAGRAPH && !between.contains("\n\n")).then_some(found.term)
    }
}

/// How many terms are looked at, backwards, for the one spoken of last.
const LOOKED_AT: usize = 8;

/// Talks, and peace as such, are the setting of every such report.
fn is_setting(term: Term) -> bool {
    matches!(term, Term::TalksFormat | Term::Peace)
}

/// A paragraph of more bytes than this has other topics at its end than at its beginning.
const PARAGRAPH: usize = 1_000;

fn tokens(doc: &Doc, span: Span) -> Option<Range<usize>> {
    let start = doc.token_at(span.start as usize)?;
    let end = doc.tokens().partition_point(|token| token.start < span.end);
    (start < end).then_some(start..end)
}
