//! The passages of the reports on which entries rest, and their numbers.
//!
//! Passage 7 of report 2 is cited as `2.7`; in the full text the passage has its number before it, so that a printed page can be
//! followed too. A reprint's words are not cited where those that it repeats are: they would look like one more telling.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use maud::{Markup, html};
use rapporteur_record::{Evidence, ReportId, Span};
use rapporteur_spill::{Chains, List};

use crate::kept::Kept;

/// The passages of each report, in the order of its text.
pub(super) struct Passages {
    all: List<Span>,
    /// Where those of each report end.
    ends: List<u32>,
    originals: HashMap<ReportId, ReportId>,
}

impl Passages {
    pub(super) fn of(record: &Kept) -> Self {
        let by_report = by_report(record);
        let (mut all, mut ends) = (List::new(&record.spill), List::new(&record.spill));
        for report in 0..record.reports.len() as u64 {
            let mut passages = by_report.of(report);
            passages.sort_unstable();
            passages.dedup();
            passages.into_iter().for_each(|span| all.push(span));
            ends.push(all.len() as u32);
        }
        let originals = record.coverage.reprints.iter().map(|pair| (pair.report, pair.of)).collect();
        Self { all, ends, originals }
    }

    /// Those of one report; the first has the number 1.
    pub(super) fn of_report(&self, report: ReportId) -> Vec<Span> {
        self.all.range(self.places(report)).collect()
    }

    /// Where those of a report lie.
    fn places(&self, report: ReportId) -> Range<usize> {
        let start = report.index().checked_sub(1).map_or(0, |before| self.ends.at(before));
        start as usize..self.ends.at(report.index()) as usize
    }

    /// Where a piece of evidence stands: "r2.7".
    pub(super) fn place(&self, piece: &Evidence) -> Option<String> {
        let Range { start, mut end } = self.places(piece.report);
        let mut from = start;
        while from < end {
            let middle = (from + end) / 2;
            match self.all.at(middle).cmp(&piece.span) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some(format!("r{}.{}", piece.report.index() + 1, middle - start + 1)),
                Ordering::Greater => end = middle,
            }
        }
        None
    }

    pub(super) fn original(&self, report: ReportId) -> Option<ReportId> {
        self.originals.get(&report).copied()
    }

    /// Links to all passages on which an entry rests: "[2.7 3.1]".
    pub(super) fn cite<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Markup {
        let mut pieces: Vec<Evidence> = evidence.into_iter().copied().collect();
        pieces.sort_unstable();
        pieces.dedup();
        let told = |report: ReportId| pieces.iter().any(|piece| piece.report == report);
        let own = pieces.iter().filter(|piece| !self.original(piece.report).is_some_and(&told));
        let places = own.filter_map(|piece| self.place(piece));
        html! {
            span.cites {
                @for place in places {
                    a href={ "#" (place) } aria-label={ "evidence: " (spoken(&place)) } { (&place[1..]) }
                    " "
                }
            }
        }
    }
}

/// The passages of each report as entries rest on them.
fn by_report(record: &Kept) -> Chains<Span> {
    let mut all = Chains::new(&record.spill);
    let mut add = |piece: &Evidence| all.add(u64::from(piece.report.0), &piece.span);
    record.actors().filter_map(|id| record.actor(id)).for_each(|one| add(one.mentions.first()));
    record.statements.iter().for_each(|one| one.content.iter().for_each(&mut add));
    record.proposals.iter().for_each(|one| {
        one.evidence.iter().for_each(&mut add);
        one.responses.iter().flat_map(|answer| &answer.evidence).for_each(&mut add);
    });
    record.positions.iter().for_each(|one| one.evidence.iter().for_each(&mut add));
    record.contacts.iter().for_each(|one| one.evidence.iter().for_each(&mut add));
    record.disputes.iter().for_each(|one| one.evidence.iter().for_each(&mut add));
    all
}

/// "report 2, passage 7".
fn spoken(place: &str) -> String {
    place
        .trim_start_matches('r')
        .split_once('.')
        .map_or_else(String::new, |(report, passage)| format!("report {report}, passage {passage}"))
}
