//! The sections of a brief, in the order in which they are read: what it is about, who speaks, what is on the table, who
//! stands where, who met whom, what is disputed; then every statement, and what the record does not cover.
//!
//! A section that would be empty is left out.

mod contacts;
mod coverage;
mod disputes;
mod evidence;
mod headline;
mod parties;
mod positions;
mod proposals;
mod statements;

use super::draft::Draft;

/// All but the evidence, which is shown only where it is asked for.
pub(crate) const ALL: [fn(&mut Draft<'_>); 8] = [
    headline::write,
    parties::write,
    proposals::write,
    positions::write,
    contacts::write,
    disputes::write,
    statements::write,
    coverage::write,
];

pub(crate) use self::evidence::write as evidence;
pub(crate) use self::headline::{reports, title};
