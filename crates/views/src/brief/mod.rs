//! The brief: the record as a person wants to read it, on a terminal or as Markdown.
//!
//! ```text
//! CONTACTS                          2 held · 1 planned · 1 denied
//! ───────────────────────────────────────────────────────────────
//!   ●  held     2 May  talks in Oslo: Norland, Southmark     [4,5]
//!   ✗  denied   3 May  call: Ana Ortiz (Norland), …            [6]
//! ```
//!
//! What it keeps to: every line has the number of its source; what somebody else reports never looks like a party's own
//! word; with what right one speaks, and how sure a contact is, stand there in words; a position has its age. The same
//! record gives the same bytes: there is no clock and no chance in it.
//!
//! Sections are one module each under [`sections`]; they fill a page, which knows how to be printed.

pub(crate) mod context;
pub(crate) mod days;
mod draft;
pub(crate) mod marks;
mod options;
mod scope;
mod sections;
pub(crate) mod sides;
mod sources;
pub(crate) mod words;

use std::io::{self, Write};

use rapporteur_record::Record;

use self::draft::Draft;
pub use self::options::BriefOptions;
pub(crate) use self::sections::{reports, title};
use self::sides::Sides;
use crate::page::{Page, markdown, terminal};

/// Writes the brief for a terminal; an error only where `out` fails.
///
/// ```
/// use rapporteur_record::Record;
/// use rapporteur_views::{BriefOptions, write_brief};
///
/// let mut brief = Vec::new();
/// write_brief(&Record::default(), &BriefOptions::default(), &mut brief)?;
/// assert!(brief.starts_with(b"No reports"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_brief(record: &Record, options: &BriefOptions, out: impl Write) -> io::Result<()> {
    terminal::write(&page(record, options), options.width, options.colour, out)
}

/// Writes the brief as Markdown; an error only where `out` fails.
pub fn write_markdown(record: &Record, options: &BriefOptions, out: impl Write) -> io::Result<()> {
    // As many columns as there may be: a table has no width in Markdown.
    let options = BriefOptions { width: usize::MAX, ..options.clone() };
    markdown::write(&page(record, &options), out)
}

fn page(record: &Record, options: &BriefOptions) -> Page {
    let sides = Sides::of_record(record);
    let mut draft = Draft::new(record, &sides, options);
    for write in sections::ALL {
        write(&mut draft);
    }
    if options.evidence {
        sections::evidence(&mut draft);
        draft.page.shows_sources = true;
    }
    draft.page
}
