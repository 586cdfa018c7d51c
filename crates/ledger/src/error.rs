//! What can go wrong with a ledger; each error names the file and the mend, and leaves the data as they were.

use std::path::{Path, PathBuf};

use rapporteur_record::MergeError;
use rapporteur_record::codebook::CodebookError;
use rusqlite::ErrorCode;

/// What can go wrong with a ledger. Nothing in the file was changed by what failed.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// No such file.
    #[error("{}: there is no such ledger; make one with `rapporteur init {}`", path.display(), path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A file of that name is there already.
    #[error("{}: there is a file of that name already, and it was left as it is; choose another name", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Some other file.
    #[error("{}: is no ledger; make one with `rapporteur init NAME`", path.display())]
    NoLedger {
        /// The file.
        path: PathBuf,
    },
    /// Written by a later program.
    #[error("{}: is a ledger of version {found}, and this program knows those up to {known}; take a newer rapporteur", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest that is known.
        known: i64,
    },
    /// The file's own structure is broken.
    #[error("{}: is damaged ({reason}); take the last copy, or save what can be read with `sqlite3 FILE .recover`", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
    /// Another program holds it.
    #[error("{}: another program is writing to it; try again when it is done", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// It may not be written to.
    #[error("{}: may only be read; copy it to a place where you may write, or change its rights", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// No room.
    #[error("{}: the disk is full; what was added before is kept, make room and go on with the same command", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// Its readings are those of another program.
    #[error("{}: was read by {ledger}, and this is {program}; `rapporteur reread {}` shows what would change and takes it over", path.display(), path.display())]
    OtherReader {
        /// The file.
        path: PathBuf,
        /// Who read it.
        ledger: String,
        /// Who would read on.
        program: String,
    },
    /// The codebook in the ledger cannot be read.
    #[error("{}: the ledger's own codebook: {source}", path.display())]
    Codebook {
        /// The file.
        path: PathBuf,
        /// The codebook's mistake.
        source: Box<CodebookError>,
    },
    /// A row that says what it cannot.
    #[error("{}: report {row}: {problem}; `rapporteur verify {}` tells of all", path.display(), path.display())]
    FalseRow {
        /// The file.
        path: PathBuf,
        /// The report's number in the ledger.
        row: i64,
        /// What is wrong with it.
        problem: String,
    },
    /// Merging failed.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// Anything else that SQLite tells.
    #[error("{}: {source}", path.display())]
    Store {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The system's refusal.
    #[error("{}: {source}", path.display())]
    System {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Gives SQLite's errors their meaning for the user.
pub(crate) fn meant(path: &Path, source: rusqlite::Error) -> LedgerError {
    let path = path.to_path_buf();
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LedgerError::Locked { path },
        Some(ErrorCode::ReadOnly) => LedgerError::ReadOnly { path },
        Some(ErrorCode::DiskFull) => LedgerError::DiskFull { path },
        Some(ErrorCode::NotADatabase) => LedgerError::NoLedger { path },
        Some(ErrorCode::DatabaseCorrupt) => LedgerError::Damaged { path, reason: source.to_string() },
        _ => LedgerError::Store { path, source },
    }
}

/// What went wrong while readings were merged, where it may have been the ledger.
pub(crate) fn failed(path: &Path, error: std::io::Error) -> LedgerError {
    error.downcast().unwrap_or_else(|source| LedgerError::System { path: path.to_path_buf(), source })
}
