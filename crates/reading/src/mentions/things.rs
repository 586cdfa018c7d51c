//! Nouns that mean no actor: kept so that "it" and "they" need not mean one, and since people without an office ("the
//! families", "schools") are spoken of as "they".

use rapporteur_language::Pos;

use super::entities::{Entity, EntityId, Kind};
use super::phrase::Determiner;
use super::resolver::{Form, Resolver};

/// Gives a noun the thing that it names: with an article the one of that name told before, else a new one.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>, head: usize) {
    let text = resolver.text;
    let token = text.token(head);
    let counted = matches!(token.ent_type, "" | "ORG" | "NORP");
    if text.pos(head) != Pos::Noun || !counted || !matches!(token.dep, "nsubj" | "nsubjpass" | "dobj" | "pobj" | "conj")
    {
        return;
    }
    let before = resolver.before(head);
    let plural = token.tag == "NNS";
    let lemma = text.lemma(head);
    let again = matches!(before.determiner, Determiner::Definite | Determiner::Demonstrative);
    let same = |resolver: &Resolver<'_, '_>, id: EntityId| {
        let entity = resolver.entity(id);
        entity.kind == Kind::Thing && entity.plural == plural && entity.noun.as_deref() == Some(lemma.as_str())
    };
    let told = again.then(|| resolver.last_heard(same)).flatten();
    let id = told.unwrap_or_else(|| {
        let mut entity = Entity::new(Kind::Thing, text.doc.slice(before.start..head + 1));
        entity.plural = plural;
        entity.noun = Some(lemma);
        resolver.add_entity(entity)
    });
    resolver.mention(before.start..head + 1, head, Form::Noun, id);
}
