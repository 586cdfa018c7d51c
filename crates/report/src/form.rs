//! Which form a file has: by its ending, else by what it looks like.

use std::fmt;
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
}

/// A form that is known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    /// A web archive.
    Warc,
    /// A Parquet table.
    Parquet,
    /// Something compressed.
    Compressed,
}

impl Refused {
    pub(crate) fn help(self) -> &'static str {
        match self {
            Self::Warc => "take its pages out as .html files first; this version reads no web archives",
            Self::Parquet => "write its rows as .jsonl first; this version reads no Parquet",
            Self::Compressed => "unpack it first",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Warc => "is a web archive (WARC)",
            Self::Parquet => "is a Parquet table",
            Self::Compressed => "is compressed",
        })
    }
}

/// The form that the ending names, or `None` for an ending that names none.
pub(crate) fn by_ending(path: &Path) -> Option<Result<Form, Refused>> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    if name.ends_with(".warc.gz") {
        return Some(Err(Refused::Warc));
    }
    Some(match name.rsplit_once('.')?.1 {
        "txt" | "text" | "md" | "markdown" => Ok(Form::Text),
        "html" | "htm" | "xhtml" => Ok(Form::Page),
        "jsonl" | "ndjson" => Ok(Form::JsonLines),
        "json" => Ok(Form::Json),
        "rss" | "atom" | "xml" => Ok(Form::Feed),
        "warc" => Err(Refused::Warc),
        "parquet" => Err(Refused::Parquet),
        "gz" | "bz2" | "xz" | "zst" | "zip" => Err(Refused::Compressed),
        _ => return None,
    })
}

/// The refused form that the first bytes give away.
pub(crate) fn refused_by_content(bytes: &[u8]) -> Option<Refused> {
    const MAGIC: [(&[u8], Refused); 4] = [
        (b"WARC/1.", Refused::Warc),
        (b"PAR1", Refused::Parquet),
        (b"\x1F\x8B", Refused::Compressed),
        (b"\x28\xB5\x2F\xFD", Refused::Compressed),
    ];
    MAGIC.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, refused)| *refused)
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
            ("crawl.warc.gz", Some(Err(Refused::Warc))),
            ("a.parquet", Some(Err(Refused::Parquet))),
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
