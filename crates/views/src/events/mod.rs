//! Events for those who analyse event data: PLOVER's JSON lines, the forty columns of the POLECAT releases, a flat
//! table.
//!
//! ```text
//! date        type    mode   source  target  words
//! 2024-05-02  REJECT  meet   NOR     SDL     "Norland refused to meet the envoy"
//! ```
//!
//! [`EventRow`] says of each event what all forms need, in plain words; a file for each form writes it. An event's day is
//! the first that its text gives; where it gives none, the day on which its first report was published.

mod plover;
mod polecat;
mod row;
mod states;
mod table;

pub use plover::write_plover;
pub use polecat::write_polecat;
pub use row::{EventRow, RowActor};
pub use table::write_event_table;
