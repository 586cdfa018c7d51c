//! Answers that take long to make in a large ledger, kept in it until what they rest on changes.

use std::io::Write;
use std::path::Path;

use rapporteur_ledger::{Corrected, Ledger, Page, State};
use rapporteur_record::Record;

use super::study;
use crate::exit::Done;

/// What an answer is made of: all that a ledger holds, or one negotiation of it.
pub(crate) struct Asked<'l> {
    pub(super) ledger: &'l Ledger,
    rows: Option<Vec<i64>>,
    state: State,
}

impl<'l> Asked<'l> {
    fn of(ledger: &'l Ledger, negotiation: Option<&str>) -> anyhow::Result<Self> {
        let Some(wanted) = negotiation else { return Ok(Self { ledger, rows: None, state: ledger.state()? }) };
        let states = ledger.states()?;
        let one = study::one_of(ledger, wanted)?;
        Ok(Self { ledger, state: states.of(&one), rows: Some(one.rows) })
    }

    /// Whether it is all that the ledger holds.
    pub(super) fn is_whole(&self) -> bool {
        self.rows.is_none()
    }

    /// Its entries, one after the other.
    pub(crate) fn entries(&self) -> anyhow::Result<Corrected<'l>> {
        Ok(self.ledger.entries(self.rows.as_deref())?)
    }

    /// The record of it.
    pub(crate) fn record(&self) -> anyhow::Result<Record> {
        Ok(match &self.rows {
            Some(rows) => self.ledger.record_of(rows)?,
            None => self.ledger.record()?,
        })
    }
}

/// Prints the answer to the question `asked` on a ledger or one negotiation of it: the one that is kept or a new one that is
/// kept from now on. What `make` writes must depend on these alone.
pub(crate) fn print(
    file: &Path,
    negotiation: Option<&str>,
    asked: &str,
    make: impl FnOnce(&Asked<'_>, &mut Vec<u8>) -> anyhow::Result<()>,
) -> anyhow::Result<Done> {
    let ledger = Ledger::open_to_read(file)?;
    let of = Asked::of(&ledger, negotiation)?;
    let name = named(asked);
    let kept = ledger.page(&name, &of.state)?;
    let is_new = kept.is_none();
    let answer = match kept {
        Some(kept) => kept,
        None => {
            let mut made = Vec::new();
            make(&of, &mut made)?;
            made
        }
    };
    let mut out = std::io::stdout().lock();
    out.write_all(&answer)?;
    out.flush()?;
    // Nobody need wait until it is kept.
    if is_new {
        ledger.keep_pages(&[Page { name: &name, state: &of.state, content: &answer }]);
    }
    Ok(Done::Whole)
}

/// The name of a page: what was asked, of this very program. Another one may show the same record otherwise, whether or not its
/// version says so.
pub(crate) fn named(asked: &str) -> String {
    let about = std::env::current_exe().and_then(std::fs::metadata);
    let build = about.ok().and_then(|about| {
        let made = about.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(format!("{} {}", about.len(), made.as_nanos()))
    });
    format!("{} {} {asked}", env!("CARGO_PKG_VERSION"), build.unwrap_or_default())
}
