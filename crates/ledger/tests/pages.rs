//! What is kept of one negotiation counts until something of it changes, whatever happens to others.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::path::Path;

use rapporteur_ledger::corrections::{By, Wanted};
use rapporteur_ledger::{Found, Ledger, Negotiation, Page, Quiet, State};
use rapporteur_report::{ReadOptions, Report, read_bytes};

/// Reports of one invented negotiation.
fn found(name: &str) -> Vec<Found> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/dev").join(name).join("reports.jsonl");
    let input = read_bytes(name, &std::fs::read(gold).unwrap(), &ReadOptions::default());
    // Each has an `r1`; where ids clash, any report may bear on what another is called.
    let own = |report: Report| Report { id: format!("{name} {}", report.id), ..report };
    let found = |report| Found { report, path: name.to_owned(), line: None, set_aside: None };
    input.reports.into_iter().map(own).map(found).collect()
}

fn add(ledger: &mut Ledger, reports: impl IntoIterator<Item = Found>) {
    let reader = ledger.reader().unwrap();
    ledger.add(reports, &reader, &Quiet).unwrap();
}

/// An empty ledger, the reports on Gabon's debt without the last of them, and that one.
fn begun(folder: &Path) -> (Ledger, Vec<Found>, Found) {
    let file = folder.join("talks.ledger");
    Ledger::create(&file, None).unwrap();
    let mut gabon = found("gabon-debt-2025");
    let last = gabon.pop().unwrap();
    (Ledger::open_to_write(&file).unwrap(), gabon, last)
}

/// The negotiation on Gabon's debt, or the largest other one.
fn negotiation(ledger: &Ledger, name: &str) -> Negotiation {
    let all = ledger.negotiations().unwrap().found;
    all.into_iter().find(|one| one.name.contains("Gabon") == (name == "Gabon")).unwrap()
}

fn state(ledger: &Ledger, name: &str) -> State {
    ledger.states().unwrap().of(&negotiation(ledger, name))
}

fn keep(ledger: &Ledger, state: &State, content: &[u8]) {
    ledger.keep_pages(&[Page { name: "a page", state, content }]);
}

fn kept(ledger: &Ledger, name: &str) -> Option<Vec<u8>> {
    ledger.page("a page", &state(ledger, name)).unwrap()
}

#[test]
fn what_is_kept_counts_until_its_own_negotiation_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (mut ledger, gabon, last) = begun(folder.path());
    add(&mut ledger, gabon.into_iter().chain(found("rail-pay-2024")));
    for (name, content) in [("Gabon", b"of Gabon"), ("Rail", b"of rail!")] {
        keep(&ledger, &state(&ledger, name), content);
        assert_eq!(kept(&ledger, name).as_deref(), Some(content.as_slice()));
    }

    // A report comes in.
    let before = state(&ledger, "Gabon");
    add(&mut ledger, [last]);
    assert_eq!(kept(&ledger, "Gabon"), None);
    assert_eq!(kept(&ledger, "Rail").as_deref(), Some(b"of rail!".as_slice()));
    // What was made before it came in is not kept after.
    keep(&ledger, &before, b"too late");
    assert_eq!(ledger.page("a page", &before).unwrap().as_deref(), Some(b"of Gabon".as_slice()));

    // Somebody corrects, and takes it back.
    keep(&ledger, &state(&ledger, "Gabon"), b"of all of Gabon");
    let rows = negotiation(&ledger, "Rail").rows;
    let record = ledger.record_of(&rows).unwrap();
    let by = By { who: "a".into(), made: "now".into(), why: None };
    let number = ledger.correct(&record, &record.contacts[0].id, Wanted::Reject, by).unwrap();
    assert_eq!(kept(&ledger, "Rail"), None);
    assert_eq!(kept(&ledger, "Gabon").as_deref(), Some(b"of all of Gabon".as_slice()));
    ledger.undo(number, "now").unwrap();
    assert_eq!(kept(&ledger, "Rail").as_deref(), Some(b"of rail!".as_slice()));

    // All is read anew.
    let reread = ledger.reread(None, &Quiet).unwrap().unwrap();
    ledger.take_over(&reread).unwrap();
    assert_eq!((kept(&ledger, "Rail"), kept(&ledger, "Gabon")), (None, None));
}

#[test]
fn pages_of_what_is_no_more_so_are_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let (mut ledger, gabon, last) = begun(folder.path());
    add(&mut ledger, gabon);
    let before = state(&ledger, "Gabon");
    keep(&ledger, &before, b"of Gabon");
    add(&mut ledger, [last]);
    let now = state(&ledger, "Gabon");
    keep(&ledger, &now, b"of all of Gabon");
    ledger.drop_pages_but(std::slice::from_ref(&now));
    assert_eq!(ledger.page("a page", &before).unwrap(), None);
    assert!(ledger.page("a page", &now).unwrap().is_some());
    // The oldest make room for what is new.
    let noise = |seed: u64| -> Vec<u8> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 56) as u8
        };
        (0..100_000).map(|_| next()).collect()
    };
    for at in 0..3 {
        ledger.keep_pages(&[Page { name: &format!("page {at}"), state: &now, content: &noise(at) }]);
    }
    assert_eq!(ledger.page("a page", &now).unwrap(), None);
    assert!(ledger.page("page 2", &now).unwrap().is_some_and(|page| page == noise(2)));
}
