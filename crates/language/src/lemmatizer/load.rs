//! Reads `lemmatizer/lookups/lookups.bin`: a msgpack map of tables, whose keys are spaCy's ids of strings.

use rmp::{Marker, decode};

use super::tables::{Tables, WordSet};
use super::{Lemmatizer, Method};
use crate::doc::Pos;
use crate::hash::string_id;

/// Why a lemmatizer can't run as spaCy's would.
#[derive(Debug, thiserror::Error)]
pub enum LemmatizerError {
    /// A table is not of the shape that spaCy writes, or no msgpack at all.
    #[error("the lemmatizer's table {table} is malformed: {what}")]
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
        let mut file = TableReader { rest: lookups, table: "lookups" };
        let mut tables = Tables::default();
        let mut found = Vec::new();
        for _ in 0..file.map_len()? {
            let name = file.string()?;
            found.push(name);
            let mut table = TableReader { rest: file.rest, table: name };
            tables.read(&mut table)?;
            file.rest = table.rest;
        }
        match method.required_tables().iter().find(|table| !found.contains(table)) {
            Some(table) => Err(LemmatizerError::MissingTable { mode: mode.to_owned(), table }),
            None => Ok(Lemmatizer { method, tables, overwrite: false }),
        }
    }
}

impl Tables {
    fn read(&mut self, table: &mut TableReader<'_>) -> Result<(), LemmatizerError> {
        match table.table {
            "lemma_lookup" => self.read_lookup(table),
            "lemma_rules" => self.read_by_pos(table, Tables::read_rules),
            "lemma_index" => self.read_by_pos(table, Tables::read_index),
            "lemma_exc" => self.read_by_pos(table, Tables::read_exceptions),
            // None of the methods looks into it.
            _ => table.skip(),
        }
    }

    /// Reads the entries whose key is a part of speech, written small as in spaCy's tables.
    fn read_by_pos(
        &mut self,
        table: &mut TableReader<'_>,
        read: fn(&mut Tables, Pos, &mut TableReader<'_>) -> Result<(), LemmatizerError>,
    ) -> Result<(), LemmatizerError> {
        for _ in 0..table.map_len()? {
            let key = table.id()?;
            let is_key = |pos: &Pos| *pos != Pos::None && string_id(&pos.as_str().to_lowercase()) == key;
            match Pos::all().find(is_key) {
                Some(pos) => read(self, pos, table)?,
                None => table.skip()?,
            }
        }
        Ok(())
    }

    fn read_rules(&mut self, pos: Pos, table: &mut TableReader<'_>) -> Result<(), LemmatizerError> {
        for _ in 0..table.array_len()? {
            if table.array_len()? != 2 {
                return Err(table.malformed("a rule is no pair"));
            }
            let rule = (table.string()?.to_owned(), table.string()?.to_owned());
            self.of_mut(pos).rules.push(rule);
        }
        Ok(())
    }

    fn read_index(&mut self, pos: Pos, table: &mut TableReader<'_>) -> Result<(), LemmatizerError> {
        let count = table.array_len()?;
        let index = &mut self.of_mut(pos).index;
        *index = WordSet::with_room(table.room_for(count));
        for _ in 0..count {
            index.insert(table.string()?);
        }
        Ok(())
    }

    fn read_exceptions(&mut self, pos: Pos, table: &mut TableReader<'_>) -> Result<(), LemmatizerError> {
        let count = table.map_len()?;
        self.of_mut(pos).reserve_exceptions(table.room_for(count));
        let mut lemmas = Vec::new();
        for _ in 0..count {
            let word = table.string()?;
            lemmas.clear();
            for _ in 0..table.array_len()? {
                lemmas.push(self.add_word(table.string()?));
            }
            self.of_mut(pos).add_exception(word, &lemmas);
        }
        Ok(())
    }

    fn read_lookup(&mut self, table: &mut TableReader<'_>) -> Result<(), LemmatizerError> {
        let count = table.map_len()?;
        self.lookup.reserve(table.room_for(count));
        for _ in 0..count {
            let form = table.id()?;
            // Some pipelines hold the lemma, some a list of lemmas, of which the first counts.
            let others = if table.is_at_array() { table.array_len()?.checked_sub(1) } else { Some(0) };
            let others = others.ok_or_else(|| table.malformed("a word has no lemma"))?;
            let lemma = self.add_word(table.string()?);
            self.lookup.insert(form, lemma);
            for _ in 0..others {
                table.skip()?;
            }
        }
        Ok(())
    }
}

/// Reads msgpack value by value. A tree of half a million values would take longer to make than all the rest.
struct TableReader<'file> {
    rest: &'file [u8],
    /// The table's name, for errors.
    table: &'file str,
}

impl<'file> TableReader<'file> {
    fn map_len(&mut self) -> Result<usize, LemmatizerError> {
        let count = decode::read_map_len(&mut self.rest);
        count.map(|count| count as usize).map_err(|_| self.malformed("a map is missing"))
    }

    fn array_len(&mut self) -> Result<usize, LemmatizerError> {
        let count = decode::read_array_len(&mut self.rest);
        count.map(|count| count as usize).map_err(|_| self.malformed("a list is missing"))
    }

    fn string(&mut self) -> Result<&'file str, LemmatizerError> {
        let length = decode::read_str_len(&mut self.rest).map_err(|_| self.malformed("a string is missing"))?;
        let (string, rest) =
            self.rest.split_at_checked(length as usize).ok_or_else(|| self.malformed("it is cut short"))?;
        self.rest = rest;
        std::str::from_utf8(string).map_err(|_| self.malformed("a string is no UTF-8"))
    }

    /// A key as spaCy hashes it: tables hold ids, but take strings as well.
    fn id(&mut self) -> Result<u64, LemmatizerError> {
        match self.marker() {
            Marker::FixStr(_) | Marker::Str8 | Marker::Str16 | Marker::Str32 => self.string().map(string_id),
            _ => decode::read_int(&mut self.rest).map_err(|_| self.malformed("a key is no id")),
        }
    }

    fn skip(&mut self) -> Result<(), LemmatizerError> {
        let skipped = rmpv::decode::read_value_ref(&mut self.rest);
        skipped.map(drop).map_err(|_| self.malformed("it is cut short"))
    }

    fn is_at_array(&self) -> bool {
        matches!(self.marker(), Marker::FixArray(_) | Marker::Array16 | Marker::Array32)
    }

    fn marker(&self) -> Marker {
        self.rest.first().map_or(Marker::Reserved, |&byte| Marker::from_u8(byte))
    }

    /// How many entries to make room for: not more than there are bytes left, whatever a damaged file says.
    fn room_for(&self, count: usize) -> usize {
        count.min(self.rest.len())
    }

    fn malformed(&self, what: &'static str) -> LemmatizerError {
        LemmatizerError::Malformed { table: self.table.to_owned(), what }
    }
}
