//! Sport and markets in the words of war: `tests/peaceful` holds invented reports in which sides attack, defend, besiege and
//! surrender, and nothing of the kind happens.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::path::Path;
use std::process::Command;

#[test]
fn sport_and_markets_tell_at_most_one_false_event_in_a_thousand_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peaceful");
    let files = std::fs::read_dir(&folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let words: usize = files.map(|text| text.split_whitespace().count()).sum();
    assert!(words > 3_500, "{words}");
    let told = Command::new(env!("CARGO_BIN_EXE_rapporteur")).args(["events", "--format", "csv"]).arg(&folder).output();
    let told = String::from_utf8(told.unwrap().stdout).unwrap();
    let events: Vec<&str> = told.lines().skip(1).collect();
    // Eleven people were arrested beside the derby, and farmers blocked the riders' road: those are events.
    let is_false = |event: &&&str| !event.contains("were arrested") && !event.contains("had blocked the road");
    let false_ones: Vec<_> = events.iter().filter(is_false).collect();
    assert!(false_ones.len() * 1_000 <= words, "{} in {words} words: {false_ones:#?}", false_ones.len());
    assert!(events.len() > false_ones.len(), "what happens beside a match is told: {events:#?}");
}
