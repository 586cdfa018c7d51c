//! Bytes into reports, form by form.

use std::collections::VecDeque;
use std::io::Cursor;

use crate::encoding::{Decoded, declared_label, decode};
use crate::form::{Form, by_content, by_first_bytes};
use crate::header::split_header;
use crate::identity::{Found, digest, made_id};
use crate::input::ReadOptions;
use crate::problem::{Problem, ProblemKind};
use crate::report::Report;
use crate::set_aside::{SetAside, why_unreadable};
use crate::table::Rows;
use crate::warc::http::Body;
use crate::warc::{Damage, Record, Records};
use crate::{feed, json, page};

/// Gathers reports and problems over one or more inputs.
pub(crate) struct Reader<'o> {
    options: &'o ReadOptions,
    found: VecDeque<Found>,
    problems: VecDeque<Problem>,
}

impl<'o> Reader<'o> {
    pub(crate) fn new(options: &'o ReadOptions) -> Self {
        Self { options, found: VecDeque::new(), problems: VecDeque::new() }
    }

    pub(crate) fn bytes(&mut self, path: &str, ending: Option<Result<Form, crate::Refused>>, bytes: &[u8]) {
        let form = match ending.or_else(|| by_first_bytes(bytes)) {
            Some(Err(form)) => return self.problem(path, None, ProblemKind::Refused { form }),
            Some(Ok(Form::Archive)) => {
                return Records::new(Cursor::new(bytes)).for_each(|(at, record)| self.record(path, at, record));
            }
            Some(Ok(Form::Table)) => {
                return match Rows::of_bytes(bytes) {
                    Ok(rows) => rows.for_each(|(at, report)| self.row(path, at, report)),
                    Err(kind) => self.problem(path, None, kind),
                };
            }
            Some(Ok(form)) => Some(form),
            None => None,
        };
        if let Some(Err(form)) = by_first_bytes(bytes) {
            return self.problem(path, None, ProblemKind::Refused { form });
        }
        let markup = matches!(form, None | Some(Form::Page | Form::Feed));
        let declared = if markup { declared_label(bytes) } else { None };
        match decode(bytes, declared.as_deref()) {
            Ok(decoded) => self.decoded(path, None, form, decoded),
            Err(looks) => self.binary(path, bytes, looks),
        }
    }

    /// A page of a web archive.
    pub(crate) fn record(&mut self, path: &str, number: usize, record: Result<Record, Damage>) {
        let damaged = |Damage { at, reason }| ProblemKind::NoRecord { at, reason };
        let read = record.map_err(damaged).and_then(|record| {
            let Record { kind, url, content_type, truncated, block } = record;
            let body = match kind.as_str() {
                "response" if content_type.as_deref().is_none_or(|mime| mime.starts_with("application/http")) => {
                    Body::of_answer(&block).map_err(|what| ProblemKind::NoReport { what })?
                }
                // What other protocols answered: names of hosts, files.
                "response" => None,
                _ => Some(Body::bare(content_type.as_deref(), block)),
            };
            Ok((body, url, truncated))
        });
        let (body, url, truncated) = match read {
            Ok((Some(body), url, truncated)) => (body, url, truncated),
            Ok((None, ..)) => return,
            Err(kind) => return self.problem(path, Some(number), kind),
        };
        let before = self.found.len();
        self.body(path, number, &body);
        for found in self.found.range_mut(before..) {
            found.report.url = found.report.url.take().or_else(|| url.clone());
        }
        if let Some(reason) = truncated.filter(|_| self.found.len() > before) {
            self.problem(path, Some(number), ProblemKind::CutShort { reason });
        }
    }

    /// Of an archive's bodies pages and plain texts are read; images, styles and scripts are no reports and no problem.
    fn body(&mut self, path: &str, number: usize, body: &Body) {
        let form = match body.mime.as_deref() {
            Some("text/html" | "application/xhtml+xml") => Form::Page,
            Some("text/plain") => Form::Text,
            None if by_first_bytes(&body.bytes).is_none() => Form::Page,
            _ => return,
        };
        // The server's word counts before the page's.
        let declared = body.charset.clone().or_else(|| declared_label(&body.bytes));
        match decode(&body.bytes, declared.as_deref()) {
            Ok(decoded) if decoded.text.trim().is_empty() => {}
            Ok(decoded) if body.mime.is_none() && by_content(&decoded.text) != Form::Page => {}
            Ok(decoded) => self.decoded(path, Some(number), Some(form), decoded),
            Err(looks) => {
                self.problem(path, Some(number), ProblemKind::NoReport { what: format!("is no text: {looks}") })
            }
        }
    }

    /// A row of a table, or a line of JSON.
    pub(crate) fn row(&mut self, path: &str, number: usize, report: Result<Report, ProblemKind>) {
        match report {
            Ok(report) => self.report(path, Some(number), report),
            Err(kind) => self.problem(path, Some(number), kind),
        }
    }

    fn decoded(&mut self, path: &str, line: Option<usize>, form: Option<Form>, decoded: Decoded) {
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
            self.problem(path, line, kind);
        }
        match form {
            Form::Text => self.text(path, line, &decoded.text),
            Form::Page => match page::report_of(&decoded.text) {
                Some(report) => self.report(path, line, report),
                None => self.problem(path, line, ProblemKind::NoArticle),
            },
            Form::JsonLines => self.lines(path, &decoded),
            Form::Json => self.json(path, &decoded.text),
            Form::Feed => match feed::reports_of(&decoded.text) {
                Ok(reports) => reports.into_iter().for_each(|report| self.report(path, line, report)),
                Err(kind) => self.problem(path, line, kind),
            },
            // These are no text, and never come here.
            Form::Archive | Form::Table => {}
        }
    }

    fn text(&mut self, path: &str, record: Option<usize>, text: &str) {
        let header = split_header(text);
        for (name, line) in &header.unknown {
            self.problem(path, record.or(Some(*line)), ProblemKind::UnknownHeader { name: (*name).to_owned() });
        }
        let published = match header.published.map(|(date, line)| (crate::parse_published(date), line)) {
            Some((Err(date), line)) => {
                let field = "Published".to_owned();
                return self.problem(path, record.or(Some(line)), ProblemKind::Published { field, date });
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
        self.report(path, record, report);
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
            self.row(path, number, json::report_of_line(line));
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

    pub(crate) fn report(&mut self, path: &str, line: Option<usize>, mut report: Report) {
        report.published = report.published.or(self.options.published);
        if report.id.is_empty() {
            report.id = made_id(&report);
        }
        let languages: Vec<&str> = self.options.languages.iter().map(String::as_str).collect();
        let set_aside = why_unreadable(&report.text, &languages);
        self.found.push_back(Found { report, path: path.to_owned(), line, set_aside });
    }

    /// A file that is no text is a report without one, so that the coverage can name it.
    fn binary(&mut self, path: &str, bytes: &[u8], looks: &'static str) {
        let report = Report { id: digest(&[bytes]), published: self.options.published, ..Report::default() };
        let set_aside = Some(SetAside::Binary { looks });
        self.found.push_back(Found { report, path: path.to_owned(), line: None, set_aside });
    }

    pub(crate) fn problem(&mut self, path: &str, line: Option<usize>, kind: ProblemKind) {
        self.problems.push_back(Problem::at(path, line, kind));
    }

    /// What was gathered, out of the one that gathers on.
    pub(crate) fn next(&mut self) -> Option<Result<Found, Problem>> {
        self.problems.pop_front().map(Err).or_else(|| self.found.pop_front().map(Ok))
    }

    pub(crate) fn into_parts(self) -> (Vec<Found>, Vec<Problem>) {
        (self.found.into(), self.problems.into())
    }
}
