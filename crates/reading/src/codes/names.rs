//! Names inside a noun phrase: states, organisations, places, persons that the codebook knows.

use std::ops::Range;

use rapporteur_record::ActorKind;
use rapporteur_record::codebook::{ActorMatch, Ambiguity, NameKind, PersonForm, PersonMatch, PlaceMatch, Tenure};

use super::Coder;

/// A name and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub(super) range: Range<usize>,
    pub(super) what: What<'a>,
}

/// What a name names.
#[derive(Clone, Copy, Debug)]
pub(super) enum What<'a> {
    Actor(ActorMatch<'a>),
    Place(PlaceMatch<'a>),
    Person(PersonMatch<'a>),
}

impl Found<'_> {
    /// The country that the name tells.
    pub(super) fn country(&self, coder: &Coder<'_, '_>) -> Option<String> {
        let codebook = coder.context.codebook;
        match self.what {
            What::Actor(found) => {
                let party = || found.actor.party.as_ref().and_then(|party| codebook.actor(party)?.country.clone());
                found.actor.country.clone().or_else(party)
            }
            What::Place(found) => codebook
                .actor(&found.place.country.to_lowercase())
                .and_then(|state| state.country.clone())
                .or_else(|| Some(found.place.country.clone())),
            What::Person(found) => {
                let tenure = tenure(coder, &found)?;
                codebook.actor(&tenure.party)?.country.clone()
            }
        }
    }
}

/// The office that tells a person's country: the one held on the day, else the last.
pub(super) fn tenure<'a>(coder: &Coder<'_, '_>, found: &PersonMatch<'a>) -> Option<&'a Tenure> {
    found.person.office_on(coder.context.published).or_else(|| found.person.held.last())
}

impl<'r> Coder<'_, 'r> {
    /// The longest name that begins at a token.
    pub(super) fn name_at(&self, at: usize) -> Option<Found<'r>> {
        let codebook = self.context.codebook;
        let token = self.context.doc.token(at);
        let first = token.text().chars().next()?;
        if !first.is_alphabetic() || first.is_lowercase() && !token.text().contains('-') && first.is_ascii() {
            return None;
        }
        let actor = codebook.longest_actor_at(&self.words, at);
        let actor = actor.filter(|found| !self.is_other(found, at) && !self.is_of_person(found.len, at));
        let place = codebook.longest_place_at(&self.words, at).filter(|found| !self.is_of_person(found.len, at));
        let person = codebook.longest_person_at(&self.words, at).filter(|found| self.is_person(found, at));
        let mut best: Option<Found<'r>> = None;
        let lengths = [
            actor.map(|found| (found.len, What::Actor(found))),
            place.map(|found| (found.len, What::Place(found))),
            person.map(|found| (found.len, What::Person(found))),
        ];
        for (len, what) in lengths.into_iter().flatten() {
            if best.as_ref().is_none_or(|best| best.range.len() < len) {
                best = Some(Found { range: at..at + len, what });
            }
        }
        best
    }

    /// Is it a later part of a person's name: "Valencia" of "Felipe Valencia"?
    fn is_of_person(&self, len: usize, at: usize) -> bool {
        let doc = self.context.doc;
        let is_person = |at: usize| doc.token(at).ent_type == "PERSON";
        at > 0 && is_person(at - 1) && (at..at + len).all(is_person)
    }

    /// "Jordan" the person, "turkey" the bird.
    fn is_other(&self, found: &ActorMatch<'_>, at: usize) -> bool {
        let doc = self.context.doc;
        let label = doc.token(at).ent_type;
        match found.name.ambiguity {
            Some(Ambiguity::Person) => label == "PERSON",
            Some(Ambiguity::Word) => label.is_empty() && found.len == 1 && found.name.kind != NameKind::Adjective,
            _ => found.actor.kind == ActorKind::Outlet && label.is_empty() && found.len == 1,
        }
    }

    /// A surname alone must be told as a person's.
    fn is_person(&self, found: &PersonMatch<'_>, at: usize) -> bool {
        let doc = self.context.doc;
        let alone =
            (at + found.len..doc.len().min(at + found.len + 1)).all(|next| doc.token(next).ent_type != "PERSON");
        let starts = at == 0 || doc.token(at - 1).ent_type != "PERSON" || doc.token(at).ent_type != "PERSON";
        // Rare names are taken for those of places or peoples, too: but a date or a law is no person.
        let label = matches!(doc.token(at).ent_type, "PERSON" | "ORG" | "GPE" | "LOC" | "NORP" | "");
        found.form == PersonForm::Full || alone && starts && label && !self.is_namesake(found, at)
    }

    /// Does the report give the surname another first name: "Solberg" where it told of Ingrid Solberg?
    fn is_namesake(&self, found: &PersonMatch<'_>, at: usize) -> bool {
        let mentions = &self.context.mentions;
        let head = at + found.len - 1;
        let named = mentions.referents(head).iter().filter_map(|actor| mentions.actors().get(actor.index()));
        let known = |word: &str| found.person.name.split_whitespace().any(|own| own.eq_ignore_ascii_case(word));
        named.filter(|actor| actor.kind == ActorKind::Person).any(|actor| {
            let mut words = actor.name.split_whitespace();
            words.next_back().is_some_and(known) && words.next().is_some_and(|first| !known(first))
        })
    }
}
