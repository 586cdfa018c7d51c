//! Those spoken of, as the mentions found so far tell of them.

use rapporteur_record::codebook::{ActorEntry, Office, Pronoun, Sector};
use rapporteur_record::{ActorKind, Authority, Span};

/// Index of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct EntityId(pub(super) u32);

impl EntityId {
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What an entity is; only actors reach the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Actor(ActorKind),
    /// A place, which does not act.
    Place,
    /// Anything else with a name, or a noun that may be said again.
    Thing,
}

impl Kind {
    pub(super) fn is_person(self) -> bool {
        matches!(self, Kind::Actor(ActorKind::Person | ActorKind::Unnamed))
    }
}

/// How sure the words are of someone's side; of two sides told the greater wins.
///
/// ```text
/// Guess < Kind < Known < Former < Described < Nationality < Pointed < Office < Occasion < Heads
/// ```
///
/// A guess is made where no report tells anything, and tells the other reports nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub(super) enum Hold {
    /// What stands near: the state that the text speaks of.
    Guess,
    /// A kind of party that only one here is of: "the government's spokesman", "the rebel leader".
    Kind,
    /// What the codebook knows.
    Known,
    /// An office no longer held.
    Former,
    /// "The Kenyan president said", of the only president who can be meant.
    Described,
    /// "Kenya's Ali Mohamed", "the Ugandan".
    Nationality,
    /// Whose it is a pronoun or noun points at: "its envoy", "the group's leader".
    Pointed,
    /// "the French minister", "a spokesman for the union".
    Office,
    /// "For the coalition, Ada Brandt said": on that occasion, and so in no other report.
    Occasion,
    /// "who leads the delegation", "its chair".
    Heads,
}

/// An office that the report gives someone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held<'a> {
    /// In small letters: "presidential aide".
    pub(super) name: String,
    pub(super) authority: Authority,
    pub(super) office: Option<&'a Office>,
    pub(super) sector: Option<&'static str>,
    pub(super) hold: Hold,
}

/// One of those spoken of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entity<'a> {
    pub(super) kind: Kind,
    pub(super) name: String,
    /// Folded words of a person's name.
    pub(super) words: Vec<String>,
    pub(super) entry: Option<&'a ActorEntry>,
    pub(super) sides: Vec<(Hold, EntityId)>,
    pub(super) offices: Vec<Held<'a>>,
    pub(super) pronoun: Option<Pronoun>,
    pub(super) plural: bool,
    /// Was it first told as known: "the minister", "their negotiators"?
    pub(super) definite: bool,
    /// Is it whoever tells the text: "I" outside quotations?
    pub(super) own_voice: bool,
    /// Mentions by name or noun, and what else shows that it is spoken of.
    pub(super) spans: Vec<Span>,
    pub(super) aliases: Vec<String>,
    /// Those whom a group is made of.
    pub(super) members: Vec<EntityId>,
    /// Lemma of the noun it was first called by.
    pub(super) noun: Option<String>,
    /// Of somebody's office or team: whose, and what it is called without its owner.
    pub(super) led_by: Option<(EntityId, String)>,
}

impl<'a> Entity<'a> {
    pub(super) fn new(kind: Kind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            words: Vec::new(),
            entry: None,
            sides: Vec::new(),
            offices: Vec::new(),
            pronoun: None,
            plural: false,
            definite: false,
            own_voice: false,
            spans: Vec::new(),
            aliases: Vec::new(),
            members: Vec::new(),
            noun: None,
            led_by: None,
        }
    }

    pub(super) fn is(&self, kind: ActorKind) -> bool {
        self.kind == Kind::Actor(kind)
    }

    /// "The rebels", "the group": armed, and no state's army that is a side of its own.
    pub(super) fn is_rebel_group(&self) -> bool {
        self.is(ActorKind::ArmedGroup) && self.entry.is_none_or(|entry| !entry.sectors.contains(&Sector::Mil))
    }

    /// "Norland's army … the army": a state's army that the codebook knows as a side of its own, by a name of it that ends so. Rebels
    /// who call themselves an army are none.
    pub(super) fn is_army_called(&self, noun: &str) -> bool {
        let called = |entry: &ActorEntry| entry.names.iter().any(|name| name.text.to_lowercase().ends_with(noun));
        self.is(ActorKind::ArmedGroup) && !self.is_rebel_group() && self.entry.is_some_and(called)
    }

    /// A workers' union, as far as its name or the codebook says.
    pub(super) fn is_union(&self) -> bool {
        let named = [
            "Union",
            "Workers",
            "Workers’",
            "Teamsters",
            "Guild",
            "Federation",
            "Brotherhood",
            "Association",
            "Syndicate",
            "Confederation",
            "Unions",
            "Syndical",
        ];
        self.is(ActorKind::Organisation)
            && (self.has_sector(Sector::Lab)
                || self.entry.is_none() && (self.name_has(&named) || self.noun.as_deref() == Some("union")))
    }

    /// Those who lead it speak for it alone: a union, a party, a movement, as far as its name or the codebook says.
    pub(super) fn has_leader(&self) -> bool {
        let named = [
            "Party",
            "Front",
            "Movement",
            "League",
            "Alliance",
            "Forum",
            "Rally",
            "Coalition",
            "Congress",
            "Bloc",
            "Greens",
            "Democrats",
            "Liberals",
            "Army",
        ];
        self.is_union() || self.has_sector(Sector::Pty) || self.has_sector(Sector::Opp) || self.name_has(&named)
    }

    /// A firm, as far as the codebook says; any other organisation may be one.
    pub(super) fn is_company(&self) -> bool {
        self.is(ActorKind::Organisation)
            && !self.has_leader()
            && self.entry.is_none_or(|_| self.has_sector(Sector::Bus))
            && self.noun.is_none()
    }

    /// A body without a proper name that is told from others: "bondholders’ committee", "central bank".
    pub(super) fn is_told_apart(&self) -> bool {
        let first = self.name.split(' ').next().unwrap_or_default().to_lowercase();
        let own =
            !matches!(first.as_str(), "his" | "her" | "its" | "their" | "our" | "my" | "this" | "that" | "a" | "an");
        let lasting =
            ["committee", "bank", "union", "council", "federation", "association", "commission", "agency", "board"];
        let noun = self.noun.as_deref().is_some_and(|noun| lasting.iter().any(|word| noun.ends_with(word)));
        self.is(ActorKind::Organisation) && noun && own && self.name.contains(' ')
    }

    /// A body that studies, watches or tends, as its name says, and takes no part: an institute, a university, a hospital.
    pub(super) fn is_outsider(&self) -> bool {
        let named = [
            "Institute",
            "Institution",
            "University",
            "College",
            "School",
            "Academy",
            "Observatory",
            "Museum",
            "Hospital",
            "Foundation",
            "Centre",
            "Center",
            "Monitor",
            "Ratings",
            "Society",
            "Chatham",
        ];
        self.is(ActorKind::Organisation) && self.entry.is_none() && self.name_has(&named)
    }

    fn has_sector(&self, sector: Sector) -> bool {
        self.entry.is_some_and(|entry| entry.sectors.contains(&sector))
    }

    fn name_has(&self, words: &[&str]) -> bool {
        self.name.split(' ').any(|word| words.contains(&word))
    }

    /// Is no side of it told, but for a guess?
    pub(super) fn is_unplaced(&self) -> bool {
        self.sides.iter().all(|(hold, _)| *hold == Hold::Guess)
    }

    /// The side told best; of those told as well, the first.
    pub(super) fn side(&self) -> Option<EntityId> {
        let best = self.sides.iter().map(|(hold, _)| *hold).max()?;
        self.sides.iter().find(|(hold, _)| *hold == best).map(|(_, side)| *side)
    }

    /// The office as last reported, one held before anything held no longer.
    pub(super) fn office(&self) -> Option<&Held<'a>> {
        let held = |held: &&Held<'_>| held.hold != Hold::Former;
        let reported = self.offices.iter().rev().filter(held).find(|held| held.hold != Hold::Known);
        reported.or_else(|| self.offices.iter().rev().find(held)).or(self.offices.last())
    }

    /// Among several offices told, the right of the one that binds most. What others know of the holder counts where the
    /// report tells of no more than an "official".
    pub(super) fn authority(&self) -> Option<Authority> {
        let reported = self.offices.iter().filter(|held| !matches!(held.hold, Hold::Former | Hold::Known));
        let reported = reported.map(|held| held.authority).max();
        if let Some(authority) = reported.filter(|authority| *authority > Authority::Official) {
            return Some(authority);
        }
        let held = self.offices.iter().filter(|held| held.hold != Hold::Former).map(|held| held.authority).max();
        held.or_else(|| self.offices.iter().map(|held| held.authority).max())
    }
}
