//! Files, folders and standard input into reports, with every problem by its place.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use jiff::civil::Date;

use crate::encoding::{Decoded, declared_label, decode};
use crate::form::{Form, by_content, by_ending, refused_by_content};
use crate::header::split_header;
use crate::identity::{Found, digest, made_id, settle};
use crate::problem::{Problem, ProblemKind};
use crate::report::Report;
use crate::set_aside::{SetAside, why_unreadable};
use crate::{feed, json, page, walk};

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
    /// Its line, in a file that has one report a line.
    pub line: Option<usize>,
    /// Why.
    pub reason: SetAside,
}

/// Reads files, folders (walked in sorted order, hidden entries passed over) and, for the path `-`, standard input.
pub fn read_inputs<P: AsRef<Path>>(paths: &[P], options: &ReadOptions) -> Input {
    let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
    let mut reader = Reader::new(options);
    for path in walk::files(&paths, &mut reader.problems) {
        reader.file(&path);
    }
    reader.finish()
}

/// Reads one file by itself, for whoever goes through many and keeps none in memory: its reports with the ids that they
/// were given, and its problems. [`settled`] makes of the reports of many files what [`read_inputs`] would give.
pub fn read_file(path: &Path, options: &ReadOptions) -> (Vec<Found>, Vec<Problem>) {
    let mut reader = Reader::new(options);
    reader.file(path);
    (reader.found, reader.problems)
}

/// One id for one text, over reports that were found one by one; by day of publication, then id, the undated last.
pub fn settled(found: Vec<Found>) -> Vec<Found> {
    settle(found, &mut Vec::new())
}

/// Reads the bytes of one file. `name` is its path, whose ending tells the form and which problems name.
pub fn read_bytes(name: &str, bytes: &[u8], options: &ReadOptions) -> Input {
    let mut reader = Reader::new(options);
    reader.bytes(name, by_ending(Path::new(name)), bytes);
    reader.finish()
}

/// Gathers reports and problems over all inputs.
struct Reader<'o> {
    options: &'o ReadOptions,
    found: Vec<Found>,
    problems: Vec<Problem>,
}

impl<'o> Reader<'o> {
    fn new(options: &'o ReadOptions) -> Self {
        Self { options, found: Vec::new(), problems: Vec::new() }
    }

    fn file(&mut self, path: &Path) {
        let ending = by_ending(path);
        if path.as_os_str() == "-" {
            return self.standard_input();
        }
        // A refused form may be huge: it isn't even opened.
        if let Some(Err(form)) = ending {
            return self.problem(&path.display().to_string(), None, ProblemKind::Refused { form });
        }
        match fs::read(path) {
            Ok(bytes) => self.bytes(&path.display().to_string(), ending, &bytes),
            Err(error) => self.problems.push(walk::unopened(path, &error)),
        }
    }

    fn standard_input(&mut self) {
        let mut bytes = Vec::new();
        match io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => self.bytes("standard input", None, &bytes),
            Err(error) => self.problems.push(walk::unopened(Path::new("standard input"), &error)),
        }
    }

    fn bytes(&mut self, path: &str, ending: Option<Result<Form, crate::Refused>>, bytes: &[u8]) {
        let refused = ending.and_then(Result::err).or_else(|| refused_by_content(bytes));
        if let Some(form) = refused {
            return self.problem(path, None, ProblemKind::Refused { form });
        }
        let form = ending.and_then(Result::ok);
        let markup = matches!(form, None | Some(Form::Page | Form::Feed));
        let declared = if markup { declared_label(bytes) } else { None };
        match decode(bytes, declared.as_deref()) {
            Ok(decoded) => self.decoded(path, form, decoded),
            Err(looks) => self.binary(path, bytes, looks),
        }
    }

    fn decoded(&mut self, path: &str, form: Option<Form>, decoded: Decoded) {
        let form = match form {
            // Many pages are saved as .xml, and many objects, one a line, as .json.
            None | Some(Form::Feed | Form::Json) => match (form, by_content(&decoded.text)) {
                (Some(Form::Json), Form::JsonLines) => Form::JsonLines,
                (Some(Form::Feed), Form::Page) => Form::Page,
                (Some(form), _) | (None, form) => form,
            },
            Some(form) => form,
        };
        if decoded.replaced > 0 && form != Form::JsonLines {
            let kind = ProblemKind::Replaced { count: decoded.replaced, encoding: decoded.encoding.name() };
            self.problem(path, None, kind);
        }
        match form {
            Form::Text => self.text(path, &decoded.text),
            Form::Page => match page::report_of(&decoded.text) {
                Some(report) => self.report(path, None, report),
                None => self.problem(path, None, ProblemKind::NoArticle),
            },
            Form::JsonLines => self.lines(path, &decoded),
            Form::Json => self.json(path, &decoded.text),
            Form::Feed => match feed::reports_of(&decoded.text) {
                Ok(reports) => reports.into_iter().for_each(|report| self.report(path, None, report)),
                Err(kind) => self.problem(path, None, kind),
            },
        }
    }

    fn text(&mut self, path: &str, text: &str) {
        let header = split_header(text);
        for (name, line) in &header.unknown {
            self.problem(path, Some(*line), ProblemKind::UnknownHeader { name: (*name).to_owned() });
        }
        let published = match header.published.map(|(date, line)| (crate::parse_published(date), line)) {
            Some((Err(date), line)) => {
                let field = "Published".to_owned();
                return self.problem(path, Some(line), ProblemKind::Published { field, date });
            }
            Some((Ok(date), _)) => Some(date),
            None => None,
        };
        let owned = |value: Option<&str>| value.map(str::to_owned);
        let report = Report {
            id: String::new(),
            title: owned(header.title),
            outlet: owned(header.outlet),
            published,
            url: owned(header.url),
            text: header.text.to_owned(),
        };
        self.report(path, None, report);
    }

    /// Lines end with `\n` alone: U+2028 may stand inside a JSON text.
    fn lines(&mut self, path: &str, decoded: &Decoded) {
        for (number, line) in (1..).zip(decoded.text.split('\n')) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            if decoded.replaced > 0 && line.contains('\u{FFFD}') {
                self.problem(path, Some(number), ProblemKind::NoUtf8);
                continue;
            }
            match json::report_of_line(line) {
                Ok(report) => self.report(path, Some(number), report),
                Err(kind) => self.problem(path, Some(number), kind),
            }
        }
    }

    fn json(&mut self, path: &str, text: &str) {
        match json::reports_of(text) {
            Ok(reports) => {
                for report in reports {
                    match report {
                        Ok(report) => self.report(path, None, report),
                        Err(kind) => self.problem(path, None, kind),
                    }
                }
            }
            Err(kind) => self.problem(path, None, kind),
        }
    }

    fn report(&mut self, path: &str, line: Option<usize>, mut report: Report) {
        report.published = report.published.or(self.options.published);
        if report.id.is_empty() {
            report.id = made_id(&report);
        }
        let languages: Vec<&str> = self.options.languages.iter().map(String::as_str).collect();
        let set_aside = why_unreadable(&report.text, &languages);
        self.found.push(Found { report, path: path.to_owned(), line, set_aside });
    }

    /// A file that is no text is a report without one, so that the coverage can name it.
    fn binary(&mut self, path: &str, bytes: &[u8], looks: &'static str) {
        let report = Report { id: digest(&[bytes]), published: self.options.published, ..Report::default() };
        let set_aside = Some(SetAside::Binary { looks });
        self.found.push(Found { report, path: path.to_owned(), line: None, set_aside });
    }

    fn problem(&mut self, path: &str, line: Option<usize>, kind: ProblemKind) {
        self.problems.push(Problem::at(path, line, kind));
    }

    fn finish(mut self) -> Input {
        let settled = settle(self.found, &mut self.problems);
        self.problems.sort();
        let mut input = Input { problems: self.problems, ..Input::default() };
        for (report, found) in settled.into_iter().enumerate() {
            if let Some(reason) = found.set_aside {
                input.set_aside.push(SetAsideReport { report, path: found.path, line: found.line, reason });
            }
            input.reports.push(found.report);
        }
        input
    }
}
