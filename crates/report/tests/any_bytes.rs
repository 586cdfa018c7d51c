//! Any bytes under any name: no panic, no false offsets, the same answer twice; and linear time for what is made to hurt.

use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use rapporteur_report::{ReadOptions, dateline, parse_published, read_bytes, reprints, why_unreadable};

const NAMES: [&str; 12] = [
    "a.txt",
    "a.md",
    "a.html",
    "a.jsonl",
    "a.json",
    "a.xml",
    "a.rss",
    "a.atom",
    "a.warc",
    "a.warc.gz",
    "a.parquet",
    "-",
];

fn holds(name: &str, bytes: &[u8]) {
    let input = read_bytes(name, bytes, &ReadOptions::default());
    assert_eq!(input, read_bytes(name, bytes, &ReadOptions::default()));
    for report in &input.reports {
        assert!(!report.id.is_empty());
        why_unreadable(&report.text, &[]);
        if let Some(found) = dateline(&report.text, report.published) {
            assert!(!report.text[found.place].is_empty() && !report.text[found.bytes].is_empty());
        }
    }
    reprints(&input.reports);
}

/// Pieces that readers treat in a special way.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>"),
        Just("</p>"),
        Just("<div class='"),
        Just("<script type=\"application/ld+json\">"),
        Just("</script>"),
        Just("<!--"),
        Just("-->"),
        Just("&amp;"),
        Just("&#x1F91D;"),
        Just("<rss version=\"2.0\"><channel>"),
        Just("<item>"),
        Just("<description>"),
        Just("<feed xmlns=\"http://www.w3.org/2005/Atom\">"),
        Just("<entry>"),
        Just("<![CDATA["),
        Just("]]>"),
        Just("{\"text\":\""),
        Just("\"}"),
        Just("\n"),
        Just("\r\n"),
        Just("[{"),
        Just("Title: a"),
        Just("Published: "),
        Just("2024-05-02"),
        Just("GENEVA, March 3 (Reuters) — "),
        Just("KYIV "),
        Just("—"),
        Just("/TASS/"),
        Just("é"),
        Just("🤝"),
        Just("\u{FEFF}"),
        Just("\u{0}"),
        Just("The envoy said so. "),
        Just("<meta property="),
        Just("<time datetime="),
        Just("<table><tr><td>"),
        Just("<svg>"),
        Just("WARC/1.0\r\n"),
        Just("WARC-Type: response\r\n"),
        Just("Content-Length: 40\r\n\r\n"),
        Just("HTTP/1.1 200 OK\r\n"),
        Just("Transfer-Encoding: chunked\r\n\r\n"),
        Just("5\r\n"),
        Just("<"),
        Just(">"),
        Just("'"),
        Just("\""),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..400)) {
        NAMES.iter().for_each(|name| holds(name, &bytes));
    }

    #[test]
    fn any_pieces(text in pieces()) {
        NAMES.iter().for_each(|name| holds(name, text.as_bytes()));
    }

    #[test]
    fn any_text_as_a_date_or_a_dateline(text in "\\PC{0,60}") {
        let _ = parse_published(&text);
        dateline(&text, None);
    }

    #[test]
    fn a_json_text_comes_back_code_point_for_code_point(text in "\\PC{1,80}[ \r\n]{0,3}") {
        let line = serde_json::json!({"id": "a", "text": text}).to_string();
        let input = read_bytes("a.jsonl", line.as_bytes(), &ReadOptions::default());
        prop_assert_eq!(&input.reports[0].text, &text);
    }
}

/// Twice the input may take no more than some three times as long; here only a generous whole is asked, so that a busy
/// machine doesn't fail: what is quadratic takes minutes at this size.
#[test]
fn large_inputs_take_linear_time() {
    for piece in [
        "a",
        " ",
        "\n",
        "é",
        "<",
        "<p>",
        "<div>",
        "<b id=1>",
        "<a href='",
        "&",
        "&amp",
        "<!--",
        "</",
        "{",
        "[",
        "\"",
        "<p a a a a>",
        "<table>",
        "<br>",
        "<span>x</span>",
        "<p>The envoy said, on Monday, that it was so.</p>",
        "<script>",
        "<li><ul>",
        "x & y ",
        "&eacute;",
        "KYIV — ",
        "Title: a\n",
        "{\"text\":\"a\"}\n",
        "<rss><channel><item>",
        "<svg",
        "<p ",
        "<select><option>",
        "<h1>x</h1>",
        "WARC/1.0\n",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999\r\n\r\n",
        "WARC/1.0\r\nContent-Length: 0\r\n\r\n",
        "\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n",
        "\x1f",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        for name in ["a.txt", "a.html", "a.xml", "a.jsonl", "a.json", "a.warc", "-"] {
            let start = Instant::now();
            read_bytes(name, text.as_bytes(), &ReadOptions::default());
            let took = start.elapsed();
            if took > Duration::from_secs(2) {
                eprintln!("{piece:?} as {name}: {took:?}");
            }
            assert!(took < Duration::from_secs(30), "{piece:?} as {name}: {took:?}");
        }
    }
}
