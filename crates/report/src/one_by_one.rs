//! The reports of one file, one after the other, for whoever goes through many and keeps none in memory.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::form::{Form, by_ending};
use crate::identity::Found;
use crate::input::ReadOptions;
use crate::json;
use crate::problem::{Problem, ProblemKind};
use crate::reader::Reader;
use crate::table::Rows;
use crate::walk;
use crate::warc::Records;

/// The reports of one file with the ids that they were given, and its problems. Files of many reports (lines of JSON, web
/// archives, tables) are read as the reports are asked for; all others at once.
///
/// [`settled`](crate::settled) makes of the reports of many files what [`read_inputs`](crate::read_inputs) would give.
pub struct OneByOne<'o> {
    reader: Reader<'o>,
    path: PathBuf,
    source: Source,
    /// The file's bytes.
    size: u64,
}

/// What the reports still come from.
enum Source {
    /// Lines of UTF-8, with the number of the last and the bytes behind.
    Lines(BufReader<File>, usize, u64),
    Archive(Records<BufReader<File>>),
    Table(Box<Rows>),
    /// The whole file, not opened yet.
    Whole,
    Done,
}

impl<'o> OneByOne<'o> {
    /// The reports of this file; `-` is standard input.
    pub fn of(path: &Path, options: &'o ReadOptions) -> Self {
        let mut one = Self { reader: Reader::new(options), path: path.to_owned(), source: Source::Whole, size: 0 };
        if path.as_os_str() == "-" {
            return one;
        }
        one.size = fs::metadata(path).map_or(0, |about| about.len());
        match one.opened() {
            Ok(Some(source)) => one.source = source,
            Ok(None) => {}
            Err(kind) => {
                one.reader.problem(&path.display().to_string(), None, kind);
                one.source = Source::Done;
            }
        }
        one
    }

    /// How many bytes of the file lie behind; for a bar of progress.
    pub fn position(&self) -> u64 {
        match &self.source {
            Source::Lines(.., passed) => *passed,
            Source::Archive(records) => records.position(),
            Source::Table(rows) => (self.size as f64 * rows.passed()) as u64,
            Source::Whole => 0,
            Source::Done => self.size,
        }
    }

    /// A source for forms that are read piece by piece; `None` for the others.
    fn opened(&self) -> Result<Option<Source>, ProblemKind> {
        let unopened = |error: io::Error| ProblemKind::Unopened { reason: error.to_string() };
        Ok(match by_ending(&self.path) {
            // A refused form may be huge: it isn't even opened.
            Some(Err(form)) => return Err(ProblemKind::Refused { form }),
            Some(Ok(Form::Archive)) => {
                let file = File::open(&self.path).map_err(unopened)?;
                Some(Source::Archive(Records::new(BufReader::new(file))))
            }
            Some(Ok(Form::Table)) => {
                Some(Source::Table(Box::new(Rows::of_file(File::open(&self.path).map_err(unopened)?)?)))
            }
            Some(Ok(Form::JsonLines)) => {
                let mut file = File::open(&self.path).map_err(unopened)?;
                // In which encoding a file is only the whole of it tells.
                match start_of_plain_lines(&mut file).map_err(unopened)? {
                    Some(start) => {
                        file.seek(SeekFrom::Start(start)).map_err(unopened)?;
                        Some(Source::Lines(BufReader::new(file), 0, start))
                    }
                    None => None,
                }
            }
            _ => None,
        })
    }

    /// Reads on until there is something new, or nothing more.
    fn read_on(&mut self) {
        let path = self.path.display().to_string();
        match &mut self.source {
            Source::Lines(file, number, passed) => {
                let mut line = String::new();
                match file.read_line(&mut line) {
                    Ok(0) => self.source = Source::Done,
                    Ok(length) => {
                        *number += 1;
                        *passed += length as u64;
                        if !line.trim().is_empty() {
                            self.reader.row(&path, *number, json::report_of_line(line.trim()));
                        }
                    }
                    Err(error) => self.fail(&error),
                }
            }
            Source::Archive(records) => match records.next() {
                Some((number, record)) => self.reader.record(&path, number, record),
                None => self.source = Source::Done,
            },
            Source::Table(rows) => match rows.next() {
                Some((number, report)) => self.reader.row(&path, number, report),
                None => self.source = Source::Done,
            },
            Source::Whole => {
                self.source = Source::Done;
                self.whole();
            }
            Source::Done => {}
        }
    }

    fn whole(&mut self) {
        let (name, ending, read) = if self.path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            ("standard input".to_owned(), None, io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes))
        } else {
            (self.path.display().to_string(), by_ending(&self.path), fs::read(&self.path))
        };
        match read {
            Ok(bytes) => self.reader.bytes(&name, ending, &bytes),
            Err(error) => self.reader.problem(&name, None, walk::unopened(Path::new(&name), &error).kind),
        }
    }

    fn fail(&mut self, error: &io::Error) {
        self.reader.problem(
            &self.path.display().to_string(),
            None,
            ProblemKind::Unopened { reason: error.to_string() },
        );
        self.source = Source::Done;
    }
}

impl Iterator for OneByOne<'_> {
    type Item = Result<Found, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(next) = self.reader.next() {
                return Some(next);
            }
            if matches!(self.source, Source::Done) {
                return None;
            }
            self.read_on();
        }
    }
}

/// Where the lines begin of a file that is UTF-8 from end to end and holds no control characters, so that it can be read
/// line by line and still be decoded as the whole of it would be.
fn start_of_plain_lines(file: &mut File) -> io::Result<Option<u64>> {
    let (mut buffer, mut kept, mut start) = (vec![0_u8; 1 << 16], 0, None);
    loop {
        let read = file.read(&mut buffer[kept..])?;
        let bytes = &buffer[..kept + read];
        let begin = *start.get_or_insert(if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 });
        if read == 0 {
            return Ok((kept == 0).then_some(begin));
        }
        // A character may be cut at the buffer's end; the rest of it comes with the next.
        let sound = match std::str::from_utf8(bytes) {
            Ok(_) => bytes.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok(None),
        };
        let is_control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t');
        if bytes.iter().any(is_control) {
            return Ok(None);
        }
        let rest = sound..bytes.len();
        kept = rest.len();
        buffer.copy_within(rest, 0);
    }
}
