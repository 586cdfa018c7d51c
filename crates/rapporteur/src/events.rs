//! `rapporteur events`: who did what to whom, for event data.

use std::io::Write;

use rapporteur_views::{write_event_table, write_plover, write_polecat};

use crate::exit::Done;
use crate::record;

/// Print the events of reports as PLOVER event data: who did what to whom, when, on what words it rests.
#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    what: record::Options,
    /// PLOVER's JSON lines, the 40 tab-separated columns of the POLECAT releases, or a flat table.
    #[arg(long, value_enum, default_value_t = Format::Plover)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Plover,
    Polecat,
    Csv,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let (record, done) = record::of(&options.what)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match options.format {
        Format::Plover => write_plover(&record, &mut out)?,
        Format::Polecat => write_polecat(&record, &mut out)?,
        Format::Csv => write_event_table(&record, &mut out)?,
    }
    out.flush()?;
    Ok(done)
}
