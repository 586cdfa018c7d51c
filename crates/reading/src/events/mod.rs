//! Events: who did what to whom, as PLOVER counts it.
//!
//! ```text
//! Norland accused the rebels of shelling Oran and refused to meet their envoy.
//! ACCUSE allege  NOR → REB      (the shelling is what they are accused of: no event of its own)
//! REJECT meet    NOR → REB
//! ```
//!
//! Takes a read report and gives its [`Event`]s in text order. Frames of `codebook/events.toml` say which words tell a
//! deed ([`finder`]; not where a report is about sport or markets, [`elsewhere`]), a verb above may make another of it ("agreed to", "refused to", "threatened to"), and so may "will"
//! and "not" ([`modality`]). Who acts and who is acted upon is found in the frame's slots ([`roles`]); the `codes` say of
//! which country they are. Contacts of the record are events too ([`meetings`]): one finding, two views. So is what statements do ([`speech`]).
//!
//! Left to others: who somebody is (`mentions`), which day it was (`dates`), the same event in other reports (merging).

mod contexts;
mod deed;
mod elsewhere;
mod finder;
mod meetings;
mod modality;
mod phrase;
mod roles;
mod same;
mod speech;
mod told;

use rapporteur_record::codebook::EventWords;
use rapporteur_record::{Contact, Event, Statement};

use crate::codes::Coder;
use crate::context::Context;
use deed::Deed;
use elsewhere::Elsewhere;
use finder::Finder;

/// An event and the reason for it: the frame that fired, and what changed its type.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The event.
    pub event: Event,
    /// "refuse over meet; “Norland” is NOR".
    pub reason: String,
}

/// The events of a report, in text order.
pub fn events(context: &Context<'_>, statements: &[Statement], contacts: &[Contact]) -> Vec<Event> {
    explained(context, statements, contacts).into_iter().map(|found| found.event).collect()
}

/// The same with reasons.
pub fn explained(context: &Context<'_>, statements: &[Statement], contacts: &[Contact]) -> Vec<Explained> {
    explained_with(context, statements, contacts, EventWords::builtin())
}

/// The same by another table of words.
pub fn explained_with(
    context: &Context<'_>,
    statements: &[Statement],
    contacts: &[Contact],
    words: &EventWords,
) -> Vec<Explained> {
    let coder = Coder::new(context);
    let finder = Finder::new(context, words, &coder);
    let elsewhere = Elsewhere::of(context.doc, words);
    let deeds: Vec<Deed> = finder.deeds(&elsewhere);
    let mut found: Vec<Explained> = deeds.iter().filter_map(|deed| told::event(&finder, deed)).collect();
    if !elsewhere.is_whole() {
        speech::add(&finder, statements, &mut found);
        meetings::add(&finder, contacts, &mut found);
    }
    found.sort_by_key(|one| (*one.event.evidence.first(), one.event.event_type));
    same::join(&mut found);
    found
}
