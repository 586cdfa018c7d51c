//! What is told as a proposal and as an answer, and what is not. The docs are spaCy's parses of our own sentences.

use rapporteur_language::Doc;
use rapporteur_record::Reading;
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_report::{ReadOptions, read_bytes};

#[track_caller]
fn read(text: &str) -> Reading {
    let docs = include_str!("../../tests/fixtures/answers.jsonl");
    let mut docs = docs.lines().map(|line| Doc::from_json(line).unwrap());
    let doc = docs.find(|doc| doc.text() == text).unwrap_or_else(|| panic!("no parse of {text:?}"));
    let report = read_bytes("r.txt", text.as_bytes(), &ReadOptions::default()).reports.remove(0);
    crate::read(&report, &doc, Codebook::builtin(), Cues::builtin())
}

/// The answers as `party value`, in text order.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let reading = read(text);
    let name = |id: rapporteur_record::ActorId| reading.actors[id.index()].name.as_str();
    let answers = reading.proposals.iter().flat_map(|proposal| &proposal.responses);
    let told: Vec<String> = answers.map(|one| format!("{} {}", name(one.party), one.response)).collect();
    assert_eq!(told, expect, "{text}");
}

#[test]
fn verbs_of_answering() {
    check("Norway tabled a plan for a ceasefire on Monday. Sudan rejected the plan.", &["Sudan rejected"]);
    check(
        "Norway tabled a plan for a ceasefire. Sudan agreed in principle to the plan.",
        &["Sudan accepted_in_principle"],
    );
    check("Norway tabled a plan for a ceasefire. Sudan has not replied.", &["Sudan pending"]);
}

#[test]
fn nouns_of_answering() {
    check("Norway tabled a plan for a ceasefire. The plan drew a refusal from Sudan.", &["Sudan rejected"]);
    check("Norway tabled a plan for a ceasefire. Sudan gave its blessing to the plan.", &["Sudan accepted"]);
    check("Norway tabled a plan for a ceasefire. Sudan refused to be drawn on the plan.", &[]);
}

#[test]
fn conditions_and_wishes_for_changes() {
    check(
        "Norway tabled a plan for a ceasefire. Sudan would accept the plan if sanctions were lifted, the foreign minister said.",
        &["Sudan conditional"],
    );
    check("Norway tabled a plan for a ceasefire. “It would need to be reworked,” Sudan said.", &["Sudan countered"]);
}

#[test]
fn what_others_want_or_ask_is_no_answer() {
    check("Norway tabled a plan for a ceasefire. Sudan should accept the plan, Egypt said.", &[]);
    check("Egypt demanded a ceasefire. Will Sudan accept the ceasefire plan?", &[]);
}

#[test]
fn those_who_stand_beside_answer_too() {
    check("Norway, backed by Egypt, proposed a ceasefire of thirty days.", &["Egypt accepted"]);
    check(
        "The ceasefire plan has been agreed in principle between Egypt and Sudan.",
        &["Egypt accepted_in_principle", "Sudan accepted_in_principle"],
    );
}

/// The clearest positions as `party term stance`, in the order of their letters: what is shown too little of, merging leaves out.
#[track_caller]
fn stands(text: &str, expect: &[&str]) {
    let reading = read(text);
    let name = |id: rapporteur_record::ActorId| reading.actors[id.index()].name.as_str();
    let mut clearest: Vec<_> = reading.positions.iter().collect();
    clearest.sort_by_key(|one| std::cmp::Reverse(one.weight));
    let told = clearest.iter().take(expect.len());
    let mut told: Vec<String> = told.map(|one| format!("{} {} {}", name(one.party), one.term, one.stance)).collect();
    told.sort();
    assert_eq!(told, expect, "{text}");
}

#[test]
fn positions_from_what_is_said_and_told() {
    stands(
        "Sudan will not sign a ceasefire unless the prisoners are freed, the Sudanese president said.",
        &["Sudan ceasefire conditional", "Sudan prisoners for"],
    );
    stands("Sudan opposes the deployment of foreign troops.", &["Sudan foreign_forces against"]);
}

#[track_caller]
fn disputed(text: &str, expect: &[&str]) {
    let told: Vec<String> = read(text).disputes.iter().map(|one| one.kind.to_string()).collect();
    assert_eq!(told, expect, "{text}");
}

#[test]
fn accusations_and_denials() {
    disputed("Egypt and Sudan accused each other of breaking the truce.", &["mutual_accusation"]);
    disputed(
        "Sudan said that Egypt had attacked its positions in breach of the truce. Egypt denied any such attack.",
        &["denial"],
    );
    disputed("Sudan said that talks would begin on Monday. Egypt said that the weather was fine.", &[]);
}
