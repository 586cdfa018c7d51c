//! From named inputs to the record, for all commands that need one.

use std::io::IsTerminal;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use rapporteur_language::{Doc, Pipeline};
use rapporteur_reading::Cast;
use rapporteur_reading::mentions::Mentions;
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_record::{ReadReport, Record, ReprintOf, SetAside, UnsoundReading};
use rapporteur_report::{Input, ReadOptions, Report, Severity, parse_published, read_inputs, reprints};
use rayon::prelude::*;

use crate::exit::Done;

/// What to read, and how.
#[derive(clap::Args)]
// Flattened into each command's own options, whose group has clap's default name.
#[group(id = "input")]
pub(crate) struct Options {
    /// Reports: .txt, .md, .html, .jsonl, .json, RSS or Atom files, folders of them, - for standard input.
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<PathBuf>,
    /// Day of publication of reports that carry none.
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<Date>,
    /// A file of your own that extends the codebook (states, organisations, offices, terms…).
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
}

/// A day, as reports write it or in ISO 8601.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    parse_published(text).map_err(|error| error.to_string())
}

/// Reads the reports into one record. Problems are told on standard error.
pub(crate) fn of(options: &Options) -> anyhow::Result<(Record, Done)> {
    let codebook = codebook(options)?;
    let read = ReadOptions { published: options.published, ..ReadOptions::default() };
    let input = read_inputs(&options.reports, &read);
    let mut done = Done::Whole;
    for problem in &input.problems {
        eprintln!("{problem}");
        if problem.kind.severity() == Severity::Error {
            done = Done::WithProblems;
        }
    }
    let mut set_aside: Vec<SetAside> = input
        .set_aside
        .iter()
        .map(|one| SetAside { report: input.reports[one.report].id.clone(), reason: one.reason.to_string() })
        .collect();
    let mut read = Vec::new();
    for reading in readings(&input, &codebook) {
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
    let record = Record::merge(read, set_aside, &reprints_of(&input))?;
    Ok((record, done))
}

fn codebook(options: &Options) -> anyhow::Result<std::borrow::Cow<'static, Codebook>> {
    let Some(path) = &options.codebook else { return Ok(std::borrow::Cow::Borrowed(Codebook::builtin())) };
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| anyhow::anyhow!("--codebook {name}: {error}"))?;
    Ok(std::borrow::Cow::Owned(Codebook::builtin().extended_with(&name, &text)?))
}

/// Parses and reads all readable reports, in parallel; the order stays.
fn readings(input: &Input, codebook: &Codebook) -> Vec<Result<ReadReport, UnsoundReading>> {
    let reports: Vec<&Report> = input.readable().collect();
    let bar = progress(reports.len() as u64);
    let (pipeline, cues) = (Pipeline::english(), Cues::builtin());
    let docs: Vec<Doc> = reports.par_iter().map(|report| pipeline.read(&report.text)).collect();
    // Who somebody is may be told by another report: the cast of all comes before the reading of each.
    let mut cast = Cast::default();
    let mentions = |(report, doc): (&&Report, &Doc)| Mentions::of(doc, codebook, report.published).into_told();
    let told: Vec<_> = reports.par_iter().zip(&docs).map(mentions).collect();
    told.iter().for_each(|told| cast.add(told));
    let readings = reports.par_iter().zip(&docs).map(|(&report, doc)| {
        let reading = rapporteur_reading::read_with_cast(report, doc, codebook, cues, &cast);
        bar.inc(1);
        ReadReport::new(report.clone(), reading)
    });
    let readings = readings.collect();
    bar.finish_and_clear();
    readings
}

/// A bar on a terminal, for more reports than are read in a moment.
fn progress(reports: u64) -> ProgressBar {
    if reports < 50 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("reading {bar:30} {pos}/{len} reports, {per_sec}, {eta} left");
    ProgressBar::new(reports).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn reprints_of(input: &Input) -> Vec<ReprintOf> {
    let id = |at: usize| input.reports[at].id.clone();
    reprints(&input.reports).iter().map(|found| ReprintOf { report: id(found.report), of: id(found.of) }).collect()
}
