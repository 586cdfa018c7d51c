//! What finding events costs beside the parse: `cargo run --release -p rapporteur --example events_cost -- REPORT...`
//!
//! Each stage runs on one thread, over all reports, and the best of three runs counts.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use rapporteur_language::Pipeline;
use rapporteur_reading::{Cast, Context, contacts, events, statements};
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_report::{ReadOptions, read_inputs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let input = read_inputs(&paths, &ReadOptions::default());
    let reports: Vec<_> = input.into_readable().collect();
    let (pipeline, codebook, cues) = (Pipeline::english(), Codebook::builtin(), Cues::builtin());
    let mut best = [Duration::MAX; 3];
    let (mut tokens, mut found) = (0, 0);
    for _ in 0..3 {
        let mut took = [Duration::ZERO; 3];
        (tokens, found) = (0, 0);
        for report in &reports {
            let start = Instant::now();
            let doc = pipeline.read(&report.text);
            took[0] += start.elapsed();
            let context = Context::with_cast(&doc, report.published, codebook, cues, &Cast::default());
            let statements = statements::statements(&context, &context.attributed);
            let contacts = contacts::contacts(&context, &statements);
            took[1] += start.elapsed();
            let start = Instant::now();
            found += events::events(&context, &statements, &contacts).len();
            took[2] += start.elapsed();
            tokens += doc.len();
        }
        took[1] = took[1].saturating_sub(took[0]);
        best.iter_mut().zip(took).for_each(|(best, took)| *best = took.min(*best));
    }
    let [parse, before, events] = best.map(|time| 1000.0 * time.as_secs_f64());
    println!("{} reports, {tokens} tokens, {found} events", reports.len());
    println!("parse {parse:.0} ms; mentions, statements and contacts {before:.0} ms; events {events:.0} ms");
    println!("events cost {:.1} % of the parse", 100.0 * events / parse);
    Ok(())
}
