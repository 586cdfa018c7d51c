//! Is an unknown name a person's? A sum of what speaks for it and against it.

use std::ops::Range;

use rapporteur_language::Pos;
use rapporteur_record::Authority;
use rapporteur_record::codebook::{NameKind, Number, PersonEntry, PersonForm};

use super::text::Text;

/// From this weight on a name is a person's.
pub(super) const ENOUGH: i32 = 3;

/// What speaks for a name to be a person's. `body_word`: its last word is one of bodies or places; `article`: "the"
/// stands before it.
pub(super) fn weight(text: &Text<'_>, range: &Range<usize>, body_word: bool, article: bool) -> i32 {
    // Behind a quotation the recognizer takes names for titles of works.
    let quoted = range.start > 0 && matches!(text.word(range.start - 1), "\"" | "”" | "''" | "’");
    let label = match text.doc.tokens()[range.end - 1].ent_type {
        "WORK_OF_ART" if quoted => 0,
        "PERSON" => 4,
        "ORG" if range.len() == 1 => -3,
        "ORG" => -1,
        "GPE" | "LOC" | "FAC" => -3,
        "" => 0,
        _ => -2,
    };
    let against = 8 * i32::from(body_word)
        + 5 * i32::from(article)
        + 6 * i32::from(super::names::is_acronym(text, range))
        + 4 * i32::from(range.len() > 5)
        + 4 * i32::from(is_place(text, range))
        + 6 * i32::from(is_located(text, range));
    label + around(text, range) + known(text, range) - against
}

fn is_place(text: &Text<'_>, range: &Range<usize>) -> bool {
    text.codebook.longest_place_at(&text.words, range.start).is_some_and(|found| found.len == range.len())
}

/// "in Glen Falls, N.Y.", "near Norville, Norland": a place that another name tells where it lies.
pub(super) fn is_located(text: &Text<'_>, range: &Range<usize>) -> bool {
    let there =
        range.start > 0 && matches!(text.word(range.start - 1), "in" | "at" | "near" | "from" | "outside" | "to");
    let next = range.end + 1;
    let region = || {
        let place = text.codebook.longest_place_at(&text.words, next).map(|found| next + found.len);
        let state =
            text.actor_at(next).filter(|(state, found)| state.start == next && found.name.kind == NameKind::Name);
        place.or_else(|| state.map(|(state, _)| state.end))
    };
    there
        && text.word(range.end) == ","
        && region().is_some_and(|end| matches!(text.word(end), "," | "." | ";" | ")" | "–" | "—"))
}

fn known(text: &Text<'_>, range: &Range<usize>) -> i32 {
    let person = text.codebook.longest_person_at(&text.words, range.start).filter(|found| found.len == range.len());
    let person = person.map_or(0, |found| if found.form == PersonForm::Full { 8 } else { 2 });
    let given = range.len() > 1 && text.codebook.pronoun_of_given_name(text.word(range.start)).is_some();
    person + 4 * i32::from(given) + 6 * i32::from(is_holder_at_work(text, range))
}

/// "Lavrov's spokeswoman", "Lavrov said": the surname of the only one of that name who is in office, who speaks or has somebody to
/// speak for him.
fn is_holder_at_work(text: &Text<'_>, range: &Range<usize>) -> bool {
    if range.len() > 1 {
        return false;
    }
    let surname = text.word(range.start);
    let in_office = |person: &&PersonEntry| person.office_on(text.published).is_some();
    let served = text.is_possessive_mark(range.end) && {
        let office = text.office_at(range.end + 1);
        let lemma = text.lemma(range.end + 1);
        let serves = |authority| matches!(authority, Authority::Spokesperson | Authority::Aide);
        lemma == "deputy" || office.is_some_and(|(_, found)| serves(found.office.authority))
    };
    (served || super::names::speaks(text, range.start))
        && text.codebook.persons_by_name(surname).filter(in_office).count() == 1
}

fn around(text: &Text<'_>, range: &Range<usize>) -> i32 {
    let titled = range.start > 0 && text.nouns.title(text.word(range.start - 1)).is_some();
    let office = office_before(text, range.start);
    let after = text.word(range.end) == "," && (is_who(text, range.end + 1) || described(text, range.end + 1));
    let ahead = range.start > 1 && text.word(range.start - 1) == "," && {
        let other =
            matches!(text.lemma(range.start - 2).as_str(), "counterpart" | "colleague" | "successor" | "predecessor");
        let office = |at: usize| text.office_at(at).is_some_and(|(_, found)| found.number == Number::Singular);
        // "the firm's head of personnel, Ada Brandt": two words, since one may be a firm.
        let of = range.len() > 1 && of_office(text, range.start - 2).is_some_and(office);
        other || of || office(range.start - 2)
    };
    let owned = range.len() > 1 && range.start > 1 && text.is_possessive_mark(range.start - 1) && {
        text.actor_at(range.start - 2).is_some_and(|(_, found)| found.name.kind == NameKind::Name)
    };
    let from = range.len() > 1 && text.word(range.end) == "of" && {
        text.actor_at(range.end + 1).is_some_and(|(_, found)| found.actor.kind == rapporteur_record::ActorKind::State)
    };
    let token = text.token(range.end - 1);
    let speaks = token.dep == "nsubj"
        && matches!(
            token.head_token().lemma(),
            "say" | "tell" | "add" | "warn" | "argue" | "insist" | "joke" | "quip" | "write"
        );
    6 * i32::from(titled || office)
        + 4 * i32::from(after || ahead)
        + 4 * i32::from(owned)
        + 2 * i32::from(from)
        + 2 * i32::from(speaks && range.len() > 1)
        + i32::from(range.len() > 1 && range.len() < 5)
}

/// Of what a noun is told in "head of personnel": the head.
fn of_office(text: &Text<'_>, noun: usize) -> Option<usize> {
    let token = text.token(noun);
    let of =
        (token.dep == "pobj").then(|| token.head_token()).filter(|of| of.lemma() == "of" && of.index() + 1 == noun)?;
    of.index().checked_sub(1)
}

/// "the US envoy", "Kenya's chief delegate" at a place where something in apposition begins.
fn described(text: &Text<'_>, first: usize) -> bool {
    for at in first..(first + 6).min(text.len()) {
        if let Some((_, found)) = text.office_at(at) {
            // "Ada Brandt Lind, spokesman of the president"
            let of = matches!(text.word(at + 1), "of" | "for");
            return found.number == Number::Singular && (at > first || of);
        }
        if text.actor_at(at).is_some_and(|(range, _)| text.word(range.end) == "who") {
            return true;
        }
        let goes_on = text.actor_at(at).is_some()
            || text.is_possessive_mark(at)
            || matches!(text.pos(at), Pos::Det | Pos::Adj | Pos::Noun | Pos::Pron);
        if !goes_on {
            return false;
        }
    }
    false
}

/// "a dairyman from Norland who leads the party" at a place where something in apposition begins.
fn is_who(text: &Text<'_>, first: usize) -> bool {
    let near = first..(first + 8).min(text.len());
    let who = near.clone().find(|&at| matches!(text.word(at), "who" | "whose"));
    who.is_some_and(|who| {
        (first..who).all(|at| !matches!(text.pos(at), Pos::Verb | Pos::Aux | Pos::Punct) || text.word(at) == "-")
    })
}

/// "Foreign Minister Ada Brandt".
fn office_before(text: &Text<'_>, start: usize) -> bool {
    let office = start.checked_sub(1).and_then(|before| text.office_at(before));
    office.is_some_and(|(range, found)| range.end == start && found.number == Number::Singular)
}
