//! Organisations, armed groups, blocs and outlets that the codebook does not know.

use std::ops::Range;

use rapporteur_record::ActorKind;

use super::entities::{EntityId, Hold};
use super::resolver::{Form, Resolver};

/// A body's mention. Bodies are one when their names are, or one name is the other's initials.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>, range: &Range<usize>, kind: ActorKind) {
    let text = resolver.text;
    let name = text.doc.slice(range.clone());
    let found = match in_brackets(resolver, range) {
        Some(long) => {
            resolver.entity_mut(long).aliases.push(name.to_owned());
            long
        }
        None => resolver.body(name, kind),
    };
    resolver.sharpen(found, kind);
    resolver.also_called(found, name);
    let head = super::people::head_of(text, range);
    resolver.mention(range.clone(), head, Form::Name, found);
    let owners: Vec<_> = resolver.before(range.start).owners;
    let inside = text.actor_at(range.start).filter(|(known, _)| known.end < range.end);
    let owners = inside.map(super::phrase::Owner::Known).into_iter().chain(owners);
    for owner in owners {
        if let Some(side) = resolver.owner(owner) {
            resolver.add_side(found, Hold::Office, side);
        }
    }
}

/// "National Liberation Army (NLA)": the short name in brackets is the long one's.
fn in_brackets(resolver: &Resolver<'_, '_>, range: &Range<usize>) -> Option<EntityId> {
    let text = resolver.text;
    let opens = range.start.checked_sub(1).filter(|&at| text.word(at) == "(")?;
    let closes = text.word(range.end) == ")";
    let long = opens.checked_sub(1)?;
    (closes && text.word(range.start).chars().filter(|letter| letter.is_uppercase()).count() > 1)
        .then(|| resolver.mention_at(long).map(|mention| mention.entity))
        .flatten()
}

/// The initials of a name's capitalised words.
pub(super) fn initials(name: &str) -> String {
    name.split(|letter: char| letter.is_whitespace() || letter == '-')
        .filter_map(|word| word.chars().next())
        .filter(|letter| letter.is_uppercase())
        .collect()
}
