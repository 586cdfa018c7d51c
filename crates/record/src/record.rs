//! The record: what many reports say, merged.

use std::ops::Deref;

use rapporteur_report::Report;
use serde::{Deserialize, Serialize};

use crate::entries::{Actor, Contact, Dispute, Event, Position, Proposal, Statement};
use crate::{ActorId, Evidence, ReportId, StatementId};

/// What many reports of a negotiation say. Made by [`Record::merge`]; printed by [`Record::write_json`].
///
/// [`ActorId`], [`StatementId`] and [`ReportId`] in its entries index its own lists. Entries stand in the order in
/// which they were first told: by report, then by place in its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// All that were read, by date, then id; undated ones last.
    pub reports: Vec<Report>,
    /// Who speaks or acts.
    pub actors: Vec<Entry<Actor<Evidence>>>,
    /// Who said what.
    pub statements: Vec<Entry<Statement<Evidence>>>,
    /// What was tabled, each party's latest answer.
    pub proposals: Vec<Entry<Proposal<Evidence>>>,
    /// Who stood where, and stands.
    pub positions: Vec<Entry<HeldPosition>>,
    /// Who met or called whom.
    pub contacts: Vec<Entry<Contact<Evidence>>>,
    /// What is disputed.
    pub disputes: Vec<Entry<Dispute<Evidence>>>,
    /// PLOVER events.
    pub events: Vec<Entry<Event<Evidence>>>,
    /// What the record does not cover.
    pub coverage: Coverage,
}

/// An entry of the record and what it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<T> {
    /// Made from the place where it was first told; a codebook key for actors that the codebook knows.
    pub id: String,
    /// The ids that it has where its earlier tellings are missing, in the order of the tellings.
    pub was: Vec<String>,
    /// What is told.
    pub told: T,
}

impl<T> Deref for Entry<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.told
    }
}

/// Index of a position in the record's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PositionId(pub u32);

impl PositionId {
    /// The place in the list.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A position and whether it is still held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldPosition {
    /// Where the party stood.
    pub position: Position<Evidence>,
    /// The later position that took its place; `None` while it is open.
    pub replaced_by: Option<PositionId>,
}

impl Deref for HeldPosition {
    type Target = Position<Evidence>;

    fn deref(&self) -> &Position<Evidence> {
        &self.position
    }
}

/// What the record does not cover, so that silence is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// What could not be read at all.
    pub set_aside: Vec<SetAside>,
    /// Which reports repeat others.
    pub reprints: Vec<Reprint>,
    /// Speakers that could not be resolved, as written, in the order of the reports.
    pub unresolved_speakers: Vec<String>,
    /// How many sentences have a verb of speech and no statement.
    pub speech_without_statement: u64,
}

/// A report that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetAside {
    /// Its id or, where it has none, the file.
    pub report: String,
    /// Why: "empty", "binary".
    pub reason: String,
}

/// A report that repeats another. It is read, and its spans are further evidence, but it is no independent telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reprint {
    /// Which.
    pub report: ReportId,
    /// Of which: the earliest published.
    pub of: ReportId,
}

impl Record {
    /// The report of a piece of evidence.
    pub fn report(&self, id: ReportId) -> Option<&Report> {
        self.reports.get(id.index())
    }

    /// The actor of an index.
    pub fn actor(&self, id: ActorId) -> Option<&Entry<Actor<Evidence>>> {
        self.actors.get(id.index())
    }

    /// The statement of an index.
    pub fn statement(&self, id: StatementId) -> Option<&Entry<Statement<Evidence>>> {
        self.statements.get(id.index())
    }
}
