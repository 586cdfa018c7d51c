//! Persons by shorter forms of their names, over reports.
//!
//! "Ushakov" in one report is the "Yuri Ushakov" of another when no other full name fits and nothing tells them apart:
//! not the side they are on, and no report that has both as two persons.

use std::collections::{BTreeMap, HashSet};
use std::hash::Hash;

use super::lists::{Lists, key_of};
use super::names::words;
use super::texts::{TextId, Texts};
use super::told::{Description, DescriptionId, ToldActors};
use super::union::Union;
use crate::codebook::fold::fold;
use crate::{ActorKind, ReportId};

/// A name with more bearers than this tells nobody: whose it is is not asked.
const BEARERS: usize = 64;

/// What a description says of a person, folded.
#[derive(Default)]
struct Form {
    office: Option<TextId>,
    /// Words that may stand for the name: surname, aliases of one word.
    short: Vec<TextId>,
    /// First and last word, where there are more.
    ends: Option<(TextId, TextId)>,
    /// A name of two words or more, or one that the codebook knows.
    full: bool,
    /// A name of just two words, which may have left out others between them.
    two_words: bool,
    keyed: bool,
}

impl Form {
    fn of(told: &ToldActors, id: DescriptionId, one: &Description, texts: &mut Texts) -> Self {
        let words = words(told.name(one));
        let aliases = told.aliases(id).map(fold).filter(|alias| !alias.contains(' '));
        let ends = match words.as_slice() {
            [first, .., last] => Some((texts.keep(first), texts.keep(last))),
            _ => None,
        };
        Self {
            office: one.office.map(|office| texts.keep(&fold(told.texts.get(office)))),
            short: words.last().cloned().into_iter().chain(aliases).map(|word| texts.keep(&word)).collect(),
            ends,
            full: ends.is_some() || one.key.is_some(),
            two_words: words.len() == 2,
            keyed: one.key.is_some(),
        }
    }
}

/// What is known of one person so far. Most are told of in a report or two.
#[derive(Default)]
struct Known {
    /// In order, each once.
    reports: Vec<ReportId>,
    /// Sides told, by their first telling, each once.
    parties: Vec<u32>,
    /// Each once.
    descriptions: Vec<DescriptionId>,
}

impl Known {
    fn add(&mut self, report: ReportId, description: DescriptionId, party: Option<u32>) {
        // Tellings stand in the order of the reports.
        if self.reports.last() != Some(&report) {
            self.reports.push(report);
        }
        if !self.descriptions.contains(&description) {
            self.descriptions.push(description);
        }
        self.parties.extend(party.filter(|party| !self.parties.contains(party)));
    }

    fn shares_a_party_with(&self, other: &Known) -> bool {
        self.parties.iter().any(|party| other.parties.contains(party))
    }
}

/// Whether two ordered lists share nothing. One is mostly short, the other may be that of a head of state.
fn is_disjoint(one: &[ReportId], other: &[ReportId]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.iter().all(|report| long.binary_search(report).is_err())
}

/// Joins persons whose shorter name fits one fuller name only.
pub(crate) fn by_shorter_name(told: &ToldActors, same: &mut Union) {
    let mut texts = Texts::default();
    let mut form = |(id, one): (DescriptionId, &Description)| match one.kind {
        ActorKind::Person => Form::of(told, id, one, &mut texts),
        _ => Form::default(),
    };
    let forms: Vec<Form> = told.descriptions().map(&mut form).collect();
    // Each time anew, and what was known before is dropped: who was joined is one by then.
    Persons::of(told, &forms, same).join(same, |known| known.any(|form| form.two_words), |form| form.ends.as_slice());
    Persons::of(told, &forms, same).join(same, |known| !known.any(|form| form.full), |form| form.short.as_slice());
    surnames_alone(told, &forms, same);
}

struct Persons<'f> {
    /// Of each description.
    forms: &'f [Form],
    /// By first telling.
    known: BTreeMap<u32, Known>,
}

/// A person with what its descriptions say.
#[derive(Clone, Copy)]
struct Person<'p> {
    forms: &'p [Form],
    known: &'p Known,
}

impl<'f> Persons<'f> {
    fn of(told: &ToldActors, forms: &'f [Form], same: &mut Union) -> Self {
        let mut known: BTreeMap<u32, Known> = BTreeMap::new();
        let is_person = |description| told.description(description).kind == ActorKind::Person;
        for (at, one) in told.all.iter().enumerate().filter(|(_, one)| is_person(one.description)) {
            let party = one.party().filter(|party| *party < told.all.len()).map(|party| same.first_of(party) as u32);
            known.entry(same.first_of(at) as u32).or_default().add(one.report, one.description, party);
        }
        Self { forms, known }
    }

    fn all(&self) -> impl Iterator<Item = (usize, Person<'_>)> {
        self.known.iter().map(|(first, known)| (*first as usize, Person { forms: self.forms, known }))
    }

    /// Joins each person that `joins` picks to the only full name that shares one of its `names`.
    fn join<N: Copy + Ord + Hash + 'static>(
        &self,
        same: &mut Union,
        joins: impl Fn(Person<'_>) -> bool,
        names: impl Fn(&Form) -> &[N],
    ) {
        let mut with_name = Lists::default();
        for (first, full) in self.all().filter(|(_, person)| person.any(|form| form.full)) {
            full.each_once(&names).iter().for_each(|name| with_name.push(key_of(name), first));
        }
        let mut pairs = Vec::new();
        for (first, person) in self.all().filter(|(_, person)| joins(*person)) {
            let bearers = person
                .each_once(&names)
                .into_iter()
                .map(|name| with_name.last(key_of(&name), BEARERS + 1).collect::<Vec<_>>());
            let candidates = bearers.filter(|bearers| bearers.len() <= BEARERS).flatten().collect();
            pairs.extend(self.only_match(first, person, candidates).map(|other| (first, other)));
        }
        pairs.into_iter().for_each(|(one, other)| same.join(one, other));
    }

    fn only_match(&self, first: usize, person: Person<'_>, mut candidates: Vec<usize>) -> Option<usize> {
        candidates.sort_unstable();
        candidates.dedup();
        let other = |at: usize| self.known.get(&(at as u32)).map(|known| Person { known, ..person });
        candidates.retain(|at| *at != first && other(*at).is_some_and(|other| person.fits(other)));
        match candidates.as_slice() {
            [] => None,
            [only] => Some(*only),
            _ => {
                candidates.retain(|at| other(*at).is_some_and(|other| person.shares_more_with(other)));
                <[usize; 1]>::try_from(candidates).ok().map(|[only]| only)
            }
        }
    }
}

impl<'p> Person<'p> {
    fn told(self) -> impl Iterator<Item = &'p Form> {
        self.known.descriptions.iter().filter_map(move |one| self.forms.get(one.index()))
    }

    fn any(self, says: impl Fn(&Form) -> bool) -> bool {
        self.told().any(says)
    }

    fn each_once<N: Copy + Ord + 'p>(self, names: impl Fn(&'p Form) -> &'p [N]) -> Vec<N> {
        let mut all: Vec<N> = self.told().flat_map(names).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether the two can be one person.
    fn fits(self, other: Person<'_>) -> bool {
        let (ours, theirs) = (&self.known.parties, &other.known.parties);
        let sides_differ = !ours.is_empty() && !theirs.is_empty() && !self.known.shares_a_party_with(other.known);
        let keys_differ = self.any(|form| form.keyed) && other.any(|form| form.keyed);
        !sides_differ && !keys_differ && is_disjoint(&self.known.reports, &other.known.reports)
    }

    /// Whether something besides the name says that they are one.
    fn shares_more_with(self, other: Person<'_>) -> bool {
        let offices = |person: Person<'_>| person.told().filter_map(|form| form.office).collect::<HashSet<_>>();
        self.known.shares_a_party_with(other.known) || !offices(self).is_disjoint(&offices(other))
    }
}

/// Surnames that no full name fits: one person over the reports, unless reports tell of different sides or one report
/// tells of two.
fn surnames_alone(told: &ToldActors, forms: &[Form], same: &mut Union) {
    let persons = Persons::of(told, forms, same);
    let mut by_name: BTreeMap<String, Vec<(usize, &Known)>> = BTreeMap::new();
    for (first, Person { known, .. }) in persons.all().filter(|(_, person)| !person.any(|form| form.full)) {
        by_name.entry(words(told.name(told.told(first))).join(" ")).or_default().push((first, known));
    }
    for group in by_name.values() {
        let mut seen = HashSet::new();
        let sides: HashSet<u32> = group.iter().flat_map(|(_, known)| &known.parties).copied().collect();
        let twice = group.iter().flat_map(|(_, known)| &known.reports).any(|report| !seen.insert(*report));
        if sides.len() <= 1 && !twice {
            group.iter().for_each(|(first, _)| same.join(*first, group[0].0));
        }
    }
}
