//! The record of a negotiation: its vocabulary as types, the codebook, merging, JSON.
//!
//! Read first: [`Reading`], what one report says; [`Record`], what many say, merged; [`vocabulary`], the closed lists of words; [`codebook`], what a
//! political scientist tells the program about the world.

//!
//! ```
//! use rapporteur_record::*;
//! use rapporteur_report::Report;
//!
//! // What the reading crate finds in a report; here it is written by hand.
//! let text = "The envoys met in Oslo.".to_owned();
//! let met = Contact {
//!     kind: ContactKind::Meeting,
//!     participants: vec![],
//!     parties: vec![],
//!     place: Some("Oslo".into()),
//!     when: TimeExpression::default(),
//!     status: ContactStatus::Held,
//!     about: vec![],
//!     evidence: AtLeastOne::one(Span { start: 11, end: 22 }),
//! };
//! let reading = Reading { contacts: vec![met], ..Reading::default() };
//! let report = Report { id: "r1".into(), text, ..Report::default() };
//!
//! // Checked that they fit, merged with as many others as there are, and printed.
//! let record = Record::merge(vec![ReadReport::new(report, reading)?], vec![], &[])?;
//! assert_eq!(record.contacts[0].evidence.first().text(&record.reports), "met in Oslo");
//! let mut json = Vec::new();
//! record.write_json(&mut json)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod around;
mod at_least_one;
mod code_points;
pub mod codebook;
mod corroboration;
mod entries;
mod evidence;
mod item;
mod json;
mod merge;
mod period;
mod read_report;
mod reading;
mod record;
mod span;
pub mod vocabulary;

pub use around::{Around, Cut, Who};
pub use at_least_one::{AtLeastOne, Empty};
pub use code_points::CodePoints;
pub use corroboration::{Corroboration, Tellings};
pub use entries::{
    Actor, ActorId, AnswerShown, Contact, Dispute, Event, EventActor, LEAST_SHOWN, Leaning, Position, Proposal,
    Response, Statement, StatementId, TimeExpression,
};
pub use evidence::{Evidence, ReportId};
pub use item::{Entries, Item, Section};
pub use json::lines::write_json_lines;
pub use json::schema::{json_line_schema, json_schema};
pub use json::write_json;
pub use merge::{MergeError, Readings, ReprintOf, Show, Stream};
pub use period::Period;
pub use read_report::{ReadReport, ReadingProblem, UnsoundReading};
pub use reading::{Reading, Unread};
pub use record::{Coverage, Entry, HeldPosition, PositionId, Record, Reprint, SetAside};
pub use span::Span;
pub use vocabulary::{
    Act, ActorKind, Authority, ContactKind, ContactStatus, CueKind, DisputeKind, EventAux, EventType, Firmness, Mode,
    Quad, ResponseValue, Stance, Standing, Term, UnknownWord,
};
