//! Disputes: accounts that cannot both be true, and mutual accusations.

use rapporteur_record::{Dispute, Statement};

use crate::context::Context;

/// The disputes of a report, in text order.
pub fn disputes(_context: &Context<'_>, _statements: &[Statement]) -> Vec<Dispute> {
    Vec::new()
}
