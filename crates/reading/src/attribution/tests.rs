//! What each rule finds and what it leaves alone. The docs are spaCy's parses of our own sentences.

use super::*;

/// The attributions of the sentence as `source | cue | content`, pieces parted by ` / `.
#[track_caller]
fn told(text: &str) -> Vec<String> {
    let doc = doc(text);
    let shown = |spans: &[Span]| -> String {
        let pieces: Vec<&str> = spans.iter().map(|span| &doc.text()[span.start as usize..span.end as usize]).collect();
        pieces.join(" / ")
    };
    let list = attributions(&doc, Cues::builtin());
    list.iter().map(|one| format!("{} | {} | {}", shown(&one.source), shown(&one.cue), shown(&one.content))).collect()
}

#[track_caller]
fn doc(text: &str) -> Doc {
    let docs = include_str!("../../tests/fixtures/attribution.jsonl");
    let mut docs = docs.lines().map(|line| Doc::from_json(line).unwrap());
    docs.find(|doc| doc.text() == text).unwrap_or_else(|| panic!("no parse of {text:?}"))
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(told(text), expect, "{text}");
}

#[test]
fn clauses_before_after_and_around_the_cue() {
    check("The envoy said that the truce holds.", &["The envoy | said | the truce holds"]);
    check("The truce, the envoy said, holds for now.", &["the envoy | said | The truce / holds for now"]);
    check("The truce holds for now, the envoy said.", &["the envoy | said | The truce holds for now"]);
    check("Hill, a doctor, said the camp was full.", &["Hill, a doctor | said | the camp was full"]);
}

#[test]
fn one_speaker_of_two_cues() {
    check("The envoy left the hall, saying that the truce holds.", &["The envoy | saying | the truce holds"]);
    let text = "The envoy said the truce holds and added that talks go on.";
    check(text, &["The envoy | said | the truce holds", "The envoy | added | talks go on"]);
}

#[test]
fn quotations_take_the_cue_beside_them() {
    check("“We stay,” the envoy said. “We have time.”", &["the envoy | said | “We stay,” / “We have time.”"]);
    check("The envoy added: “We stay until spring.”", &["The envoy | added | “We stay until spring.”"]);
    check("''We stay here,'' the envoy said.", &["the envoy | said | ''We stay here,''"]);
    let text = "The envoy moderated his remarks, reminding: “It is up to the council”.";
    check(text, &["The envoy | reminding | “It is up to the council”"]);
    check("“We stay.\n\n“We fight,” the envoy said.", &["the envoy | said | “We stay.\n\n“We fight,”"]);
    check("A “no-fly zone” was set up in May.", &[]);
}

#[test]
fn objects_infinitives_prepositions() {
    check("The rebels rejected the plan.", &["The rebels | rejected | the plan"]);
    check("The mediator called for a pause in the shelling.", &["The mediator | called for | a pause in the shelling"]);
    check("The envoy called the offer “a step back”.", &["The envoy | called | the offer “a step back”"]);
    check("The general wants to leave.", &["The general | wants | to leave"]);
    check("The envoy walked to the bridge.", &[]);
    check("The bridge was closed on Monday.", &[]);
}

#[test]
fn nobody_speaks_in_an_agentless_passive() {
    check("It was announced that the port would open.", &[" | was announced | the port would open"]);
    check(
        "Talks are expected to resume in Geneva next week.",
        &[" | are expected | Talks / to resume in Geneva next week"],
    );
    let text = "The envoy is reported to have met the rebels twice.";
    check(text, &[" | is reported | to have met the rebels twice"]);
}

#[test]
fn what_somebody_is_accused_of_is_no_will_of_anybodys() {
    let text = "The ministry accused the rebels of wanting war.";
    check(text, &["The ministry | accused | the rebels of wanting war"]);
}

#[test]
fn according_to_nouns_and_colons() {
    check(
        "According to the ministry, two bridges were lost.",
        &["the ministry | According to | two bridges were lost"],
    );
    check(
        "Two bridges were lost, according to the ministry.",
        &["the ministry | according to | Two bridges were lost"],
    );
    let text = "The rebels’ claim that the army fired first is false.";
    check(text, &["The rebels | claim | the army fired first"]);
    let text = "The army made the claim that the rebels fired first.";
    check(text, &["The army | claim | the rebels fired first"]);
    check("ENVOY: We stay until spring comes.", &["ENVOY | : | We stay until spring comes"]);
}

#[test]
fn what_is_told_besides() {
    let list = attributions(&doc("The paper reported that an aide said the deal was dead."), Cues::builtin());
    assert_eq!(list.iter().map(|one| one.within).collect::<Vec<_>>(), [None, Some(0)]);
    let list = attributions(&doc("The envoy did not say that the truce holds."), Cues::builtin());
    assert!(list.iter().all(|one| one.negated));
    let text = "Finland, on behalf of the union, said that the text was weak.";
    let list = attributions(&doc(text), Cues::builtin());
    let behalf = list.first().and_then(|one| one.on_behalf_of);
    assert_eq!(behalf.map(|span| &text[span.start as usize..span.end as usize]), Some("the union"));
    let text = "“We stay,” the envoy told reporters.";
    let list = attributions(&doc(text), Cues::builtin());
    assert_eq!(list.iter().map(|one| (one.mode, one.audience.is_some())).collect::<Vec<_>>(), [(Mode::Direct, true)]);
    let text = "The envoy, who said that the truce holds, left on Monday.";
    let doc = doc(text);
    let heads = attributions(&doc, Cues::builtin()).into_iter().filter_map(|one| one.source_head);
    assert_eq!(heads.map(|head| doc.token(head).text()).collect::<Vec<_>>(), ["envoy"]);
}

#[test]
fn who_stands_with_the_speaker() {
    let text = "Brazil, supported by India and opposed by Japan, proposed a pause.";
    let list = attributions(&doc(text), Cues::builtin());
    let shown = |spans: &[Span]| -> Vec<&str> {
        spans.iter().map(|span| &text[span.start as usize..span.end as usize]).collect()
    };
    let sides: Vec<_> = list.iter().map(|one| (shown(&one.supported_by), shown(&one.opposed_by))).collect();
    assert_eq!(sides, [(vec!["India"], vec!["Japan"])]);
}
