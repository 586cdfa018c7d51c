//! A record that is gone through without being held: its readings are walked through as often as need be, and each entry is
//! made when its turn comes.
//!
//! ```text
//! first walk    actors                                            who is one with whom
//! second walk   which statements and events are one; contacts,    what is compared with others
//!               positions, proposals, disputes as they are
//! then          each statement, from the reading that tells it    lifted, handed on, dropped
//!               first, and what later readings add to it
//! ```
//!
//! What has to be known of all statements, events and actors meanwhile (which tellings are one, what somebody is called) grows with
//! the readings, so it lies in a file without a name where it is more than [some megabytes](MEMORY); of a report's text nothing is
//! held.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::io;

use jiff::civil::Date;
use rapporteur_report::Report;
use rapporteur_spill::{Index, List, Spill, key_of};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::actors::Actors;
use super::contacts::Contacts;
use super::disputes::Disputes;
use super::events::Events;
use super::ids::{Ids, Taken};
use super::lift::Lift;
use super::occasion::Sides;
use super::positions::Positions;
use super::proposals::Proposals;
use super::statements::Statements;
use super::told::ToldActors;
use super::whole::Whole;
use super::{MergeError, ReprintOf, Setting, first_of, tell};
use crate::around::{ActorsAround, Around, Casts, Cuts, PositionsAround, StatementsAround, TextsAtHand, WordsAround};
use crate::entries::{Contact, Dispute, Event, Proposal, Statement};
use crate::record::{Coverage, HeldPosition, Record, Reprint, SetAside};
use crate::{ActorId, Entries, Entry, Evidence, Item, Reading, ReportId, Section, StatementId, Tellings};

/// The readings of reports, to be walked through as often as need be: of a ledger, of a folder.
pub trait Readings {
    /// The reports, ordered by date, then id, the undated ones last; their texts may be left out.
    fn reports(&self) -> &[Report];

    /// Hands on each reading in the order of the reports, with the report's text. Sections that are not named may be left
    /// out. Each reading fits its report ([`ReadReport::check`](crate::ReadReport::check)) where more than the actors is asked for.
    fn each(
        &self,
        sections: &[Section],
        with: &mut dyn FnMut(ReportId, &str, &mut Reading) -> io::Result<()>,
    ) -> io::Result<()>;

    /// The text of a report.
    fn text(&self, report: ReportId) -> io::Result<String>;

    /// The reports with their texts, all else given up.
    fn into_reports(self) -> io::Result<Vec<Report>>;
}

/// Bytes of memory for what grows with the readings; the rest of it lies in a file.
const MEMORY: usize = 4 << 20;

/// A record that is made as it is gone through.
pub struct Stream<R> {
    spill: Spill,
    readings: R,
    coverage: Coverage,
    taken: Taken,
    actors: Actors,
    sides: Sides,
    /// Where each report's tellings of actors begin, and how many there are.
    of_report: List<(u32, u32)>,
    merged: Merged,
}

/// What later reports may make another thing of.
const CLAIMS: [Section; 3] = [Section::Proposals, Section::Positions, Section::Contacts];

/// What has been merged so far; sections are merged when they are first asked for.
#[derive(Default)]
struct Merged {
    statements: OnceCell<(Statements, Ids)>,
    claims: OnceCell<Claims>,
    contacts: OnceCell<Whole<Contact<Evidence>>>,
    disputes: OnceCell<Whole<Dispute<Evidence>>>,
    events: OnceCell<(Events, Ids)>,
}

/// An answer that another took the place of lives on as a position, so that the two are merged together.
struct Claims {
    proposals: Whole<Proposal<Evidence>>,
    positions: Whole<HeldPosition>,
}

impl<R: Readings> Stream<R> {
    /// Merges the actors of these readings; `set_aside` names what could not be read, `reprints` which of the reports
    /// repeat others. What grows with them lies in a temporary file.
    pub fn of(readings: R, set_aside: Vec<SetAside>, reprints: &[ReprintOf]) -> io::Result<Self> {
        Self::with(Spill::of(MEMORY), readings, set_aside, reprints)
    }

    /// The same with what grows where it is told.
    pub(super) fn with(
        spill: Spill,
        readings: R,
        mut set_aside: Vec<SetAside>,
        reprints: &[ReprintOf],
    ) -> io::Result<Self> {
        let reports = readings.reports();
        let mut ids = HashSet::new();
        if let Some(twice) = reports.iter().find(|one| !ids.insert(one.id.as_str())) {
            return Err(io::Error::other(MergeError::SameId { id: twice.id.clone() }));
        }
        set_aside.sort();
        let mut coverage = Coverage { set_aside, reprints: by_index(reports, reprints), ..Coverage::default() };
        let mut taken = Taken::new(&spill);
        reports.iter().for_each(|report| drop(taken.take(report.id.clone())));

        let mut told = ToldActors::new(&spill);
        let mut of_report = List::new(&spill);
        let mut seen = Index::new(&spill);
        readings.each(&[Section::Actors, Section::Coverage], &mut |report, text, reading| {
            let actors = std::mem::take(&mut reading.actors);
            of_report.push((told.all.len() as u32, actors.len() as u32));
            told.add(report, &reports[report.index()].id, text, actors);
            for speaker in std::mem::take(&mut reading.unread.unresolved_speakers) {
                let key = key_of(&speaker);
                if seen.get(key).is_none() {
                    seen.insert(key, 0);
                    coverage.unresolved_speakers.push(speaker);
                }
            }
            coverage.speech_without_statement += u64::from(reading.unread.speech_without_statement);
            Ok(())
        })?;
        drop(seen);
        let actors = Actors::merge(told, &Setting::new(reports, &coverage.reprints), &spill, &mut taken);
        taken.done();
        let sides = actors.sides(&spill);
        spill.check()?;
        Ok(Self { spill, readings, coverage, taken, actors, sides, of_report, merged: Merged::default() })
    }

    /// The readings that it is made of.
    pub fn readings(&self) -> &R {
        &self.readings
    }

    /// Shows entries one by one, those that are put in the place of others among them.
    pub fn show(&self) -> Show<'_, R> {
        let tellings = Tellings::among(self.readings.reports(), &self.coverage.reprints);
        Show {
            stream: self,
            tellings,
            cuts: Cuts::default(),
            casts: Casts::default(),
            texts: Shelf::of(&self.readings),
        }
    }

    /// The whole record, in memory.
    pub fn into_record(self) -> io::Result<Record> {
        self.merge(&Section::ALL)?;
        let mut record = Record::default();
        self.each_statement(|_, entry| {
            record.statements.push(entry);
            Ok::<_, io::Error>(())
        })?;
        self.each_event(|_, entry| {
            record.events.push(entry);
            Ok::<_, io::Error>(())
        })?;
        record.statements.shrink_to_fit();
        record.events.shrink_to_fit();
        let Self { spill, readings, coverage, actors, merged, .. } = self;
        merged.into_entries(&mut record);
        record.actors = (0..actors.len()).filter_map(|at| actors.entry(at)).collect();
        drop(actors);
        spill.check()?;
        Ok(Record { reports: readings.into_reports()?, coverage, ..record })
    }

    /// What was said before each of these days, the earliest first: of the record of the reports that were published before it, or
    /// on no day that is known, what later ones may make another thing of. That is proposals, positions and contacts, and nothing
    /// else. Who is who in them is known from all reports, and actors have the same indices as in the record of all; by which
    /// statements a position is shown is left out.
    pub fn claims_before<E: From<io::Error>>(
        &self,
        days: &[Date],
        mut with: impl FnMut(Record) -> Result<(), E>,
    ) -> Result<(), E> {
        let reports = self.readings.reports();
        let setting = Setting::new(reports, &self.coverage.reprints);
        let undated = self.undated(&CLAIMS)?;
        let (mut walk, mut days) = (Walk::new(&self.spill, &setting, &self.sides), days.iter().peekable());
        self.walk(&CLAIMS, |lift, reading| {
            let told = reports.get(lift.report.index()).and_then(|report| report.published);
            while days.next_if(|day| told.is_none_or(|told| told >= **day)).is_some() {
                with(self.claims_so_far(&walk, &undated)?)?;
            }
            walk.add(&CLAIMS, lift, without_statements(reading));
            Ok::<_, E>(())
        })?;
        days.try_for_each(|_| with(self.claims_so_far(&walk, &undated)?))
    }

    /// The readings of reports of no known day, which come last and were told at any time.
    fn undated(&self, sections: &[Section]) -> io::Result<Vec<(ReportId, Reading)>> {
        let mut undated = Vec::new();
        let reports = self.readings.reports();
        if reports.iter().any(|report| report.published.is_none()) {
            self.readings.each(sections, &mut |report, _, reading| {
                let is_undated = reports.get(report.index()).is_some_and(|one| one.published.is_none());
                undated.extend(is_undated.then(|| (report, std::mem::take(without_statements(reading)))));
                Ok(())
            })?;
        }
        Ok(undated)
    }

    fn claims_so_far(&self, walk: &Walk<'_>, undated: &[(ReportId, Reading)]) -> io::Result<Record> {
        let mut walk = walk.claims(&self.sides);
        for (report, reading) in undated {
            walk.add(&CLAIMS, self.lift(*report, &self.actors_of(*report)), &mut reading.clone());
        }
        let (merged, mut record) = (Merged::default(), Record::default());
        walk.keep(&CLAIMS, &self.taken, &merged);
        merged.into_entries(&mut record);
        self.spill.check()?;
        Ok(record)
    }

    /// What is told in a report is lifted with its actors, and without its statements.
    fn lift<'l>(&'l self, report: ReportId, actors: &'l [ActorId]) -> Lift<'l> {
        Lift { report, actors, sides: &self.sides, statements: &[] }
    }

    /// Of each actor of a report's reading the record's.
    fn actors_of(&self, report: ReportId) -> Vec<ActorId> {
        let (from, count) = self.of_report.at(report.index());
        self.actors.of_tellings(from as usize, count as usize)
    }

    /// Merges what is asked for and was not yet.
    fn merge(&self, sections: &[Section]) -> io::Result<()> {
        let missing = self.merged.missing(sections);
        if missing.is_empty() {
            return Ok(());
        }
        let setting = Setting::new(self.readings.reports(), &self.coverage.reprints);
        let mut walk = Walk::new(&self.spill, &setting, &self.sides);
        self.readings.each(&missing, &mut |report, text, reading| {
            let actors = self.actors_of(report);
            let lift = self.lift(report, &actors);
            if missing.contains(&Section::Statements) {
                walk.statements.add(&setting, &lift, text, &reading.statements);
            }
            let known = self.merged.statements.get().map_or(&walk.statements, |(known, _)| known);
            let statements = known.of_report(report);
            walk.add(&missing, Lift { statements: &statements, ..lift }, reading);
            Ok(())
        })?;
        walk.keep(&missing, &self.taken, &self.merged);
        self.spill.check()
    }

    /// Hands on each statement with its index.
    pub fn each_statement<E: From<io::Error>>(
        &self,
        mut with: impl FnMut(StatementId, Entry<Statement<Evidence>>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.merge(&[Section::Statements])?;
        let Some((statements, ids)) = self.merged.statements.get() else { return Ok(()) };
        let mut next = StatementId(0);
        self.walk(&[Section::Statements], |lift, reading| {
            let told = std::mem::take(&mut reading.statements);
            for (id, entry) in statements.first_told(lift, told, &mut next) {
                with(id, Entry { id: ids.text(id.index()).unwrap_or_default(), ..entry })?;
            }
            Ok(())
        })
    }

    /// Hands on each event with its place among all.
    pub fn each_event<E: From<io::Error>>(
        &self,
        mut with: impl FnMut(usize, Entry<Event<Evidence>>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.merge(&[Section::Events])?;
        let Some((events, ids)) = self.merged.events.get() else { return Ok(()) };
        let mut next = 0;
        self.walk(&[Section::Events], |lift, reading| {
            let told = std::mem::take(&mut reading.events);
            for (at, entry) in events.first_told(lift, told, &mut next) {
                with(at, Entry { id: ids.text(at).unwrap_or_default(), ..entry })?;
            }
            Ok(())
        })
    }

    /// Walks through the readings; stops at the first error.
    fn walk<E: From<io::Error>>(
        &self,
        sections: &[Section],
        mut with: impl FnMut(Lift<'_>, &mut Reading) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failed = None;
        let walked = self.readings.each(sections, &mut |report, _, reading| {
            with(self.lift(report, &self.actors_of(report)), reading).map_err(|error| {
                failed = Some(error);
                io::Error::other("stopped")
            })
        });
        match (failed, walked) {
            (Some(error), _) => Err(error),
            (None, walked) => Ok(walked?),
        }
    }
}

impl Merged {
    /// Of these sections what has to be merged, and what that needs.
    fn missing(&self, sections: &[Section]) -> Vec<Section> {
        let asked = |any: &[Section]| any.iter().any(|one| sections.contains(one));
        let claims = asked(&[Section::Proposals, Section::Positions]) && self.claims.get().is_none();
        let disputes = asked(&[Section::Disputes]) && self.disputes.get().is_none();
        // Positions and disputes name statements.
        let statements = asked(&[Section::Statements]) || claims || disputes;
        let all = [
            (Section::Statements, statements && self.statements.get().is_none()),
            (Section::Proposals, claims),
            (Section::Positions, claims),
            (Section::Contacts, asked(&[Section::Contacts]) && self.contacts.get().is_none()),
            (Section::Disputes, disputes),
            (Section::Events, asked(&[Section::Events]) && self.events.get().is_none()),
        ];
        all.into_iter().filter_map(|(section, missing)| missing.then_some(section)).collect()
    }

    /// Puts those sections into a record that are merged whole.
    fn into_entries(self, record: &mut Record) {
        let Self { claims, contacts, disputes, .. } = self;
        if let Some(Claims { proposals, positions }) = claims.into_inner() {
            record.proposals = entries(Some(proposals));
            record.positions = entries(Some(positions));
        }
        record.contacts = entries(contacts.into_inner());
        record.disputes = entries(disputes.into_inner());
    }
}

fn entries<T: Serialize + DeserializeOwned>(all: Option<Whole<T>>) -> Vec<Entry<T>> {
    all.iter().flat_map(Whole::each).collect()
}

/// All sections but the actors, growing report by report.
struct Walk<'s> {
    spill: &'s Spill,
    setting: &'s Setting<'s>,
    statements: Statements,
    proposals: Proposals<'s>,
    positions: Positions,
    contacts: Contacts<'s>,
    disputes: Disputes,
    events: Events,
}

impl<'s> Walk<'s> {
    fn new(spill: &'s Spill, setting: &'s Setting<'s>, sides: &'s Sides) -> Self {
        Self {
            spill,
            setting,
            statements: Statements::new(spill),
            proposals: Proposals::new(spill, setting, sides),
            positions: Positions::new(spill),
            contacts: Contacts::new(spill, setting, sides),
            disputes: Disputes::new(spill),
            events: Events::new(spill),
        }
    }

    /// The proposals, positions and contacts so far.
    fn claims(&self, sides: &'s Sides) -> Self {
        let (proposals, positions, contacts) = (self.proposals.clone(), self.positions.clone(), self.contacts.clone());
        Self { proposals, positions, contacts, ..Self::new(self.spill, self.setting, sides) }
    }

    /// Adds these sections of one report's reading, the statements excepted.
    fn add(&mut self, sections: &[Section], lift: Lift<'_>, reading: &mut Reading) {
        let wanted = |section: Section| sections.contains(&section);
        let of = |section: &'static str| (section, lift.report, self.setting.id(lift.report));
        if wanted(Section::Positions) {
            let told = std::mem::take(&mut reading.positions);
            self.positions.add(tell(of("q"), told, |one| first_of(&one.evidence), |one| lift.position(one)));
            let told = std::mem::take(&mut reading.proposals);
            self.proposals.add(tell(of("p"), told, |one| first_of(&one.evidence), |one| lift.proposal(one)));
        }
        if wanted(Section::Contacts) {
            let told = std::mem::take(&mut reading.contacts);
            self.contacts.add(tell(of("c"), told, |one| first_of(&one.evidence), |one| lift.contact(one)));
        }
        if wanted(Section::Disputes) {
            let told = std::mem::take(&mut reading.disputes);
            self.disputes.add(tell(of("d"), told, |one| first_of(&one.evidence), |one| lift.dispute(one)));
        }
        if wanted(Section::Events) {
            self.events.add(self.setting, &lift, &reading.events);
        }
    }

    /// Puts what was merged where it belongs.
    fn keep(mut self, sections: &[Section], taken: &Taken, merged: &Merged) {
        let wanted = |section: Section| sections.contains(&section);
        if wanted(Section::Statements) {
            let ids = self.statements.done(self.spill, taken);
            merged.statements.get_or_init(|| (self.statements, ids));
        }
        if wanted(Section::Positions) {
            let (proposals, past) = self.proposals.whole(taken);
            self.positions.settle(&past);
            drop(past);
            merged.claims.get_or_init(|| Claims { proposals, positions: self.positions.whole(taken) });
        }
        if wanted(Section::Contacts) {
            merged.contacts.get_or_init(|| self.contacts.whole(taken));
        }
        if wanted(Section::Disputes) {
            merged.disputes.get_or_init(|| self.disputes.whole(self.spill, taken));
        }
        if wanted(Section::Events) {
            let ids = self.events.done(self.spill, taken);
            merged.events.get_or_init(|| (self.events, ids));
        }
    }
}

/// A reading whose positions are shown by no statement.
fn without_statements(reading: &mut Reading) -> &mut Reading {
    reading.positions.iter_mut().for_each(|one| one.statements.clear());
    reading
}

impl<R: Readings> Entries for Stream<R> {
    fn each<E: From<io::Error>>(
        &self,
        sections: &[Section],
        mut with: impl FnMut(Around<'_>, Item<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.merge(sections)?;
        let wanted = |section: Section| sections.contains(&section);
        let mut show = self.show();
        if wanted(Section::Reports) {
            for (report, at) in self.readings.reports().iter().zip(0..) {
                let whole = Report { text: self.readings.text(ReportId(at))?, ..report.clone() };
                show.item(Item::Report(ReportId(at), &whole), &mut with)?;
            }
        }
        if wanted(Section::Actors) {
            for actor in (0..self.actors.len()).filter_map(|at| self.actors.entry(at)) {
                show.item(Item::Actor(&actor), &mut with)?;
            }
        }
        if wanted(Section::Statements) {
            self.each_statement(|_, entry| show.item(Item::Statement(&entry), &mut with))?;
        }
        let claims = self.merged.claims.get();
        if let Some(claims) = claims.filter(|_| wanted(Section::Proposals)) {
            claims.proposals.each().try_for_each(|one| show.item(Item::Proposal(&one), &mut with))?;
        }
        if let Some(claims) = claims.filter(|_| wanted(Section::Positions)) {
            claims.positions.each().try_for_each(|one| show.item(Item::Position(&one), &mut with))?;
        }
        if let Some(contacts) = self.merged.contacts.get().filter(|_| wanted(Section::Contacts)) {
            contacts.each().try_for_each(|one| show.item(Item::Contact(&one), &mut with))?;
        }
        if let Some(disputes) = self.merged.disputes.get().filter(|_| wanted(Section::Disputes)) {
            disputes.each().try_for_each(|one| show.item(Item::Dispute(&one), &mut with))?;
        }
        if wanted(Section::Events) {
            self.each_event(|_, entry| show.item(Item::Event(&entry), &mut with))?;
        }
        if wanted(Section::Coverage) {
            show.item(Item::Coverage(&self.coverage), &mut with)?;
        }
        Ok(())
    }
}

/// Shows entries with what they refer to, one at a time.
pub struct Show<'s, R> {
    stream: &'s Stream<R>,
    tellings: Tellings<'s>,
    cuts: Cuts,
    casts: Casts,
    texts: Shelf<'s, R>,
}

impl<R: Readings> Show<'_, R> {
    /// Hands on an entry of this record, or one like it, with its words.
    pub fn item<E: From<io::Error>>(
        &mut self,
        item: Item<'_>,
        with: &mut impl FnMut(Around<'_>, Item<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let readings = &self.stream.readings;
        self.cuts.of(&item, &mut self.texts)?;
        self.casts.of(&item, |actor| self.stream.actors.cast(actor));
        self.stream.spill.check()?;
        let merged = &self.stream.merged;
        let around = Around {
            reports: readings.reports(),
            words: WordsAround::Cut(&self.cuts),
            actors: ActorsAround::Told(&self.casts),
            statements: StatementsAround::Merged(merged.statements.get().map(|(_, ids)| ids)),
            positions: PositionsAround::Merged(merged.claims.get().map(|claims| &claims.positions.ids)),
            tellings: &self.tellings,
        };
        with(around, item)
    }
}

/// How many bytes of text are at hand at most. What is written next mostly rests on what was written last.
const SHELF: usize = 2 << 20;

/// The texts that were last asked for.
struct Shelf<'s, R> {
    readings: &'s R,
    texts: HashMap<ReportId, String>,
    /// Those of before, which go when the newer ones fill half of the shelf.
    older: HashMap<ReportId, String>,
    bytes: usize,
}

impl<'s, R> Shelf<'s, R> {
    fn of(readings: &'s R) -> Self {
        Self { readings, texts: HashMap::new(), older: HashMap::new(), bytes: 0 }
    }
}

impl<R: Readings> TextsAtHand for Shelf<'_, R> {
    fn text(&mut self, report: ReportId) -> io::Result<&str> {
        if !self.texts.contains_key(&report) {
            let text = match self.older.remove(&report) {
                Some(text) => text,
                None => self.readings.text(report)?,
            };
            self.bytes += text.len();
            if self.bytes > SHELF / 2 {
                self.older = std::mem::take(&mut self.texts);
                self.bytes = text.len();
            }
            self.texts.insert(report, text);
        }
        Ok(self.texts.get(&report).map(String::as_str).unwrap_or_default())
    }
}

fn by_index(reports: &[Report], reprints: &[ReprintOf]) -> Vec<Reprint> {
    let index: HashMap<&str, ReportId> =
        reports.iter().zip(0..).map(|(report, at)| (report.id.as_str(), ReportId(at))).collect();
    let find = |id: &String| index.get(id.as_str()).copied();
    let pairs = reprints.iter().filter_map(|pair| Some(Reprint { report: find(&pair.report)?, of: find(&pair.of)? }));
    let mut all: Vec<Reprint> = pairs.filter(|pair| pair.report != pair.of).collect();
    all.sort();
    all.dedup_by_key(|pair| pair.report);
    all
}
