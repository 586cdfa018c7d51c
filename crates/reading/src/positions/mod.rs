//! Positions: where each party stands on each term.

use rapporteur_record::{Position, Proposal, Statement};

use crate::context::Context;

/// The positions of a report, in text order.
pub fn positions(_context: &Context<'_>, _statements: &[Statement], _proposals: &[Proposal]) -> Vec<Position> {
    Vec::new()
}
