//! Answers that take long to make in a large ledger, kept in it until something changes.

use std::io::Write;
use std::path::Path;

use rapporteur_ledger::Ledger;

use crate::exit::Done;

/// Prints the answer to the question `asked`, the one that is kept or a new one that is kept from now on. What `make`
/// writes must depend on the ledger and on `asked` alone.
pub(crate) fn print(
    file: &Path,
    asked: &str,
    make: impl FnOnce(&Ledger, &mut Vec<u8>) -> anyhow::Result<()>,
) -> anyhow::Result<Done> {
    let answer = answer(file, asked, make)?;
    let mut out = std::io::stdout().lock();
    out.write_all(&answer)?;
    out.flush()?;
    Ok(Done::Whole)
}

/// The same answer, to be printed or only to be kept for whoever asks.
pub(crate) fn answer(
    file: &Path,
    asked: &str,
    make: impl FnOnce(&Ledger, &mut Vec<u8>) -> anyhow::Result<()>,
) -> anyhow::Result<Vec<u8>> {
    let ledger = Ledger::open_to_read(file)?;
    let name = format!("{} {asked}", program());
    if let Some(kept) = ledger.page(&name)? {
        return Ok(kept);
    }
    let state = ledger.state()?;
    let mut made = Vec::new();
    make(&ledger, &mut made)?;
    ledger.keep_page(&name, &made, &state);
    Ok(made)
}

/// This very program: another one may show the same record otherwise, whether or not its version says so.
fn program() -> String {
    let about = std::env::current_exe().and_then(std::fs::metadata);
    let build = about.ok().and_then(|about| {
        let made = about.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(format!("{} {}", about.len(), made.as_nanos()))
    });
    format!("{} {}", env!("CARGO_PKG_VERSION"), build.unwrap_or_default())
}
