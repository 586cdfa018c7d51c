//! Persons by shorter forms of their names, over reports.
//!
//! "Ushakov" in one report is the "Yuri Ushakov" of another when no other full name fits and nothing tells them apart:
//! not the side they are on, and no report that has both as two persons.

use std::collections::{HashMap, HashSet};

use super::actors::ToldActors;
use super::names::words;
use super::union::Union;
use crate::codebook::fold::fold;
use crate::{ActorKind, ReportId};

/// A name with more bearers than this tells nobody: whose it is is not asked.
const BEARERS: usize = 64;

/// What is known of one person so far.
#[derive(Default)]
struct Known {
    /// In order, each once.
    reports: Vec<ReportId>,
    /// Sides told, by their first telling.
    parties: HashSet<usize>,
    /// Folded offices told.
    offices: HashSet<String>,
    /// Folded words that may stand for the name: surname, aliases of one word.
    short: HashSet<String>,
    /// First and last word, where there are more.
    ends: HashSet<(String, String)>,
    /// A name of two words or more, or one that the codebook knows.
    full: bool,
    /// A name of just two words, which may have left out others between them.
    two_words: bool,
    keys: HashSet<String>,
}

impl Known {
    fn add(&mut self, told: &ToldActors, at: usize, party: Option<usize>) {
        let one = &told.all[at];
        let words = words(told.name(one));
        // Tellings stand in the order of the reports.
        if self.reports.last() != Some(&one.report) {
            self.reports.push(one.report);
        }
        self.parties.extend(party);
        self.offices.extend(told.office(one).map(fold));
        self.short.extend(words.last().cloned());
        self.short.extend(told.aliases(at).map(fold).filter(|alias| !alias.contains(' ')));
        if let [first, .., last] = words.as_slice() {
            self.full = true;
            self.two_words |= words.len() == 2;
            self.ends.insert((first.clone(), last.clone()));
        }
        self.full |= told.key(one).is_some();
        self.keys.extend(told.key(one).map(str::to_owned));
    }

    /// Whether the two can be one person.
    fn fits(&self, other: &Known) -> bool {
        let sides_differ =
            !self.parties.is_empty() && !other.parties.is_empty() && self.parties.is_disjoint(&other.parties);
        let keys_differ = !self.keys.is_empty() && !other.keys.is_empty();
        !sides_differ && !keys_differ && is_disjoint(&self.reports, &other.reports)
    }

    /// Whether something besides the name says that they are one.
    fn shares_more_with(&self, other: &Known) -> bool {
        !self.parties.is_disjoint(&other.parties) || !self.offices.is_disjoint(&other.offices)
    }
}

/// Whether two ordered lists share nothing. One is mostly short, the other may be that of a head of state.
fn is_disjoint(one: &[ReportId], other: &[ReportId]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.iter().all(|report| long.binary_search(report).is_err())
}

/// Joins persons whose shorter name fits one fuller name only.
pub(crate) fn by_shorter_name(told: &ToldActors, same: &mut Union) {
    // Each time anew, and what was known before is dropped: who was joined is one by then.
    let full = |known: &Known| known.ends.iter().map(|(a, b)| format!("{a} {b}")).collect();
    Persons::of(told, same).join(same, |known| known.two_words, full);
    let short = |known: &Known| known.short.iter().cloned().collect();
    Persons::of(told, same).join(same, |known| !known.full, short);
    surnames_alone(told, same);
}

struct Persons {
    /// By first telling, in that order.
    firsts: Vec<usize>,
    known: HashMap<usize, Known>,
}

impl Persons {
    fn of(told: &ToldActors, same: &mut Union) -> Self {
        let mut firsts = Vec::new();
        let mut known: HashMap<usize, Known> = HashMap::new();
        for (at, one) in told.all.iter().enumerate().filter(|(_, one)| one.kind == ActorKind::Person) {
            let party = one
                .party
                .map(|party| party as usize)
                .filter(|party| *party < told.all.len())
                .map(|party| same.first_of(party));
            let first = same.first_of(at);
            known.entry(first).or_insert_with(|| {
                firsts.push(first);
                Known::default()
            });
            known.entry(first).and_modify(|known| known.add(told, at, party));
        }
        Self { firsts, known }
    }

    /// Joins each person that `joins` picks to the only full name that shares one of its `forms`.
    fn join(&self, same: &mut Union, joins: impl Fn(&Known) -> bool, forms: impl Fn(&Known) -> Vec<String>) {
        let mut with_form: HashMap<String, Vec<usize>> = HashMap::new();
        for first in self.firsts.iter().filter(|first| self.known[first].full) {
            for form in forms(&self.known[first]) {
                with_form.entry(form).or_default().push(*first);
            }
        }
        let mut pairs = Vec::new();
        for first in self.firsts.iter().filter(|first| joins(&self.known[first])) {
            pairs.extend(self.only_match(*first, &with_form, &forms).map(|other| (*first, other)));
        }
        pairs.into_iter().for_each(|(one, other)| same.join(one, other));
    }

    fn only_match(
        &self,
        first: usize,
        with_form: &HashMap<String, Vec<usize>>,
        forms: &impl Fn(&Known) -> Vec<String>,
    ) -> Option<usize> {
        let known = &self.known[&first];
        let mut candidates: Vec<usize> = forms(known)
            .iter()
            .filter_map(|form| with_form.get(form))
            .filter(|list| list.len() <= BEARERS)
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|other| *other != first && known.fits(&self.known[other]));
        match candidates.as_slice() {
            [] => None,
            [only] => Some(*only),
            _ => {
                candidates.retain(|other| known.shares_more_with(&self.known[other]));
                <[usize; 1]>::try_from(candidates).ok().map(|[only]| only)
            }
        }
    }
}

/// Surnames that no full name fits: one person over the reports, unless reports tell of different sides or one report
/// tells of two.
fn surnames_alone(told: &ToldActors, same: &mut Union) {
    let persons = Persons::of(told, same);
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    let mut names = Vec::new();
    for first in persons.firsts.iter().filter(|first| !persons.known[first].full) {
        let name = words(told.name(&told.all[*first])).join(" ");
        let group = by_name.entry(name.clone()).or_default();
        if group.is_empty() {
            names.push(name);
        }
        group.push(*first);
    }
    for group in names.iter().filter_map(|name| by_name.get(name)) {
        let mut seen = HashSet::new();
        let sides: HashSet<usize> = group.iter().flat_map(|first| &persons.known[first].parties).copied().collect();
        let twice = group.iter().flat_map(|first| &persons.known[first].reports).any(|report| !seen.insert(*report));
        if sides.len() <= 1 && !twice {
            group.iter().for_each(|first| same.join(*first, group[0]));
        }
    }
}
