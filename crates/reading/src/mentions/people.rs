//! Persons by name: which names are one person's.
//!
//! "Waltz" is the "Mike Waltz" of the same report, wherever that stands: the short form may come first, as in a
//! headline. A short form that fits two goes to the one named last before it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_record::ActorKind;

use super::entities::{Entity, EntityId, Kind};
use super::names::Named;
use super::resolver::{Form, Resolver};
use super::text::Text;

/// A word with more bearers than this tells nobody.
const BEARERS: usize = 64;

/// Gives every person's name its person.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>) {
    let mut ranges: Vec<Range<usize>> =
        resolver.names.iter().filter(|name| name.named == Named::Person).map(|name| name.range.clone()).collect();
    // Full names first; among equals the text's order.
    ranges.sort_by_key(|range| (usize::MAX - range.len(), range.start));
    let mut by_last: BTreeMap<String, Vec<EntityId>> = BTreeMap::new();
    let mut first_seen: BTreeMap<EntityId, BTreeSet<usize>> = BTreeMap::new();
    for range in ranges {
        let words = folded(resolver.text, &range);
        let candidates: Vec<EntityId> = words
            .iter()
            .filter_map(|word| by_last.get(word))
            .flat_map(|list| list.iter().take(BEARERS))
            .copied()
            .filter(|id| fits(&words, &resolver.entity(*id).words))
            .collect();
        let by_surname: Vec<EntityId> =
            candidates.iter().copied().filter(|id| resolver.entity(*id).words.last() == words.last()).collect();
        let candidates = if by_surname.is_empty() { candidates } else { by_surname };
        let nearest = |id: &&EntityId| {
            let Some(places) = first_seen.get(*id) else { return (2, 0) };
            let before = places.range(..range.start).next_back();
            before.map_or((1, places.first().copied().unwrap_or(usize::MAX)), |place| (0, usize::MAX - place))
        };
        let id = candidates.iter().min_by_key(nearest).copied().unwrap_or_else(|| {
            let id = named(resolver, &range, &words);
            for word in index_words(&words) {
                by_last.entry(word).or_default().push(id);
            }
            id
        });
        first_seen.entry(id).or_default().insert(range.start);
        let head = head_of(resolver.text, &range);
        resolver.mention(range, head, Form::Name, id);
    }
}

/// The words of a name in one spelling.
pub(super) fn folded(text: &Text<'_>, range: &Range<usize>) -> Vec<String> {
    folded_words(text.doc.slice(range.clone()))
}

/// The same of a name by itself.
pub(super) fn folded_words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|letter: char| letter.is_whitespace() || letter == '-' || letter == '‑')
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn index_words(words: &[String]) -> Vec<String> {
    let mut all = words.to_vec();
    all.sort();
    all.dedup();
    all
}

/// Can the shorter name be the longer's? Its words come in order, and the last or the first is the same ("Xi" of "Xi
/// Jinping", "Lula").
pub(super) fn fits(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    let in_order = short.iter().all(|word| rest.any(|other| other == word));
    let last = short.last() == long.last();
    let first = short.first() == long.first();
    in_order && (last || first || short.len() == 1 && long.len() > 2)
}

fn named(resolver: &mut Resolver<'_, '_>, range: &Range<usize>, words: &[String]) -> EntityId {
    let text = resolver.text;
    let mut entity = Entity::new(Kind::Actor(ActorKind::Person), text.doc.slice(range.clone()));
    entity.words = words.to_vec();
    entity.pronoun =
        words.first().filter(|_| words.len() > 1).and_then(|first| text.codebook.pronoun_of_given_name(first));
    resolver.add_person(entity)
}

/// The token of a name on which the rest hangs.
pub(super) fn head_of(text: &Text<'_>, range: &Range<usize>) -> usize {
    let outside = |at: &usize| !range.contains(&text.token(*at).head_token().index()) || text.token(*at).is_root();
    range.clone().rev().find(outside).unwrap_or(range.end - 1)
}
