//! Dates: the time expressions of a text, resolved to days.
//!
//! Takes a parsed [`Doc`] and the day of publication and gives its [`DateMention`]s in text order.
//!
//! ```text
//! published 2025-03-13 (a Thursday)
//! The envoys met on Wednesday and will meet again next week, the day after the vote of 2 May.
//!                ~~~~~~~~~~~~                     ~~~~~~~~~                         ~~~~~
//!                2025-03-12                       2025-03-17..23                    2025-05-02
//! ```
//!
//! Small rules, a file for each phenomenon, read the text word by word ([`calendar`], [`weekday`], [`whole`],
//! [`relative`], [`anaphoric`]) and say what the words say; [`resolve`] turns that into days, with the tense of the clause
//! ([`lean`]) where words like "Friday" leave the direction open; [`bounds`] reads "since", "until", "from … to". The parse
//! is a hint: where it is poor, the words still count. Nothing is guessed: what hangs on an event ("the day before the
//! vote") or on a missing day of publication has no bounds.
//!
//! Weeks run Monday to Sunday; years, months and decades are whole; a period told as past ends on the day of writing.
//!
//! Left to others: when a truce began, as against when that was said. [`date_of_event`] says which date tells when a
//! verb's event happened.

mod anaphoric;
mod bounds;
mod calendar;
mod dateline;
mod days;
mod event;
mod hypothetical;
mod joined;
mod lean;
mod number;
mod reader;
mod relative;
mod resolve;
mod scan;
mod tables;
#[cfg(test)]
mod tests;
mod time;
#[cfg(test)]
mod toy;
mod weekday;
mod whole;

use std::ops::Range;

use jiff::civil::Date;
use rapporteur_language::Doc;
use rapporteur_record::{Period, Span};

pub use bounds::Bound;
use calendar::Order;
pub use event::date_of_event;
use reader::Reader;
use scan::Scan;
use time::Found;

/// How fine a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// A day.
    Day,
    /// A week or weekend.
    Week,
    /// A month, quarter or season.
    Month,
    /// A year.
    Year,
    /// A decade, a century, a war.
    Era,
    /// Some time ("recently", "in the coming days"), or so many units up to now.
    Stretch,
}

/// A time expression and its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The words that name the time ("Thursday"), in bytes.
    pub span: Span,
    /// The same with the words that bind it to its clause ("on Thursday", "from 3 to 5 May"), in bytes.
    pub phrase: Span,
    /// The tokens of `span`.
    pub tokens: Range<usize>,
    /// The days that the words name: of "since 2014", "this year" and "from 3 to 5 May" the whole of 2014, the whole
    /// year, and each of the two days.
    pub named: Period,
    /// The days that bound what the clause tells: of "since 2014" no end, of "this year" told as past no day after the day
    /// of writing, of "from 3 to 5 May" the three days. Both ends `None` where nothing fixes them.
    pub period: Period,
    /// How the clause is bound to the time.
    pub bound: Bound,
    /// How fine the time is told.
    pub grain: Grain,
}

impl DateMention {
    /// The words with what binds them, as a record quotes them: "on Thursday".
    pub fn text<'doc>(&self, doc: &'doc Doc) -> &'doc str {
        doc.text().get(self.phrase.start as usize..self.phrase.end as usize).unwrap_or_default()
    }
}

/// The time expressions of a text, in text order and without overlap.
///
/// `published` is the day of publication. A dateline in the text ("GENEVA, March 12 —") that is at most a week older is
/// the day of writing; without either, only what names its own year has days.
pub fn dates(doc: &Doc, published: Option<Date>) -> Vec<DateMention> {
    let scan = Scan::of(doc);
    let found = find(&scan);
    let mut reader = Reader::new(&scan, &found, published);
    let mut mentions: Vec<DateMention> = found.iter().map(|found| reader.read(found)).collect();
    joined::join_neighbours(&scan, &found, &mut mentions);
    mentions
}

type Rule = fn(&Scan<'_>, usize) -> Option<Found>;

/// In the order in which they win over one another at the same length.
const RULES: [Rule; 19] = [
    calendar::month_day,
    calendar::month_alone,
    calendar::day_of_month,
    weekday::weekday_time,
    whole::feast,
    whole::era,
    whole::century,
    whole::decade,
    whole::share_of_year,
    whole::season,
    whole::year_end,
    whole::year_alone,
    relative::day_word,
    relative::shifted_unit,
    relative::weekend,
    relative::away,
    relative::running,
    anaphoric::neighbour,
    anaphoric::distance,
];

/// The longest expression at each place, from left to right.
fn find(scan: &Scan<'_>) -> Vec<Found> {
    let order = Order::of(scan);
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        let by_rule = RULES.iter().filter_map(|rule| rule(scan, at));
        let candidates = calendar::in_figures(scan, at, order).into_iter().chain(by_rule);
        match candidates.reduce(|best, next| if next.end > best.end { next } else { best }) {
            Some(best) => {
                at = best.end.max(at + 1);
                found.push(best);
            }
            None => at += 1,
        }
    }
    found
}
