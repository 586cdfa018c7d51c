//! Disputes: accounts that cannot both be true, and mutual accusations.
//!
//! ```text
//! Both sides accused each other of shelling.          mutual accusation, in one breath
//! A says that B attacked; B denies it.                denial
//! A accuses B of delay. "It is A that delays," …      mutual accusation
//! A puts the number at 40; B speaks of ten.           contradiction
//! The rebels' own tally is sixty.                     an account in the report's own words
//! ```
//!
//! [`accounts`] gathers what each side says happened, [`opposition`] weighs how far the words of one go against what came
//! before, [`relation`] whether two speak of the same thing, [`pairs`] joins those that do both; [`mutual`] reads "each
//! other".

mod accounts;
mod mutual;
mod opposition;
mod pairs;
mod relation;
mod words;

use rapporteur_record::{Dispute, Statement};

use crate::context::Context;
use crate::said::said;

/// The disputes of a report, in text order.
pub fn disputes(context: &Context<'_>, statements: &[Statement]) -> Vec<Dispute> {
    let said = said(context, statements);
    let accounts = accounts::accounts(context, &said);
    let mut all = mutual::disputes(context, &accounts);
    let between = pairs::disputes(context, &accounts, &all);
    all.extend(between);
    all.sort_by_key(|dispute| (*dispute.evidence.first(), dispute.kind));
    all
}
