//! The codebook: what a political scientist tells the program about the world.
//!
//! Reads the tables of `codebook/*.toml` (states, organisations, outlets, offices, persons, places, given names,
//! terms) into one [`Codebook`], checks them against each other, and answers what a row of words names:
//!
//! ```
//! use rapporteur_record::codebook::{Codebook, NameKind};
//!
//! let words = ["the", "Russian", "deputy", "foreign", "minister"];
//! let codebook = Codebook::builtin();
//! let russian = codebook.longest_actor_at(&words, 1).unwrap();
//! assert_eq!((russian.actor.id.as_str(), russian.name.kind), ("rus", NameKind::Adjective));
//! assert_eq!(codebook.longest_office_at(&words, 2).unwrap().office.name, "foreign minister");
//! ```
//!
//! Words are those of spaCy's English tokeniser: "al-Shabaab" comes as three, "U.S." as one, "Russia's" as two.
//! A user's file has the same tables ([`Codebook::extended_with`]); its rows extend and override the built-in ones.
//! What a word means in its sentence is the reader's business: the codebook knows names, not grammar.
//!
//! To add a table: a module with its row type and its index, a field in `tables::Tables`, a line in `Codebook::add`.

mod actors;
mod contacts;
mod cues;
mod error;
mod events;
pub(crate) mod fold;
mod given_names;
mod keyed;
mod offices;
mod organisations;
mod outlets;
mod pattern;
mod persons;
mod phrases;
mod places;
mod responses;
mod sector;
mod sector_words;
mod states;
mod tables;
mod terms;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

pub use actors::{ActorEntry, ActorMatch, ActorName, Ambiguity, NameKind};
pub use contacts::{ContactNoun, ContactVerb, ContactWords, ObjectSlot, Outcome, Outlook, OutlookWord};
pub use cues::{Cue, Cues, Frame};
pub use error::{CodebookError, CodebookProblem};
pub use events::{EventFrame, EventWords, Governs, Light, PhraseWord, Slot, Together};
use jiff::civil::Date;
pub use offices::{Holder, Number, Office, OfficeMatch, Qualifier};
pub use persons::{PersonEntry, PersonForm, PersonMatch, Pronoun, Tenure};
pub use places::{PlaceEntry, PlaceKind, PlaceMatch};
pub use responses::{Answer, ProposalNoun, Responses};
pub use sector::Sector;
pub use sector_words::{SectorWord, SectorWords};
pub use states::Membership;
pub use terms::{Sense, TermMatch};

use actors::{Actors, Layer};
use given_names::GivenNames;
use offices::Offices;
use persons::Persons;
use places::Places;
use tables::{Source, Tables};
use terms::Terms;

/// The built-in files. Actors come before persons, whose parties they are.
const BUILTIN: [Source<'static>; 10] = [
    Source { file: "codebook/states.toml", text: include_str!("../../../../codebook/states.toml") },
    Source { file: "codebook/organisations.toml", text: include_str!("../../../../codebook/organisations.toml") },
    Source { file: "codebook/outlets.toml", text: include_str!("../../../../codebook/outlets.toml") },
    Source { file: "codebook/offices.toml", text: include_str!("../../../../codebook/offices.toml") },
    Source { file: "codebook/persons.toml", text: include_str!("../../../../codebook/persons.toml") },
    Source { file: "codebook/factbook.toml", text: include_str!("../../../../codebook/factbook.toml") },
    Source { file: "codebook/given_names.toml", text: include_str!("../../../../codebook/given_names.toml") },
    Source { file: "codebook/places.toml", text: include_str!("../../../../codebook/places.toml") },
    Source { file: "codebook/terms.toml", text: include_str!("../../../../codebook/terms.toml") },
    Source { file: "codebook/responses.toml", text: include_str!("../../../../codebook/responses.toml") },
];

/// All tables, ready to be asked. The same tables give the same answers, in the same order.
#[derive(Clone, Debug, Default)]
pub struct Codebook {
    actors: Actors,
    offices: Offices,
    persons: Persons,
    given_names: GivenNames,
    places: Places,
    terms: Terms,
    responses: Responses,
}

impl Codebook {
    /// The tables that come with the program, read at the first call.
    pub fn builtin() -> &'static Self {
        static BUILTIN_CODEBOOK: LazyLock<Codebook> = LazyLock::new(|| {
            // The tests load every built-in table, so that a mistake in one never leaves the workshop.
            Codebook::read_builtin().unwrap_or_else(|error| unreachable!("{error}"))
        });
        &BUILTIN_CODEBOOK
    }

    fn read_builtin() -> Result<Self, CodebookError> {
        let mut codebook = Self::default();
        let mut layer = Layer::new(BUILTIN[0]);
        // The next tables are parsed while one is taken in: whoever starts the program waits for this.
        std::thread::scope(|scope| {
            let (send, parsed) = std::sync::mpsc::channel();
            scope.spawn(move || {
                for source in BUILTIN {
                    // Nobody waits for the rest once one is mistaken.
                    drop(send.send((source, source.tables::<Tables>())));
                }
            });
            parsed.into_iter().try_for_each(|(source, tables)| {
                layer.source = source;
                codebook.add(&tables?, &mut layer)
            })
        })?;
        codebook.actors.index(&layer);
        codebook.check_parties(BUILTIN[1])?;
        Ok(codebook)
    }

    /// This codebook with the rows of one more file. A row whose `id` (a state's `code`, a person's `name`) is known
    /// extends that entry; a name that another entry held goes over to the later row.
    ///
    /// # Errors
    ///
    /// The first mistake of the file, with its line. Nothing is kept of a file with a mistake.
    pub fn extended_with(&self, file_name: &str, toml_text: &str) -> Result<Self, CodebookError> {
        let source = Source { file: file_name, text: toml_text };
        let mut codebook = self.clone();
        let mut layer = Layer::new(source);
        codebook.add(&source.tables::<Tables>()?, &mut layer)?;
        codebook.actors.index(&layer);
        codebook.check_parties(source)?;
        Ok(codebook)
    }

    fn add(&mut self, tables: &Tables, layer: &mut Layer<'_>) -> Result<(), CodebookError> {
        self.actors.add(&tables.state, layer)?;
        self.actors.add(&tables.organisation, layer)?;
        self.actors.add(&tables.outlet, layer)?;
        self.offices.add(&tables.office, &tables.qualifier);
        let actors = &self.actors;
        self.persons.add(&tables.person, layer.source, |id| actors.by_id(id).is_some())?;
        self.given_names.add(&tables.given_names);
        self.places.add(&tables.places);
        self.responses.add(&tables.answer, &tables.stance, &tables.proposal);
        self.terms.add(&tables.term, layer.source)
    }

    /// Every party and member that an entry names must be an entry.
    fn check_parties(&self, source: Source<'_>) -> Result<(), CodebookError> {
        for entry in self.actors.entries() {
            for id in entry.party.iter().chain(&entry.members) {
                if self.actors.by_id(id).is_none() {
                    return Err(source.error_in(0, id, CodebookProblem::UnknownParty { id: id.clone() }));
                }
            }
        }
        Ok(())
    }

    /// All actors: states, organisations, outlets, in the order of the tables.
    pub fn actors(&self) -> &[ActorEntry] {
        self.actors.entries()
    }

    /// The actor with that id: `rus`, `eu`.
    pub fn actor(&self, id: &str) -> Option<&ActorEntry> {
        self.actors.by_id(id)
    }

    /// The actor of that name, adjective, capital or seat, with or without "the". Where several share it ("Congo"), the
    /// first that the tables list; [`Codebook::actors_by_name`] gives all.
    pub fn actor_by_name(&self, name: &str) -> Option<&ActorEntry> {
        self.actors_by_name(name).next().map(|found| found.actor)
    }

    /// All actors of that name, with the kind of name that it is; `len` is 0, since no tokens were looked at.
    pub fn actors_by_name(&self, name: &str) -> impl Iterator<Item = ActorMatch<'_>> {
        self.actors.named(name)
    }

    /// The longest actor's name whose first token is `words[at]`, written as in the text: capitals count.
    pub fn longest_actor_at(&self, words: &[&str], at: usize) -> Option<ActorMatch<'_>> {
        self.actors.longest_at(words, at)
    }

    /// The longest office, with its qualifiers, whose first token is `words[at]`.
    pub fn longest_office_at(&self, words: &[&str], at: usize) -> Option<OfficeMatch<'_>> {
        self.offices.longest_at(words, at)
    }

    /// The longest qualifier of an office ("former", "deputy") whose first token is `words[at]`, with how many tokens it takes.
    pub fn office_qualifier_at(&self, words: &[&str], at: usize) -> Option<(usize, Qualifier)> {
        self.offices.qualifier_at(words, at)
    }

    /// All offices.
    pub fn offices(&self) -> &[Office] {
        self.offices.entries()
    }

    /// The longest person's name, full or short, whose first token is `words[at]`.
    pub fn longest_person_at(&self, words: &[&str], at: usize) -> Option<PersonMatch<'_>> {
        self.persons.longest_at(words, at)
    }

    /// All persons of that name, full or short.
    pub fn persons_by_name(&self, name: &str) -> impl Iterator<Item = &PersonEntry> {
        self.persons.named(name)
    }

    /// All persons.
    pub fn persons(&self) -> &[PersonEntry] {
        self.persons.entries()
    }

    /// Who held an office of `party` on that day with such an authority: the Russian principal on 2025-03-13.
    pub fn holders(&self, party: &str, authority: crate::Authority, day: Option<Date>) -> Vec<&PersonEntry> {
        let holds = |person: &&PersonEntry| {
            person.office_on(day).is_some_and(|tenure| tenure.party == party && tenure.authority == authority)
        };
        self.persons.entries().iter().filter(holds).collect()
    }

    /// The pronoun that usually goes with a given name; `None` for names that women and men bear.
    pub fn pronoun_of_given_name(&self, name: &str) -> Option<Pronoun> {
        self.given_names.pronoun(name)
    }

    /// The longest name of a place, no state and no capital, whose first token is `words[at]`.
    pub fn longest_place_at(&self, words: &[&str], at: usize) -> Option<PlaceMatch<'_>> {
        self.places.longest_at(words, at)
    }

    /// All places.
    pub fn places(&self) -> &[PlaceEntry] {
        self.places.entries()
    }

    /// The words of answering and proposing.
    pub fn responses(&self) -> &Responses {
        &self.responses
    }

    /// All words that speak of terms, in text order. `lemmas` helps with irregular forms ("withdrew"); where there are
    /// none, give an empty slice.
    pub fn terms_in(&self, words: &[&str], lemmas: &[&str]) -> Vec<TermMatch> {
        self.terms.find(words, lemmas)
    }
}
