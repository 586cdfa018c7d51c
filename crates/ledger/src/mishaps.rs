//! What may happen to a ledger: no room, no right to write, somebody else at it, bytes that went bad. Each is a clear error,
//! and leaves the data as it was.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rapporteur_record::Record;
use rapporteur_report::{ReadOptions, read_bytes};

use crate::corrections::{By, Wanted};
use crate::error::LedgerError;
use crate::{Added, Found, Ledger, Quiet, Watch};

/// Reports of invented negotiations, as many as there are at most.
fn found(count: usize) -> Vec<Found> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/dev");
    let of = |name: &str| std::fs::read(gold.join(name).join("reports.jsonl")).unwrap();
    let lines = [of("rail-pay-2024"), of("gabon-debt-2025"), of("nile-dam-2022")].concat();
    let input = read_bytes("r.jsonl", &lines, &ReadOptions::default());
    let found = |report| Found { report, path: "r.jsonl".to_owned(), line: None, set_aside: None };
    input.reports.into_iter().take(count).map(found).collect()
}

fn add(ledger: &mut Ledger, reports: Vec<Found>) -> Result<Added, LedgerError> {
    let reader = ledger.reader().unwrap();
    ledger.add(reports, &reader, &Quiet)
}

pub(crate) fn record(path: &Path) -> Record {
    let ledger = Ledger::open_to_read(path).unwrap();
    ledger.record().unwrap()
}

pub(crate) fn ledger_of(folder: &Path, reports: usize) -> PathBuf {
    let path = folder.join("talks.ledger");
    Ledger::create(&path, None).unwrap();
    add(&mut Ledger::open_to_write(&path).unwrap(), found(reports)).unwrap();
    path
}

#[test]
fn a_full_disk_keeps_what_came_in_and_the_same_command_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger_of(folder.path(), 1);
    let before = record(&path);
    // SQLite says the same where a file may not grow as where the disk has no room.
    let limit = |ledger: &Ledger, pages: i64| {
        ledger.connection.pragma_update(None, "max_page_count", pages).unwrap();
    };
    let mut ledger = Ledger::open_to_write(&path).unwrap();
    let pages: i64 = ledger.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    let mut full = 0;
    for room in 0..100 {
        limit(&ledger, pages + room);
        let Err(error) = add(&mut ledger, found(12)) else { break };
        assert!(matches!(error, LedgerError::DiskFull { .. }), "{room}: {error}");
        assert!(error.to_string().ends_with("make room and go on with the same command"));
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new(), "{room}");
        full += 1;
    }
    assert!(full > 3, "the disk was full {full} times");
    drop(ledger);
    let other = tempfile::tempdir().unwrap();
    assert!(record(&path) == record(&ledger_of(other.path(), 12)), "not the record of an undisturbed run");
    assert_ne!(before.reports.len(), 5);
}

/// Asks to stop once three reports are parsed.
#[derive(Default)]
struct Impatient(std::sync::atomic::AtomicUsize);

impl Watch for Impatient {
    fn is_stopped(&self) -> bool {
        self.0.load(std::sync::atomic::Ordering::SeqCst) >= 3
    }
    fn parsed(&self, _bytes: usize) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }
    fn done(&self, _bytes: usize) {}
    fn problem(&self, problem: &str) {
        panic!("{problem}");
    }
    fn now(&self) -> String {
        String::new()
    }
}

#[test]
fn what_is_parsed_waits_for_the_next_who_adds() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger_of(folder.path(), 2);
    let mut ledger = Ledger::open_to_write(&path).unwrap();
    let reader = ledger.reader().unwrap();
    let stopped = ledger.add(found(12), &reader, &Impatient::default()).unwrap();
    assert!(stopped.stopped && stopped.new == 0 && stopped.waiting > 0, "{stopped:?}");
    // Nobody sees what waits.
    assert_eq!(record(&path).reports.len(), 2);
    let verified = ledger.verify().unwrap();
    assert_eq!((verified.reports, verified.waiting, verified.problems), (2, stopped.waiting, Vec::new()));
    // Whoever adds next, whatever it is, finds it parsed.
    let mut others = found(12);
    let last = others.split_off(11);
    let added = add(&mut ledger, last).unwrap();
    assert_eq!((added.new, added.waiting), (stopped.waiting + 1, 0));
    assert_eq!(add(&mut ledger, others).unwrap().new, 12 - 2 - added.new);
    drop(ledger);
    let other = tempfile::tempdir().unwrap();
    assert!(record(&path) == record(&ledger_of(other.path(), 12)), "not the record of an undisturbed run");
}

/// A file that may only be read, beside which nothing may be made.
#[cfg(unix)]
#[test]
fn whoever_may_not_write_is_told_and_may_read() {
    // The administrator of a machine may write everywhere: there the test runs once more as somebody else, and is told
    // where the ledger lies.
    const LEDGER: &str = "RAPPORTEUR_READ_ONLY_LEDGER";
    if let Some(path) = std::env::var_os(LEDGER) {
        return may_only_be_read(Path::new(&path));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = ledger_of(folder.path(), 2);
    let rights = |path: &Path, mode| {
        std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    };
    rights(&path, 0o444);
    rights(folder.path(), 0o555);
    if std::fs::File::options().write(true).open(&path).is_err() {
        may_only_be_read(&path);
    } else {
        let (program, nobody) = (folder.path().join("test"), 65534);
        std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
        rights(&program, 0o555);
        let mut again = std::process::Command::new(&program);
        again.args(["--exact", "--nocapture", "mishaps::whoever_may_not_write_is_told_and_may_read"]);
        let again = std::os::unix::process::CommandExt::uid(again.current_dir("/").env(LEDGER, &path), nobody).output();
        let again = again.unwrap();
        let said = String::from_utf8_lossy(&again.stdout) + String::from_utf8_lossy(&again.stderr);
        assert!(again.status.success() && said.contains("1 passed"), "as user {nobody}: {said}");
    }
    rights(folder.path(), 0o755);
}

fn may_only_be_read(path: &Path) {
    assert!(std::fs::File::options().write(true).open(path).is_err(), "the file may be written to");
    let before = std::fs::read(path).unwrap();
    let error = Ledger::open_to_write(path).unwrap_err();
    assert!(matches!(error, LedgerError::ReadOnly { .. }), "{error}");
    assert_eq!(record(path).reports.len(), 2);
    let ledger = Ledger::open_to_read(path).unwrap();
    // What can't be kept is made anew.
    let negotiations = ledger.negotiations().unwrap();
    let state = ledger.state().unwrap();
    ledger.keep_pages(&[crate::Page { name: "a", state: &state, content: b"b" }]);
    assert_eq!(ledger.page("a", &state).unwrap(), None);
    assert_eq!(ledger.negotiations().unwrap(), negotiations);
    assert!(std::fs::read(path).unwrap() == before);
}

#[test]
fn whoever_finds_another_at_it_is_told_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger_of(folder.path(), 2);
    let before = record(&path);
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut ledger = Ledger::open_to_write(&path).unwrap();
    ledger.connection.busy_timeout(Duration::from_millis(20)).unwrap();
    let error = add(&mut ledger, found(4)).unwrap_err();
    assert!(matches!(error, LedgerError::Locked { .. }), "{error}");
    let by = By { who: "a".into(), made: "now".into(), why: None };
    let error = ledger.correct(&before, &before.statements[0].id, Wanted::Reject, by).unwrap_err();
    assert!(error.to_string().contains("another program is writing"), "{error}");
    // Readers need not wait.
    assert!(record(&path) == before);
    assert!(ledger.negotiations().is_ok());
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(add(&mut ledger, found(4)).unwrap().new, 2);
}

/// Whichever byte goes bad: either it is found, or it is one that says nothing.
#[test]
fn bytes_that_went_bad_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger_of(folder.path(), 4);
    let good = record(&path);
    let bytes = std::fs::read(&path).unwrap();
    let damaged = folder.path().join("damaged.ledger");
    let page = 16 << 10;
    let places = (0..bytes.len()).step_by(page).flat_map(|start| {
        [0, 1, 3, 5, 8, 9, 12, page / 3, page / 2, page * 3 / 4, page - 700, page - 60, page - 1].map(|at| start + at)
    });
    let (mut found, mut silent) = (0, 0);
    for at in places.chain(0..100).filter(|at| *at < bytes.len()) {
        let mut bad = bytes.clone();
        bad[at] ^= 0x24;
        std::fs::write(&damaged, &bad).unwrap();
        let looked = Ledger::open_to_read(&damaged).and_then(|ledger| {
            let verified = ledger.verify()?;
            let record = ledger.record()?;
            Ok((verified, record))
        });
        match looked {
            Err(error) => {
                assert!(error.to_string().contains("damaged.ledger"), "{at}: {error}");
                found += 1;
            }
            Ok((verified, _)) if !verified.problems.is_empty() => found += 1,
            Ok((_, record)) => {
                assert!(record == good, "the bad byte {at} (page {}) changes the record and is not found", at / page);
                silent += 1;
            }
        }
        assert_eq!(std::fs::read(&damaged).unwrap(), bad, "looking at {at} changed the file");
    }
    assert!(found > silent / 8, "{found} found, {silent} in empty places");
}
