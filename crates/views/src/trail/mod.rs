//! Single entries and what becomes of them: one with all its evidence, one actor's, what is new since a day.
//!
//! These are plain lines, each with the id by which the entry is shown or corrected.

mod actor;
mod changes;
mod differences;
mod entry;
pub(crate) mod told;

pub use self::actor::write_actor;
pub use self::changes::Changes;
pub use self::differences::write_differences;
pub use self::entry::write_entry;
