//! A negotiation followed over months: its reports and their readings in one SQLite file, and the record made of them.
//!
//! ```
//! use rapporteur_ledger::{Found, Ledger, Quiet};
//! use rapporteur_report::{ReadOptions, read_bytes};
//!
//! let folder = tempfile::tempdir()?;
//! let file = folder.path().join("talks.ledger");
//! Ledger::create(&file, None)?;
//!
//! let mut ledger = Ledger::open_to_write(&file)?;
//! let reader = ledger.reader()?;
//! let input = read_bytes("a.txt", b"The envoys met in Oslo on Monday.", &ReadOptions::default());
//! let found = input.reports.into_iter().map(|report| Found { report, path: "a.txt".into(), line: None, set_aside: None });
//! let added = ledger.add(found, &reader, &Quiet)?;
//! assert_eq!(added.new, 1);
//!
//! let record = ledger.record()?;
//! assert_eq!(record.reports.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What it keeps to:
//!
//! - A ledger holds reports as they were found, and of each its reading. The record is always merged anew from these by the
//!   same code as for reports that are read at once, so that the order in which reports came leaves no trace in it.
//! - A reading depends on the report, the codebook, and on what other reports tell of its persons (the cast). With each
//!   reading is noted what the cast answered; when later reports change that answer, the reading is made anew.
//! - Each report comes in with one transaction. Whoever stops the program, at whatever moment, loses at most the work on
//!   reports that were not in yet; adding them again takes up where it was left.
//!
//! Read first: [`Ledger`], [`Reader`].

mod add;
pub mod agreement;
mod answers;
mod corrected;
pub mod corrections;
mod earlier;
mod error;
mod filing;
mod held;
mod lent;
#[cfg(test)]
mod mishaps;
mod negotiations;
mod open;
mod order;
mod pack;
mod pages;
mod profile;
mod reader;
mod readings;
mod record;
mod reread;
mod rows;
mod schema;
mod search;
mod states;
mod verify;
mod waiting;

pub use add::{Added, Quiet, Watch};
pub use corrected::Corrected;
pub use earlier::Earlier;
pub use error::LedgerError;
pub use held::Held;
pub use negotiations::{Negotiation, Negotiations};
pub use open::{Ledger, is_database, is_ledger};
pub use pages::Page;
pub use rapporteur_report::Found;
pub use reader::Reader;
pub use record::MOST_HELD;
pub use reread::Reread;
pub use search::Hit;
pub use states::{State, States};
pub use verify::Verified;
