//! `rapporteur import`: what people corrected in another program.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use rapporteur_ledger::Ledger;
use rapporteur_ledger::corrections::{By, Wanted};
use rapporteur_views::export::dna::{self, Change, Changed};

use crate::exit::Done;

/// Take over what people corrected in a database of Discourse Network Analyzer that was exported from this ledger.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    /// The database, as `rapporteur export --to dna` made it and people changed it.
    #[arg(value_name = "FILE.dna")]
    database: PathBuf,
    /// Who made the changes of which DNA does not say who did.
    #[arg(long, default_value = "DNA")]
    who: String,
    /// Only tell what would be taken over.
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let mut ledger =
        if options.dry_run { Ledger::open_to_read(&options.file)? } else { Ledger::open_to_write(&options.file)? };
    let mut record = ledger.record()?;
    let name = || options.database.display().to_string();
    anyhow::ensure!(options.database.is_file(), "{}: there is no such file", name());
    let found = dna::read_changes(&record, &options.database).with_context(name)?;
    let mut out = std::io::stdout().lock();
    let (mut new, mut known, mut refused) = (0_usize, 0_usize, found.left.len());
    for told in &found.left {
        eprintln!("not taken over: {told}");
    }
    for change in &found.changes {
        if options.dry_run {
            writeln!(out, "{}", told(change))?;
            continue;
        }
        let by = By {
            who: change.coder.clone().unwrap_or_else(|| options.who.clone()),
            made: jiff::Timestamp::now().to_string(),
            why: change.why.clone(),
        };
        match ledger.correct_once(&record, &change.entry, wanted(change), by) {
            Ok(Some(number)) => {
                writeln!(out, "correction {number}: {}", told(change))?;
                new += 1;
                // What is known by its place among others is so among those that are left.
                if change.what == Changed::Rejected {
                    record = ledger.record()?;
                }
            }
            Ok(None) => known += 1,
            Err(error) => {
                eprintln!("not taken over: {}: {error}", told(change));
                refused += 1;
            }
        }
    }
    if !options.dry_run {
        writeln!(out, "{new} corrections taken over, {known} were there already, {refused} could not be taken over")?;
    }
    Ok(if refused == 0 { Done::Whole } else { Done::WithProblems })
}

fn wanted(change: &Change) -> Wanted {
    match &change.what {
        Changed::Set { field, value } => Wanted::Set { field: field.clone(), value: value.clone() },
        Changed::Rejected => Wanted::Reject,
        Changed::Confirmed => Wanted::Confirm,
    }
}

fn told(change: &Change) -> String {
    match &change.what {
        Changed::Set { field, value } => format!("{} {field}={value}", change.entry),
        Changed::Rejected => format!("{} rejected", change.entry),
        Changed::Confirmed => format!("{} confirmed", change.entry),
    }
}
