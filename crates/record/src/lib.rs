//! The record of a negotiation: its vocabulary as types, the codebook, merging, JSON.

pub mod codebook;
mod period;
mod span;
mod vocabulary;

pub use period::Period;
pub use span::Span;
pub use vocabulary::{ActorKind, Authority, Term};
