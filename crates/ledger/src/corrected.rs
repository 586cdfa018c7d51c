//! A ledger's record entry by entry, with the corrections that stand.
//!
//! Corrections are few and concern few entries. So of statements and events only those are gathered on which a correction may
//! bear (they rest on words that overlap its own), with all of the smaller sections, and the corrections are applied to
//! this little record by the code that applies them to a whole one. What comes of it goes into the stream in the place of
//! what was there.

use std::collections::HashMap;
use std::io;

use rapporteur_record::{
    ActorId, Around, Entries, Entry, Event, EventActor, Evidence, Item, Record, ReportId, Section, Span, Statement,
    StatementId, Stream,
};

use crate::corrections::{Correction, Deed, Reports, apply_among};
use crate::error::LedgerError;
use crate::readings::LedgerReadings;

/// The record of a ledger, to be gone through entry by entry.
pub struct Corrected<'l> {
    stream: Stream<LedgerReadings<'l>>,
    corrected: Option<Little>,
}

impl<'l> Corrected<'l> {
    pub(crate) fn of(stream: Stream<LedgerReadings<'l>>, all: Vec<Correction>) -> Result<Self, LedgerError> {
        if all.iter().all(|one| one.undone.is_some()) {
            return Ok(Self { stream, corrected: None });
        }
        let ledger = stream.readings().ledger;
        let hashes = ledger.text_hashes(&stream.readings().rows)?;
        let reports = Reports::of_hashes(hashes.iter().map(Vec::as_slice));
        let corrected = Some(Little::of(&stream, &reports, &all).map_err(|error| ledger.failed(error))?);
        Ok(Self { stream, corrected })
    }
}

impl Entries for Corrected<'_> {
    fn each<E: From<io::Error>>(
        &self,
        sections: &[Section],
        mut with: impl FnMut(Around<'_>, Item<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(little) = &self.corrected else { return self.stream.each(sections, with) };
        let record = &little.record;
        let mut show = self.stream.show();
        let mut with = |around: Around<'_>, item: Item<'_>| {
            with(around.with(&record.actors, &record.positions, &little.more), item)
        };
        for section in Section::ALL.into_iter().filter(|section| sections.contains(section)) {
            match section {
                Section::Reports | Section::Coverage => self.stream.each(&[section], &mut with)?,
                Section::Actors => record.actors.iter().try_for_each(|one| show.item(Item::Actor(one), &mut with))?,
                Section::Statements => {
                    self.stream.each_statement(|id, entry| match little.statement(id, entry) {
                        Some(entry) => show.item(Item::Statement(&entry), &mut with),
                        None => Ok(()),
                    })?;
                    let mut new = record.statements.iter().skip(little.statements.kept);
                    new.try_for_each(|one| show.item(Item::Statement(one), &mut with))?;
                }
                Section::Proposals => {
                    record.proposals.iter().try_for_each(|one| show.item(Item::Proposal(one), &mut with))?;
                }
                Section::Positions => {
                    record.positions.iter().try_for_each(|one| show.item(Item::Position(one), &mut with))?;
                }
                Section::Contacts => {
                    record.contacts.iter().try_for_each(|one| show.item(Item::Contact(one), &mut with))?;
                }
                Section::Disputes => {
                    record.disputes.iter().try_for_each(|one| show.item(Item::Dispute(one), &mut with))?;
                }
                Section::Events => {
                    self.stream.each_event(|at, entry| match little.event(at, entry) {
                        Some(entry) => show.item(Item::Event(&entry), &mut with),
                        None => Ok(()),
                    })?;
                    let mut new = record.events.iter().skip(little.events.kept);
                    new.try_for_each(|one| show.item(Item::Event(one), &mut with))?;
                }
            }
        }
        Ok(())
    }
}

/// What corrections make of the entries that they may bear on: all of the smaller sections, and of the statements and events
/// those concerned.
struct Little {
    /// Its actors have indices of their own; its statements are named by their index in the stream.
    record: Record,
    /// Of each actor of the stream the record's.
    actors: Vec<ActorId>,
    statements: Concerned,
    events: Concerned,
    /// What is named in the place of statements that were taken out.
    heirs: HashMap<StatementId, Option<StatementId>>,
    /// Ids of the statements that came about by splitting, which count behind all others.
    more: Vec<String>,
}

/// Entries of the stream that corrections may bear on, in their order.
#[derive(Default)]
struct Concerned {
    /// Their indices and ids in the stream.
    all: Vec<(usize, String)>,
    /// By index in the stream that in the little record; nothing where it was taken out.
    now: HashMap<usize, Option<usize>>,
    /// How many of those in the record are not new.
    kept: usize,
}

impl Concerned {
    /// Notes what has become of them.
    fn settle<T>(&mut self, entries: &[Entry<T>]) {
        let places: HashMap<&str, usize> = entries.iter().zip(0..).map(|(one, at)| (one.id.as_str(), at)).collect();
        self.now = self.all.iter().map(|(index, id)| (*index, places.get(id.as_str()).copied())).collect();
        self.kept = self.now.values().flatten().count();
    }
}

impl Little {
    fn of(stream: &Stream<LedgerReadings<'_>>, reports: &Reports, all: &[Correction]) -> io::Result<Self> {
        let anchors = Anchors::of(reports, all);
        let mut little = Self {
            record: Record::default(),
            actors: Vec::new(),
            statements: Concerned::default(),
            events: Concerned::default(),
            heirs: HashMap::new(),
            more: Vec::new(),
        };
        let mut named = Named::default();
        let count = little.gather(stream, &anchors, &mut named)?;
        let before: Vec<String> = little.record.actors.iter().map(|actor| actor.id.clone()).collect();
        drop(apply_among(&mut little.record, reports, all));
        little.settle(&before, count);
        named.put_back(&mut little);
        Ok(little)
    }

    /// Takes up what corrections may bear on; gives the number of all statements.
    fn gather(
        &mut self,
        stream: &Stream<LedgerReadings<'_>>,
        anchors: &Anchors,
        named: &mut Named,
    ) -> io::Result<usize> {
        let record = &mut self.record;
        let rest = [Section::Actors, Section::Proposals, Section::Positions, Section::Contacts, Section::Disputes];
        stream.each(&rest, |_, item| {
            match item {
                Item::Actor(one) => record.actors.push(one.clone()),
                Item::Proposal(one) => record.proposals.push(one.clone()),
                Item::Position(one) => {
                    let mut one = one.clone();
                    named.positions.insert(one.id.clone(), std::mem::take(&mut one.told.position.statements));
                    record.positions.push(one);
                }
                Item::Contact(one) => record.contacts.push(one.clone()),
                Item::Dispute(one) => {
                    let mut one = one.clone();
                    named.disputes.insert(one.id.clone(), std::mem::take(&mut one.told.statements));
                    record.disputes.push(one);
                }
                _ => {}
            }
            Ok::<_, io::Error>(())
        })?;
        let mut count = 0;
        stream.each_statement(|id, mut one| {
            count += 1;
            if anchors.concern(&one.content) {
                self.statements.all.push((id.index(), one.id.clone()));
                named.within.insert(one.id.clone(), one.told.within.take());
                record.statements.push(one);
            }
            Ok::<_, io::Error>(())
        })?;
        stream.each_event(|at, one| {
            if anchors.concern(&one.evidence) {
                self.events.all.push((at, one.id.clone()));
                record.events.push(one);
            }
            Ok::<_, io::Error>(())
        })?;
        Ok(count)
    }

    /// Notes where everything has gone.
    fn settle(&mut self, actors: &[String], statements: usize) {
        self.statements.settle(&self.record.statements);
        self.events.settle(&self.record.events);
        let new = self.record.statements.iter().skip(self.statements.kept);
        self.more = new.map(|one| one.id.clone()).collect();

        let merged = heirs(&self.record.actors);
        let places: HashMap<&str, usize> =
            self.record.actors.iter().zip(0..).map(|(one, at)| (one.id.as_str(), at)).collect();
        let now =
            |id: &String| places.get(id.as_str()).or_else(|| merged.get(id.as_str())).copied().unwrap_or_default();
        self.actors = actors.iter().map(|id| ActorId(now(id) as u32)).collect();

        let merged = heirs(&self.record.statements);
        let in_stream = |at: usize| {
            let kept = self.record.statements.get(at).filter(|_| at < self.statements.kept);
            let index = kept.and_then(|one| self.statements.all.iter().find(|(_, id)| *id == one.id));
            StatementId(index.map_or(statements + at - self.statements.kept.min(at), |(index, _)| *index) as u32)
        };
        let gone = self.statements.all.iter().filter(|(index, _)| self.statements.now.get(index) == Some(&None));
        self.heirs = gone
            .map(|(index, id)| (StatementId(*index as u32), merged.get(id.as_str()).map(|at| in_stream(*at))))
            .collect();
    }

    /// A statement of the stream as it is now; nothing where it was taken out.
    fn statement(&self, id: StatementId, entry: Entry<Statement<Evidence>>) -> Option<Entry<Statement<Evidence>>> {
        match self.statements.now.get(&id.index()) {
            Some(now) => self.record.statements.get((*now)?).cloned(),
            None => {
                let within = entry.told.within.and_then(|outer| self.now(outer));
                let (speaker, party) = (self.actor(entry.told.speaker), self.actor(entry.told.party));
                Some(Entry { told: Statement { speaker, party, within, ..entry.told }, ..entry })
            }
        }
    }

    /// An event of the stream as it is now; nothing where it was taken out.
    fn event(&self, at: usize, mut entry: Entry<Event<Evidence>>) -> Option<Entry<Event<Evidence>>> {
        match self.events.now.get(&at) {
            Some(now) => self.record.events.get((*now)?).cloned(),
            None => {
                let all = entry.told.source.iter_mut().chain(&mut entry.told.target);
                all.for_each(|one: &mut EventActor| one.actor = self.actor(one.actor));
                Some(entry)
            }
        }
    }

    fn actor(&self, id: Option<ActorId>) -> Option<ActorId> {
        id.map(|id| self.actors.get(id.index()).copied().unwrap_or(id))
    }

    /// The statement, or what is named in its place.
    fn now(&self, id: StatementId) -> Option<StatementId> {
        self.heirs.get(&id).copied().unwrap_or(Some(id))
    }
}

/// By the id of an entry that was merged with another the place of that other.
fn heirs<T>(entries: &[Entry<T>]) -> HashMap<&str, usize> {
    entries.iter().zip(0..).flat_map(|(one, at)| one.was.iter().map(move |was| (was.as_str(), at))).collect()
}

/// Which statements the entries name, by the entries' ids: kept aside while indices are those of a few.
#[derive(Default)]
struct Named {
    positions: HashMap<String, Vec<StatementId>>,
    disputes: HashMap<String, Vec<StatementId>>,
    within: HashMap<String, Option<StatementId>>,
}

impl Named {
    fn put_back(self, little: &mut Little) {
        let mut record = std::mem::take(&mut little.record);
        let now = |all: Vec<StatementId>| {
            if little.heirs.is_empty() {
                return all;
            }
            let mut all: Vec<StatementId> = all.into_iter().filter_map(|id| little.now(id)).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        for one in &mut record.positions {
            one.told.position.statements = now(of_id(&self.positions, &one.id).cloned().unwrap_or_default());
        }
        for one in &mut record.disputes {
            one.told.statements = now(of_id(&self.disputes, &one.id).cloned().unwrap_or_default());
        }
        for one in &mut record.statements {
            let within = of_id(&self.within, &one.id).copied().flatten();
            one.told.within = within.and_then(|outer| little.now(outer));
        }
        little.record = record;
    }
}

/// What is noted of an entry, or of that from which it was split.
fn of_id<'n, T>(noted: &'n HashMap<String, T>, id: &str) -> Option<&'n T> {
    noted.get(id).or_else(|| of_id(noted, id.rsplit_once("-split")?.0))
}

/// The words that corrections name.
struct Anchors(HashMap<ReportId, Vec<Span>>);

impl Anchors {
    fn of(reports: &Reports, all: &[Correction]) -> Self {
        let mut spans: HashMap<ReportId, Vec<Span>> = HashMap::new();
        for one in all.iter().filter(|one| one.undone.is_none()) {
            let other = match &one.deed {
                Deed::Merge { other } => Some(other),
                Deed::Split { off } => Some(off),
                Deed::Set { .. } | Deed::Reject | Deed::Confirm => None,
            };
            for piece in std::iter::once(&one.at).chain(other).filter_map(|anchor| reports.evidence(anchor)) {
                spans.entry(piece.report).or_default().push(piece.span);
            }
        }
        Self(spans)
    }

    /// Whether an entry that rests on these words may be meant: a correction goes to the entry that shares most with it.
    fn concern<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> bool {
        let named = |piece: &Evidence| {
            self.0.get(&piece.report).is_some_and(|all| all.iter().any(|span| span.overlaps(piece.span)))
        };
        evidence.into_iter().any(named)
    }
}
