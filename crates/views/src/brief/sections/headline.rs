//! What the record is about, in three lines: the parties, the reports, what they tell.

use std::collections::BTreeSet;

use rapporteur_report::Report;

use super::super::days::{Calendar, with_year};
use super::super::draft::{Draft, NAME, terms};
use super::super::sides::Sides;
use super::super::words::{clean, clipped, counted};
use crate::kept::Kept;
use crate::page::{Block, Rich, Tone};

/// So many parties are named at the top.
const NAMED: usize = 4;

/// Longer outlets are cut.
const OUTLET: usize = 120;

pub(crate) fn write(draft: &mut Draft<'_>) {
    if draft.record.reports.is_empty() {
        draft.page.push(Block::Title(Rich::strong("No reports")));
        return;
    }
    let title = Block::Title(Rich::strong(title(draft.record, draft.sides)));
    draft.page.push(title);
    let lines = [
        Rich::plain(reports(&draft.record.reports, &draft.calendar)),
        Rich::plain(tells(draft)),
        Rich::of(Tone::Open, narrowed(draft)),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).for_each(|line| draft.page.push(Block::Subtitle(line)));
    for name in &draft.scope.unknown {
        let known = draft.names(draft.sides.parties.iter().take(12));
        let told = format!("No party of the record is called “{}”. Its parties: {known}.", clean(name));
        draft.page.push(Block::Subtitle(Rich::of(Tone::Bad, told)));
    }
}

/// The parties, those with the most weight first.
pub(crate) fn title(record: &Kept, sides: &Sides) -> String {
    let parties = &sides.parties;
    let named = parties.iter().take(NAMED).filter_map(|party| record.actor(*party));
    let mut named: Vec<String> = named.map(|party| clipped(&party.name, NAME)).collect();
    match parties.len() {
        0 => return "Record of a negotiation".to_owned(),
        all if all > NAMED => named.push(format!("and {} more", all - NAMED)),
        _ => {}
    }
    named.join(" · ")
}

/// "4 reports from 3 outlets, 3 Nov 2023 to 18 Dec 2023".
pub(crate) fn reports(reports: &[Report], calendar: &Calendar) -> String {
    let outlets: BTreeSet<&str> = reports.iter().filter_map(|report| report.outlet.as_deref()).collect();
    let mut told = counted(reports.len(), "report", "reports");
    match outlets.len() {
        0 => {}
        1 => told += &format!(" from {}", outlets.first().map(|outlet| clipped(outlet, OUTLET)).unwrap_or_default()),
        all => told += &format!(" from {all} outlets"),
    }
    match (calendar.first, calendar.latest) {
        (Some(first), Some(latest)) if first == latest => told + &format!(", {}", with_year(first)),
        (Some(first), Some(latest)) => told + &format!(", {} to {}", with_year(first), with_year(latest)),
        _ => told + ", undated",
    }
}

fn tells(draft: &Draft<'_>) -> String {
    let (record, scope) = (draft.record, &draft.scope);
    let counts = [
        (record.proposals.iter().filter(|one| scope.proposal(one)).count(), "proposal", "proposals"),
        (record.positions.iter().filter(|one| scope.position(one)).count(), "position", "positions"),
        (record.contacts.iter().filter(|one| scope.contact(one)).count(), "contact", "contacts"),
        (record.disputes.iter().filter(|one| scope.dispute(one)).count(), "dispute", "disputes"),
        (
            record.statements.iter().filter(|one| scope.statement(one) && scope.sure(one)).count(),
            "statement",
            "statements",
        ),
    ];
    let told = counts.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| counted(count, one, many));
    told.collect::<Vec<_>>().join(" · ")
}

/// What was asked for, where that is not everything.
fn narrowed(draft: &Draft<'_>) -> String {
    let scope = &draft.scope;
    let mut asked = Vec::new();
    if !scope.asked().is_empty() {
        asked.push(draft.names(scope.asked()));
    }
    if !scope.terms().is_empty() {
        asked.push(terms(scope.terms()));
    }
    asked.extend(scope.since.map(|since| format!("since {}", with_year(since))));
    if asked.is_empty() { String::new() } else { format!("Only: {}", asked.join("; ")) }
}
