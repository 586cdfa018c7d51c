//! Rows of reports with readings made by hand, and the record that they must give.

mod actors;
mod any_order;
mod contacts;
mod positions;
mod statements;

use jiff::civil::{Date, date};
use rapporteur_report::Report;

use crate::*;

/// A day of May 2024.
pub(super) fn may(day: i8) -> Date {
    date(2024, 5, day)
}

/// A report in the making: words are named by writing them, spans are found in the text.
pub(super) struct Told {
    report: Report,
    reading: Reading,
}

impl Told {
    /// A report of a day of May.
    pub(super) fn on(id: &str, day: i8, text: &str) -> Self {
        let report =
            Report { id: id.to_owned(), published: Some(may(day)), text: text.to_owned(), ..Report::default() };
        Self { report, reading: Reading::default() }
    }

    pub(super) fn span(&self, words: &str) -> Span {
        let start =
            self.report.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {:?}", self.report.text));
        Span { start: start as u32, end: (start + words.len()) as u32 }
    }

    pub(super) fn at(&self, words: &str) -> AtLeastOne<Span> {
        AtLeastOne::one(self.span(words))
    }

    /// A state, known to the codebook.
    pub(super) fn state(&mut self, key: &str, words: &str) -> ActorId {
        let id = ActorId(self.reading.actors.len() as u32);
        let mut actor = self.plain(words, ActorKind::State);
        (actor.key, actor.party, actor.code) = (Some(key.to_owned()), Some(id), Some(key.to_uppercase()));
        actor.name = key.to_uppercase();
        self.push(actor)
    }

    pub(super) fn person(&mut self, words: &str, party: Option<ActorId>) -> ActorId {
        let actor = Actor { party, ..self.plain(words, ActorKind::Person) };
        self.push(actor)
    }

    pub(super) fn actor(&mut self, words: &str, kind: ActorKind) -> ActorId {
        let actor = self.plain(words, kind);
        self.push(actor)
    }

    pub(super) fn plain(&self, words: &str, kind: ActorKind) -> Actor {
        Actor {
            name: words.to_owned(),
            kind,
            code: None,
            sector: None,
            party: None,
            office: None,
            authority: None,
            aliases: Vec::new(),
            mentions: self.at(words),
            key: None,
        }
    }

    pub(super) fn push(&mut self, actor: Actor) -> ActorId {
        self.reading.actors.push(actor);
        ActorId(self.reading.actors.len() as u32 - 1)
    }

    pub(super) fn says(&mut self, speaker: Option<ActorId>, mode: Mode, content: &str) -> StatementId {
        let statement = Statement {
            speaker,
            party: None,
            authority: None,
            audience: None,
            cue_kind: CueKind::Speech,
            mode,
            act: Act::Assert,
            firmness: Firmness::Plain,
            about: vec![Term::Ceasefire],
            stances: Vec::new(),
            leanings: Vec::new(),
            answers: Vec::new(),
            source: Vec::new(),
            cue: Vec::new(),
            content: self.at(content),
            said: TimeExpression::default(),
            within: None,
            confidence: None,
        };
        self.reading.statements.push(statement);
        StatementId(self.reading.statements.len() as u32 - 1)
    }

    pub(super) fn last_statement(&mut self) -> &mut Statement {
        self.reading.statements.last_mut().unwrap()
    }

    pub(super) fn contact(
        &mut self,
        (kind, status): (ContactKind, ContactStatus),
        participants: &[ActorId],
        days: Option<(i8, i8)>,
        words: &str,
    ) -> &mut Contact {
        let period =
            days.map_or_else(Period::default, |(from, to)| Period { from: Some(may(from)), to: Some(may(to)) });
        let contact = Contact {
            kind,
            participants: participants.to_vec(),
            parties: Vec::new(),
            place: None,
            when: TimeExpression { period, text: None },
            status,
            about: Vec::new(),
            evidence: self.at(words),
        };
        self.reading.contacts.push(contact);
        self.reading.contacts.last_mut().unwrap()
    }

    pub(super) fn position(&mut self, party: ActorId, stance: Stance, standing: Standing, words: &str) {
        let position = Position {
            party,
            term: Term::Ceasefire,
            wording: None,
            stance,
            standing,
            weight: LEAST_SHOWN,
            by: None,
            since: TimeExpression::default(),
            statements: Vec::new(),
            evidence: self.at(words),
        };
        self.reading.positions.push(position);
    }

    pub(super) fn proposal(&mut self, name: &str, words: &str) -> &mut Proposal {
        let proposal = Proposal {
            name: name.to_owned(),
            terms: vec![Term::Ceasefire],
            tabled_by: Vec::new(),
            tabled: TimeExpression::default(),
            responses: Vec::new(),
            evidence: self.at(words),
        };
        self.reading.proposals.push(proposal);
        self.reading.proposals.last_mut().unwrap()
    }

    pub(super) fn response(&self, party: ActorId, response: ResponseValue, words: &str) -> Response {
        Response {
            party,
            response,
            by: None,
            authority: None,
            standing: Standing::Declared,
            when: TimeExpression::default(),
            conditions: Vec::new(),
            evidence: self.at(words),
        }
    }

    pub(super) fn read(self) -> ReadReport {
        ReadReport::new(self.report, self.reading).unwrap()
    }
}

pub(super) fn merge(told: Vec<Told>) -> Record {
    let record = Record::merge(told.into_iter().map(Told::read).collect(), vec![], &[]).unwrap();
    check(&record);
    record
}

/// What holds of every record.
pub(super) fn check(record: &Record) {
    let json = json(record);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let mut ids = std::collections::HashSet::new();
    for section in ["reports", "actors", "statements", "proposals", "positions", "contacts", "disputes", "events"] {
        for entry in value[section].as_array().unwrap() {
            let id = entry["id"].as_str().unwrap();
            assert!(!id.is_empty() && ids.insert(id.to_owned()), "{id} is used twice");
        }
    }
    check_evidence(&value, &value);
}

/// Every object that looks like evidence cuts the text that it quotes, counted in code points.
fn check_evidence(value: &serde_json::Value, record: &serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            if let (Some(start), Some(end)) = (fields.get("start"), fields.get("end")) {
                let reports = record["reports"].as_array().unwrap();
                let report = reports.iter().find(|report| report["id"] == fields["report"]).unwrap();
                let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
                let cut: String = report["text"].as_str().unwrap().chars().skip(start).take(end - start).collect();
                assert!(end > start && cut == fields["text"].as_str().unwrap());
            }
            fields.values().for_each(|field| check_evidence(field, record));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| check_evidence(item, record)),
        _ => {}
    }
}

pub(super) fn json(record: &Record) -> String {
    let mut out = Vec::new();
    record.write_json(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}
