//! Label strings that live as long as the program.
//!
//! A model's labels and its feature strings are few and the same in every doc. They are kept once for the whole
//! process, so that a token can hold them as `&'static str`; loading a model again adds nothing.

use std::collections::HashSet;
use std::sync::{Mutex, OnceLock, PoisonError};

static KNOWN: OnceLock<Mutex<HashSet<&'static str>>> = OnceLock::new();

/// The one lasting copy of a label. Not for words: what is interned is never freed.
pub(crate) fn intern(label: &str) -> &'static str {
    let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(&found) = known.get(label) {
        return found;
    }
    let lasting: &'static str = Box::leak(label.into());
    known.insert(lasting);
    lasting
}
