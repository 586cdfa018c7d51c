//! Transition systems: the parser's arcs and the recogniser's entities, one move after the other.
//!
//! ```text
//! [stack] The envoys | met on Monday   the state, seen as a few words
//!    ─► scorer: a score for each move
//!    ─► the best of the moves that are allowed here
//! ```

pub(crate) mod arc_eager;
pub(crate) mod biluo;
pub(crate) mod deproject;
pub(crate) mod moves;
pub(crate) mod sentences;
