//! Actors that the codebook knows: states, organisations, outlets, by every name that reports give them.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toml::Spanned;

use super::error::{CodebookError, CodebookProblem};
use super::fold::fold;
use super::phrases::{Capitals, Phrases};
use super::sector::Sector;
use super::states::Membership;
use super::tables::Source;
use crate::ActorKind;

/// An actor of the codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActorEntry {
    /// `rus`, `hamas`: unique in the codebook. A state's is its code in small letters.
    pub id: String,
    /// The name that the record shows.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// ISO 3166 alpha-3 of its state, or PLOVER's code for what has none (`IGO`, `UNO`, `EUR`, `NGO`, `IMG`, `MNC`).
    pub country: Option<String>,
    /// What it is in its country, the main one first; empty for a state.
    pub sectors: Vec<Sector>,
    /// Id of the party it speaks for where that is another one: `usa` for the Pentagon.
    pub party: Option<String>,
    /// Ids of a bloc's members, where the codebook lists them.
    pub members: Vec<String>,
    /// A state's place in the United Nations; `None` for other actors.
    pub membership: Option<Membership>,
    /// Every name, the main one first.
    pub names: Vec<ActorName>,
}

/// One name of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActorName {
    /// The name as the table writes it.
    pub text: String,
    /// How it names the actor.
    pub kind: NameKind,
    /// What else a text may mean by it.
    pub ambiguity: Option<Ambiguity>,
}

/// How a name names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A proper name: "Russia", "Russian Federation".
    Name,
    /// "Russian": before a noun it says whose.
    Adjective,
    /// "Russians", "a Briton": people, not the party itself.
    People,
    /// "Moscow": the government, or the city.
    Capital,
    /// "the Kremlin", "Downing Street": the government, seldom the place.
    Seat,
}

/// What else may be meant by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ambiguity {
    /// A person: "Jordan", "Chad".
    Person,
    /// Another place: "Georgia", the state of the USA.
    Place,
    /// Another actor of the codebook: "Congo", "Korean", "GNU".
    Actor,
    /// A common word at the start of a sentence or in capitals: "Turkey", "WHO".
    Word,
}

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActorMatch<'a> {
    /// Tokens that the name takes.
    pub len: usize,
    /// Whose name it is; the first that the codebook lists where several share it.
    pub actor: &'a ActorEntry,
    /// The name.
    pub name: &'a ActorName,
}

/// A row of a table that makes an actor.
pub(super) trait ActorRow {
    fn entry(&self) -> ActorEntry;
}

impl ActorEntry {
    pub(super) fn new(id: String, name: &str, kind: ActorKind) -> Self {
        let main = ActorName { text: name.to_owned(), kind: NameKind::Name, ambiguity: None };
        Self {
            id,
            name: name.to_owned(),
            kind,
            country: None,
            sectors: Vec::new(),
            party: None,
            members: Vec::new(),
            membership: None,
            names: vec![main],
        }
    }

    pub(super) fn add_names(&mut self, kind: NameKind, names: &[String]) {
        let named = |text: &String| ActorName { text: text.clone(), kind, ambiguity: None };
        self.names.extend(names.iter().map(named));
    }

    pub(super) fn mark_ambiguous(&mut self, marks: &BTreeMap<String, Ambiguity>) {
        for name in &mut self.names {
            name.ambiguity = marks.get(&name.text).copied().or(name.ambiguity);
        }
    }

    /// Names of one kind.
    pub fn names_of(&self, kind: NameKind) -> impl Iterator<Item = &str> {
        self.names.iter().filter(move |name| name.kind == kind).map(|name| name.text.as_str())
    }

    /// Takes over what a row of a later file says of the same actor; what that row leaves open stays.
    fn extend(&mut self, later: Self) {
        self.name = later.name;
        self.kind = later.kind;
        self.country = later.country.or(self.country.take());
        self.party = later.party.or(self.party.take());
        self.membership = later.membership.or(self.membership);
        if !later.sectors.is_empty() {
            self.sectors = later.sectors;
        }
        if !later.members.is_empty() {
            self.members = later.members;
        }
        let mut names = later.names;
        let known = |names: &[ActorName], name: &ActorName| names.iter().any(|n| n.text == name.text);
        for name in self.names.drain(..) {
            if !known(&names, &name) {
                names.push(name);
            }
        }
        self.names = names;
    }
}

/// `Islamic State` becomes `islamic-state`.
pub(super) fn slug(name: &str) -> String {
    fold(name).replace(|letter: char| !letter.is_alphanumeric(), "-")
}

/// All actors, by id and by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Actors {
    entries: Vec<ActorEntry>,
    by_id: HashMap<String, u32>,
    names: Phrases<(u32, u32)>,
}

impl Actors {
    /// Adds the rows of one file; an id that an earlier file used extends that entry.
    pub(super) fn add<R: ActorRow>(&mut self, rows: &[Spanned<R>], layer: &mut Layer<'_>) -> Result<(), CodebookError> {
        for row in rows {
            let (at, entry) = (row.span().start, row.get_ref().entry());
            layer.check(at, &entry)?;
            match self.by_id.get(&entry.id).and_then(|index| self.entries.get_mut(*index as usize)) {
                Some(known) => known.extend(entry),
                None => {
                    self.by_id.insert(entry.id.clone(), self.entries.len() as u32);
                    self.entries.push(entry);
                }
            }
        }
        Ok(())
    }

    /// Takes from all other actors the names that a later file gave away, then builds the index.
    pub(super) fn index(&mut self, layer: &Layer<'_>) {
        self.names = Phrases::default();
        for (number, entry) in self.entries.iter_mut().enumerate() {
            entry.names.retain(|name| {
                let holders = layer.holders.get(&fold(&name.text));
                holders.is_none_or(|holders| name.ambiguity.is_some() || holders.contains(&entry.id))
            });
            for (which, name) in entry.names.iter().enumerate() {
                self.names.insert(&name.text, Capitals::of(&name.text), (number as u32, which as u32));
            }
        }
    }

    pub(super) fn entries(&self) -> &[ActorEntry] {
        &self.entries
    }

    pub(super) fn by_id(&self, id: &str) -> Option<&ActorEntry> {
        self.entries.get(*self.by_id.get(id)? as usize)
    }

    /// All actors of that name, as the codebook lists them.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = ActorMatch<'_>> {
        let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        let found: Vec<_> = self.names.written(name).copied().collect();
        found.into_iter().filter_map(move |place| self.at(place, 0))
    }

    pub(super) fn longest_at(&self, words: &[&str], at: usize) -> Option<ActorMatch<'_>> {
        let (len, mut places) = self.names.longest_at(words, at)?;
        self.at(*places.next()?, len)
    }

    fn at(&self, (entry, name): (u32, u32), len: usize) -> Option<ActorMatch<'_>> {
        let actor = self.entries.get(entry as usize)?;
        Some(ActorMatch { len, actor, name: actor.names.get(name as usize)? })
    }
}

/// What one file (or the built-in tables together) claims, to find rows that contradict each other.
pub(super) struct Layer<'a> {
    pub(super) source: Source<'a>,
    ids: HashMap<String, ()>,
    /// Folded name to the ids of those that hold it, and whether all marked it as ambiguous.
    holders: HashMap<String, Vec<String>>,
    unmarked: HashMap<String, String>,
}

impl<'a> Layer<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        Self { source, ids: HashMap::new(), holders: HashMap::new(), unmarked: HashMap::new() }
    }

    fn check(&mut self, at: usize, entry: &ActorEntry) -> Result<(), CodebookError> {
        if self.ids.insert(entry.id.clone(), ()).is_some() {
            return Err(self.source.error(at, CodebookProblem::DuplicateId { id: entry.id.clone() }));
        }
        for name in &entry.names {
            self.claim(at, entry, name)?;
        }
        Ok(())
    }

    fn claim(&mut self, at: usize, entry: &ActorEntry, name: &ActorName) -> Result<(), CodebookError> {
        let key = fold(&name.text);
        if key.is_empty() {
            return Err(self.source.error_in(at, &name.text, CodebookProblem::EmptyName));
        }
        let holders = self.holders.entry(key.clone()).or_default();
        if holders.contains(&entry.id) {
            return Ok(());
        }
        let shared = name.ambiguity == Some(Ambiguity::Actor);
        if let Some(holder) = holders.first().filter(|_| !shared).or_else(|| self.unmarked.get(&key)) {
            let problem = CodebookProblem::DuplicateName { name: name.text.clone(), holder: holder.clone() };
            return Err(self.source.error_in(at, &name.text, problem));
        }
        if !shared {
            self.unmarked.insert(key, entry.id.clone());
        }
        holders.push(entry.id.clone());
        Ok(())
    }
}
