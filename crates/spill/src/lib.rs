//! Lists and look-up tables that lie in a temporary file where they are large: what grows with the reports takes the same memory
//! for ten thousand of them as for a hundred.
//!
//! ```
//! use rapporteur_spill::{Index, List, Spill};
//!
//! let spill = Spill::of(1 << 20);
//! let (mut days, mut places) = (List::new(&spill), Index::new(&spill));
//! for day in 0..1_000_000_u32 {
//!     places.insert(u64::from(day) << 7, days.len() as u32);
//!     days.push(day);
//! }
//! assert_eq!(places.get(777_777 << 7).and_then(|at| days.get(at as usize)), Some(777_777));
//! spill.check()?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! | type | what |
//! |---|---|
//! | [`Spill`] | the memory that all of them share, and behind it the file |
//! | [`List`] | values of one size, by their place |
//! | [`Index`] | a number by a key |
//! | [`Rows`] | texts by their place |
//! | [`Lists`] | of each key the places that were added to it |
//! | [`Packed`] | values of any size, by their place |
//! | [`Chains`] | of each key the values that were added to it, in their order |
//! | [`Stash`] | entries that change, by their place |
//!
//! The file has no name from the beginning (`tempfile`), so that it goes with the process however that ends, and nobody else
//! opens it. It lies in the folder for temporary files (`TMPDIR`), and is made when the memory is full: what is small never
//! comes to lie on a disk.
//!
//! Only the file can fail. That is not told at every number that is looked up: what could not be read is zero or missing, the
//! failure is kept, and [`Spill::check`] tells it. So whoever hands on what was made of these asks it first.

mod bytes;
mod chains;
mod fixed;
mod index;
mod list;
mod lists;
mod packed;
mod pages;
mod stash;

pub use bytes::Rows;
pub use chains::Chains;
pub use fixed::Fixed;
pub use index::Index;
pub use list::List;
pub use lists::{Lists, key_of};
pub use packed::Packed;
pub use pages::Spill;
pub use stash::Stash;
