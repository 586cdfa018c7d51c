//! Nouns that mean no actor, kept only so that "it" and "they" need not mean one.

use super::resolver::Resolver;

/// Does nothing yet: such nouns are no mentions.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>, head: usize) {
    let _ = (resolver, head);
}
