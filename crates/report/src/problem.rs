//! What was wrong with an input: where, what, and how to mend it.

use std::fmt;

use crate::form::Refused;
use crate::published::NoDate;

/// Something wrong with an input, with its place. Displayed as `talks/2024.jsonl:412: ...`, a sentence whole by itself;
/// [`ProblemKind::help`] says what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file as the user named it, or `standard input`.
    pub path: String,
    /// The line, the record of an archive or the row of a table, counted from 1, where one is to blame.
    pub line: Option<usize>,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// How much a problem cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was not read.
    Error,
    /// Everything was read, but perhaps not as meant.
    Warning,
    /// Good to know; nothing is lost.
    Note,
}

/// What can be wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum ProblemKind {
    /// The file system did not hand the file over.
    #[error("cannot be opened: {reason}")]
    Unopened {
        /// The system's words.
        reason: String,
    },
    /// A form that is known and not read.
    #[error("{form}, which is not read")]
    Refused {
        /// Which form.
        form: Refused,
    },
    /// A file of a folder whose ending says nothing; it was not read.
    #[error("the ending {ending} is none of a report; passed over")]
    UnknownEnding {
        /// The ending with its dot, or "(none)".
        ending: String,
    },
    /// A folder that holds no report.
    #[error("holds no file that is read")]
    NothingInside,
    /// A date that can't be read.
    #[error("`{field}` is {date}")]
    Published {
        /// The field's name as written.
        field: String,
        /// What stands there.
        date: NoDate,
    },
    /// A header line with a name that is not known.
    #[error("the header line `{name}:` is not known and was not used")]
    UnknownHeader {
        /// Its name.
        name: String,
    },
    /// Not JSON.
    #[error("is no JSON: {reason}")]
    NoJson {
        /// The parser's words.
        reason: String,
    },
    /// JSON, but no report.
    #[error("{what}")]
    NoReport {
        /// What was found instead.
        what: String,
    },
    /// Neither RSS nor Atom.
    #[error("is neither RSS nor Atom: {reason}")]
    NoFeed {
        /// The parser's words.
        reason: String,
    },
    /// A record of a web archive that is damaged.
    #[error("the record at byte {at} {reason}")]
    NoRecord {
        /// Where it begins.
        at: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A page that the crawler kept only a part of.
    #[error("the crawler kept only the beginning of this page ({reason})")]
    CutShort {
        /// Why, in the archive's word: "length", "time".
        reason: String,
    },
    /// A table that can't be read, or rows of it.
    #[error("{reason}")]
    NoTable {
        /// What is wrong with it.
        reason: String,
    },
    /// A page without an article.
    #[error("no article was found on the page")]
    NoArticle,
    /// Bytes that are not of the encoding the rest is in.
    #[error("{count} bytes are not of its encoding, {encoding}; each was read as U+FFFD")]
    Replaced {
        /// How many replacement characters the text got.
        count: usize,
        /// The encoding's name.
        encoding: &'static str,
    },
    /// A line that is no UTF-8 in a file that otherwise is.
    #[error("is no UTF-8, though the lines around it are")]
    NoUtf8,
    /// The same report twice.
    #[error("report {id} is the same as one from {elsewhere}; it counts once")]
    SameReport {
        /// The report's id.
        id: String,
        /// Path of the one that was kept.
        elsewhere: String,
    },
    /// Two reports with one id.
    #[error("the id {id} is already that of another text; this one is now {renamed}")]
    SameId {
        /// The id as given.
        id: String,
        /// The id it has now.
        renamed: String,
    },
}

impl ProblemKind {
    /// How much it cost.
    pub fn severity(&self) -> Severity {
        match self {
            Self::UnknownHeader { .. } | Self::Replaced { .. } | Self::SameId { .. } | Self::CutShort { .. } => {
                Severity::Warning
            }
            Self::UnknownEnding { .. } | Self::SameReport { .. } => Severity::Note,
            _ => Severity::Error,
        }
    }

    /// What the user can do about it.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::Unopened { .. } => "check the name and who may read it",
            Self::Refused { form } => form.help(),
            Self::UnknownEnding { .. } => "name the file itself to have it read for what it looks like",
            Self::NothingInside => {
                "reports end in .txt, .md, .html, .jsonl, .json, .rss, .atom, .xml, .warc, .warc.gz or .parquet"
            }
            Self::Published { .. } => "write it as 2024-05-02, or leave it out and pass --published",
            Self::UnknownHeader { .. } => "the header knows Title, Outlet, Published and URL",
            Self::NoJson { .. } => "every line of a .jsonl file is one JSON object; a .json file holds one or an array",
            Self::NoReport { .. } => r#"a report is an object such as {"text": "...", "published": "2024-05-02"}"#,
            Self::NoFeed { .. } => "save the feed again as RSS or Atom, or give the articles as .html or .txt",
            Self::NoRecord { .. } => "fetch the archive again, or go on without that page",
            Self::CutShort { .. } => "look at the page itself where its end counts",
            Self::NoTable { .. } => "a table has a column `text`, and if there are id, title, outlet, published, url",
            Self::NoArticle => "save the article's text as .txt",
            Self::Replaced { .. } | Self::NoUtf8 => "save it as UTF-8",
            Self::SameId { .. } => "give every report an id of its own, or none at all",
            Self::SameReport { .. } => return None,
        })
    }
}

impl Problem {
    pub(crate) fn at(path: &str, line: Option<usize>, kind: ProblemKind) -> Self {
        Self { path: path.to_owned(), line, kind }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.path, self.kind),
            None => write!(out, "{}: {}", self.path, self.kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_a_sentence_with_its_place_and_a_mend() {
        let date = crate::parse_published("2 Mai").unwrap_err();
        let kind = ProblemKind::Published { field: "published".into(), date };
        let problem = Problem::at("talks/2024.jsonl", Some(412), kind);
        assert_eq!(problem.to_string(), r#"talks/2024.jsonl:412: `published` is "2 Mai", which is no date"#);
        assert_eq!(problem.kind.help(), Some("write it as 2024-05-02, or leave it out and pass --published"));
        assert_eq!(problem.kind.severity(), Severity::Error);
    }
}
