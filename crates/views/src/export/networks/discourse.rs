//! Discourse networks of a record: actors, terms, and the stances that statements show.
//!
//! A stance `for` a term, and one for it on a condition, counts as agreement; `against` as disagreement; an open one not at all.
//! A statement that several reports tell counts once. Its day is the first on which it may have been said, else that of the
//! report that first tells it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use rapporteur_record::{ActorId, Around, Entries, Entry, Evidence, Item, Period, Section, Stance, Statement, Term};
use rapporteur_spill::{List, Lists, Rows, Spill, fixed, key_of};

use super::{
    Incidence, Level, Network, NetworkError, NetworkOptions, Node, Normalisation, Relation, Spell, Tie, Ties, node,
};
use crate::MEMORY;

/// The stances in the window, and how they tie.
pub(super) struct Stances {
    relation: Relation,
    normalisation: Normalisation,
    actors: Vec<ActorId>,
    terms: Vec<Term>,
    incidence: Incidence,
    taken: TakenStances,
}

/// The stances that statements show, in the order of the record: there are a hundred thousand.
struct TakenStances {
    spill: Spill,
    /// Ids of the statements that take one.
    statements: Rows,
    all: List<Taken>,
    /// Of an actor on a term the places of its stances.
    on: Lists,
}

/// One stance that a statement shows.
struct Taken {
    who: ActorId,
    term: Term,
    agrees: bool,
    /// Place in the list.
    statement: u32,
    day: Period,
}

fixed!(Taken { who: ActorId, term: Term, agrees: bool, statement: u32, day: Period });

impl TakenStances {
    fn new(spill: Spill) -> Self {
        let (statements, all, on) = (Rows::new(&spill), List::new(&spill), Lists::new(&spill));
        Self { spill, statements, all, on }
    }

    fn add(&mut self, id: &str, who: ActorId, day: Spell, stances: impl Iterator<Item = (Term, bool)>) {
        let statement = self.statements.len() as u32;
        for (term, agrees) in stances {
            self.on.push(key_of(&(who, term)), self.all.len());
            self.all.push(Taken { who, term, agrees, statement, day: Period { from: day.0, to: day.1 } });
        }
        self.statements.push(id);
    }

    fn of(&self, actor: ActorId, term: Term) -> impl Iterator<Item = Taken> + '_ {
        self.on.all(key_of(&(actor, term))).into_iter().map(|at| self.all.at(at))
    }

    fn statement(&self, taken: &Taken) -> String {
        self.statements.get(taken.statement as usize)
    }
}

pub(super) fn one_mode(record: &impl Entries, options: &NetworkOptions) -> Result<Network, NetworkError> {
    let known = "there are ignore, congruence, conflict and subtract";
    if options.relation == Relation::Combine {
        return Err(NetworkError::Relation { relation: options.relation.as_str(), known });
    }
    if matches!(options.normalisation, Normalisation::Activity | Normalisation::Prominence) {
        let known = "there are no, average, jaccard and cosine";
        return Err(NetworkError::Normalisation { normalisation: options.normalisation.as_str(), known });
    }
    let (nodes, stances) = Stances::of(record, options)?;
    let about = format!("discourse network: {}, {}{}", options.relation, norm(options), options.window());
    Ok(Network { about, nodes, ties: Ties::BetweenActors(stances) })
}

pub(super) fn two_mode(record: &impl Entries, options: &NetworkOptions) -> Result<Network, NetworkError> {
    let known = "there are ignore, subtract and combine";
    if matches!(options.relation, Relation::Congruence | Relation::Conflict) {
        return Err(NetworkError::Relation { relation: options.relation.as_str(), known });
    }
    if matches!(options.normalisation, Normalisation::Average | Normalisation::Jaccard | Normalisation::Cosine) {
        let known = "there are no, activity and prominence";
        return Err(NetworkError::Normalisation { normalisation: options.normalisation.as_str(), known });
    }
    let (mut nodes, stances) = Stances::of(record, options)?;
    nodes.extend(stances.terms.iter().map(|term| Node {
        id: format!("term:{term}"),
        label: term.as_str().replace('_', " "),
        kind: "term",
        code: None,
        party: None,
        frequency: stances.taken.all.iter().filter(|taken| taken.term == *term).count(),
    }));
    let about = format!("actors and terms: {}, {}{}", options.relation, norm(options), options.window());
    Ok(Network { about, nodes, ties: Ties::WithTerms(stances) })
}

fn norm(options: &NetworkOptions) -> String {
    match options.normalisation {
        Normalisation::No => "not normalised".to_owned(),
        normalisation => format!("normalised by {}", normalisation.as_str()),
    }
}

impl Stances {
    /// The stances of a record, and who takes them.
    fn of(record: &impl Entries, options: &NetworkOptions) -> Result<(Vec<Node>, Self), NetworkError> {
        let mut nodes: BTreeMap<ActorId, Node> = BTreeMap::new();
        let mut taken = TakenStances::new(Spill::of(MEMORY));
        record.each(&[Section::Statements], |around, item| {
            let Item::Statement(one) = item else { return Ok(()) };
            let Some(who) = who(around, options.level, one) else { return Ok(()) };
            let day = days(around, one);
            let stances: Vec<(Term, bool)> =
                one.stances.iter().filter_map(|(term, stance)| Some((*term, agrees(*stance)?))).collect();
            if stances.is_empty() || !options.holds(day.0, day.1) {
                return Ok(());
            }
            nodes.entry(who).or_insert_with(|| node(around, who));
            taken.add(&one.id, who, day, stances.into_iter());
            Ok::<_, NetworkError>(())
        })?;
        taken.spill.check()?;
        let stances = Self::counted(options, nodes.keys().copied().collect(), taken);
        let mut nodes: Vec<Node> = nodes.into_values().collect();
        for (at, node) in nodes.iter_mut().enumerate() {
            node.frequency = stances.incidence.statements(at) as usize;
        }
        Ok((nodes, stances))
    }

    fn counted(options: &NetworkOptions, actors: Vec<ActorId>, taken: TakenStances) -> Self {
        let terms: BTreeSet<Term> = taken.all.iter().map(|one| one.term).collect();
        let terms: Vec<Term> = terms.into_iter().collect();
        let mut incidence = Incidence::new(actors.len(), terms.len());
        for one in taken.all.iter() {
            if let (Ok(actor), Ok(term)) = (actors.binary_search(&one.who), terms.binary_search(&one.term)) {
                incidence.count(actor, term, one.agrees);
            }
        }
        let (relation, normalisation) = (options.relation, options.normalisation);
        Self { relation, normalisation, actors, terms, incidence, taken }
    }

    /// The stances of an actor on a term.
    fn on(&self, actor: usize, term: usize) -> impl Iterator<Item = Taken> + '_ {
        let ends = self.actors.get(actor).copied().zip(self.terms.get(term).copied());
        ends.into_iter().flat_map(|(actor, term)| self.taken.of(actor, term))
    }

    /// Whether what was kept of the stances could be read again.
    pub(super) fn check(&self) -> io::Result<()> {
        self.taken.spill.check()
    }

    pub(super) fn between_actors(&self) -> impl Iterator<Item = Tie> {
        let actors = self.actors.len();
        let pairs = (0..actors).flat_map(move |one| (one + 1..actors).map(move |other| (one, other)));
        pairs.filter_map(|(one, other)| {
            let weight = self.incidence.between(one, other, self.relation, self.normalisation);
            (weight != 0.0).then(|| self.between(one, other, weight))
        })
    }

    /// A tie between two actors: it begins on the day by which both have spoken on a term that they share.
    fn between(&self, one: usize, other: usize, weight: f64) -> Tie {
        let has = |actor: usize, term: &usize| self.incidence.counts(actor, *term) != [0, 0];
        let shared = (0..self.terms.len()).filter(|term| has(one, term) && has(other, term));
        let shared: Vec<usize> = shared.collect();
        let first = |actor: usize, term: usize| self.on(actor, term).filter_map(|taken| taken.day.from).min();
        let begins = shared.iter().filter_map(|term| Some(first(one, *term)?.max(first(other, *term)?))).min();
        let sum = |relation| self.incidence.between(one, other, relation, Normalisation::No) as i64;
        let mut entries: Vec<String> = Vec::new();
        for term in &shared {
            entries.extend(self.on(one, *term).chain(self.on(other, *term)).map(|taken| self.taken.statement(&taken)));
        }
        entries.sort_unstable();
        entries.dedup();
        Tie {
            source: one,
            target: other,
            weight,
            counts: vec![("congruence", sum(Relation::Congruence)), ("conflict", sum(Relation::Conflict))],
            about: shared.iter().filter_map(|term| self.terms.get(*term)).map(|term| term.as_str()).collect(),
            entries,
            spells: begins.map(|begins| (Some(begins), None)).into_iter().collect(),
        }
    }

    pub(super) fn with_terms(&self) -> impl Iterator<Item = Tie> {
        let (actors, terms) = (self.actors.len(), self.terms.len());
        let pairs = (0..actors).flat_map(move |actor| (0..terms).map(move |term| (actor, term)));
        pairs.filter(|(actor, term)| self.incidence.counts(*actor, *term) != [0, 0]).map(move |(actor, term)| {
            let [against, agreed] = self.incidence.counts(actor, term);
            Tie {
                source: actor,
                target: actors + term,
                weight: self.incidence.on(actor, term, self.relation, self.normalisation),
                counts: vec![("for", i64::from(agreed)), ("against", i64::from(against))],
                about: self.terms.get(term).map(|term| term.as_str()).into_iter().collect(),
                entries: self.on(actor, term).map(|taken| self.taken.statement(&taken)).collect(),
                spells: self
                    .on(actor, term)
                    .map(|taken| (taken.day.from, taken.day.to))
                    .filter(|(from, _)| from.is_some())
                    .collect(),
            }
        })
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
fn who(around: Around<'_>, level: Level, one: &Statement<Evidence>) -> Option<ActorId> {
    match level {
        Level::Person => one.speaker,
        Level::Party => one.party.or_else(|| around.actor(one.speaker?)?.party),
    }
}

/// From the first day on which it may have been said to the last; else that of the report.
fn days(around: Around<'_>, one: &Entry<Statement<Evidence>>) -> Spell {
    let published = around.report(one.content.first().report).and_then(|report| report.published);
    match (one.said.period.from, one.said.period.to) {
        (None, None) => (published, published),
        (from, to) => (from.or(to), to.or(from)),
    }
}
