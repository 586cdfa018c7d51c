use rmpv::Value;

use super::{AttributeRuler, RulerError};
use crate::doc::{Doc, Token, TokenRef};

/// The bytes of a patterns file, given as JSON.
fn file(json: &str) -> Vec<u8> {
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, &msgpack(&json)).unwrap();
    bytes
}

fn msgpack(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Nil,
        serde_json::Value::Bool(value) => (*value).into(),
        serde_json::Value::Number(number) => number.as_i64().unwrap().into(),
        serde_json::Value::String(string) => string.as_str().into(),
        serde_json::Value::Array(items) => items.iter().map(msgpack).collect(),
        serde_json::Value::Object(map) => {
            Value::Map(map.iter().map(|(key, value)| (key.as_str().into(), msgpack(value))).collect())
        }
    }
}

/// A doc of words with their tags and labels.
fn doc(words: &[(&str, &'static str, &'static str)]) -> Doc {
    let (mut text, mut tokens) = (String::new(), Vec::new());
    for &(word, tag, dep) in words {
        let start = text.len() as u32;
        text.push_str(word);
        tokens.push(Token { start, end: text.len() as u32, space_after: true, tag, dep, ..Token::default() });
        text.push(' ');
    }
    Doc::new(text, tokens)
}

/// Applies rules to words and shows what became of each: `TAG POS MORPH DEP LEMMA`, `-` where nothing is set.
fn check(rules: &str, words: &[(&str, &'static str, &'static str)], expect: &[&str]) {
    let mut doc = doc(words);
    AttributeRuler::from_msgpack(&file(rules)).unwrap().apply(&mut doc);
    let shown: Vec<String> = doc.iter().map(show).collect();
    assert_eq!(shown, expect, "{rules}");
}

fn show(token: TokenRef<'_>) -> String {
    let fields = [token.tag, token.pos.as_str(), token.morph, token.dep, token.lemma()];
    fields.map(|field| if field.is_empty() { "-" } else { field }).join(" ")
}

fn refusal(rules: &str) -> String {
    AttributeRuler::from_msgpack(&file(rules)).unwrap_err().to_string()
}

#[test]
fn a_tag_gives_part_of_speech_and_features() {
    let rules = r#"[{"patterns": [[{"TAG": "VBZ"}]], "attrs": {"POS": "VERB", "MORPH": "Tense=Pres|Number=Sing"}, "index": 0}]"#;
    check(rules, &[("says", "VBZ", ""), ("said", "VBD", "")], &["VBZ VERB Number=Sing|Tense=Pres - -", "VBD - - - -"]);
}

#[test]
fn a_later_rule_has_the_last_word() {
    let rules = r#"[
        {"patterns": [[{"TAG": "IN"}]], "attrs": {"POS": "ADP", "MORPH": "A=b"}, "index": 0},
        {"patterns": [[{"LOWER": "that"}]], "attrs": {"POS": "SCONJ", "MORPH": "_"}, "index": 0},
        {"patterns": [[{"TAG": "IN", "LOWER": "that"}]], "attrs": {"LEMMA": "that"}, "index": 0}
    ]"#;
    check(rules, &[("That", "IN", ""), ("of", "IN", "")], &["IN SCONJ - - that", "IN ADP A=b - -"]);
}

#[test]
fn rules_see_the_doc_as_it_was_before_any_of_them() {
    let rules = r#"[
        {"patterns": [[{"TAG": "A"}]], "attrs": {"TAG": "B"}, "index": 0},
        {"patterns": [[{"TAG": "B"}]], "attrs": {"LEMMA": "seen"}, "index": 0},
        {"patterns": [[{"TAG": "A"}, {"TAG": "A"}]], "attrs": {"DEP": "pair"}, "index": 1}
    ]"#;
    check(rules, &[("x", "A", ""), ("y", "A", "")], &["B - - - -", "B - - pair -"]);
}

#[test]
fn a_row_of_tokens_sets_the_one_at_its_index() {
    let rules = r#"[
        {"patterns": [[{"LOWER": "got"}, {"LOWER": "ta"}]], "attrs": {"LEMMA": "to"}, "index": 1},
        {"patterns": [[{"LOWER": {"REGEX": "^y'?$"}}, {"LOWER": "all"}]], "attrs": {"LEMMA": "you"}, "index": -2}
    ]"#;
    let words = [("GOT", "", ""), ("ta", "", ""), ("Y'", "", ""), ("all", "", ""), ("got", "", "")];
    check(rules, &words, &["- - - - -", "- - - - to", "- - - - you", "- - - - -", "- - - - -"]);
}

#[test]
fn operators_choose_among_values() {
    let rules = r#"[
        {"patterns": [[{"DEP": {"IN": ["aux"]}, "TAG": {"NOT_IN": ["TO", ""]}}]], "attrs": {"POS": "AUX"}, "index": 0},
        {"patterns": [[{"ORTH": {"REGEX": "^[0-9]+$"}}]], "attrs": {"POS": "NUM"}, "index": 0}
    ]"#;
    let words = [("to", "TO", "aux"), ("is", "VBZ", "aux"), ("is", "", "aux"), ("12", "CD", ""), ("1a", "CD", "")];
    check(rules, &words, &["TO - - aux -", "VBZ AUX - aux -", "- - - aux -", "CD NUM - - -", "CD - - - -"]);
}

#[test]
fn white_space_is_told_from_words() {
    let rules = r#"[
        {"patterns": [[{"TAG": "_SP", "IS_SPACE": false}]], "attrs": {"POS": "X"}, "index": 0},
        {"patterns": [[{"IS_SPACE": true}]], "attrs": {"TAG": "_SP", "POS": "SPACE"}, "index": 0}
    ]"#;
    check(rules, &[("\n\n", "NN", ""), ("x", "_SP", "")], &["_SP SPACE - - -", "_SP X - - -"]);
}

#[test]
fn one_rule_may_have_several_patterns() {
    let rules = r#"[{"patterns": [[{"LOWER": "gets"}], [{"LOWER": "got"}]], "attrs": {"LEMMA": "get"}, "index": 0}]"#;
    check(rules, &[("got", "", ""), ("get", "", "")], &["- - - - get", "- - - - -"]);
}

#[test]
fn what_cannot_run_is_refused_by_number() {
    let plain = r#"{"patterns": [[{"TAG": "A"}]], "attrs": {}, "index": 0}"#;
    let with = |token: &str| format!(r#"[{plain}, {{"patterns": [[{token}]], "attrs": {{}}, "index": 0}}]"#);
    for (token, named) in [
        (r#"{"LENGTH": 3}"#, "LENGTH"),
        (r#"{"LOWER": {"FUZZY": "oslo"}}"#, "FUZZY"),
        (r#"{"LOWER": "a", "OP": "+"}"#, "OP"),
        (r#"{"LOWER": {"REGEX": "a(?=b)"}}"#, "look-around"),
    ] {
        let refused = refusal(&with(token));
        assert!(refused.contains("pattern 1") && refused.contains(named), "{refused}");
    }
}

#[test]
fn what_is_malformed_is_refused() {
    let index = r#"[{"patterns": [[{"TAG": "A"}]], "attrs": {}, "index": 1}]"#;
    assert!(refusal(index).contains("no token at its index 1"));
    let pos = r#"[{"patterns": [[{"TAG": "A"}]], "attrs": {"POS": "NOUNS"}, "index": 0}]"#;
    assert!(refusal(pos).contains("NOUNS is no part of speech"));
    assert!(refusal("{}").contains("no list"));
    assert!(matches!(AttributeRuler::from_msgpack(b"\x91"), Err(RulerError::Msgpack(_))));
}

#[test]
fn an_empty_doc_stays_empty() {
    check(r#"[{"patterns": [[{"IS_SPACE": true}]], "attrs": {"POS": "SPACE"}, "index": 0}]"#, &[], &[]);
}
