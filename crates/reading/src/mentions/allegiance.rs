//! Whose somebody may be of whom no report tells it: clues, each with a weight, that are added up over all reports.
//!
//! ```text
//! "We will wait," Foreign Minister Ada Brandt said in Norville.     for Norland: it is spoken of, and she speaks there
//! Foreign Minister Ada Brandt phoned the Kenyan minister.           against Kenya: nobody phones himself
//! Kenya's foreign minister, Peter Oduya, waited.                    against Kenya: it has one foreign minister
//! ```
//!
//! One clue by itself is a guess. The sum is one too, but a better one: it is taken only where it is ahead of the next, and a side that
//! any report tells is always stronger.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_record::codebook::{Holder, NameKind, Qualifier, Sector};
use rapporteur_record::{ActorKind, Authority};

use super::cast::Side;
use super::entities::{EntityId, Hold};
use super::home::Weights;
use super::resolver::{Form, Resolver};
use super::text::Text;

/// What speaks for a side and against it, each with how often: see [`Clue`].
pub(super) type Counts = [i32; CLUES];
/// The same of each side.
pub(super) type Clues = BTreeMap<Side, Counts>;

/// What a report may show of a person and a side. Each is counted once for a mention of the person by name.
#[derive(Clone, Copy, Debug)]
#[repr(usize)]
pub(super) enum Clue {
    /// The text speaks of it at the first mention, which comes with an office.
    FirstWithOffice,
    /// It is spoken of last before.
    Nearest,
    /// It does something in the same sentence, or has something.
    ActsBeside,
    /// It is told otherwise in the same sentence.
    Beside,
    /// It did something in the sentence before.
    ActedBefore,
    /// The sentence before tells of it.
    Before,
    /// "In Norville, Ada Brandt said".
    SpeaksThere,
    /// "Ada Brandt accused Norland", "phoned the Norse minister".
    Object,
    /// It is spoken of in what the person says.
    Content,
    /// "The Kenyan president said", of the only president who can be meant.
    Described,
    /// It is spoken of next, in the sentence.
    Next,
    /// The report is written from its capital, and the person is told with an office first.
    Dateline,
    /// "his Norse counterpart": of the same office on another side.
    Counterpart,
}

/// How many clues there are.
pub(super) const CLUES: usize = 13;
/// How many mentions of somebody are looked at.
const MENTIONS: usize = 16;
/// How many sentences back one looks.
const SENTENCES: u32 = 3;

/// Where a state is spoken of.
struct Spoken {
    head: usize,
    side: Side,
    seat: bool,
    acts: bool,
}

/// The clues that a report gives of each person.
pub(super) fn clues(resolver: &Resolver<'_, '_>) -> BTreeMap<EntityId, Clues> {
    let spoken = spoken(resolver);
    let mut all: BTreeMap<EntityId, Vec<usize>> = BTreeMap::new();
    for mention in resolver.mentions.iter().filter(|mention| mention.form == Form::Name) {
        if resolver.entity(mention.entity).is(ActorKind::Person) {
            all.entry(mention.entity).or_default().push(mention.head);
        }
    }
    let dateline = dateline(resolver.text);
    let mut clues: BTreeMap<EntityId, Clues> = BTreeMap::new();
    for (id, heads) in all {
        let mut of_person = of_person(resolver, &spoken, &heads);
        let office = heads.first().is_some_and(|head| has_office(resolver.text, *head));
        if let Some(state) = dateline.as_ref().filter(|_| office) {
            of_person.entry(state.clone()).or_default()[Clue::Dateline as usize] += 1;
        }
        clues.insert(id, of_person);
    }
    for (id, side) in &resolver.opposite {
        if let Some(side) = resolver.party_of(*side).and_then(|party| super::cast::as_side(resolver, party)) {
            clues.entry(*id).or_default().entry(side).or_default()[Clue::Counterpart as usize] += 1;
        }
    }
    for (id, side) in &resolver.described {
        if let Some(side) = resolver.party_of(*side).and_then(|party| super::cast::as_side(resolver, party)) {
            clues.entry(*id).or_default().entry(side).or_default()[Clue::Described as usize] += 1;
        }
    }
    clues
}

/// Does an office stand right before the name?
fn has_office(text: &Text<'_>, head: usize) -> bool {
    (head.saturating_sub(3)..head).any(|at| text.office_at(at).is_some())
}

/// The state in whose capital a report is written: "NORVILLE (Reuters) –", "Norville – ".
fn dateline(text: &Text<'_>) -> Option<Side> {
    let (range, found) = text.actors.first().filter(|(range, _)| range.start < 4)?;
    let capital = found.name.kind == NameKind::Capital && found.actor.kind == ActorKind::State;
    let shouted = text.word(range.start).chars().all(|letter| !letter.is_lowercase());
    let parted = (range.end..range.end + 6).any(|at| matches!(text.word(at), "-" | "–" | "—"));
    (capital && (shouted || parted)).then(|| Side::Known(found.actor.id.clone()))
}

/// All places where states are spoken of, in text order.
fn spoken(resolver: &Resolver<'_, '_>) -> Vec<Spoken> {
    let text = resolver.text;
    let acts = |head: usize| matches!(text.token(head).dep, "nsubj" | "nsubjpass" | "poss");
    let mut all: BTreeMap<usize, Spoken> = BTreeMap::new();
    for (range, found) in &text.actors {
        let actor = found.actor.party.as_ref().and_then(|party| text.codebook.actor(party)).unwrap_or(found.actor);
        if actor.kind == ActorKind::State {
            let seat = found.name.kind == NameKind::Capital && super::places::is_location(text, range);
            let head = range.end - 1;
            all.insert(head, Spoken { head, side: Side::Known(actor.id.clone()), seat, acts: acts(head) });
        }
    }
    for mention in &resolver.mentions {
        let entity = resolver.entity(mention.entity);
        if entity.kind.is_person() || mention.form == Form::Pronoun {
            continue;
        }
        let party = resolver.party_of(mention.entity).filter(|party| resolver.entity(*party).is(ActorKind::State));
        let side = party.and_then(|party| super::cast::as_side(resolver, party));
        let head = mention.head;
        if let Some(side) = side {
            all.entry(head).or_insert(Spoken { head, side, seat: false, acts: acts(head) });
        }
    }
    all.into_values().collect()
}

fn of_person(resolver: &Resolver<'_, '_>, spoken: &[Spoken], heads: &[usize]) -> Clues {
    let text = resolver.text;
    let mut clues = Clues::new();
    let mut add = |side: &Side, clue: Clue| clues.entry(side.clone()).or_default()[clue as usize] += 1;
    for (number, &head) in heads.iter().take(MENTIONS).enumerate() {
        let sentence = text.sentence(head);
        let office = has_office(text, head);
        let token = text.token(head);
        let verb = (token.dep == "nsubj").then(|| token.head_token());
        let objects: Vec<std::ops::Range<usize>> = verb
            .into_iter()
            .flat_map(|verb| text.few_children(verb))
            .filter(|child| matches!(child.dep, "dobj" | "dative" | "prep") && child.index() > head)
            .map(|child| child.left_edge()..(child.right_edge() + 1).min(child.index() + PHRASE))
            .collect();
        let end = spoken.partition_point(|one| one.head < head);
        let mut seen: BTreeSet<(&Side, usize)> = BTreeSet::new();
        let before = spoken[..end].iter().rev().take_while(|one| text.sentence(one.head) + SENTENCES >= sentence);
        let after = spoken[end..].iter().take_while(|one| text.sentence(one.head) == sentence);
        let mut nearest = true;
        if number == 0 && office {
            let near = super::home::alone(&resolver.weights)
                .or_else(|| super::home::near(text, head).map(|state| state.id.clone()))
                .or_else(|| super::home::state(&resolver.weights, &Weights::new()));
            near.into_iter().for_each(|id| add(&Side::Known(id), Clue::FirstWithOffice));
        }
        for one in before.take(WINDOW) {
            let clue = match text.sentence(one.head) + 1 {
                _ if text.is_quoted(one.head) && !text.is_quoted(head) => Clue::Content,
                near if near < sentence => Clue::Nearest,
                near if near == sentence && one.acts => Clue::ActedBefore,
                near if near == sentence => Clue::Before,
                _ if one.seat && fronted(resolver, one.head) => Clue::SpeaksThere,
                _ if one.acts => Clue::ActsBeside,
                _ => Clue::Beside,
            };
            if nearest && !matches!(clue, Clue::Content) && !one.seat {
                nearest = false;
                add(&one.side, Clue::Nearest);
            }
            if !matches!(clue, Clue::Nearest) && seen.insert((&one.side, clue as usize)) {
                add(&one.side, clue);
            }
        }
        let mut next = true;
        for one in after.take(WINDOW) {
            let object = objects.iter().any(|range| range.contains(&one.head));
            let clue = match () {
                () if object && !one.seat => Clue::Object,
                () if verb.is_some() => Clue::Content,
                () => Clue::Beside,
            };
            if seen.insert((&one.side, clue as usize)) {
                add(&one.side, clue);
            }
            if next {
                next = false;
                add(&one.side, Clue::Next);
            }
        }
    }
    clues
}

/// How many names around a mention are looked at.
const WINDOW: usize = 12;
/// Nor does a phrase go on for longer than this.
const PHRASE: usize = 12;

/// "In Norville, …" at a sentence's beginning.
fn fronted(resolver: &Resolver<'_, '_>, head: usize) -> bool {
    let text = resolver.text;
    let token = text.token(head);
    let above = token.head_token();
    let opens = above.index() == 0 || text.sentence(above.index() - 1) != text.sentence(head);
    token.dep == "pobj" && above.lemma().eq_ignore_ascii_case("in") && opens
}

/// The office of which a state has one holder at a time, by its main name.
pub(super) fn post(resolver: &Resolver<'_, '_>, id: EntityId) -> Option<String> {
    let entity = resolver.entity(id);
    let one = |name: &str| {
        matches!(name, "president" | "prime minister" | "king" | "queen" | "crown prince")
            || name.ends_with(" minister") && name != "cabinet minister" && name != "government minister"
    };
    let codebook = resolver.text.codebook;
    entity.offices.iter().filter(|held| held.hold != Hold::Former).find_map(|held| {
        let words: Vec<&str> = held.name.split(' ').collect();
        let found = codebook.longest_office_at(&words, 0).filter(|found| found.len == words.len())?;
        let lower = found.qualifiers.iter().any(|one| matches!(one, Qualifier::Deputy | Qualifier::Former));
        (!lower && one(&found.office.name)).then(|| found.office.name.clone())
    })
}

/// Must somebody with these offices be a state's? Of others nobody guesses.
pub(super) fn is_of_state(resolver: &Resolver<'_, '_>, id: EntityId) -> bool {
    let armed = || resolver.entities.iter().any(|entity| entity.is(ActorKind::ArmedGroup));
    resolver.entity(id).offices.iter().filter(|held| held.hold != Hold::Former).any(|held| {
        let Some(office) = held.office else { return false };
        let high = matches!(held.authority, Authority::Principal | Authority::Minister | Authority::Official);
        let power = match office.sectors.first() {
            Some(Sector::Gov | Sector::Jud | Sector::Spy) => true,
            // A general may be the rebels'.
            Some(Sector::Mil | Sector::Cop) => !armed(),
            _ => false,
        };
        let speaks = ["presidential ", "government ", "foreign ministry ", "defence ministry ", "ministry "];
        office.of == Some(Holder::State)
            || power && high && office.of.is_none()
            || speaks.iter().any(|whose| held.name.starts_with(whose))
    })
}

/// One person of a negotiation, as far as is weighed here.
#[derive(Default)]
pub(super) struct Placed {
    /// The side that a report tells.
    pub(super) told: Option<Side>,
    pub(super) post: Option<String>,
    pub(super) of_state: bool,
    pub(super) clues: Clues,
}

/// How far ahead of the next a side has to be.
const AHEAD: i32 = 2;

/// The likeliest side of each person of a state of whom none is told; left out where nothing is ahead. Nobody gets a state
/// whose office another is told to hold.
pub(super) fn weigh<K: Ord + Clone>(persons: &BTreeMap<K, Placed>, weights: &Weights) -> BTreeMap<K, Side> {
    let mut taken: BTreeSet<(&str, Side)> = BTreeSet::new();
    for person in persons.values() {
        if let (Some(post), Some(side)) = (&person.post, &person.told) {
            taken.insert((post.as_str(), side.clone()));
        }
    }
    let open = persons.iter().filter(|(_, person)| person.told.is_none() && person.of_state);
    let mut open: Vec<(i32, &K, &Placed)> = open
        .filter_map(|(key, person)| likeliest(person, &taken, weights).map(|(_, lead)| (lead, key, person)))
        .collect();
    // The clearest case first, since it rules out others; a stable sort keeps the names' order.
    open.sort_by_key(|(lead, ..)| -lead);
    let mut decided = BTreeMap::new();
    for (_, key, person) in open {
        let Some((side, _)) = likeliest(person, &taken, weights).filter(|(_, lead)| *lead >= AHEAD) else { continue };
        taken.extend(person.post.as_deref().map(|post| (post, side.clone())));
        decided.insert(key.clone(), side);
    }
    decided
}

/// The side with the greatest sum, and how far it is ahead of the next.
fn likeliest(person: &Placed, taken: &BTreeSet<(&str, Side)>, weights: &Weights) -> Option<(Side, i32)> {
    let free = |side: &Side| person.post.as_deref().is_none_or(|post| !taken.contains(&(post, side.clone())));
    let mut sums: Vec<(i32, &Side)> = person
        .clues
        .iter()
        .filter(|(side, _)| free(side))
        .map(|(side, counts)| (sum(counts) + share(side, weights), side))
        .collect();
    sums.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    let (best, side) = sums.first().copied()?;
    let next = sums.get(1).map_or(0, |(sum, _)| *sum).max(0);
    (best > 0).then(|| (side.clone(), best - next))
}

/// How much the reports are about that state.
fn share(side: &Side, weights: &Weights) -> i32 {
    let total: i32 = weights.values().sum();
    let Side::Known(id) = side else { return 0 };
    SHARE * weights.get(id).copied().unwrap_or_default() / total.max(1)
}

/// What each clue weighs, in the order of [`Clue`].
const WEIGHTS: Counts = [9, 2, 4, 3, 3, 2, 8, -4, -1, 10, 1, 9, -12];
/// What it weighs that all reports are about one state alone.
const SHARE: i32 = 18;
/// More of one clue says little more.
const MOST: i32 = 2;

fn sum(counts: &Counts) -> i32 {
    counts.iter().zip(WEIGHTS).map(|(count, weight)| (*count).min(MOST) * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(id: &str) -> Side {
        Side::Known(id.to_owned())
    }

    /// A foreign minister with that side, or with those clues.
    fn minister(told: Option<&str>, clues: &[(&str, Clue)]) -> Placed {
        let mut placed =
            Placed { told: told.map(state), post: Some("foreign minister".to_owned()), ..Placed::default() };
        placed.of_state = true;
        for (id, clue) in clues {
            placed.clues.entry(state(id)).or_default()[*clue as usize] += 1;
        }
        placed
    }

    #[test]
    fn the_side_ahead_of_the_next_is_taken() {
        let persons = BTreeMap::from([
            ("brandt", minister(None, &[("nor", Clue::SpeaksThere), ("ken", Clue::Beside)])),
            ("oduya", minister(None, &[("nor", Clue::Beside), ("ken", Clue::Beside)])),
        ]);
        assert_eq!(
            weigh(&persons, &Weights::new()),
            BTreeMap::from([("brandt", state("nor")), ("oduya", state("ken"))])
        );
    }

    #[test]
    fn a_state_has_one_foreign_minister() {
        let near_kenya = [("ken", Clue::FirstWithOffice), ("nor", Clue::Beside)];
        let persons = BTreeMap::from([("brandt", minister(None, &near_kenya)), ("oduya", minister(Some("ken"), &[]))]);
        assert_eq!(weigh(&persons, &Weights::new()), BTreeMap::from([("brandt", state("nor"))]));
    }

    #[test]
    fn nothing_is_said_without_a_lead() {
        let alike = [("ken", Clue::Nearest), ("nor", Clue::Nearest)];
        let persons =
            BTreeMap::from([("brandt", minister(None, &alike)), ("ask", minister(None, &[("ken", Clue::Object)]))]);
        assert!(weigh(&persons, &Weights::new()).is_empty());
    }
}
