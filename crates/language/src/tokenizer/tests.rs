use std::sync::OnceLock;

use proptest::prelude::*;
use rmpv::Value;

use super::*;

/// A small pipeline with everything that a tokenizer may have. What is expected of it below is what spaCy made of it.
fn toy() -> &'static Tokenizer {
    static TOY: OnceLock<Tokenizer> = OnceLock::new();
    TOY.get_or_init(|| {
        let cases: [&[(&str, &str)]; 7] = [
            &[("ca", "can"), ("n't", "not")],
            &[(":-)", "")],
            &[("a.m.", "")],
            &[("z.", ""), (" ", ""), ("B.", "")],
            &[("o’clock", "")],
            &[(".", "")],
            &[("x-y", "")],
        ];
        let fields = [
            ("prefix_search", r#"^[(“'"]|^\.\.+|^\+(?![0-9])"#.into()),
            ("suffix_search", r"[)”.,!?…]$|(?<=[0-9])km$|'s$|\.\.+$|(?<=[A-Z][A-Z])\.$".into()),
            ("infix_finditer", r"(?<=[a-z])-(?=[a-z])|\.\.+|(?<=[a-z]['’])(?=[a-z])".into()),
            ("token_match", r"(?iu)^[a-zà-ü]+[-–]en[-–][a-z]+$".into()),
            ("url_match", r"(?u)^(?:https?://)?(?!10\.\d)[a-z0-9.]+\.(?:com|org|\d{1,3})(?:/\S*)?$".into()),
            ("exceptions", Value::Map(cases.iter().map(|tokens| special_case(tokens)).collect())),
            ("faster_heuristics", true.into()),
        ];
        load(&fields).unwrap()
    })
}

fn special_case(tokens: &[(&str, &str)]) -> (Value, Value) {
    let case: String = tokens.iter().map(|(orth, _)| *orth).collect();
    let tokens = tokens.iter().map(|&(orth, norm)| {
        let mut attributes = vec![(65.into(), orth.into())];
        if !norm.is_empty() {
            attributes.push((67.into(), norm.into()));
        }
        Value::Map(attributes)
    });
    (case.into(), tokens.collect())
}

fn load(fields: &[(&str, Value)]) -> Result<Tokenizer, TokenizerError> {
    let fields = fields.iter().map(|(name, value)| ((*name).into(), value.clone())).collect();
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, &Value::Map(fields)).unwrap();
    Tokenizer::from_msgpack(&bytes)
}

/// Expects tokens, `_` for a space after.
fn check(text: &str, expect: &str) {
    let tokens = toy().tokenize(text);
    let shown = tokens.iter().map(|token| {
        let text = &text[token.start as usize..token.end as usize];
        format!("{text}{}", if token.space_after { "_" } else { "" })
    });
    assert_eq!(shown.collect::<Vec<_>>().join("|"), expect, "{text:?}");
}

#[test]
fn texts_are_split_as_spacy_splits_them() {
    check("(He can't.)  “No,” she said…", "(|He_|ca|n't|.|)_| |“|No|,|”_|she_|said|…");
    check("pro-peace at 9 a.m., z. B. here, z.  B.", "pro|-|peace_|at_|9_|a.m.|,_|z.| |B._|here|,_|z|._| |B|.");
    check("a\n\n b ", "a|\n\n |b_");
    check(" a", " |a");
    check(" a ", " |a| ");
    check(
        "see http://un.org/a-b?x=(1), or 10.1.1.1 and 11.1.1.1",
        "see_|http://un.org/a-b?x=(1|)|,_|or_|10.1.1.1_|and_|11.1.1.1",
    );
    check("Arc-EN-Ciel's arc-en-ciel ", "Arc-EN-Ciel|'s_|arc-en-ciel_");
    check("wait... what....no", "wait|..._|what|....|no");
    check("5km 10kms km", "5|km_|10kms_|km");
    check("+5 +x", "+5_|+|x");
    check("l'an d’eau o’clock x-y-z ax-y", "l'|an_|d’|eau_|o’clock_|x-y|-|z_|ax|-|y");
    check("NATO. Nato.", "NATO|._|Nato|.");
    check("(((:-))))", "(|(|(|:-)|)|)|)");
    check("'\"", "'|\"");
    check("😀-a é-a", "😀-a_|é-a");
    check("", "");
}

#[test]
fn special_cases_give_norms() {
    let tokens = toy().tokenize("(can't)");
    let norms: Vec<_> = tokens.iter().map(|token| token.norm.map(|id| toy().norm(id))).collect();
    assert_eq!(norms, [None, Some("can"), Some("not"), None]);
}

#[test]
fn what_cannot_be_run_is_refused_in_words() {
    for (name, value, reason) in [
        (
            "prefix_search",
            r"^(a)\1".into(),
            r"the tokenizer's prefix_search can't be run: \1 is not supported at character 6",
        ),
        ("url_match", "a(b".into(), "the tokenizer's url_match can't be run: missing ) at character 3"),
        ("suffix_search", 7.into(), "the tokenizer's suffix_search is not text"),
        (
            "exceptions",
            Value::Map(vec![("ab".into(), Value::Array(vec![Value::Map(vec![(65.into(), "a".into())])]))]),
            r#"the tokenizer's special case "ab" can't be used: its tokens don't spell it"#,
        ),
    ] {
        match load(&[(name, value)]) {
            Err(error) => assert_eq!(error.to_string(), reason),
            Ok(_) => panic!("taken, though {reason}"),
        }
    }
    assert!(Tokenizer::from_msgpack(b"\xc1").is_err());
}

proptest! {
    #[test]
    fn tokens_and_spaces_make_up_any_text(text in r#"([a-zA-Z.'’:()0-9 -]|\PC|\s|can't|\.\.){0,60}"#) {
        let mut at = 0;
        for token in toy().tokenize(&text) {
            prop_assert!(token.start == at && token.end > at);
            prop_assert!(text.is_char_boundary(token.end as usize));
            at = token.end;
            if token.space_after {
                prop_assert_eq!(text.as_bytes()[at as usize], b' ');
                at += 1;
            }
        }
        prop_assert_eq!(at as usize, text.len());
    }

    #[test]
    fn any_expression_is_taken_or_refused(expression in r"([a-z.*+?|^$(){}\[\]\\0-9,<!=:-]){0,30}", text in "[a-z0-9 .-]{0,40}") {
        if let Ok(tokenizer) = load(&[("infix_finditer", expression.as_str().into()), ("suffix_search", expression.into())]) {
            tokenizer.tokenize(&text);
        }
    }
}

/// Compares with tokens that spaCy made: `SPACY_TOKENIZER` is a pipeline's `tokenizer` file, `SPACY_TOKENS` a file with
/// a doc in spaCy's JSON on each line (`text`, `tokens` with `start` and `end`, perhaps `space`,
/// and `norm` with the norm that the word has elsewhere, `lex`).
#[test]
fn tokens_are_those_of_spacy() {
    let (Ok(model), Ok(docs)) = (std::env::var("SPACY_TOKENIZER"), std::env::var("SPACY_TOKENS")) else {
        eprintln!("skipped: SPACY_TOKENIZER and SPACY_TOKENS don't say where");
        return;
    };
    let begun = std::time::Instant::now();
    let bytes = std::fs::read(model).unwrap();
    let tokenizer = Tokenizer::from_msgpack(&bytes).unwrap();
    eprintln!("loaded in {:?}", begun.elapsed());
    let docs = std::fs::read_to_string(docs).unwrap();
    let (mut wrong, mut tokens, mut time) = (0, 0, std::time::Duration::ZERO);
    for line in docs.lines() {
        let doc: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = doc["text"].as_str().unwrap();
        let begun = std::time::Instant::now();
        let found = tokenizer.tokenize(text);
        time += begun.elapsed();
        tokens += found.len();
        let difference = difference(&tokenizer, text, &found, doc["tokens"].as_array().unwrap());
        if let Some(difference) = difference {
            wrong += 1;
            if wrong <= 20 {
                eprintln!("{difference}");
            }
        }
    }
    eprintln!("{} docs, {tokens} tokens, {wrong} docs wrong, {time:?}", docs.lines().count());
    assert_eq!(wrong, 0);
}

fn difference(tokenizer: &Tokenizer, text: &str, found: &[RawToken], expected: &[serde_json::Value]) -> Option<String> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |value: &serde_json::Value| bytes[value.as_u64().unwrap() as usize] as u32;
    for i in 0..found.len().max(expected.len()) {
        let same = match (found.get(i), expected.get(i)) {
            (Some(found), Some(expected)) => {
                (found.start, found.end) == (byte(&expected["start"]), byte(&expected["end"]))
                    && expected.get("space").is_none_or(|space| space.as_bool() == Some(found.space_after))
                    && expected.get("norm").is_none_or(|norm| {
                        norm.as_str() == found.norm.map(|id| tokenizer.norm(id)).or(expected["lex"].as_str())
                    })
            }
            _ => false,
        };
        if !same {
            let around = |at: u32| {
                let from = text[..at as usize].char_indices().rev().nth(30).map_or(0, |(at, _)| at);
                text[from..].chars().take(70).collect::<String>()
            };
            let at = found.get(i).map_or(text.len() as u32, |token| token.start);
            return Some(format!("token {i}: found {:?}, not {:?}: {:?}", found.get(i), expected.get(i), around(at)));
        }
    }
    None
}

/// A text that loses a character at a time at both ends must not be read anew for each. In quadratic time, this would
/// take minutes.
#[test]
fn long_texts_without_spaces_take_no_longer() {
    for text in ["(a", "a)", "a-en-", "...", "'", "a.", "“a", "km"].map(|unit| unit.repeat(500_000 / unit.len())) {
        let text = format!("{}{text}{}", "(".repeat(100_000), "a)".repeat(50_000) + &")".repeat(100_000));
        let tokens = toy().tokenize(&text);
        assert_eq!(tokens.iter().map(|token| (token.end - token.start) as usize).sum::<usize>(), text.len());
    }
}
