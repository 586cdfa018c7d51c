//! A headline in which every word of weight has a capital: "Norland Rejects Truce Offer". There a capital makes no name.

use std::collections::BTreeSet;
use std::ops::Range;

use super::text::Text;

/// The headline of a text that has one of that kind, and what is written with a capital elsewhere.
pub(super) struct Headline<'a> {
    end: usize,
    elsewhere: BTreeSet<&'a str>,
}

/// A longer first paragraph is no headline, in tokens.
const LONGEST: usize = 30;

impl<'a> Headline<'a> {
    /// The first paragraph, where it has no full stop and its words begin with capitals.
    pub(super) fn of(text: &Text<'a>) -> Self {
        let end = (0..text.len().min(LONGEST + 1)).find(|at| text.word(*at).contains('\n')).unwrap_or(0);
        let words = || (0..end).map(|at| text.word(at)).filter(|word| word.chars().count() > 3);
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let small = words().filter(|word| !capital(word)).count();
        let stops = end > 0 && matches!(text.word(end - 1), "." | "!" | "?" | "”" | "\"");
        if stops || words().count() < 3 || small * 5 > words().count() {
            return Self { end: 0, elsewhere: BTreeSet::new() };
        }
        let elsewhere = (end..text.len()).filter(|at| text.is_capital(*at)).map(|at| text.word(at)).collect();
        Self { end, elsewhere }
    }

    /// Do only these capitals tell of a name, whose last word stands nowhere else with one?
    pub(super) fn only_writes(&self, text: &Text<'a>, name: &Range<usize>) -> bool {
        name.end <= self.end && !self.elsewhere.contains(text.word(name.end - 1))
    }
}
