//! `rapporteur export`: the record of a ledger for programs.

use std::io::Write;
use std::path::PathBuf;

use rapporteur_views::write_statements;

use crate::exit::Done;

/// Print the record of a ledger, as `read` prints that of reports.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    /// The whole record as JSON, or a flat table of its statements as CSV.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    to: Format,
    /// Only this negotiation, by its number or a part of its name in `rapporteur negotiations`.
    #[arg(long, value_name = "NAME")]
    negotiation: Option<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Json,
    Csv,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let (record, done) = match &options.negotiation {
        Some(wanted) => (super::study::restricted(&options.file, wanted)?, Done::Whole),
        None => super::record(&options.file)?,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match options.to {
        Format::Json => record.write_json(&mut out)?,
        Format::Csv => write_statements(&record, &mut out)?,
    }
    out.flush()?;
    Ok(done)
}
