//! Web archives (WARC 1.0 and 1.1, ISO 28500), as crawlers write them: one page after the other, each with its HTTP headers.
//!
//! ```text
//! WARC/1.0                                     one record
//! WARC-Type: response
//! WARC-Target-URI: https://post.example/talks
//! Content-Length: 1234
//!                                              an empty line, then 1234 bytes:
//! HTTP/1.1 200 OK                              what the server answered ([`http`])
//! ```
//!
//! An archive is plain, or each record is a gzip member of its own (`.warc.gz`). It is read record by record, so that a
//! large one takes no more memory than its largest page. A record that is damaged is named by its number and place; reading
//! goes on at the next place where one begins.
//!
//! Records of the types `response`, `resource` and `conversion` hold pages; `request`, `metadata`, `warcinfo` and
//! `revisit` (a page that an earlier record has) are passed over.

pub(crate) mod http;
mod members;
mod record;

use std::io::{BufRead, Seek};

use members::Members;
pub(crate) use record::Record;

/// A record that can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Damage {
    /// Where it begins, in bytes of the file.
    pub(crate) at: u64,
    pub(crate) reason: String,
}

/// The records of an archive that may hold pages, each with its number, counted from 1 over all records.
pub(crate) struct Records<R> {
    members: Members<R>,
    number: usize,
}

impl<R: BufRead + Seek> Records<R> {
    pub(crate) fn new(file: R) -> Self {
        Self { members: Members::new(file), number: 0 }
    }

    /// How many bytes of the file lie behind.
    pub(crate) fn position(&self) -> u64 {
        self.members.position()
    }
}

impl<R: BufRead + Seek> Iterator for Records<R> {
    type Item = (usize, Result<Record, Damage>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let record = self.members.next()?;
            self.number += 1;
            if record.as_ref().map_or(true, Record::may_hold_a_page) {
                return Some((self.number, record));
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::{Cursor, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// A record as crawlers write them.
    pub(crate) fn record(kind: &str, url: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    pub(crate) fn page(words: &str) -> Vec<u8> {
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>{words}</p></html>").into_bytes()
    }

    pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn three() -> [Vec<u8>; 3] {
        ["one", "two", "three"].map(|name| record("response", &format!("https://x.test/{name}"), &page(name)))
    }

    /// What is read of an archive: addresses, and "!" with the reason of what is damaged.
    fn read(bytes: Vec<u8>) -> Vec<String> {
        let told = |(number, record): (usize, Result<Record, Damage>)| match record {
            Ok(record) => format!("{number} {}", record.url.unwrap_or_default().trim_start_matches("https://x.test/")),
            Err(damage) => format!("{number} ! {}", damage.reason),
        };
        Records::new(Cursor::new(bytes)).map(told).collect()
    }

    #[test]
    fn records_of_a_plain_and_of_a_packed_archive() {
        let info = record("warcinfo", "", b"software: crawler\r\n");
        let request = record("request", "https://x.test/one", b"GET / HTTP/1.1\r\n\r\n");
        let [one, two, three] = three();
        let wanted = ["2 one", "4 two", "5 three"];
        assert_eq!(read([info.clone(), one.clone(), request.clone(), two.clone(), three.clone()].concat()), wanted);
        let members = [&info, &one, &request, &two, &three].map(|record| gzip(record));
        assert_eq!(read(members.concat()), wanted);
        // Some tools pack the whole archive as one member.
        assert_eq!(read(gzip(&[info, one, request, two, three].concat())), wanted);
    }

    #[test]
    fn a_damaged_record_does_not_take_the_others_with_it() {
        let [one, two, three] = three();
        let mut packed = gzip(&two);
        let middle = packed.len() / 2;
        packed[middle..middle + 8].fill(0xff);
        let found = read([gzip(&one), packed, gzip(&three)].concat());
        assert_eq!((found[0].as_str(), found[2].as_str(), found.len()), ("1 one", "3 three", 3), "{found:?}");
        assert!(found[1].starts_with("2 ! "), "{found:?}");

        let long = String::from_utf8(two.clone()).unwrap().replace("Content-Length: ", "Content-Length: 9");
        let found = read([one.clone(), long.into_bytes(), three.clone()].concat());
        assert_eq!((found[0].as_str(), found[2].as_str(), found.len()), ("1 one", "3 three", 3), "{found:?}");
        let short = String::from_utf8(two).unwrap().replace("Content-Length: ", "Content-Length: 1 ");
        let found = read([one, short.into_bytes(), three].concat());
        assert_eq!(found, ["1 one", "2 ! has no Content-Length that is a number", "3 three"]);
    }

    #[test]
    fn an_archive_that_ends_in_the_middle_says_so() {
        let [one, two, _] = three();
        let cut = two.len() - 30;
        let found = read([&one[..], &two[..cut]].concat());
        assert!(found[1].starts_with("2 ! is cut short: "), "{found:?}");
        let packed = gzip(&two);
        let found = read([&gzip(&one)[..], &packed[..packed.len() - 20]].concat());
        assert!(found.len() == 2 && found[1].starts_with("2 ! its gzip data end too early"), "{found:?}");
        // The checksum at a member's end counts, too.
        let mut false_sum = packed.clone();
        let sum = false_sum.len() - 6;
        false_sum[sum] ^= 1;
        let found = read([false_sum, gzip(&one)].concat());
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("1 ! its gzip data are damaged") && found[1] == "2 one", "{found:?}");
    }

    #[test]
    fn what_is_no_archive_gives_one_damage() {
        for bytes in [b"words and no archive".to_vec(), gzip(b"words"), b"\x1f\x8b\x08".to_vec()] {
            assert_eq!(read(bytes.clone()).len(), 1, "{bytes:?}");
        }
        assert!(read(Vec::new()).is_empty());
    }
}
