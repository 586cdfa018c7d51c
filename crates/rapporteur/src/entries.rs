//! The record entry by entry, for commands that write each and are done with it.

use rapporteur_ledger::{Corrected, Ledger};
use rapporteur_record::{Around, Entries, Item, Record, Section};

use crate::exit::Done;
use crate::ledger::study;
use crate::record;

/// A record in memory, or one that a ledger makes as it is gone through.
pub(crate) enum Told<'l> {
    Held(Box<Record>),
    Made(Box<Corrected<'l>>),
}

impl Entries for Told<'_> {
    fn each<E: From<std::io::Error>>(
        &self,
        sections: &[Section],
        with: impl FnMut(Around<'_>, Item<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Told::Held(record) => record.each(sections, with),
            Told::Made(made) => made.each(sections, with),
        }
    }
}

/// The ledger that is named in the place of reports, opened, if one is.
pub(crate) fn ledger(options: &record::Options) -> anyhow::Result<Option<Ledger>> {
    Ok(options.ledger().map(Ledger::open_to_read).transpose()?)
}

/// What the ledger holds, or the reports that are named.
pub(crate) fn of<'l>(options: &record::Options, ledger: Option<&'l Ledger>) -> anyhow::Result<(Told<'l>, Done)> {
    let Some(ledger) = ledger else {
        let (record, done) = record::of(options)?;
        return Ok((Told::Held(Box::new(record)), done));
    };
    let rows = options.negotiation().map(|wanted| study::rows_of(ledger, wanted)).transpose()?;
    let made = ledger.entries(rows.as_deref())?;
    Ok((Told::Made(Box::new(made)), Done::Whole))
}
