//! Base noun phrases, read from the dependency tree.
//!
//! ```text
//! The two delegations met a special envoy of the president on Tuesday.
//! ~~~~~~~~~~~~~~~~~~~     ~~~~~~~~~~~~~~~    ~~~~~~~~~~~~~    ~~~~~~~
//! ```
//!
//! The rules are those of spaCy's syntax iterators (`spacy/lang/en/syntax_iterators.py` and the French one): a noun,
//! proper noun or pronoun in the place of an argument, with all that stands before it in its subtree. What follows the
//! noun is left out in English; in French an adjective or the rest of a name may follow.

use std::ops::Range;

use crate::doc::{Doc, Pos, TokenRef};

/// Labels of a noun that makes a chunk.
const ENGLISH: [&str; 10] = ["oprd", "nsubj", "dobj", "nsubjpass", "pcomp", "pobj", "dative", "appos", "attr", "ROOT"];
const FRENCH: [&str; 11] =
    ["nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "obl:arg", "obl:mod", "nmod", "pcomp", "appos", "ROOT"];
/// Labels of a French modifier after the noun that belongs to its name.
const FRENCH_NAME_PARTS: [&str; 5] = ["flat", "flat:name", "flat:foreign", "fixed", "compound"];

impl Doc {
    /// The base noun phrases as ranges of tokens, in text order, none inside another. There are rules for English and
    /// French; in any other language no chunk is found.
    pub fn noun_chunks(&self) -> Vec<Range<usize>> {
        match self.lang() {
            "en" => chunks(self, &ENGLISH, english_range),
            "fr" => chunks(self, &FRENCH, french_range),
            _ => Vec::new(),
        }
    }
}

/// How a noun came to head a chunk.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Argument,
    Conjunct,
}

fn chunks(doc: &Doc, labels: &[&str], range: fn(TokenRef<'_>, Place) -> Range<usize>) -> Vec<Range<usize>> {
    let firsts = first_conjuncts(doc);
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in doc.iter().filter(|word| matches!(word.pos, Pos::Noun | Pos::Propn | Pos::Pron)) {
        if found.last().is_some_and(|last| word.left_edge() < last.end) {
            continue;
        }
        let place = if labels.contains(&word.dep) {
            Place::Argument
        } else if word.dep == "conj" && labels.contains(&doc.token(firsts[word.head as usize] as usize).dep) {
            Place::Conjunct
        } else {
            continue;
        };
        found.push(range(word, place));
    }
    found
}

/// For each token, the first of the coordination that it belongs to, going from conjunct to head as long as heads stand
/// to the left. One pass, so that a list of ten thousand names costs no more than its length.
fn first_conjuncts(doc: &Doc) -> Vec<u32> {
    let mut firsts: Vec<u32> = Vec::with_capacity(doc.len());
    for (index, token) in doc.tokens().iter().enumerate() {
        let goes_left = token.dep == "conj" && (token.head as usize) < index;
        firsts.push(if goes_left { firsts[token.head as usize] } else { index as u32 });
    }
    firsts
}

fn english_range(word: TokenRef<'_>, _: Place) -> Range<usize> {
    word.left_edge()..word.index() + 1
}

fn french_range(word: TokenRef<'_>, place: Place) -> Range<usize> {
    let left = word.left_edge();
    // A preposition before an argument, a conjunction before a conjunct, are no part of the phrase.
    let (dropped, last) = match place {
        Place::Argument => (Pos::Adp, last_of_french(word)),
        Place::Conjunct => (Pos::Cconj, word.index()),
    };
    left + usize::from(word.doc().token(left).pos == dropped)..last + 1
}

fn last_of_french(word: TokenRef<'_>) -> usize {
    match word.children().find(|child| child.index() > word.index()) {
        Some(child) if child.dep == "amod" => child.right_edge(),
        Some(child) if child.dep == "det" && child.pos == Pos::Det => child.index(),
        Some(child) if FRENCH_NAME_PARTS.contains(&child.dep) => word.right_edge(),
        _ => word.index(),
    }
}

#[cfg(test)]
mod tests {
    use crate::doc::{Doc, Pos, Token};

    /// A doc of words with one space between them, each given as (word, pos, dep, head).
    fn doc(lang: &str, words: &[(&str, Pos, &'static str, u32)]) -> Doc {
        let (mut text, mut tokens) = (String::new(), Vec::new());
        for &(word, pos, dep, head) in words {
            let start = text.len() as u32;
            text.push_str(word);
            tokens.push(Token { start, end: text.len() as u32, space_after: true, pos, dep, head, ..Token::default() });
            text.push(' ');
        }
        let mut doc = Doc::new(text, tokens).with_lang(lang);
        doc.finish();
        doc
    }

    fn check(lang: &str, words: &[(&str, Pos, &'static str, u32)], expect: &[&str]) {
        let doc = doc(lang, words);
        let found: Vec<&str> = doc.noun_chunks().into_iter().map(|range| doc.slice(range)).collect();
        assert_eq!(found, expect);
    }

    const ENVOYS: [(&str, Pos, &str, u32); 10] = [
        ("the", Pos::Det, "det", 2),
        ("two", Pos::Num, "nummod", 2),
        ("envoys", Pos::Noun, "nsubj", 5),
        ("and", Pos::Cconj, "cc", 2),
        ("aides", Pos::Noun, "conj", 2),
        ("met", Pos::Verb, "ROOT", 5),
        ("Monday", Pos::Propn, "npadvmod", 5),
        ("in", Pos::Adp, "prep", 5),
        ("old", Pos::Adj, "amod", 9),
        ("Oslo", Pos::Propn, "pobj", 7),
    ];

    #[test]
    fn english_chunks_end_with_their_noun() {
        check("en", &ENVOYS, &["the two envoys", "aides", "old Oslo"]);
    }

    #[test]
    fn a_language_without_rules_has_no_chunks() {
        check("de", &ENVOYS, &[]);
    }

    #[test]
    fn a_chunk_holds_no_other() {
        let words =
            [("Oslo", Pos::Propn, "appos", 1), ("mayor", Pos::Noun, "nsubj", 2), ("spoke", Pos::Verb, "ROOT", 2)];
        check("en", &words, &["Oslo"]);
    }

    #[test]
    fn french_chunks_take_the_adjective_that_follows() {
        let words = [
            ("la", Pos::Det, "det", 1),
            ("délégation", Pos::Noun, "nsubj", 3),
            ("norvégienne", Pos::Adj, "amod", 1),
            ("arrive", Pos::Verb, "ROOT", 3),
            ("à", Pos::Adp, "case", 5),
            ("Oslo", Pos::Propn, "obl:arg", 3),
            ("et", Pos::Cconj, "cc", 7),
            ("Bergen", Pos::Propn, "conj", 5),
        ];
        check("fr", &words, &["la délégation norvégienne", "Oslo", "Bergen"]);
    }
}
