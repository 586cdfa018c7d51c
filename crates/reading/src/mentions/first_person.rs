//! First persons: in a quotation "I" is whoever says it, "we" the speaker's side; outside one, the text's own voice.

use rapporteur_language::TokenRef;

use super::entities::{Entity, EntityId, Kind};
use super::resolver::{Form, Resolver};

/// How far from the pronoun, in tokens, the words may stand that say who speaks.
const REACH: usize = 60;

/// Resolves all first persons, once all others are.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>) {
    let mut voices: [Option<EntityId>; 2] = [None, None];
    for at in 0..resolver.text.len() {
        let Some(plural) = number(resolver.text.word(at)) else { continue };
        if !resolver.text.is_quoted(at) {
            let voice = voices[usize::from(plural)].unwrap_or_else(|| {
                let mut entity = Entity::new(Kind::Thing, if plural { "we" } else { "I" });
                entity.own_voice = true;
                resolver.add_entity(entity)
            });
            voices[usize::from(plural)] = Some(voice);
            resolver.mention(at..at + 1, at, Form::Pronoun, voice);
            continue;
        }
        let Some(speaker) = speaker(resolver, at) else { continue };
        match plural {
            false => resolver.mention(at..at + 1, at, Form::Pronoun, speaker),
            true => {
                let party = resolver.party_of(speaker);
                resolver.spoken_for.extend(party.map(|party| (at, party)));
            }
        }
    }
}

/// Is it a first person, and of several?
fn number(word: &str) -> Option<bool> {
    match word {
        "I" | "me" | "my" | "My" | "mine" | "Mine" | "myself" => Some(false),
        "we" | "We" | "us" | "our" | "Our" | "ours" | "ourselves" => Some(true),
        _ => None,
    }
}

/// The subject of the verb of speech nearest to a quoted word: in its sentence, then after it, then before.
fn speaker(resolver: &Resolver<'_, '_>, at: usize) -> Option<EntityId> {
    let text = resolver.text;
    let sentence = text.sentence(at);
    let subject = |verb: usize| {
        let subject = text.few_children(text.token(verb)).find(|child| child.dep == "nsubj").map(TokenRef::index)?;
        let mention = resolver.mention_at(subject)?;
        matches!(resolver.entity(mention.entity).kind, Kind::Actor(_)).then_some(mention.entity)
    };
    let says = |verb: &usize| !text.is_quoted(*verb) && super::pronouns::SPEECH.contains(&text.token(*verb).lemma());
    let ahead = (at..(at + REACH).min(text.len())).filter(says);
    let behind = (at.saturating_sub(REACH)..at).rev().filter(says);
    let near = |verb: &usize| text.sentence(*verb) == sentence;
    let all: Vec<usize> = ahead.chain(behind).collect();
    let same = all.iter().copied().filter(near).find_map(subject);
    same.or_else(|| all.into_iter().find_map(subject))
}
