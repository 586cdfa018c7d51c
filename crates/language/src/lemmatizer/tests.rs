use rmpv::Value;

use super::{Lemmatizer, LemmatizerError};
use crate::doc::{Doc, Pos, Token};
use crate::hash::string_id;

fn strings(words: &[&str]) -> Value {
    words.iter().map(|&word| Value::from(word)).collect()
}

fn rules(pairs: &[(&str, &str)]) -> Value {
    pairs.iter().map(|&(old, new)| strings(&[old, new])).collect()
}

fn exceptions(entries: &[(&str, &[&str])]) -> Value {
    Value::Map(entries.iter().map(|&(word, lemmas)| (word.into(), strings(lemmas))).collect())
}

/// A table with hashed keys, as spaCy keeps it.
fn table(name: &str, entries: &[(&str, Value)]) -> (Value, Value) {
    let entries = entries.iter().map(|(key, value)| (string_id(key).into(), value.clone())).collect();
    (name.into(), Value::Map(entries))
}

fn lemmatizer(lang: &str, mode: &str, tables: Vec<(Value, Value)>) -> Result<Lemmatizer, LemmatizerError> {
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, &Value::Map(tables)).unwrap();
    Lemmatizer::new(lang, mode, &bytes)
}

fn check(lemmatizer: &Lemmatizer, rows: &[(&str, Pos, &'static str, &str)]) {
    for &(word, pos, morph, expect) in rows {
        let token = Token { end: word.len() as u32, pos, morph, ..Token::default() };
        let mut doc = Doc::new(word.to_owned(), vec![token]);
        lemmatizer.apply(&mut doc);
        assert_eq!(doc.token(0).lemma(), expect, "{word} {} {morph}", pos.as_str());
    }
}

fn english() -> Lemmatizer {
    let tables = vec![
        table(
            "lemma_rules",
            &[
                ("noun", rules(&[("s", ""), ("ses", "s"), ("ies", "y"), ("men", "man")])),
                ("verb", rules(&[("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")])),
                ("punct", rules(&[("“", "\"")])),
            ],
        ),
        table(
            "lemma_index",
            &[("noun", strings(&["lady", "talk", "gas"])), ("verb", strings(&["agree", "agre", "fear"]))],
        ),
        table(
            "lemma_exc",
            &[
                ("verb", exceptions(&[("went", &["go"]), ("lay", &["lay", "lie"])])),
                ("noun", exceptions(&[("talks", &["talk"])])),
            ],
        ),
    ];
    lemmatizer("en", "rule", tables).unwrap()
}

#[test]
fn english_words_lose_their_endings() {
    check(
        &english(),
        &[
            ("Ladies", Pos::Noun, "Number=Plur", "lady"),
            // Both `agree` and `agre` are known here; the later rule goes to the front.
            ("agreed", Pos::Verb, "Tense=Past", "agre"),
            ("feared", Pos::Verb, "Tense=Past", "fear"),
            ("Walked", Pos::Verb, "Tense=Past", "walke"),
            ("co-opted", Pos::Verb, "Tense=Past", "co-opte"),
            ("“", Pos::Punct, "", "\""),
            ("”", Pos::Punct, "", "”"),
        ],
    );
}

#[test]
fn exceptions_stand_before_rules() {
    check(
        &english(),
        &[
            ("Went", Pos::Verb, "Tense=Past", "go"),
            ("lay", Pos::Verb, "Tense=Past", "lie"),
            // Listed, but a rule makes it as well: the rule's form stays.
            ("talks", Pos::Noun, "Number=Plur", "talk"),
        ],
    );
}

#[test]
fn base_forms_are_left_alone() {
    check(
        &english(),
        &[
            ("Talks", Pos::Noun, "Number=Sing", "talks"),
            ("Lies", Pos::Verb, "VerbForm=Inf", "lies"),
            ("lies", Pos::Verb, "Tense=Pres|VerbForm=Fin", "lies"),
            ("fears", Pos::Verb, "Number=Sing|Tense=Pres|VerbForm=Fin", "fear"),
            ("Best", Pos::Adj, "Degree=Pos", "best"),
        ],
    );
}

#[test]
fn words_without_tables_are_kept() {
    check(
        &english(),
        &[
            ("Oslo", Pos::Propn, "Number=Sing", "Oslo"),
            ("THE", Pos::Det, "", "the"),
            ("\n", Pos::Space, "", "\n"),
            ("X", Pos::None, "", "x"),
            ("XYZ", Pos::Verb, "", "XYZ"),
        ],
    );
}

#[test]
fn a_lemma_that_is_there_stays_unless_it_is_overwritten() {
    let token = Token { end: 4, pos: Pos::Verb, ..Token::default() };
    let mut doc = Doc::new("went".to_owned(), vec![token]);
    doc.set_lemma(0, "kept");
    english().apply(&mut doc);
    assert_eq!(doc.token(0).lemma(), "kept");
    english().overwriting(true).apply(&mut doc);
    assert_eq!(doc.token(0).lemma(), "go");
}

#[test]
fn french_goes_from_index_to_exceptions_to_rules_to_word_forms() {
    let tables = vec![
        table("lemma_rules", &[("verb", rules(&[("é", "er"), ("ons", "er")])), ("noun", rules(&[("x", "x")]))]),
        table("lemma_index", &[("verb", strings(&["parler"])), ("noun", strings(&["envoyé"]))]),
        table("lemma_exc", &[("verb", exceptions(&[("va", &["aller", "vader"])]))]),
        table("lemma_lookup", &[("Alpes", strings(&["alpe"])), ("étaient", strings(&["être"]))]),
    ];
    check(
        &lemmatizer("fr", "rule", tables).unwrap(),
        &[
            ("Envoyé", Pos::Noun, "", "envoyé"),
            ("va", Pos::Verb, "", "aller"),
            ("Parlé", Pos::Verb, "", "parler"),
            ("dînons", Pos::Verb, "", "dîner"),
            ("Étaient", Pos::Aux, "", "être"),
            ("Alpes", Pos::Propn, "", "alpe"),
            ("alpes", Pos::Propn, "", "alpes"),
            ("Oslo", Pos::Propn, "", "Oslo"),
            ("Deux", Pos::Noun, "", "deux"),
        ],
    );
}

#[test]
fn lookup_asks_for_the_word_as_written() {
    let tables = vec![table("lemma_lookup", &[("gikk", "gå".into())])];
    let found = lemmatizer("nb", "lookup", tables).unwrap();
    check(&found, &[("gikk", Pos::Verb, "", "gå"), ("Gikk", Pos::Verb, "", "Gikk"), (" ", Pos::Space, "", " ")]);
}

#[test]
fn what_cannot_run_is_refused() {
    for (lang, mode) in [("nl", "rule"), ("nl", "lookup"), ("it", "pos_lookup"), ("ru", "lookup"), ("en", "pymorphy3")]
    {
        let refused = lemmatizer(lang, mode, Vec::new());
        assert!(matches!(refused, Err(LemmatizerError::Unsupported { .. })), "{lang} {mode}");
    }
    let refused = lemmatizer("en", "rule", vec![table("lemma_exc", &[])]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the lemmatizer's mode rule needs the table lemma_rules, which is not in its lookups"
    );
    assert!(matches!(Lemmatizer::new("en", "rule", b"\x81"), Err(LemmatizerError::Malformed { .. })));
}
