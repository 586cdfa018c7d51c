//! The built-in tables load, and their rows find what they should and nothing else.

use super::{Codebook, Sense};

fn terms(text: &str) -> Vec<String> {
    let spaced = text.replace(',', " ,").replace('-', " - ").replace("'s", " 's");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let name = |sense, term: crate::Term| {
        format!("{}{}", if sense == Sense::Against { "-" } else { "" }, format!("{term:?}").to_lowercase())
    };
    let found = Codebook::builtin().terms_in(&words, &[]);
    let mut names: Vec<String> = found.into_iter().map(|one| name(one.sense, one.term)).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn built_in_tables_load() {
    Codebook::read_builtin().unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn terms_are_found_in_their_own_words() {
    for (text, expect) in [
        ("both armies must stop shelling the town", vec!["ceasefire"]),
        ("sanctions relief comes first", vec!["-sanctions"]),
        ("the teachers want a pay rise of nine per cent", vec!["labour"]),
        ("the two traded insults over lunch", vec![]),
        ("peace", vec!["peace"]),
        ("we welcomed the deal", vec![]),
        ("the captives were let go at dawn", vec!["prisoners"]),
    ] {
        assert_eq!(terms(text), expect, "{text}");
    }
}
