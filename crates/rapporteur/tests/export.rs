//! `export` as a user runs it: what lands, what is refused, and that nothing is ever half there. What is in the files is read
//! back by other programs' libraries in `tools/exports`.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const FORMATS: [&str; 13] = [
    "json", "jsonl", "csv", "tables", "parquet", "dna", "graphml", "gexf", "plover", "polecat", "mend", "markdown",
    "html",
];

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rapporteur")).args(arguments).output().unwrap()
}

fn refusal(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// A folder with a report and, under a name that does not say so, a ledger of it.
fn place() -> (TempDir, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("a.txt").display().to_string();
    let text = "Published: 2024-05-02\n\nFrance’s foreign minister met his Dutch counterpart in Oslo on Monday. \
                France rejected the ceasefire, the minister said.\n";
    fs::write(&report, text).unwrap();
    let ledger = folder.path().join("talks.txt").display().to_string();
    for arguments in [&["init", &ledger][..], &["add", &ledger, &report]] {
        assert!(run(arguments).status.success());
    }
    (folder, report, ledger)
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn every_form_is_the_same_of_a_ledger_and_of_its_reports() {
    let (folder, report, ledger) = place();
    for format in FORMATS {
        let of = |what: &str, name: &str| {
            let path = folder.path().join(format!("{name}.{format}"));
            let output = run(&["export", what, "--to", format, "-o", &path.display().to_string()]);
            assert!(output.status.success(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
            if path.is_dir() { fs::read(path.join("statements.csv")).unwrap() } else { fs::read(path).unwrap() }
        };
        assert!(of(&report, "report") == of(&ledger, "ledger"), "{format}");
    }
}

#[test]
fn text_goes_to_standard_output_and_what_is_none_does_not() {
    let (_folder, report, _) = place();
    for format in FORMATS {
        let arguments = ["export", &report, "--to", format];
        if matches!(format, "tables" | "parquet" | "dna") {
            assert!(refusal(&arguments).contains("say where with -o"), "{format}");
        } else {
            assert!(!run(&arguments).stdout.is_empty(), "{format}");
        }
    }
}

#[test]
fn what_is_there_stays_and_a_failure_leaves_nothing() {
    let (folder, report, ledger) = place();
    let path = folder.path().join("out.csv").display().to_string();
    fs::write(&path, "mine").unwrap();
    let before = names(folder.path());
    for arguments in [
        &["export", &report, "--to", "csv", "-o", &path][..],
        &["export", &report, "--to", "dna", "-o", &path],
        &["export", &report, "--to", "tables", "-o", &path],
        &["export", &report, "--to", "csv", "-o", "/no/such/folder/out.csv"],
        &["export", &ledger, "--to", "csv", "--force", "-o", &ledger],
        &["export", &report, "--to", "graphml", "--relation", "combine", "-o", &path, "--force"],
        &["export", &report, "--to", "csv", "--relation", "conflict", "-o", &path, "--force"],
    ] {
        assert!(refusal(arguments).starts_with("error: "));
        assert_eq!(
            (names(folder.path()), fs::read(&path).unwrap()),
            (before.clone(), b"mine".to_vec()),
            "{arguments:?}"
        );
    }
    assert!(run(&["export", &report, "--to", "csv", "--force", "-o", &path]).status.success());
    assert!(fs::read_to_string(&path).unwrap().starts_with("id,report,"));
    assert_eq!(names(folder.path()), before);
}

#[test]
fn a_database_that_is_no_ledger_is_neither_read_nor_imported() {
    let (folder, report, ledger) = place();
    let database = folder.path().join("a.dna").display().to_string();
    assert!(run(&["export", &report, "--to", "dna", "-o", &database]).status.success());
    assert!(refusal(&["export", &database]).contains("is no ledger"));
    assert!(refusal(&["export", &ledger, &report]).contains("name it alone"));
    assert!(refusal(&["import", &ledger, &report]).contains("a.txt"));
}
