//! Dates by the calendar: "13 March 2025", "March 13th", "Thursday 13 March", "2025-03-13", "12-14 March", "mid-March".
//!
//! Must not match: "may" the verb, "march" the walk, "April" the woman, "beat them 3-1", "May 10,000 people".

use super::days;
use super::number::{day, digits, year};
use super::relative::part;
use super::scan::Scan;
use super::time::{Found, Part, Time, Which};
use super::weekday::weekday;
use super::{Grain, scan};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const SHORT: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What may stand before a month that stands alone.
const BEFORE_MONTH: [&str; 29] = [
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "to",
    "between",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "during",
    "through",
    "throughout",
    "before",
    "after",
    "for",
    "around",
    "end",
    "coming",
    "past",
    "into",
    "earlier",
    "later",
    "of",
    "that",
];

/// How a text writes days in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// 13/03/2025.
    DayFirst,
    /// 03/13/2025.
    MonthFirst,
    /// The text does not show it.
    Unknown,
}

impl Order {
    /// The order that a text shows, by figures that can be read in one way only, else by "13 March" or "March 13".
    pub(super) fn of(scan: &scan::Scan<'_>) -> Order {
        let (mut day_first, mut month_first) = (0u32, 0u32);
        for at in 0..scan.len() {
            if let Some((a, b, ..)) = slashed(scan, at) {
                day_first += 8 * u32::from(a > 12);
                month_first += 8 * u32::from(b > 12);
            } else if month(scan, at).is_some() {
                day_first += u32::from(at > 0 && day(scan, at - 1).is_some());
                month_first += u32::from(day(scan, at + 1).is_some());
            }
        }
        match day_first.cmp(&month_first) {
            std::cmp::Ordering::Greater => Order::DayFirst,
            std::cmp::Ordering::Less => Order::MonthFirst,
            std::cmp::Ordering::Equal => Order::Unknown,
        }
    }
}

/// "03/13/2025" as its three numbers and the place after them.
fn slashed(scan: &Scan<'_>, at: usize) -> Option<(i32, i32, i32, usize)> {
    let mark = scan.word(at + 1);
    let (first, second) = (digits(scan, at, 2)?, digits(scan, at + 2, 2)?);
    let glued = (1..=4).all(|step| scan.is_glued(at + step));
    let year = digits(scan, at + 4, 4).filter(|_| scan.word(at + 4).len() == 4)?;
    let ends = !scan.is_glued(at + 5) || !scan.is(at + 5, &["/", "-"]);
    (glued && ends && matches!(mark, "/" | "." | "-") && mark == scan.word(at + 3)).then_some((
        first,
        second,
        year,
        at + 5,
    ))
}

/// Days in figures: "2025-03-13", "13/03/2025", "13.03.2025".
pub(super) fn in_figures(scan: &Scan<'_>, at: usize, order: Order) -> Option<Found> {
    if let Some(found) = iso(scan, at) {
        return Some(found);
    }
    let (a, b, year, end) = slashed(scan, at)?;
    let day_first = match (a > 12, b > 12, order) {
        (true, false, _) => true,
        (false, true, _) => false,
        (false, false, Order::DayFirst) => true,
        (false, false, Order::MonthFirst) => false,
        // Only English of the United States puts the month first, and it writes slashes.
        (false, false, Order::Unknown) if scan.is(at + 1, &["."]) => true,
        _ => return (a == b).then(|| days::date(year, a, b)).flatten().map(|date| known_day(at, end, date)),
    };
    let (day, month) = if day_first { (a, b) } else { (b, a) };
    days::date(year, month, day).map(|date| known_day(at, end, date))
}

fn iso(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let year = digits(scan, at, 4).filter(|_| scan.word(at).len() == 4)?;
    let glued = (1..=4).all(|step| scan.is_glued(at + step));
    let shaped = scan.is(at + 1, &["-"]) && scan.is(at + 3, &["-"]) && scan.word(at + 2).len() == 2;
    let day = digits(scan, at + 4, 2).filter(|_| glued && shaped && scan.word(at + 4).len() == 2)?;
    days::date(year, digits(scan, at + 2, 2)?, day).map(|date| known_day(at, at + 5, date))
}

fn known_day(start: usize, end: usize, date: jiff::civil::Date) -> Found {
    Found::new(start, end, Time::Known(days::day(date), Grain::Day))
}

/// A month's name at `at` (its number, the place after it). Only with a capital: "may" and "march" are verbs.
pub(super) fn month(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    if !scan.is_capital(at) {
        return None;
    }
    let word = scan.word(at);
    if let Some(number) = MONTHS.iter().position(|name| *name == word) {
        return Some((number as i32 + 1, at + 1));
    }
    let short = if word == "sept" { "sep" } else { word };
    let number = SHORT.iter().position(|name| *name == short)?;
    Some((number as i32 + 1, if scan.is(at + 1, &["."]) && scan.is_glued(at + 1) { at + 2 } else { at + 1 }))
}

fn is_short(scan: &Scan<'_>, at: usize) -> bool {
    !MONTHS.contains(&scan.word(at))
}

/// A year after a day and month or after a month: "2025", ", 2025", "of 384", "in 1981".
fn year_after(scan: &Scan<'_>, at: usize, words: &[&str]) -> Option<(i32, usize)> {
    let next = scan.skip(scan.skip(at, &[","]), words);
    if let Some(found) = year(scan, next) {
        return Some(found);
    }
    // Years of antiquity: not after a comma, where a count may stand.
    let three = digits(scan, next, 3).filter(|_| scan.word(next).len() == 3 && !scan.is(next - 1, &[","]))?;
    (!scan.in_figure(next, next + 1)).then_some((three, next + 1))
}

/// A weekday before a date ("Thursday, 13 March"): the place after it.
fn skip_weekday(scan: &Scan<'_>, at: usize) -> usize {
    match weekday(scan, at) {
        Some((_, next)) => scan.skip(scan.skip(next, &[","]), &["the"]),
        None => at,
    }
}

/// A day of a month, with or without weekday and year, in either order.
pub(super) fn month_day(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let start = skip_weekday(scan, at);
    let (month, first, last, mut end) = day_month(scan, start).or_else(|| month_then_day(scan, start))?;
    let time = match year_after(scan, end, &["of", "in"]) {
        Some((year, next)) => {
            end = next;
            Time::Known(days::between(days::date(year, month, first)?, days::date(year, month, last)?), Grain::Day)
        }
        None if scan.is(at, &["friday"]) && first == 13 && scan.is(at + 1, &["the"]) => return None,
        None => match told_year(scan, end) {
            Some((year, next)) => {
                end = next;
                year.with(month, (first, last))
            }
            // A leap year, so that 29 February is not lost.
            None => days::date(2000, month, last).map(|_| Time::MonthDay(month, first, last))?,
        },
    };
    Some(Found::new(at, end, time))
}

/// A year told by pointing at it.
#[derive(Clone, Copy)]
enum ToldYear {
    /// Counted from this one.
    Away(i32),
    /// The one told last.
    Same,
}

impl ToldYear {
    fn with(self, month: i32, days: (i32, i32)) -> Time {
        match self {
            ToldYear::Away(years) => Time::InYear(month, days, years),
            ToldYear::Same => Time::InSameYear(month, days),
        }
    }
}

/// "last year", "of this year", "the same year" after a month or day: which year, and the place after it.
fn told_year(scan: &Scan<'_>, at: usize) -> Option<(ToldYear, usize)> {
    let next = scan.skip(scan.skip(scan.skip(at, &[","]), &["of", "in"]), &["the"]);
    let year = match scan.word(next) {
        "last" => ToldYear::Away(-1),
        "this" => ToldYear::Away(0),
        "next" if next == at || !scan.is(next - 1, &["the"]) => ToldYear::Away(1),
        "that" | "same" => ToldYear::Same,
        _ => return None,
    };
    scan.is(next + 1, &["year"]).then_some((year, next + 2))
}

/// "to", "and", a dash between two days.
fn range_mark(scan: &Scan<'_>, at: usize) -> Option<usize> {
    scan.is(at, &["-", "–", "—", "to", "and", "until", "through", "or"]).then_some(at + 1)
}

/// "13 March", "13th of March", "12-14 March".
fn day_month(scan: &Scan<'_>, at: usize) -> Option<(i32, i32, i32, usize)> {
    if scan.is(at.wrapping_sub(1), &["-", "–"]) && scan.is_glued(at) {
        return None;
    }
    let (first, next) = day(scan, at)?;
    let (last, next) = match range_mark(scan, next).and_then(|mark| day(scan, mark)) {
        Some((last, after)) if last > first => (last, after),
        _ => (first, next),
    };
    let (month, end) = month(scan, scan.skip(scan.skip(next, &["-"]), &["of"]))?;
    Some((month, first, last, end))
}

/// "March 13", "March the 13th", "March 12-14".
fn month_then_day(scan: &Scan<'_>, at: usize) -> Option<(i32, i32, i32, usize)> {
    let (month, next) = month(scan, at)?;
    let (first, next) = day(scan, scan.skip(next, &["the"]))?;
    let until = range_mark(scan, next).and_then(|mark| day(scan, mark));
    // "March 3 to 5 May" is two dates.
    match until.filter(|&(last, after)| last > first && self::month(scan, after).is_none()) {
        Some((last, after)) => Some((month, first, last, after)),
        None => Some((month, first, first, next)),
    }
}

/// A month, alone or with its year: "March", "March 2025", "mid-March", "early last June", "from March to August 2011".
pub(super) fn month_alone(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (part, next) = part(scan, at).unwrap_or((Part::Whole, at));
    let (which, next) = super::relative::which(scan, next).unwrap_or((Which::Bare, next));
    let (month, end) = month(scan, next)?;
    if let Some((year, end)) = year_after(scan, end, &["of", "in"]) {
        let period = super::resolve::part_of(days::months(year, month, month)?, part);
        return Some(Found::new(at, end, Time::Known(period, Grain::Month)));
    }
    if !stands_for_a_month(scan, next) {
        return None;
    }
    if let (Some((year, end)), Part::Whole) = (told_year(scan, end), part) {
        return Some(Found::new(at, end, year.with(month, (0, 0))));
    }
    if let Some(year) = year_of_range(scan, end) {
        return Some(Found::new(at, end, Time::Known(days::months(year, month, month)?, Grain::Month)));
    }
    Some(Found::new(at, end, Time::Month(month, which, part)))
}

/// The year that follows the second month of "March to August 2011".
fn year_of_range(scan: &Scan<'_>, at: usize) -> Option<i32> {
    let (_, next) = month(scan, range_mark(scan, at)?)?;
    year_after(scan, next, &["of", "in"]).map(|(year, _)| year)
}

/// Is a name like "May" or "June" a month here? It is after a word of time, or where the parser sees a date.
fn stands_for_a_month(scan: &Scan<'_>, at: usize) -> bool {
    let person = matches!(scan.entity(at), "PERSON" | "ORG" | "GPE" | "FAC" | "PRODUCT" | "WORK_OF_ART");
    let hinted = BEFORE_MONTH.contains(&scan.before(at, 1)) || scan.is(at.wrapping_sub(1), &["-"]);
    let verb = scan.token(at).is_some_and(|token| matches!(token.tag, "MD" | "VB" | "VBP" | "VBD"));
    let figure = scan.word(at + 1).starts_with(|mark: char| mark.is_ascii_digit());
    if verb || figure || (person && !hinted) || (is_short(scan, at) && !scan.in_date(at)) {
        return false;
    }
    // "to May" and "by June" are also done to women of that name: the next word decides.
    let name = scan.is(at, &["may", "june", "april", "august"]) && scan.entity(at) == "PERSON";
    !name && (hinted || scan.in_date(at))
}

/// "the 13th": a day of the month spoken of.
pub(super) fn day_of_month(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, &["the"]) || !matches!(scan.before(at, 1), "on" | "until" | "by" | "since") {
        return None;
    }
    let number = digits(scan, at + 1, 2).filter(|number| (1..=31).contains(number))?;
    let ending = scan.is(at + 2, &["st", "nd", "rd", "th"]) && scan.is_glued(at + 2);
    let ends = matches!(scan.word(at + 3), "" | "." | "," | ";" | "and" | "to" | "for" | "in" | "at" | "with");
    (ending && ends).then(|| Found::new(at, at + 3, Time::DayOfMonth(number)))
}
