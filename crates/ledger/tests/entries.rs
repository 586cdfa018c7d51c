//! A record that is gone through entry by entry is the one that is held, whatever people corrected.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::path::Path;

use rapporteur_ledger::Ledger;
use rapporteur_ledger::corrections::{By, Wanted};
use rapporteur_record::{AtLeastOne, Entry, Evidence, Record, write_json_lines};

fn by() -> By {
    By { who: "A. Analyst".into(), made: "2024-05-02".into(), why: None }
}

/// The record, after it was seen that going through it says the same.
fn record(ledger: &Ledger, rows: Option<&[i64]>) -> Record {
    let held = match rows {
        Some(rows) => ledger.record_of(rows).unwrap(),
        None => ledger.record().unwrap(),
    };
    let (mut wanted, mut found) = (Vec::new(), Vec::new());
    held.write_json_lines(&mut wanted).unwrap();
    write_json_lines(&ledger.entries(rows).unwrap(), &mut found).unwrap();
    assert_eq!(String::from_utf8(found).unwrap(), String::from_utf8(wanted).unwrap());
    held
}

/// What can be done to the entries of a section: the ids, and what is wanted.
fn wanted<T>(
    record: &Record,
    entries: &[Entry<T>],
    words: impl Fn(&T) -> &AtLeastOne<Evidence>,
) -> Vec<(String, Wanted)> {
    let mut all = Vec::new();
    let split = entries.iter().find_map(|one| {
        let (first, last) = (words(&one.told).first().report, words(&one.told).last().report);
        (first != last).then(|| (one.id.clone(), Wanted::Split { report: record.reports[last.index()].id.clone() }))
    });
    all.extend(split);
    if let [first, .., other, last] = entries {
        all.push((other.id.clone(), Wanted::Merge { other: first.id.clone() }));
        all.push((last.id.clone(), Wanted::Reject));
    }
    all
}

#[test]
fn whatever_is_corrected_entry_by_entry_is_what_is_held() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ledgers/v2.ledger");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kept.ledger");
    std::fs::copy(kept, &file).unwrap();
    let mut ledger = Ledger::open_to_write(&file).unwrap();
    let first = record(&ledger, None);
    let mut all = Vec::new();
    // A statement that shows a position, and one in which another lies, are named by others.
    let shown = first.positions.iter().find_map(|one| one.statements.first()).unwrap();
    all.push((first.statements[shown.index()].id.clone(), Wanted::Reject));
    let outer = first.statements.iter().find_map(|one| one.within).unwrap();
    let other = first.statements.iter().rev().find(|one| one.within.is_none()).unwrap();
    all.push((other.id.clone(), Wanted::Merge { other: first.statements[outer.index()].id.clone() }));
    let event = &first.events.first().unwrap().id;
    all.push((event.clone(), Wanted::Set { field: "type".into(), value: "ACCUSE".into() }));
    all.extend(
        wanted(&first, &first.actors, |one| &one.mentions).into_iter().filter(|(_, one)| *one != Wanted::Reject),
    );
    all.extend(wanted(&first, &first.statements, |one| &one.content));
    all.extend(wanted(&first, &first.proposals, |one| &one.evidence));
    all.extend(wanted(&first, &first.positions, |one| &one.position.evidence));
    all.extend(wanted(&first, &first.contacts, |one| &one.evidence));
    all.extend(wanted(&first, &first.disputes, |one| &one.evidence));
    all.extend(wanted(&first, &first.events, |one| &one.evidence));
    let mut made = 0;
    for (id, wanted) in all {
        let now = record(&ledger, None);
        // What an earlier one took away can't be corrected again.
        made += usize::from(ledger.correct(&now, &id, wanted, by()).is_ok());
    }
    assert!(made > 12, "{made}");
    record(&ledger, None);
    record(&ledger, Some(&[1, 3]));
    record(&ledger, Some(&[]));
}
