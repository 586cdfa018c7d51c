//! Mentions: who is spoken of, where, and which mentions are of the same actor.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rapporteur_language::Doc;
use rapporteur_record::codebook::Codebook;
use rapporteur_record::{Actor, ActorId, ActorKind, AtLeastOne, Span};

/// The actors of a report and the tokens that refer to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    actors: Vec<Actor>,
    by_head: BTreeMap<usize, Vec<ActorId>>,
}

impl Mentions {
    /// Finds the mentions of a parsed report and resolves them.
    pub fn of(doc: &Doc, codebook: &Codebook, _published: Option<Date>) -> Self {
        let mut mentions = Self::default();
        for entity in doc.entities().iter().filter(|entity| matches!(entity.label, "PERSON" | "GPE")) {
            let range = entity.start as usize..entity.end as usize;
            let bytes = doc.bytes(range.clone());
            let span = Span { start: bytes.start as u32, end: bytes.end as u32 };
            let name = doc.slice(range.clone());
            let known = codebook.actor_by_name(name);
            let name = known.map_or(name, |entry| entry.name.as_str()).to_owned();
            let id = mentions.actor_of_name(name, known.map_or(ActorKind::Person, |entry| entry.kind), span);
            mentions.by_head.insert(range.end - 1, vec![id]);
        }
        mentions
    }

    fn actor_of_name(&mut self, name: String, kind: ActorKind, span: Span) -> ActorId {
        if let Some(at) = self.actors.iter().position(|actor| actor.name == name) {
            self.actors[at].mentions.push(span);
            return ActorId(at as u32);
        }
        let id = ActorId(self.actors.len() as u32);
        let party = kind.can_be_party().then_some(id);
        self.actors.push(Actor {
            name,
            kind,
            code: None,
            sector: None,
            party,
            office: None,
            authority: None,
            aliases: Vec::new(),
            mentions: AtLeastOne::one(span),
            key: None,
        });
        id
    }

    /// The actors, in the order of their first mentions.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// All actors, given up.
    pub fn into_actors(self) -> Vec<Actor> {
        self.actors
    }

    /// Whom the noun phrase or pronoun headed by that token refers to; several for "the two presidents" and "they".
    /// Conjuncts are not included: of "A and B", headed by A, only A.
    pub fn referents(&self, head: usize) -> &[ActorId] {
        self.by_head.get(&head).map_or(&[], Vec::as_slice)
    }

    /// The one actor that the phrase refers to; `None` where there are none or several.
    pub fn referent(&self, head: usize) -> Option<ActorId> {
        match self.referents(head) {
            &[actor] => Some(actor),
            _ => None,
        }
    }
}
