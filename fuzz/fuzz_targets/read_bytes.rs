//! Any bytes under any ending: no panic, no hang, and the same answer twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_report::{ReadOptions, dateline, read_bytes, reprints};

const NAMES: [&str; 9] =
    ["a.txt", "a.html", "a.jsonl", "a.json", "a.xml", "a.warc", "a.warc.gz", "a.parquet", "-"];

fuzz_target!(|bytes: &[u8]| {
    // The first byte chooses the reader.
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let input = read_bytes(name, bytes, &ReadOptions::default());
    assert_eq!(input, read_bytes(name, bytes, &ReadOptions::default()));
    for report in &input.reports {
        if let Some(found) = dateline(&report.text, report.published) {
            assert!(!report.text[found.place].is_empty() && !report.text[found.bytes].is_empty());
        }
    }
    reprints(&input.reports);
});
