//! The record of a negotiation: its vocabulary as types, merging, JSON.

mod period;
mod span;

pub use period::Period;
pub use span::Span;
