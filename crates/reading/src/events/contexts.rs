//! Contexts: what an event is about, from the words of its sentence.

use super::deed::Deed;
use super::finder::Finder;

/// The contexts of a deed.
pub(super) fn of(_finder: &Finder<'_, '_>, _deed: &Deed) -> Vec<String> {
    Vec::new()
}
