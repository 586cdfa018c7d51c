//! An export takes no more memory than the record itself: what is written is not held. And where the record is made as it is
//! gone through, it takes what is set aside for that, however many statements there are, and one reading at a time.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use rapporteur_record::{
    Act, Actor, ActorId, ActorKind, AtLeastOne, CueKind, Entry, Event, EventActor, EventType, Evidence, Firmness, Mode,
    Position, Reading, Readings, Record, ReportId, Section, Span, Stance, Standing, Statement, StatementId, Stream,
    Term, TimeExpression, write_json_lines,
};
use rapporteur_report::Report;
use rapporteur_views::export::csv::CsvOptions;
use rapporteur_views::export::networks::{
    Flavour, Level, NetworkKind, NetworkOptions, Relation, network as network_of,
};
use rapporteur_views::export::{csv, html, parquet};
use rapporteur_views::{BriefOptions, write_markdown, write_plover, write_polecat};

/// Counts the bytes that are taken.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: all is handed on to the system's allocator as it came; the counting touches no memory of it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        MOST.fetch_max(NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps to the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps to the contract of `dealloc`.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Counts what is written and forgets it.
struct Nowhere(usize);

impl Write for &mut Nowhere {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const SENTENCE: &str =
    "“We will not sign what was put before us,” the envoy of Norland said on Monday in the city of Oslo. ";

/// How many statements, and events, a report tells.
const EACH: usize = 100;

fn report(at: usize, text: String) -> Report {
    Report { id: format!("r{at:06}"), text, ..Report::default() }
}

/// The quotation of a sentence of a report.
fn piece(sentence: usize) -> Span {
    let end = SENTENCE.find('”').unwrap() + '”'.len_utf8();
    Span { start: (sentence * SENTENCE.len()) as u32, end: (sentence * SENTENCE.len() + end) as u32 }
}

fn told<E>(content: E, mode: Mode) -> Statement<E> {
    Statement {
        speaker: Some(ActorId(0)),
        party: Some(ActorId(0)),
        authority: None,
        audience: None,
        cue_kind: CueKind::Speech,
        mode,
        act: Act::Reject,
        firmness: Firmness::Plain,
        about: vec![Term::Peace],
        stances: vec![(Term::Peace, Stance::Against)],
        leanings: vec![],
        answers: Vec::new(),
        source: vec![],
        cue: vec![],
        content: AtLeastOne::one(content),
        said: TimeExpression::default(),
        within: None,
        confidence: None,
    }
}

fn norland<E>(mention: E) -> Actor<E> {
    Actor {
        name: "Norland".into(),
        kind: ActorKind::State,
        code: None,
        sector: None,
        party: Some(ActorId(0)),
        office: None,
        authority: None,
        aliases: vec![],
        mentions: AtLeastOne::one(mention),
        key: Some("norland".into()),
    }
}

/// So many statements, a hundred in each report.
fn record(statements: usize) -> Record {
    let reports = (0..statements / EACH).map(|at| report(at, SENTENCE.repeat(EACH))).collect();
    let evidence = |at: usize| Evidence { report: ReportId((at / EACH) as u32), span: piece(at % EACH) };
    let entry = |at: usize| Entry { id: format!("s{at}"), was: vec![], told: told(evidence(at), Mode::Direct) };
    let statements = (0..statements).map(entry).collect();
    let actors = vec![Entry { id: "norland".into(), was: vec![], told: norland(evidence(0)) }];
    Record { reports, actors, statements, ..Record::default() }
}

/// Readings that are made when they are asked for, each dropped before the next.
struct Made {
    reports: Vec<Report>,
    archive: Archive,
}

/// What the reports tell of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Archive {
    /// The same state, which speaks, and nothing else.
    Statements,
    /// As in real ones each brings persons of whom nobody told before, sources without a name, and positions.
    NewActors,
}

/// How many persons a report tells of that no other does, and how many sources without a name.
const NEW: usize = 10;

impl Made {
    fn of(archive: Archive, statements: usize) -> Self {
        Self { reports: (0..statements / EACH).map(|at| report(at, String::new())).collect(), archive }
    }

    fn reading(&self, report: usize) -> Reading {
        let event = |at: usize| Event {
            event_type: EventType::Reject,
            modes: vec![],
            aux: None,
            contexts: vec![],
            cameo: None,
            source: vec![EventActor { actor: Some(ActorId(0)), country: Some("NOR".into()), sectors: vec![] }],
            target: vec![],
            when: TimeExpression::default(),
            place: None,
            evidence: AtLeastOne::one(piece(at)),
        };
        let reading = Reading {
            actors: vec![norland(piece(0))],
            statements: (0..EACH).map(|at| told(piece(at), Mode::Indirect)).collect(),
            events: (0..EACH).map(event).collect(),
            ..Reading::default()
        };
        match self.archive {
            Archive::Statements => reading,
            Archive::NewActors => with_new_actors(reading, report),
        }
    }
}

/// The reading with actors of whom no other report tells, who speak and take stances.
fn with_new_actors(mut reading: Reading, report: usize) -> Reading {
    let person = |at: usize| Actor {
        name: format!("Ada{at} Brandt{report}"),
        kind: ActorKind::Person,
        office: Some("envoy".into()),
        key: None,
        ..norland(piece(at))
    };
    let source =
        |at: usize| Actor { name: "an official".into(), kind: ActorKind::Unnamed, key: None, ..norland(piece(at)) };
    reading.actors.extend((0..NEW).map(person).chain((0..NEW).map(source)));
    for (at, statement) in reading.statements.iter_mut().enumerate() {
        statement.speaker = Some(ActorId((1 + at % (2 * NEW)) as u32));
    }
    let position = |at: usize| Position {
        party: ActorId(0),
        term: Term::Peace,
        wording: None,
        stance: Stance::Against,
        standing: Standing::Declared,
        weight: 1,
        by: Some(ActorId(1 + at as u32)),
        since: TimeExpression::default(),
        statements: vec![StatementId(at as u32)],
        evidence: AtLeastOne::one(piece(at)),
    };
    reading.positions = (0..2 * NEW).map(position).collect();
    reading
}

impl Readings for Made {
    fn reports(&self) -> &[Report] {
        &self.reports
    }

    fn each(
        &self,
        _: &[Section],
        with: &mut dyn FnMut(ReportId, &str, &mut Reading) -> io::Result<()>,
    ) -> io::Result<()> {
        let text = SENTENCE.repeat(EACH);
        (0..self.reports.len()).try_for_each(|at| with(ReportId(at as u32), &text, &mut self.reading(at)))
    }

    fn text(&self, _: ReportId) -> io::Result<String> {
        Ok(SENTENCE.repeat(EACH))
    }

    fn into_reports(self) -> io::Result<Vec<Report>> {
        Ok(self.reports)
    }
}

/// How much more than the record an export takes, and how much it writes.
fn taken(export: impl FnOnce(&mut Nowhere)) -> (usize, usize) {
    let mut nowhere = Nowhere(0);
    let before = NOW.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    export(&mut nowhere);
    (MOST.load(Ordering::Relaxed) - before, nowhere.0)
}

const MIB: usize = 1 << 20;

/// One after the other: what one takes must not count as another's.
#[test]
fn exports_take_flat_memory() {
    of_a_record_that_is_held();
    of_one_that_is_not();
}

fn of_a_record_that_is_held() {
    let record = record(100_000);
    let check = |name: &str, most: usize, (taken, written): (usize, usize)| {
        eprintln!("{name}: {} KiB taken for {} MiB written", taken / 1024, written / MIB);
        assert!(written > MIB, "{name}");
        assert!(taken < most, "{name} takes {} MiB", taken / MIB);
    };
    // Of each text notes are taken where characters begin: a sixty-fourth of it.
    check("json", 4 * MIB, taken(|out| record.write_json(out).unwrap()));
    check("jsonl", 4 * MIB, taken(|out| record.write_json_lines(out).unwrap()));
    check("csv", 4 * MIB, taken(|out| csv::write_statements(&record, CsvOptions::default(), out).unwrap()));
    check("parquet", 24 * MIB, taken(|out| parquet::write_statements(&record, out).unwrap()));
}

/// Two hundred thousand statements take the memory that is set aside for what grows with them, and little more: what is written is
/// not held, nor is what it is made of.
fn of_one_that_is_not() {
    let network =
        |kind| NetworkOptions { kind, level: Level::Person, relation: Relation::Ignore, ..Default::default() };
    let check = |archive: Archive, name: &str, most: usize, export: &dyn Fn(&Stream<Made>, &mut Nowhere)| {
        let made = |statements| Stream::of(Made::of(archive, statements), Vec::new(), &[]).unwrap();
        let taken = |statements| taken(|out| export(&made(statements), out));
        let ((few, _), (many, written)) = (taken(100_000), taken(200_000));
        let more = many.saturating_sub(few) / 100_000;
        eprintln!("{name}: {more} bytes more for each statement, {} KiB in all for {written} written", many / 1024);
        assert!(written > MIB, "{name}");
        assert!(many < most, "{name} takes {} KiB", many / 1024);
    };
    let both = |name: &str, [few, new]: [usize; 2], export: &dyn Fn(&Stream<Made>, &mut Nowhere)| {
        check(Archive::Statements, name, few * MIB, export);
        check(Archive::NewActors, &format!("{name}, new actors"), new * MIB, export);
    };
    both("csv", [7, 7], &|record, out| csv::write_statements(record, CsvOptions::default(), out).unwrap());
    both("parquet", [16, 16], &|record, out| parquet::write_statements(record, out).unwrap());
    // One position that forty thousand passages tell: an entry is in memory while it is written.
    both("jsonl", [7, 24], &|record, out| write_json_lines(record, out).unwrap());
    both("plover", [9, 9], &|record, out| write_plover(record, out).unwrap());
    both("polecat", [9, 9], &|record, out| write_polecat(record, out).unwrap());
    // Entries are looked at several times, and lie in a file meanwhile. Forty thousand persons speak for one party, and each is known
    // by how often.
    let with_evidence = BriefOptions { evidence: true, ..BriefOptions::default() };
    check(Archive::NewActors, "markdown", 24 * MIB, &|record, out| {
        write_markdown(record, &with_evidence, out).unwrap()
    });
    check(Archive::NewActors, "html", 32 * MIB, &|record, out| html::write_html(record, out).unwrap());
    // Forty thousand nodes: a network holds these, and how often each is for and against what.
    check(Archive::NewActors, "graphml", 26 * MIB, &|record, out| {
        network_of(record, &network(NetworkKind::ActorTerm)).unwrap().write_graphml(Flavour::Plain, out).unwrap();
    });
}
