//! The generic rules (`spacy/pipeline/lemmatizer.py`), and what the English lemmatizer adds to them.
//!
//! spaCy makes a list of candidates and takes the first. Here only the first is made; the comments name the order.

use super::Word;
use super::tables::{PosTable, Tables};
use crate::doc::Pos;
use crate::python_str::is_alpha;

/// Is the word uninflected by its features, so that its lemma is its lower case?
pub(super) fn is_english_base_form(word: Word<'_>) -> bool {
    let (mut finite, mut present, mut numbered) = (false, false, false);
    for feature in word.morph.split('|') {
        match feature {
            "VerbForm=Inf" | "VerbForm=None" | "Degree=Pos" => return true,
            "Number=Sing" if word.pos == Pos::Noun => return true,
            "VerbForm=Fin" => finite = true,
            "Tense=Pres" => present = true,
            _ => numbered |= feature.starts_with("Number="),
        }
    }
    word.pos == Pos::Verb && finite && present && !numbered
}

/// The lemma by exceptions and suffix rules.
pub(super) fn push_lemma(tables: &Tables, word: Word<'_>, out: &mut String) {
    let table = tables.of(word.pos);
    if table.is_empty() {
        return out.push_str(if word.pos == Pos::Propn { word.text } else { word.lower });
    }
    match last_new_exception(tables, table, word.lower) {
        Some(exception) => out.push_str(exception),
        None => push_by_suffix(table, word, out),
    }
}

/// Each exception that is not yet a candidate goes to the front, so the last of them stands first.
fn last_new_exception<'t>(tables: &'t Tables, table: &PosTable, lower: &str) -> Option<&'t str> {
    let listed = table.exceptions(lower);
    (0..listed.len()).rev().find_map(|place| {
        let exception = tables.word(listed[place]);
        let is_repeated = listed[..place].iter().any(|&earlier| tables.word(earlier) == exception);
        (!is_repeated && !is_rule_form(table, lower, exception)).then_some(exception)
    })
}

/// Do the suffix rules make this form of the word, as one that counts?
fn is_rule_form(table: &PosTable, lower: &str, form: &str) -> bool {
    let makes = |(old, new): &(String, String)| {
        lower.strip_suffix(old.as_str()).is_some_and(|stem| form.strip_suffix(new.as_str()) == Some(stem))
    };
    !form.is_empty() && table.rules.iter().any(makes) && (table.index.contains(form) || !is_alpha(form))
}

/// Forms of the index go to the front, so the last of them stands first; then those that are no words of letters; then
/// those that no table knows; then the word as it is written.
fn push_by_suffix(table: &PosTable, word: Word<'_>, out: &mut String) {
    let (mut known, mut odd, mut unknown) = (None, None, None);
    for rule in &table.rules {
        if !make_form(word.lower, rule, out) {
            continue;
        }
        if table.index.contains(out) {
            known = Some(rule);
        } else if !is_alpha(out) {
            odd.get_or_insert(rule);
        } else {
            unknown.get_or_insert(rule);
        }
    }
    match known.or(odd).or(unknown) {
        Some(rule) => _ = make_form(word.lower, rule, out),
        None => {
            out.clear();
            out.push_str(word.text);
        }
    }
}

/// Replaces `out` by the word with its suffix changed; `false` where the rule doesn't apply or nothing would be left.
pub(super) fn make_form(lower: &str, (old, new): &(String, String), out: &mut String) -> bool {
    let Some(stem) = lower.strip_suffix(old.as_str()) else { return false };
    out.clear();
    out.push_str(stem);
    out.push_str(new);
    !out.is_empty()
}
