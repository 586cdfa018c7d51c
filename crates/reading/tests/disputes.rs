//! What is told as a dispute, and what is not.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use rapporteur_language::Pipeline;
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_report::Report;

/// The disputes as `kind party party`, in text order.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let report = Report { text: text.to_owned(), ..Report::default() };
    let doc = rapporteur_reading::parse(Pipeline::english(), text);
    let reading = rapporteur_reading::read(&report, &doc, Codebook::builtin(), Cues::builtin());
    let name = |id: &rapporteur_record::ActorId| reading.actors[id.index()].name.clone();
    let told = reading.disputes.iter().map(|one| {
        let parties: Vec<String> = one.parties.iter().map(name).collect();
        format!("{} {}", one.kind, parties.join(" "))
    });
    assert_eq!(told.collect::<Vec<_>>(), expect, "{text}");
}

#[test]
fn a_denial_of_what_was_said() {
    check(
        "Norway's defence ministry said that Swedish boats had fired on a trawler. Sweden denied that.",
        &["denial Norway Sweden"],
    );
    check(
        "Norway's government said its envoys had been shown no draft. No such complaint had reached it, Sweden retorted.",
        &["denial Norway Sweden"],
    );
}

#[test]
fn each_blames_the_other() {
    check(
        "Norway said that Sweden had fired first. Sweden claimed that it was Norway which had opened fire.",
        &["mutual_accusation Norway Sweden"],
    );
    check("Norway and Sweden accused each other of shelling the harbour.", &["mutual_accusation Norway Sweden"]);
    check(
        "Each side blames the other. Norway says the Swedes broke the truce, and Sweden says the Norwegians did.",
        &["mutual_accusation Norway Sweden"],
    );
}

#[test]
fn wishes_and_answers_are_no_disputes() {
    check("Norway demanded a ceasefire. Sweden rejected the demand.", &[]);
    check("Norway said that talks would begin on Monday. Sweden said that it would attend.", &[]);
    check("Norway offered to withdraw its troops. Sweden said no such offer would be accepted before spring.", &[]);
}
