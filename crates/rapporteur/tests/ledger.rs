//! The ledger's commands as a user runs them: what goes in comes out as reading it at once would give it, in whatever order
//! it came in, whoever ended the program meanwhile.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_rapporteur");

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().unwrap()
}

/// What it prints, where all goes well.
fn printed(arguments: &[&str]) -> Vec<u8> {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The one line that it says of why nothing could be done.
fn refusal(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// The lines of two invented negotiations: one report a line.
fn lines() -> Vec<String> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/dev");
    let of = |name: &str| fs::read_to_string(gold.join(name).join("reports.jsonl")).unwrap();
    let all = of("rail-pay-2024") + &of("gabon-debt-2025");
    all.lines().map(str::to_owned).collect()
}

struct Place {
    folder: TempDir,
    ledger: String,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = folder.path().join("talks.ledger").display().to_string();
        printed(&["init", &ledger]);
        Self { folder, ledger }
    }

    fn file(&self, name: &str, lines: &[String]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, lines.join("\n")).unwrap();
        path.display().to_string()
    }

    fn export(&self) -> Vec<u8> {
        printed(&["export", &self.ledger, "--to", "json"])
    }
}

#[test]
fn the_order_in_which_reports_came_leaves_no_trace() {
    let lines = lines();
    let place = Place::new();
    let whole = place.file("whole.jsonl", &lines);
    let wanted = printed(&["read", "--format", "json", &whole]);
    // Backwards in batches of uneven size, the first of them twice.
    let mut left: Vec<String> = lines.iter().rev().cloned().collect();
    for size in [1, 5, 2, usize::MAX] {
        let batch: Vec<String> = left.drain(..size.min(left.len())).collect();
        let file = place.file("batch.jsonl", &batch);
        printed(&["add", &place.ledger, &file]);
        if size == 1 {
            let again = String::from_utf8(printed(&["add", &place.ledger, &file])).unwrap();
            assert_eq!(again, "0 reports added, 1 were there already\n");
        }
    }
    assert!(place.export() == wanted, "the ledger's record is not that of reading at once");
    let verified = String::from_utf8(printed(&["verify", &place.ledger])).unwrap();
    assert!(verified.ends_with("all is well\n") && verified.starts_with(&lines.len().to_string()), "{verified}");
    let (brief, direct) = (printed(&["brief", &place.ledger]), printed(&["brief", &whole]));
    assert_eq!(String::from_utf8(brief).unwrap(), String::from_utf8(direct).unwrap());
}

/// `RAPPORTEUR_KILLS=300` ends it that many times.
#[test]
fn whoever_ends_the_program_loses_nothing_that_came_in() {
    let kills = std::env::var("RAPPORTEUR_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(6_u64);
    let place = Place::new();
    let whole = place.file("whole.jsonl", &lines());
    let wanted = printed(&["read", "--format", "json", &whole]);
    let fresh = fs::read(&place.ledger).unwrap();
    for number in 0..kills {
        let mut adding = Command::new(PROGRAM);
        adding.args(["add", &place.ledger, &whole]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut adding = adding.spawn().unwrap();
        // From the first moments to well into the work, at places that lie ever otherwise.
        std::thread::sleep(Duration::from_millis(20 + number * 7919 % 2500));
        adding.kill().unwrap();
        adding.wait().unwrap();
        let verified = run(&["verify", &place.ledger]);
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
        // Once all is in there is nothing more to interrupt: begin anew.
        if number % 20 == 19 {
            for log in ["", "-wal", "-shm"] {
                _ = fs::remove_file(format!("{}{log}", place.ledger));
            }
            fs::write(&place.ledger, &fresh).unwrap();
        }
    }
    printed(&["add", &place.ledger, &whole]);
    assert!(place.export() == wanted, "the ledger's record is not that of an undisturbed run");
}

#[test]
fn what_is_no_ledger_of_ours_is_left_as_it_is() {
    let place = Place::new();
    let report = place.file("a.txt", &["The envoys met in Oslo on Monday.".to_owned()]);
    let path = |name: &str| place.folder.path().join(name).display().to_string();

    assert!(refusal(&["add", &path("none"), &report]).contains("there is no such ledger"));
    assert!(!PathBuf::from(path("none")).exists());
    assert!(refusal(&["init", &report]).contains("there is a file of that name already"));
    // `export` takes reports as well, but no other program's database.
    assert!(refusal(&["verify", &report]).contains("is no ledger"));
    let empty = place.file("empty", &[]);
    assert!(refusal(&["add", &empty, &report]).contains("is no ledger"));

    let newer = path("newer");
    let mut bytes = fs::read(&place.ledger).unwrap();
    // The version stands in four bytes of SQLite's header.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&newer, &bytes).unwrap();
    assert!(refusal(&["add", &newer, &report]).contains("is a ledger of version 99"));
    assert_eq!(fs::read(&newer).unwrap(), bytes);

    let other = path("other");
    bytes[60..64].copy_from_slice(&1_u32.to_be_bytes());
    bytes[68..72].copy_from_slice(&[0; 4]);
    fs::write(&other, &bytes).unwrap();
    assert!(refusal(&["export", &other]).contains("is no ledger"));

    printed(&["add", &place.ledger, &report]);
    let damaged = path("damaged");
    let mut bytes = fs::read(&place.ledger).unwrap();
    let page = bytes.len() / 2 / 4096 * 4096;
    bytes[page..].fill(0x5a);
    fs::write(&damaged, &bytes).unwrap();
    let verified = run(&["verify", &damaged]);
    assert!(!verified.status.success());
    assert_eq!(fs::read(&damaged).unwrap(), bytes);
}

#[test]
fn words_entries_actors_and_changes_are_found() {
    let place = Place::new();
    let whole = place.file("whole.jsonl", &lines());
    printed(&["add", &place.ledger, &whole]);
    let text = |arguments: &[&str]| String::from_utf8(printed(arguments)).unwrap();
    let record: serde_json::Value = serde_json::from_slice(&place.export()).unwrap();
    let statement = &record["statements"][0];
    let shown = text(&["show", &place.ledger, statement["id"].as_str().unwrap()]);
    assert!(shown.starts_with("statement ") && shown.contains('▸'), "{shown}");
    assert!(refusal(&["show", &place.ledger, "s-none"]).contains("there is no entry"));
    assert!(text(&["search", &place.ledger, "pay", "union"]).contains('▸'));
    assert_eq!(text(&["search", &place.ledger, "NEAR(", "zzzzqq"]), "no report holds all these words\n");
    let speaker = record["actors"][0]["name"].as_str().unwrap();
    assert!(text(&["actor", &place.ledger, speaker]).contains(" entr"));
    let days: Vec<&str> =
        record["reports"].as_array().unwrap().iter().filter_map(|one| one["published"].as_str()).collect();
    assert!(text(&["changes", &place.ledger, "--since", days[days.len() / 2]]).contains("New statements"));
    assert_eq!(text(&["changes", &place.ledger, "--since", "2099-01-01"]), "nothing new\n");
}

#[test]
fn two_read_while_one_writes() {
    let place = Place::new();
    let lines = lines();
    let (first, rest) = (place.file("first.jsonl", &lines[..2]), place.file("rest.jsonl", &lines));
    printed(&["add", &place.ledger, &first]);
    let start = |arguments: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let writer = start(&["add", &place.ledger, &rest]);
    let readers: Vec<_> = (0..2).map(|_| start(&["export", &place.ledger])).collect();
    for child in readers.into_iter().chain([writer]) {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn archives_and_feeds_are_read_by_all_commands_alike() {
    let place = Place::new();
    let page = "<html><head><title>Talks</title></head><body><article><p>“We will sign on Monday,” said Norway’s foreign minister, Ada Brandt.</p><p>She met the envoy of Sweden in Oslo on Tuesday.</p></article></body></html>";
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let record = |block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/1\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let archive = place.file("crawl.warc", &[record(&answer) + "WARC/1.0\r\nContent-Length: x\r\n\r\n"]);
    let text = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("crawl.warc:2: the record at byte "), "{told}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(text(&["read", &archive]).contains("https://post.example/1"));
    assert!(text(&["brief", &archive]).contains("Brandt"));
    assert!(text(&["events", &archive]).contains("CONSULT"));
    assert!(text(&["add", &place.ledger, &archive]).starts_with("1 reports added"));
    assert!(String::from_utf8(place.export()).unwrap().contains("https://post.example/1"));
}

#[test]
fn what_is_kept_is_what_would_be_made_anew() {
    let place = Place::new();
    let lines = lines();
    let whole = place.file("whole.jsonl", &lines);
    let first = place.file("first.jsonl", &lines[1..]);
    printed(&["add", &place.ledger, &first]);
    let brief = |of: &str| String::from_utf8(printed(&["brief", of, "--width", "100"])).unwrap();
    let shown = brief(&place.ledger);
    assert_eq!(shown, brief(&place.ledger), "the second time it is the one that was kept");
    // A report that comes in, a correction and its undoing each take away what was kept.
    printed(&["add", &place.ledger, &whole]);
    let with_all = brief(&place.ledger);
    assert_ne!(shown, with_all);
    assert_eq!(with_all, brief(&whole));
    let record: serde_json::Value = serde_json::from_slice(&place.export()).unwrap();
    let contact = record["contacts"][0]["id"].as_str().unwrap();
    let show = || String::from_utf8(printed(&["show", &place.ledger, contact])).unwrap();
    let before = show();
    printed(&["correct", &place.ledger, contact, "place=Atlantis", "--who", "a", "--why", "a test"]);
    assert!(show().contains("Atlantis"), "{}", show());
    printed(&["corrections", &place.ledger, "--undo", "1"]);
    assert_eq!(show(), before);
    assert_eq!(brief(&place.ledger), with_all);
    assert_eq!(place.export(), printed(&["read", "--format", "json", &whole]));
}

#[test]
fn negotiations_are_kept_apart_and_looked_at_one_by_one() {
    let place = Place::new();
    let whole = place.file("whole.jsonl", &lines());
    printed(&["add", &place.ledger, &whole]);
    let text = |arguments: &[&str]| String::from_utf8(printed(arguments)).unwrap();
    let all = text(&["negotiations", &place.ledger]);
    let names: Vec<&str> = all.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| name).collect();
    assert!(names.len() >= 2 && names.iter().any(|name| name.contains("Gabon")), "{all}");
    let gabon = text(&["export", &place.ledger, "--negotiation", "gabon"]);
    let gabon: serde_json::Value = serde_json::from_str(&gabon).unwrap();
    let count = gabon["reports"].as_array().unwrap().len();
    assert!(count > 1 && count < lines().len(), "{count}");
    // What it is about is in its own record as it is in that of all.
    let contact = gabon["contacts"][0]["id"].as_str().unwrap();
    let one = text(&["show", &place.ledger, contact, "--negotiation", "Gabon"]);
    assert_eq!(one, text(&["show", &place.ledger, contact]));
    assert!(text(&["brief", &place.ledger, "--negotiation", "gabon"]).contains("Gabon"));
    let since = ["changes", &place.ledger, "--since", "2000-01-01"];
    assert!(text(&[&since[..], &["--negotiation", "gabon"]].concat()).len() < text(&since).len());
    assert!(refusal(&["brief", &place.ledger, "--negotiation", "nowhere"]).contains("there is no negotiation"));
}
