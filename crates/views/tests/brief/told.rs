//! Readings made by hand: words are named by writing them, their spans are found in the report's text.

use jiff::civil::{Date, date};
use rapporteur_record::*;
use rapporteur_report::Report;

/// A report in the making.
pub(crate) struct Told {
    pub(crate) report: Report,
    pub(crate) reading: Reading,
}

/// What a statement is, besides its words.
pub(crate) struct Said {
    pub(crate) speaker: Option<ActorId>,
    pub(crate) authority: Authority,
    pub(crate) mode: Mode,
    pub(crate) act: Act,
    pub(crate) about: &'static [Term],
}

pub(crate) fn may(day: i8) -> Date {
    date(2031, 5, day)
}

/// Days of May.
pub(crate) fn days(from: i8, to: i8) -> TimeExpression {
    TimeExpression { period: Period { from: Some(may(from)), to: Some(may(to)) }, text: None }
}

impl Told {
    pub(crate) fn new(id: &str, outlet: &str, published: Option<Date>, text: &str) -> Self {
        let (id, outlet) = (id.to_owned(), Some(outlet.to_owned()));
        let report = Report { id, outlet, published, text: text.to_owned(), ..Report::default() };
        Self { report, reading: Reading::default() }
    }

    pub(crate) fn at(&self, words: &str) -> AtLeastOne<Span> {
        AtLeastOne::one(self.span(words))
    }

    fn span(&self, words: &str) -> Span {
        let start = self.report.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {}", self.report.id));
        Span { start: start as u32, end: (start + words.len()) as u32 }
    }

    /// The words in brackets where they stand among the others: "Vell [said]".
    fn bracketed(&self, words: &str) -> Span {
        let (before, rest) = words.split_once('[').unwrap();
        let (cue, after) = rest.split_once(']').unwrap();
        let start = self.span(&format!("{before}{cue}{after}")).start + before.len() as u32;
        Span { start, end: start + cue.len() as u32 }
    }

    pub(crate) fn party(&mut self, key: &str, name: &str, kind: ActorKind, words: &str) -> ActorId {
        let id = ActorId(self.reading.actors.len() as u32);
        let code = (kind == ActorKind::State).then(|| key.to_uppercase());
        self.actor(name, kind, words, Some(id));
        let actor = self.reading.actors.last_mut().unwrap();
        (actor.code, actor.key) = (code, Some(key.to_owned()));
        id
    }

    pub(crate) fn person(&mut self, words: &str, party: ActorId, office: &str, authority: Authority) -> ActorId {
        let id = self.actor(words, ActorKind::Person, words, Some(party));
        let actor = self.reading.actors.last_mut().unwrap();
        (actor.office, actor.authority) = (Some(office.to_owned()), Some(authority));
        id
    }

    pub(crate) fn actor(&mut self, name: &str, kind: ActorKind, words: &str, party: Option<ActorId>) -> ActorId {
        self.reading.actors.push(Actor {
            name: name.to_owned(),
            kind,
            code: None,
            sector: None,
            party,
            office: None,
            authority: (kind == ActorKind::Unnamed).then_some(Authority::Unnamed),
            aliases: Vec::new(),
            mentions: self.at(words),
            key: None,
        });
        ActorId(self.reading.actors.len() as u32 - 1)
    }

    pub(crate) fn says(&mut self, said: Said, cue: &str, content: &str) -> &mut Statement {
        self.reading.statements.push(Statement {
            speaker: said.speaker,
            party: None,
            authority: Some(said.authority),
            audience: None,
            cue_kind: CueKind::Speech,
            mode: said.mode,
            act: said.act,
            firmness: Firmness::Plain,
            about: said.about.to_vec(),
            stances: Vec::new(),
            leanings: Vec::new(),
            answers: Vec::new(),
            source: Vec::new(),
            cue: vec![self.bracketed(cue)],
            content: self.at(content),
            said: TimeExpression::default(),
            within: None,
            confidence: Some(0.9),
        });
        self.reading.statements.last_mut().unwrap()
    }

    pub(crate) fn last_statement(&mut self) -> &mut Statement {
        self.reading.statements.last_mut().unwrap()
    }

    pub(crate) fn contact(
        &mut self,
        (kind, status): (ContactKind, ContactStatus),
        participants: &[ActorId],
        when: TimeExpression,
        words: &str,
    ) -> &mut Contact {
        self.reading.contacts.push(Contact {
            kind,
            participants: participants.to_vec(),
            parties: Vec::new(),
            place: None,
            when,
            status,
            about: Vec::new(),
            evidence: self.at(words),
        });
        self.reading.contacts.last_mut().unwrap()
    }

    pub(crate) fn position(
        &mut self,
        party: ActorId,
        term: Term,
        (stance, standing): (Stance, Standing),
        by: Option<ActorId>,
        words: &str,
    ) -> &mut Position {
        self.reading.positions.push(Position {
            party,
            term,
            wording: None,
            stance,
            standing,
            weight: LEAST_SHOWN,
            by,
            since: TimeExpression::default(),
            statements: Vec::new(),
            evidence: self.at(words),
        });
        self.reading.positions.last_mut().unwrap()
    }

    pub(crate) fn proposal(&mut self, name: &str, terms: &[Term], words: &str) -> &mut Proposal {
        self.reading.proposals.push(Proposal {
            name: name.to_owned(),
            terms: terms.to_vec(),
            tabled_by: Vec::new(),
            tabled: TimeExpression::default(),
            responses: Vec::new(),
            evidence: self.at(words),
        });
        self.reading.proposals.last_mut().unwrap()
    }

    pub(crate) fn response(
        &self,
        party: ActorId,
        response: ResponseValue,
        standing: Standing,
        words: &str,
    ) -> Response {
        Response {
            party,
            response,
            by: None,
            authority: None,
            standing,
            when: TimeExpression::default(),
            conditions: Vec::new(),
            evidence: self.at(words),
        }
    }

    pub(crate) fn dispute(&mut self, kind: DisputeKind, parties: &[ActorId], about: &str, words: &str) -> &mut Dispute {
        self.reading.disputes.push(Dispute {
            kind,
            parties: parties.to_vec(),
            about: Some(about.to_owned()),
            statements: Vec::new(),
            evidence: self.at(words),
        });
        self.reading.disputes.last_mut().unwrap()
    }

    pub(crate) fn read(self) -> ReadReport {
        ReadReport::new(self.report, self.reading).unwrap()
    }
}
