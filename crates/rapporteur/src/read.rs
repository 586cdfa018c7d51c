//! `rapporteur read`: the record for programs.

use std::io::Write;

use rapporteur_record::write_json;
use rapporteur_views::export::csv::{CsvOptions, write_statements};

use crate::exit::Done;
use crate::{entries, record};

/// Print the record of reports as JSON, or its statements as a table.
#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    what: record::Options,
    /// The whole record as JSON, or a flat table of its statements as CSV.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Json,
    Csv,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let ledger = entries::ledger(&options.what)?;
    let (record, done) = entries::of(&options.what, ledger.as_ref())?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match options.format {
        Format::Json => write_json(&record, &mut out)?,
        // As it was said: this is for programs, `export` for spreadsheets.
        Format::Csv => write_statements(&record, CsvOptions { exact: true, bom: false }, &mut out)?,
    }
    out.flush()?;
    Ok(done)
}
