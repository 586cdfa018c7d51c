//! See the crate's description.

pub mod attribution;
pub mod dates;
