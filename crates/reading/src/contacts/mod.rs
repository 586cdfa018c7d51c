//! Contacts: who called, met or visited whom, and whether it happened, is planned, speculated or denied.

use rapporteur_record::Contact;

use crate::context::Context;

/// The contacts of a report, in text order.
pub fn contacts(_context: &Context<'_>) -> Vec<Contact> {
    Vec::new()
}
