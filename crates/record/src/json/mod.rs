//! The record as JSON, as its contract says.
//!
//! [`Record::write_json`] writes entry by entry, one on a line, so that a record of any size is written without holding
//! its text, two versions can be compared with `diff`, and a line can be found with `grep`. Every section and field is
//! always there, null or empty where there is nothing.
//!
//! Fields that the contract does not name: `was` in every entry (the ids that it replaces), `confidence` and `stances` (the speaker's
//! side's stance on each term that the statement takes one on) in statements,
//! `replaced_by` in positions (null while the position is open).
//!
//! [`Record::write_json_lines`] writes the same objects one a line, each with its `section` first, for programs that read line by
//! line. What both forms may hold is told by [`schema`], made from the very types that are written.

mod lines;
pub(crate) mod schema;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ReadReport, Reading, SetAside};
    use rapporteur_report::Report;

    fn json(record: &Record) -> String {
        let mut out = Vec::new();
        record.write_json(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_section_is_there_although_empty() {
        let wanted = r#"{
"rapporteur": "VERSION",
"reports": [],
"actors": [],
"statements": [],
"proposals": [],
"positions": [],
"contacts": [],
"disputes": [],
"events": [],
"coverage": {"reports":0,"read":0,"set_aside":[],"reprints":[],"unresolved_speakers":[],"speech_without_statement":0}
}
"#;
        assert_eq!(json(&Record::default()), wanted.replace("VERSION", VERSION));
    }

    #[test]
    fn a_text_is_printed_code_point_for_code_point_and_what_was_set_aside_is_counted() {
        let text = "\u{feff}a\r\nb\u{0}\"\u{2028}🚢";
        let report = Report { id: "r1".into(), text: text.into(), ..Report::default() };
        let read = vec![ReadReport::new(report, Reading::default()).unwrap()];
        let set_aside = vec![SetAside { report: "r2".into(), reason: "empty".into() }];
        let record = Record::merge(read, set_aside, &[]).unwrap();
        let value: serde_json::Value = serde_json::from_str(&json(&record)).unwrap();
        assert_eq!(value["reports"][0]["text"], text);
        assert_eq!(value["reports"][0]["published"], serde_json::Value::Null);
        assert_eq!((&value["coverage"]["reports"], &value["coverage"]["read"]), (&2.into(), &1.into()));
        assert_eq!(value["coverage"]["set_aside"][0]["reason"], "empty");
    }

    #[test]
    fn a_writer_that_fails_is_an_error() {
        assert!(Record::default().write_json([0_u8; 10].as_mut_slice()).is_err());
    }
}
