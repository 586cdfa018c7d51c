//! Mentions: who is spoken of, and which words mean whom.
//!
//! Takes a parsed [`Doc`] and the [`Codebook`] and gives the report's [`Actor`]s, and of each noun, name and pronoun the
//! actor that it refers to.
//!
//! ```text
//! Norland’s envoy, Ada Brandt, met the rebels. She called them “patient”, a person close to the group said.
//! nor              brandt          nlf         brandt      nlf            unnamed, on the side of nlf
//! ```
//!
//! The report's own words come first; the codebook helps where they are silent. In order: what the codebook knows of the
//! words ([`text`]), proper names and what they name ([`names`], [`people`], [`bodies`], [`places`]), what is said of
//! persons beside their names ([`portraits`], [`behalf`]) and in the other reports ([`Cast`]) or may be guessed from all of them
//! ([`allegiance`]), nouns ([`nominals`], [`descriptions`], [`institutions`], [`groups`]), [`pronouns`] and [`first_person`]s, and the [`actors`] made of
//! it all. The sieves are those of Lee et al. (Computational Linguistics 39, 2013), cut down to one pass for names and one from left to right
//! for the rest. Every search for someone looks back a fixed number of mentions, so that time is linear in the text.
//!
//! Who spoke is left to the statements, and so is the right with which somebody spoke for somebody else.

mod actors;
mod allegiance;
mod behalf;
mod bodies;
mod cast;
mod clusters;
mod descriptions;
mod entities;
mod first_person;
mod groups;
mod headline;
mod home;
mod institutions;
mod names;
mod nominals;
mod nouns;
mod people;
mod persons_or_not;
mod phrase;
mod places;
mod portraits;
mod pronoun_weights;
mod pronouns;
mod rebels;
mod resolver;
#[cfg(test)]
mod tests;
mod text;
mod things;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rapporteur_language::Doc;
use rapporteur_record::codebook::Codebook;
use rapporteur_record::{Actor, ActorId};

pub use cast::{Cast, Explained, Telling};
pub use clusters::{Cluster, json_line};
use resolver::Resolver;
use text::Text;

/// The actors of a report and the tokens that refer to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    actors: Vec<Actor>,
    by_head: BTreeMap<usize, Reference>,
    places: BTreeMap<usize, String>,
    clusters: Vec<Cluster>,
    behalf: BTreeMap<usize, ActorId>,
    together: BTreeMap<usize, ActorId>,
    /// Those who mediate, as the report tells.
    mediators: BTreeSet<ActorId>,
    /// What the report tells of its persons, for the cast.
    told: Telling,
}

/// What a token refers to.
#[derive(Clone, Debug, Default, PartialEq)]
struct Reference {
    /// The one actor, or the group.
    one: Option<ActorId>,
    /// Those whom a group is made of, or the one.
    all: Vec<ActorId>,
}

impl Mentions {
    /// Finds the mentions of a parsed report and resolves them, by the report's own words and the codebook.
    pub fn of(doc: &Doc, codebook: &Codebook, published: Option<Date>) -> Self {
        Self::with_cast(doc, codebook, published, &Cast::default(), &BTreeSet::new())
    }

    /// The same, with what other reports of the negotiation tell of the persons in it. `sources`: heads of the phrases to
    /// which words are attributed; whoever speaks is someone.
    pub fn with_cast(
        doc: &Doc,
        codebook: &Codebook,
        published: Option<Date>,
        cast: &Cast,
        sources: &BTreeSet<usize>,
    ) -> Self {
        let text = Text::new(doc, codebook, published);
        let mut resolver = Resolver::new(&text, cast, sources);
        resolver.resolve_names();
        resolver.governing = allegiance::governing(&resolver);
        resolver.read_portraits();
        cast::complete(&mut resolver, cast);
        actors::complete_persons(&mut resolver);
        resolver.read_on();
        actors::complete_offices(&mut resolver);
        actors::complete_voices(&mut resolver);
        actors::show_parties(&mut resolver);
        let (actors, actor_of) = actors::assemble(&resolver);
        let mut mentions = Self {
            actors,
            clusters: clusters::of(&resolver),
            told: Telling {
                persons: cast::told(&resolver),
                bodies: cast::told_bodies(&resolver),
                weights: resolver.weights.clone(),
                asked: cast::asked(&resolver),
                sides: cast::sides(&resolver),
                offices: Some(cast::offices(&resolver)),
            },
            ..Self::default()
        };
        for (entity, actor) in resolver.entities.iter().zip(&actor_of) {
            let mediates = entity.entry.is_some_and(|entry| resolver.mediators.contains(&entry.id));
            mentions.mediators.extend(actor.filter(|_| mediates));
        }
        for (head, party) in &resolver.behalf {
            let party = actor_of.get(party.index()).copied().flatten();
            mentions.behalf.extend(party.map(|party| (*head, party)));
        }
        for (at, party) in &resolver.spoken_for {
            let one = actor_of.get(party.index()).copied().flatten();
            mentions.by_head.extend(one.map(|one| (*at, Reference { one: Some(one), all: vec![one] })));
        }
        for (head, group) in &resolver.together {
            let group = actor_of.get(group.index()).copied().flatten();
            mentions.together.extend(group.map(|group| (*head, group)));
        }
        for (at, number) in resolver.mention_of.iter().enumerate() {
            let Some(mention) = number.and_then(|number| resolver.mentions.get(number as usize)) else { continue };
            let entity = resolver.entity(mention.entity);
            let actor = |id: entities::EntityId| actor_of.get(id.index()).copied().flatten();
            if entity.kind == entities::Kind::Place {
                mentions.places.insert(at, entity.name.clone());
            }
            let Some(one) = actor(mention.entity) else { continue };
            let members: Vec<ActorId> = entity.members.iter().filter_map(|member| actor(*member)).collect();
            let all = if members.is_empty() { vec![one] } else { members };
            mentions.by_head.insert(at, Reference { one: Some(one), all });
        }
        mentions
    }

    /// The actors, in the order of their first mentions.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// Does the report tell that the actor mediates between others?
    pub fn mediates(&self, actor: ActorId) -> bool {
        self.mediators.contains(&actor)
    }

    /// All actors, given up.
    pub fn into_actors(self) -> Vec<Actor> {
        self.actors
    }

    /// What the report tells for the cast, all else given up.
    pub fn into_told(self) -> Telling {
        self.told
    }

    /// Whom the noun phrase or pronoun headed by that token refers to; several for "the two presidents" and "both sides".
    /// Conjuncts are not included: of "A and B", headed by A, only A.
    pub fn referents(&self, head: usize) -> &[ActorId] {
        self.by_head.get(&head).map_or(&[], |reference| reference.all.as_slice())
    }

    /// The one actor that the phrase refers to: a person, a party, or the group itself for "both sides"; `None` where
    /// there is none.
    pub fn referent(&self, head: usize) -> Option<ActorId> {
        self.by_head.get(&head)?.one
    }

    /// The group of those who act together, at the head of the first: "A" of "A and B said".
    pub fn together(&self, head: usize) -> Option<ActorId> {
        self.together.get(&head).copied()
    }

    /// For whom the actor named there speaks on that occasion: the coalition, at the head of "Norland" in "Norland, on
    /// behalf of the coalition,".
    pub fn represented(&self, head: usize) -> Option<ActorId> {
        self.behalf.get(&head).copied()
    }

    /// The place that a name names where it stands for no actor: "Geneva", "Moscow" in "arrived in Moscow".
    pub fn place(&self, head: usize) -> Option<&str> {
        self.places.get(&head).map(String::as_str)
    }

    /// The mentions that refer to one another, those of places included; for measuring and debugging.
    pub fn clusters(&self) -> &[Cluster] {
        &self.clusters
    }
}
