//! A report with its reading, checked to belong together.
//!
//! Merging and printing trust that every span cuts its text and every index names an entry. This is the one place
//! where that is checked, so that nothing behind it can fail or print false evidence.

use rapporteur_report::Report;

use crate::entries::{Actor, EventActor, Response};
use crate::{ActorId, Reading, Span, StatementId, TimeExpression};

/// A report and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadReport {
    report: Report,
    reading: Reading,
}

/// A reading that does not fit its report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("report {report:?}: {section} {index} {problem}")]
pub struct UnsoundReading {
    /// The report's id.
    pub report: String,
    /// Which list of the reading.
    pub section: &'static str,
    /// Which entry of it.
    pub index: usize,
    /// What is wrong with it.
    pub problem: ReadingProblem,
}

/// What can be wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadingProblem {
    /// A span is empty, leaves the text or splits a character.
    #[error("rests on bytes {}..{}, which are no words of the text", span.start, span.end)]
    FalseSpan {
        /// The span.
        span: Span,
    },
    /// There is no such actor.
    #[error("names actor {0}, which the reading does not have", actor.0)]
    NoSuchActor {
        /// The index given.
        actor: ActorId,
    },
    /// There is no such statement.
    #[error("names statement {0}, which the reading does not have", statement.0)]
    NoSuchStatement {
        /// The index given.
        statement: StatementId,
    },
    /// A statement reports itself, at once or over others.
    #[error("lies within itself")]
    WithinItself,
    /// A period ends before it begins.
    #[error("has a time that ends before it begins")]
    BackwardTime,
}

impl ReadReport {
    /// Pairs them; an error where the reading is not one of this report.
    pub fn new(report: Report, reading: Reading) -> Result<Self, UnsoundReading> {
        Self::check(&report, &report.text, &reading)?;
        Ok(Self { report, reading })
    }

    /// Pairs a report and a reading that [`check`](Self::check) has found to be its own.
    pub const fn of_checked(report: Report, reading: Reading) -> Self {
        Self { report, reading }
    }

    /// Whether a reading is one of this report.
    pub fn check(report: &Report, text: &str, reading: &Reading) -> Result<(), UnsoundReading> {
        let unsound = |(section, index, problem)| UnsoundReading { report: report.id.clone(), section, index, problem };
        (Check { text, reading }).all().map_err(unsound)
    }

    /// The report.
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// What it says.
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Both, to be taken apart.
    pub fn into_parts(self) -> (Report, Reading) {
        (self.report, self.reading)
    }
}

struct Check<'a> {
    text: &'a str,
    reading: &'a Reading,
}

type Checked = Result<(), ReadingProblem>;

impl Check<'_> {
    fn all(&self) -> Result<(), (&'static str, usize, ReadingProblem)> {
        let reading = self.reading;
        each("actor", &reading.actors, |actor| self.actor(actor))?;
        each("statement", &reading.statements, |statement| {
            self.actors(statement.speaker.iter().chain(&statement.party))?;
            self.spans(statement.source.iter().chain(&statement.cue).chain(&statement.content))?;
            self.statements(&statement.within)?;
            self.time(&statement.said)
        })?;
        each("proposal", &reading.proposals, |proposal| {
            self.actors(&proposal.tabled_by)?;
            self.time(&proposal.tabled)?;
            proposal.responses.iter().try_for_each(|response| self.response(response))?;
            self.spans(&proposal.evidence)
        })?;
        each("position", &reading.positions, |position| {
            self.actors([&position.party].into_iter().chain(&position.by))?;
            self.time(&position.since)?;
            self.statements(&position.statements)?;
            self.spans(&position.evidence)
        })?;
        each("contact", &reading.contacts, |contact| {
            self.actors(contact.participants.iter().chain(&contact.parties))?;
            self.time(&contact.when)?;
            self.spans(&contact.evidence)
        })?;
        each("dispute", &reading.disputes, |dispute| {
            self.actors(&dispute.parties)?;
            self.statements(&dispute.statements)?;
            self.spans(&dispute.evidence)
        })?;
        each("event", &reading.events, |event| {
            self.event_actors(&event.source)?;
            self.event_actors(&event.target)?;
            self.time(&event.when)?;
            self.spans(&event.evidence)
        })?;
        self.nesting()
    }

    fn actor(&self, actor: &Actor) -> Checked {
        self.actors(&actor.party)?;
        self.spans(&actor.mentions)
    }

    fn response(&self, response: &Response) -> Checked {
        self.actors([&response.party].into_iter().chain(&response.by))?;
        self.time(&response.when)?;
        self.spans(&response.evidence)
    }

    fn event_actors(&self, all: &[EventActor]) -> Checked {
        self.actors(all.iter().filter_map(|one| one.actor.as_ref()))
    }

    fn time(&self, time: &TimeExpression) -> Checked {
        if time.period.bounds().is_some_and(|(from, to)| to < from) {
            return Err(ReadingProblem::BackwardTime);
        }
        self.spans(&time.text)
    }

    fn spans<'s>(&self, spans: impl IntoIterator<Item = &'s Span>) -> Checked {
        let sound = |span: &Span| span.of(self.text).is_some_and(|words| !words.is_empty());
        match spans.into_iter().find(|span| !sound(span)) {
            Some(&span) => Err(ReadingProblem::FalseSpan { span }),
            None => Ok(()),
        }
    }

    fn actors<'s>(&self, ids: impl IntoIterator<Item = &'s ActorId>) -> Checked {
        match ids.into_iter().find(|id| id.index() >= self.reading.actors.len()) {
            Some(&actor) => Err(ReadingProblem::NoSuchActor { actor }),
            None => Ok(()),
        }
    }

    fn statements<'s>(&self, ids: impl IntoIterator<Item = &'s StatementId>) -> Checked {
        match ids.into_iter().find(|id| id.index() >= self.reading.statements.len()) {
            Some(&statement) => Err(ReadingProblem::NoSuchStatement { statement }),
            None => Ok(()),
        }
    }

    /// Every chain of statements within statements must end. Each statement is walked through once.
    fn nesting(&self) -> Result<(), (&'static str, usize, ReadingProblem)> {
        let mut walked_from: Vec<Option<usize>> = vec![None; self.reading.statements.len()];
        for start in 0..self.reading.statements.len() {
            let mut at = Some(start);
            while let Some(index) = at {
                match walked_from.get_mut(index) {
                    Some(mark @ None) => *mark = Some(start),
                    Some(Some(earlier)) if *earlier == start => {
                        return Err(("statement", index, ReadingProblem::WithinItself));
                    }
                    _ => break,
                }
                at = self.reading.statements.get(index).and_then(|one| one.within).map(StatementId::index);
            }
        }
        Ok(())
    }
}

fn each<T>(
    section: &'static str,
    all: &[T],
    check: impl Fn(&T) -> Checked,
) -> Result<(), (&'static str, usize, ReadingProblem)> {
    for (index, entry) in all.iter().enumerate() {
        check(entry).map_err(|problem| (section, index, problem))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ActorKind, AtLeastOne, Contact, ContactKind, ContactStatus, Period};
    use jiff::civil::date;

    fn actor(start: u32, end: u32) -> Actor {
        Actor {
            name: "Oran".into(),
            kind: ActorKind::State,
            code: None,
            sector: None,
            party: None,
            office: None,
            authority: None,
            aliases: vec![],
            mentions: AtLeastOne::one(Span { start, end }),
            key: None,
        }
    }

    fn problem(reading: Reading) -> Option<String> {
        let report = Report { id: "r1".into(), text: "né à Oran".into(), ..Report::default() };
        ReadReport::new(report, reading).err().map(|error| error.to_string())
    }

    #[test]
    fn spans_must_cut_words() {
        let with = |start, end| problem(Reading { actors: vec![actor(start, end)], ..Reading::default() });
        assert_eq!(with(7, 11), None);
        for (start, end) in [(0, 2), (7, 12), (7, 7), (9, 7), (u32::MAX, u32::MAX)] {
            let error = with(start, end).unwrap();
            assert_eq!(
                error,
                format!("report \"r1\": actor 0 rests on bytes {start}..{end}, which are no words of the text")
            );
        }
    }

    #[test]
    fn indices_must_name_something() {
        let lost = Actor { party: Some(ActorId(1)), ..actor(7, 11) };
        let error = problem(Reading { actors: vec![lost], ..Reading::default() }).unwrap();
        assert_eq!(error, "report \"r1\": actor 0 names actor 1, which the reading does not have");
    }

    #[test]
    fn times_must_not_run_backward() {
        let period = Period { from: Some(date(2024, 5, 2)), to: Some(date(2024, 5, 1)) };
        let contact = Contact {
            kind: ContactKind::Call,
            participants: vec![],
            parties: vec![],
            place: None,
            when: TimeExpression { period, text: None },
            status: ContactStatus::Held,
            about: vec![],
            evidence: AtLeastOne::one(Span { start: 7, end: 11 }),
        };
        let error = problem(Reading { contacts: vec![contact], ..Reading::default() }).unwrap();
        assert_eq!(error, "report \"r1\": contact 0 has a time that ends before it begins");
    }

    #[test]
    fn statements_must_not_lie_within_themselves() {
        let statement = |within: Option<u32>| crate::Statement {
            speaker: None,
            party: None,
            authority: None,
            audience: None,
            cue_kind: crate::CueKind::Speech,
            mode: crate::Mode::Direct,
            act: crate::Act::Assert,
            firmness: crate::Firmness::Plain,
            about: vec![],
            stances: vec![],
            leanings: vec![],
            answers: vec![],
            source: vec![],
            cue: vec![],
            content: AtLeastOne::one(Span { start: 7, end: 11 }),
            said: TimeExpression::default(),
            within: within.map(StatementId),
            confidence: None,
        };
        let nested = |within: &[Option<u32>]| {
            problem(Reading { statements: within.iter().copied().map(statement).collect(), ..Reading::default() })
        };
        assert_eq!(nested(&[None, Some(0), Some(1), Some(1)]), None);
        assert_eq!(nested(&[Some(1), None]), None);
        for ring in [&[Some(0)][..], &[Some(1), Some(0)], &[None, Some(2), Some(3), Some(1)]] {
            assert!(nested(ring).unwrap().ends_with("lies within itself"));
        }
        assert!(nested(&[Some(1)]).unwrap().ends_with("which the reading does not have"));
    }
}
