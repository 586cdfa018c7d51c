//! Years, quarters, decades, centuries, seasons, feasts and eras.
//!
//! Must not match: "1,000 men", "2000 soldiers", "$1990", "Resolution 1701", "in his 90s", "3000 BC" (which has no day here).

use super::days;
use super::number::{digits, ordinal, year};
use super::relative::{part, which};
use super::scan::Scan;
use super::tables::TABLES;
use super::time::{Found, Part, Time, Unit, Which};
use super::{Grain, resolve::part_of};

/// Words after which a number of four digits is a year, even an old one.
const BEFORE_YEAR: [&str; 24] = [
    "in", "since", "until", "till", "by", "from", "during", "after", "before", "around", "circa", "early", "late",
    "mid", "year", "(", "until", "of", "through", "between", "born", "died", "reigned", "ad",
];

/// What a number counts, where it is no year.
const COUNTED: [&str; 29] = [
    "bc",
    "bce",
    "people",
    "men",
    "women",
    "soldiers",
    "km",
    "kilometres",
    "kilometers",
    "miles",
    "percent",
    "per",
    "ft",
    "feet",
    "foot",
    "m",
    "metres",
    "meters",
    "kg",
    "tons",
    "tonnes",
    "hours",
    "hour",
    "minutes",
    "days",
    "years",
    "year",
    "years",
    "+",
];

/// "2014", "the year 71", "AD 842", "347 AD", "c. 360", "1776-77".
pub(super) fn year_alone(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if let Some(found) = antiquity(scan, at) {
        return Some(found);
    }
    let (part, next) = part(scan, at).unwrap_or((Part::Whole, at));
    let (first, end) = year(scan, next)?;
    // No part of a year is sharper than the year but "early 2023", "mid-2023" and "late 2023".
    let part = if matches!(scan.word(at), "early" | "mid" | "late") { part } else { Part::Whole };
    if !is_year(scan, next, first) {
        return None;
    }
    if let Some((last, end)) = short_end(scan, end, first) {
        return Some(Found::new(at, end, Time::Known(days::years(first, last)?, Grain::Year)));
    }
    Some(Found::new(at, end, Time::Known(part_of(days::years(first, first)?, part), Grain::Year)))
}

/// The "-77" of "1776-77".
fn short_end(scan: &Scan<'_>, at: usize, first: i32) -> Option<(i32, usize)> {
    let tail = digits(scan, at + 1, 2).filter(|_| scan.word(at + 1).len() == 2)?;
    let last = first - first % 100 + tail;
    let glued = scan.is_glued(at) && scan.is_glued(at + 1) && !scan.is(at + 2, &["-"]);
    (scan.is(at, &["-", "–", "/"]) && glued && last > first).then_some((last, at + 2))
}

/// Is the number a year, and not a count or a number in a list?
fn is_year(scan: &Scan<'_>, at: usize, year: i32) -> bool {
    let (previous, next) = (scan.before(at, 1), scan.word(at + 1));
    let numbered =
        TABLES.numbered.contains(previous) || (previous == "." && TABLES.numbered.contains(scan.before(at, 2)));
    let in_code =
        scan.is_glued(at) && matches!(previous, "-" | "/" | "_" | "." | ":") && year_before_dash(scan, at).is_none();
    let in_word = scan.is_glued(at) && previous.ends_with(char::is_alphanumeric);
    let counted = scan.is(at + 1, &COUNTED) || (next == "-" && scan.is(at + 2, &COUNTED));
    if numbered || in_code || in_word || counted {
        return false;
    }
    if BEFORE_YEAR.contains(&previous) || year_before_dash(scan, at).is_some() {
        return !counts_what_follows(scan, at);
    }
    if matches!(next, "-" | "–") && self::year(scan, at + 2).is_some_and(|(last, _)| (year..2060).contains(&last)) {
        return true;
    }
    let ends = matches!(next, ")" | ";" | "," | "]" | ":" | "." | "");
    let parted = matches!(previous, "," | ";" | "and" | "or") && matches!(next, ")" | ";" | "]");
    let near = (1900..2060).contains(&year);
    (scan.in_date(at) && (near || ends)) || (near || parted) && !counts_what_follows(scan, at)
}

/// The year before the dash or "to" before `at`.
fn year_before_dash(scan: &Scan<'_>, at: usize) -> Option<i32> {
    let dash = matches!(scan.before(at, 1), "-" | "–" | "—" | "to" | "and" | "or" | ",");
    dash.then(|| at.checked_sub(2)).flatten().and_then(|at| year(scan, at)).map(|(year, _)| year)
}

/// Does the number count the noun after it ("2000 soldiers")? "The 2019 elections" does not: a determiner stands before.
fn counts_what_follows(scan: &Scan<'_>, at: usize) -> bool {
    let plural = scan.token(at + 1).is_some_and(|token| token.tag == "NNS");
    let determiner = scan.token(at.wrapping_sub(1)).is_some_and(|token| matches!(token.tag, "DT" | "PRP$" | "POS"));
    let counted = scan.token(at).is_some_and(|token| token.dep == "nummod") && plural;
    let near_date = scan.in_date(at) && scan.token(at).is_some_and(|token| !token.text().starts_with('1'));
    counted && !determiner && !near_date
}

/// Years of fewer than four digits, told as such.
fn antiquity(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let before = |words: &[&str]| scan.is(at, words).then(|| scan.skip(at + 1, &["."]));
    if let Some(next) = before(&["ad", "circa", "c"]) {
        let value = digits(scan, next, 4)
            .filter(|_| scan.word(next).len() >= 3 && scan.word(at) != "c" || scan.is(at + 1, &["."]))?;
        if scan.is(next + 1, &["bc", "bce"]) {
            return Some(Found::new(at, next + 2, Time::Unknown));
        }
        return whole_year(at, next + 1, value).filter(|_| scan.word(next).len() >= 3);
    }
    if scan.is(at, &["year"]) {
        let value = digits(scan, at + 1, 4)?;
        return whole_year(at, at + 2, value).filter(|_| scan.before(at, 1) == "the");
    }
    let value = digits(scan, at, 4)?;
    if let Some(found) = old_year(scan, at, value) {
        return Some(found);
    }
    match scan.word(at + 1) {
        "ad" | "ce" => whole_year(at, at + 2, value),
        "bc" | "bce" => Some(Found::new(at, at + 2, Time::Unknown)),
        _ => None,
    }
}

/// "In 348", "about 360 – 366": three digits where the parser sees a date too, and the second year of such a pair.
fn old_year(scan: &Scan<'_>, at: usize, value: i32) -> Option<Found> {
    if scan.word(at).len() != 3 || scan.in_figure(at, at + 1) || scan.is_glued(at + 1) && scan.is_capital(at + 1) {
        return None;
    }
    let previous = scan.before(at, 1);
    let pair = matches!(previous, "-" | "–") && digits(scan, at.wrapping_sub(2), 3).is_some_and(|first| first < value);
    let led = matches!(previous, "in" | "about" | "around" | "until" | "since" | "from" | "(" | "after" | "before");
    let told = scan.in_date(at)
        && !counts_what_follows(scan, at)
        && !scan.is(at + 1, &COUNTED)
        && !scan.is(at + 1, &["bc", "bce", "ad", "ce"]);
    let in_brackets = pair && scan.is(at + 1, &[")"]) && scan.is(at.wrapping_sub(4), &[".", "c", "("]);
    ((told && (led || pair)) || in_brackets).then(|| whole_year(at, at + 1, value)).flatten()
}

fn whole_year(start: usize, end: usize, value: i32) -> Option<Found> {
    Some(Found::new(start, end, Time::Known(days::years(value, value)?, Grain::Year)))
}

/// "the 1990s", "the early 1980s", "the 1800s", "the nineties", "the '90s".
pub(super) fn decade(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (part, next) = part(scan, at).unwrap_or((Part::Whole, at));
    let (first, last, end) = decade_in_full(scan, next).or_else(|| decade_in_short(scan, next))?;
    let period = part_of_years(first, last, part)?;
    Some(Found::new(at, end, Time::Known(period, Grain::Era)))
}

fn decade_in_full(scan: &Scan<'_>, at: usize) -> Option<(i32, i32, usize)> {
    let first =
        digits(scan, at, 4).filter(|year| scan.word(at).len() == 4 && year % 10 == 0 && (1000..2100).contains(year))?;
    let end = plural_ending(scan, at + 1)?;
    // "2030's plan" is of one year.
    if end > at + 2 && !matches!(scan.before(at, 1), "the" | "early" | "late" | "mid" | "-" | "and") {
        return None;
    }
    // "the 1600s" are a century; "the 2000s" so far a decade.
    let length = if first % 100 == 0 && first < 2000 { 100 } else { 10 };
    (!scan.in_figure(at, at + 1)).then_some((first, first + length - 1, end))
}

/// The "s" or "'s" of "1990s".
fn plural_ending(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let at = if scan.is_glued(at) { scan.skip(at, &["'", "’"]) } else { return None };
    (scan.is(at, &["s"]) && scan.is_glued(at) && !scan.is(at + 1, &["°"])).then_some(at + 1)
}

fn decade_in_short(scan: &Scan<'_>, at: usize) -> Option<(i32, i32, usize)> {
    const WORDS: [(&str, i32); 6] =
        [("twenties", 20), ("thirties", 30), ("sixties", 60), ("seventies", 70), ("eighties", 80), ("nineties", 90)];
    // "in his 90s" is an age: only after "the", "early" and the like.
    if !matches!(scan.before(at, 1), "the" | "early" | "late" | "mid" | "-" | "and" | "’" | "'" | "‘") {
        return None;
    }
    if matches!(scan.before(at, 2), "his" | "her" | "their" | "my" | "your" | "in" | "low" | "high")
        && scan.before(at, 1) != "the"
    {
        return None;
    }
    if let Some((_, first)) = WORDS.iter().find(|(word, _)| *word == scan.word(at)) {
        return Some((1900 + first, 1909 + first, at + 1));
    }
    let short = digits(scan, at, 2).filter(|number| number % 10 == 0 && *number >= 20 && scan.word(at).len() == 2)?;
    Some((1900 + short, 1909 + short, plural_ending(scan, at + 1)?))
}

/// "the 19th century", "the late twentieth century".
pub(super) fn century(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (part, next) = part(scan, at).unwrap_or((Part::Whole, at));
    let (number, next) = ordinal(scan, next)?;
    let next = scan.skip(next, &["-"]);
    if !scan.is(next, &["century", "centuries"]) || !(1..=30).contains(&number) {
        return None;
    }
    if scan.is(next + 1, &["bc", "bce"]) {
        return Some(Found::new(at, next + 2, Time::Unknown));
    }
    let first = 100 * (number - 1);
    // Nobody's "early nineteenth century" ends in a certain year, but its last quarter is agreed upon.
    let part = if part == Part::Late { Part::Late } else { Part::Whole };
    Some(Found::new(at, next + 1, Time::Known(part_of_years(first, first + 99, part)?, Grain::Era)))
}

/// The early or late part of a run of years: half of a decade, a quarter of a century.
fn part_of_years(first: i32, last: i32, part: Part) -> Option<rapporteur_record::Period> {
    let length = last - first + 1;
    let share = if length > 10 { length / 4 } else { length / 2 };
    match part {
        Part::Early | Part::SoFar => days::years(first, first + share - 1),
        Part::Late | Part::Rest => days::years(last - share + 1, last),
        Part::Mid => days::years(first + length * 3 / 10, last - length * 3 / 10),
        _ => days::years(first, last),
    }
}

/// "Q1 2024", "the first quarter of 2024", "the second half of this year".
pub(super) fn share_of_year(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (first, last, next) = quarter_or_half(scan, at)?;
    let of = scan.skip(scan.skip(next, &["of", "in"]), &["the"]);
    if let Some((year, end)) = year(scan, of) {
        return Some(Found::new(at, end, Time::Known(days::months(year, first, last)?, Grain::Month)));
    }
    let (which, next) = which(scan, of).unwrap_or((Which::This, of));
    (scan.is(next, &["year"]) && of > next.saturating_sub(2) && of > at + 1)
        .then(|| Found::new(at, next + 1, Time::Season(first, last, which)))
}

fn quarter_or_half(scan: &Scan<'_>, at: usize) -> Option<(i32, i32, usize)> {
    if scan.is(at, &["q"]) && scan.is_glued(at + 1) {
        let number = digits(scan, at + 1, 1).filter(|number| (1..=4).contains(number))?;
        return Some((3 * number - 2, 3 * number, at + 2));
    }
    let number = if scan.is(at, &["last", "final"]) { (4, at + 1) } else { ordinal(scan, at)? };
    match (number.0, scan.word(number.1)) {
        (quarter @ 1..=4, "quarter") => Some((3 * quarter - 2, 3 * quarter, number.1 + 1)),
        (half @ 1..=2, "half") => Some((6 * half - 5, 6 * half, number.1 + 1)),
        _ => None,
    }
}

/// "summer", "last winter", "the summer of 2010", "the winter of 1776-77", "spring 2024".
pub(super) fn season(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (which, next) = which(scan, at).unwrap_or((Which::Bare, at));
    let &(first, last) = TABLES.seasons.get(scan.word(next))?;
    if let Some((year, end)) = year(scan, scan.skip(next + 1, &["of", "in"])) {
        let end = short_end(scan, end, year).map_or(end, |(_, end)| end);
        return Some(Found::new(at, end, Time::Known(days::months(year, first, last)?, Grain::Month)));
    }
    let noun = scan.token(next).is_some_and(|token| matches!(token.tag, "NN" | "NNP" | ""));
    let led = which != Which::Bare
        || matches!(
            (scan.before(next, 2), scan.before(next, 1)),
            ("in" | "over" | "during" | "by" | "since" | "until", "the")
        );
    // "fall" and "spring" are verbs and wells: bare, only where the parser sees a date.
    let led = led && !scan.is(next + 1, &["of", "in"]);
    let certain = led || (scan.in_date(next) && matches!(scan.before(next, 1), "in" | "since" | "until" | "by"));
    (noun && certain).then(|| Found::new(at, next + 1, Time::Season(first, last, which)))
}

/// "Christmas", "Good Friday", "Easter 2024", "Ramadan".
pub(super) fn feast(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let start = if scan.is(at, &["the"]) { at } else { super::relative::which(scan, at).map_or(at, |(_, next)| next) };
    if !scan.is_capital(start) && !scan.is(start, &["the"]) {
        return None;
    }
    let (feast, bytes) = TABLES.feast(scan.rest(start))?;
    let end = scan.after_bytes(start, bytes);
    let name = matches!(scan.entity(start), "PERSON" | "ORG" | "GPE" | "FAC" | "WORK_OF_ART" | "LOC");
    let goes_on = scan.is_capital(end) && !scan.in_date(start);
    if name || goes_on || scan.is(end, &["island", "islands"]) {
        return None;
    }
    let time = match (feast.fixed(), feast.easter, year(scan, scan.skip(end, &["of"]))) {
        (Some((month, day)), _, Some((year, end))) => {
            return Some(Found::new(at, end, Time::Known(days::day(days::date(year, month, day)?), Grain::Day)));
        }
        (None, Some(offset), Some((year, end))) => {
            let date = days::add_days(days::easter(year)?, offset)?;
            return Some(Found::new(at, end, Time::Known(days::day(date), Grain::Day)));
        }
        (Some((month, day)), _, None) => Time::MonthDay(month, day, day),
        (None, Some(offset), None) => Time::Easter(offset),
        (None, None, _) => Time::Unknown,
    };
    Some(Found::new(at, end, time))
}

/// "World War II", "9/11".
pub(super) fn era(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (era, bytes) = TABLES.era(scan.rest(at))?;
    Some(Found::new(at, scan.after_bytes(at, bytes), Time::Known(days::between(era.from, era.to), Grain::Era)))
}

/// "year-end", "the year's end".
pub(super) fn year_end(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let next = scan.skip(scan.skip(scan.skip(at + 1, &["'", "’"]), &["s"]), &["-"]);
    let bare = scan.is(at, &["year", "month"]) && scan.is(next, &["end"]) && !matches!(scan.before(at, 1), "a" | "per");
    let unit = Unit::from_word(scan.word(at)).filter(|_| bare)?;
    Some(Found::new(at, next + 1, Time::Unit(unit, Which::This, Part::End)))
}
