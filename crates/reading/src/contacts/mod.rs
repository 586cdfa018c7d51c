//! Contacts: who called, met or visited whom, and whether it happened, is planned, speculated or denied.
//!
//! Takes a parsed report with its mentions and dates and gives its [`Contact`]s in text order.
//!
//! ```text
//! The envoy may meet the minister on Friday. Both had talked by phone before, but no talks were held in May.
//!           meeting, possible                      call, held                  talks, denied
//! ```
//!
//! Words of `codebook/contacts.toml` are [`trigger`]s; their grammatical slots say who takes part and where. What stands
//! above a trigger in the tree says whether it takes place ([`outlook`]): tense, modal verbs, negation, "plans to",
//! "called off", "speculation that"; what a side denies in the next sentence is denied ([`denial`]). Tellings of one and the same occasion become one contact ([`occasion`]).
//!
//! Left to others: who "the two sides" are (`mentions`), which day Monday was (`dates`), and the same contact told in
//! other reports (merging).

mod absence;
mod clause;
mod denial;
mod explain;
mod occasion;
mod outlook;
mod resumption;
mod several;
mod sides;
mod slots;
mod split;
mod telling;
#[cfg(test)]
mod tests;
mod trigger;

use rapporteur_record::codebook::ContactWords;
use rapporteur_record::{Contact, Statement};

use crate::context::Context;
use crate::said::{Said, said};

pub use explain::explained;

/// The contacts of a report, in text order. Its statements tell who says that they took place, and who denies it.
pub fn contacts(context: &Context<'_>, statements: &[Statement]) -> Vec<Contact> {
    let words = ContactWords::builtin();
    let said = said(context, statements);
    let triggers = trigger::triggers(context.doc, words);
    let tellings = triggers.iter().flat_map(|trigger| tellings(context, words, &said, trigger));
    occasion::contacts(context, tellings.collect())
}

/// What a trigger tells: of one contact, of none, of one with each of two, or of one that was and one to come.
fn tellings(
    context: &Context<'_>,
    words: &ContactWords,
    said: &[Said<'_>],
    trigger: &trigger::Trigger,
) -> Vec<telling::Telling> {
    let Some(mut telling) = telling::telling(context, words, trigger) else { return Vec::new() };
    denial::hear(context, said, trigger, &mut telling);
    let mut all = split::apart(context, words, trigger, telling);
    all.extend(resumption::resumed(context, words, trigger));
    all
}
