//! Web archives and tables as users have them, and with every byte of them damaged.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::basic::Compression as Packing;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use rapporteur_report::{Input, OneByOne, ReadOptions, read_bytes};

fn problems(input: &Input) -> Vec<String> {
    input.problems.iter().map(ToString::to_string).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn record(kind: &str, url: &str, more: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{more}Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    [b"HTTP/1.1 200 OK\r\n", headers.as_bytes(), b"\r\n\r\n", body].concat()
}

/// An archive of a page in Latin 2, one that came in packed chunks, one that was cut short, one that moved, a style sheet,
/// and a plain text.
fn records() -> Vec<Vec<u8>> {
    let page = |words: &str| {
        format!(
            "<html><head><title>Talks</title><meta property=\"article:published_time\" content=\"2024-05-02\"></head><body><article><p>{words}</p><p>The envoys of both sides will meet again on Thursday, the hosts said in a statement.</p></article></body></html>"
        )
    };
    let polish: Vec<u8> =
        page("The envoy went to ~od~.").bytes().map(|byte| if byte == b'~' { 0xb3 } else { byte }).collect();
    let packed = gzip(page("They spoke for an hour.").as_bytes());
    let (first, second) = packed.split_at(40);
    let chunks = [
        format!("{:x}\r\n", first.len()).as_bytes(),
        first,
        format!("\r\n{:x}\r\n", second.len()).as_bytes(),
        second,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let http = "Content-Type: application/http; msgtype=response\r\n";
    let cut = format!("{http}WARC-Truncated: length\r\n");
    vec![
        record("warcinfo", "", "", b"software: crawler"),
        record(
            "response",
            "https://post.example/1",
            http,
            &answer("Content-Type: text/html; charset=iso-8859-2", &polish),
        ),
        record(
            "response",
            "<https://post.example/2>",
            http,
            &answer("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", &chunks),
        ),
        record(
            "response",
            "https://post.example/3",
            &cut,
            &answer("Content-Type: text/html", page("The talks go on.").as_bytes()),
        ),
        record(
            "response",
            "https://post.example/4",
            http,
            b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>Moved</p>",
        ),
        record("response", "https://post.example/5", http, &answer("Content-Type: text/css", b"p { color: red }")),
        record("conversion", "https://post.example/6", "Content-Type: text/plain\r\n", b"The envoys left at noon."),
    ]
}

#[test]
fn pages_of_an_archive_are_reports() {
    let (plain, packed) = (records().concat(), records().iter().flat_map(|record| gzip(record)).collect::<Vec<u8>>());
    for (name, bytes) in [("a.warc", &plain), ("a.warc.gz", &packed), ("standard input", &plain), ("-", &packed)] {
        let input = read_bytes(name, bytes, &ReadOptions::default());
        let mut texts: Vec<&str> =
            input.reports.iter().map(|one| one.text.split("\n\n").next().unwrap_or_default()).collect();
        texts.sort_unstable();
        let wanted =
            ["The envoy went to łodł.", "The envoys left at noon.", "The talks go on.", "They spoke for an hour."];
        assert_eq!(texts, wanted, "{name}");
        let mut urls: Vec<&str> = input.reports.iter().filter_map(|one| one.url.as_deref()).collect();
        urls.sort_unstable();
        assert_eq!(urls, ["1", "2", "3", "6"].map(|number| format!("https://post.example/{number}")));
        assert_eq!(input.reports[0].published.unwrap().to_string(), "2024-05-02");
        assert_eq!(problems(&input), [format!("{name}:4: the crawler kept only the beginning of this page (length)")]);
    }
}

#[test]
fn a_damaged_record_is_named_and_the_rest_is_read() {
    let mut members: Vec<Vec<u8>> = records().iter().map(|record| gzip(record)).collect();
    let at: usize = members[..2].iter().map(Vec::len).sum();
    let middle = members[2].len() / 2;
    members[2][middle..].fill(0);
    let input = read_bytes("crawl.warc.gz", &members.concat(), &ReadOptions::default());
    assert_eq!(input.reports.len(), 3);
    let told = problems(&input);
    assert!(told[0].starts_with(&format!("crawl.warc.gz:3: the record at byte {at} ")), "{told:?}");
    assert!(input.problems.iter().all(|problem| problem.kind.help().is_some()));
}

const SCHEMA: &str = "message reports {
    optional int64 id; optional binary title (utf8); optional binary outlet (utf8); optional int32 published (date);
    optional binary more (utf8); required binary text (utf8);
}";

/// A table of two groups of rows.
fn table(packing: Packing) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(packing).build());
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema, properties).unwrap();
    for group in 0..2_i64 {
        let mut rows = file.next_row_group().unwrap();
        let word = |text: &str| ByteArray::from(text);
        let present: &[i16] = &[1, 0];
        for column in 0.. {
            let Some(mut writer) = rows.next_column().unwrap() else { break };
            match column {
                0 => drop(writer.typed::<Int64Type>().write_batch(&[group], Some(present), None).unwrap()),
                3 => drop(writer.typed::<Int32Type>().write_batch(&[19_845], Some(present), None).unwrap()),
                5 => {
                    let texts = [
                        word(&format!(" The envoys met in group {group}.\r\n")),
                        word("Nobody signed, the hosts said."),
                    ];
                    writer.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
                }
                _ => drop(writer.typed::<ByteArrayType>().write_batch(&[word("Post")], Some(present), None).unwrap()),
            }
            writer.close().unwrap();
        }
        rows.close().unwrap();
    }
    file.close().unwrap();
    bytes
}

#[test]
fn rows_of_a_table_are_reports() {
    for packing in [
        Packing::UNCOMPRESSED,
        Packing::SNAPPY,
        Packing::GZIP(Default::default()),
        Packing::LZ4_RAW,
        Packing::ZSTD(Default::default()),
        Packing::BROTLI(Default::default()),
    ] {
        let bytes = table(packing);
        for name in ["a.parquet", "-"] {
            let input = read_bytes(name, &bytes, &ReadOptions::default());
            assert_eq!(problems(&input).len(), 1, "the same row without an id comes twice: {:?}", problems(&input));
            let first = &input.reports[0];
            assert_eq!((first.id.as_str(), first.outlet.as_deref()), ("0", Some("Post")));
            assert_eq!((first.text.as_str(), first.url.as_deref()), (" The envoys met in group 0.\r\n", None));
            assert_eq!(first.published.unwrap().to_string(), "2024-05-02");
            assert_eq!(input.reports.len(), 3);
        }
    }
}

#[test]
fn a_table_without_texts_says_what_is_missing() {
    let schema = Arc::new(parse_message_type("message m { required binary body (utf8); }").unwrap());
    let mut bytes = Vec::new();
    SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap().close().unwrap();
    let input = read_bytes("a.parquet", &bytes, &ReadOptions::default());
    assert_eq!(problems(&input), ["a.parquet: the table has no column `text`"]);
}

/// Whatever one damaged byte does, the others' reports or a named problem come of it.
#[test]
fn a_flipped_byte_is_a_named_problem_at_worst() {
    let packed: Vec<u8> = records().iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [("a.warc", records().concat()), ("a.warc.gz", packed), ("a.parquet", table(Packing::SNAPPY))]
    {
        for at in 0..bytes.len() {
            for flip in [0x01, 0x80, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] ^= flip;
                let input = read_bytes(name, &damaged, &ReadOptions::default());
                assert!(!input.reports.is_empty() || !input.problems.is_empty(), "{name} at {at}");
            }
        }
        for end in 0..bytes.len() {
            read_bytes(name, &bytes[..end], &ReadOptions::default());
        }
    }
}

#[test]
fn one_by_one_is_the_same_as_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let lines = std::fs::read(Path::new("tests/fixtures/lines.jsonl")).unwrap();
    let utf16: Vec<u8> = String::from_utf8_lossy(&lines).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = [
        put("a.warc", &records().concat()),
        put("b.parquet", &table(Packing::SNAPPY)),
        put("c.jsonl", &lines),
        put("d.jsonl", &[b"\xEF\xBB\xBF".as_slice(), &lines].concat()),
        put("e.jsonl", &[b"\xFF\xFE".as_slice(), &utf16].concat()),
        put("f.jsonl", &[lines.as_slice(), b"{\"text\":\"Zo\xEB\"}\n"].concat()),
    ];
    let options = ReadOptions::default();
    for file in files {
        let name = file.display().to_string();
        let whole = read_bytes(&name, &std::fs::read(&file).unwrap(), &options);
        let mut one_by_one = OneByOne::of(&file, &options);
        let (mut found, mut told, mut position) = (Vec::new(), Vec::new(), 0);
        while let Some(one) = one_by_one.next() {
            assert!(one_by_one.position() >= position);
            position = one_by_one.position();
            match one {
                Ok(report) => found.push(report),
                Err(problem) => told.push(problem.to_string()),
            }
        }
        let settled = rapporteur_report::settled(found);
        let reports: Vec<_> = settled.into_iter().map(|found| found.report).collect();
        assert_eq!(reports, whole.reports, "{name}");
        assert!(told.iter().all(|told| problems(&whole).contains(told)), "{name}: {told:?}");
        assert_eq!(one_by_one.position(), std::fs::metadata(&file).unwrap().len());
    }
}
