//! The record one object a line.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::VERSION;
use super::views::{
    ActorJson, ContactJson, CoverageJson, DisputeJson, EventJson, PositionJson, ProposalJson, ReportJson,
    StatementJson, Views,
};
use crate::Record;

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
    pub fn write_json_lines(&self, mut out: impl Write) -> io::Result<()> {
        let views = Views::of(self);
        let all = std::iter::once(LineJson::Record { rapporteur: VERSION })
            .chain(self.reports.iter().map(|one| LineJson::Reports(views.report(one))))
            .chain(self.actors.iter().map(|one| LineJson::Actors(views.actor(one))))
            .chain(self.statements.iter().map(|one| LineJson::Statements(views.statement(one))))
            .chain(self.proposals.iter().map(|one| LineJson::Proposals(views.proposal(one))))
            .chain(self.positions.iter().map(|one| LineJson::Positions(views.position(one))))
            .chain(self.contacts.iter().map(|one| LineJson::Contacts(views.contact(one))))
            .chain(self.disputes.iter().map(|one| LineJson::Disputes(views.dispute(one))))
            .chain(self.events.iter().map(|one| LineJson::Events(views.event(one))))
            .chain(std::iter::once_with(|| LineJson::Coverage(views.coverage())));
        for line in all {
            serde_json::to_writer(&mut out, &line)?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }
}
