//! An export takes no more memory than the record itself: what is written is not held.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use rapporteur_record::{
    Act, Actor, ActorId, ActorKind, AtLeastOne, CueKind, Entry, Evidence, Firmness, Mode, Record, ReportId, Span,
    Stance, Statement, Term, TimeExpression,
};
use rapporteur_report::Report;
use rapporteur_views::export::csv::CsvOptions;
use rapporteur_views::export::{csv, html, parquet};

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

/// So many statements, a hundred in each report.
fn record(statements: usize) -> Record {
    let sentence =
        "“We will not sign what was put before us,” the envoy of Norland said on Monday in the city of Oslo. ";
    let reports = (0..statements / 100).map(|at| Report {
        id: format!("r{at}"),
        text: sentence.repeat(100),
        ..Report::default()
    });
    let reports: Vec<Report> = reports.collect();
    let piece = |at: usize, start: usize, end: usize| Evidence {
        report: ReportId((at / 100) as u32),
        span: Span { start: (at % 100 * sentence.len() + start) as u32, end: (at % 100 * sentence.len() + end) as u32 },
    };
    let end = sentence.find('”').unwrap() + '”'.len_utf8();
    let told = |at: usize| Statement {
        speaker: Some(ActorId(0)),
        party: Some(ActorId(0)),
        authority: None,
        audience: None,
        cue_kind: CueKind::Speech,
        mode: Mode::Direct,
        act: Act::Reject,
        firmness: Firmness::Plain,
        about: vec![Term::Peace],
        stances: vec![(Term::Peace, Stance::Against)],
        leanings: vec![],
        answers: Vec::new(),
        source: vec![],
        cue: vec![],
        content: AtLeastOne::one(piece(at, 0, end)),
        said: TimeExpression::default(),
        within: None,
        confidence: None,
    };
    let statements = (0..statements).map(|at| Entry { id: format!("s{at}"), was: vec![], told: told(at) }).collect();
    let norland = Actor {
        name: "Norland".into(),
        kind: ActorKind::State,
        code: None,
        sector: None,
        party: Some(ActorId(0)),
        office: None,
        authority: None,
        aliases: vec![],
        mentions: AtLeastOne::one(piece(0, 0, end)),
        key: None,
    };
    let actors = vec![Entry { id: "norland".into(), was: vec![], told: norland }];
    Record { reports, actors, statements, ..Record::default() }
}

/// How much more than the record an export takes, and how much it writes.
fn taken(export: impl FnOnce(&mut Nowhere)) -> (usize, usize) {
    let mut nowhere = Nowhere(0);
    let before = NOW.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    export(&mut nowhere);
    (MOST.load(Ordering::Relaxed) - before, nowhere.0)
}

#[test]
fn a_hundred_thousand_statements_take_flat_memory() {
    const MIB: usize = 1 << 20;
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
