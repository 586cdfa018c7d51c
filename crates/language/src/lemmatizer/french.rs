//! The French rules (`spacy/lang/fr/lemmatizer.py`): index, exceptions, suffix rules, and a table of word forms last.

use super::Word;
use super::rules::make_form;
use super::tables::{PosTable, Tables};
use crate::doc::Pos;
use crate::python_str::is_alpha;

/// Parts of speech that the rules know; the others go to the table of word forms as they are written.
const RULED: [Pos; 11] = [
    Pos::Noun,
    Pos::Verb,
    Pos::Adj,
    Pos::Adp,
    Pos::Adv,
    Pos::Aux,
    Pos::Cconj,
    Pos::Det,
    Pos::Pron,
    Pos::Punct,
    Pos::Sconj,
];

pub(super) fn push_lemma(tables: &Tables, word: Word<'_>, out: &mut String) {
    if !RULED.contains(&word.pos) {
        return out.push_str(tables.lookup(word.text).unwrap_or(word.text));
    }
    let table = tables.of(word.pos);
    if table.index.contains(word.lower) {
        out.push_str(word.lower);
    } else if let Some(&exception) = table.exceptions(word.lower).first() {
        out.push_str(tables.word(exception));
    } else if !push_by_suffix(table, word.lower, out) {
        out.clear();
        out.push_str(tables.lookup(word.lower).unwrap_or(word.lower));
    }
}

/// The first form of the index or that is no word of letters, else the first form at all.
fn push_by_suffix(table: &PosTable, lower: &str, out: &mut String) -> bool {
    let mut unknown = None;
    for rule in &table.rules {
        if make_form(lower, rule, out) {
            if table.index.contains(out) || !is_alpha(out) {
                return true;
            }
            unknown.get_or_insert(rule);
        }
    }
    unknown.is_some_and(|rule| make_form(lower, rule, out))
}
