//! `rapporteur events`: who did what to whom, for event data.

use std::io::{IsTerminal, Write};

use rapporteur_views::export::parquet::write_events;
use rapporteur_views::{write_event_table, write_plover, write_polecat};

use crate::exit::Done;
use crate::{entries, record};

/// Print the events of reports as PLOVER event data: who did what to whom, when, on what words it rests.
#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    what: record::Options,
    /// PLOVER's JSON lines, the 40 tab-separated columns of the POLECAT releases, or a flat table as CSV or Parquet.
    #[arg(long, value_enum, default_value_t = Format::Plover)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Plover,
    Polecat,
    Csv,
    Parquet,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    anyhow::ensure!(
        options.format != Format::Parquet || !std::io::stdout().is_terminal(),
        "--format parquet is no text: send it into a file with > FILE"
    );
    let ledger = entries::ledger(&options.what)?;
    let (record, done) = entries::of(&options.what, ledger.as_ref())?;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    match options.format {
        Format::Plover => write_plover(&record, &mut out)?,
        Format::Polecat => write_polecat(&record, &mut out)?,
        Format::Csv => write_event_table(&record, &mut out)?,
        Format::Parquet => write_events(&record, &mut out)?,
    }
    out.flush()?;
    Ok(done)
}
