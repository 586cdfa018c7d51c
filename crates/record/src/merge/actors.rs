//! Which actors of many reports are one.
//!
//! | actor | is the same in another report when |
//! |---|---|
//! | known to the codebook | it has the same key |
//! | a person | the full name is the same, or one form leaves out middle names; a surname alone joins the only full name that it fits (`persons`) |
//! | a party, organisation, outlet | the proper name is the same, or one is an acronym or alias of only the other |
//! | an unnamed source, a group, "the rebels" | never: "a diplomat" here and "a diplomat" there are two; only a reprint's is the original's |
//!
//! Who is one with whom is decided over all reports at once, so that it can't depend on their order.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::ids::Taken;
use super::lists::key_of;
use super::names::{is_proper, without_article, words};
use super::texts::{Row, TextId};
use super::told::{Description, ToldActors};
use super::union::Union;
use super::{Setting, persons};
use crate::codebook::fold::fold;
use crate::entries::Actor;
use crate::{ActorId, ActorKind, AtLeastOne, Authority, Entry, Evidence, ReportId};

/// The record's actors: of each what other entries need to know, and its tellings, of which the whole is made when it is
/// asked for.
pub(crate) struct Actors {
    told: ToldActors,
    /// Of each telling the actor.
    of_telling: Vec<ActorId>,
    all: Vec<Known>,
    /// The id of each.
    ids: Row,
    /// The tellings of all actors, those of each in the order of the reports.
    tellings: Vec<u32>,
    persons: HashSet<TextId>,
}

/// What other entries need to know of an actor.
struct Known {
    name: TextId,
    kind: ActorKind,
    authority: Option<Authority>,
    code: Option<TextId>,
    office: Option<TextId>,
    party: Option<ActorId>,
    /// Where its tellings begin.
    start: u32,
}

impl Actors {
    /// Merges all tellings, which stand in the order of the reports.
    pub(crate) fn merge(mut told: ToldActors, setting: &Setting<'_>, taken: &mut Taken) -> Self {
        told.done();
        let mut same = Union::new(told.all.len());
        by_key_or_name(&told, setting, &mut same);
        by_alias(&told, &mut same);
        persons::by_shorter_name(&told, &mut same);
        // The first telling of a set is its smallest: in this order sets stand by their first telling.
        let mut tellings: Vec<(u32, u32)> =
            (0..told.all.len()).map(|at| (same.first_of(at) as u32, at as u32)).collect();
        tellings.sort_unstable();
        let mut of_telling = vec![ActorId(0); told.all.len()];
        let mut starts = Vec::new();
        for (place, (first, at)) in tellings.iter().enumerate() {
            if first == at {
                starts.push(place as u32);
            }
            of_telling[*at as usize] = ActorId(starts.len() as u32 - 1);
        }
        let tellings = tellings.into_iter().map(|(_, at)| at).collect();
        let persons = names_of_persons(&told);
        let all = Vec::with_capacity(starts.len());
        let mut actors = Self { told, of_telling, all, ids: Row::default(), tellings, persons };
        for (at, start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).copied().unwrap_or(actors.tellings.len() as u32);
            let known = actors.known(*start, end);
            actors.all.push(known);
            actors.ids.push(&taken.take(actors.id(*start, end)));
        }
        actors.ids.shrink_to_fit();
        actors
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The record's actors of the tellings from one on.
    pub(crate) fn of_tellings(&self, from: usize, count: usize) -> &[ActorId] {
        self.of_telling.get(from..from + count).unwrap_or_default()
    }

    pub(crate) fn sides(&self) -> Vec<super::occasion::Side> {
        let side = |one: &Known| super::occasion::Side::of(one.kind, one.party, one.authority);
        self.all.iter().map(side).collect()
    }

    /// What other entries need to know of one.
    pub(crate) fn who(&self, id: ActorId) -> Option<crate::Who<'_>> {
        let one = self.all.get(id.index())?;
        let text = |id: Option<TextId>| id.map(|id| self.told.texts.get(id));
        Some(crate::Who {
            id: self.ids.get(id.index()),
            name: self.told.texts.get(one.name),
            kind: one.kind,
            code: text(one.code),
            office: text(one.office),
            party: one.party,
        })
    }

    /// What the codebook knows keeps its name for good: nothing it was ever called is replaced.
    fn id(&self, start: u32, end: u32) -> String {
        let tellings = &self.tellings[start as usize..end as usize];
        let key = tellings.iter().find_map(|at| self.told.told(*at as usize).key);
        key.map_or_else(|| self.told.id(tellings[0] as usize), |key| self.told.texts.get(key).to_owned())
    }

    fn known(&self, start: u32, end: u32) -> Known {
        let tellings = &self.tellings[start as usize..end as usize];
        let told = || tellings.iter().map(|at| self.told.told(*at as usize));
        let kind = self.told.told(tellings[0] as usize).kind;
        Known {
            name: self.name_of(tellings, kind, told().any(|one| one.key.is_some())),
            kind,
            authority: told().rev().find_map(|one| one.authority),
            code: told().find_map(|one| one.code),
            office: told().rev().find_map(|one| one.office),
            party: self.party_of(tellings),
            start,
        }
    }

    /// The fullest form told. The codebook's own name for what it knows, persons excepted, comes first; of sources without
    /// a name the first mention.
    fn name_of(&self, tellings: &[u32], kind: ActorKind, known: bool) -> TextId {
        let first_told = matches!(kind, ActorKind::Unnamed | ActorKind::Group) || known && kind != ActorKind::Person;
        let mut names = tellings.iter().map(|at| self.told.told(*at as usize).name);
        let fullness = |name: &TextId| {
            let name = self.told.texts.get(*name);
            (name.split_whitespace().count(), name.chars().count())
        };
        let first = self.told.told(tellings[0] as usize).name;
        if first_told { names.next() } else { names.rev().max_by_key(fullness) }.unwrap_or(first)
    }

    /// The side told most often, so that one misreading does not move an actor; the later one where two are told alike.
    fn party_of(&self, tellings: &[u32]) -> Option<ActorId> {
        let mut votes: BTreeMap<ActorId, (usize, usize)> = BTreeMap::new();
        let party = |at: &u32| self.of_telling.get(self.told.all[*at as usize].party()?).copied();
        for (at, party) in tellings.iter().enumerate().filter_map(|(at, one)| Some((at, party(one)?))) {
            let (count, latest) = votes.entry(party).or_default();
            *count += 1;
            *latest = at;
        }
        votes.into_iter().max_by_key(|(_, vote)| *vote).map(|(party, _)| party)
    }

    /// The whole of one actor.
    pub(crate) fn entry(&self, at: usize) -> Option<Entry<Actor<Evidence>>> {
        let known = self.all.get(at)?;
        let end = self.all.get(at + 1).map_or(self.tellings.len(), |next| next.start as usize);
        let tellings = self.tellings.get(known.start as usize..end)?;
        let told = || tellings.iter().map(|at| self.told.told(*at as usize));
        let mut mentions: Vec<(Evidence, TextId)> = Vec::new();
        for at in tellings.iter().map(|at| *at as usize) {
            let report = self.told.all[at].report;
            let here = self.told.mentions(at).map(|(span, words)| (Evidence { report, span }, words));
            mentions.extend(here);
        }
        mentions.sort_unstable();
        mentions.dedup();
        let text = |id: Option<TextId>| id.map(|id| self.told.texts.get(id).to_owned());
        let key = told().find_map(|one| one.key);
        let was = if key.is_some() { &[] } else { &tellings[1..] };
        let actor = Actor {
            name: self.told.texts.get(known.name).to_owned(),
            kind: known.kind,
            code: text(known.code),
            sector: text(told().find_map(|one| one.sector)),
            party: known.party,
            office: text(known.office),
            authority: known.authority,
            aliases: self.aliases(known, tellings, &mentions),
            mentions: AtLeastOne::from_vec(mentions.into_iter().map(|(piece, _)| piece).collect())?,
            key: text(key),
        };
        let was = was.iter().map(|at| self.told.id(*at as usize)).collect();
        Some(Entry { id: self.ids.get(at).to_owned(), was, told: actor })
    }

    /// Every other name and mention as written, each also without its article, in the order told.
    fn aliases(&self, known: &Known, tellings: &[u32], mentions: &[(Evidence, TextId)]) -> Vec<String> {
        let given = tellings.iter().map(|at| self.told.all[*at as usize].description).flat_map(|description| {
            let name = self.told.name(self.told.description(description));
            std::iter::once(name).chain(self.told.aliases(description))
        });
        let written = mentions.iter().map(|(_, words)| *words);
        let written = written.filter(|form| !known.kind.can_be_party() || !self.persons.contains(form));
        let mut seen: HashSet<&str> = HashSet::from([self.told.texts.get(known.name)]);
        let mut all = Vec::new();
        for form in given.chain(written.map(|form| self.told.texts.get(form))) {
            for form in [form, without_article(form)] {
                if !form.is_empty() && seen.insert(form) {
                    all.push(form.to_owned());
                }
            }
        }
        all
    }
}

/// What makes two tellings one at first sight.
#[derive(PartialEq, Eq, Hash)]
enum Identity<'k> {
    Key(&'k str),
    Person {
        name: &'k str,
    },
    Named {
        name: &'k str,
    },
    /// Only here, or in a reprint of here: the how-manieth of that name in the report.
    Local {
        report: ReportId,
        kind: ActorKind,
        name: &'k str,
        place: usize,
    },
}

fn by_key_or_name(told: &ToldActors, setting: &Setting<'_>, same: &mut Union) {
    let names: Vec<String> = told.descriptions().map(|(_, one)| words(told.name(one)).join(" ")).collect();
    let mut first_with: HashMap<u64, usize> = HashMap::new();
    let mut places: HashMap<(ActorKind, &str), usize> = HashMap::new();
    let mut report = None;
    for (at, one) in told.all.iter().enumerate() {
        if report.replace(one.report) != Some(one.report) {
            places.clear();
        }
        let (name, description) = (names[one.description.index()].as_str(), told.description(one.description));
        let identity = identity(told, description, name).unwrap_or_else(|| {
            let place = places.entry((description.kind, name)).or_default();
            *place += 1;
            let report = setting.original(one.report);
            Identity::Local { report, kind: description.kind, name, place: *place }
        });
        let first = *first_with.entry(key_of(&identity)).or_insert(at);
        same.join(first, at);
    }
}

/// The identity that needs no context; `name` is folded.
fn identity<'k>(told: &'k ToldActors, one: &Description, name: &'k str) -> Option<Identity<'k>> {
    if let Some(key) = one.key {
        return Some(Identity::Key(told.texts.get(key)));
    }
    match one.kind {
        ActorKind::Unnamed | ActorKind::Group => None,
        ActorKind::Person => name.contains(' ').then_some(Identity::Person { name }),
        _ => is_proper(told.name(one)).then_some(Identity::Named { name }),
    }
}

/// An organisation called in one report by what another gives only as its alias: the acronym above all. It joins the
/// only one with that alias; where two have it, nobody can say.
fn by_alias(told: &ToldActors, same: &mut Union) {
    let named = |one: &Description| {
        !matches!(one.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Group) && is_proper(told.name(one))
    };
    let named: Vec<bool> = told.descriptions().map(|(_, one)| named(one)).collect();
    let all = || told.all.iter().map(|one| one.description).enumerate().filter(|(_, one)| named[one.index()]);
    let mut with_alias: HashMap<String, Candidates> = HashMap::new();
    for (at, description) in all() {
        for alias in told.aliases(description).filter(|alias| is_proper(alias)) {
            with_alias.entry(fold(without_article(alias))).or_default().add(same.first_of(at));
        }
    }
    let mut joins = Vec::new();
    for (at, description) in all() {
        let one = told.description(description);
        if let (None, Some(Candidates::One(other))) = (one.key, with_alias.get(&fold(without_article(told.name(one)))))
        {
            joins.push((same.first_of(at), *other));
        }
    }
    joins.into_iter().for_each(|(one, other)| same.join(one, other));
}

/// Nobody, one, or too many to tell.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Candidates {
    #[default]
    None,
    One(usize),
    Many,
}

impl Candidates {
    pub(crate) fn add(&mut self, candidate: usize) {
        *self = match *self {
            Candidates::None => Candidates::One(candidate),
            Candidates::One(known) if known == candidate => Candidates::One(known),
            _ => Candidates::Many,
        };
    }
}

/// The names of persons. A state may rest on one alone ("Ada Brandt", of whom another report tells that she is
/// Norland's), and is not called so.
fn names_of_persons(told: &ToldActors) -> HashSet<TextId> {
    let persons = told.descriptions().filter(|(_, one)| one.kind == ActorKind::Person);
    persons.flat_map(|(id, one)| std::iter::once(one.name).chain(told.alias_ids(id).iter().copied())).collect()
}
