//! Cues: the verbs and nouns that say that somebody said, wrote, thought or wanted something.
//!
//! A row of `codebook/cues.toml` gives words that behave alike, what they tell of, and the **frames** in which what
//! follows them is somebody's content:
//!
//! ```toml
//! [[verb]]
//! lemmas = ["say", "insist"]
//! kind = "speech"
//! frames = ["clause", "quotation"]      # "insisted that the deal holds", "“No,” she insisted"; not "insisted on tea"
//! ```

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::error::CodebookError;
use super::tables::Source;
use crate::{Act, CueKind, Firmness};

/// What stands where a cue's content stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    /// A clause, with "that" or without: "said that it holds".
    Clause,
    /// An infinitive: "vowed to fight".
    Infinitive,
    /// An object with what is said of it: "rejected the plan", "called it hasty", "accused them of lying".
    Object,
    /// A phrase with one of the row's prepositions: "called for a truce".
    Preposition,
    /// A quotation beside the cue: "“No,” she snapped".
    Quotation,
    /// The passive with an infinitive: "is said to resign", "is expected to resign".
    Raised,
}

/// A `[[verb]]` or `[[noun]]` row.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Base forms of the words that behave so.
    pub lemmas: Vec<String>,
    /// What the words tell of.
    pub kind: CueKind,
    /// Where the content stands.
    pub frames: Vec<Frame>,
    /// The prepositions of [`Frame::Preposition`].
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// Particles of which one must stand by the verb ("rule out"); a verb without any must have none but "out".
    #[serde(default)]
    pub particles: Vec<String>,
    /// Is the object the hearer, where there is other content ("told them that")?
    #[serde(default)]
    pub hearer: bool,
    /// What one does by such words, where the words tell.
    #[serde(default)]
    pub act: Option<Act>,
    /// How firm such words are, where they tell.
    #[serde(default)]
    pub firmness: Option<Firmness>,
}

impl Cue {
    /// May the content stand so?
    pub fn takes(&self, frame: Frame) -> bool {
        self.frames.contains(&frame)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    verb: Vec<Cue>,
    #[serde(default)]
    noun: Vec<Cue>,
}

/// The table of cues.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    rows: Vec<Cue>,
    verbs: HashMap<String, Vec<usize>>,
    nouns: HashMap<String, Vec<usize>>,
}

impl Cues {
    /// The table that comes with the program.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Cues> = LazyLock::new(|| {
            let text = include_str!("../../../../codebook/cues.toml");
            // A test loads the table, so that a mistake in it never leaves the workshop.
            Cues::default().extended_with("codebook/cues.toml", text).unwrap_or_else(|error| unreachable!("{error}"))
        });
        &BUILTIN
    }

    /// This table with the rows of one more file. A word's later rows add to the earlier ones.
    ///
    /// # Errors
    ///
    /// The first mistake of the file, with its line.
    pub fn extended_with(&self, file_name: &str, toml_text: &str) -> Result<Self, CodebookError> {
        let file: File = Source { file: file_name, text: toml_text }.tables()?;
        let mut cues = self.clone();
        for row in file.verb {
            Self::add(&mut cues.rows, &mut cues.verbs, row);
        }
        for row in file.noun {
            Self::add(&mut cues.rows, &mut cues.nouns, row);
        }
        Ok(cues)
    }

    fn add(rows: &mut Vec<Cue>, index: &mut HashMap<String, Vec<usize>>, row: Cue) {
        for lemma in &row.lemmas {
            index.entry(lemma.clone()).or_default().push(rows.len());
        }
        rows.push(row);
    }

    /// The rows of a verb's lemma.
    pub fn verb(&self, lemma: &str) -> impl Iterator<Item = &Cue> {
        self.verbs.get(lemma).into_iter().flatten().filter_map(|&row| self.rows.get(row))
    }

    /// The rows of a noun's lemma.
    pub fn noun(&self, lemma: &str) -> impl Iterator<Item = &Cue> {
        self.nouns.get(lemma).into_iter().flatten().filter_map(|&row| self.rows.get(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_loads_and_a_mistake_is_named_with_its_line() {
        let kinds: Vec<_> = Cues::builtin().verb("say").map(|cue| cue.kind).collect();
        assert!(kinds.contains(&CueKind::Speech), "{kinds:?}");
        assert_eq!(Cues::builtin().verb("walk").count(), 0);
        let wrong = "\n[[verb]]\nlemmas = [\"mumble\"]\nkind = \"speach\"\nframes = []\n";
        assert_eq!(Cues::default().extended_with("my.toml", wrong).map(|_| ()).map_err(|error| error.line), Err(4));
    }
}
