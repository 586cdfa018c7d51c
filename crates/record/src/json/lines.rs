//! The record one object a line.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::VERSION;
use super::views::{
    ActorJson, ContactJson, CoverageJson, DisputeJson, EventJson, PositionJson, ProposalJson, ReportJson,
    StatementJson, Views,
};
use crate::{Entries, Item, Record, Section};

/// A line: the section of the record to which it belongs, and the fields of the entry.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "section", rename_all = "snake_case")]
#[schemars(rename = "RecordLine")]
pub(super) enum LineJson<'r> {
    /// The first line.
    Record {
        /// The version that wrote it.
        rapporteur: &'r str,
    },
    Reports(ReportJson<'r>),
    Actors(ActorJson<'r>),
    Statements(StatementJson<'r>),
    Proposals(ProposalJson<'r>),
    Positions(PositionJson<'r>),
    Contacts(ContactJson<'r>),
    Disputes(DisputeJson<'r>),
    Events(EventJson<'r>),
    /// The last line.
    Coverage(CoverageJson<'r>),
}

impl Record {
    /// Writes the record as JSON lines: first a line with the version, then each entry with its `section`, last the coverage. An
    /// error only where `out` fails.
    ///
    /// ```
    /// let mut lines = Vec::new();
    /// rapporteur_record::Record::default().write_json_lines(&mut lines)?;
    /// assert!(lines.starts_with(b"{\"section\":\"record\""));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_json_lines(&self, out: impl Write) -> io::Result<()> {
        write_json_lines(self, out)
    }
}

/// Writes a record as JSON lines entry by entry; an error where `out` fails, or what the record is made from.
pub fn write_json_lines(record: &impl Entries, mut out: impl Write) -> io::Result<()> {
    write_line(&mut out, &LineJson::Record { rapporteur: VERSION })?;
    record.each(&Section::ALL, |around, item| {
        let views = Views(around);
        let line = match item {
            Item::Report(_, one) => LineJson::Reports(views.report(one)),
            Item::Actor(one) => LineJson::Actors(views.actor(one)),
            Item::Statement(one) => LineJson::Statements(views.statement(one)),
            Item::Proposal(one) => LineJson::Proposals(views.proposal(one)),
            Item::Position(one) => LineJson::Positions(views.position(one)),
            Item::Contact(one) => LineJson::Contacts(views.contact(one)),
            Item::Dispute(one) => LineJson::Disputes(views.dispute(one)),
            Item::Event(one) => LineJson::Events(views.event(one)),
            Item::Coverage(one) => LineJson::Coverage(views.coverage(one)),
        };
        write_line(&mut out, &line)
    })?;
    out.flush()
}

fn write_line(out: &mut impl Write, line: &LineJson<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
