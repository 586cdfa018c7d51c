//! The record as JSON, as its contract says.
//!
//! [`Record::write_json`] writes entry by entry, one on a line, so that a record of any size is written without holding
//! its text, two versions can be compared with `diff`, and a line can be found with `grep`. Every section and field is
//! always there, null or empty where there is nothing.
//!
//! Fields that the contract does not name: `was` in every entry (the ids that it replaces), `confidence` in statements,
//! `replaced_by` in positions (null while the position is open).

mod views;

use std::io::{self, Write};

use serde::Serialize;

use self::views::Views;
use crate::Record;

/// The version that writes the record.
const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Record {
    /// Writes the record as JSON; an error only where `out` fails.
    ///
    /// ```
    /// let mut json = Vec::new();
    /// rapporteur_record::Record::default().write_json(&mut json)?;
    /// assert!(json.starts_with(b"{\n\"rapporteur\": "));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_json(&self, mut out: impl Write) -> io::Result<()> {
        let views = Views::of(self);
        write!(out, "{{\n\"rapporteur\": \"{VERSION}\"")?;
        section(&mut out, "reports", self.reports.iter().map(|report| views.report(report)))?;
        section(&mut out, "actors", self.actors.iter().map(|actor| views.actor(actor)))?;
        section(&mut out, "statements", self.statements.iter().map(|statement| views.statement(statement)))?;
        section(&mut out, "proposals", self.proposals.iter().map(|proposal| views.proposal(proposal)))?;
        section(&mut out, "positions", self.positions.iter().map(|position| views.position(position)))?;
        section(&mut out, "contacts", self.contacts.iter().map(|contact| views.contact(contact)))?;
        section(&mut out, "disputes", self.disputes.iter().map(|dispute| views.dispute(dispute)))?;
        section(&mut out, "events", self.events.iter().map(|event| views.event(event)))?;
        out.write_all(b",\n\"coverage\": ")?;
        serde_json::to_writer(&mut out, &views.coverage())?;
        out.write_all(b"\n}\n")
    }
}

fn section<T: Serialize>(out: &mut impl Write, name: &str, entries: impl Iterator<Item = T>) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    let mut between = "\n";
    for entry in entries {
        out.write_all(between.as_bytes())?;
        serde_json::to_writer(&mut *out, &entry)?;
        between = ",\n";
    }
    out.write_all(if between == "\n" { b"]" } else { b"\n]" })
}
