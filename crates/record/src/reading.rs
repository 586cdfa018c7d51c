//! What the reading of one report gives.
//!
//! The reading crate fills a [`Reading`] from one report's text; nothing in it knows of other reports. Merging makes
//! the readings of many reports into one record.

use serde::{Deserialize, Serialize};

use crate::entries::{Actor, Contact, Dispute, Event, Position, Proposal, Statement};

/// What one report says, and what of it could not be read. Entries stand in the order of the text; spans are bytes of
/// the report's text; [`ActorId`](crate::ActorId) and [`StatementId`](crate::StatementId) index `actors` and
/// `statements` of this reading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Who speaks or acts.
    pub actors: Vec<Actor>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// What was tabled, with the answers.
    pub proposals: Vec<Proposal>,
    /// Who stands where.
    pub positions: Vec<Position>,
    /// Who met or called whom.
    pub contacts: Vec<Contact>,
    /// What is disputed.
    pub disputes: Vec<Dispute>,
    /// PLOVER events.
    pub events: Vec<Event>,
    /// What was not read.
    pub unread: Unread,
}

/// What a reading does not cover, so that silence is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Speakers that could not be resolved, as written: "he".
    pub unresolved_speakers: Vec<String>,
    /// How many sentences have a verb of speech and no statement.
    pub speech_without_statement: u32,
}
