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

use super::Setting;
use super::ids::{Taken, TellingIds};
use super::names::{is_proper, slug, without_article, words};
use super::persons;
use super::union::Union;
use crate::codebook::fold::fold;
use crate::entries::Actor;
use crate::{ActorId, ActorKind, AtLeastOne, Entry, Evidence, ReportId};

/// One actor of one reading.
pub(crate) struct ToldActor {
    pub(crate) id: String,
    pub(crate) report: ReportId,
    pub(crate) actor: Actor,
    /// Index of the party among the tellings.
    pub(crate) party: Option<usize>,
}

/// The record's actors, and of each telling the actor that it is of.
pub(crate) struct MergedActors {
    pub(crate) actors: Vec<Entry<Actor<Evidence>>>,
    pub(crate) of_telling: Vec<ActorId>,
}

/// Gives the actors of one reading their telling ids; `offset` tellings came before.
pub(crate) fn tell(report: ReportId, id: &str, actors: Vec<Actor>, offset: usize) -> impl Iterator<Item = ToldActor> {
    let mut ids = TellingIds::new("a", id);
    actors.into_iter().map(move |mut actor| {
        actor.mentions.sort_and_dedup();
        let id = ids.next_named(*actor.mentions.first(), &slug(&actor.name, actor.kind));
        let party = actor.party.map(|party| offset + party.index());
        ToldActor { id, report, actor, party }
    })
}

/// Merges all tellings, which stand in the order of the reports.
pub(crate) fn merge(told: Vec<ToldActor>, setting: &Setting, taken: &mut Taken) -> MergedActors {
    let mut same = Union::new(told.len());
    by_key_or_name(&told, setting, &mut same);
    by_alias(&told, &mut same);
    persons::by_shorter_name(&told, &mut same);
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..told.len() {
        clusters.entry(same.first_of(at)).or_default().push(at);
    }
    let mut of_telling = vec![ActorId(0); told.len()];
    for (number, members) in clusters.values().enumerate() {
        for &at in members {
            of_telling[at] = ActorId(number as u32);
        }
    }
    let persons = names_of_persons(&told);
    let mut told: Vec<Option<ToldActor>> = told.into_iter().map(Some).collect();
    let actors = clusters
        .into_values()
        .filter_map(|members| {
            let tellings = members.into_iter().filter_map(|at| told.get_mut(at)?.take()).collect();
            one_actor(tellings, &setting.texts, &persons, &of_telling, taken)
        })
        .collect();
    MergedActors { actors, of_telling }
}

/// What makes two tellings one at first sight.
#[derive(PartialEq, Eq, Hash)]
enum Identity {
    Key(String),
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

fn by_key_or_name(told: &[ToldActor], setting: &Setting, same: &mut Union) {
    let mut first_with: HashMap<Identity, usize> = HashMap::new();
    let mut places: HashMap<(ReportId, ActorKind, String), usize> = HashMap::new();
    for (at, one) in told.iter().enumerate() {
        let identity = identity(&one.actor).unwrap_or_else(|name| {
            let place = places.entry((one.report, one.actor.kind, name.clone())).or_default();
            *place += 1;
            Identity::Local { report: setting.original(one.report), kind: one.actor.kind, name, place: *place }
        });
        let first = *first_with.entry(identity).or_insert(at);
        same.join(first, at);
    }
}

/// The identity that needs no context; otherwise the folded name.
fn identity(actor: &Actor) -> Result<Identity, String> {
    if let Some(key) = &actor.key {
        return Ok(Identity::Key(key.clone()));
    }
    let name = words(&actor.name).join(" ");
    match actor.kind {
        ActorKind::Unnamed | ActorKind::Group => Err(name),
        ActorKind::Person if name.contains(' ') => Ok(Identity::Person { name }),
        ActorKind::Person => Err(name),
        _ if is_proper(&actor.name) => Ok(Identity::Named { name }),
        _ => Err(name),
    }
}

/// An organisation called in one report by what another gives only as its alias: the acronym above all. It joins the
/// only one with that alias; where two have it, nobody can say.
fn by_alias(told: &[ToldActor], same: &mut Union) {
    let named = |one: &ToldActor| {
        !matches!(one.actor.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Group)
            && is_proper(&one.actor.name)
    };
    let mut with_alias: HashMap<String, Candidates> = HashMap::new();
    for (at, one) in told.iter().enumerate().filter(|(_, one)| named(one)) {
        for alias in one.actor.aliases.iter().filter(|alias| is_proper(alias)) {
            with_alias.entry(fold(without_article(alias))).or_default().add(same.first_of(at));
        }
    }
    let mut joins = Vec::new();
    for (at, one) in told.iter().enumerate().filter(|(_, one)| named(one) && one.actor.key.is_none()) {
        let first = same.first_of(at);
        if let Some(Candidates::One(other)) = with_alias.get(&fold(without_article(&one.actor.name))) {
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

/// One actor of its tellings, in the order of the reports.
fn one_actor(
    tellings: Vec<ToldActor>,
    texts: &[&str],
    persons: &HashSet<String>,
    of_telling: &[ActorId],
    taken: &mut Taken,
) -> Option<Entry<Actor<Evidence>>> {
    let last = |field: fn(&Actor) -> Option<&String>| tellings.iter().rev().find_map(|one| field(&one.actor)).cloned();
    let first = |field: fn(&Actor) -> Option<&String>| tellings.iter().find_map(|one| field(&one.actor)).cloned();
    let key = first(|actor| actor.key.as_ref());
    let kind = tellings.first()?.actor.kind;
    let name = name_of(&tellings, kind, key.is_some())?;
    let mut mentions = AtLeastOne::from_vec(
        tellings
            .iter()
            .flat_map(|one| one.actor.mentions.iter().map(|span| Evidence { report: one.report, span: *span }))
            .collect(),
    )?;
    mentions.sort_and_dedup();
    let aliases = aliases(&name, &tellings, &mentions, texts, persons);
    let actor = Actor {
        kind,
        code: first(|actor| actor.code.as_ref()),
        sector: first(|actor| actor.sector.as_ref()),
        party: party_of(&tellings, of_telling),
        office: last(|actor| actor.office.as_ref()),
        authority: tellings.iter().rev().find_map(|one| one.actor.authority),
        aliases,
        mentions,
        key: key.clone(),
        name,
    };
    let mut ids = tellings.into_iter().map(|one| one.id);
    let (id, was) = match key {
        // What the codebook knows keeps its name for good: nothing it was ever called is replaced.
        Some(key) => (key, Vec::new()),
        None => (ids.next()?, ids.collect()),
    };
    Some(Entry { id: taken.take(id), was, told: actor })
}

/// The fullest form told. The codebook's own name for what it knows, persons excepted, comes first; of sources without a
/// name the first mention.
fn name_of(tellings: &[ToldActor], kind: ActorKind, known: bool) -> Option<String> {
    let first_told = matches!(kind, ActorKind::Unnamed | ActorKind::Group) || known && kind != ActorKind::Person;
    let names = tellings.iter().map(|one| &one.actor.name);
    let fullness = |name: &&String| (name.split_whitespace().count(), name.chars().count());
    if first_told {
        return names.into_iter().next().cloned();
    }
    names.rev().max_by_key(fullness).cloned()
}

/// The side told most often, so that one misreading does not move an actor; the later one where two are told alike.
fn party_of(tellings: &[ToldActor], of_telling: &[ActorId]) -> Option<ActorId> {
    let mut votes: BTreeMap<ActorId, (usize, usize)> = BTreeMap::new();
    for (at, party) in tellings.iter().enumerate().filter_map(|(at, one)| Some((at, *of_telling.get(one.party?)?))) {
        let (count, latest) = votes.entry(party).or_default();
        *count += 1;
        *latest = at;
    }
    votes.into_iter().max_by_key(|(_, vote)| *vote).map(|(party, _)| party)
}

/// The names of persons. A state may rest on one alone ("Ada Brandt", of whom another report tells that she is
/// Norland's), and is not called so.
fn names_of_persons(told: &[ToldActor]) -> HashSet<String> {
    let persons = told.iter().filter(|one| one.actor.kind == ActorKind::Person);
    persons.flat_map(|one| std::iter::once(&one.actor.name).chain(&one.actor.aliases)).cloned().collect()
}

/// Every other name and mention as written, each also without its article, in the order told.
fn aliases(
    name: &str,
    tellings: &[ToldActor],
    mentions: &AtLeastOne<Evidence>,
    texts: &[&str],
    persons: &HashSet<String>,
) -> Vec<String> {
    let given = tellings.iter().flat_map(|one| std::iter::once(&one.actor.name).chain(&one.actor.aliases));
    let party = tellings.first().is_some_and(|one| one.actor.kind.can_be_party());
    let written = mentions.iter().filter_map(|mention| mention.span.of(texts.get(mention.report.index())?));
    let written = written.filter(|form| !party || !persons.contains(*form));
    let mut seen: HashSet<&str> = HashSet::from([name]);
    let mut all = Vec::new();
    for form in given.map(String::as_str).chain(written) {
        for form in [form, without_article(form)] {
            if !form.is_empty() && seen.insert(form) {
                all.push(form.to_owned());
            }
        }
    }
    all
}
