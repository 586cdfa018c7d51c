//! The actors of all readings, as told, in little room: most tellings say of somebody what earlier ones said.
//!
//! ```text
//! r1  Norland, state, NOR      ┐ one description, two tellings, each with its own mentions and party
//! r2  Norland, state, NOR      ┘
//! r2  Norland, state           another description
//! ```

use rapporteur_spill::{Index, List, Spill, fixed, key_of};

use super::ids::{TellingId, TellingIds};
use super::names::slug;
use super::texts::{TextId, Texts};
use crate::entries::Actor;
use crate::{ActorKind, Authority, ReportId, Span};

/// The actors of all readings. Lists of them lie behind one another: there are many, and most are short.
pub(crate) struct ToldActors {
    pub(crate) all: List<ToldActor>,
    pub(crate) texts: Texts,
    descriptions: List<Described>,
    aliases: List<TextId>,
    /// By hash, or by one of the numbers behind it where two have one hash.
    known: Option<Index>,
    mentions: List<Mention>,
}

/// One actor of one reading.
#[derive(Clone, Copy)]
pub(crate) struct ToldActor {
    id: TellingId,
    pub(crate) report: ReportId,
    pub(crate) description: DescriptionId,
    /// Place of the party among the tellings.
    party: Option<u32>,
    /// Where its mentions begin.
    mentions: u32,
}

fixed!(ToldActor { id: TellingId, report: ReportId, description: DescriptionId, party: Option<u32>, mentions: u32 });

/// Where a mention begins in its report, and in what words: these tell where it ends.
struct Mention {
    start: u32,
    words: TextId,
}

fixed!(Mention { start: u32, words: TextId });

/// A description that is kept; equal ones have equal ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DescriptionId(u32);

fixed!(DescriptionId { 0: u32 });

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

fixed!(Description {
    kind: ActorKind,
    authority: Option<Authority>,
    name: TextId,
    code: Option<TextId>,
    sector: Option<TextId>,
    office: Option<TextId>,
    key: Option<TextId>,
});

struct Described {
    description: Description,
    /// Where its aliases begin.
    aliases: u32,
}

fixed!(Described { description: Description, aliases: u32 });

impl ToldActor {
    /// Place of the party among the tellings.
    pub(crate) fn party(&self) -> Option<usize> {
        self.party.map(|party| party as usize)
    }
}

impl ToldActors {
    pub(crate) fn new(spill: &Spill) -> Self {
        Self {
            all: List::new(spill),
            texts: Texts::new(spill),
            descriptions: List::new(spill),
            aliases: List::new(spill),
            known: Some(Index::new(spill)),
            mentions: List::new(spill),
        }
    }

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
                party: actor.party.map(|party| before.saturating_add(party.0)),
                mentions: self.mentions.len() as u32,
            };
            self.all.push(told);
            for span in &actor.mentions {
                let words = self.texts.keep(span.of(text).unwrap_or_default());
                self.mentions.push(Mention { start: span.start, words });
            }
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
        while let Some(known) = self.known.as_ref().and_then(|known| known.get(hash)).map(DescriptionId) {
            if self.description(known) == description && self.alias_ids(known).eq(aliases.iter().copied()) {
                return known;
            }
            hash = hash.wrapping_add(1);
        }
        let new = self.descriptions.len() as u32;
        self.descriptions.push(Described { description, aliases: self.aliases.len() as u32 });
        aliases.into_iter().for_each(|alias| self.aliases.push(alias));
        self.known.iter_mut().for_each(|known| known.insert(hash, new));
        DescriptionId(new)
    }

    /// What only further tellings need is given up.
    pub(crate) fn done(&mut self) {
        self.texts.done();
        self.known = None;
    }

    /// What is told of actors, each once, in the order in which it was first told.
    pub(crate) fn descriptions(&self) -> impl Iterator<Item = (DescriptionId, Description)> + '_ {
        self.descriptions.iter().zip(0..).map(|(one, at)| (DescriptionId(at), one.description))
    }

    pub(crate) fn description(&self, id: DescriptionId) -> Description {
        self.descriptions.at(id.index()).description
    }

    /// What is told by the telling at a place.
    pub(crate) fn told(&self, at: usize) -> Description {
        self.description(self.all.at(at).description)
    }

    pub(crate) fn name(&self, told: &Description) -> String {
        self.texts.get(told.name)
    }

    pub(crate) fn aliases(&self, of: DescriptionId) -> impl Iterator<Item = String> + '_ {
        self.alias_ids(of).map(|alias| self.texts.get(alias))
    }

    pub(crate) fn alias_ids(&self, of: DescriptionId) -> impl Iterator<Item = TextId> + '_ {
        let end = self.descriptions.get(of.index() + 1).map_or(self.aliases.len(), |next| next.aliases as usize);
        self.aliases.range(self.descriptions.at(of.index()).aliases as usize..end)
    }

    /// Where the telling at a place mentions its actor, and in what words.
    pub(crate) fn mentions(&self, at: usize) -> impl Iterator<Item = (Span, TextId)> + '_ {
        let end = self.all.get(at + 1).map_or(self.mentions.len(), |next| next.mentions as usize);
        let here = self.mentions.range(self.all.at(at).mentions as usize..end);
        here.map(|Mention { start, words }| {
            (Span { start, end: start.saturating_add(self.texts.bytes(words) as u32) }, words)
        })
    }

    /// The id of the telling at a place, written out.
    pub(crate) fn id(&self, at: usize) -> String {
        let told = self.told(at);
        self.all.at(at).id.named(&slug(&self.name(&told), told.kind))
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
        let mut told = ToldActors::new(&Spill::in_memory());
        let one = || norland(Some("NOR"), &["the North"], 4);
        let text = "And Norland; so Norland.";
        told.add(ReportId(0), "r1", text, vec![one(), norland(None, &["the North"], 16)]);
        told.add(ReportId(1), "r2", text, vec![one(), norland(Some("NOR"), &[], 4)]);
        told.done();
        let descriptions: Vec<usize> = told.all.iter().map(|one| one.description.index()).collect();
        assert_eq!(descriptions, [0, 1, 0, 2]);
        let aliases = |at: usize| told.aliases(told.all.at(at).description).collect::<Vec<_>>();
        assert_eq!(
            (aliases(0), aliases(1), aliases(3)),
            (vec!["the North".to_owned()], vec!["the North".to_owned()], vec![])
        );
        let spans = |at: usize| told.mentions(at).map(|(span, _)| span).collect::<Vec<_>>();
        assert_eq!((spans(1), spans(2)), (vec![Span { start: 16, end: 23 }], vec![Span { start: 4, end: 11 }]));
    }
}
