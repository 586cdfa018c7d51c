//! Contacts as events: a call, meeting, visit or round of talks is CONSULT; one that is planned is AGREE.

use rapporteur_record::Contact;

use super::Explained;
use crate::codes::Coder;
use crate::context::Context;

/// Adds the contacts to the events found.
pub(super) fn add(_context: &Context<'_>, _coder: &Coder<'_, '_>, _contacts: &[Contact], _found: &mut Vec<Explained>) {}
