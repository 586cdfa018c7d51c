//! `rapporteur add`: reports into a ledger.

use std::io::Write;
use std::path::PathBuf;

use jiff::civil::Date;
use rapporteur_ledger::{Added, Ledger};
use rapporteur_report::{OneByOne, Problem, ReadOptions, Severity, input_files};

use super::at_hand;
use super::progress::Progress;
use crate::exit::Done;
use crate::record;

/// Add reports to a ledger; only those that it does not have are read. Ctrl-C stops cleanly, and the same command goes on
/// where it was stopped.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    /// Reports: .txt, .md, .html, .jsonl, .json, RSS, Atom, WARC or Parquet files, folders of them, - for standard input.
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<PathBuf>,
    /// Day of publication of reports that carry none.
    #[arg(long, value_name = "DATE", value_parser = record::date)]
    published: Option<Date>,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let mut ledger = Ledger::open_to_write(&options.file)?;
    let reader = ledger.reader()?;
    let (files, problems) = input_files(&options.reports);
    let progress = Progress::over(&files);
    progress.stop_on_interrupt()?;
    problems.iter().for_each(|problem| tell(&progress, problem));
    let read = ReadOptions { published: options.published, ..ReadOptions::default() };
    let found = files.iter().flat_map(|file| {
        let (mut reports, mut before) = (OneByOne::of(file, &read), 0);
        let progress = &progress;
        std::iter::from_fn(move || {
            loop {
                let next = reports.next();
                let position = reports.position();
                progress.passed(position.saturating_sub(std::mem::replace(&mut before, position)), next.is_none());
                match next? {
                    Ok(found) => return Some(found),
                    Err(problem) => tell(progress, &problem),
                }
            }
        })
    });
    let added = ledger.add(found, &reader, &progress)?;
    drop(ledger);
    if !added.stopped {
        // What can't be made now is made when it is asked for, and what went wrong is told then.
        drop(at_hand::make(&options.file));
    }
    progress.finish();
    say(&added, &mut std::io::stdout().lock())?;
    let whole = !added.stopped && progress.failures() == 0;
    Ok(if whole { Done::Whole } else { Done::WithProblems })
}

fn tell(progress: &Progress, problem: &Problem) {
    progress.tell(&problem.to_string(), problem.kind.help(), problem.kind.severity() == Severity::Error);
}

fn say(added: &Added, out: &mut impl Write) -> std::io::Result<()> {
    let Added { new, known, set_aside, read_again, stopped, waiting, .. } = added;
    write!(out, "{new} reports added")?;
    for (count, what) in [
        (set_aside, "of them set aside"),
        (known, "were there already"),
        (read_again, "read again, since others tell more of the persons in them"),
        (waiting, "parsed and waiting to be read"),
    ] {
        if *count > 0 {
            write!(out, ", {count} {what}")?;
        }
    }
    writeln!(out, "{}", if *stopped { "; stopped before the end, the same command goes on" } else { "" })
}
