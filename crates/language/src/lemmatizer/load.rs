//! Reads `lemmatizer/lookups/lookups.bin`: a msgpack map of tables, whose keys are spaCy's ids of strings.

use rmpv::ValueRef;

use super::tables::{Tables, WordSet};
use super::{Lemmatizer, Method};
use crate::doc::Pos;
use crate::hash::string_id;

/// Why a lemmatizer can't run as spaCy's would.
#[derive(Debug, thiserror::Error)]
pub enum LemmatizerError {
    /// Not msgpack, or cut short.
    #[error("the lemmatizer's tables are no msgpack: {0}")]
    Msgpack(#[from] rmpv::decode::Error),
    /// A table is not of the shape that spaCy writes.
    #[error("the lemmatizer's table {table} is not of the expected shape: {what}")]
    Malformed {
        /// The table's name.
        table: String,
        /// What is wrong.
        what: &'static str,
    },
    /// A table that the mode needs is not there.
    #[error("the lemmatizer's mode {mode} needs the table {table}, which is not in its lookups")]
    MissingTable {
        /// The mode, from `config.cfg`.
        mode: String,
        /// The table's name.
        table: &'static str,
    },
    /// The mode, or the language's own lemmatizer, has no code here.
    #[error("the lemmatizer of language {lang:?} in mode {mode:?} can't be run: {reason}")]
    Unsupported {
        /// The language's code.
        lang: String,
        /// The mode, from `config.cfg`.
        mode: String,
        /// Why not.
        reason: &'static str,
    },
}

/// Languages whose lemmatizer in spaCy 3.8 has code of its own in mode `rule`, and in all modes.
const OWN_RULES: [&str; 6] = ["ca", "el", "es", "ht", "mk", "nl"];
const OWN_ALL: [&str; 2] = ["ru", "uk"];

impl Method {
    fn of(lang: &str, mode: &str) -> Result<Method, LemmatizerError> {
        let reason = match (mode, lang) {
            (_, lang) if OWN_ALL.contains(&lang) => "it needs the pymorphy dictionaries",
            ("rule", "en") => return Ok(Method::EnglishRules),
            ("rule", "fr") => return Ok(Method::FrenchRules),
            ("rule", lang) if OWN_RULES.contains(&lang) => "spaCy has rules of its own for the language",
            ("rule", _) => return Ok(Method::Rules),
            ("lookup", "nl") => "spaCy has a lookup of its own for the language",
            ("lookup", _) => return Ok(Method::Lookup),
            ("pos_lookup", _) => "spaCy's lookups by part of speech are code of each language (ga, it, pl)",
            _ => "the mode is not known; `rule` and `lookup` are",
        };
        Err(LemmatizerError::Unsupported { lang: lang.to_owned(), mode: mode.to_owned(), reason })
    }

    fn required_tables(self) -> &'static [&'static str] {
        match self {
            Method::Rules | Method::EnglishRules => &["lemma_rules"],
            Method::FrenchRules => &["lemma_lookup", "lemma_rules", "lemma_exc", "lemma_index"],
            Method::Lookup => &["lemma_lookup"],
        }
    }
}

impl Lemmatizer {
    /// The lemmatizer of a language (`en`) in a mode (`rule`, `lookup`) with the tables of its `lookups.bin`.
    ///
    /// # Errors
    /// When spaCy would run code of the language that is not here, or the tables are missing or malformed.
    pub fn new(lang: &str, mode: &str, lookups: &[u8]) -> Result<Lemmatizer, LemmatizerError> {
        let method = Method::of(lang, mode)?;
        let file = rmpv::decode::read_value_ref(&mut &lookups[..])?;
        let mut tables = Tables::default();
        let mut found = Vec::new();
        for (name, table) in map(&file, "lookups")? {
            let name = string(name, "lookups")?;
            found.push(name);
            tables.read(name, table)?;
        }
        match method.required_tables().iter().find(|table| !found.contains(table)) {
            Some(table) => Err(LemmatizerError::MissingTable { mode: mode.to_owned(), table }),
            None => Ok(Lemmatizer { method, tables, overwrite: false }),
        }
    }
}

impl Tables {
    fn read(&mut self, name: &str, table: &ValueRef<'_>) -> Result<(), LemmatizerError> {
        let entries = map(table, name)?;
        match name {
            "lemma_lookup" => self.read_lookup(entries)?,
            "lemma_rules" => {
                for (pos, rules) in parts_of_speech(entries) {
                    let rules = array(rules, name)?.iter().map(|rule| pair(rule, name));
                    self.of_mut(pos).rules = rules.collect::<Result<_, _>>()?;
                }
            }
            "lemma_index" => {
                for (pos, words) in parts_of_speech(entries) {
                    self.of_mut(pos).index = word_set(array(words, name)?, name)?;
                }
            }
            "lemma_exc" => {
                for (pos, exceptions) in parts_of_speech(entries) {
                    self.read_exceptions(pos, map(exceptions, name)?)?;
                }
            }
            // A table that none of the methods looks into.
            _ => {}
        }
        Ok(())
    }

    fn read_lookup(&mut self, entries: &[(ValueRef<'_>, ValueRef<'_>)]) -> Result<(), LemmatizerError> {
        let name = "lemma_lookup";
        self.lookup.reserve(entries.len());
        for (form, lemma) in entries {
            // Some pipelines hold the lemma, some a list of lemmas.
            let lemma = match lemma {
                ValueRef::Array(lemmas) => lemmas.first().ok_or_else(|| malformed(name, "a word has no lemma"))?,
                lemma => lemma,
            };
            let lemma = self.add_word(string(lemma, name)?);
            self.lookup.insert(id(form).ok_or_else(|| malformed(name, "a key is no id"))?, lemma);
        }
        Ok(())
    }

    fn read_exceptions(&mut self, pos: Pos, entries: &[(ValueRef<'_>, ValueRef<'_>)]) -> Result<(), LemmatizerError> {
        let name = "lemma_exc";
        for (word, lemmas) in entries {
            let word = string(word, name)?;
            let lemmas = array(lemmas, name)?.iter().map(|lemma| Ok(self.add_word(string(lemma, name)?)));
            let lemmas = lemmas.collect::<Result<Vec<_>, LemmatizerError>>()?;
            self.of_mut(pos).add_exception(word, lemmas.into_iter());
        }
        Ok(())
    }
}

/// The entries whose key is a part of speech, written small as in spaCy's tables.
fn parts_of_speech<'v>(entries: &'v [(ValueRef<'v>, ValueRef<'v>)]) -> impl Iterator<Item = (Pos, &'v ValueRef<'v>)> {
    let ids: Vec<(u64, Pos)> =
        Pos::all().filter(|&pos| pos != Pos::None).map(|pos| (string_id(&pos.as_str().to_lowercase()), pos)).collect();
    entries.iter().filter_map(move |(key, value)| {
        let key = id(key)?;
        ids.iter().find(|&&(known, _)| known == key).map(|&(_, pos)| (pos, value))
    })
}

fn word_set(words: &[ValueRef<'_>], table: &str) -> Result<WordSet, LemmatizerError> {
    let mut set = WordSet::with_room(words.len());
    for word in words {
        set.insert(string(word, table)?);
    }
    Ok(set)
}

/// A key as spaCy hashes it: tables hold ids, but take strings as well.
fn id(key: &ValueRef<'_>) -> Option<u64> {
    match key {
        ValueRef::Integer(id) => id.as_u64(),
        ValueRef::String(string) => string.as_str().map(string_id),
        _ => None,
    }
}

fn pair(rule: &ValueRef<'_>, table: &str) -> Result<(String, String), LemmatizerError> {
    match array(rule, table)? {
        [old, new] => Ok((string(old, table)?.to_owned(), string(new, table)?.to_owned())),
        _ => Err(malformed(table, "a rule is no pair")),
    }
}

fn map<'v, 'f>(value: &'v ValueRef<'f>, table: &str) -> Result<&'v [(ValueRef<'f>, ValueRef<'f>)], LemmatizerError> {
    match value {
        ValueRef::Map(entries) => Ok(entries),
        _ => Err(malformed(table, "a map is missing")),
    }
}

fn array<'v, 'f>(value: &'v ValueRef<'f>, table: &str) -> Result<&'v [ValueRef<'f>], LemmatizerError> {
    match value {
        ValueRef::Array(items) => Ok(items),
        _ => Err(malformed(table, "a list is missing")),
    }
}

fn string<'f>(value: &ValueRef<'f>, table: &str) -> Result<&'f str, LemmatizerError> {
    match value {
        ValueRef::String(string) => string.into_str().ok_or_else(|| malformed(table, "a string is no UTF-8")),
        _ => Err(malformed(table, "a string is missing")),
    }
}

fn malformed(table: &str, what: &'static str) -> LemmatizerError {
    LemmatizerError::Malformed { table: table.to_owned(), what }
}
