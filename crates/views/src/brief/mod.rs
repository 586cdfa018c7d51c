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

use rapporteur_record::Entries;

use self::draft::Draft;
pub use self::options::BriefOptions;
pub(crate) use self::sections::{reports, title};
use self::sides::Sides;
use crate::kept::Kept;
use crate::page::{Markdown, Page, Terminal};

/// Writes the brief for a terminal; an error only where the record, `out` or a temporary file fails.
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
pub fn write_brief(record: &impl Entries, options: &BriefOptions, out: impl Write) -> io::Result<()> {
    write(record, options, Page::of(Terminal::new(out, options.width, options.colour)))
}

/// Writes the brief as Markdown; an error only where the record, `out` or a temporary file fails.
pub fn write_markdown(record: &impl Entries, options: &BriefOptions, out: impl Write) -> io::Result<()> {
    // As many columns as there may be: a table has no width in Markdown.
    let options = BriefOptions { width: usize::MAX, ..options.clone() };
    write(record, &options, Page::of(Markdown::new(out, options.evidence)))
}

fn write(record: &impl Entries, options: &BriefOptions, page: Page<'_>) -> io::Result<()> {
    let record = Kept::of(record)?;
    let sides = Sides::of(&record);
    let mut draft = Draft::new(&record, &sides, options, page);
    for write in sections::ALL {
        write(&mut draft);
    }
    if options.evidence {
        sections::evidence(&mut draft);
    }
    draft.page.done()?;
    record.spill.check()
}
