//! A ledger of several negotiations: an overview in the place of a brief that nobody would read, and answers that are made
//! when reports come in.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::process::Command;

use rapporteur_ledger::{Found, Ledger, Quiet};
use rapporteur_report::{ReadOptions, read_bytes};

const PROGRAM: &str = env!("CARGO_BIN_EXE_rapporteur");

fn printed(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Short reports of two negotiations in one month, and of one that ended long before.
fn lines() -> Vec<String> {
    let mut lines = Vec::new();
    for at in 0..52_u32 {
        let day = 1 + at / 2;
        let talks = [
            ("2024-05", "Norway", "Ada Brandt", "Sweden", "Pavel Lind", "Oslo"),
            ("2024-05", "Kenya", "Grace Otieno", "Ethiopia", "Dawit Bekele", "Nairobi"),
            ("2023-01", "Peru", "Rosa Quispe", "Chile", "Tomas Araya", "Lima"),
        ];
        for (number, (month, one, minister, other, envoy, place)) in talks.into_iter().enumerate() {
            let stand = if at % 3 == 0 { "rejects" } else { "accepts" };
            let text = format!(
                "{one}’s foreign minister, {minister}, said on Monday that {one} {stand} the ceasefire proposed by {other}. \
                 “We want {} monitors,” she said. She will meet {other}’s envoy, {envoy}, in {place} on Friday.",
                at + 10
            );
            let published = format!("{month}-{day:02}");
            let line = serde_json::json!({ "id": format!("r{number}-{at}"), "published": published, "text": text });
            lines.push(line.to_string());
        }
    }
    lines
}

#[test]
fn many_negotiations_are_told_by_an_overview_and_what_is_at_hand_is_what_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (ledger, first, rest) = (path("talks.ledger"), path("first.jsonl"), path("rest.jsonl"));
    // To another program, if only by its age, nothing that this one made is at hand.
    let other = path("rapporteur");
    std::fs::copy(PROGRAM, &other).unwrap();
    let lines = lines();
    std::fs::write(&first, lines[..140].join("\n")).unwrap();
    std::fs::write(&rest, lines.join("\n")).unwrap();
    printed(PROGRAM, &["init", &ledger]);
    for reports in [&first, &rest] {
        printed(PROGRAM, &["add", &ledger, reports]);
        let asked: [&[&str]; 9] = [
            &["brief", &ledger],
            &["brief", &ledger, "--format", "markdown"],
            &["brief", &ledger, "--negotiation", "1"],
            &["brief", &ledger, "--negotiation", "2"],
            &["brief", &ledger, "--negotiation", "3"],
            &["changes", &ledger, "--since", "2024-05-20"],
            &["changes", &ledger, "--since", "2024-05-24"],
            &["changes", &ledger, "--since", "2024-05-26", "--negotiation", "Kenya"],
            &["changes", &ledger, "--since", "2022-01-01"],
        ];
        for asked in asked {
            let at_hand = printed(PROGRAM, asked);
            assert_eq!(at_hand, printed(&other, asked), "{asked:?}");
            assert_eq!(at_hand, printed(PROGRAM, asked), "{asked:?} once more");
        }
    }
    let overview = printed(PROGRAM, &["brief", &ledger]);
    assert!(overview.starts_with("3 negotiations in 156 reports\n"), "{overview}");
    let (going_on, quiet) = overview.split_once("QUIET").unwrap();
    assert!(going_on.contains("Norway") && going_on.contains("Kenya") && !going_on.contains("Peru"), "{overview}");
    assert!(quiet.contains("Peru"), "{overview}");
    let changes = printed(PROGRAM, &["changes", &ledger, "--since", "2024-05-24"]);
    assert!(changes.contains("Kenya") && changes.contains("Norway") && !changes.contains("Peru"), "{changes}");
    // What is looked through whole is told whole.
    let whole = printed(PROGRAM, &["brief", &ledger, "--whole"]);
    assert_eq!(whole, printed(PROGRAM, &["brief", &rest]));
    assert_eq!(
        printed(PROGRAM, &["brief", &ledger, "--party", "Peru"]),
        printed(PROGRAM, &["brief", &rest, "--party", "Peru"])
    );
}

/// Whoever ends the program after the last report came in ends it before pages are made.
#[test]
fn pages_that_are_due_are_made_by_the_next_who_adds() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (file, reports) = (path("talks.ledger"), path("reports.jsonl"));
    std::fs::write(&reports, lines().join("\n")).unwrap();
    let of_shell = |path: &std::path::Path| path.display().to_string();
    let (ledger, input) = (of_shell(&file), of_shell(&reports));
    printed(PROGRAM, &["init", &ledger]);
    let bytes = std::fs::read(&reports).unwrap();
    let found = |report| Found { report, path: input.clone(), line: None, set_aside: None };
    let found = read_bytes("reports.jsonl", &bytes, &ReadOptions::default()).reports.into_iter().map(found);
    let mut adding = Ledger::open_to_write(&file).unwrap();
    let reader = adding.reader().unwrap();
    adding.add(found, &reader, &Quiet).unwrap();
    drop(adding);
    let due = || Ledger::open_to_read(&file).unwrap().in_since_pages().unwrap();
    assert_eq!(due(), 156);
    let page = || Ledger::open_to_read(&file).unwrap().state_of_page_with("New statements", "%changes").unwrap();
    assert_eq!(page(), None);
    assert!(printed(PROGRAM, &["add", &ledger, &input]).starts_with("0 reports added"));
    assert_eq!(due(), 0);
    assert!(page().is_some(), "no page of changes");
}
