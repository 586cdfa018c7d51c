//! Records for the tests of exports, written by hand.

use jiff::civil::{Date, date};
use rapporteur_record::*;
use rapporteur_report::Report;

pub(crate) fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span { start: start as u32, end: (start + words.len()) as u32 }
}

pub(crate) fn actor(text: &str, name: &str, kind: ActorKind, party: Option<u32>) -> Actor {
    Actor {
        name: name.into(),
        kind,
        code: None,
        sector: None,
        party: party.map(ActorId),
        office: (kind == ActorKind::Person).then(|| "envoy".into()),
        authority: (kind == ActorKind::Person).then_some(Authority::Negotiator),
        aliases: vec![],
        mentions: AtLeastOne::one(span(text, name)),
        key: None,
    }
}

pub(crate) fn statement(text: &str, speaker: u32, party: u32, content: &[&str]) -> Statement {
    Statement {
        speaker: Some(ActorId(speaker)),
        party: Some(ActorId(party)),
        authority: Some(Authority::Negotiator),
        audience: None,
        cue_kind: CueKind::Speech,
        mode: Mode::Direct,
        act: Act::Reject,
        firmness: Firmness::Categorical,
        about: vec![Term::Ceasefire, Term::Peace],
        stances: vec![(Term::Ceasefire, Stance::Against)],
        leanings: vec![],
        answers: Vec::new(),
        source: vec![],
        cue: vec![span(text, "said")],
        content: AtLeastOne::from_vec(content.iter().map(|words| span(text, words)).collect()).unwrap(),
        said: on(date(2024, 5, 1)),
        within: None,
        confidence: Some(0.5),
    }
}

pub(crate) fn on(day: Date) -> TimeExpression {
    TimeExpression { period: Period::day(day), text: None }
}

pub(crate) fn read(text: &str, reading: Reading) -> Record {
    let report = Report {
        id: "r1".into(),
        title: Some("Envoys meet".into()),
        outlet: Some("Coast, Post".into()),
        published: Some(date(2024, 5, 2)),
        text: text.into(),
        ..Report::default()
    };
    let aside = vec![SetAside { report: "r9".into(), reason: "empty".into() }];
    Record::merge(vec![ReadReport::new(report, reading).unwrap()], aside, &[]).unwrap()
}

/// One statement by Ana Ortiz.
pub(crate) fn said(text: &str, content: &[&str]) -> Record {
    let ana = Actor { party: None, ..actor(text, "Ana Ortiz", ActorKind::Person, None) };
    let statement = Statement { party: None, ..statement(text, 0, 0, content) };
    read(text, Reading { actors: vec![ana], statements: vec![statement], ..Reading::default() })
}

pub(crate) const TEXT: &str = "Norland’s envoy Ana Ortiz met Southmark in Oslo 🚢 on Monday.\r\n\r\nOrtiz said: “No truce.” \
Southmark said it would accept the truce plan, and accused Norland of lies.\n";

/// A record with something in every section.
pub(crate) fn record() -> Record {
    let text = TEXT;
    let actors = vec![
        actor(text, "Norland", ActorKind::State, Some(0)),
        actor(text, "Southmark", ActorKind::State, Some(1)),
        actor(text, "Ana Ortiz", ActorKind::Person, Some(0)),
    ];
    let against = statement(text, 2, 0, &["“No truce.”"]);
    let accepts = Statement {
        act: Act::Accept,
        authority: Some(Authority::Party),
        stances: vec![(Term::Ceasefire, Stance::For), (Term::Peace, Stance::Open)],
        ..statement(text, 1, 1, &["it would accept the truce plan"])
    };
    let answer = Response {
        party: ActorId(1),
        response: ResponseValue::Accepted,
        by: None,
        authority: None,
        standing: Standing::Declared,
        when: TimeExpression::default(),
        conditions: vec!["if lies end".into()],
        evidence: AtLeastOne::one(span(text, "accept")),
    };
    let proposal = Proposal {
        name: "the truce plan".into(),
        terms: vec![Term::Ceasefire],
        tabled_by: vec![ActorId(0)],
        tabled: TimeExpression::default(),
        responses: vec![answer],
        evidence: AtLeastOne::one(span(text, "the truce plan")),
    };
    let position = Position {
        party: ActorId(0),
        term: Term::Ceasefire,
        wording: Some("No truce".into()),
        stance: Stance::Against,
        standing: Standing::Declared,
        weight: rapporteur_record::LEAST_SHOWN,
        by: Some(ActorId(2)),
        since: on(date(2024, 5, 1)),
        statements: vec![StatementId(0)],
        evidence: AtLeastOne::one(span(text, "No truce")),
    };
    let contact = Contact {
        kind: ContactKind::Meeting,
        participants: vec![ActorId(2), ActorId(1)],
        parties: vec![ActorId(0), ActorId(1)],
        place: Some("Oslo".into()),
        when: TimeExpression { period: Period::day(date(2024, 4, 29)), text: Some(span(text, "on Monday")) },
        status: ContactStatus::Held,
        about: vec![Term::Ceasefire],
        evidence: AtLeastOne::one(span(text, "met Southmark in Oslo")),
    };
    let dispute = Dispute {
        kind: DisputeKind::Denial,
        parties: vec![ActorId(0), ActorId(1)],
        about: Some("lies".into()),
        statements: vec![StatementId(0), StatementId(1)],
        evidence: AtLeastOne::one(span(text, "accused Norland of lies")),
    };
    let who = |actor: u32, country: &str| EventActor {
        actor: Some(ActorId(actor)),
        country: Some(country.into()),
        sectors: vec!["GOV".into()],
    };
    let event = Event {
        event_type: EventType::Accuse,
        modes: vec!["allege".into()],
        aux: Some(EventAux::Historical),
        contexts: vec!["diplomatic".into()],
        cameo: Some("11".into()),
        source: vec![who(1, "SOU")],
        target: vec![who(0, "NOR")],
        when: TimeExpression::default(),
        place: None,
        evidence: AtLeastOne::one(span(text, "accused Norland of lies")),
    };
    let reading = Reading {
        actors,
        statements: vec![against, accepts],
        proposals: vec![proposal],
        positions: vec![position],
        contacts: vec![contact],
        disputes: vec![dispute],
        events: vec![event],
        ..Reading::default()
    };
    read(text, reading)
}

/// DNA's own sample, which comes with its source: named by `RAPPORTEUR_DNA_SAMPLE`, or in a folder `shared/dna` beside the
/// project. Says so where it is not there.
pub(crate) fn dna_sample() -> Option<std::path::PathBuf> {
    let named = std::env::var_os("RAPPORTEUR_DNA_SAMPLE").map(std::path::PathBuf::from);
    let beside = || {
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
        here.map(|folder| folder.join("shared/dna/sample.dna")).find(|file| file.is_file())
    };
    let found = named.or_else(beside);
    if found.is_none() {
        eprintln!("skipped: DNA's sample.dna is not here; name it in RAPPORTEUR_DNA_SAMPLE");
    }
    found
}
