//! `rapporteur init`: an empty ledger.

use std::path::PathBuf;

use anyhow::Context;
use rapporteur_ledger::Ledger;

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
    let codebook = match &options.codebook {
        Some(path) => {
            let name = path.display().to_string();
            let text = std::fs::read_to_string(path).with_context(|| format!("--codebook {name}"))?;
            Some((name, text))
        }
        None => None,
    };
    Ledger::create(&options.file, codebook.as_ref().map(|(name, text)| (name.as_str(), text.as_str())))?;
    Ok(Done::Whole)
}
