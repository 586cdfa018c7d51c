//! A record at hand that is not held: its entries lie packed, most of them in a file, and each is made anew when it is asked for.
//!
//! Who shows a record as a whole looks at an entry several times: to count, to put in order, to write. So what is kept in memory
//! meanwhile are places and what entries are put in order by.

use std::io;

use rapporteur_record::{
    Actor, ActorId, Around, AtLeastOne, Contact, Coverage, Dispute, Entries, Entry, Evidence, HeldPosition, Item,
    Proposal, ReportId, Section, Statement, StatementId,
};
use rapporteur_report::Report;
use rapporteur_spill::{Index, List, Packed, Rows, Spill, key_of};

use crate::MEMORY;

/// Sections that a person is shown.
const SECTIONS: [Section; 8] = [
    Section::Reports,
    Section::Actors,
    Section::Statements,
    Section::Proposals,
    Section::Positions,
    Section::Contacts,
    Section::Disputes,
    Section::Coverage,
];

/// A record whose entries are looked up by their places. Ids are left out, but for those of actors.
pub(crate) struct Kept {
    pub(crate) spill: Spill,
    /// Without their texts.
    pub(crate) reports: Vec<Report>,
    texts: Rows,
    actors: Packed<Actor<Evidence>>,
    actor_ids: Rows,
    aliases: Packed<Vec<String>>,
    mentions: Packed<AtLeastOne<Evidence>>,
    pub(crate) statements: Packed<Statement<Evidence>>,
    pub(crate) proposals: Packed<Proposal<Evidence>>,
    pub(crate) positions: Packed<HeldPosition>,
    pub(crate) contacts: Packed<Contact<Evidence>>,
    pub(crate) disputes: Packed<Dispute<Evidence>>,
    /// Of each number by which entries name a statement the place of that.
    numbers: List<Option<u32>>,
    /// Of each statement and contact its place, by a hash of its id.
    places: Index,
    pub(crate) coverage: Coverage,
}

impl Kept {
    /// Goes through a record once.
    pub(crate) fn of(record: &impl Entries) -> io::Result<Self> {
        let mut kept = Self::new();
        record.each(&SECTIONS, |around, item| {
            kept.add(around, item);
            Ok::<_, io::Error>(())
        })?;
        kept.spill.check()?;
        Ok(kept)
    }

    fn new() -> Self {
        let spill = Spill::of(MEMORY);
        Self {
            reports: Vec::new(),
            texts: Rows::new(&spill),
            actors: Packed::new(&spill),
            actor_ids: Rows::new(&spill),
            aliases: Packed::new(&spill),
            mentions: Packed::new(&spill),
            statements: Packed::new(&spill),
            proposals: Packed::new(&spill),
            positions: Packed::new(&spill),
            contacts: Packed::new(&spill),
            disputes: Packed::new(&spill),
            numbers: List::new(&spill),
            places: Index::new(&spill),
            coverage: Coverage::default(),
            spill,
        }
    }

    fn add(&mut self, around: Around<'_>, item: Item<'_>) {
        match item {
            Item::Report(_, report) => {
                let Report { id, title, outlet, published, url, text } = report.clone();
                self.texts.push(&text);
                self.reports.push(Report { id, title, outlet, published, url, text: String::new() });
            }
            Item::Actor(actor) => self.add_actor(actor),
            Item::Statement(one) => self.add_statement(around, one),
            Item::Proposal(one) => self.proposals.push(&one.told),
            Item::Position(one) => self.positions.push(&one.told),
            Item::Contact(one) => {
                self.places.insert(key_of(&one.id), self.contacts.len() as u32);
                self.contacts.push(&one.told);
            }
            Item::Dispute(one) => self.disputes.push(&one.told),
            Item::Coverage(coverage) => self.coverage = coverage.clone(),
            Item::Event(_) => {}
        }
    }

    /// What is long of an actor lies by itself: a name is asked for far more often.
    fn add_actor(&mut self, actor: &Entry<Actor<Evidence>>) {
        let mut told = actor.told.clone();
        self.aliases.push(&std::mem::take(&mut told.aliases));
        let first = AtLeastOne::one(*told.mentions.first());
        self.mentions.push(&std::mem::replace(&mut told.mentions, first));
        self.actor_ids.push(&actor.id);
        self.actors.push(&told);
    }

    /// Where corrections took some out, entries name the others by numbers that leave these out; ids tell which.
    fn add_statement(&mut self, around: Around<'_>, one: &Entry<Statement<Evidence>>) {
        let id = |number: usize| around.statement_id(StatementId(number as u32));
        while id(self.numbers.len()).is_some_and(|id| id != one.id) {
            self.numbers.push(None);
        }
        let place = self.statements.len() as u32;
        self.numbers.push(Some(place));
        self.places.insert(key_of(&one.id), place);
        self.statements.push(&one.told);
    }

    /// A report without its text.
    pub(crate) fn report(&self, id: ReportId) -> Option<&Report> {
        self.reports.get(id.index())
    }

    /// The text of a report.
    pub(crate) fn text(&self, report: ReportId) -> String {
        self.texts.get(report.index())
    }

    /// The words of a piece of evidence.
    pub(crate) fn words(&self, piece: &Evidence) -> String {
        self.texts.part(piece.report.index(), piece.span.start as usize..piece.span.end as usize)
    }

    /// All actors, by their places.
    pub(crate) fn actors(&self) -> impl Iterator<Item = ActorId> + use<> {
        (0..self.actors.len() as u32).map(ActorId)
    }

    /// An actor with the first of its mentions, without aliases.
    pub(crate) fn actor(&self, id: ActorId) -> Option<Actor<Evidence>> {
        self.actors.get(id.index())
    }

    /// The id of an actor.
    pub(crate) fn actor_id(&self, id: ActorId) -> String {
        self.actor_ids.get(id.index())
    }

    /// All mentions of an actor.
    pub(crate) fn mentions(&self, id: ActorId) -> Option<AtLeastOne<Evidence>> {
        self.mentions.get(id.index())
    }

    /// The other names of an actor.
    pub(crate) fn aliases(&self, id: ActorId) -> Vec<String> {
        self.aliases.get(id.index()).unwrap_or_default()
    }

    /// The place of the statement or contact of an id.
    pub(crate) fn place(&self, id: &str) -> Option<u32> {
        self.places.get(key_of(&id))
    }

    /// The place of a statement that an entry names.
    pub(crate) fn place_of(&self, id: StatementId) -> Option<usize> {
        self.numbers.get(id.index()).flatten().map(|place| place as usize)
    }

    /// A statement that an entry names.
    pub(crate) fn statement(&self, id: StatementId) -> Option<Statement<Evidence>> {
        self.statements.get(self.place_of(id)?)
    }
}
