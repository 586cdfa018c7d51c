//! `rapporteur verify`: proof that a ledger is whole.

use std::io::Write;
use std::path::PathBuf;

use rapporteur_ledger::Ledger;

use crate::exit::Done;

/// Prove a ledger: the file's structure, the hash of every text, the words of every piece of evidence.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let verified = Ledger::open_to_read(&options.file)?.verify()?;
    let mut out = std::io::stdout().lock();
    for problem in &verified.problems {
        writeln!(out, "{problem}")?;
    }
    let (reports, readings, entries) = (verified.reports, verified.readings, verified.entries);
    if verified.waiting > 0 {
        writeln!(out, "{} reports are parsed and wait to be read; `rapporteur add` goes on", verified.waiting)?;
    }
    let outcome = if verified.problems.is_empty() { "all is well" } else { "not all is well" };
    writeln!(out, "{reports} reports, {readings} readings, {entries} entries with their evidence: {outcome}")?;
    Ok(if verified.problems.is_empty() { Done::Whole } else { Done::WithProblems })
}
