//! Ledgers of every version that was ever in use open in this program, and say what they said.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::path::Path;

use rapporteur_ledger::{Ledger, LedgerError};

#[test]
fn every_older_ledger_opens_and_says_what_it_said() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ledgers");
    for version in ["v1", "v2", "v3", "v4"] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kept.ledger");
        std::fs::copy(kept.join(format!("{version}.ledger")), &file).unwrap();
        // Reading it changes nothing, writing to it brings its tables up to date; both show the same.
        let as_kept = Ledger::open_to_read(&file).unwrap();
        let before = as_kept.record_uncorrected().unwrap();
        let (bytes, found) = (std::fs::read(&file).unwrap(), as_kept.negotiations().unwrap());
        if version == "v1" {
            assert!(bytes == std::fs::read(&file).unwrap(), "whoever only reads changes no older ledger");
        }
        drop(as_kept);
        let migrated = Ledger::open_to_write(&file).unwrap();
        assert_eq!(migrated.verify().unwrap().problems, Vec::<String>::new(), "{version}");
        let after = migrated.record_uncorrected().unwrap();
        assert!(before == after, "{version}");
        assert_eq!(migrated.negotiations().unwrap(), found, "{version}");
        assert_eq!((before.reports.len(), before.statements.is_empty()), (4, false), "{version}");
    }
}

#[test]
fn a_ledger_that_another_program_holds_is_locked_and_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("held.ledger");
    Ledger::create(&file, None).unwrap();
    let mut ledger = Ledger::open_to_write(&file).unwrap();
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = ledger.undo(1, "2024-05-02").unwrap_err();
    let locked = matches!(error, rapporteur_ledger::corrections::CorrectionError::Ledger(LedgerError::Locked { .. }));
    assert!(locked, "{error}");
    assert!(error.to_string().ends_with("another program is writing to it; try again when it is done"));
}
