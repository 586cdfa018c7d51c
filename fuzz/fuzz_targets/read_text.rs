//! Any text goes through the whole language engine: no panic, and the tokens make up the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_language::Pipeline;

fuzz_target!(|text: &str| {
    let doc = Pipeline::english().read(text);
    let mut at = 0;
    for token in doc.iter() {
        assert_eq!(token.start as usize, at);
        at = token.end as usize + usize::from(token.space_after);
        assert!((token.head as usize) < doc.len());
    }
    assert_eq!(at, text.len());
});
