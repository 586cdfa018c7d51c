//! `rapporteur schema`: the JSON Schema of the record.

use std::io::Write;

use rapporteur_record::{json_line_schema, json_schema};

use crate::exit::Done;

/// Print the JSON Schema of the record as `read --format json` and `export --to json` write it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// That of a line of `export --to jsonl`.
    #[arg(long)]
    lines: bool,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let schema = if options.lines { json_line_schema() } else { json_schema() };
    std::io::stdout().lock().write_all(schema.as_bytes())?;
    Ok(Done::Whole)
}
