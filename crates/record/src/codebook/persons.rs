//! Persons who have held an office that everybody knows.
//!
//! Only a help where a report is silent: what the report says of a person comes first, and of a person's offices
//! only the one held on the day of the report counts.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::error::{CodebookError, CodebookProblem};
use super::keyed::Keyed;
use super::phrases::{Capitals, Phrases};
use super::tables::Source;
use crate::Authority;

/// A row of `codebook/persons.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonRow {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    surnames: Vec<String>,
    #[serde(default)]
    pronoun: Option<Pronoun>,
    #[serde(default)]
    held: Vec<HeldRow>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeldRow {
    office: String,
    of: String,
    authority: Authority,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
}

/// How English speaks of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pronoun {
    /// he, him, his
    He,
    /// she, her
    She,
    /// Names that men and women bear; persons who want it.
    They,
}

/// A person of the codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PersonEntry {
    /// The full name.
    pub name: String,
    /// Other full names and spellings.
    pub aliases: Vec<String>,
    /// What reports call the person for short: "Zelensky", "Lula", "Xi".
    pub surnames: Vec<String>,
    /// `None` where the codebook does not know.
    pub pronoun: Option<Pronoun>,
    /// Offices held, as the table lists them.
    pub held: Vec<Tenure>,
}

/// An office that a person held.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tenure {
    /// The office, as a report would call it.
    pub office: String,
    /// Id of the state or organisation.
    pub party: String,
    /// With what right its holder speaks.
    pub authority: Authority,
    /// First day; `None` where the codebook does not say.
    pub from: Option<Date>,
    /// Last day, included; `None` where it is held still or the codebook does not say.
    pub to: Option<Date>,
}

/// A person found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PersonMatch<'a> {
    /// Tokens that the name takes.
    pub len: usize,
    /// The person; the first that the codebook lists where several share the name.
    pub person: &'a PersonEntry,
    /// The full name, or a short one that others may share.
    pub form: PersonForm,
}

/// Which name of a person a text uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonForm {
    /// "Volodymyr Zelensky".
    Full,
    /// "Zelensky": little evidence, since namesakes are many.
    Short,
}

impl PersonEntry {
    /// The office held on that day; without a day, the last that the table lists. Open ends hold.
    pub fn office_on(&self, day: Option<Date>) -> Option<&Tenure> {
        let Some(day) = day else { return self.held.last() };
        let began = |tenure: &Tenure| tenure.from.is_none_or(|from| from <= day);
        let ended = |tenure: &Tenure| tenure.to.is_some_and(|to| to < day);
        self.held.iter().rev().find(|tenure| began(tenure) && !ended(tenure))
    }
}

/// All persons, by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Persons {
    entries: Vec<PersonEntry>,
    by_name: Keyed<String, u32>,
    names: Phrases<(u32, PersonForm)>,
}

impl Persons {
    /// Adds the rows of one file; `known` says which ids are parties.
    pub(super) fn add(
        &mut self,
        rows: &[Spanned<PersonRow>],
        source: Source<'_>,
        known: impl Fn(&str) -> bool,
    ) -> Result<(), CodebookError> {
        for row in rows {
            let entry = person(row.get_ref(), row.span().start, source, &known)?;
            match self.by_name.get(&entry.name).and_then(|index| self.entries.get_mut(*index as usize)) {
                Some(known) => *known = entry,
                None => {
                    self.by_name.insert(entry.name.clone(), self.entries.len() as u32);
                    self.entries.push(entry);
                }
            }
        }
        self.index();
        Ok(())
    }

    fn index(&mut self) {
        self.names = Phrases::default();
        for (number, entry) in self.entries.iter().enumerate() {
            let full = entry.aliases.iter().chain([&entry.name]).map(|name| (name, PersonForm::Full));
            let short = entry.surnames.iter().map(|name| (name, PersonForm::Short));
            for (name, form) in full.chain(short) {
                self.names.insert(name, Capitals::of(name).min(Capitals::First), (number as u32, form));
            }
        }
    }

    pub(super) fn entries(&self) -> &[PersonEntry] {
        &self.entries
    }

    pub(super) fn longest_at(&self, words: &[&str], at: usize) -> Option<PersonMatch<'_>> {
        let (len, mut found) = self.names.longest_at(words, at)?;
        let (index, form) = *found.next()?;
        Some(PersonMatch { len, person: self.entries.get(index as usize)?, form })
    }

    /// All persons of that name, full or short.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &PersonEntry> {
        self.names.all(name).filter_map(|(index, _)| self.entries.get(*index as usize))
    }
}

fn person(
    row: &PersonRow,
    at: usize,
    source: Source<'_>,
    known: impl Fn(&str) -> bool,
) -> Result<PersonEntry, CodebookError> {
    let day = |text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => {
            text.parse().map(Some).map_err(|_| source.error_in(at, text, CodebookProblem::Date { text: text.clone() }))
        }
    };
    let mut held = Vec::with_capacity(row.held.len());
    for tenure in &row.held {
        if !known(&tenure.of) {
            return Err(source.error_in(at, &tenure.of, CodebookProblem::UnknownParty { id: tenure.of.clone() }));
        }
        held.push(Tenure {
            office: tenure.office.clone(),
            party: tenure.of.clone(),
            authority: tenure.authority,
            from: day(&tenure.from)?,
            to: day(&tenure.to)?,
        });
    }
    let mut surnames = row.surnames.clone();
    if surnames.is_empty() {
        let full = row.aliases.iter().chain([&row.name]);
        surnames.extend(full.filter_map(|name| name.rsplit_once(' ')).map(|(_, last)| last.to_owned()));
        surnames.sort();
        surnames.dedup();
    }
    Ok(PersonEntry { name: row.name.clone(), aliases: row.aliases.clone(), surnames, pronoun: row.pronoun, held })
}
