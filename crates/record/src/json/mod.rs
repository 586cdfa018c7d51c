//! The record as JSON, as its contract says.
//!
//! [`write_json`] writes entry by entry, one on a line, so that a record of any size is written without holding
//! its text, two versions can be compared with `diff`, and a line can be found with `grep`. Every section and field is
//! always there, null or empty where there is nothing.
//!
//! Fields that the contract does not name: `was` in every entry (the ids that it replaces), `confidence` and `stances` (the speaker's
//! side's stance on each term that the statement takes one on) in statements,
//! `replaced_by` in positions (null while the position is open).
//!
//! [`write_json_lines`] writes the same objects one a line, each with its `section` first, for programs that read line by
//! line. What both forms may hold is told by [`schema`], made from the very types that are written.

pub(crate) mod lines;
pub(crate) mod schema;
mod views;

use std::io::{self, Write};

use serde::Serialize;

use self::views::Views;
use crate::{Entries, Item, Record, Section};

/// The version that writes the record.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The sections that are lists, and what they are called.
const LISTS: [(Section, &str); 8] = [
    (Section::Reports, "reports"),
    (Section::Actors, "actors"),
    (Section::Statements, "statements"),
    (Section::Proposals, "proposals"),
    (Section::Positions, "positions"),
    (Section::Contacts, "contacts"),
    (Section::Disputes, "disputes"),
    (Section::Events, "events"),
];

impl Record {
    /// Writes the record as JSON; an error only where `out` fails.
    ///
    /// ```
    /// let mut json = Vec::new();
    /// rapporteur_record::Record::default().write_json(&mut json)?;
    /// assert!(json.starts_with(b"{\n\"rapporteur\": "));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_json(&self, out: impl Write) -> io::Result<()> {
        write_json(self, out)
    }
}

/// Writes a record as JSON entry by entry; an error where `out` fails, or what the record is made from.
pub fn write_json(record: &impl Entries, mut out: impl Write) -> io::Result<()> {
    write!(out, "{{\n\"rapporteur\": \"{VERSION}\"")?;
    let mut lists = Lists { out: &mut out, begun: 0, first: true };
    record.each(&Section::ALL, |around, item| {
        let views = Views(around);
        match item {
            Item::Report(_, one) => lists.entry(&item, &views.report(one)),
            Item::Actor(one) => lists.entry(&item, &views.actor(one)),
            Item::Statement(one) => lists.entry(&item, &views.statement(one)),
            Item::Proposal(one) => lists.entry(&item, &views.proposal(one)),
            Item::Position(one) => lists.entry(&item, &views.position(one)),
            Item::Contact(one) => lists.entry(&item, &views.contact(one)),
            Item::Dispute(one) => lists.entry(&item, &views.dispute(one)),
            Item::Event(one) => lists.entry(&item, &views.event(one)),
            Item::Coverage(one) => {
                lists.until(Section::Coverage)?;
                lists.out.write_all(b",\n\"coverage\": ")?;
                Ok::<_, io::Error>(serde_json::to_writer(&mut *lists.out, &views.coverage(one))?)
            }
        }
    })?;
    out.write_all(b"\n}\n")
}

/// The lists of the record, one after the other, the empty ones among them.
struct Lists<'o, W> {
    out: &'o mut W,
    /// How many have begun.
    begun: usize,
    /// Whether the next entry is the first of its list.
    first: bool,
}

impl<W: Write> Lists<'_, W> {
    fn entry(&mut self, item: &Item<'_>, entry: &impl Serialize) -> io::Result<()> {
        self.until(item.section())?;
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        Ok(serde_json::to_writer(&mut *self.out, entry)?)
    }

    /// Ends the lists before this section's, and begins its own.
    fn until(&mut self, section: Section) -> io::Result<()> {
        while let Some((_, name)) = LISTS.get(self.begun).filter(|(list, _)| *list <= section) {
            self.end()?;
            write!(self.out, ",\n\"{name}\": [")?;
            (self.begun, self.first) = (self.begun + 1, true);
        }
        if section == Section::Coverage { self.end() } else { Ok(()) }
    }

    fn end(&mut self) -> io::Result<()> {
        if self.begun == 0 {
            return Ok(());
        }
        self.out.write_all(if self.first { b"]" } else { b"\n]" })
    }
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
