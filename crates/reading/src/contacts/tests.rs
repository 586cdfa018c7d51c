//! What each frame finds and what it leaves alone. The docs are spaCy's parses of our own sentences.

use std::collections::HashMap;
use std::sync::LazyLock;

use rapporteur_language::Doc;

use super::*;

/// The parses, by their texts.
static DOCS: LazyLock<HashMap<String, Doc>> = LazyLock::new(|| {
    let docs = include_str!("../../tests/fixtures/contacts.jsonl").lines().map(|line| Doc::from_json(line).unwrap());
    docs.map(|doc| (doc.text().to_owned(), doc)).collect()
});

/// The triggers of a sentence as `kind status word: sides > hosts`, before anybody asks who the sides are.
fn told(doc: &Doc) -> Vec<String> {
    let words = ContactWords::builtin();
    let shown = |trigger: &trigger::Trigger| {
        let token = doc.token(trigger.token);
        let status = outlook::verdict(words, trigger, token).status;
        let heads = |list: &[usize]| list.iter().map(|side| doc.token(*side).text()).collect::<Vec<_>>().join(" + ");
        let visited = if trigger.hosts.is_empty() { String::new() } else { format!(" > {}", heads(&trigger.hosts)) };
        let line = format!("{} {status} {}: {}{visited}", trigger.kind, token.text(), heads(&trigger.sides));
        line.trim_end().to_owned()
    };
    trigger::triggers(doc, words).iter().map(shown).collect()
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let doc = DOCS.get(text).unwrap_or_else(|| panic!("no parse of {text:?}"));
    assert_eq!(told(doc), expect, "{text}");
}

#[test]
fn what_took_place_or_goes_on() {
    check("The envoy met the minister in Oslo on Friday.", &["meeting held met: envoy + minister"]);
    check("The two presidents met.", &["meeting held met: presidents"]);
    check("The foreign ministers of Norland and Sudland met for two hours.", &["meeting held met: ministers"]);
    check("The envoy met with rebel commanders.", &["meeting held met: envoy + commanders"]);
    check("The minister called the envoy on Tuesday.", &["call held called: minister + envoy"]);
    check("The minister phoned the envoy on Tuesday.", &["call held phoned: minister + envoy"]);
    check("The envoy spoke with the minister by phone.", &["call held spoke: envoy + minister"]);
    check("The envoy spoke to reporters by phone.", &["call held spoke: envoy + reporters"]);
    check("The two leaders spoke by telephone on Sunday.", &["call held spoke: leaders"]);
    check("The leaders held a phone call on Sunday.", &["call held call: leaders"]);
    check(
        "In a phone call with the minister, the envoy demanded the release of prisoners.",
        &["call held call: minister + envoy"],
    );
    check(
        "The minister said in a telephone conversation with the envoy that the truce holds.",
        &["call held conversation: envoy + minister"],
    );
    check("The envoy held talks with the minister in Oslo.", &["talks held talks: minister + envoy"]);
    check("The envoy is holding talks with the minister in Oslo.", &["talks under_way talks: minister + envoy"]);
    check("Talks between Norland and Sudland are under way in Oslo.", &["talks under_way Talks: Norland + Sudland"]);
    check("Talks between Norland and Sudland resumed on Monday.", &["talks held Talks: Norland + Sudland"]);
    check("Talks between Norland and Sudland collapsed on Monday.", &["talks held Talks: Norland + Sudland"]);
    check("Talks between Norland and Sudland ended without a deal.", &["talks held Talks: Norland + Sudland"]);
    check("The delegations held three days of talks in Oslo.", &["talks held talks: delegations"]);
    check("The minister arrived in Moscow on Monday.", &["visit held arrived: minister > Moscow"]);
    check("The president received the envoy in the palace.", &["meeting held received: president + envoy"]);
    check("The minister visited Moscow in May.", &["visit held visited: minister > Moscow"]);
    check("The minister's visit to Moscow was the first since the war.", &["visit held visit: minister > Moscow"]);
    check("The minister wrote to the president.", &["correspondence held wrote: minister + president"]);
    check("The minister sent a letter to the president.", &["correspondence held letter: minister + president"]);
    check(
        "In a letter to the president, the minister asked for help.",
        &["correspondence held letter: president + minister"],
    );
    check(
        "A letter from the minister to the president was published.",
        &["correspondence held letter: minister + president"],
    );
    check("The two sides exchanged letters.", &["correspondence held letters: sides"]);
    check("The union said talks with the company had broken down.", &["talks held talks: company"]);
    check("The union walked out of talks with the company.", &["talks held talks: company + union"]);
    check("Union leaders and managers negotiated through the night.", &["talks held negotiated: leaders + managers"]);
    check("The union is negotiating with the company.", &["talks under_way negotiating: union + company"]);
    check("The envoys' meeting in Geneva produced nothing.", &["meeting held meeting: envoys"]);
    check("The minister, who met the envoy on Friday, was hopeful.", &["meeting held met: minister + envoy"]);
    check("The envoy, whom the minister met on Friday, was hopeful.", &["meeting held met: minister + envoy"]);
    check("The two leaders met and spoke by phone later.", &["meeting held met: leaders", "call held spoke: leaders"]);
    check("The spokesman confirmed that the two leaders had met.", &["meeting held met: leaders"]);
    check("The meeting was attended by the envoy and the minister.", &["meeting held meeting: envoy + minister"]);
    check("The envoy attended a meeting with the minister.", &["meeting held meeting: minister + envoy"]);
    check("The envoy took part in talks with the rebels.", &["talks held talks: rebels + envoy"]);
    check(
        "Qatar is mediating talks between the rebels and the government.",
        &["talks under_way talks: rebels + government"],
    );
    check(
        "Indirect talks between the rebels and the government, mediated by Qatar, began on Monday.",
        &["talks held talks: rebels + government + Qatar"],
    );
    check("Mediators from Qatar shuttled between the two sides.", &["talks held shuttled: Mediators + sides"]);
    check("Peace talks have stalled.", &["talks held talks:"]);
    check("The envoy paid a visit to the president.", &["visit held visit: envoy > president"]);
    check("The two sides have been negotiating for months.", &["talks held negotiating: sides"]);
    check("US-Russia talks in Geneva ended on Friday.", &["talks held talks:"]);
    check("Trump's call with Putin lasted an hour.", &["call held call: Putin + Trump"]);
    check(
        "Norland's foreign minister conferred with his counterpart from Sudland.",
        &["meeting held conferred: minister + counterpart"],
    );
}

#[test]
fn what_lies_ahead() {
    check("The envoy will meet the minister next week.", &["meeting planned meet: envoy + minister"]);
    check("The envoy is to meet the minister on Monday.", &["meeting planned meet: envoy + minister"]);
    check("The envoy is due to meet the minister.", &["meeting planned meet: envoy + minister"]);
    check("The envoy is expected to meet the minister on Sunday.", &["meeting planned meet: envoy + minister"]);
    check("The envoy is set to hold talks with the rebels.", &["talks planned talks: rebels + envoy"]);
    check("The envoy agreed to meet the minister.", &["meeting planned meet: envoy + minister"]);
    check("Talks between Norland and Sudland will resume on Monday.", &["talks planned Talks: Norland + Sudland"]);
    check("Norland and Sudland have agreed to resume talks.", &["talks planned talks: Norland + Sudland"]);
    check(
        "Norland and Sudland will hold a second round of talks in Oslo in June.",
        &["talks planned round: Norland + Sudland"],
    );
    check("The minister is due in Moscow on Monday.", &["visit planned due: minister > Moscow"]);
    check("The minister is expected in Moscow on Monday.", &["visit planned expected: minister > Moscow"]);
    check("The minister will host the envoy in Oslo.", &["meeting planned host: minister + envoy"]);
    check("The minister's planned visit to Moscow drew protests.", &["visit planned visit: minister > Moscow"]);
    check(
        "The union and the company sat down on Thursday for talks.",
        &["meeting held sat: union + company", "talks planned talks:"],
    );
    check(
        "The minister flew to Oslo to meet the envoy.",
        &["visit held flew: minister > Oslo", "meeting planned meet: minister + envoy"],
    );
    check(
        "The minister plans to visit Moscow and meet the president.",
        &["visit planned visit: minister > Moscow", "meeting planned meet: minister + president"],
    );
    // Whether they come is open.
    check("The president invited the minister to visit Moscow.", &["visit possible visit: minister > Moscow"]);
    check("The two leaders would meet next week, the spokesman said.", &["meeting planned meet: leaders"]);
    check("Trump and Putin to meet in Riyadh.", &["meeting planned meet: Trump + Putin"]);
    check("A summit of the two leaders is scheduled for June.", &["meeting planned summit: leaders"]);
    check("The envoy threatened to cancel talks with the rebels.", &["talks planned talks: rebels"]);
}

#[test]
fn a_question_a_condition_or_a_wish_stays_open() {
    check("The envoy may meet the minister.", &["meeting possible meet: envoy + minister"]);
    check("The envoy wants to meet the minister.", &["meeting possible meet: envoy + minister"]);
    check(
        "The envoy will not meet the minister unless the shelling stops.",
        &["meeting possible meet: envoy + minister"],
    );
    check("The ministry has not ruled out a meeting between the two leaders.", &["meeting possible meeting: leaders"]);
    check("If the envoy meets the minister, the markets will rise.", &["meeting possible meets: envoy + minister"]);
    check("It is unclear whether the envoy will meet the minister.", &["meeting possible meet: envoy + minister"]);
    check("Will the envoy meet the minister?", &["meeting possible meet: envoy + minister"]);
    check("The envoy should meet the minister.", &["meeting possible meet: envoy + minister"]);
    check("The envoy proposed a meeting with the minister.", &["meeting possible meeting: minister + envoy"]);
    check("The envoy called for talks with the rebels.", &["talks possible talks: rebels"]);
    check("A telephone call between the two presidents is possible.", &["call possible call: presidents"]);
    check("Speculation that the two leaders would meet grew.", &["meeting possible meet: leaders"]);
    check("There is a chance of a meeting between the two leaders.", &["meeting possible meeting: leaders"]);
    check("The president urged the rebels to meet the government.", &["meeting possible meet: rebels + government"]);
    check("The two leaders could meet as early as Friday.", &["meeting possible meet: leaders"]);
    check("The two leaders would have met if the truce had held.", &["meeting possible met: leaders"]);
}

#[test]
fn what_is_denied_or_called_off() {
    check("The envoy refused to meet the minister.", &["meeting denied meet: envoy + minister"]);
    check("The envoy declined to meet the minister.", &["meeting denied meet: envoy + minister"]);
    check("The envoy did not meet the minister.", &["meeting denied meet: envoy + minister"]);
    check("The envoy has not met the minister since May.", &["meeting denied met: envoy + minister"]);
    check("The ministry denied that the envoy had met the rebels.", &["meeting denied met: envoy + rebels"]);
    check("The ministry denied that a meeting took place.", &["meeting denied meeting:"]);
    check(
        "The ministry denied reports of a meeting between the envoy and the rebels.",
        &["meeting denied meeting: envoy + rebels"],
    );
    check("The ministry ruled out a meeting between the two leaders.", &["meeting denied meeting: leaders"]);
    check("No talks were held between the two sides.", &["talks denied talks: sides"]);
    check("The talks between the two sides were called off.", &["talks cancelled talks: sides"]);
    check("The minister called off a meeting with the envoy.", &["meeting cancelled meeting: envoy"]);
    check("The minister cancelled his visit to Oslo.", &["visit cancelled visit: his > Oslo"]);
    check("The minister postponed a trip to Oslo.", &["visit cancelled trip: minister > Oslo"]);
    check(
        "The meeting between the envoy and the minister has been postponed.",
        &["meeting cancelled meeting: envoy + minister"],
    );
    check("There are no plans for a meeting between the two leaders.", &["meeting denied meeting: leaders"]);
    check("The two leaders have never met.", &["meeting denied met: leaders"]);
    check("The summit between the two leaders did not take place.", &["meeting denied summit: leaders"]);
    check("The minister skipped the meeting with the envoy.", &["meeting cancelled meeting: envoy"]);
    check("The rebels suspended talks with the government.", &["talks cancelled talks: government"]);
    check("The rebels pulled out of talks with the government.", &["talks cancelled talks: government + rebels"]);
}

#[test]
fn other_meanings_of_the_words() {
    check("The union called for a strike.", &[]);
    check("The union called on the company to pay.", &[]);
    check("The minister called the envoy a liar.", &[]);
    check("The minister called the proposal “absurd”.", &[]);
    check("The letter of the law is clear.", &[]);
    check("The union and the company returned to the table.", &[]);
    check("The minister talks nonsense.", &[]);
    check("It was a close call.", &[]);
}
