//! What people and programs read of the record: briefs, tables, exports. One module for each form.
//!
//! A view knows the [`Record`](rapporteur_record::Record) and nothing of how text is read.

mod brief;
mod events;
pub mod export;
mod kept;
mod overview;
mod page;
mod trail;

pub use crate::brief::{BriefOptions, write_brief, write_markdown};
pub use crate::events::{EventRow, RowActor, write_event_table, write_plover, write_polecat};
pub use crate::overview::{Digest, Talks, write_overview};
pub use crate::trail::{Changes, write_actor, write_differences, write_entry};

/// Bytes of memory for what a view has to know of all entries while it writes one after the other; the rest of it lies in a file.
const MEMORY: usize = 2 << 20;
