//! Persons by shorter forms of their names, over reports.
//!
//! "Ushakov" in one report is the "Yuri Ushakov" of another when no other full name fits and nothing tells them apart:
//! not the side they are on, and no report that has both as two persons.
//!
//! What is known of a person is gathered from its tellings when the person is looked at: persons are as many as reports.

use std::collections::HashSet;

use rapporteur_spill::{List, Lists, Spill, fixed, key_of};

use super::names::words;
use super::told::{Description, DescriptionId, ToldActors};
use super::union::Union;
use crate::codebook::fold::fold;
use crate::{ActorKind, ReportId};

/// A name with more bearers than this tells nobody: whose it is is not asked.
const BEARERS: usize = 64;

/// What a description says of a person, folded. Names and offices are told apart by their keys.
struct Form {
    office: Option<u64>,
    /// Where the words begin that may stand for the name: surname, aliases of one word.
    short: u32,
    /// First and last word, where there are more.
    ends: Option<u64>,
    /// A name of two words or more, or one that the codebook knows.
    full: bool,
    /// A name of just two words, which may have left out others between them.
    two_words: bool,
    keyed: bool,
}

fixed!(Form { office: Option<u64>, short: u32, ends: Option<u64>, full: bool, two_words: bool, keyed: bool });

impl Form {
    fn is_full(&self) -> bool {
        self.full
    }
}

/// The forms of all descriptions.
struct Forms {
    all: List<Form>,
    short: List<u64>,
}

/// By which names two persons are found to be one.
#[derive(Clone, Copy)]
enum Names {
    /// First and last word.
    Ends,
    /// What may stand for the whole.
    Short,
}

impl Forms {
    fn of(told: &ToldActors, spill: &Spill) -> Self {
        let mut forms = Self { all: List::new(spill), short: List::new(spill) };
        for (id, one) in told.descriptions() {
            let person = one.kind == ActorKind::Person;
            forms.add(told, person.then_some(id), &one);
        }
        forms
    }

    /// Adds what a description says; nothing where it is of no person.
    fn add(&mut self, told: &ToldActors, person: Option<DescriptionId>, one: &Description) {
        let mut form = Form {
            office: None,
            short: self.short.len() as u32,
            ends: None,
            full: false,
            two_words: false,
            keyed: false,
        };
        if let Some(id) = person {
            let words = words(&told.name(one));
            let aliases = told.aliases(id).map(|alias| fold(&alias)).filter(|alias| !alias.contains(' '));
            words.last().cloned().into_iter().chain(aliases).for_each(|word| self.short.push(key_of(&word)));
            if let [first, .., last] = words.as_slice() {
                form.ends = Some(key_of(&(first, last)));
            }
            form.office = one.office.map(|office| key_of(&fold(&told.texts.get(office))));
            form.keyed = one.key.is_some();
            form.full = form.ends.is_some() || one.key.is_some();
            form.two_words = words.len() == 2;
        }
        self.all.push(form);
    }

    fn get(&self, id: DescriptionId) -> Form {
        self.all.at(id.index())
    }

    fn names(&self, id: DescriptionId, names: Names) -> Vec<u64> {
        match names {
            Names::Ends => self.get(id).ends.into_iter().collect(),
            Names::Short => {
                let end = self.all.get(id.index() + 1).map_or(self.short.len(), |next| next.short as usize);
                self.short.range(self.get(id).short as usize..end).collect()
            }
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
pub(crate) fn by_shorter_name(told: &ToldActors, spill: &Spill, same: &mut Union) {
    let forms = Forms::of(told, spill);
    // Each time anew, and what was known before is dropped: who was joined is one by then.
    let joins =
        Persons::of(told, &forms, spill, same).matches(spill, Names::Ends, |person| person.any(|form| form.two_words));
    joins.iter().for_each(|(one, other)| same.join(one as usize, other as usize));
    let joins =
        Persons::of(told, &forms, spill, same).matches(spill, Names::Short, |person| !person.any(Form::is_full));
    joins.iter().for_each(|(one, other)| same.join(one as usize, other as usize));
    let joins = surnames_alone(&Persons::of(told, &forms, spill, same), spill);
    joins.iter().for_each(|(one, other)| same.join(one as usize, other as usize));
}

/// The persons, each known by its first telling.
struct Persons<'f> {
    told: &'f ToldActors,
    forms: &'f Forms,
    /// Of each telling its place among those of its person.
    links: List<Link>,
}

/// Places are counted from 1; 0 is none.
#[derive(Clone, Copy)]
struct Link {
    /// Of a person's first telling: the first and the last that are of a person.
    first: u32,
    last: u32,
    next: u32,
    /// The first telling of the party that is told.
    party: u32,
}

fixed!(Link { first: u32, last: u32, next: u32, party: u32 });

/// A person with what its descriptions say.
struct Person<'p> {
    forms: &'p Forms,
    known: Known,
}

impl<'f> Persons<'f> {
    fn of(told: &'f ToldActors, forms: &'f Forms, spill: &Spill, same: &mut Union) -> Self {
        let mut links = List::new(spill);
        told.all.iter().for_each(|_| links.push(Link { first: 0, last: 0, next: 0, party: 0 }));
        let is_person = |description| told.description(description).kind == ActorKind::Person;
        for (at, one) in told.all.iter().enumerate().filter(|(_, one)| is_person(one.description)) {
            let party =
                one.party().filter(|party| *party < told.all.len()).map(|party| same.first_of(party) as u32 + 1);
            links.set(at, Link { party: party.unwrap_or_default(), ..links.at(at) });
            let (first, place) = (same.first_of(at), at as u32 + 1);
            let mut person = links.at(first);
            match person.last.checked_sub(1) {
                None => person.first = place,
                // It may be the person's first telling itself.
                Some(last) if last as usize == first => person.next = place,
                Some(last) => links.set(last as usize, Link { next: place, ..links.at(last as usize) }),
            }
            links.set(first, Link { last: place, ..person });
        }
        Self { told, forms, links }
    }

    fn all(&self) -> impl Iterator<Item = (usize, Person<'_>)> {
        self.links.iter().enumerate().filter(|(_, link)| link.first > 0).map(|(first, _)| (first, self.person(first)))
    }

    /// The person of this first telling.
    fn person(&self, first: usize) -> Person<'_> {
        let mut known = Known::default();
        let mut next = self.links.at(first).first;
        while let Some(at) = next.checked_sub(1) {
            let (one, link) = (self.told.all.at(at as usize), self.links.at(at as usize));
            known.add(one.report, one.description, link.party.checked_sub(1));
            // Tellings stand in their order.
            next = if link.next > next { link.next } else { 0 };
        }
        Person { forms: self.forms, known }
    }

    /// Each person that `joins` picks, with the only full name that shares one of its `names`.
    fn matches(&self, spill: &Spill, names: Names, joins: impl Fn(&Person<'_>) -> bool) -> List<(u32, u32)> {
        let mut with_name = Lists::new(spill);
        for (first, full) in self.all().filter(|(_, person)| person.any(Form::is_full)) {
            full.each_once(names).into_iter().for_each(|name| with_name.push(name, first));
        }
        let mut pairs = List::new(spill);
        for (first, person) in self.all().filter(|(_, person)| joins(person)) {
            let bearers = person.each_once(names).into_iter().map(|name| with_name.last(name, BEARERS + 1).collect());
            let candidates = bearers.filter(|bearers: &Vec<usize>| bearers.len() <= BEARERS).flatten().collect();
            if let Some(other) = self.only_match(first, &person, candidates) {
                pairs.push((first as u32, other as u32));
            }
        }
        pairs
    }

    fn only_match(&self, first: usize, person: &Person<'_>, mut candidates: Vec<usize>) -> Option<usize> {
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|at| *at != first);
        let mut fitting: Vec<(usize, Person<'_>)> = candidates.into_iter().map(|at| (at, self.person(at))).collect();
        fitting.retain(|(_, other)| person.fits(other));
        if fitting.len() > 1 {
            fitting.retain(|(_, other)| person.shares_more_with(other));
        }
        match fitting.as_slice() {
            [(only, _)] => Some(*only),
            _ => None,
        }
    }
}

impl Person<'_> {
    fn told(&self) -> impl Iterator<Item = Form> {
        self.known.descriptions.iter().map(|one| self.forms.get(*one))
    }

    fn any(&self, says: impl Fn(&Form) -> bool) -> bool {
        self.told().any(|form| says(&form))
    }

    fn each_once(&self, names: Names) -> Vec<u64> {
        let mut all: Vec<u64> = self.known.descriptions.iter().flat_map(|one| self.forms.names(*one, names)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether the two can be one person.
    fn fits(&self, other: &Person<'_>) -> bool {
        let (ours, theirs) = (&self.known.parties, &other.known.parties);
        let sides_differ = !ours.is_empty() && !theirs.is_empty() && !self.known.shares_a_party_with(&other.known);
        let keyed = |form: &Form| form.keyed;
        let keys_differ = self.any(keyed) && other.any(keyed);
        !sides_differ && !keys_differ && is_disjoint(&self.known.reports, &other.known.reports)
    }

    /// Whether something besides the name says that they are one.
    fn shares_more_with(&self, other: &Person<'_>) -> bool {
        let offices = |person: &Person<'_>| person.told().filter_map(|form| form.office).collect::<HashSet<_>>();
        self.known.shares_a_party_with(&other.known) || !offices(self).is_disjoint(&offices(other))
    }
}

/// Surnames that no full name fits: one person over the reports, unless reports tell of different sides or one report
/// tells of two. Gives each with the first of its name.
fn surnames_alone(persons: &Persons<'_>, spill: &Spill) -> List<(u32, u32)> {
    let told = persons.told;
    let (mut by_name, mut all) = (Lists::new(spill), List::new(spill));
    for (first, _) in persons.all().filter(|(_, person)| !person.any(Form::is_full)) {
        let name = key_of(&words(&told.name(&told.told(first))).join(" "));
        by_name.push(name, first);
        all.push((name, first as u32));
    }
    let mut joins = List::new(spill);
    for (name, last) in all.iter() {
        // Each name when its last bearer comes.
        if by_name.last(name, 1).any(|one| one == last as usize) {
            let group: Vec<usize> = by_name.last(name, usize::MAX).collect();
            let first = group.last().copied().unwrap_or_default() as u32;
            if is_one(persons, &group) {
                group.iter().for_each(|one| joins.push((*one as u32, first)));
            }
        }
    }
    joins
}

fn is_one(persons: &Persons<'_>, group: &[usize]) -> bool {
    let (mut sides, mut reports) = (HashSet::new(), HashSet::new());
    group.iter().map(|first| persons.person(*first).known).all(|known| {
        sides.extend(known.parties);
        sides.len() <= 1 && known.reports.into_iter().all(|report| reports.insert(report))
    })
}
