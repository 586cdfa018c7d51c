//! Label strings that live as long as the program.
//!
//! A model's labels and its feature strings are few and the same in every doc. They are kept once for the whole
//! process, so that a token can hold them as `&'static str`; loading a model again adds nothing. Each has a number, for
//! whoever has no room for the sixteen bytes of a `&'static str`.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

static KNOWN: LazyLock<Mutex<Labels>> = LazyLock::new(Mutex::default);

/// All labels, and their numbers.
#[derive(Default)]
pub(crate) struct Labels {
    numbers: HashMap<&'static str, Label>,
    all: Vec<&'static str>,
}

/// A label's number; the same as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(pub(crate) u32);

/// The table of labels, locked: for many look-ups at a time.
pub(crate) fn labels() -> MutexGuard<'static, Labels> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The one lasting copy of a label. Not for words: what is interned is never freed.
pub(crate) fn intern(label: &str) -> &'static str {
    let mut labels = labels();
    match labels.numbers.get_key_value(label) {
        Some((&known, _)) => known,
        None => {
            let lasting: &'static str = Box::leak(label.into());
            labels.number(lasting);
            lasting
        }
    }
}

impl Labels {
    /// The number of a label.
    pub(crate) fn number(&mut self, label: &'static str) -> Label {
        let fresh = Label(self.all.len() as u32);
        let number = *self.numbers.entry(label).or_insert(fresh);
        if number == fresh {
            self.all.push(label);
        }
        number
    }

    /// The label of a number that [`Labels::number`] gave.
    pub(crate) fn get(&self, number: Label) -> &'static str {
        self.all.get(number.0 as usize).copied().unwrap_or_default()
    }
}
