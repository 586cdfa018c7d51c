//! The actors of all readings, as told, in little room: most tellings say of somebody what earlier ones said.
//!
//! ```text
//! r1  Norland, state, NOR      ┐ one description, two tellings, each with its own mentions and party
//! r2  Norland, state, NOR      ┘
//! r2  Norland, state           another description
//! ```

use std::collections::HashMap;
use std::num::NonZeroU32;

use super::ids::{TellingId, TellingIds};
use super::lists::key_of;
use super::names::slug;
use super::texts::{TextId, Texts};
use crate::entries::Actor;
use crate::{ActorKind, Authority, ReportId, Span};

/// The actors of all readings. Lists of them lie behind one another: there are many, and most are short.
#[derive(Default)]
pub(crate) struct ToldActors {
    pub(crate) all: Vec<ToldActor>,
    pub(crate) texts: Texts,
    descriptions: Vec<Described>,
    aliases: Vec<TextId>,
    /// By hash, or by one of the numbers behind it where two have one hash.
    known: HashMap<u64, DescriptionId, foldhash::fast::FixedState>,
    /// Where the mentions begin in their reports, and in what words: these tell where they end.
    mentions: Vec<(u32, TextId)>,
}

/// One actor of one reading.
#[derive(Clone, Copy)]
pub(crate) struct ToldActor {
    id: TellingId,
    pub(crate) report: ReportId,
    pub(crate) description: DescriptionId,
    /// Place of the party among the tellings, counted from 1.
    party: Option<NonZeroU32>,
    /// Where its mentions begin.
    mentions: u32,
}

/// A description that is kept; equal ones have equal ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DescriptionId(u32);

/// What is told of an actor, but for its aliases.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Description {
    pub(crate) kind: ActorKind,
    pub(crate) authority: Option<Authority>,
    pub(crate) name: TextId,
    pub(crate) code: Option<TextId>,
    pub(crate) sector: Option<TextId>,
    pub(crate) office: Option<TextId>,
    pub(crate) key: Option<TextId>,
}

struct Described {
    description: Description,
    /// Where its aliases begin.
    aliases: u32,
}

impl ToldActor {
    /// Place of the party among the tellings.
    pub(crate) fn party(&self) -> Option<usize> {
        self.party.map(|party| party.get() as usize - 1)
    }
}

impl ToldActors {
    /// Adds the actors of one reading; reports come in order.
    pub(crate) fn add(&mut self, report: ReportId, report_id: &str, text: &str, actors: Vec<Actor>) {
        let mut ids = TellingIds::new("a", report_id);
        let before = self.all.len() as u32;
        for mut actor in actors {
            actor.mentions.sort_and_dedup();
            let told = ToldActor {
                id: ids.next(*actor.mentions.first()),
                report,
                description: self.describe(&actor),
                party: actor.party.map(|party| NonZeroU32::MIN.saturating_add(before.saturating_add(party.0))),
                mentions: self.mentions.len() as u32,
            };
            self.all.push(told);
            let written = actor.mentions.iter().map(|span| (span.start, span.of(text).unwrap_or_default()));
            self.mentions.extend(written.map(|(start, words)| (start, self.texts.keep(words))));
        }
    }

    /// Keeps what is told of an actor.
    fn describe(&mut self, actor: &Actor) -> DescriptionId {
        let texts = &mut self.texts;
        let aliases: Vec<TextId> = actor.aliases.iter().map(|alias| texts.keep(alias)).collect();
        let mut keep = |text: &Option<String>| text.as_ref().map(|text| texts.keep(text));
        let (code, sector) = (keep(&actor.code), keep(&actor.sector));
        let (office, key) = (keep(&actor.office), keep(&actor.key));
        let name = texts.keep(&actor.name);
        let (kind, authority) = (actor.kind, actor.authority);
        let description = Description { kind, authority, name, code, sector, office, key };
        let mut hash = key_of(&(description, &aliases));
        while let Some(known) = self.known.get(&hash).copied() {
            if *self.description(known) == description && self.alias_ids(known) == aliases {
                return known;
            }
            hash = hash.wrapping_add(1);
        }
        let new = DescriptionId(self.descriptions.len() as u32);
        self.descriptions.push(Described { description, aliases: self.aliases.len() as u32 });
        self.aliases.extend(aliases);
        self.known.insert(hash, new);
        new
    }

    /// What only further tellings need is given up.
    pub(crate) fn done(&mut self) {
        self.texts.done();
        self.known = HashMap::default();
        self.all.shrink_to_fit();
        self.descriptions.shrink_to_fit();
        self.aliases.shrink_to_fit();
        self.mentions.shrink_to_fit();
    }

    /// What is told of actors, each once, in the order in which it was first told.
    pub(crate) fn descriptions(&self) -> impl Iterator<Item = (DescriptionId, &Description)> {
        self.descriptions.iter().zip(0..).map(|(one, at)| (DescriptionId(at), &one.description))
    }

    pub(crate) fn description(&self, id: DescriptionId) -> &Description {
        &self.descriptions[id.index()].description
    }

    /// What is told by the telling at a place.
    pub(crate) fn told(&self, at: usize) -> &Description {
        self.description(self.all[at].description)
    }

    pub(crate) fn name(&self, told: &Description) -> &str {
        self.texts.get(told.name)
    }

    pub(crate) fn aliases(&self, of: DescriptionId) -> impl Iterator<Item = &str> {
        self.alias_ids(of).iter().map(|alias| self.texts.get(*alias))
    }

    pub(crate) fn alias_ids(&self, of: DescriptionId) -> &[TextId] {
        let end = self.descriptions.get(of.index() + 1).map_or(self.aliases.len(), |next| next.aliases as usize);
        &self.aliases[self.descriptions[of.index()].aliases as usize..end]
    }

    /// Where the telling at a place mentions its actor, and in what words.
    pub(crate) fn mentions(&self, at: usize) -> impl Iterator<Item = (Span, TextId)> {
        let end = self.all.get(at + 1).map_or(self.mentions.len(), |next| next.mentions as usize);
        let length = |words: TextId| self.texts.get(words).len() as u32;
        let here = self.mentions[self.all[at].mentions as usize..end].iter();
        here.map(move |(start, words)| (Span { start: *start, end: start + length(*words) }, *words))
    }

    /// The id of the telling at a place, written out.
    pub(crate) fn id(&self, at: usize) -> String {
        let told = self.told(at);
        self.all[at].id.named(&slug(self.name(told), told.kind))
    }
}

impl DescriptionId {
    /// The place in the list.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AtLeastOne;

    fn norland(code: Option<&str>, aliases: &[&str], start: u32) -> Actor {
        Actor {
            name: "Norland".into(),
            kind: ActorKind::State,
            code: code.map(str::to_owned),
            sector: None,
            party: None,
            office: None,
            authority: None,
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            mentions: AtLeastOne::one(Span { start, end: start + 7 }),
            key: None,
        }
    }

    #[test]
    fn what_is_told_again_is_kept_once() {
        let mut told = ToldActors::default();
        let one = || norland(Some("NOR"), &["the North"], 4);
        let text = "And Norland; so Norland.";
        told.add(ReportId(0), "r1", text, vec![one(), norland(None, &["the North"], 16)]);
        told.add(ReportId(1), "r2", text, vec![one(), norland(Some("NOR"), &[], 4)]);
        told.done();
        let descriptions: Vec<usize> = told.all.iter().map(|one| one.description.index()).collect();
        assert_eq!(descriptions, [0, 1, 0, 2]);
        let aliases = |at: usize| told.aliases(told.all[at].description).collect::<Vec<_>>();
        assert_eq!((aliases(0), aliases(1), aliases(3)), (vec!["the North"], vec!["the North"], vec![]));
        let spans = |at: usize| told.mentions(at).map(|(span, _)| span).collect::<Vec<_>>();
        assert_eq!((spans(1), spans(2)), (vec![Span { start: 16, end: 23 }], vec![Span { start: 4, end: 11 }]));
    }

    /// There are some thirty tellings in a report.
    #[test]
    fn a_telling_takes_little_room() {
        assert!(size_of::<ToldActor>() <= 24 && size_of::<Description>() <= 24);
    }
}
