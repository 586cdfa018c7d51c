//! The commands on a ledger: a negotiation followed over months in one file.

pub(crate) mod add;
pub(crate) mod at_hand;
mod changes;
pub(crate) mod correct;
mod import;
mod init;
pub(crate) mod kept;
pub(crate) mod look;
pub(crate) mod overview;
mod parts;
mod progress;
pub(crate) mod study;
mod verify;

use std::path::{Path, PathBuf};

use anyhow::Context;
use rapporteur_ledger::{Ledger, is_ledger};
use rapporteur_record::Record;

use crate::exit::Done;

pub(crate) use self::changes::{Options as Changes, run as changes};
pub(crate) use self::import::Options as Import;
pub(crate) use self::init::Options as Init;
pub(crate) use self::verify::Options as Verify;

pub(crate) use self::import::run as import;
pub(crate) use self::init::run as init;
pub(crate) use self::verify::run as verify;

/// The ledger that is named in the place of reports, if one is.
pub(crate) fn named(reports: &[PathBuf]) -> Option<&Path> {
    match reports {
        [one] if is_ledger(one) => Some(one),
        _ => None,
    }
}

/// The record of all that a ledger holds.
pub(crate) fn record(file: &Path) -> anyhow::Result<(Record, Done)> {
    let ledger = Ledger::open_to_read(file)?;
    Ok((ledger.record()?, Done::Whole))
}

/// A user's own codebook: the file's name and its text.
fn own_codebook(path: Option<&Path>) -> anyhow::Result<Option<(String, String)>> {
    let Some(path) = path else { return Ok(None) };
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| format!("--codebook {name}"))?;
    Ok(Some((name, text)))
}
