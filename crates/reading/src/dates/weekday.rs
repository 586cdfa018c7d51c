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
    Some(Found::new(at, skip_daytime(scan, end), Time::Weekday(day, which)))
}

/// Is the weekday the beginning of a name ("Sunday Times")?
fn is_name(scan: &Scan<'_>, at: usize) -> bool {
    let paper = scan.is_capital(at + 1) && TABLES.paper.contains(scan.word(at + 1));
    let entity = matches!(scan.entity(at), "ORG" | "WORK_OF_ART" | "PRODUCT" | "FAC" | "LAW");
    paper || (entity && scan.is_capital(at + 1) && scan.entity(at + 1) == scan.entity(at))
}
