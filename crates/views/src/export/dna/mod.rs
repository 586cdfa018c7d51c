//! A Discourse Network Analyzer 3 database (`.dna`), and what people changed in one.
//!
//! ```text
//! record ──► write ──► talks.dna ──► DNA, rDNA: people look, correct, delete, code anew
//!                          │
//! corrections ◄── read ◄───┘
//! ```
//!
//! The file has exactly the tables that DNA 3.1 makes (`schema`). Each report is a document. Each statement of the record is a
//! "DNA Statement" with person, organization, concept and agreement, so that every recipe for DNA or rDNA works untouched:
//! one for each term on which it takes a stance, as DNA's coders do it, or one without a concept where it takes none (DNA leaves
//! those out of networks). The wider record stands in statement types of its own, whose variables are the columns of the
//! [tables](super::tables).
//!
//! What DNA needs and our record does not have is made here: offsets in UTF-16 over a text whose lines end with `\n` alone
//! (`text`), short texts of at most 190 characters with the whole kept beside (`entities`), hashed passwords (`password`).
//! Machine statements belong to the coder `machine`, so that people's own stay apart.
//!
//! The SETTINGS table also keeps each machine statement as it was written, which is how [`read_changes`] knows what people changed.

mod entities;
mod password;
mod read;
mod schema;
mod text;
mod types;
mod write;

use std::path::Path;

use rapporteur_record::{Entries, Record};

pub use self::read::{Change, Changed, Changes};

/// The password of both coders where none is given.
pub const PASSWORD: &str = "rapporteur";

/// The coder to whom the machine's statements belong.
const MACHINE: &str = "machine";

/// Under this name, and before the number of each statement, SETTINGS keeps what was written.
const SETTING: &str = "rapporteur";

/// Why a database could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum DnaError {
    /// What the record is made from failed.
    #[error(transparent)]
    Record(#[from] std::io::Error),
    /// SQLite's refusal.
    #[error("DNA database: {0}")]
    Store(#[from] rusqlite::Error),
    /// Another program's file.
    #[error("is no DNA database that `rapporteur export --to dna` made; only in those is known what people changed")]
    NotOurs,
    /// A row that says what it cannot.
    #[error("DNA database: what was exported can't be read any more: {reason}")]
    Damaged {
        /// What is wrong with it.
        reason: String,
    },
}

/// What did not fit and was cut; the whole stands beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// Titles, outlets and addresses; the whole is in the document's notes.
    pub documents: usize,
    /// Names and words; the whole is in the entity's notes or in a long text.
    pub entities: usize,
}

/// Writes the database into a new file at `path`. Says what had to be cut.
pub fn write_dna(record: &impl Entries, password: &str, path: &Path) -> Result<Cut, DnaError> {
    write::write(record, password, path)
}

/// What people changed in a database that [`write_dna`] made of this record or an earlier one.
pub fn read_changes(record: &Record, path: &Path) -> Result<Changes, DnaError> {
    read::read(record, path)
}
