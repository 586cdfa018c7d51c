//! Discourse networks of a record: actors, terms, and the stances that statements show.
//!
//! A stance `for` a term, and one for it on a condition, counts as agreement; `against` as disagreement; an open one not at all.
//! A statement that several reports tell counts once. Its day is the first on which it may have been said, else that of the
//! report that first tells it.

use std::collections::BTreeMap;
use std::ops::Range;

use rapporteur_record::{ActorId, Around, Entries, Entry, Evidence, Item, Section, Stance, Statement, Term};

use super::{
    Incidence, Level, Network, NetworkError, NetworkOptions, Node, Normalisation, Relation, Spell, Tie, Ties, node,
};

/// The stances in the window, and how they tie.
pub(super) struct Stances {
    relation: Relation,
    normalisation: Normalisation,
    terms: Vec<Term>,
    incidence: Incidence,
    /// Ids of the statements that take one.
    statements: Vec<Box<str>>,
    /// By actor, those of one in the order of the record.
    taken: Vec<Taken>,
    /// Of each actor its part of them.
    of_actor: Vec<Range<usize>>,
}

/// One stance that a statement shows.
struct Taken {
    who: ActorId,
    term: Term,
    agrees: bool,
    /// Place in the list.
    statement: u32,
    day: Spell,
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
        frequency: stances.taken.iter().filter(|taken| taken.term == *term).count(),
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
        let (mut statements, mut taken) = (Vec::new(), Vec::new());
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
            let statement = statements.len() as u32;
            taken.extend(stances.into_iter().map(|(term, agrees)| Taken { who, term, agrees, statement, day }));
            statements.push(one.id.as_str().into());
            Ok::<_, NetworkError>(())
        })?;
        taken.sort_by_key(|one| one.who);
        let stances = Self::counted(options, statements, taken);
        let mut nodes: Vec<Node> = nodes.into_values().collect();
        for (at, node) in nodes.iter_mut().enumerate() {
            node.frequency = stances.incidence.statements(at) as usize;
        }
        Ok((nodes, stances))
    }

    fn counted(options: &NetworkOptions, statements: Vec<Box<str>>, taken: Vec<Taken>) -> Self {
        let mut terms: Vec<Term> = taken.iter().map(|one| one.term).collect();
        terms.sort_unstable();
        terms.dedup();
        let mut of_actor = Vec::new();
        for of_one in taken.chunk_by(|one, other| one.who == other.who) {
            let start = of_actor.last().map_or(0, |before: &Range<usize>| before.end);
            of_actor.push(start..start + of_one.len());
        }
        let mut incidence = Incidence::new(of_actor.len(), terms.len());
        for (actor, range) in of_actor.iter().enumerate() {
            for one in taken.get(range.clone()).into_iter().flatten() {
                incidence.count(actor, terms.binary_search(&one.term).unwrap_or_default(), one.agrees);
            }
        }
        let (relation, normalisation) = (options.relation, options.normalisation);
        Self { relation, normalisation, terms, incidence, statements, taken, of_actor }
    }

    /// The stances of an actor on a term.
    fn on(&self, actor: usize, term: usize) -> impl Iterator<Item = &Taken> {
        let all = self.of_actor.get(actor).and_then(|range| self.taken.get(range.clone())).into_iter().flatten();
        let term = self.terms.get(term).copied();
        all.filter(move |one| Some(one.term) == term)
    }

    fn statement(&self, taken: &Taken) -> &str {
        self.statements.get(taken.statement as usize).map_or("", |id| id)
    }

    pub(super) fn between_actors(&self) -> impl Iterator<Item = Tie<'_>> {
        let actors = self.of_actor.len();
        let pairs = (0..actors).flat_map(move |one| (one + 1..actors).map(move |other| (one, other)));
        pairs.filter_map(|(one, other)| {
            let weight = self.incidence.between(one, other, self.relation, self.normalisation);
            (weight != 0.0).then(|| self.between(one, other, weight))
        })
    }

    /// A tie between two actors: it begins on the day by which both have spoken on a term that they share.
    fn between(&self, one: usize, other: usize, weight: f64) -> Tie<'_> {
        let has = |actor: usize, term: &usize| self.incidence.counts(actor, *term) != [0, 0];
        let shared = (0..self.terms.len()).filter(|term| has(one, term) && has(other, term));
        let shared: Vec<usize> = shared.collect();
        let first = |actor: usize, term: usize| self.on(actor, term).filter_map(|taken| taken.day.0).min();
        let begins = shared.iter().filter_map(|term| Some(first(one, *term)?.max(first(other, *term)?))).min();
        let sum = |relation| self.incidence.between(one, other, relation, Normalisation::No) as i64;
        let mut entries: Vec<&str> = Vec::new();
        for term in &shared {
            entries.extend(self.on(one, *term).chain(self.on(other, *term)).map(|taken| self.statement(taken)));
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

    pub(super) fn with_terms(&self) -> impl Iterator<Item = Tie<'_>> {
        let (actors, terms) = (self.of_actor.len(), self.terms.len());
        let pairs = (0..actors).flat_map(move |actor| (0..terms).map(move |term| (actor, term)));
        pairs.filter(|(actor, term)| self.incidence.counts(*actor, *term) != [0, 0]).map(move |(actor, term)| {
            let [against, agreed] = self.incidence.counts(actor, term);
            Tie {
                source: actor,
                target: actors + term,
                weight: self.incidence.on(actor, term, self.relation, self.normalisation),
                counts: vec![("for", i64::from(agreed)), ("against", i64::from(against))],
                about: self.terms.get(term).map(|term| term.as_str()).into_iter().collect(),
                entries: self.on(actor, term).map(|taken| self.statement(taken)).collect(),
                spells: self.on(actor, term).map(|taken| taken.day).filter(|(from, _)| from.is_some()).collect(),
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
