//! Bytes of any form into [`Report`]s: text, title, outlet, day of publication.
//!
//! ```
//! use rapporteur_report::{ReadOptions, read_bytes};
//!
//! let file = b"Title: Talks resume\nOutlet: The Daily Post\nPublished: 2024-05-02\n\nThe envoys met again on Thursday.\n";
//! let input = read_bytes("talks.txt", file, &ReadOptions::default());
//!
//! let report = &input.reports[0];
//! assert_eq!(report.outlet.as_deref(), Some("The Daily Post"));
//! assert_eq!(report.text, "The envoys met again on Thursday.\n");
//! assert!(input.problems.is_empty());
//! ```
//!
//! Read first: [`read_inputs`] takes files, folders and standard input and gives an [`Input`]: the [`Report`]s in their
//! one order, what was [set aside](SetAside), and every [`Problem`] with its place and its mend. A bad file or line
//! never stops the others.
//!
//! | form | endings | text |
//! |---|---|---|
//! | plain text, Markdown | `.txt`, `.md` | as decoded, code point for code point, its own line ends included; only a byte-order mark and an optional block of `Title:`, `Outlet:`, `Published:`, `URL:` lines are taken away |
//! | web page | `.html`, `.htm`, `.xhtml` | the main article, paragraphs parted by an empty line |
//! | JSON lines | `.jsonl`, `.ndjson` | as given, code point for code point |
//! | JSON | `.json` | as given; one object or an array of them |
//! | RSS, Atom | `.rss`, `.atom`, `.xml` | an item's content or summary, paragraphs parted by an empty line |
//! | web archive | `.warc`, `.warc.gz` | of each page as of a web page; other answers than 200 are passed over |
//! | Parquet | `.parquet` | the column `text` as given, code point for code point |
//!
//! A file with another ending, and standard input, are taken for what their content looks like.
//!
//! Then, over reports that were read: [`dateline`] ("GENEVA, March 3 (Reuters) —"), [`reprints`] (who repeats whom),
//! [`why_unreadable`] (empty, binary, in a language without a model), [`parse_published`].
//!
//! Left to others: everything that needs to know what the words mean. This crate knows neither the language engine nor
//! the record. It opens the files that it is given and nothing else: no clock, no network, no environment.

mod dateline;
mod encoding;
mod feed;
mod form;
mod header;
mod identity;
mod input;
mod json;
mod language;
mod markup;
mod one_by_one;
mod page;
mod problem;
mod published;
mod reader;
mod report;
mod reprints;
mod set_aside;
mod table;
mod walk;
mod warc;

pub use dateline::{Dateline, dateline};
pub use form::{Form, Refused};
pub use identity::{Found, made_id};
pub use input::{Input, ReadOptions, SetAsideReport, read_bytes, read_inputs, settled};
pub use one_by_one::OneByOne;
pub use problem::{Problem, ProblemKind, Severity};
pub use published::{NoDate, parse_published};
pub use report::Report;
pub use reprints::{Reprint, Shingles, reprints, reprints_among, reprints_by_shingles};
pub use set_aside::{SetAside, why_unreadable};
pub use walk::input_files;
