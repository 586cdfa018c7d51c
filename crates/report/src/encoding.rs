//! Bytes into text: which encoding are they in?
//!
//! In this order: a byte-order mark; NUL bytes on every second place (UTF-16); UTF-8; UTF-8 with a few broken bytes; what
//! the file says of itself (`<meta charset>`, the XML declaration); Windows-1252 where every odd byte is one of its
//! quotation marks, dashes or letters inside a word; else the guess of `chardetng`, Firefox's detector.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::set_aside::is_binary;

/// A decoded text, without byte-order mark.
#[derive(Debug, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static Encoding,
    /// How many replacement characters stand for bytes that are not of the encoding.
    pub(crate) replaced: usize,
}

/// Decodes, or says what the bytes look like when they are no text. `declared` is the encoding that the file names.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, &'static str> {
    if let Some(looks) = magic(bytes) {
        return Err(looks);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return text(bytes.get(length..).unwrap_or_default(), encoding);
    }
    if bytes.contains(&0) {
        return text(bytes, without_mark(bytes).ok_or("it holds NUL bytes")?);
    }
    text(bytes, guess(bytes, declared))
}

fn text(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, &'static str> {
    let (decoded, had_errors) = encoding.decode_without_bom_handling(bytes);
    let replaced = if had_errors { decoded.matches('\u{FFFD}').count() } else { 0 };
    if is_binary(&decoded) || replaced >= 4 && replaced * 20 > decoded.len() {
        return Err("it holds bytes that no text has");
    }
    Ok(Decoded { text: decoded.into_owned(), encoding, replaced })
}

/// First bytes of forms that are no text, and what to call them.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
        (b"{\\rtf", "a rich-text file"),
        (b"\x89PNG", "an image"),
        (b"\xFF\xD8\xFF", "an image"),
        (b"GIF8", "an image"),
        (b"SQLite format 3\0", "a database"),
    ];
    MAGIC.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, looks)| *looks)
}

/// UTF-16 without a mark: its NUL bytes (every Latin letter, space and line end has one) all stand on one side.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let (even, odd) = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == 0)
        .fold((0, 0), |(even, odd), (at, _)| if at % 2 == 0 { (even + 1, odd) } else { (even, odd + 1) });
    let (encoding, most, least): (_, usize, usize) =
        if odd >= even { (UTF_16LE, odd, even) } else { (UTF_16BE, even, odd) };
    (bytes.len().is_multiple_of(2) && most * 20 >= bytes.len() / 2 && least * 20 <= most).then_some(encoding)
}

fn guess(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() || is_mostly_utf8(bytes) {
        return UTF_8;
    }
    // A file that says UTF-8 and is not has been through something else; one that says UTF-16 without NULs is wrong.
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = declared.filter(|one| ![UTF_8, UTF_16LE, UTF_16BE].contains(one)) {
        return encoding;
    }
    if is_windows_1252(bytes) {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// At least ten times as many characters beyond ASCII are sound UTF-8 as are broken.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|one| !one.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound >= 10 * broken
}

/// Is every byte beyond ASCII a typographic sign of Windows-1252, or a letter beside an ASCII letter, and few of them?
fn is_windows_1252(bytes: &[u8]) -> bool {
    let is_sign = |byte: u8| matches!(byte, 0x80 | 0x82 | 0x84..=0x87 | 0x8B | 0x91..=0x97 | 0x99 | 0x9B | 0xA0 | 0xA3 | 0xA7 | 0xA9 | 0xAB | 0xAE | 0xB0 | 0xB4 | 0xB7 | 0xBB);
    let is_letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let odd = || bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii());
    let fits = |(at, byte): (usize, &u8)| {
        is_sign(*byte) || *byte >= 0xC0 && (is_letter(at.checked_sub(1)) || is_letter(Some(at + 1)))
    };
    odd().count() * 12 <= bytes.len() && odd().all(fits)
}

/// The label in an XML declaration or a page's `<meta>`: what follows the first `charset=` or `encoding=` near the top.
pub(crate) fn declared_label(bytes: &[u8]) -> Option<String> {
    let top = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = top.split_once("charset=").or_else(|| top.split_once("encoding="))?;
    let after = after.trim_start_matches(['"', '\'', ' ']);
    let label: String = after.chars().take_while(|one| one.is_ascii_alphanumeric() || "-_:.".contains(*one)).collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: &str) {
        assert_eq!(decode(bytes, None).map(|decoded| decoded.text).as_deref(), Ok(expect), "{bytes:?}");
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn encodings_with_and_without_a_mark() {
        let text = "\"No deal,\" said Zoë — 🤝.\r\nTalks go on.";
        check(text.as_bytes(), text);
        check(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), text);
        check(&[b"\xFF\xFE", &utf16(text, u16::to_le_bytes)[..]].concat(), text);
        check(&[b"\xFE\xFF", &utf16(text, u16::to_be_bytes)[..]].concat(), text);
        check(&utf16(text, u16::to_le_bytes), text);
        check(&utf16(text, u16::to_be_bytes), text);
        let russian = "Переговоры продолжатся на следующей неделе, сказал он.";
        check(&utf16(russian, u16::to_le_bytes), russian);
    }

    #[test]
    fn windows_1252_by_its_quotation_marks_and_letters() {
        check(b"\x93We won\x92t sign,\x94 the envoy said \x96 again.", "“We won’t sign,” the envoy said – again.");
        check(b"Fran\xE7ois Lef\xE8vre met Zo\xEB in Z\xFCrich.", "François Lefèvre met Zoë in Zürich.");
        check(b"A caf\xE9", "A café");
    }

    #[test]
    fn a_declared_encoding_is_believed_unless_the_bytes_are_utf_8() {
        let polish = b"Rozmowy zosta\xB3y wznowione w \xA3odzi";
        assert_eq!(decode(polish, Some("iso-8859-2")).unwrap().text, "Rozmowy zostały wznowione w Łodzi");
        assert_eq!(decode("Łódź".as_bytes(), Some("iso-8859-2")).unwrap().text, "Łódź");
        assert_eq!(declared_label(b"<meta charset=\"Windows-1251\">").as_deref(), Some("windows-1251"));
        assert_eq!(declared_label(b"<?xml version='1.0' encoding='ISO-8859-1'?>").as_deref(), Some("iso-8859-1"));
        assert_eq!(declared_label(b"no declaration"), None);
    }

    #[test]
    fn a_few_broken_bytes_do_not_unmake_utf_8() {
        let decoded = decode(b"\xE2\x80\x9CNo\xE2\x80\x9D and \xE2\x80\x9Cno\xE2\x80\x9D and \xE2\x80\x9CNo\xE2\x80\x9D, \xE2\x80\x9Cno\xE2\x80\x9D, \xE2\x80\x9Cyes\xE2\x80\x9D \xFF.", None);
        assert_eq!(decoded.map(|one| (one.encoding, one.replaced)), Ok((UTF_8, 1)));
    }

    #[test]
    fn what_is_no_text() {
        assert_eq!(decode(b"%PDF-1.7 ...", None), Err("a PDF file"));
        assert_eq!(decode(b"\x7FELF\x02\x01\x01\0\0\0\0\0\x03\0>", None), Err("it holds NUL bytes"));
        assert_eq!(decode(b"a\x01\x02\x03\x04\x05\x06b", None), Err("it holds bytes that no text has"));
    }
}
