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

use super::ids::{Taken, TellingId, TellingIds};
use super::lists::key_of;
use super::names::{is_proper, slug, without_article, words};
use super::texts::{TextId, Texts};
use super::union::Union;
use super::{Setting, persons};
use crate::codebook::fold::fold;
use crate::entries::Actor;
use crate::{ActorId, ActorKind, AtLeastOne, Authority, Entry, Evidence, ReportId, Span};

/// The actors of all readings, as told. What each says lies in lists that all share: there are many, and most are short.
#[derive(Default)]
pub(crate) struct ToldActors {
    pub(crate) all: Vec<ToldActor>,
    pub(crate) texts: Texts,
    aliases: Vec<TextId>,
    /// Where it is mentioned, and in what words.
    mentions: Vec<(Span, TextId)>,
}

/// One actor of one reading.
#[derive(Clone, Copy)]
pub(crate) struct ToldActor {
    id: TellingId,
    pub(crate) report: ReportId,
    pub(crate) kind: ActorKind,
    authority: Option<Authority>,
    name: TextId,
    code: Option<TextId>,
    sector: Option<TextId>,
    office: Option<TextId>,
    key: Option<TextId>,
    /// Place of the party among the tellings.
    pub(crate) party: Option<u32>,
    /// Where its aliases and mentions begin.
    starts: (u32, u32),
}

impl ToldActors {
    /// Adds the actors of one reading; reports come in order.
    pub(crate) fn add(&mut self, report: ReportId, report_id: &str, text: &str, actors: Vec<Actor>) {
        let mut ids = TellingIds::new("a", report_id);
        let before = self.all.len() as u32;
        for mut actor in actors {
            actor.mentions.sort_and_dedup();
            let texts = &mut self.texts;
            let mut keep = |text: Option<String>| text.map(|text| texts.keep(&text));
            let (code, sector, office, key) =
                (keep(actor.code), keep(actor.sector), keep(actor.office), keep(actor.key));
            let told = ToldActor {
                id: ids.next(*actor.mentions.first()),
                report,
                kind: actor.kind,
                authority: actor.authority,
                name: self.texts.keep(&actor.name),
                code,
                sector,
                office,
                key,
                party: actor.party.map(|party| before + party.0),
                starts: (self.aliases.len() as u32, self.mentions.len() as u32),
            };
            self.all.push(told);
            self.aliases.extend(actor.aliases.iter().map(|alias| self.texts.keep(alias)));
            let written = actor.mentions.iter().map(|span| (*span, span.of(text).unwrap_or_default()));
            self.mentions.extend(written.map(|(span, words)| (span, self.texts.keep(words))));
        }
    }

    /// What only further tellings need is given up.
    fn done(&mut self) {
        self.texts.done();
        self.all.shrink_to_fit();
        self.aliases.shrink_to_fit();
        self.mentions.shrink_to_fit();
    }

    pub(crate) fn name(&self, one: &ToldActor) -> &str {
        self.texts.get(one.name)
    }

    pub(crate) fn office(&self, one: &ToldActor) -> Option<&str> {
        one.office.map(|office| self.texts.get(office))
    }

    pub(crate) fn key(&self, one: &ToldActor) -> Option<&str> {
        one.key.map(|key| self.texts.get(key))
    }

    pub(crate) fn aliases(&self, at: usize) -> impl Iterator<Item = &str> {
        self.alias_ids(at).iter().map(|alias| self.texts.get(*alias))
    }

    fn alias_ids(&self, at: usize) -> &[TextId] {
        let end = self.all.get(at + 1).map_or(self.aliases.len(), |next| next.starts.0 as usize);
        &self.aliases[self.all[at].starts.0 as usize..end]
    }

    fn mentions(&self, at: usize) -> &[(Span, TextId)] {
        let end = self.all.get(at + 1).map_or(self.mentions.len(), |next| next.starts.1 as usize);
        &self.mentions[self.all[at].starts.1 as usize..end]
    }

    /// The id of the telling, written out.
    fn id(&self, one: &ToldActor) -> String {
        one.id.named(&slug(self.name(one), one.kind))
    }
}

/// The record's actors: of each what other entries need to know, and its tellings, of which the whole is made when it is
/// asked for.
pub(crate) struct Actors {
    told: ToldActors,
    /// Of each telling the actor.
    of_telling: Vec<ActorId>,
    all: Vec<Known>,
    /// The tellings of all actors, those of each in the order of the reports.
    tellings: Vec<u32>,
    persons: HashSet<TextId>,
}

/// What other entries need to know of an actor.
struct Known {
    id: Box<str>,
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
        let mut actors = Self { told, of_telling, all: Vec::with_capacity(starts.len()), tellings, persons };
        for (at, start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).copied().unwrap_or(actors.tellings.len() as u32);
            let known = actors.known(*start, end, taken);
            actors.all.push(known);
        }
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
            id: &one.id,
            name: self.told.texts.get(one.name),
            kind: one.kind,
            code: text(one.code),
            office: text(one.office),
            party: one.party,
        })
    }

    fn known(&self, start: u32, end: u32, taken: &mut Taken) -> Known {
        let tellings = || self.tellings[start as usize..end as usize].iter().map(|at| &self.told.all[*at as usize]);
        let first = &self.told.all[self.tellings[start as usize] as usize];
        let key = tellings().find_map(|one| one.key);
        // What the codebook knows keeps its name for good: nothing it was ever called is replaced.
        let id = key.map_or_else(|| self.told.id(first), |key| self.told.texts.get(key).to_owned());
        Known {
            id: taken.take(id).into_boxed_str(),
            name: self.name_of(&self.tellings[start as usize..end as usize], first.kind, key.is_some()),
            kind: first.kind,
            authority: tellings().rev().find_map(|one| one.authority),
            code: tellings().find_map(|one| one.code),
            office: tellings().rev().find_map(|one| one.office),
            party: self.party_of(&self.tellings[start as usize..end as usize]),
            start,
        }
    }

    /// The fullest form told. The codebook's own name for what it knows, persons excepted, comes first; of sources without
    /// a name the first mention.
    fn name_of(&self, tellings: &[u32], kind: ActorKind, known: bool) -> TextId {
        let first_told = matches!(kind, ActorKind::Unnamed | ActorKind::Group) || known && kind != ActorKind::Person;
        let mut names = tellings.iter().map(|at| self.told.all[*at as usize].name);
        let fullness = |name: &TextId| {
            let name = self.told.texts.get(*name);
            (name.split_whitespace().count(), name.chars().count())
        };
        let first = self.told.all[tellings[0] as usize].name;
        if first_told { names.next() } else { names.rev().max_by_key(fullness) }.unwrap_or(first)
    }

    /// The side told most often, so that one misreading does not move an actor; the later one where two are told alike.
    fn party_of(&self, tellings: &[u32]) -> Option<ActorId> {
        let mut votes: BTreeMap<ActorId, (usize, usize)> = BTreeMap::new();
        let party = |at: &u32| self.of_telling.get(self.told.all[*at as usize].party? as usize).copied();
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
        let told = || tellings.iter().map(|at| &self.told.all[*at as usize]);
        let mut mentions: Vec<(Evidence, TextId)> = Vec::new();
        for at in tellings.iter().map(|at| *at as usize) {
            let report = self.told.all[at].report;
            let here = self.told.mentions(at).iter().map(|(span, words)| (Evidence { report, span: *span }, *words));
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
        let was = was.iter().map(|at| self.told.id(&self.told.all[*at as usize])).collect();
        Some(Entry { id: known.id.to_string(), was, told: actor })
    }

    /// Every other name and mention as written, each also without its article, in the order told.
    fn aliases(&self, known: &Known, tellings: &[u32], mentions: &[(Evidence, TextId)]) -> Vec<String> {
        let given = tellings
            .iter()
            .map(|at| *at as usize)
            .flat_map(|at| std::iter::once(self.told.name(&self.told.all[at])).chain(self.told.aliases(at)));
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
        name: String,
    },
    Named {
        name: String,
    },
    /// Only here, or in a reprint of here: the how-manieth of that name in the report.
    Local {
        report: ReportId,
        kind: ActorKind,
        name: String,
        place: usize,
    },
}

fn by_key_or_name(told: &ToldActors, setting: &Setting<'_>, same: &mut Union) {
    let mut first_with: HashMap<u64, usize> = HashMap::new();
    let mut places: HashMap<(ActorKind, String), usize> = HashMap::new();
    let mut report = None;
    for (at, one) in told.all.iter().enumerate() {
        if report.replace(one.report) != Some(one.report) {
            places.clear();
        }
        let identity = identity(told, one).unwrap_or_else(|name| {
            let place = places.entry((one.kind, name.clone())).or_default();
            *place += 1;
            Identity::Local { report: setting.original(one.report), kind: one.kind, name, place: *place }
        });
        let first = *first_with.entry(key_of(&identity)).or_insert(at);
        same.join(first, at);
    }
}

/// The identity that needs no context; otherwise the folded name.
fn identity<'k>(told: &'k ToldActors, one: &ToldActor) -> Result<Identity<'k>, String> {
    if let Some(key) = told.key(one) {
        return Ok(Identity::Key(key));
    }
    let name = words(told.name(one)).join(" ");
    match one.kind {
        ActorKind::Unnamed | ActorKind::Group => Err(name),
        ActorKind::Person if name.contains(' ') => Ok(Identity::Person { name }),
        ActorKind::Person => Err(name),
        _ if is_proper(told.name(one)) => Ok(Identity::Named { name }),
        _ => Err(name),
    }
}

/// An organisation called in one report by what another gives only as its alias: the acronym above all. It joins the
/// only one with that alias; where two have it, nobody can say.
fn by_alias(told: &ToldActors, same: &mut Union) {
    let named = |one: &ToldActor| {
        !matches!(one.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Group) && is_proper(told.name(one))
    };
    let mut with_alias: HashMap<String, Candidates> = HashMap::new();
    for (at, _) in told.all.iter().enumerate().filter(|(_, one)| named(one)) {
        for alias in told.aliases(at).filter(|alias| is_proper(alias)) {
            with_alias.entry(fold(without_article(alias))).or_default().add(same.first_of(at));
        }
    }
    let mut joins = Vec::new();
    for (at, one) in told.all.iter().enumerate().filter(|(_, one)| named(one) && one.key.is_none()) {
        let first = same.first_of(at);
        if let Some(Candidates::One(other)) = with_alias.get(&fold(without_article(told.name(one)))) {
            joins.push((first, *other));
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
    let persons = told.all.iter().enumerate().filter(|(_, one)| one.kind == ActorKind::Person);
    persons.flat_map(|(at, one)| std::iter::once(one.name).chain(told.alias_ids(at).iter().copied())).collect()
}
