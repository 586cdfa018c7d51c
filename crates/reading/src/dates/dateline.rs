//! The dateline: the day on which a report was written, where the report says so itself.
//!
//! "GENEVA, March 12 (Agency) —" before the first sentence, or a line that holds nothing but a date.

use jiff::civil::Date;

use super::Grain;
use super::days;
use super::lean::Lean;
use super::resolve::{Anchor, resolve};
use super::scan::Scan;
use super::time::{Found, Time};

/// How many atoms may come before the date: a headline and a place.
const FROM_THE_TOP: usize = 60;

/// How many days before publication a report may have been written.
const AGE: i32 = 7;

/// The day of writing, by the dateline. A day that does not suit the day of publication is no dateline.
pub(super) fn dateline(scan: &Scan<'_>, found: &[Found], published: Option<Date>) -> Option<Date> {
    let near_top = found.iter().take_while(|found| found.start < FROM_THE_TOP);
    let mut days = near_top.filter(|found| stands_alone(scan, found) || before_dash(scan, found));
    let day = days.find_map(|found| day_of(found.time, published))?;
    let fits = published.is_none_or(|published| (0..=AGE).contains(&days::distance(day, published)));
    fits.then_some(day)
}

fn day_of(time: Time, published: Option<Date>) -> Option<Date> {
    match time {
        Time::Known(period, Grain::Day) => period.from.filter(|_| period.from == period.to),
        Time::MonthDay(..) => resolve(time, Lean::Past, Anchor { today: published, ..Anchor::default() }).named.from,
        _ => None,
    }
}

/// A paragraph that holds only the date.
fn stands_alone(scan: &Scan<'_>, found: &Found) -> bool {
    found.start.checked_sub(1).is_none_or(|before| scan.word(before).is_empty()) && scan.word(found.end).is_empty()
}

/// "March 12 (Agency) —", "Nov 3 -".
fn before_dash(scan: &Scan<'_>, found: &Found) -> bool {
    let next = match scan.word(found.end) {
        "(" => (found.end..found.end + 8).find(|at| scan.is(*at, &[")"])).map_or(found.end, |at| at + 1),
        _ => found.end,
    };
    let led = scan.is(found.start.wrapping_sub(1), &[",", ")"]);
    led && (scan.is(next, &["—", "–", "-", ":"]))
}
