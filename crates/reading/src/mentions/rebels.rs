//! "Norse rebels", "the insurgents", "rebel forces", "the opposition": those against a state's government, where nobody names their group.
//!
//! They are a side of their own and not the state's whose name stands before them: what "Norse rebels" say is not Norland's word.

use rapporteur_record::ActorKind;

use super::entities::EntityId;
use super::nominals::Phrase;
use super::phrase::Determiner;
use super::resolver::{Form, Resolver};

/// Resolves such a noun to the group that the report tells of, or else to one without a name; `false` for any other noun.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>, phrase: &Phrase<'_, '_>, lemma: &str) -> bool {
    let Some(kind) = kind(resolver, phrase, lemma) else { return false };
    let against = phrase.side.filter(|side| resolver.entity(*side).is(ActorKind::State));
    let told = told(resolver, phrase.head, kind, against);
    // Where the report is of one state above all, and names no group, they are against that one.
    let home = told.is_none().then(|| super::home::alone(&resolver.weights)).flatten();
    let home = home.and_then(|state| resolver.text.codebook.actor(&state));
    let against = against.or_else(|| home.map(|state| resolver.known(state)));
    let id = told.unwrap_or_else(|| super::nominals::nameless(resolver, phrase, kind, lemma));
    if let Some(state) = against {
        // Told by the state they are against they are a party; "the rebels" alone may be any.
        resolver.entity_mut(id).noun = None;
        resolver.foes.entry((state, kind == ActorKind::ArmedGroup)).or_insert(id);
    }
    let start = super::institutions::first_word(resolver, phrase);
    resolver.mention(start..phrase.core.end, phrase.head, Form::Noun, id);
    true
}

/// "rebels", "rebel forces" are armed; "the opposition", "the Norse opposition" is not. "Its opposition to the plan" is nobody.
fn kind(resolver: &Resolver<'_, '_>, phrase: &Phrase<'_, '_>, lemma: &str) -> Option<ActorKind> {
    let text = resolver.text;
    if phrase.plural {
        let forces = matches!(lemma, "force" | "fighter" | "group" | "faction");
        let rebels = text.nouns.are_rebels(lemma)
            || forces && phrase.head > 0 && text.nouns.are_rebels(&text.lemma(phrase.head - 1));
        return rebels.then_some(ActorKind::ArmedGroup);
    }
    let owned = phrase.before.possessor && phrase.side.is_none_or(|side| !resolver.entity(side).is(ActorKind::State));
    let to = text.word(phrase.head + 1) == "to";
    let definite = phrase.before.determiner == Determiner::Definite || phrase.side.is_some();
    (lemma == "opposition" && definite && !owned && !to).then_some(ActorKind::Organisation)
}

/// The group told last that may be against that state, and else the only one whose name follows.
fn told(resolver: &Resolver<'_, '_>, at: usize, kind: ActorKind, against: Option<EntityId>) -> Option<EntityId> {
    let armed = kind == ActorKind::ArmedGroup;
    let known = against.and_then(|state| resolver.foes.get(&(state, armed))).copied();
    let fits = |id: EntityId| {
        let entity = resolver.entity(id);
        let group =
            if armed { entity.is_rebel_group() } else { entity.entry.is_none() && entity.name.ends_with("opposition") };
        group && against.is_none_or(|state| may_be_against(resolver, id, state))
    };
    let heard = known.or_else(|| resolver.last_heard(|_, id| fits(id)));
    heard.or_else(|| super::nominals::only_ahead(resolver, at, fits))
}

/// Is the group, as far as is known, of that state and told to be against no other?
fn may_be_against(resolver: &Resolver<'_, '_>, group: EntityId, state: EntityId) -> bool {
    let code = |id: EntityId| resolver.entity(id).entry.and_then(|entry| entry.country.as_deref());
    let another = resolver.foes.iter().any(|((known, _), told)| *told == group && *known != state);
    !another && code(group).is_none_or(|country| code(state) == Some(country))
}
