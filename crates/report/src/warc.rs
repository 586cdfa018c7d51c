//! Web archives: WARC 1.0 and 1.1 (ISO 28500), plain or with each record gzipped.
//!
//! Taken are the `response` records of web pages that were found (status 200) and `resource` records that are pages; their
//! address is the record's target. What a crawler notes besides (requests, metadata, robots.txt, images) is passed over.
//! The archive's date is that of the visit and not of publication, so it is not used.

use std::io::Read;

use flate2::read::{GzDecoder, MultiGzDecoder, ZlibDecoder};

/// The most bytes that an archive may unfold to; what lies behind is not read.
const LARGEST: u64 = 4 << 30;

/// The most bytes that one page may unfold to.
const LARGEST_PAGE: u64 = 64 << 20;

/// A page of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ArchivedPage {
    pub(crate) url: Option<String>,
    /// As it came over the net, in whatever encoding.
    pub(crate) body: Vec<u8>,
}

/// The pages of an archive in its order, and the reason where it breaks off.
pub(crate) fn pages(bytes: &[u8]) -> (Vec<ArchivedPage>, Option<String>) {
    if !bytes.starts_with(b"\x1F\x8B") {
        return pages_of(bytes);
    }
    let mut plain = Vec::new();
    let torn = MultiGzDecoder::new(bytes).take(LARGEST).read_to_end(&mut plain).err();
    let (pages, problem) = pages_of(&plain);
    (pages, torn.map(|error| format!("its compression breaks off: {error}")).or(problem))
}

fn pages_of(mut bytes: &[u8]) -> (Vec<ArchivedPage>, Option<String>) {
    let mut pages = Vec::new();
    loop {
        while let [b'\r' | b'\n', rest @ ..] = bytes {
            bytes = rest;
        }
        if bytes.is_empty() {
            return (pages, None);
        }
        if !bytes.starts_with(b"WARC/1.") {
            return (pages, Some("a record does not begin with WARC/1.".to_owned()));
        }
        let Some((head, rest)) = head_and_rest(bytes) else {
            return (pages, Some("a record's header has no end".to_owned()));
        };
        let Some(length) = field(head, "content-length").and_then(|length| length.parse::<usize>().ok()) else {
            return (pages, Some("a record has no Content-Length".to_owned()));
        };
        let Some((block, rest)) = rest.split_at_checked(length) else {
            return (pages, Some("the last record is cut off".to_owned()));
        };
        pages.extend(page(head, block));
        bytes = rest;
    }
}

/// Header lines and what follows the empty line after them.
fn head_and_rest(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut at = 0;
    loop {
        let line = bytes.get(at..)?;
        let end = line.iter().position(|byte| *byte == b'\n')?;
        if line[..end].iter().all(|byte| *byte == b'\r') {
            return Some((&bytes[..at], &line[end + 1..]));
        }
        at += end + 1;
    }
}

/// The value of a header field, whatever the case of its name.
fn field(head: &[u8], name: &str) -> Option<String> {
    let value = |line: &[u8]| {
        let line = String::from_utf8_lossy(line);
        let (field, value) = line.split_once(':')?;
        field.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    };
    head.split(|byte| *byte == b'\n').skip(1).find_map(value)
}

fn page(head: &[u8], block: &[u8]) -> Option<ArchivedPage> {
    let url = field(head, "warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
    match field(head, "warc-type")?.as_str() {
        "resource" if is_page(&field(head, "content-type")?) => Some(ArchivedPage { url, body: block.to_vec() }),
        "response" => Some(ArchivedPage { url, body: http_body(block)? }),
        _ => None,
    }
}

fn is_page(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml")
}

/// The page of an HTTP response that brought one.
fn http_body(block: &[u8]) -> Option<Vec<u8>> {
    let (head, body) = head_and_rest(block)?;
    let status = String::from_utf8_lossy(head.split(|byte| *byte == b'\n').next()?);
    if status.split_whitespace().nth(1) != Some("200") || !is_page(&field(head, "content-type")?) {
        return None;
    }
    let chunked = field(head, "transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    // Many crawlers write the body without its chunks and leave the header as it was.
    let body = if chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let mut plain = Vec::new();
    let unfolded = match field(head, "content-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => GzDecoder::new(body.as_slice()).take(LARGEST_PAGE).read_to_end(&mut plain).is_ok(),
        "deflate" => ZlibDecoder::new(body.as_slice()).take(LARGEST_PAGE).read_to_end(&mut plain).is_ok(),
        _ => false,
    };
    Some(if unfolded { plain } else { body })
}

/// The body without the marks of its chunks; `None` where it has none.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.iter().take(64).position(|byte| *byte == b'\n')?;
        let size = String::from_utf8_lossy(&body[..end]);
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let (chunk, rest) = body[end + 1..].split_at_checked(size)?;
        whole.extend_from_slice(chunk);
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn record(kind: &str, block: &str) -> Vec<u8> {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://x.test/{kind}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
        .into_bytes()
    }

    const FOUND: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Talks.</p>";

    #[test]
    fn pages_that_were_found_are_taken() {
        let missing = FOUND.replace("200 OK", "404 Not Found");
        let picture = FOUND.replace("text/html", "image/png");
        let archive = [
            record("warcinfo", "a: b"),
            record("response", FOUND),
            record("response", &missing),
            record("response", &picture),
        ];
        let (pages, problem) = pages(&archive.concat());
        let url = Some("https://x.test/response".to_owned());
        assert_eq!((pages, problem), (vec![ArchivedPage { url, body: b"<p>Talks.</p>".to_vec() }], None));
    }

    #[test]
    fn records_may_be_gzipped_one_by_one_and_bodies_chunked() {
        let chunked = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n6;x=y\r\nTalks.\r\n0\r\n\r\n";
        let mut archive = Vec::new();
        for block in [FOUND, chunked] {
            let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            member.write_all(&record("response", block)).unwrap();
            archive.extend(member.finish().unwrap());
        }
        let (whole, problem) = pages(&archive);
        assert_eq!((whole.len(), whole[1].body.as_slice(), problem), (2, b"<p>Talks.".as_slice(), None));
        let (_, problem) = pages(&archive[..archive.len() - 9]);
        assert!(problem.unwrap().starts_with("its compression breaks off"));
    }

    #[test]
    fn what_is_torn_gives_what_is_whole() {
        let mut archive = [record("response", FOUND), record("response", FOUND)].concat();
        archive.truncate(archive.len() - 12);
        let (whole, problem) = pages(&archive);
        assert_eq!((whole.len(), problem.as_deref()), (1, Some("the last record is cut off")));
        for bytes in [
            b"WARC/1.0".as_slice(),
            b"WARC/1.0\r\n\r\n",
            b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
            b"x",
        ] {
            assert!(pages(bytes).1.is_some());
        }
        assert_eq!(unchunked(b"zz\r\n"), None);
        assert_eq!(unchunked(b"ffffffffffffffff\r\nab"), None);
    }
}
