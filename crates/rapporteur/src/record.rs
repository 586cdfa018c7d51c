//! From named inputs to the record, for all commands that need one.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use rapporteur_language::Pipeline;
use rapporteur_record::codebook::Codebook;
use rapporteur_record::{Record, ReprintOf, SetAside};
use rapporteur_report::{Input, ReadOptions, SetAsideReport, Severity, parse_published, read_inputs, reprints};

use rapporteur_ledger::is_database;

use crate::exit::Done;
use crate::parsed::Parsed;

/// What to read, and how.
#[derive(clap::Args)]
// Flattened into each command's own options, whose group has clap's default name.
#[group(id = "input")]
pub(crate) struct Options {
    /// A ledger; or reports: .txt, .md, .html, .jsonl, .json, RSS, Atom, WARC or Parquet files, folders of them, - for standard input.
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<PathBuf>,
    /// Day of publication of reports that carry none.
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<Date>,
    /// A file of your own that extends the codebook (states, organisations, offices, terms…).
    #[arg(long, value_name = "FILE")]
    pub(crate) codebook: Option<PathBuf>,
    /// Of a ledger only this negotiation, by its number or a part of its name in `rapporteur negotiations`.
    #[arg(long, value_name = "NAME")]
    negotiation: Option<String>,
}

impl Options {
    /// Whether this file is one of those that are read.
    pub(crate) fn names(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        self.reports.iter().any(|report| report.canonicalize().is_ok_and(|report| report == path))
    }

    /// The ledger that is named in the place of reports, if one is.
    pub(crate) fn ledger(&self) -> Option<&Path> {
        crate::ledger::named(&self.reports)
    }

    /// The one negotiation that is wanted.
    pub(crate) fn negotiation(&self) -> Option<&str> {
        self.negotiation.as_deref()
    }
}

/// A day, as reports write it or in ISO 8601.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    parse_published(text).map_err(|error| error.to_string())
}

/// Reads the reports into one record. Problems are told on standard error.
pub(crate) fn of(options: &Options) -> anyhow::Result<(Record, Done)> {
    if let Some(file) = crate::ledger::named(&options.reports) {
        return match &options.negotiation {
            Some(wanted) => Ok((crate::ledger::study::restricted(file, wanted)?, Done::Whole)),
            None => crate::ledger::record(file),
        };
    }
    if let Some(database) = options.reports.iter().find(|path| is_database(path)) {
        // Neither reports nor, if it is alone, a ledger of ours: opening it says which.
        crate::ledger::record(database)?;
        anyhow::bail!("{}: is a ledger, and stands among reports; name it alone", database.display());
    }
    // The model loads beside the codebook; each is needed.
    std::thread::spawn(Pipeline::english);
    let codebook = codebook(options.codebook.as_deref())?;
    let input = input(options);
    let mut done = tell_problems(&input);
    let mut set_aside = set_aside(&input);
    let reprints = reprints_of(&input);
    let bar = progress(input.readable().count() as u64);
    let mut read = Vec::new();
    for reading in Parsed::of(input, &codebook, &bar).readings(&codebook, &bar) {
        match reading {
            Ok(reading) => read.push(reading),
            // A mistake of this program's, never of the report's; the others are read all the same.
            Err(unsound) => {
                eprintln!("error: {unsound}; the report is set aside, please send it to the authors");
                set_aside.push(SetAside { report: unsound.report.clone(), reason: unsound.to_string() });
                done = Done::WithProblems;
            }
        }
    }
    bar.finish_and_clear();
    Ok((Record::merge(read, set_aside, &reprints)?, done))
}

/// Opens all reports that are named.
pub(crate) fn input(options: &Options) -> Input {
    read_inputs(&options.reports, &ReadOptions { published: options.published, ..ReadOptions::default() })
}

/// The codebook that comes with the program, extended by a file of the user's.
pub(crate) fn codebook(own: Option<&Path>) -> anyhow::Result<Cow<'static, Codebook>> {
    let Some(path) = own else { return Ok(Cow::Borrowed(Codebook::builtin())) };
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| anyhow::anyhow!("--codebook {name}: {error}"))?;
    Ok(Cow::Owned(Codebook::builtin().extended_with(&name, &text)?))
}

/// Says on standard error what was wrong with the input.
pub(crate) fn tell_problems(input: &Input) -> Done {
    let mut helped = HashSet::new();
    for problem in &input.problems {
        eprintln!("{problem}");
        // A thousand lines with one mistake need one mend.
        if let Some(help) = problem.kind.help().filter(|help| helped.insert(*help)) {
            eprintln!("  help: {help}");
        }
    }
    let failed = input.problems.iter().any(|problem| problem.kind.severity() == Severity::Error);
    if failed { Done::WithProblems } else { Done::Whole }
}

fn set_aside(input: &Input) -> Vec<SetAside> {
    let told = |one: &SetAsideReport| SetAside {
        report: input.reports.get(one.report).map_or_else(|| one.path.clone(), |report| report.id.clone()),
        reason: one.reason.to_string(),
    };
    input.set_aside.iter().map(told).collect()
}

/// A bar on a terminal, for more reports than are read in a moment.
fn progress(reports: u64) -> ProgressBar {
    if reports < 50 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    // Each report is counted when it is parsed and when it is read.
    let style = ProgressStyle::with_template("reading {bar:30} {percent} % of {msg} reports, {eta} left");
    let bar = ProgressBar::new(2 * reports).with_message(reports.to_string());
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn reprints_of(input: &Input) -> Vec<ReprintOf> {
    let id = |at: usize| input.reports[at].id.clone();
    reprints(&input.reports).iter().map(|found| ReprintOf { report: id(found.report), of: id(found.of) }).collect()
}
