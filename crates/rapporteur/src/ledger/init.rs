//! `rapporteur init`: an empty ledger.

use std::path::PathBuf;

use rapporteur_ledger::Ledger;

use super::own_codebook;
use crate::exit::Done;

/// Make an empty ledger: one file that keeps the reports of negotiations and what they say.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The file to make, such as talks.ledger.
    file: PathBuf,
    /// A codebook of your own, kept in the ledger and used for all that is added to it.
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let codebook = own_codebook(options.codebook.as_deref())?;
    Ledger::create(&options.file, codebook.as_ref().map(|(name, text)| (name.as_str(), text.as_str())))?;
    Ok(Done::Whole)
}
