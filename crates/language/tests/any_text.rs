//! Any text is read: no panic, every byte accounted for, a tree with heads inside the text.

use proptest::prelude::*;
use rapporteur_language::{Doc, PackedDoc, Pipeline};

fn read_whole(text: &str) -> Doc {
    let doc = Pipeline::english().read(text);
    let mut at = 0;
    for token in doc.iter() {
        assert_eq!(token.start as usize, at, "a token follows the one before in {text:?}");
        at = token.end as usize + usize::from(token.space_after);
        assert!((token.head as usize) < doc.len());
    }
    assert_eq!(at, text.len(), "the tokens and the spaces after them are the whole text of {text:?}");
    let unpacked = PackedDoc::from(doc.clone()).unpack();
    assert!(unpacked.to_json().ok() == doc.to_json().ok(), "packing loses nothing of {text:?}");
    assert!(unpacked.iter().zip(doc.iter()).all(|(one, other)| one.left_edge() == other.left_edge()));
    doc
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_string(text in ".{0,200}") {
        read_whole(&text);
    }

    #[test]
    fn any_mix_of_what_news_and_pages_hold(parts in prop::collection::vec(prop::sample::select(PARTS), 0..60)) {
        read_whole(&parts.concat());
    }
}

const PARTS: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{200f}",
    "\u{feff}",
    "\u{fffd}",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "n't",
    "can't",
    "U.S.",
    "a.m.",
    "…",
    "...",
    "—",
    "--",
    "(",
    ")",
    "[",
    "]",
    "$",
    "€5bn",
    "30-day",
    "http://example.org/a?b=c",
    "@who",
    "#what",
    "e\u{301}",
    "👍🏽",
    "👩‍👩‍👧",
    "שלום",
    "العربية",
    "和平",
    "said",
    "Kyiv",
    "the",
    "envoy",
    "Mr.",
    ",",
    ".",
    ":",
    ";",
    "½",
    "²",
    "\u{0}",
    "\u{1c}",
    "x",
];

#[test]
fn nothing_gives_nothing() {
    let doc = read_whole("");
    assert!(doc.is_empty() && doc.sentence_count() == 0 && doc.entities().is_empty());
}

/// What costs most when something is not linear. (The benchmark reads hundreds of kilobytes of it.)
#[test]
fn long_texts_without_a_space_are_read() {
    for part in ["a", "(", "”", "'", ".", "x.y", "👍", "\u{fffd}", "http://a.b/", "\n", "word. "] {
        let doc = read_whole(&part.repeat(8_000 / part.len()));
        assert!(!doc.is_empty());
    }
}
