//! The state of a resolution: mentions found so far and whom they mean.
//!
//! Names come first, over the whole report, since they need no context but each other. Then the text is read once from
//! left to right: what stands around names, nouns, pronouns.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_language::Pos;
use rapporteur_record::codebook::{ActorEntry, NameKind, Sector};
use rapporteur_record::{ActorKind, Span};

use super::bodies::Bodies;
use super::cast::Cast;
use super::entities::{Entity, EntityId, Hold, Kind};
use super::home::Weights;
use super::names::{Name, Named, names};
use super::phrase::{self, Before, Owner};
use super::text::Text;

/// By what a mention mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Name,
    Noun,
    Pronoun,
}

/// Words that refer to someone.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Head token.
    pub(super) head: usize,
    pub(super) range: Range<usize>,
    pub(super) form: Form,
    /// Whom they mean: a group where several are meant together.
    pub(super) entity: EntityId,
}

/// Mentions and entities of one report.
pub(super) struct Resolver<'t, 'a> {
    pub(super) text: &'t Text<'a>,
    pub(super) names: Vec<Name<'a>>,
    /// Of each token the name that it belongs to.
    name_of: Vec<Option<u32>>,
    pub(super) entities: Vec<Entity<'a>>,
    /// In text order of their heads once all are found.
    pub(super) mentions: Vec<Mention>,
    /// Of each token the mention that it refers by.
    pub(super) mention_of: Vec<Option<u32>>,
    /// Tokens that stand before a name and speak of its bearer.
    pub(super) claimed: Vec<bool>,
    /// The mentions read so far from left to right, by number.
    pub(super) heard: Vec<u32>,
    /// Entities by codebook id, or by name.
    index: BTreeMap<(Indexed, String), EntityId>,
    home: Option<EntityId>,
    /// By the head of a name, for whom its bearer speaks there.
    pub(super) behalf: BTreeMap<usize, EntityId>,
    /// How much the report, and the other reports, are about each state.
    pub(super) weights: Weights,
    others: Weights,
    /// Who mediates, by the codebook's ids.
    pub(super) mediators: BTreeSet<String>,
    /// Bodies that other reports tell of.
    pub(super) bodies: &'t Bodies,
    pub(super) cast: &'t Cast,
    /// Heads of the phrases to which words are attributed.
    pub(super) sources: &'t BTreeSet<usize>,
    /// Is the text being read from left to right?
    reading: bool,
    /// Whose "the letter" is, by its noun.
    pub(super) authors: BTreeMap<String, EntityId>,
    /// Of persons of whom no side was told, that of a description which may mean them.
    pub(super) described: BTreeSet<(EntityId, EntityId)>,
    /// Of persons, the sides of their counterparts.
    pub(super) opposite: BTreeSet<(EntityId, EntityId)>,
    /// By the head of the first, those who act together: "A and B said".
    pub(super) together: BTreeMap<usize, EntityId>,
    /// Persons who are told by name to have a government.
    pub(super) governing: BTreeSet<EntityId>,
    /// Of a state, those whom the report tells to be against its government; by whether they are armed.
    pub(super) foes: BTreeMap<(EntityId, bool), EntityId>,
    /// Of "we" in a quotation, the speaker's side.
    pub(super) spoken_for: Vec<(usize, EntityId)>,
    /// How many mentions are names; they come first, in text order.
    named: usize,
}

/// By what an entity is found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Indexed {
    Entry,
    Place,
    Body,
    Person,
}

/// How many mentions back or ahead one looks for someone.
pub(super) const WINDOW: usize = 200;

/// What a state's armed forces are called for short.
const FORCES: [&str; 4] = ["army", "military", "navy", "police"];

impl<'t, 'a> Resolver<'t, 'a> {
    pub(super) fn new(text: &'t Text<'a>, cast: &'t Cast, sources: &'t BTreeSet<usize>) -> Self {
        let own = super::bodies::defined(text);
        let names = names(text, cast, &own);
        let mut name_of = vec![None; text.len()];
        for (number, name) in names.iter().enumerate() {
            name_of[name.range.clone()].fill(Some(number as u32));
        }
        Self {
            text,
            names,
            name_of,
            entities: Vec::new(),
            mentions: Vec::new(),
            mention_of: vec![None; text.len()],
            claimed: vec![false; text.len()],
            heard: Vec::new(),
            index: BTreeMap::new(),
            home: None,
            spoken_for: Vec::new(),
            together: BTreeMap::new(),
            foes: BTreeMap::new(),
            governing: BTreeSet::new(),
            behalf: BTreeMap::new(),
            weights: super::home::weights(text),
            others: cast.weights.clone(),
            mediators: super::groups::mediators(text),
            bodies: &cast.bodies,
            cast,
            sources,
            reading: false,
            authors: BTreeMap::new(),
            described: BTreeSet::new(),
            opposite: BTreeSet::new(),
            named: 0,
        }
    }

    pub(super) fn entity(&self, id: EntityId) -> &Entity<'a> {
        &self.entities[id.index()]
    }

    pub(super) fn entity_mut(&mut self, id: EntityId) -> &mut Entity<'a> {
        &mut self.entities[id.index()]
    }

    pub(super) fn add_entity(&mut self, entity: Entity<'a>) -> EntityId {
        self.entities.push(entity);
        EntityId(self.entities.len() as u32 - 1)
    }

    /// The name that a token belongs to.
    pub(super) fn name_at(&self, at: usize) -> Option<&Name<'a>> {
        self.names.get((*self.name_of.get(at)?)? as usize)
    }

    /// The range of the name that ends with that token.
    pub(super) fn name_ending_at(&self, at: usize) -> Option<Range<usize>> {
        let name = self.name_at(at).filter(|name| name.range.end == at + 1)?;
        (!matches!(name.named, Named::Place | Named::Thing)).then(|| name.range.clone())
    }

    pub(super) fn mention_at(&self, at: usize) -> Option<&Mention> {
        self.mentions.get((*self.mention_of.get(at)?)? as usize)
    }

    /// Notes that the tokens mean that entity.
    pub(super) fn mention(&mut self, range: Range<usize>, head: usize, form: Form, entity: EntityId) {
        let number = self.mentions.len() as u32;
        let core = if form == Form::Name { range.clone() } else { head..head + 1 };
        for at in core {
            self.mention_of[at] = Some(number);
        }
        if form != Form::Pronoun {
            let span = self.text.span(range.clone());
            self.entity_mut(entity).spans.push(span);
        }
        self.mentions.push(Mention { head, range, form, entity });
    }

    fn indexed(&mut self, key: (Indexed, String), make: impl FnOnce() -> Entity<'a>) -> EntityId {
        if let Some(found) = self.index.get(&key) {
            return *found;
        }
        let id = self.add_entity(make());
        self.index.insert(key, id);
        id
    }

    /// The entity of a codebook entry, made when it is first asked for.
    pub(super) fn known(&mut self, entry: &'a ActorEntry) -> EntityId {
        let fresh = || {
            let mut entity = Entity::new(Kind::Actor(entry.kind), &entry.name);
            entity.entry = Some(entry);
            entity
        };
        let id = self.indexed((Indexed::Entry, entry.id.clone()), fresh);
        let side = entry.party.as_ref().and_then(|party| self.text.codebook.actor(party));
        if let Some(side) = side.filter(|side| side.id != entry.id && self.entity(id).sides.is_empty()) {
            let side = self.known(side);
            self.entity_mut(id).sides.push((Hold::Known, side));
        }
        id
    }

    /// A new person, to be found again by the full name.
    pub(super) fn add_person(&mut self, entity: Entity<'a>) -> EntityId {
        let key = (Indexed::Person, entity.words.join(" "));
        let id = self.add_entity(entity);
        self.index.entry(key).or_insert(id);
        id
    }

    /// The person with that full name.
    pub(super) fn person(&self, words: &[String]) -> Option<EntityId> {
        self.index.get(&(Indexed::Person, words.join(" "))).copied()
    }

    /// The place of that name.
    pub(super) fn place(&mut self, name: &str) -> EntityId {
        self.indexed((Indexed::Place, name.to_lowercase()), || Entity::new(Kind::Place, name))
    }

    /// The body that the report calls so, by its whole name or its initials.
    pub(super) fn body(&mut self, name: &str, kind: ActorKind) -> EntityId {
        self.indexed((Indexed::Body, name.to_lowercase()), || Entity::new(Kind::Actor(kind), name))
    }

    /// The body with that name, if the report names one.
    pub(super) fn body_called(&self, name: &str) -> Option<EntityId> {
        self.index.get(&(Indexed::Body, name.to_lowercase())).copied()
    }

    /// Takes over a kind that says more than "organisation".
    pub(super) fn sharpen(&mut self, id: EntityId, kind: ActorKind) {
        let entity = self.entity_mut(id);
        if entity.is(ActorKind::Organisation) && entity.entry.is_none() {
            entity.kind = Kind::Actor(kind);
        }
    }

    /// Lets a body be found by another name as well.
    pub(super) fn also_called(&mut self, id: EntityId, name: &str) {
        self.index.entry((Indexed::Body, name.to_lowercase())).or_insert(id);
        let initials = super::bodies::initials(name);
        if initials.len() > 2 {
            self.index.entry((Indexed::Body, initials.to_lowercase())).or_insert(id);
        }
    }

    /// Adds what shows that someone is spoken of, where nothing more direct does.
    pub(super) fn show(&mut self, entity: EntityId, span: Span) {
        let entity = self.entity_mut(entity);
        if entity.spans.is_empty() {
            entity.spans.push(span);
        }
    }

    /// Reads what stands before `start`.
    pub(super) fn before(&self, start: usize) -> Before<'t, 'a> {
        phrase::before(self.text, start, |at| self.name_ending_at(at))
    }

    /// Who an owner is, as far as the text read so far tells.
    pub(super) fn owner(&mut self, owner: Owner<'t, 'a>) -> Option<EntityId> {
        match owner {
            Owner::Known(known) => {
                let (range, found) = super::phrase::first_of_two(self.text, known);
                let id = self.known(found.actor);
                let span = self.text.span(range.clone());
                self.show(id, span);
                Some(id)
            }
            Owner::Phrase(head) => {
                self.read_ahead(head);
                self.side_of_phrase(head, 0)
            }
            Owner::Noun(at, noun) => self.party_by_noun(at, noun),
        }
    }

    /// Is it a pronoun of which nobody knows yet whom it means?
    pub(super) fn is_open(&self, owner: &Owner<'t, 'a>) -> bool {
        !self.reading
            && matches!(owner, Owner::Phrase(head) if self.text.pos(*head) == Pos::Pron && self.mention_at(*head).is_none())
    }

    /// How sure that owner makes someone's side, where it would be `hold` if it were told by name.
    pub(super) fn hold_by(&self, owner: &Owner<'t, 'a>, hold: Hold) -> Hold {
        match owner {
            Owner::Known(_) => hold,
            Owner::Noun(..) => hold.min(Hold::Kind),
            Owner::Phrase(head) => match self.mention_at(*head).map(|mention| mention.form) {
                Some(Form::Name) => hold,
                _ if self.text.actor_at(*head).is_some() => hold,
                _ => hold.min(Hold::Pointed),
            },
        }
    }

    /// Resolves a pronoun or the noun of a body before its turn: "Ada Brandt, its envoy", "head of the fishing committee".
    fn read_ahead(&mut self, head: usize) {
        if !self.reading || self.mention_of.get(head).is_none_or(Option::is_some) {
            return;
        }
        match self.text.pos(head) {
            Pos::Pron => super::pronouns::resolve(self, head),
            Pos::Noun | Pos::Propn => super::nominals::resolve_body(self, head),
            _ => {}
        }
    }

    /// Whom the phrase with that head means, or else whose it is.
    pub(super) fn side_of_phrase(&mut self, head: usize, depth: usize) -> Option<EntityId> {
        if let Some(mention) = self.mention_at(head).filter(|mention| self.entity(mention.entity).kind != Kind::Place) {
            return Some(mention.entity);
        }
        if let Some(known) = self.text.actor_at(head) {
            return self.owner(Owner::Known(known));
        }
        if depth > 3 {
            return None;
        }
        let noun = self.text.nouns.of(&self.text.lemma(head)).first().copied();
        let start = self.text.office_at(head).map_or(head, |(range, _)| range.start);
        let before = self.before(start);
        let mut owners: Vec<Owner<'t, 'a>> = before.owners;
        owners.extend(phrase::complements(self.text, head..head + 1, false).into_iter().map(Owner::Phrase));
        let found = owners.into_iter().find_map(|owner| match owner {
            Owner::Phrase(inner) if inner != head => self.side_of_phrase(inner, depth + 1),
            Owner::Phrase(_) => None,
            other => self.owner(other),
        });
        found.or_else(|| noun.and_then(|noun| self.party_by_noun(head, noun)))
    }

    /// "the government", "rebel": the party of that kind that the report speaks of.
    pub(super) fn party_by_noun(&mut self, at: usize, noun: super::nouns::Noun) -> Option<EntityId> {
        use super::nouns::Noun;
        match noun {
            Noun::Government => self.government(at),
            Noun::Institution => self.institution(at),
            Noun::Force => self.last_of(at, Entity::is_rebel_group),
            Noun::Bloc => self.last_of(at, |entity| entity.is(ActorKind::Bloc)),
            Noun::Union => self.last_of(at, Entity::is_union),
            Noun::Company => self.last_of(at, Entity::is_company),
            _ => None,
        }
    }

    /// "a government source", "a senior administration official": whose government it is by the word itself, or else the home
    /// state's, or that of the state that the text speaks of.
    fn government(&mut self, at: usize) -> Option<EntityId> {
        let of_officials =
            matches!(self.text.word(at + 1), "official" | "officials" | "aide" | "aides" | "source" | "sources");
        let typical = if of_officials { self.text.nouns.typical(&self.text.lemma(at)) } else { &[] };
        let spoken_of = typical.iter().find(|id| self.text.actors.iter().any(|(_, found)| found.actor.id == **id));
        match spoken_of.and_then(|id| self.text.codebook.actor(id)) {
            Some(entry) => Some(self.known(entry)),
            None => self.the_government(at),
        }
    }

    /// Whose "the government" is of which nothing else tells: that of the report's own state, or the one told of, or that of
    /// the state spoken of.
    pub(super) fn the_government(&mut self, at: usize) -> Option<EntityId> {
        self.home().or_else(|| self.told_government()).or_else(|| self.state_near(at))
    }

    /// The mentions read so far, the last first, that many at most.
    pub(super) fn last_read(&self, most: usize) -> impl Iterator<Item = &Mention> {
        self.heard.iter().rev().take(most).filter_map(|number| self.mentions.get(*number as usize))
    }

    /// Whose "the government" is where the text has told whose: "Norland's elected government … a government source".
    fn told_government(&self) -> Option<EntityId> {
        let heard = self.last_read(WINDOW);
        let mut told = heard.filter(|mention| {
            let party = matches!(self.entity(mention.entity).kind, Kind::Actor(kind) if kind.can_be_party());
            // "Norland's government", "the Norse government delegation"
            let called = |at: usize| self.text.lemma(at) == "government";
            let government = called(mention.head) || mention.head > 0 && called(mention.head - 1);
            party && mention.form == Form::Noun && government
        });
        told.next().and_then(|mention| self.party_of(mention.entity).or(Some(mention.entity)))
    }

    /// "a committee member", "a ministry spokesman": the body told last that is called so; an army of which nobody spoke is
    /// that of the state spoken of. A ministry may be any state's.
    fn institution(&mut self, at: usize) -> Option<EntityId> {
        let lemma = self.text.lemma(at);
        let force = FORCES.contains(&lemma.as_str());
        let told = self.last_heard(|resolver, id| {
            let entity = resolver.entity(id);
            let called = entity.noun.as_deref() == Some(lemma.as_str()) || entity.name.to_lowercase().ends_with(&lemma);
            called && entity.is(ActorKind::Organisation) || force && entity.is_army_called(&lemma)
        });
        if !force {
            return told;
        }
        told.or_else(|| self.force_before(at)).or_else(|| self.home()).or_else(|| self.state_near(at))
    }

    /// The army that the text spoke of last before a token, or else whose it was: "Norland's army … army spokesman Ada Brandt".
    fn force_before(&mut self, at: usize) -> Option<EntityId> {
        let text = self.text;
        let end = text.actors.partition_point(|(range, _)| range.end <= at);
        let last = text.actors[..end].iter().rev().take(WINDOW).find(|(range, found)| {
            let next = if text.is_possessive_mark(range.end) { range.end + 1 } else { range.end };
            let own = next < text.len() && next != at && FORCES.contains(&text.lemma(next).as_str());
            own || found.actor.sectors.contains(&Sector::Mil) && found.actor.kind != ActorKind::State
        });
        last.map(|(_, found)| found.actor).map(|actor| self.known(actor))
    }

    /// The entity of that kind mentioned last before the place read now, or else first after it.
    pub(super) fn last_of(&self, at: usize, fits: impl Fn(&Entity<'a>) -> bool) -> Option<EntityId> {
        let fitting = |mention: &&Mention| fits(self.entity(mention.entity));
        let heard = self.last_read(WINDOW);
        let mut heard = heard.filter(|mention| mention.head < at).filter(fitting);
        heard.next().or_else(|| self.names_after(at).find(fitting)).map(|mention| mention.entity)
    }

    /// Names after a token, as far as one looks ahead.
    pub(super) fn names_after(&self, at: usize) -> impl Iterator<Item = &Mention> {
        let first = self.mentions[..self.named].partition_point(|mention| mention.head <= at);
        self.mentions[first..self.named].iter().take(WINDOW)
    }

    /// Names before a token, the last first, as far as one looks back.
    pub(super) fn names_before(&self, at: usize) -> impl Iterator<Item = &Mention> {
        let end = self.mentions[..self.named].partition_point(|mention| mention.head < at);
        self.mentions[..end].iter().rev().take(WINDOW)
    }

    /// The state whose "government" is meant where nobody says whose.
    pub(super) fn home(&mut self) -> Option<EntityId> {
        if self.home.is_none() {
            let id = super::home::state(&self.weights, &self.others)?;
            let entry = self.text.codebook.actor(&id)?;
            let home = self.known(entry);
            self.home = Some(home);
        }
        self.home
    }

    /// The state of which the text speaks where it tells of an office of nobody's: "Norland will not sign, the president
    /// said". Where the report is of one state above all, that one.
    pub(super) fn state_near(&mut self, at: usize) -> Option<EntityId> {
        if let Some(home) = super::home::alone(&self.weights).and_then(|id| self.text.codebook.actor(&id)) {
            return Some(self.known(home));
        }
        match super::home::near(self.text, at) {
            Some(entry) => Some(self.known(entry)),
            None => self.home(),
        }
    }

    /// Follows sides from a person or body to the party that holds positions.
    pub(super) fn party_of(&self, id: EntityId) -> Option<EntityId> {
        let mut at = id;
        for _ in 0..6 {
            let entity = self.entity(at);
            let own = match entity.kind {
                Kind::Actor(kind) => {
                    // "the office" of nobody in particular holds no positions.
                    kind.can_be_party()
                        && !entity.is_outsider()
                        && (entity.noun.is_none() || entity.is_told_apart())
                        && entity.entry.is_none_or(|entry| entry.party.is_none())
                }
                _ => false,
            };
            match entity.side() {
                Some(side) if side != at => at = side,
                _ => return own.then_some(at),
            }
        }
        None
    }

    /// Adds whose someone is.
    pub(super) fn add_side(&mut self, id: EntityId, hold: Hold, side: EntityId) {
        if side != id && self.party_of(side) != Some(id) && !self.entity(id).sides.contains(&(hold, side)) {
            self.entity_mut(id).sides.push((hold, side));
        }
    }

    /// Gives every name its mention.
    pub(super) fn resolve_names(&mut self) {
        super::people::resolve(self);
        for at in 0..self.names.len() {
            let name = self.names[at].clone();
            match name.named {
                Named::Known(entry, kind) => self.known_name(&name.range, entry, kind),
                Named::Body(kind) => super::bodies::resolve(self, &name.range, kind),
                Named::Place => super::places::resolve(self, &name.range),
                Named::Person | Named::Thing => {}
            }
        }
        self.mentions.sort_by_key(|mention| mention.head);
        self.named = self.mentions.len();
        self.renumber();
    }

    fn known_name(&mut self, range: &Range<usize>, entry: &'a ActorEntry, kind: NameKind) {
        let head = range.end - 1;
        let modifier = matches!(self.text.token(head).dep, "amod" | "compound" | "nmod");
        match kind {
            NameKind::Adjective | NameKind::People if modifier => return,
            NameKind::Capital if super::places::is_location(self.text, range) => {
                return super::places::resolve(self, range);
            }
            _ => {}
        }
        let id = self.known(entry);
        let single = self.text.token(head).dep == "nsubj" && self.sources.contains(&head);
        if matches!(kind, NameKind::Adjective | NameKind::People) && (self.text.token(head).tag == "JJ" || single) {
            let span = self.text.span(range.clone());
            return self.show(id, span);
        }
        self.mention(range.clone(), head, Form::Name, id);
    }

    fn renumber(&mut self) {
        self.mention_of.fill(None);
        for number in 0..self.mentions.len() {
            let (range, head, form) = {
                let mention = &self.mentions[number];
                (mention.range.clone(), mention.head, mention.form)
            };
            let core = if form == Form::Name { range } else { head..head + 1 };
            for at in core {
                self.mention_of[at] = Some(number as u32);
            }
        }
    }

    /// Reads what is said of persons beside their names.
    pub(super) fn read_portraits(&mut self) {
        for at in 0..self.text.len() {
            self.read_portrait_at(at);
        }
    }

    /// Reads what stands around the person's name whose head is that token. Done again when the text is read from left to right,
    /// since by then "his" in "his envoy, Ada Brandt" is known.
    fn read_portrait_at(&mut self, at: usize) {
        let named = |mention: &&Mention| mention.head == at && mention.form == Form::Name;
        let Some(mention) = self.mention_at(at).filter(named) else { return };
        let (range, entity) = (mention.range.clone(), mention.entity);
        if let Some(party) = super::behalf::represented(self, &range).filter(|party| *party != entity) {
            self.behalf.insert(at, party);
        }
        if self.entity(entity).is(ActorKind::Person) {
            super::portraits::read(self, &range, entity);
        }
    }

    /// Reads from left to right and resolves nouns and pronouns.
    pub(super) fn read_on(&mut self) {
        self.reading = true;
        let mut groups = BTreeMap::new();
        for at in 0..self.text.len() {
            self.read_portrait_at(at);
            match (self.mention_of[at], self.text.pos(at)) {
                (None, Pos::Pron) if self.sources.contains(&at) && is_somebody(self.text.word(at)) => {
                    super::nominals::somebody(self, at);
                }
                (None, _) if super::nominals::without_noun(self, at) => {}
                (None, Pos::Pron | Pos::Det) => super::pronouns::resolve(self, at),
                (None, Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj) => super::nominals::resolve(self, at),
                _ => {}
            }
            if let Some(number) = self.mention_of[at].filter(|number| self.mentions[*number as usize].head == at) {
                self.heard.push(number);
            }
            self.hear_row(at, &mut groups);
        }
        super::first_person::resolve(self);
    }

    /// "Ada Brandt and Karl Lind met. They …": those named in a row that ends here, where they act together.
    fn hear_row(&mut self, end: usize, groups: &mut BTreeMap<Vec<EntityId>, EntityId>) {
        let Some(head) = super::groups::row_ending_at(self.text, end) else { return };
        let Some((group, range)) = super::groups::together(self, head, groups) else { return };
        let head = super::groups::with_office(self, head);
        self.together.insert(head, group);
        let number = self.mentions.len() as u32;
        self.mentions.push(Mention { head, range, form: Form::Noun, entity: group });
        self.heard.push(number);
    }

    /// The entity mentioned last, in the text read so far, that fits.
    pub(super) fn last_heard(&self, fits: impl Fn(&Self, EntityId) -> bool) -> Option<EntityId> {
        let heard = self.last_read(WINDOW);
        heard.map(|mention| mention.entity).find(|id| fits(self, *id))
    }
}

fn is_somebody(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "someone" | "somebody")
}
