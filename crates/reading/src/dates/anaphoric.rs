//! Times told from another time: "the next day", "two years later", "that month", "the year before".
//!
//! They hang on the time told last. "The day before the vote" hangs on the vote, which no calendar knows, and is left out.

use super::number::{Count, count};
use super::scan::Scan;
use super::time::{Found, Time, Unit};
use super::weekday::weekday;

/// "the next day", "the following week", "the previous year", "the following Monday", "that same year".
pub(super) fn neighbour(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let determiner = scan.before(at, 1);
    let step = match scan.word(at) {
        "next" | "following" | "subsequent" if determiner == "the" => 1,
        "previous" | "preceding" if determiner == "the" => -1,
        "that" => 0,
        "same" if determiner == "the" => 0,
        _ => return None,
    };
    let next = if scan.is(at, &["that"]) { scan.skip(at + 1, &["same"]) } else { at + 1 };
    if let Some((day, end)) = weekday(scan, next).filter(|_| step == 1) {
        return Some(Found::new(at, super::relative::skip_daytime(scan, end), Time::ShiftedWeekday(day)));
    }
    let unit = match scan.word(next) {
        "morning" | "evening" | "night" | "afternoon" if step != 0 => Unit::Day,
        word if !word.ends_with('s') => Unit::from_word(word)?,
        _ => return None,
    };
    let time = if step == 0 { Time::Same(unit) } else { Time::Shifted(step, unit) };
    Some(Found::new(at, next + 1, time))
}

/// "two years later", "a week earlier", "three days after", "the day before".
pub(super) fn distance(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (number, next) = match (scan.word(at), scan.is(at.wrapping_sub(1), &["the"])) {
        ("day" | "night" | "week" | "month" | "year" | "evening", true) => (1, at),
        _ => match count(scan, at)? {
            (Count::Exactly(number), next) => (number, next),
            (Count::Some, _) => return None,
        },
    };
    let unit = match scan.word(next) {
        "night" | "evening" => Unit::Day,
        word => Unit::from_word(word)?,
    };
    let sign = match scan.word(next + 1) {
        "later" | "afterwards" | "afterward" => 1,
        "earlier" | "beforehand" => -1,
        "after" if hangs_on_nothing(scan, next + 2) => 1,
        "before" if hangs_on_nothing(scan, next + 2) => -1,
        _ => return None,
    };
    let glued = scan.is_glued(at) && scan.is(at.wrapping_sub(1), &["-", "."]);
    let than = sign < 0 && scan.is(next + 2, &["than"]);
    (!glued && !than).then(|| Found::new(at, next + 2, Time::Shifted(sign * number, unit)))
}

/// After "the day before": does the clause go on without saying before what?
fn hangs_on_nothing(scan: &Scan<'_>, at: usize) -> bool {
    matches!(
        scan.word(at),
        "" | "."
            | ","
            | ";"
            | ":"
            | ")"
            | "in"
            | "at"
            | "on"
            | "and"
            | "but"
            | "when"
            | "had"
            | "was"
            | "were"
            | "with"
            | "to"
    ) || matches!(scan.word(at), "”" | "\"" | "—" | "–")
}
