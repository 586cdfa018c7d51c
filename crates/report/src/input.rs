//! Files, folders and standard input into reports, with every problem by its place.

use std::path::Path;

use jiff::civil::Date;

use crate::form::by_ending;
use crate::identity::{Found, settle};
use crate::one_by_one::OneByOne;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::report::Report;
use crate::set_aside::SetAside;
use crate::walk;

/// How to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// The day of publication of reports that carry none.
    pub published: Option<Date>,
    /// Codes of the languages that models are loaded for; a report in another one is set aside.
    pub languages: Vec<String>,
}

impl Default for ReadOptions {
    /// No day, English.
    fn default() -> Self {
        Self { published: None, languages: vec!["en".to_owned()] }
    }
}

/// What was read. The same inputs give the same, in whatever order they are named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// By day of publication, then id; the undated last. No id comes twice. Those set aside are among them.
    pub reports: Vec<Report>,
    /// Those that can't be read, in the order of `reports`.
    pub set_aside: Vec<SetAsideReport>,
    /// What was wrong, by path and line.
    pub problems: Vec<Problem>,
}

impl Input {
    /// The reports that were not set aside.
    pub fn readable(&self) -> impl Iterator<Item = &Report> {
        let is_aside = |at: usize| self.set_aside.binary_search_by_key(&at, |one| one.report).is_ok();
        self.reports.iter().enumerate().filter(move |(at, _)| !is_aside(*at)).map(|(_, report)| report)
    }

    /// The same, all else given up.
    pub fn into_readable(self) -> impl Iterator<Item = Report> {
        let Self { reports, set_aside, .. } = self;
        let is_aside = move |at: usize| set_aside.binary_search_by_key(&at, |one| one.report).is_ok();
        reports.into_iter().enumerate().filter(move |(at, _)| !is_aside(*at)).map(|(_, report)| report)
    }
}

/// A report that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAsideReport {
    /// Index in [`Input::reports`].
    pub report: usize,
    /// Where it was found.
    pub path: String,
    /// Its line, record or row, in a file of many reports.
    pub line: Option<usize>,
    /// Why.
    pub reason: SetAside,
}

/// Reads files, folders (walked in sorted order, hidden entries passed over) and, for the path `-`, standard input.
pub fn read_inputs<P: AsRef<Path>>(paths: &[P], options: &ReadOptions) -> Input {
    let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for path in walk::files(&paths, &mut problems) {
        for one in OneByOne::of(&path, options) {
            match one {
                Ok(report) => found.push(report),
                Err(problem) => problems.push(problem),
            }
        }
    }
    finish(found, problems)
}

/// One id for one text, over reports that were found one by one; by day of publication, then id, the undated last.
pub fn settled(found: Vec<Found>) -> Vec<Found> {
    settle(found, &mut Vec::new())
}

/// Reads the bytes of one file. `name` is its path, whose ending tells the form and which problems name.
pub fn read_bytes(name: &str, bytes: &[u8], options: &ReadOptions) -> Input {
    let mut reader = Reader::new(options);
    reader.bytes(name, by_ending(Path::new(name)), bytes);
    let (found, problems) = reader.into_parts();
    finish(found, problems)
}

fn finish(found: Vec<Found>, mut problems: Vec<Problem>) -> Input {
    let settled = settle(found, &mut problems);
    problems.sort();
    let mut input = Input { problems, ..Input::default() };
    for (report, found) in settled.into_iter().enumerate() {
        if let Some(reason) = found.set_aside {
            input.set_aside.push(SetAsideReport { report, path: found.path, line: found.line, reason });
        }
        input.reports.push(found.report);
    }
    input
}
