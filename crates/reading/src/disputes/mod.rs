//! Disputes: accounts that cannot both be true, and mutual accusations.
//!
//! ```text
//! Both sides accused each other of shelling.          mutual accusation, in one breath
//! A says that B attacked; B denies it.                denial
//! A accuses B of delay. "It is A that delays," …      mutual accusation
//! A puts the number at 40; B speaks of ten.           contradiction
//! ```
//!
//! [`mutual`] reads "each other"; [`pairs`] looks at statements of two sides that follow each other closely, the second of
//! which takes up the first.

mod mutual;
mod pairs;

use rapporteur_record::{Dispute, Statement};

use crate::context::Context;
use crate::said::said;

/// The disputes of a report, in text order.
pub fn disputes(context: &Context<'_>, statements: &[Statement]) -> Vec<Dispute> {
    let said = said(context, statements);
    let matter = &context.matter;
    let mut all = mutual::disputes(context, &said);
    let between = pairs::disputes(context, matter, &said, &all);
    all.extend(between);
    all.sort_by_key(|dispute| (*dispute.evidence.first(), dispute.kind));
    all
}
