//! Whose somebody may be of whom no report tells it: clues, each with a weight, that are added up over all reports.
//!
//! ```text
//! "We will wait," Foreign Minister Ada Brandt said in Norville.     for Norland: it is spoken of, and she speaks there
//! Foreign Minister Ada Brandt phoned the Kenyan minister.           against Kenya: nobody phones himself
//! Kenya's foreign minister, Peter Oduya, waited.                    against Kenya: it has one foreign minister
//! ```
//!
//! "The Front will wait," Brandt said. Brandt said the Front would wait.     for the Front
//!
//! The name is a clue, too: a Ravindra Gunasekara among Sri Lanka, China and India is Sri Lanka's, likely ([`crate::learned::origins`]).
//!
//! One clue by itself is a guess. The sum is one too, but a better one: it is taken only where it is ahead of the next, and a side that
//! any report tells is always stronger. What each clue weighs was learned ([`weights`]): a linear model chooses among all parties that
//! the reports tell of near the person, and none of them.

mod clues;
mod weights;

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_record::codebook::{Holder, Qualifier, Sector};
use rapporteur_record::{ActorKind, Authority};

use self::clues::Clue;
pub(super) use self::clues::{Clues, Counts, clues};
use self::weights::{OfPerson, Weights};
use super::cast::Side;
use super::entities::{EntityId, Hold};
use super::resolver::{Mention, Resolver};
use crate::learned::origins::{Likely, Origins};

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
    }) || resolver.governing.contains(&id)
}

/// Those told to govern: "Brandt's government", "the Lind administration".
pub(super) fn governing(resolver: &Resolver<'_, '_>) -> BTreeSet<EntityId> {
    let text = resolver.text;
    let governs = |mention: &&Mention| {
        let owned = text.token(mention.head).head_token();
        matches!(text.token(mention.head).dep, "poss" | "compound")
            && matches!(owned.lemma(), "government" | "administration" | "regime" | "cabinet")
    };
    resolver.mentions.iter().filter(governs).map(|mention| mention.entity).collect()
}

/// One person of a negotiation, as far as is weighed here.
#[derive(Default)]
pub(super) struct Placed {
    pub(super) name: String,
    /// The side that a report tells.
    pub(super) told: Option<Side>,
    pub(super) post: Option<String>,
    pub(super) of_state: bool,
    /// The rights of the offices that are told.
    pub(super) rights: BTreeSet<Authority>,
    pub(super) clues: Clues,
}

/// What a side is.
#[derive(Clone, Debug)]
pub(super) struct About {
    pub(super) kind: ActorKind,
    /// The state's id, or that of the state that the body is of.
    pub(super) state: Option<String>,
}

/// How much less likely somebody with that name is of that side's state than of the likeliest, 0 at most; nothing is known of some.
pub(super) fn apart(name: &Likely, about: &About) -> Option<f32> {
    about.state.as_deref().and_then(|state| name.of_state(state))
}

/// What the names of persons tell of their states.
pub(super) fn origins(name: &str) -> Likely {
    Origins::builtin().of(name)
}

/// Offices with whom they are held for.
type Taken = BTreeSet<(String, Side)>;

/// The likeliest side of each person of whom none is told; left out where none is far enough ahead. `about` tells what a side is.
pub(super) fn weigh<K: Ord + Clone>(
    persons: &BTreeMap<K, Placed>,
    about: impl Fn(&Side) -> About,
) -> BTreeMap<K, Side> {
    let mut taken = Taken::new();
    for person in persons.values() {
        taken.extend(person.post.clone().zip(person.told.clone()));
    }
    let open = persons.iter().filter(|(_, person)| person.told.is_none() && !person.clues.is_empty());
    let open: Vec<(&K, Open<'_>)> = open.map(|(key, person)| (key, Open::of(person, &about))).collect();
    let mut open: Vec<(i32, &K, Open<'_>)> = open
        .into_iter()
        .filter_map(|(key, person)| likeliest(&person, &taken).map(|(_, lead)| (lead, key, person)))
        .collect();
    // The clearest case first, since it rules out others; a stable sort keeps the names' order.
    open.sort_by_key(|(lead, ..)| -lead);
    let mut decided = BTreeMap::new();
    for (_, key, person) in open {
        let found = likeliest(&person, &taken).filter(|(_, lead)| *lead > Weights::builtin().ahead);
        let Some((side, _)) = found else { continue };
        taken.extend(person.placed.post.clone().map(|post| (post, side.clone())));
        decided.insert(key.clone(), side);
    }
    decided
}

/// A person of whom no side is told, with the sides that it may be.
struct Open<'p> {
    placed: &'p Placed,
    sides: Vec<(&'p Side, &'p Counts, ActorKind, Option<f32>)>,
}

impl<'p> Open<'p> {
    fn of(placed: &'p Placed, about: impl Fn(&Side) -> About) -> Self {
        let name = origins(&placed.name);
        let side = |(side, counts): (&'p Side, &'p Counts)| {
            let about = about(side);
            (side, counts, about.kind, apart(&name, &about))
        };
        Self { placed, sides: placed.clues.iter().map(side).collect() }
    }
}

/// The side with the greatest sum, and how far it is ahead of the next and of none.
fn likeliest(person: &Open<'_>, taken: &Taken) -> Option<(Side, i32)> {
    let placed = person.placed;
    let most = placed.clues.values().map(Counts::told).max()?;
    let each = person.sides.iter().map(|(side, counts, kind, apart)| {
        let is_taken = placed.post.as_ref().is_some_and(|post| taken.contains(&(post.clone(), (*side).clone())));
        let known = matches!(side, Side::Known(_));
        (sum(placed, counts, most, (*kind, known, is_taken)) + by_name(placed, *kind, *apart), *side)
    });
    let mut sums: Vec<(i32, &Side)> = each.collect();
    sums.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    let (best, side) = sums.first().copied()?;
    let next = sums.get(1).map_or(i32::MIN, |(sum, _)| *sum).max(none(person));
    Some((side.clone(), best.saturating_sub(next)))
}

/// No name is taken to be farther from a state's than this.
const FARTHEST: f32 = 6.0;

/// What the name says for a side, or against it.
fn by_name(person: &Placed, kind: ActorKind, apart: Option<f32>) -> i32 {
    let weights = &Weights::builtin().name;
    let Some(apart) = apart else { return weights.unknown };
    let of_kind = if kind == ActorKind::State { &weights.state } else { &weights.body };
    let all =
        |weight: &OfPerson| (weight.anybody + if person.of_state { weight.of_state } else { weight.other }) as f32;
    (all(&of_kind.fits) * apart.exp() + all(&of_kind.apart) * apart.max(-FARTHEST) / FARTHEST).round() as i32
}

/// More of one clue says little more, in hundredths.
const AGAIN: [i32; 4] = [0, 100, 158, 200];

/// What speaks for a side. `most`: how often the reports tell of the side told most.
fn sum(person: &Placed, counts: &Counts, most: u32, (kind, known, taken): (ActorKind, bool, bool)) -> i32 {
    let weights = Weights::builtin();
    let told = counts.told();
    let mut sum = 0;
    // How often it is told has weights of its own.
    for (count, weight) in counts.all().into_iter().zip(&weights.clues).take(Clue::Told as usize) {
        let besides = if person.of_state { weight.of_state } else { weight.other };
        sum += AGAIN[count.min(3) as usize] * (weight.anybody + besides) / 100;
    }
    let of_kind = weights.kind(kind);
    let part = i64::from(weights.side.share + of_kind.share) * i64::from(told) / i64::from(most.max(1));
    sum += i32::try_from(part).unwrap_or_default();
    sum += weights
        .side
        .told
        .iter()
        .zip([2, 4, 8, 16])
        .filter(|(_, least)| told >= *least)
        .map(|(one, _)| one)
        .sum::<i32>();
    sum += if person.of_state { of_kind.of_state } else { of_kind.other };
    sum += if person.rights.is_empty() { of_kind.no_office } else { of_kind.office };
    sum + i32::from(known) * of_kind.known + i32::from(taken) * weights.side.taken
}

/// What speaks for no side that is told.
fn none(person: &Open<'_>) -> i32 {
    let Open { placed, sides } = person;
    let none = &Weights::builtin().none;
    let rights: i32 = placed.rights.iter().filter_map(|right| none.right.get(right)).sum();
    let no_office = if placed.rights.is_empty() { none.no_office } else { 0 };
    let fits = sides.iter().filter_map(|(.., apart)| *apart).map(f32::exp).fold(0.0, f32::max);
    let nobody = (Weights::builtin().name.nobody as f32 * (1.0 - fits)).round() as i32;
    let many = none.sides * sides.len().min(10) as i32 / 10;
    none.always + if placed.of_state { none.of_state } else { none.other } + rights + no_office + many + nobody
}

#[cfg(test)]
mod tests {
    use super::clues::Clue;
    use super::*;

    fn state(id: &str) -> Side {
        Side::Known(id.to_owned())
    }

    /// A foreign minister with that side, or with those clues.
    fn minister(told: Option<&str>, clues: &[(&str, Clue)]) -> Placed {
        let mut placed =
            Placed { told: told.map(state), post: Some("foreign minister".to_owned()), ..Placed::default() };
        placed.of_state = true;
        placed.rights.insert(Authority::Minister);
        for (id, clue) in clues {
            let counts = placed.clues.entry(state(id)).or_default();
            counts.see(*clue);
            counts.see(Clue::Told);
        }
        placed
    }

    fn state_alone(side: &Side) -> About {
        let Side::Known(id) = side else { unreachable!("only states here") };
        About { kind: ActorKind::State, state: Some(id.clone()) }
    }

    fn weighed(persons: &BTreeMap<&'static str, Placed>) -> BTreeMap<&'static str, Side> {
        weigh(persons, state_alone)
    }

    #[test]
    fn the_side_ahead_of_the_next_is_taken() {
        let clear = [("nor", Clue::SpeaksThere), ("nor", Clue::ActedBefore), ("ken", Clue::Counterpart)];
        let persons = BTreeMap::from([("brandt", minister(None, &clear))]);
        assert_eq!(weighed(&persons), BTreeMap::from([("brandt", state("nor"))]));
    }

    #[test]
    fn a_state_has_one_foreign_minister() {
        let clear = [("nor", Clue::SpeaksThere), ("nor", Clue::ActedBefore), ("ken", Clue::Counterpart)];
        let free = BTreeMap::from([("brandt", minister(None, &clear)), ("oduya", minister(Some("ken"), &[]))]);
        let taken = BTreeMap::from([("brandt", minister(None, &clear)), ("oduya", minister(Some("nor"), &[]))]);
        let lead = |persons: &BTreeMap<&'static str, Placed>| {
            let held = persons.values().filter_map(|person| person.post.clone().zip(person.told.clone())).collect();
            likeliest(&Open::of(&persons["brandt"], state_alone), &held).unwrap().1
        };
        assert!(lead(&taken) < lead(&free));
    }

    #[test]
    fn a_name_tells_between_two() {
        let alike = |name: &str| {
            let clues = [("lka", Clue::ActedBefore), ("chn", Clue::ActedBefore)];
            Placed { name: name.to_owned(), ..minister(None, &clues) }
        };
        let persons = BTreeMap::from([("gunasekara", alike("Ravindra Gunasekara"))]);
        assert_eq!(weighed(&persons), BTreeMap::from([("gunasekara", state("lka"))]));
        assert!(weighed(&BTreeMap::from([("brandt", alike("Ada Brandt"))])).is_empty());
    }

    #[test]
    fn nothing_is_said_without_a_lead() {
        let alike = [("ken", Clue::Nearest), ("nor", Clue::Nearest)];
        assert!(weighed(&BTreeMap::from([("brandt", minister(None, &alike))])).is_empty());
    }
}
