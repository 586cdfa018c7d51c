//! Discourse networks of a record: actors, terms, and the stances that statements show.
//!
//! A stance `for` a term, and one for it on a condition, counts as agreement; `against` as disagreement; an open one not at all.
//! A statement that several reports tell counts once. Its day is the first on which it may have been said, else that of the
//! report that first tells it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rapporteur_record::{ActorId, Entry, Evidence, Record, Stance, Statement, Term};

use super::{Incidence, Level, Network, NetworkError, NetworkOptions, Node, Normalisation, Relation, Spell, Tie, node};

/// The stances in the window.
struct Stances<'r> {
    actors: Vec<ActorId>,
    terms: Vec<Term>,
    incidence: Incidence,
    /// Of each actor, in the order of the record.
    taken: Vec<Vec<Taken<'r>>>,
}

/// One stance that a statement shows.
struct Taken<'r> {
    /// Place in the list.
    term: usize,
    statement: &'r str,
    day: Spell,
}

pub(super) fn one_mode(record: &Record, options: &NetworkOptions) -> Result<Network, NetworkError> {
    let known = "there are ignore, congruence, conflict and subtract";
    if options.relation == Relation::Combine {
        return Err(NetworkError::Relation { relation: options.relation.as_str(), known });
    }
    if matches!(options.normalisation, Normalisation::Activity | Normalisation::Prominence) {
        let known = "there are no, average, jaccard and cosine";
        return Err(NetworkError::Normalisation { normalisation: options.normalisation.as_str(), known });
    }
    let stances = Stances::of(record, options);
    let mut ties = Vec::new();
    for one in 0..stances.actors.len() {
        for other in one + 1..stances.actors.len() {
            let weight = stances.incidence.between(one, other, options.relation, options.normalisation);
            if weight != 0.0 {
                ties.push(stances.tie(one, other, weight));
            }
        }
    }
    let nodes = stances.nodes(record);
    let about = format!("discourse network: {}, {}{}", options.relation, norm(options), options.window());
    Ok(Network { about, nodes, ties })
}

pub(super) fn two_mode(record: &Record, options: &NetworkOptions) -> Result<Network, NetworkError> {
    let known = "there are ignore, subtract and combine";
    if matches!(options.relation, Relation::Congruence | Relation::Conflict) {
        return Err(NetworkError::Relation { relation: options.relation.as_str(), known });
    }
    if matches!(options.normalisation, Normalisation::Average | Normalisation::Jaccard | Normalisation::Cosine) {
        let known = "there are no, activity and prominence";
        return Err(NetworkError::Normalisation { normalisation: options.normalisation.as_str(), known });
    }
    let stances = Stances::of(record, options);
    let mut nodes = stances.nodes(record);
    nodes.extend(stances.terms.iter().enumerate().map(|(at, term)| Node {
        id: format!("term:{term}"),
        label: term.as_str().replace('_', " "),
        kind: "term",
        code: None,
        party: None,
        frequency: stances.taken.iter().flatten().filter(|taken| taken.term == at).count(),
    }));
    let mut ties = Vec::new();
    for actor in 0..stances.actors.len() {
        for term in 0..stances.terms.len() {
            let [against, agreed] = stances.incidence.counts(actor, term);
            if against + agreed == 0 {
                continue;
            }
            let weight = stances.incidence.on(actor, term, options.relation, options.normalisation);
            let on: Vec<&Taken<'_>> = stances.on(actor, term).collect();
            ties.push(Tie {
                source: actor,
                target: stances.actors.len() + term,
                weight,
                counts: vec![("for", i64::from(agreed)), ("against", i64::from(against))],
                about: vec![stances.terms[term].as_str()],
                entries: on.iter().map(|taken| taken.statement.to_owned()).collect(),
                spells: on.iter().map(|taken| taken.day).filter(|(from, _)| from.is_some()).collect(),
            });
        }
    }
    let about = format!("actors and terms: {}, {}{}", options.relation, norm(options), options.window());
    Ok(Network { about, nodes, ties })
}

fn norm(options: &NetworkOptions) -> String {
    match options.normalisation {
        Normalisation::No => "not normalised".to_owned(),
        normalisation => format!("normalised by {}", normalisation.as_str()),
    }
}

impl<'r> Stances<'r> {
    fn of(record: &'r Record, options: &NetworkOptions) -> Self {
        let all: Vec<_> =
            record.statements.iter().filter_map(|one| Some((who(record, options.level, one)?, one))).collect();
        let all: Vec<(ActorId, &'r Entry<Statement<Evidence>>, Spell)> = all
            .into_iter()
            .map(|(who, one)| (who, one, days(record, one)))
            .filter(|(_, one, (from, to))| {
                one.stances.iter().any(|(_, stance)| agrees(*stance).is_some()) && options.holds(*from, *to)
            })
            .collect();
        let actors: Vec<ActorId> = all.iter().map(|(who, ..)| *who).collect::<BTreeSet<_>>().into_iter().collect();
        let terms = all.iter().flat_map(|(_, one, _)| &one.stances);
        let terms = terms.filter(|(_, stance)| agrees(*stance).is_some()).map(|(term, _)| *term);
        let terms: Vec<Term> = terms.collect::<BTreeSet<_>>().into_iter().collect();
        let places: BTreeMap<ActorId, usize> = actors.iter().copied().zip(0..).collect();
        let mut incidence = Incidence::new(actors.len(), terms.len());
        let mut taken: Vec<Vec<Taken<'_>>> = actors.iter().map(|_| Vec::new()).collect();
        for (who, statement, day) in &all {
            for (term, stance) in &statement.stances {
                let place = places.get(who).copied().zip(terms.binary_search(term).ok());
                if let (Some(agrees), Some((actor, term))) = (agrees(*stance), place) {
                    incidence.count(actor, term, agrees);
                    if let Some(taken) = taken.get_mut(actor) {
                        taken.push(Taken { term, statement: &statement.id, day: *day });
                    }
                }
            }
        }
        Self { actors, terms, incidence, taken }
    }

    /// The stances of an actor on a term.
    fn on(&self, actor: usize, term: usize) -> impl Iterator<Item = &Taken<'r>> {
        self.taken.get(actor).into_iter().flatten().filter(move |taken| taken.term == term)
    }

    fn nodes(&self, record: &Record) -> Vec<Node> {
        let statements = |at| self.incidence.statements(at) as usize;
        self.actors.iter().enumerate().map(|(at, actor)| node(record, *actor, statements(at))).collect()
    }

    /// A tie between two actors: it begins on the day by which both have spoken on a term that they share.
    fn tie(&self, one: usize, other: usize, weight: f64) -> Tie {
        let has = |actor: usize, term: &usize| self.incidence.counts(actor, *term) != [0, 0];
        let shared = (0..self.terms.len()).filter(|term| has(one, term) && has(other, term));
        let shared: Vec<usize> = shared.collect();
        let first = |actor: usize, term: usize| self.on(actor, term).filter_map(|taken| taken.day.0).min();
        let begins = shared.iter().filter_map(|term| Some(first(one, *term)?.max(first(other, *term)?))).min();
        let sum = |relation| self.incidence.between(one, other, relation, Normalisation::No) as i64;
        let mut entries: Vec<String> = Vec::new();
        for term in &shared {
            entries.extend(self.on(one, *term).chain(self.on(other, *term)).map(|taken| taken.statement.to_owned()));
        }
        entries.sort_unstable();
        entries.dedup();
        Tie {
            source: one,
            target: other,
            weight,
            counts: vec![("congruence", sum(Relation::Congruence)), ("conflict", sum(Relation::Conflict))],
            about: shared.iter().map(|term| self.terms[*term].as_str()).collect(),
            entries,
            spells: begins.map(|begins| (Some(begins), None)).into_iter().collect(),
        }
    }
}

const fn agrees(stance: Stance) -> Option<bool> {
    match stance {
        Stance::For | Stance::Conditional => Some(true),
        Stance::Against => Some(false),
        Stance::Open => None,
    }
}

/// Whose stance it is.
fn who(record: &Record, level: Level, one: &Statement<Evidence>) -> Option<ActorId> {
    match level {
        Level::Person => one.speaker,
        Level::Party => one.party.or_else(|| record.actor(one.speaker?)?.party),
    }
}

/// From the first day on which it may have been said to the last; else that of the report.
fn days(record: &Record, one: &Statement<Evidence>) -> Spell {
    let published: Option<Date> = record.report(one.content.first().report).and_then(|report| report.published);
    match (one.said.period.from, one.said.period.to) {
        (None, None) => (published, published),
        (from, to) => (from.or(to), to.or(from)),
    }
}
