//! One record: its header lines and its block.

use std::io::{BufRead, ErrorKind, Read};

/// The longest header that a record may have; real ones have some hundred bytes.
const HEADER: u64 = 64 << 10;

/// The largest block that is read. A page of a newspaper has less than one of these mebibytes.
const BLOCK: u64 = 64 << 20;

/// What is wrong with a record whose block does not end where it should. One that looks for the next record goes on from
/// there, not from the start: else a file of such records would take quadratic time.
pub(super) const BEHIND: &str = "goes on behind its Content-Length";

/// One record of an archive.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// `response`, `request`…, in small letters.
    pub(crate) kind: String,
    /// The page's address.
    pub(crate) url: Option<String>,
    pub(crate) content_type: Option<String>,
    /// Why the crawler kept only a part of the page: "length", "time".
    pub(crate) truncated: Option<String>,
    /// What the record holds; empty where it holds no page.
    pub(crate) block: Vec<u8>,
}

impl Record {
    pub(crate) fn may_hold_a_page(&self) -> bool {
        matches!(self.kind.as_str(), "response" | "resource" | "conversion")
    }

    /// The next record, for which there is so much room; `None` at the end, the reason where there is none.
    pub(crate) fn read(file: &mut impl BufRead, room: u64) -> Result<Option<Self>, String> {
        let Some((mut record, length)) = Self::header(file)? else { return Ok(None) };
        if length > room {
            return Err(format!("is cut short: there is no room for its {length} bytes"));
        }
        let block = file.by_ref().take(length);
        let got = if !record.may_hold_a_page() {
            skip(block)?
        } else if length > BLOCK {
            skip(block)?;
            return Err(format!("holds {length} bytes; at most {BLOCK} are read"));
        } else {
            let mut block = block;
            block.read_to_end(&mut record.block).map_err(said)? as u64
        };
        if got < length {
            return Err(format!("is cut short: {got} of {length} bytes are there"));
        }
        match after_line_ends(file)? {
            None | Some(b'W') => Ok(Some(record)),
            Some(_) => Err(BEHIND.to_owned()),
        }
    }

    /// The header lines, and how long the block is.
    fn header(file: &mut impl BufRead) -> Result<Option<(Self, u64)>, String> {
        let mut left = HEADER;
        let mut first = line(file, &mut left)?;
        while first.as_deref().is_some_and(|line| line.trim().is_empty()) {
            first = line(file, &mut left)?;
        }
        let Some(first) = first else { return Ok(None) };
        if !first.starts_with("WARC/") {
            return Err("does not begin with WARC/1.0 or WARC/1.1".to_owned());
        }
        let (mut record, mut length) = (Self::default(), None);
        loop {
            let Some(line) = line(file, &mut left)? else {
                return Err("is cut short: its header has no end".to_owned());
            };
            if line.trim().is_empty() {
                break;
            }
            if line.starts_with("WARC/1.") {
                return Err("is cut short: another begins in its header".to_owned());
            }
            // Lines that begin with a space belong to the one before; none of the fields that we need is ever so long.
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            let kept = || Some(value.to_owned());
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = value.to_ascii_lowercase(),
                // Older crawlers write the address as <https://…>.
                "warc-target-uri" => record.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "content-type" => record.content_type = kept(),
                "warc-truncated" => record.truncated = kept(),
                "content-length" => length = value.parse().ok(),
                _ => {}
            }
        }
        let length = length.ok_or("has no Content-Length that is a number")?;
        Ok(Some((record, length)))
    }
}

/// The next line without its end; `None` at the end of the file.
fn line(file: &mut impl BufRead, left: &mut u64) -> Result<Option<String>, String> {
    let mut line = Vec::new();
    let read = file.by_ref().take(*left).read_until(b'\n', &mut line).map_err(said)?;
    *left -= read as u64;
    if *left == 0 {
        return Err(format!("has a header of more than {HEADER} bytes"));
    }
    Ok((read > 0).then(|| String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
}

/// The first byte behind the empty lines that end a record. At the end of a gzip member this looks at its checksum, too.
fn after_line_ends(file: &mut impl BufRead) -> Result<Option<u8>, String> {
    loop {
        match file.fill_buf().map_err(said)?.first() {
            Some(b'\r' | b'\n') => file.consume(1),
            next => return Ok(next.copied()),
        }
    }
}

fn skip(mut block: impl Read) -> Result<u64, String> {
    std::io::copy(&mut block, &mut std::io::sink()).map_err(said)
}

/// What a failed read means in an archive.
pub(super) fn said(error: std::io::Error) -> String {
    match error.kind() {
        ErrorKind::UnexpectedEof => "its gzip data end too early".to_owned(),
        ErrorKind::InvalidInput | ErrorKind::InvalidData => format!("its gzip data are damaged ({error})"),
        _ => format!("can't be read: {error}"),
    }
}
