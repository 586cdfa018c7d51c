//! Which actors of many reports are one.
//!
//! | actor | is the same in another report when |
//! |---|---|
//! | known to the codebook | it has the same key |
//! | a person | the full name is the same, or one form leaves out middle names; a surname alone joins the only full name that it fits (`persons`) |
//! | a party, organisation, outlet | the proper name is the same, or one is an acronym or alias of only the other |
//! | somebody's office or team | the person is the same, and it is called alike (`led`) |
//! | an unnamed source, a group, "the rebels" | never: "a diplomat" here and "a diplomat" there are two; only a reprint's is the original's |
//!
//! Who is one with whom is decided over all reports at once, so that it can't depend on their order.

use std::collections::{BTreeMap, HashMap, HashSet};

use rapporteur_spill::{Index, List, Rows, Spill, fixed, key_of};

use super::ids::Taken;
use super::names::{is_proper, without_article, words};
use super::occasion::{Side, Sides};
use super::texts::TextId;
use super::told::{Description, DescriptionId, ToldActors};
use super::union::Union;
use super::{Setting, led, persons};
use crate::around::Cast;
use crate::codebook::fold::fold;
use crate::entries::Actor;
use crate::{ActorId, ActorKind, AtLeastOne, Authority, Entry, Evidence, ReportId};

/// The record's actors: of each what other entries need to know, and its tellings, of which the whole is made when it is
/// asked for.
pub(crate) struct Actors {
    told: ToldActors,
    /// Of each telling the actor.
    of_telling: List<ActorId>,
    all: List<Known>,
    /// The id of each.
    ids: Rows,
    /// The tellings of all actors, those of each in the order of the reports.
    tellings: List<u32>,
    /// Of each text whether a person is called so.
    persons: List<bool>,
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

fixed!(Known {
    name: TextId,
    kind: ActorKind,
    authority: Option<Authority>,
    code: Option<TextId>,
    office: Option<TextId>,
    party: Option<ActorId>,
    start: u32,
});

impl Actors {
    /// Merges all tellings, which stand in the order of the reports.
    pub(crate) fn merge(mut told: ToldActors, setting: &Setting<'_>, spill: &Spill, taken: &mut Taken) -> Self {
        told.done();
        let mut same = Union::new(spill, told.all.len());
        by_key_or_name(&told, setting, spill, &mut same);
        by_alias(&told, spill, &mut same);
        persons::by_shorter_name(&told, spill, &mut same);
        led::by_owner(&told, spill, &mut same);
        let (tellings, of_telling, starts) = by_actor(told.all.len(), spill, &mut same);
        drop(same);
        let persons = names_of_persons(&told, spill);
        let (all, ids) = (List::new(spill), Rows::new(spill));
        let mut actors = Self { told, of_telling, all, ids, tellings, persons };
        for at in 0..starts.len() {
            let end = starts.get(at + 1).unwrap_or(actors.tellings.len() as u32);
            let known = actors.known(starts.at(at), end);
            actors.ids.push(&taken.take(actors.id(starts.at(at), end)));
            actors.all.push(known);
        }
        actors
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The record's actors of the tellings from one on.
    pub(crate) fn of_tellings(&self, from: usize, count: usize) -> Vec<ActorId> {
        self.of_telling.range(from..from + count).collect()
    }

    pub(crate) fn sides(&self, spill: &Spill) -> Sides {
        let sides = self.all.iter().map(|one| Side::of(one.kind, one.party, one.authority));
        Sides::of(spill, sides)
    }

    /// What other entries need to know of one.
    pub(crate) fn cast(&self, id: ActorId) -> Option<Cast> {
        let one = self.all.get(id.index())?;
        let text = |id: Option<TextId>| id.map(|id| self.told.texts.get(id));
        Some(Cast {
            id: self.ids.get(id.index()),
            name: self.told.texts.get(one.name),
            kind: one.kind,
            code: text(one.code),
            office: text(one.office),
            party: one.party,
        })
    }

    /// The tellings at these places, told.
    fn told(&self, start: u32, end: u32) -> impl DoubleEndedIterator<Item = Description> + '_ {
        self.tellings.range(start as usize..end as usize).map(|at| self.told.told(at as usize))
    }

    /// What the codebook knows keeps its name for good: nothing it was ever called is replaced.
    fn id(&self, start: u32, end: u32) -> String {
        let key = self.told(start, end).find_map(|one| one.key);
        let first = || self.told.id(self.tellings.at(start as usize) as usize);
        key.map_or_else(first, |key| self.told.texts.get(key))
    }

    fn known(&self, start: u32, end: u32) -> Known {
        let told = || self.told(start, end);
        let kind = self.told.told(self.tellings.at(start as usize) as usize).kind;
        Known {
            name: self.name_of(start, end, kind, told().any(|one| one.key.is_some())),
            kind,
            authority: told().rev().find_map(|one| one.authority),
            code: told().find_map(|one| one.code),
            office: told().rev().find_map(|one| one.office),
            party: self.party_of(start, end),
            start,
        }
    }

    /// The fullest form told. The codebook's own name for what it knows, persons excepted, comes first; of sources without
    /// a name the first mention.
    fn name_of(&self, start: u32, end: u32, kind: ActorKind, known: bool) -> TextId {
        let first_told = matches!(kind, ActorKind::Unnamed | ActorKind::Group) || known && kind != ActorKind::Person;
        let first = self.told.told(self.tellings.at(start as usize) as usize).name;
        if first_told {
            return first;
        }
        let fullness = |name: &TextId| {
            let name = self.told.texts.get(*name);
            (name.split_whitespace().count(), name.chars().count())
        };
        self.told(start, end).map(|one| one.name).rev().max_by_key(fullness).unwrap_or(first)
    }

    /// The side told most often, so that one misreading does not move an actor; the later one where two are told alike.
    fn party_of(&self, start: u32, end: u32) -> Option<ActorId> {
        let mut votes: BTreeMap<ActorId, (usize, usize)> = BTreeMap::new();
        let party = |at: u32| self.of_telling.get(self.told.all.at(at as usize).party()?);
        let tellings = self.tellings.range(start as usize..end as usize);
        for (at, party) in tellings.enumerate().filter_map(|(at, one)| Some((at, party(one)?))) {
            let (count, latest) = votes.entry(party).or_default();
            *count += 1;
            *latest = at;
        }
        votes.into_iter().max_by_key(|(_, vote)| *vote).map(|(party, _)| party)
    }

    /// The whole of one actor.
    pub(crate) fn entry(&self, at: usize) -> Option<Entry<Actor<Evidence>>> {
        let known = self.all.get(at)?;
        let (start, end) = (known.start, self.all.get(at + 1).map_or(self.tellings.len() as u32, |next| next.start));
        let tellings = || self.tellings.range(start as usize..end as usize).map(|at| at as usize);
        let mut mentions: Vec<(Evidence, TextId)> = Vec::new();
        for at in tellings() {
            let report = self.told.all.at(at).report;
            let here = self.told.mentions(at).map(|(span, words)| (Evidence { report, span }, words));
            mentions.extend(here);
        }
        mentions.sort_unstable();
        mentions.dedup();
        let text = |id: Option<TextId>| id.map(|id| self.told.texts.get(id));
        let key = self.told(start, end).find_map(|one| one.key);
        let aliases = self.aliases(&known, tellings(), &mentions);
        let actor = Actor {
            name: self.told.texts.get(known.name),
            kind: known.kind,
            code: text(known.code),
            sector: text(self.told(start, end).find_map(|one| one.sector)),
            party: known.party,
            office: text(known.office),
            authority: known.authority,
            aliases,
            mentions: AtLeastOne::from_vec(mentions.into_iter().map(|(piece, _)| piece).collect())?,
            key: text(key),
        };
        let was = tellings().skip(1).filter(|_| key.is_none()).map(|at| self.told.id(at)).collect();
        Some(Entry { id: self.ids.get(at), was, told: actor })
    }

    /// Every other name and mention as written, each also without its article, in the order told.
    fn aliases(
        &self,
        known: &Known,
        tellings: impl Iterator<Item = usize>,
        mentions: &[(Evidence, TextId)],
    ) -> Vec<String> {
        let given = tellings.map(|at| self.told.all.at(at).description).flat_map(|description| {
            std::iter::once(self.told.description(description).name).chain(self.told.alias_ids(description))
        });
        let written = mentions.iter().map(|(_, words)| *words);
        let named_so = |form: &TextId| self.persons.get(form.index()) == Some(true);
        let written = written.filter(|form| !known.kind.can_be_party() || !named_so(form));
        let mut seen: HashSet<String> = HashSet::from([self.told.texts.get(known.name)]);
        let (mut looked_at, mut all) = (HashSet::new(), Vec::new());
        for form in given.chain(written).filter(|form| looked_at.insert(*form)) {
            let form = self.told.texts.get(form);
            for form in [form.as_str(), without_article(&form)] {
                if !form.is_empty() && !seen.contains(form) {
                    seen.insert(form.to_owned());
                    all.push(form.to_owned());
                }
            }
        }
        all
    }
}

/// The tellings of each set behind one another, sets in the order of their first tellings; of each telling its set; and where
/// each set begins.
fn by_actor(count: usize, spill: &Spill, same: &mut Union) -> (List<u32>, List<ActorId>, List<u32>) {
    // Of each telling the next of its set, and of the first one the last so far.
    let mut chains: List<(u32, u32)> = List::new(spill);
    for at in 0..count {
        let first = same.first_of(at);
        chains.push((0, at as u32));
        if first < at {
            let (next, last) = chains.at(first);
            chains.set(first, (next, at as u32));
            let (_, of_last) = chains.at(last as usize);
            // The last may be the first.
            chains.set(last as usize, (at as u32, if last as usize == first { at as u32 } else { of_last }));
        }
    }
    let (mut tellings, mut of_telling, mut starts) = (List::new(spill), List::new(spill), List::new(spill));
    (0..count).for_each(|_| of_telling.push(ActorId(0)));
    for first in (0..count).filter(|at| same.first_of(*at) == *at) {
        let actor = ActorId(starts.len() as u32);
        starts.push(tellings.len() as u32);
        let mut at = first;
        loop {
            tellings.push(at as u32);
            of_telling.set(at, actor);
            match chains.at(at) {
                (next, _) if next as usize > at => at = next as usize,
                _ => break,
            }
        }
    }
    (tellings, of_telling, starts)
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
        name: u64,
        place: usize,
    },
}

fn by_key_or_name(told: &ToldActors, setting: &Setting<'_>, spill: &Spill, same: &mut Union) {
    // Of each description the name's key, and that of the identity that needs no context.
    let mut known: List<(u64, Option<u64>)> = List::new(spill);
    for (_, one) in told.descriptions() {
        let name = words(&told.name(&one)).join(" ");
        known.push((key_of(&name), identity(told, &one, &name)));
    }
    let mut first_with = Index::new(spill);
    let mut places: HashMap<(ActorKind, u64), usize> = HashMap::new();
    let mut report = None;
    for (at, one) in told.all.iter().enumerate() {
        if report.replace(one.report) != Some(one.report) {
            places.clear();
        }
        let (name, identity) = known.at(one.description.index());
        let identity = identity.unwrap_or_else(|| {
            let kind = told.description(one.description).kind;
            let place = places.entry((kind, name)).or_default();
            *place += 1;
            let report = setting.original(one.report);
            key_of(&Identity::Local { report, kind, name, place: *place })
        });
        match first_with.get(identity) {
            Some(first) => same.join(first as usize, at),
            None => first_with.insert(identity, at as u32),
        }
    }
}

/// The key of the identity that needs no context; `name` is folded.
fn identity(told: &ToldActors, one: &Description, name: &str) -> Option<u64> {
    let identity = |one: Identity<'_>| Some(key_of(&one));
    if let Some(key) = one.key {
        return identity(Identity::Key(&told.texts.get(key)));
    }
    match one.kind {
        ActorKind::Unnamed | ActorKind::Group => None,
        ActorKind::Person if name.contains(' ') => identity(Identity::Person { name }),
        ActorKind::Person => None,
        _ if is_proper(&told.name(one)) => identity(Identity::Named { name }),
        _ => None,
    }
}

/// An organisation called in one report by what another gives only as its alias: the acronym above all. It joins the
/// only one with that alias; where two have it, nobody can say.
fn by_alias(told: &ToldActors, spill: &Spill, same: &mut Union) {
    let forms = NamedForms::of(told, spill);
    let mut with_alias = Index::new(spill);
    for (at, one) in told.all.iter().enumerate() {
        for alias in forms.aliases(one.description) {
            let known = Candidates::of_number(with_alias.get(alias));
            with_alias.insert(alias, known.and(same.first_of(at)).number());
        }
    }
    let mut joins = List::new(spill);
    for (at, one) in told.all.iter().enumerate() {
        let name = forms.all.at(one.description.index()).0;
        if let Some(Candidates::One(other)) = name.map(|name| Candidates::of_number(with_alias.get(name))) {
            joins.push((same.first_of(at) as u32, other as u32));
        }
    }
    joins.iter().for_each(|(one, other)| same.join(one as usize, other as usize));
}

/// Of what descriptions call by a proper name, persons and groups excepted, the keys of the folded forms.
struct NamedForms {
    /// Of each description the name's, where the codebook does not know whom it means; and where its aliases begin.
    all: List<(Option<u64>, u32)>,
    aliases: List<u64>,
}

impl NamedForms {
    fn of(told: &ToldActors, spill: &Spill) -> Self {
        let (mut all, mut aliases) = (List::new(spill), List::new(spill));
        for (id, one) in told.descriptions() {
            let (start, name) = (aliases.len() as u32, told.name(&one));
            let folded = |form: &str| key_of(&fold(without_article(form)));
            let without_name = matches!(one.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Group);
            if without_name || !is_proper(&name) {
                all.push((None, start));
                continue;
            }
            told.aliases(id).filter(|alias| is_proper(alias)).for_each(|alias| aliases.push(folded(&alias)));
            all.push((one.key.is_none().then(|| folded(&name)), start));
        }
        Self { all, aliases }
    }

    fn aliases(&self, of: DescriptionId) -> impl Iterator<Item = u64> + '_ {
        let end = self.all.get(of.index() + 1).map_or(self.aliases.len(), |(_, next)| next as usize);
        self.aliases.range(self.all.at(of.index()).1 as usize..end)
    }
}

/// Nobody, one, or too many to tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Candidates {
    None,
    One(usize),
    Many,
}

impl Candidates {
    /// As an index holds it.
    const MANY: u32 = u32::MAX - 1;

    fn of_number(number: Option<u32>) -> Self {
        match number {
            None => Candidates::None,
            Some(Self::MANY) => Candidates::Many,
            Some(one) => Candidates::One(one as usize),
        }
    }

    fn number(self) -> u32 {
        match self {
            Candidates::One(one) => one as u32,
            Candidates::None | Candidates::Many => Self::MANY,
        }
    }

    fn and(self, candidate: usize) -> Self {
        match self {
            Candidates::None => Candidates::One(candidate),
            Candidates::One(known) if known == candidate => Candidates::One(known),
            _ => Candidates::Many,
        }
    }
}

/// Of each text whether a person is called so. A state may rest on such a name alone ("Ada Brandt", of whom another report
/// tells that she is Norland's), and is not called so.
fn names_of_persons(told: &ToldActors, spill: &Spill) -> List<bool> {
    let mut all = List::new(spill);
    (0..told.texts.len()).for_each(|_| all.push(false));
    for (id, one) in told.descriptions().filter(|(_, one)| one.kind == ActorKind::Person) {
        std::iter::once(one.name).chain(told.alias_ids(id)).for_each(|form| all.set(form.index(), true));
    }
    all
}
