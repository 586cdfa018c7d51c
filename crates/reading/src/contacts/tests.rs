//! What each frame finds and what it leaves alone. The docs are spaCy's parses of our own sentences.

use rapporteur_language::Doc;

use super::*;

/// The triggers of a sentence as `kind status word: sides`, before anybody asks who the sides are.
#[track_caller]
fn told(doc: &Doc) -> Vec<String> {
    let words = ContactWords::builtin();
    let shown = |trigger: &trigger::Trigger| {
        let token = doc.token(trigger.token);
        let status = outlook::verdict(words, trigger, token).status;
        let heads = |list: &[usize]| list.iter().map(|side| doc.token(*side).text()).collect::<Vec<_>>().join(" + ");
        let visited = if trigger.hosts.is_empty() { String::new() } else { format!(" > {}", heads(&trigger.hosts)) };
        format!("{} {status} {}: {}{visited}", trigger.kind, token.text(), heads(&trigger.sides))
    };
    trigger::triggers(doc, words).iter().map(shown).collect()
}

#[test]
#[ignore]
fn print_all() {
    let docs = include_str!("../../tests/fixtures/contacts.jsonl");
    for doc in docs.lines().map(|line| Doc::from_json(line).unwrap()) {
        println!("{}", doc.text());
        for line in told(&doc) {
            println!("        {line}");
        }
    }
}
