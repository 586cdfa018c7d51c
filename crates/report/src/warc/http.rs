//! What a server answered, as an archive keeps it: status line, headers, body; the body as it came over the wire.
//!
//! Many archives keep a body unpacked while its headers still say that it is chunked or packed. So a coding is taken off
//! only where the body looks to be in it.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// The largest body that is read once it is unpacked.
const LARGEST: u64 = 64 << 20;

/// A body that may be a page, without the codings of its transport.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    /// "text/html", in small letters.
    pub(crate) mime: Option<String>,
    /// The encoding that the header names.
    pub(crate) charset: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

impl Body {
    /// One that stands in the archive by itself, without HTTP headers.
    pub(crate) fn bare(content_type: Option<&str>, bytes: Vec<u8>) -> Self {
        let (mime, charset) = content_type.map(mime_and_charset).unwrap_or_default();
        Self { mime, charset, bytes }
    }

    /// The body of an answer; `None` where the server gave no page (moved, not found, unchanged).
    pub(crate) fn of_answer(answer: &[u8]) -> Result<Option<Self>, String> {
        let Some((head, body)) = parted(answer) else { return Err("is no HTTP answer".to_owned()) };
        let mut lines = head.lines();
        let status = lines.next().filter(|first| first.starts_with("HTTP/")).and_then(|first| first.split(' ').nth(1));
        let status = status.ok_or("is no HTTP answer")?;
        // Of what was asked for in parts (206) the archive has only one.
        if status != "200" && status != "203" {
            return Ok(None);
        }
        let header = |wanted: &str| {
            let named = |line: &str| {
                let (name, value) = line.split_once(':')?;
                name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned())
            };
            head.lines().find_map(named)
        };
        let is_chunked =
            header("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
        let whole = if is_chunked { dechunked(body) } else { None };
        let whole = whole.as_deref().unwrap_or(body);
        let bytes = match header("content-encoding") {
            Some(codings) => decoded(whole, &codings.to_ascii_lowercase())?,
            None => whole.to_vec(),
        };
        Ok(Some(Self::bare(header("content-type").as_deref(), bytes)))
    }
}

/// Headers and body, at the first empty line.
fn parted(answer: &[u8]) -> Option<(String, &[u8])> {
    let at = |mark: &[u8]| answer.windows(mark.len()).position(|bytes| bytes == mark).map(|at| (at, at + mark.len()));
    let (end, body) = match (at(b"\r\n\r\n"), at(b"\n\n")) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other)?,
    };
    Some((String::from_utf8_lossy(&answer[..end]).into_owned(), &answer[body..]))
}

/// "text/html; charset=ISO-8859-1" into its two parts.
fn mime_and_charset(value: &str) -> (Option<String>, Option<String>) {
    let mut parts = value.split(';').map(str::trim);
    let mime = parts.next().map(str::to_ascii_lowercase).filter(|mime| !mime.is_empty());
    let charset = parts.find_map(|part| {
        let (name, label) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| label.trim().trim_matches(['"', '\'']).to_owned())
    });
    (mime, charset)
}

/// The body without the lines that part its chunks; of one that ends too early what is there. `None` where it does not
/// begin as a chunk does.
fn dechunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(rest.len());
    let mut is_first = true;
    loop {
        let size = next_chunk(&mut rest);
        let Some(size) = size else { return (!is_first).then_some(whole) };
        if size == 0 {
            return Some(whole);
        }
        is_first = false;
        let there = rest.get(..size).unwrap_or(rest);
        whole.extend_from_slice(there);
        rest = rest.get(there.len()..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// How long the chunk is that begins here, whose line is passed over.
fn next_chunk(rest: &mut &[u8]) -> Option<usize> {
    let end = rest.iter().take(64).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&rest[..end]).ok()?;
    let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
    *rest = &rest[end + 1..];
    Some(size)
}

/// The body without the packings that its header names, the last of them first.
fn decoded(body: &[u8], codings: &str) -> Result<Vec<u8>, String> {
    let mut bytes = body.to_vec();
    for coding in codings.split(',').map(str::trim).rev() {
        bytes = match coding {
            "gzip" | "x-gzip" if bytes.starts_with(b"\x1f\x8b") => unpacked(MultiGzDecoder::new(&bytes[..]))?,
            // By the standard with the frame of zlib, by some servers without.
            "deflate" if bytes.first().is_some_and(|first| first & 0x0f == 8) => {
                unpacked(ZlibDecoder::new(&bytes[..]))?
            }
            "deflate" if !looks_like_text(&bytes) => unpacked(DeflateDecoder::new(&bytes[..]))?,
            "" | "identity" | "gzip" | "x-gzip" | "deflate" => bytes,
            _ if looks_like_text(&bytes) => bytes,
            other => return Err(format!("is packed with {other}, which is not read")),
        };
    }
    Ok(bytes)
}

fn looks_like_text(bytes: &[u8]) -> bool {
    let start = bytes.get(..64).unwrap_or(bytes);
    start.iter().all(|byte| *byte >= b' ' || byte.is_ascii_whitespace())
}

/// What is there is taken even where the packing breaks off, as browsers do; nothing at all is damage.
fn unpacked(packed: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = packed.take(LARGEST + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > LARGEST {
        return Err(format!("unpacks to more than {LARGEST} bytes"));
    }
    match read {
        Err(error) if bytes.is_empty() => Err(format!("its body can't be unpacked: {error}")),
        _ => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};

    use super::super::tests::gzip;
    use super::*;

    const WORDS: &[u8] = b"<p>The envoys met in Oslo, the host said.</p>";

    fn answer(headers: &str, body: &[u8]) -> Option<Body> {
        Body::of_answer(&[b"HTTP/1.1 200 OK\r\n", headers.as_bytes(), b"\r\n\r\n", body].concat()).unwrap()
    }

    #[test]
    fn type_and_charset_are_the_headers() {
        let body = answer("content-type: Text/HTML; Charset=\"ISO-8859-2\"", WORDS).unwrap();
        assert_eq!((body.mime.as_deref(), body.charset.as_deref()), (Some("text/html"), Some("ISO-8859-2")));
        assert_eq!(body.bytes, WORDS);
        assert_eq!(answer("Server: x", WORDS).unwrap().mime, None);
    }

    #[test]
    fn the_codings_of_the_transport_are_taken_off() {
        let chunked = [b"5;a=b\r\n", &WORDS[..5], b"\r\n1000\r\n", &WORDS[5..]].concat();
        let zlib = |words: &[u8]| {
            let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
            packed.write_all(words).unwrap();
            packed.finish().unwrap()
        };
        let raw = |words: &[u8]| {
            let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
            packed.write_all(words).unwrap();
            packed.finish().unwrap()
        };
        let cut = &gzip(&WORDS.repeat(40))[..60];
        for (headers, body) in [
            ("Transfer-Encoding: chunked", chunked.as_slice()),
            // Unpacked by the archive, the headers left as they were.
            ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", WORDS),
            ("Content-Encoding: br", WORDS),
            ("Content-Encoding: gzip", &gzip(WORDS)),
            ("Content-Encoding: gzip, gzip", &gzip(&gzip(WORDS))),
            ("Content-Encoding: deflate", &zlib(WORDS)),
            ("Content-Encoding: deflate", &raw(WORDS)),
        ] {
            assert_eq!(answer(headers, body).unwrap().bytes, WORDS, "{headers}");
        }
        assert!(answer("Content-Encoding: gzip", cut).unwrap().bytes.starts_with(&WORDS[..20]));
        let packed = [b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n".as_slice(), b"\x1b\x03\x00\xf8"].concat();
        assert_eq!(Body::of_answer(&packed).unwrap_err(), "is packed with br, which is not read");
    }

    #[test]
    fn what_the_server_did_not_give_is_no_page() {
        for status in ["301 Moved", "404 Not Found", "304 Not Modified", "500 Oh"] {
            assert_eq!(Body::of_answer(format!("HTTP/1.1 {status}\r\n\r\nwords").as_bytes()), Ok(None), "{status}");
        }
        assert!(Body::of_answer(b"words").is_err());
        assert!(Body::of_answer(b"GET / HTTP/1.1\r\n\r\n").is_err());
    }
}
