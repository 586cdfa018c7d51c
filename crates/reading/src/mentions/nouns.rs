//! The words of `codebook/mentions.toml`: nouns that name actors, and what tells one name from another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rapporteur_record::ActorKind;
use rapporteur_record::codebook::Pronoun;

/// What a common noun may mean as an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Noun {
    /// The state itself: "the government".
    Government,
    /// A body that speaks for its party: "the ministry".
    Institution,
    /// An armed group.
    Force,
    /// States that act as one.
    Bloc,
    /// A firm.
    Company,
    /// A workers' union.
    Union,
    /// Some other organisation.
    Organisation,
    /// A state.
    Country,
    /// A paper, an agency.
    Outlet,
    /// One side of a negotiation.
    Side,
    /// Someone.
    Person,
}

/// What the last word of a proper name says that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum NameWord {
    /// An armed group.
    ArmedGroup,
    /// A bloc.
    Bloc,
    /// An organisation.
    Organisation,
    /// A paper, a broadcaster.
    Outlet,
    /// No actor.
    Place,
}

impl NameWord {
    /// The kind of the actor so named; `None` for a place.
    pub(super) fn kind(self) -> Option<ActorKind> {
        match self {
            Self::ArmedGroup => Some(ActorKind::ArmedGroup),
            Self::Bloc => Some(ActorKind::Bloc),
            Self::Organisation => Some(ActorKind::Organisation),
            Self::Outlet => Some(ActorKind::Outlet),
            Self::Place => None,
        }
    }
}

#[derive(serde::Deserialize)]
struct Row<T> {
    words: Vec<String>,
    means: T,
}

#[derive(serde::Deserialize)]
struct Words {
    words: BTreeSet<String>,
}

#[derive(serde::Deserialize)]
struct Titles {
    he: BTreeSet<String>,
    she: BTreeSet<String>,
    any: BTreeSet<String>,
}

#[derive(serde::Deserialize)]
struct Typical {
    offices: Vec<String>,
    of: Vec<String>,
}

/// What a word tells that speaks without a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    /// "One said": of several told before.
    One,
    /// "Another said".
    Other,
    /// "A third said".
    Next,
    /// "Some said".
    Several,
    /// "Both said".
    All,
}

#[derive(serde::Deserialize)]
struct WithoutNoun {
    one: BTreeSet<String>,
    other: BTreeSet<String>,
    next: BTreeSet<String>,
    several: BTreeSet<String>,
    all: BTreeSet<String>,
}

#[derive(serde::Deserialize)]
struct OneOfPeople {
    ends: Vec<String>,
    words: BTreeSet<String>,
}

#[derive(serde::Deserialize)]
struct File {
    typical: Vec<Typical>,
    noun: Vec<Row<Noun>>,
    name: Vec<Row<NameWord>>,
    title: Titles,
    particle: Words,
    pair: Words,
    document: Words,
    rebels: Words,
    without_noun: WithoutNoun,
    one_of_people: OneOfPeople,
}

/// The tables, ready to be asked.
pub(super) struct Nouns {
    nouns: BTreeMap<String, Vec<Noun>>,
    names: BTreeMap<String, NameWord>,
    titles: Titles,
    particles: BTreeSet<String>,
    pairs: BTreeSet<String>,
    documents: BTreeSet<String>,
    rebels: BTreeSet<String>,
    without_noun: WithoutNoun,
    one_of_people: OneOfPeople,
    typical: BTreeMap<String, Vec<String>>,
}

impl Nouns {
    /// The tables that come with the program.
    pub(super) fn builtin() -> &'static Self {
        static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
            let text = include_str!("../../../../codebook/mentions.toml");
            // A test loads the table, so that a mistake in it never leaves the workshop.
            Nouns::from_toml(text).unwrap_or_else(|error| unreachable!("{error}"))
        });
        &NOUNS
    }

    fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut nouns: BTreeMap<String, Vec<Noun>> = BTreeMap::new();
        for row in &file.noun {
            row.words.iter().for_each(|word| nouns.entry(word.clone()).or_default().push(row.means));
        }
        let names = file.name.iter().flat_map(|row| row.words.iter().map(|word| (word.clone(), row.means))).collect();
        Ok(Self {
            nouns,
            names,
            titles: file.title,
            particles: file.particle.words,
            pairs: file.pair.words,
            documents: file.document.words,
            rebels: file.rebels.words,
            without_noun: file.without_noun,
            one_of_people: file.one_of_people,
            typical: file
                .typical
                .iter()
                .flat_map(|row| row.offices.iter().map(|office| (office.clone(), row.of.clone())))
                .collect(),
        })
    }

    /// What a noun, by its lemma, may mean; empty where it means no actor.
    pub(super) fn of(&self, lemma: &str) -> &[Noun] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// What a proper name with that last word names.
    pub(super) fn name_word(&self, word: &str) -> Option<NameWord> {
        self.names.get(word).copied()
    }

    /// The pronoun that a title before a name tells; `None` where the word is no title.
    pub(super) fn title(&self, word: &str) -> Option<Option<Pronoun>> {
        if self.titles.he.contains(word) {
            Some(Some(Pronoun::He))
        } else if self.titles.she.contains(word) {
            Some(Some(Pronoun::She))
        } else {
            self.titles.any.contains(word).then_some(None)
        }
    }

    /// Of whom, by the codebook's ids, an office of that name is where no report says it; empty where it may be anybody's.
    pub(super) fn typical(&self, office: &str) -> &[String] {
        self.typical.get(office).map_or(&[], Vec::as_slice)
    }

    /// Is it a small word inside names ("bin", "de")?
    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// Is it something written, which says what its author says ("the letter")?
    pub(super) fn is_document(&self, lemma: &str) -> bool {
        self.documents.contains(lemma)
    }

    /// Are those so called in arms against a state, and no part of it ("rebels")?
    pub(super) fn are_rebels(&self, lemma: &str) -> bool {
        self.rebels.contains(lemma)
    }

    /// What a word tells that speaks without a noun; `None` where it can't.
    pub(super) fn without_noun(&self, word: &str) -> Option<Bare> {
        let word = word.to_lowercase();
        let rows = &self.without_noun;
        let all = [
            (&rows.one, Bare::One),
            (&rows.other, Bare::Other),
            (&rows.next, Bare::Next),
            (&rows.several, Bare::Several),
            (&rows.all, Bare::All),
        ];
        all.into_iter().find(|(words, _)| words.contains(&word)).map(|(_, bare)| bare)
    }

    /// Is it one person of a people ("Kenyan", "Pole"), and not all of it ("French")?
    pub(super) fn is_one_of_people(&self, word: &str) -> bool {
        let ends = self.one_of_people.ends.iter().any(|end| word.ends_with(end.as_str()));
        ends || self.one_of_people.words.contains(word)
    }

    /// Does the word tell of two?
    pub(super) fn is_pair(&self, word: &str) -> bool {
        self.pairs.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_loads() {
        let nouns = Nouns::builtin();
        assert_eq!(nouns.of("government").first(), Some(&Noun::Government));
        assert_eq!(nouns.name_word("Gazette").and_then(NameWord::kind), Some(ActorKind::Outlet));
        assert_eq!(nouns.title("Mr."), Some(Some(Pronoun::He)));
        assert!(nouns.is_particle("bin") && nouns.is_pair("both"));
    }
}
