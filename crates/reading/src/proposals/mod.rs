//! Proposals: what was tabled, by whom, and what each party answered.

use rapporteur_record::{Proposal, Statement};

use crate::context::Context;

/// The proposals of a report with their responses, in text order.
pub fn proposals(_context: &Context<'_>, _statements: &[Statement]) -> Vec<Proposal> {
    Vec::new()
}
