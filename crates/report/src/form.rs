//! Which form a file has: by its ending, else by what it looks like.

use std::fmt;
use std::io::Read;
use std::path::Path;

/// A form that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text or Markdown, with an optional header.
    Text,
    /// A web page.
    Page,
    /// JSON, one report a line.
    JsonLines,
    /// JSON, one report or an array.
    Json,
    /// RSS or Atom.
    Feed,
    /// A web archive, plain or of gzip members.
    Archive,
    /// A Parquet table.
    Table,
}

/// A form that is known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    /// Something compressed.
    Compressed,
}

impl Refused {
    pub(crate) fn help(self) -> &'static str {
        match self {
            Self::Compressed => "unpack it first",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Compressed => "is compressed",
        })
    }
}

/// The form that the ending names, or `None` for an ending that names none.
pub(crate) fn by_ending(path: &Path) -> Option<Result<Form, Refused>> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    if name.ends_with(".warc.gz") {
        return Some(Ok(Form::Archive));
    }
    Some(match name.rsplit_once('.')?.1 {
        "txt" | "text" | "md" | "markdown" => Ok(Form::Text),
        "html" | "htm" | "xhtml" => Ok(Form::Page),
        "jsonl" | "ndjson" => Ok(Form::JsonLines),
        "json" => Ok(Form::Json),
        "rss" | "atom" | "xml" => Ok(Form::Feed),
        "warc" => Ok(Form::Archive),
        "parquet" => Ok(Form::Table),
        "gz" | "bz2" | "xz" | "zst" | "zip" => Err(Refused::Compressed),
        _ => return None,
    })
}

/// The form that the first bytes give away, of those that are no text.
pub(crate) fn by_first_bytes(bytes: &[u8]) -> Option<Result<Form, Refused>> {
    const MAGIC: [(&[u8], Result<Form, Refused>); 4] = [
        (b"WARC/1.", Ok(Form::Archive)),
        (b"PAR1", Ok(Form::Table)),
        (b"\x1F\x8B", Err(Refused::Compressed)),
        (b"\x28\xB5\x2F\xFD", Err(Refused::Compressed)),
    ];
    let found = MAGIC.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, form)| *form);
    if found == Some(Err(Refused::Compressed)) && is_packed_archive(bytes) { Some(Ok(Form::Archive)) } else { found }
}

fn is_packed_archive(bytes: &[u8]) -> bool {
    let mut start = Vec::new();
    let unpacked = flate2::bufread::GzDecoder::new(bytes).take(7).read_to_end(&mut start);
    unpacked.is_ok() && start == b"WARC/1."
}

/// The form that a decoded text looks to be in.
pub(crate) fn by_content(text: &str) -> Form {
    let start = text.trim_start();
    let top: String = start.chars().take(2000).collect::<String>().to_ascii_lowercase();
    if top.starts_with('<') {
        return by_markup(&top);
    }
    let line = start.lines().next().unwrap_or_default();
    if start.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok() {
        return Form::JsonLines;
    }
    let array = start.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{'));
    let object = start.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'));
    if array || object { Form::Json } else { Form::Text }
}

fn by_markup(top: &str) -> Form {
    if ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| top.contains(root)) && !top.contains("<html") {
        Form::Feed
    } else if ["<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<p>", "<h1", "<meta"]
        .iter()
        .any(|tag| top.contains(tag))
    {
        Form::Page
    } else if top.starts_with("<?xml") {
        Form::Feed
    } else {
        Form::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides() {
        for (path, expect) in [
            ("a.txt", Some(Ok(Form::Text))),
            ("b/A.MD", Some(Ok(Form::Text))),
            ("a.html", Some(Ok(Form::Page))),
            ("a.ndjson", Some(Ok(Form::JsonLines))),
            ("a.json", Some(Ok(Form::Json))),
            ("a.atom", Some(Ok(Form::Feed))),
            ("crawl.warc.gz", Some(Ok(Form::Archive))),
            ("a.parquet", Some(Ok(Form::Table))),
            ("a.txt.gz", Some(Err(Refused::Compressed))),
            ("a.docx", None),
            ("README", None),
        ] {
            assert_eq!(by_ending(Path::new(path)), expect, "{path}");
        }
    }

    #[test]
    fn without_one_the_content_does() {
        for (text, expect) in [
            ("The envoys met.", Form::Text),
            ("< 5 percent agreed", Form::Text),
            ("<strong>bold</strong> words", Form::Text),
            ("{sic} is what he said", Form::Text),
            ("[The minister] said", Form::Text),
            ("<!DOCTYPE html><title>x</title>", Form::Page),
            ("\n<HTML><body>", Form::Page),
            ("<?xml version=\"1.0\"?><rss version=\"2.0\">", Form::Feed),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", Form::Feed),
            ("{\"text\":\"a\"}\n{\"text\":\"b\"}", Form::JsonLines),
            ("{\n \"text\": \"a\"\n}", Form::Json),
            ("[{\"text\":\"a\"}]", Form::Json),
        ] {
            assert_eq!(by_content(text), expect, "{text}");
        }
    }
}
