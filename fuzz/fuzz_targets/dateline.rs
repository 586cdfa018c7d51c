//! Any text as a dateline and as a day.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_report::{dateline, parse_published};

fuzz_target!(|text: &str| {
    let published = parse_published(text).ok();
    if let Some(found) = dateline(text, published) {
        assert!(text.get(found.place).is_some() && text.get(found.bytes).is_some());
        assert!(found.outlet.is_none_or(|outlet| text.get(outlet).is_some()));
    }
});
