//! The words of contacts: which verbs and nouns tell of a call, meeting, round of talks, visit or letter, and which
//! words above them tell whether it takes place.
//!
//! ```toml
//! [[verb]]
//! lemmas = ["meet"]
//! kind = "meeting"
//! object = "side"          # "met the envoy"
//! sides = ["with"]         # "met with the envoy"
//! alone = true             # "the envoys met"
//!
//! [[outlook]]
//! status = "cancelled"
//! verbs = ["call"]
//! particles = ["off"]      # "called off the meeting"
//! ```
//!
//! What the keys mean is written at the top of `codebook/contacts.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::error::CodebookError;
use super::tables::Source;
use crate::{ContactKind, ContactStatus};

/// What a verb's object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectSlot {
    /// One who takes part: "met the envoy".
    Side,
    /// The same, and people, not a party: "received the envoy".
    Person,
    /// Who is visited, or where: "visited Oslo".
    Host,
    /// Something else: "sent a letter".
    Thing,
}

/// A `[[verb]]` row.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactVerb {
    /// Base forms.
    pub lemmas: Vec<String>,
    /// What they tell of.
    pub kind: ContactKind,
    /// What the object is; `None` where there may be none.
    #[serde(default)]
    pub object: Option<ObjectSlot>,
    /// Particles of which one must stand by the verb.
    #[serde(default)]
    pub particles: Vec<String>,
    /// Nouns of which one must stand behind a preposition of the verb: "brought them to one table".
    #[serde(default)]
    pub settings: Vec<String>,
    /// Nouns of which the object must be one: "led a delegation".
    #[serde(default)]
    pub things: Vec<String>,
    /// Prepositions before those who take part.
    #[serde(default)]
    pub sides: Vec<String>,
    /// Prepositions before the place.
    #[serde(default)]
    pub places: Vec<String>,
    /// Prepositions before the place that is visited.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Does the kind rest on the means ("by telephone") or on who takes part?
    #[serde(default)]
    pub by_means: bool,
    /// Does it count only where the means is told: "briefed by telephone"?
    #[serde(default)]
    pub needs_means: bool,
    /// Will a subject of several do?
    #[serde(default)]
    pub alone: bool,
    /// What the word itself says of whether it takes place ("is due in Oslo").
    #[serde(default)]
    pub status: Option<ContactStatus>,
    /// Does what was done only open the way to a contact: "invited them to Oslo"?
    #[serde(default)]
    pub opens: bool,
}

/// A `[[noun]]` row.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactNoun {
    /// Base forms, or forms that count as they stand ("talks").
    pub lemmas: Vec<String>,
    /// What they tell of.
    pub kind: ContactKind,
    /// Words of which one must stand before the noun, unless it names its sides.
    #[serde(default)]
    pub after: Vec<String>,
    /// Verbs of which one must have the noun as its object or subject, where no word of `after` stands before it: "took
    /// a call", "sent a text".
    #[serde(default)]
    pub under: Vec<String>,
    /// Prepositions before those who take part.
    #[serde(default)]
    pub sides: Vec<String>,
    /// Prepositions before the place.
    #[serde(default)]
    pub places: Vec<String>,
    /// Prepositions before the place that is visited.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Does it count where its own words name nobody?
    #[serde(default)]
    pub alone: bool,
    /// Prepositions that show another meaning.
    #[serde(default)]
    pub not_with: Vec<String>,
}

/// What a word above a contact says of whether it takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum Outcome {
    /// Its own tense tells: "held", "will hold".
    Told,
    /// The word tells.
    Is(ContactStatus),
}

impl TryFrom<String> for Outcome {
    type Error = crate::vocabulary::UnknownWord;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        if word == "told" { Ok(Self::Told) } else { word.parse().map(Self::Is) }
    }
}

/// An `[[outlook]]` row.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlook {
    /// What the words say.
    pub status: Outcome,
    /// Does the word's subject take part?
    #[serde(default)]
    pub subject: bool,
    /// Does negating the word deny the contact?
    #[serde(default)]
    pub occurs: bool,
    /// Do the contact's days put the status right: is "announced Tuesday's meeting" of one that was held?
    #[serde(default)]
    pub by_days: bool,
    /// Prepositions by which alone the verb says what it is about: "from" of "withdrew from the talks".
    #[serde(default)]
    pub over: Vec<String>,
    /// Base forms of verbs.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Particles of which one must stand by the verb.
    #[serde(default)]
    pub particles: Vec<String>,
    /// Nouns, in the forms that count.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Adjectives.
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// Prepositions before the contact.
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// Words that open the clause in which the contact stands.
    #[serde(default)]
    pub conjunctions: Vec<String>,
}

/// Word classes, of which each has its own index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutlookWord {
    /// "plans to meet"
    Verb,
    /// "a plan to meet"
    Noun,
    /// "a planned meeting"
    Adjective,
    /// "before the meeting"
    Preposition,
    /// "if they meet"
    Conjunction,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Means {
    words: Vec<String>,
    kind: ContactKind,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    nouns: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stalled {
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    verb: Vec<ContactVerb>,
    noun: Vec<ContactNoun>,
    means: Vec<Means>,
    part: Vec<Part>,
    people: Vec<Part>,
    stalled: Vec<Stalled>,
    outlook: Vec<Outlook>,
}

/// The table of contacts.
#[derive(Clone, Debug, Default)]
pub struct ContactWords {
    verb_rows: Vec<ContactVerb>,
    noun_rows: Vec<ContactNoun>,
    outlook_rows: Vec<Outlook>,
    verbs: HashMap<String, Vec<usize>>,
    nouns: HashMap<String, Vec<usize>>,
    outlooks: HashMap<(OutlookWord, String), Vec<usize>>,
    means: HashMap<String, ContactKind>,
    parts: HashSet<String>,
    people: HashSet<String>,
    stalled: HashSet<String>,
}

impl ContactWords {
    /// The table that comes with the program.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<ContactWords> = LazyLock::new(|| {
            let text = include_str!("../../../../codebook/contacts.toml");
            // A test loads the table, so that a mistake in it never leaves the workshop.
            ContactWords::default()
                .extended_with("codebook/contacts.toml", text)
                .unwrap_or_else(|error| unreachable!("{error}"))
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
        let mut words = self.clone();
        for row in file.verb {
            index(&mut words.verbs, &row.lemmas, words.verb_rows.len());
            words.verb_rows.push(row);
        }
        for row in file.noun {
            index(&mut words.nouns, &row.lemmas, words.noun_rows.len());
            words.noun_rows.push(row);
        }
        for row in file.outlook {
            words.add_outlook(row);
        }
        for row in file.means {
            words.means.extend(row.words.into_iter().map(|word| (word, row.kind)));
        }
        words.parts.extend(file.part.into_iter().flat_map(|row| row.nouns));
        words.people.extend(file.people.into_iter().flat_map(|row| row.nouns));
        words.stalled.extend(file.stalled.into_iter().flat_map(|row| row.words));
        Ok(words)
    }

    fn add_outlook(&mut self, row: Outlook) {
        let lists = [
            (OutlookWord::Verb, &row.verbs),
            (OutlookWord::Noun, &row.nouns),
            (OutlookWord::Adjective, &row.adjectives),
            (OutlookWord::Preposition, &row.prepositions),
            (OutlookWord::Conjunction, &row.conjunctions),
        ];
        for (class, list) in lists {
            for word in list {
                self.outlooks.entry((class, word.clone())).or_default().push(self.outlook_rows.len());
            }
        }
        self.outlook_rows.push(row);
    }

    /// The rows of a verb's lemma.
    pub fn verb(&self, lemma: &str) -> impl Iterator<Item = &ContactVerb> {
        self.verbs.get(lemma).into_iter().flatten().filter_map(|&row| self.verb_rows.get(row))
    }

    /// The rows of a noun's form or lemma.
    pub fn noun(&self, word: &str) -> impl Iterator<Item = &ContactNoun> {
        self.nouns.get(word).into_iter().flatten().filter_map(|&row| self.noun_rows.get(row))
    }

    /// What a word says of a contact below it; of a verb the rows differ by their particles.
    pub fn outlook(&self, class: OutlookWord, word: &str) -> impl Iterator<Item = &Outlook> {
        let rows = self.outlooks.get(&(class, word.to_owned()));
        rows.into_iter().flatten().filter_map(|&row| self.outlook_rows.get(row))
    }

    /// The kind of contact that is had by such means: a call, by "telephone".
    pub fn kind_by_means(&self, word: &str) -> Option<ContactKind> {
        self.means.get(word).copied()
    }

    /// Is it a word for a part of a contact: "the end of the talks"?
    pub fn is_part(&self, noun: &str) -> bool {
        self.parts.contains(noun)
    }

    /// Is it a word for talks that don't move: "stalled", the "snag" that they hit?
    pub fn is_stalled(&self, word: &str) -> bool {
        self.stalled.contains(word)
    }

    /// Is it a noun for people who come for somebody: "delegates", of a word its lemma?
    pub fn is_people(&self, noun: &str) -> bool {
        self.people.contains(noun)
    }
}

fn index(index: &mut HashMap<String, Vec<usize>>, lemmas: &[String], row: usize) {
    for lemma in lemmas {
        index.entry(lemma.clone()).or_default().push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_loads_and_a_mistake_is_named_with_its_line() {
        let kinds: Vec<_> = ContactWords::builtin().verb("meet").map(|row| row.kind).collect();
        assert_eq!(kinds, [ContactKind::Meeting]);
        let wrong = "\n[[verb]]\nlemmas = [\"meet\"]\nkind = \"meting\"\n";
        let line = ContactWords::default().extended_with("my.toml", wrong).map(|_| ()).map_err(|error| error.line);
        assert_eq!(line, Err(4));
        let wrong = "[[outlook]]\nstatus = \"perhaps\"\n";
        let line = ContactWords::default().extended_with("my.toml", wrong).map(|_| ()).map_err(|error| error.line);
        assert_eq!(line, Err(2));
    }
}
