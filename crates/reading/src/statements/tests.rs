//! What each rule makes of a sentence. The docs are spaCy's parses of our own sentences.

use rapporteur_language::Doc;
use rapporteur_record::codebook::{Codebook, Cues};

use super::*;
use crate::attribution::attributed;

fn parsed(text: &str) -> Doc {
    let docs = include_str!("../../tests/fixtures/statements.jsonl");
    let mut docs = docs.lines().map(|line| Doc::from_json(line).unwrap());
    docs.find(|doc| doc.text() == text).unwrap_or_else(|| panic!("no parse of {text:?}"))
}

/// The statements of the sentence as `act, firmness | content`; with `ruled` as the rules alone have it.
fn told(text: &str, ruled: bool) -> Vec<String> {
    let doc = parsed(text);
    let context = Context::of(&doc, Some(jiff::civil::date(2025, 3, 13)), Codebook::builtin(), Cues::builtin());
    let attributed = attributed(&doc, Cues::builtin());
    let shown = shown_by_each(&context, &attributed);
    let line = |one: Statement| {
        let pieces: Vec<&str> = one.content.iter().map(|span| &text[span.start as usize..span.end as usize]).collect();
        let names = shown.iter().find(|shown| shown.content.iter().eq(one.content.iter())).unwrap();
        let rule = |kind: &str| names.traits.names.iter().find_map(|name| name.strip_prefix(kind)).unwrap();
        let (act, firmness) =
            if ruled { (rule("act:"), rule("firmness:")) } else { (one.act.as_str(), one.firmness.as_str()) };
        format!("{act}, {firmness} | {}", pieces.join(" / "))
    };
    statements(&context, &attributed).into_iter().map(line).collect()
}

/// What the rules find.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(told(text, true), expect, "{text}");
}

#[test]
fn the_model_agrees_with_the_rules_where_the_words_are_plain() {
    for (text, act) in [
        ("“We accept the text as it stands,” the envoy said.", "accept"),
        ("The rebels must leave the valley before any talks, the minister said.", "demand"),
        ("The envoy said it was up to the president to decide.", "disclaim"),
        ("“There is no such letter,” the spokeswoman said.", "deny"),
        ("The union accused the port of breaking the accord.", "accuse"),
        ("We will open the bridge in May, the envoy pledged.", "promise"),
        ("The mediator urged both sides to stop the shelling.", "request"),
        ("The envoy called the offer a farce.", "criticise"),
        ("The general warned that his troops could retaliate.", "threaten"),
    ] {
        let told = told(text, false);
        assert!(told.len() == 1 && told[0].starts_with(act), "{text} {told:?}");
    }
}

#[test]
fn the_content_of_said_tells_the_act() {
    check(
        "“We accept the text as it stands,” the envoy said.",
        &["accept, plain | “We accept the text as it stands,”"],
    );
    check(
        "The rebels must leave the valley before any talks, the minister said.",
        &["demand, plain | The rebels must leave the valley before any talks"],
    );
    check(
        "The envoy said it was up to the president to decide.",
        &["disclaim, plain | it was up to the president to decide"],
    );
    check("“There is no such letter,” the spokeswoman said.", &["deny, categorical | “There is no such letter,”"]);
    check(
        "The envoy insisted that all hostages be home by Sunday.",
        &["demand, plain | all hostages be home by Sunday"],
    );
}

#[test]
fn a_telling_cue_goes_before_the_content() {
    check("The union accused the port of breaking the accord.", &["accuse, plain | the port of breaking the accord"]);
    check("We will open the bridge in May, the envoy pledged.", &["promise, plain | We will open the bridge in May"]);
    check("The mediator urged both sides to stop the shelling.", &["request, plain | both sides to stop the shelling"]);
}

#[test]
fn what_a_thing_is_called_finds_fault() {
    check("The envoy called the offer a farce.", &["criticise, plain | the offer a farce"]);
}

#[test]
fn a_warning_threatens_but_one_against_something_rejects() {
    check("The general warned that his troops could retaliate.", &["threaten, hedged | his troops could retaliate"]);
    check("The general warned against a return to the old line.", &["reject, plain | a return to the old line"]);
}

#[test]
fn a_possibility_is_expected_and_a_denied_denial_kept() {
    check("The envoy did not rule out a visit.", &["expect, speculative | a visit"]);
    check("The envoy did not say that the truce holds.", &[]);
    check(
        "The ministers may meet in spring, the envoy said.",
        &["expect, speculative | The ministers may meet in spring"],
    );
}

#[test]
fn a_verb_that_goes_on_shares_the_day_of_the_first() {
    let text = "The envoy said on Monday that the truce holds, adding that the bridge is open.";
    let doc = parsed(text);
    let context = Context::of(&doc, Some(jiff::civil::date(2025, 3, 13)), Codebook::builtin(), Cues::builtin());
    let all = statements(&context, &attributed(&doc, Cues::builtin()));
    let days: Vec<_> = all.iter().map(|one| one.said.period.from).collect();
    assert_eq!(days, [Some(jiff::civil::date(2025, 3, 10)); 2]);
}
