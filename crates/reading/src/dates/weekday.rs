//! Days of the week: "on Thursday", "last Friday", "next Monday night".
//!
//! Must not match: "the Sunday Times", "every Friday", "on Mondays", "Black Friday Sale" (where the parser sees a name).

use jiff::civil::Weekday;

use super::relative::{skip_daytime, which};
use super::scan::Scan;
use super::tables::TABLES;
use super::time::{Found, Time, Which};

const WEEKDAYS: [(&str, Weekday); 11] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("tues", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("weds", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("thurs", Weekday::Thursday),
    ("thur", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// A weekday's name at `at`, and the place after it.
pub(super) fn weekday(scan: &Scan<'_>, at: usize) -> Option<(Weekday, usize)> {
    let (_, day) = WEEKDAYS.iter().find(|(name, _)| *name == scan.word(at)).filter(|_| scan.is_capital(at))?;
    Some((*day, at + 1))
}

/// "Friday", "last Friday", "Friday night".
pub(super) fn weekday_time(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (which, next) = which(scan, at).unwrap_or((Which::Bare, at));
    let (day, end) = weekday(scan, next)?;
    if is_name(scan, next) || matches!(scan.before(at, 1), "every" | "each" | "black" | "bloody") {
        return None;
    }
    let habit =
        scan.is(at.wrapping_sub(1), &["a", "/", "per"]) || (scan.word(end).ends_with('s') && is_daytime(scan, end));
    // "the next Tuesday" is told from another day.
    if habit || (which == Which::Next && scan.is(at.wrapping_sub(1), &["the"])) {
        return None;
    }
    let end = skip_daytime(scan, end);
    if let Some((weeks, end)) = week_after(scan, end).filter(|_| which == Which::Bare) {
        return Some(Found::new(at, end, Time::WeekdayOf(day, weeks)));
    }
    Some(Found::new(at, end, Time::Weekday(day, which)))
}

/// "last week", "of this week" after a weekday: how many weeks from this one, and the place after it.
fn week_after(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    let next = scan.skip(at, &["of"]);
    let weeks = match scan.word(next) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    scan.is(next + 1, &["week"]).then_some((weeks, next + 2))
}

/// Is it "mornings", "nights"?
fn is_daytime(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.word(at), "mornings" | "afternoons" | "evenings" | "nights")
}

/// Is the weekday the beginning of a name ("Sunday Times")?
fn is_name(scan: &Scan<'_>, at: usize) -> bool {
    let paper = scan.is_capital(at + 1) && TABLES.paper.contains(scan.word(at + 1));
    let entity = matches!(scan.entity(at), "ORG" | "WORK_OF_ART" | "PRODUCT" | "FAC" | "LAW");
    paper || (entity && scan.is_capital(at + 1) && scan.entity(at + 1) == scan.entity(at))
}
