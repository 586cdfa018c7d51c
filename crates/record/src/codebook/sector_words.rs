//! Words that tell what somebody is in a country: "soldier" is MIL, "rebel" before a noun REB.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::error::CodebookError;
use super::sector::Sector;
use super::tables::Source;

/// What a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectorWord {
    /// The sector.
    pub sector: Sector,
    /// Does it tell a side (rebel, opposition, former) rather than a trade?
    pub side: bool,
    /// How many words stand before the last one.
    pub before: usize,
}

/// The table `codebook/sectors.toml`.
#[derive(Clone, Debug, Default)]
pub struct SectorWords {
    nouns: HashMap<String, Vec<(Vec<String>, SectorWord)>>,
    before: HashMap<String, Vec<(Vec<String>, SectorWord)>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: Sector,
    #[serde(default)]
    side: bool,
    nouns: Vec<String>,
    before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sector: Vec<Row>,
}

impl SectorWords {
    /// The table that comes with the program, read at the first call.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<SectorWords> = LazyLock::new(|| {
            let text = include_str!("../../../../codebook/sectors.toml");
            // A test loads the built-in table, so that a mistake in it never leaves the workshop.
            SectorWords::read("codebook/sectors.toml", text).unwrap_or_else(|error| unreachable!("{error}"))
        });
        &BUILTIN
    }

    /// Reads a table.
    ///
    /// # Errors
    ///
    /// The first mistake, with its line.
    pub fn read(file_name: &str, toml_text: &str) -> Result<Self, CodebookError> {
        let file: File = Source { file: file_name, text: toml_text }.tables()?;
        let mut words = Self::default();
        for row in &file.sector {
            for (list, index) in [(&row.nouns, &mut words.nouns), (&row.before, &mut words.before)] {
                for phrase in list {
                    let mut before: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
                    let head = before.pop().unwrap_or_default();
                    let word = SectorWord { sector: row.code, side: row.side, before: before.len() };
                    index.entry(head).or_default().push((before, word));
                }
            }
        }
        for index in [&mut words.nouns, &mut words.before] {
            index.values_mut().for_each(|list| list.sort_by_key(|(before, _)| std::cmp::Reverse(before.len())));
        }
        Ok(words)
    }

    /// What a noun tells: its base form or form, and the words before it, nearest last, all in small letters.
    pub fn noun(&self, head: &str, before: &[String]) -> Option<SectorWord> {
        find(&self.nouns, head, before)
    }

    /// What a word before a noun tells.
    pub fn before(&self, word: &str, before: &[String]) -> Option<SectorWord> {
        find(&self.before, word, before)
    }
}

fn find(index: &HashMap<String, Vec<(Vec<String>, SectorWord)>>, head: &str, before: &[String]) -> Option<SectorWord> {
    index.get(head)?.iter().find(|(words, _)| before.ends_with(words)).map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_tells() {
        let words = SectorWords::builtin();
        let before = ["the".to_owned(), "riot".to_owned()];
        assert_eq!(words.noun("police", &before).map(|word| (word.sector, word.before)), Some((Sector::Cop, 1)));
        assert_eq!(words.noun("soldier", &[]).map(|word| word.sector), Some(Sector::Mil));
        assert_eq!(words.before("rebel", &[]).map(|word| word.side), Some(true));
    }
}
