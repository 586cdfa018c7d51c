//! An export takes no more memory than the record itself: what is written is not held. And where the record is made as it is
//! gone through, it takes some hundred bytes for each statement, and one reading at a time.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use rapporteur_record::{
    Act, Actor, ActorId, ActorKind, AtLeastOne, CueKind, Entry, Event, EventActor, EventType, Evidence, Firmness, Mode,
    Reading, Readings, Record, ReportId, Section, Span, Stance, Statement, Stream, Term, TimeExpression,
    write_json_lines,
};
use rapporteur_report::Report;
use rapporteur_views::export::csv::CsvOptions;
use rapporteur_views::export::{csv, html, parquet};
use rapporteur_views::{write_plover, write_polecat};

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
}

impl Made {
    fn of(statements: usize) -> Self {
        Self { reports: (0..statements / EACH).map(|at| report(at, String::new())).collect() }
    }

    fn reading() -> Reading {
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
        Reading {
            actors: vec![norland(piece(0))],
            statements: (0..EACH).map(|at| told(piece(at), Mode::Indirect)).collect(),
            events: (0..EACH).map(event).collect(),
            ..Reading::default()
        }
    }
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
        (0..self.reports.len()).try_for_each(|at| with(ReportId(at as u32), &text, &mut Self::reading()))
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
    // Knows of every passage where it stands, and which statements rest on it.
    check("html", 48 * MIB, taken(|out| html::write_html(&record, out).unwrap()));
}

/// Ten times the statements take hardly more: what is written, a hundred times as much, is not held, nor is what it is made of.
fn of_one_that_is_not() {
    let check = |name: &str, each: usize, export: &dyn Fn(&Stream<Made>, &mut Nowhere)| {
        let taken = |statements| taken(|out| export(&Stream::of(Made::of(statements), Vec::new(), &[]).unwrap(), out));
        let ((few, _), (many, written)) = (taken(10_000), taken(100_000));
        let more = many.saturating_sub(few) / 90_000;
        eprintln!(
            "{name}: {more} bytes more for each statement, {} MiB in all for {} written",
            many / MIB,
            written / MIB
        );
        assert!(written > MIB, "{name}");
        assert!(more < each, "{name} takes {more} bytes more for each statement");
    };
    check("csv", 192, &|record, out| csv::write_statements(record, CsvOptions::default(), out).unwrap());
    check("parquet", 192, &|record, out| parquet::write_statements(record, out).unwrap());
    // Of each event as much as of each statement; and which statement an event is told in.
    check("jsonl", 384, &|record, out| write_json_lines(record, out).unwrap());
    check("plover", 512, &|record, out| write_plover(record, out).unwrap());
    check("polecat", 256, &|record, out| write_polecat(record, out).unwrap());
}
