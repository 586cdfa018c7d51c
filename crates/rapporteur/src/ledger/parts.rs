//! A ledger of several negotiations part by part: what is looked for stands in one or a few of them, and each is merged
//! in a moment, where all together would take long and much memory.

use std::cmp::Reverse;

use jiff::civil::Date;
use rapporteur_ledger::{Ledger, Negotiation};

use super::{changes, overview};
use crate::brief;

/// A part of a ledger.
pub(super) struct Part {
    /// What it is called.
    pub(super) name: String,
    /// Its reports.
    pub(super) rows: Vec<i64>,
}

/// The parts in which an entry or report of this id may be, the likely ones first: those of which a page that was shown has it,
/// then those of which was told last. Nothing where the ledger is better looked through as a whole.
pub(super) fn likely_to_hold(ledger: &Ledger, id: &str) -> anyhow::Result<Option<Vec<Part>>> {
    let Some(all) = overview::wanted(ledger)? else { return Ok(None) };
    let (states, report) = (ledger.states()?, ledger.row_of(id)?);
    // A report lies in one negotiation, and an entry is told of in the one that its reports lie in.
    let mut shown = None;
    for page in [changes::page_name(), brief::page_name()] {
        if report.is_none() && shown.is_none() {
            shown = ledger.state_of_page_with(id, &page)?;
        }
    }
    let is_likely = |one: &Negotiation| {
        report.is_some_and(|row| one.rows.binary_search(&row).is_ok()) || shown.as_ref() == Some(&states.of(one))
    };
    let mut found: Vec<(usize, &Negotiation)> = (1..).zip(&all.found).collect();
    found.sort_by_key(|(number, one)| (!is_likely(one), Reverse(one.days.map(|(_, last)| last)), *number));
    Ok(Some(parts(found, rows_of(&all.alone))))
}

/// The parts in which somebody of this name may be spoken of: those whose reports have its words, and those of a party that is
/// called so; where there is none, all.
pub(super) fn likely_to_name(ledger: &Ledger, name: &str) -> anyhow::Result<Option<Vec<Part>>> {
    let Some(all) = overview::wanted(ledger)? else { return Ok(None) };
    let rows = ledger.rows_with(name)?;
    let has = |row: &i64| rows.binary_search(row).is_ok();
    let lower = name.to_lowercase();
    let is_named =
        |one: &Negotiation| one.rows.iter().any(has) || one.parties.iter().any(|party| party.to_lowercase() == lower);
    let alone: Vec<i64> = all.alone.iter().map(|(row, _)| *row).filter(has).collect();
    let found: Vec<(usize, &Negotiation)> = (1..).zip(&all.found).filter(|(_, one)| is_named(one)).collect();
    if found.is_empty() && alone.is_empty() {
        return Ok(Some(parts((1..).zip(&all.found).collect(), rows_of(&all.alone))));
    }
    Ok(Some(parts(found, alone)))
}

/// These negotiations, and the reports that belong to none.
fn parts(found: Vec<(usize, &Negotiation)>, alone: Vec<i64>) -> Vec<Part> {
    let part =
        |(number, one): (usize, &Negotiation)| Part { name: format!("{number}  {}", one.name), rows: one.rows.clone() };
    let mut parts: Vec<Part> = found.into_iter().map(part).collect();
    if !alone.is_empty() {
        parts.push(Part { name: "Reports that belong to no negotiation".to_owned(), rows: alone });
    }
    parts
}

fn rows_of(alone: &[(i64, Option<Date>)]) -> Vec<i64> {
    alone.iter().map(|(row, _)| *row).collect()
}
