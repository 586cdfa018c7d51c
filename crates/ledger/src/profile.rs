//! Whom a report is about, and what: by what it is held beside other reports when negotiations are made out.
//!
//! ```text
//! {"day":"2025-03-13","parties":[["rus","Russia",9],["ukr","Ukraine",7]],"persons":[["ada brandt",4]],"terms":[["ceasefire",6]]}
//! ```
//!
//! A profile is made of one reading and its report alone, so a report that comes in changes no other's. Profiles lie by
//! themselves: to group a hundred thousand reports no text and no reading needs to be opened. Whoever changes what a
//! profile holds adds a step to the schema that makes them anew; `verify` holds each beside its reading.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rapporteur_record::{Actor, ActorId, ActorKind, Reading, Term};
use serde::{Deserialize, Serialize};

use crate::error::LedgerError;
use crate::open::Ledger;
use crate::pack::unpacked;
use crate::schema;

/// Parties, persons and terms of a profile, at most of each; the rest are only touched on.
const MOST: usize = 5;

/// Whom a report is about, and what; by their names, or by the numbers of these among [`Profiles`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Profile<N = String> {
    pub(crate) day: Option<Date>,
    /// Key, name, and how many entries name it; the most named first.
    pub(crate) parties: Vec<(N, N, u32)>,
    /// Key, and how often the report speaks of it; the most spoken of first.
    pub(crate) persons: Vec<(N, u32)>,
    /// How many entries are about it; the most spoken of first.
    pub(crate) terms: Vec<(Term, u32)>,
}

impl Profile {
    pub(crate) fn of(day: Option<Date>, reading: &Reading) -> Self {
        let mut tally = Tally { reading, parties: BTreeMap::new(), terms: BTreeMap::new() };
        for one in &reading.statements {
            tally.note(one.speaker.iter().chain(&one.party), &one.about);
        }
        for one in &reading.contacts {
            tally.note(one.participants.iter().chain(&one.parties), &one.about);
        }
        for one in &reading.positions {
            tally.note([&one.party], &[one.term]);
        }
        for one in &reading.proposals {
            tally.note(one.tabled_by.iter().chain(one.responses.iter().map(|answer| &answer.party)), &one.terms);
        }
        let mut parties: Vec<_> = tally.parties.into_iter().map(|(key, (name, count))| (key, name, count)).collect();
        parties.sort_by(|one, other| (std::cmp::Reverse(one.2), &one.0).cmp(&(std::cmp::Reverse(other.2), &other.0)));
        parties.truncate(MOST);
        let persons = persons(reading);
        let mut terms: Vec<_> = tally.terms.into_iter().collect();
        terms.sort_by_key(|(term, count)| (std::cmp::Reverse(*count), *term));
        terms.truncate(MOST);
        Self { day, parties, persons, terms }
    }
}

impl<N> Profile<N> {
    /// The same with other names.
    fn renamed<M>(&self, mut to: impl FnMut(&N) -> M) -> Profile<M> {
        let parties = self.parties.iter().map(|(key, name, count)| (to(key), to(name), *count)).collect();
        let persons = self.persons.iter().map(|(key, count)| (to(key), *count)).collect();
        Profile { day: self.day, parties, persons, terms: self.terms.clone() }
    }
}

/// The number of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name(u32);

/// The profiles of many reports in little room: a hundred thousand reports name the same parties and persons. Numbers stand in
/// the order of the names.
pub(crate) struct Profiles {
    names: Vec<Box<str>>,
    /// By row.
    pub(crate) all: Vec<(i64, Profile<Name>)>,
}

impl Profiles {
    pub(crate) fn name(&self, name: Name) -> &str {
        self.names.get(name.0 as usize).map(Box::as_ref).unwrap_or_default()
    }
}

/// Profiles as they are gathered, names numbered as they come.
#[derive(Default)]
pub(crate) struct Gathering {
    numbers: HashMap<Box<str>, Name>,
    all: Vec<(i64, Profile<Name>)>,
}

impl Gathering {
    pub(crate) fn add(&mut self, row: i64, profile: &Profile) {
        let numbers = &mut self.numbers;
        let number = |name: &String| {
            let next = Name(numbers.len() as u32);
            match numbers.get(name.as_str()) {
                Some(known) => *known,
                None => *numbers.entry(name.as_str().into()).or_insert(next),
            }
        };
        self.all.push((row, profile.renamed(number)));
    }

    pub(crate) fn done(self) -> Profiles {
        let mut named: Vec<(Box<str>, Name)> = self.numbers.into_iter().collect();
        named.sort_unstable();
        let mut places = vec![Name::default(); named.len()];
        named.iter().zip(0..).for_each(|((_, number), place)| places[number.0 as usize] = Name(place));
        let mut all = self.all;
        all.iter_mut().for_each(|(_, profile)| *profile = profile.renamed(|name| places[name.0 as usize]));
        Profiles { names: named.into_iter().map(|(name, _)| name).collect(), all }
    }
}

/// The persons of whom most is said.
fn persons(reading: &Reading) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for person in reading.actors.iter().filter(|actor| actor.kind == ActorKind::Person) {
        *counts.entry(key_of(person)).or_default() += u32::try_from(person.mentions.len()).unwrap_or(u32::MAX);
    }
    let mut persons: Vec<_> = counts.into_iter().collect();
    persons.sort_by(|one, other| (std::cmp::Reverse(one.1), &one.0).cmp(&(std::cmp::Reverse(other.1), &other.0)));
    persons.truncate(MOST);
    persons
}

/// By what an actor is found in another report: one that the codebook does not know goes by its name.
fn key_of(actor: &Actor) -> String {
    actor.key.clone().unwrap_or_else(|| actor.name.to_lowercase())
}

struct Tally<'r> {
    reading: &'r Reading,
    parties: BTreeMap<String, (String, u32)>,
    terms: BTreeMap<Term, u32>,
}

impl<'r> Tally<'r> {
    /// One entry that names these actors and is about these terms; each counts once.
    fn note<'a>(&mut self, actors: impl IntoIterator<Item = &'a ActorId>, terms: &[Term]) {
        let sides: BTreeMap<String, &'r str> = actors.into_iter().filter_map(|actor| self.side(*actor)).collect();
        for (key, name) in sides {
            self.parties.entry(key).or_insert_with(|| (name.to_owned(), 0)).1 += 1;
        }
        terms.iter().for_each(|term| *self.terms.entry(*term).or_default() += 1);
    }

    /// The side of an actor, where it is one that can negotiate: its key and its name.
    fn side(&self, actor: ActorId) -> Option<(String, &'r str)> {
        let actor = self.reading.actors.get(actor.index())?;
        let side = actor.party.and_then(|party| self.reading.actors.get(party.index())).unwrap_or(actor);
        let negotiates =
            matches!(side.kind, ActorKind::State | ActorKind::ArmedGroup | ActorKind::Organisation | ActorKind::Bloc);
        negotiates.then_some((key_of(side), side.name.as_str()))
    }
}

impl Ledger {
    /// The profile of each report that has a reading, by row.
    pub(crate) fn profiles(&self) -> Result<Profiles, LedgerError> {
        let mut gathering = Gathering::default();
        if self.has_profiles()? {
            self.in_parallel(
                "SELECT report, CAST(content AS BLOB) FROM profile ORDER BY report",
                None,
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)),
                |(row, content)| {
                    let profile = serde_json::from_slice::<Profile>(&content);
                    Ok((row, profile.map_err(|error| (row, format!("its profile: {error}")))?))
                },
                |(row, profile)| gathering.add(row, &profile),
            )?;
        }
        self.profiles_missing(&mut gathering)?;
        let mut profiles = gathering.done();
        profiles.all.sort_unstable_by_key(|(row, _)| *row);
        Ok(profiles)
    }

    /// The profiles of readings that were made before there were any.
    fn profiles_missing(&self, gathering: &mut Gathering) -> Result<(), LedgerError> {
        let without = if self.has_profiles()? { "WHERE report NOT IN (SELECT report FROM profile)" } else { "" };
        let query = format!(
            "SELECT report, published, entries FROM reading JOIN report ON report.row = reading.report {without}"
        );
        self.each(
            &query,
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, Vec<u8>>(2)?)),
            |(row, day, entries)| {
                let reading: Reading = unpacked(&entries).map_err(|problem| self.false_row(row, problem))?;
                gathering.add(row, &Profile::of(day.and_then(|day| day.parse().ok()), &reading));
                Ok(())
            },
        )
    }

    /// Profiles of ledgers before the third version say less, and are made anew.
    fn has_profiles(&self) -> Result<bool, LedgerError> {
        Ok(schema::version(&self.connection).map_err(|error| self.meant(error))? > 2)
    }
}
