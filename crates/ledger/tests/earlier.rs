//! What was said before a day is what the reports of before say by themselves, with persons known as all reports tell.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use rapporteur_ledger::{Found, Ledger, Quiet};
use rapporteur_record::Record;
use rapporteur_report::{ReadOptions, Report, read_bytes};

/// Reports of an invented negotiation; the third one is of no known day.
fn reports(name: &str) -> Vec<Report> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/dev").join(name).join("reports.jsonl");
    let mut reports = read_bytes(name, &std::fs::read(gold).unwrap(), &ReadOptions::default()).reports;
    reports[2].published = None;
    reports
}

fn ledger_of(folder: &Path, reports: &[Report]) -> Ledger {
    let file = folder.join("talks.ledger");
    Ledger::create(&file, None).unwrap();
    let mut ledger = Ledger::open_to_write(&file).unwrap();
    let found = |report: &Report| Found { report: report.clone(), path: "r".into(), line: None, set_aside: None };
    let reader = ledger.reader().unwrap();
    ledger.add(reports.iter().map(found), &reader, &Quiet).unwrap();
    ledger
}

/// What may become another thing: of each contact its status, of each proposal who answered what, of each position by which
/// it was replaced.
fn claims(record: &Record) -> BTreeMap<String, String> {
    let name = |id| record.actor(id).map(|actor| actor.id.clone()).unwrap_or_default();
    let contacts = record.contacts.iter().map(|one| (one.id.clone(), one.status.to_string()));
    let proposals = record.proposals.iter().map(|one| {
        let answers = one.responses.iter().map(|answer| format!("{} {}", name(answer.party), answer.response));
        (one.id.clone(), answers.collect::<Vec<_>>().join(", "))
    });
    let positions = record.positions.iter().map(|one| {
        let by = one.replaced_by.map(|by| record.positions[by.index()].id.clone());
        (one.id.clone(), format!("{} {by:?}", one.stance))
    });
    contacts.chain(proposals).chain(positions).collect()
}

fn days(reports: &[Report]) -> Vec<Date> {
    reports.iter().filter_map(|report| report.published).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The day of each report by its row.
fn rows_told(ledger: &Ledger, rows: &[i64]) -> BTreeMap<i64, Option<Date>> {
    rows.iter().map(|row| (*row, ledger.record_of(&[*row]).unwrap().reports[0].published)).collect()
}

fn before(ledger: &Ledger, rows: &[i64], days: &[Date]) -> Vec<BTreeMap<String, String>> {
    let mut all = Vec::new();
    ledger.hold(rows).unwrap().earlier().unwrap().before(days, |record| all.push(claims(record))).unwrap();
    let mut streamed = Vec::new();
    ledger.earlier_of(rows).unwrap().before(days, |record| streamed.push(claims(record))).unwrap();
    assert!(all == streamed, "whether they are held or not");
    all
}

#[test]
fn what_was_said_before_a_day_is_what_earlier_reports_say() {
    let mut compared = 0;
    for name in ["rail-pay-2024", "gabon-debt-2025", "nile-dam-2022"] {
        let (folder, reports) = (tempfile::tempdir().unwrap(), reports(name));
        let ledger = ledger_of(folder.path(), &reports);
        let (days, rows) = (days(&reports), (1..=reports.len() as i64).collect::<Vec<_>>());
        let told: BTreeMap<i64, Option<Date>> = rows_told(&ledger, &rows);
        for (day, said) in days.iter().zip(before(&ledger, &rows, &days)) {
            let earlier: Vec<i64> =
                rows.iter().copied().filter(|row| told[row].is_none_or(|told| told < *day)).collect();
            assert_eq!(said, claims(&ledger.record_of(&earlier).unwrap()), "{name} before {day}");
            compared += said.len();
        }
    }
    assert!(compared > 100, "{compared}");
}
