//! The passages of the reports on which entries rest, and their numbers.
//!
//! Passage 7 of report 2 is cited as `2.7`; in the full text the passage has its number before it, so that a printed page can be
//! followed too. A reprint's words are not cited where those that it repeats are: they would look like one more telling.

use std::collections::HashMap;

use maud::{Markup, html};
use rapporteur_record::{Evidence, Record, ReportId, Span};

/// The passages of each report, in the order of its text.
pub(super) struct Passages {
    by_report: Vec<Vec<Span>>,
    originals: HashMap<ReportId, ReportId>,
}

impl Passages {
    pub(super) fn of(record: &Record) -> Self {
        let mut by_report: Vec<Vec<Span>> = vec![Vec::new(); record.reports.len()];
        let mut add = |piece: &Evidence| {
            if let Some(passages) = by_report.get_mut(piece.report.index()) {
                passages.push(piece.span);
            }
        };
        record.actors.iter().for_each(|one| add(one.mentions.first()));
        record.statements.iter().flat_map(|one| &one.content).for_each(&mut add);
        record.proposals.iter().flat_map(|one| &one.evidence).for_each(&mut add);
        let answers = record.proposals.iter().flat_map(|one| &one.responses);
        answers.flat_map(|one| &one.evidence).for_each(&mut add);
        record.positions.iter().flat_map(|one| &one.evidence).for_each(&mut add);
        record.contacts.iter().flat_map(|one| &one.evidence).for_each(&mut add);
        record.disputes.iter().flat_map(|one| &one.evidence).for_each(&mut add);
        for passages in &mut by_report {
            passages.sort_unstable();
            passages.dedup();
        }
        let originals = record.coverage.reprints.iter().map(|pair| (pair.report, pair.of)).collect();
        Self { by_report, originals }
    }

    /// Those of one report; the first has the number 1.
    pub(super) fn of_report(&self, report: ReportId) -> &[Span] {
        self.by_report.get(report.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Where a piece of evidence stands: "r2.7".
    pub(super) fn place(&self, piece: &Evidence) -> Option<String> {
        let at = self.of_report(piece.report).binary_search(&piece.span).ok()?;
        Some(format!("r{}.{}", piece.report.index() + 1, at + 1))
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
        let places: Vec<String> = own.filter_map(|piece| self.place(piece)).collect();
        html! {
            span.cites {
                @for place in &places {
                    a href={ "#" (place) } aria-label={ "evidence: " (spoken(place)) } { (&place[1..]) }
                    " "
                }
            }
        }
    }
}

/// "report 2, passage 7".
fn spoken(place: &str) -> String {
    place
        .trim_start_matches('r')
        .split_once('.')
        .map_or_else(String::new, |(report, passage)| format!("report {report}, passage {passage}"))
}
