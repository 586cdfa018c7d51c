//! Times told from the day of writing: "yesterday", "last week", "later this year", "three months ago", "in two days",
//! "over the past decade", "the weekend".
//!
//! Must not match: "for three weeks" (how long, not when), "every week", "dollars a year", "a day after they met".

use super::number::{Count, count};
use super::scan::Scan;
use super::time::{Found, Part, Time, Unit, Which};

const DAYTIMES: [&str; 7] = ["morning", "afternoon", "evening", "night", "midnight", "noon", "lunchtime"];

/// "last", "next", "this coming"… at `at`, and the place after it.
pub(super) fn which(scan: &Scan<'_>, at: usize) -> Option<(Which, usize)> {
    let which = match scan.word(at) {
        "last" | "past" => Which::Last,
        "next" | "coming" => Which::Next,
        "this" if scan.is(at + 1, &["coming"]) => return Some((Which::Next, at + 2)),
        "this" if scan.is(at + 1, &["past"]) => return Some((Which::Last, at + 2)),
        "this" => return Some((Which::This, scan.skip(at + 1, &["current", "same"]))),
        _ => return None,
    };
    Some((which, at + 1))
}

/// "early", "mid-", "later", "the end of"… at `at`, and the place after it.
pub(super) fn part(scan: &Scan<'_>, at: usize) -> Option<(Part, usize)> {
    let part = match scan.word(at) {
        "early" => Part::Early,
        "late" => Part::Late,
        "mid" | "middle" => Part::Mid,
        "earlier" => Part::SoFar,
        "later" => Part::Rest,
        "beginning" | "start" => Part::Early,
        "end" => Part::End,
        _ => return None,
    };
    let next = match scan.word(at) {
        "middle" | "beginning" | "start" | "end" if !scan.is(at + 1, &["of"]) => return None,
        "middle" | "beginning" | "start" | "end" => at + 2,
        _ => scan.skip(at + 1, &["-"]),
    };
    Some((part, next))
}

/// "night" after "Tuesday" or "last": the place after it.
pub(super) fn skip_daytime(scan: &Scan<'_>, at: usize) -> usize {
    scan.skip(at, &DAYTIMES)
}

/// "today", "yesterday afternoon", "tonight", "this morning", "last night", "the day before yesterday".
pub(super) fn day_word(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let found = |end, offset| Some(Found::new(at, end, Time::FromToday(offset)));
    match (scan.word(at), scan.word(at + 1), scan.word(at + 2)) {
        ("day", "before", "yesterday") => found(at + 3, -2),
        ("day", "after", "tomorrow") => found(at + 3, 2),
        ("today", ..) if is_nowadays(scan, at) => Some(Found::new(at, at + 1, Time::Nowadays)),
        ("today" | "tonight", ..) => found(at + 1, 0),
        ("yesterday", ..) => found(skip_daytime(scan, at + 1), -1),
        ("tomorrow", ..) => found(skip_daytime(scan, at + 1), 1),
        ("this", "very" | "same", "day") => None,
        ("this", "day", _) if !scan.is(at.wrapping_sub(1), &["to"]) => found(at + 2, 0),
        ("this", time, _) if DAYTIMES.contains(&time) => found(at + 2, 0),
        ("last", "night" | "evening", _) => found(at + 2, -1),
        _ => None,
    }
}

/// "still in use today", "known today as", "today's youth": these days, and no day.
fn is_nowadays(scan: &Scan<'_>, at: usize) -> bool {
    let Some(token) = scan.token(at) else { return false };
    let verb = token.head_token();
    let lasting = matches!(verb.lemma(), "know" | "continue" | "remain" | "live" | "call" | "use" | "exist" | "own")
        && !matches!(verb.tag, "VBD" | "VB");
    lasting || verb.children_by(&["advmod"]).any(|adverb| adverb.lemma() == "still")
}

/// "last week", "later this year", "the end of the month", "next quarter".
pub(super) fn shifted_unit(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (part, next) = part(scan, at).unwrap_or((Part::Whole, at));
    if let Some(found) = part_of_the_unit(scan, at, part, next) {
        return Some(found);
    }
    let (which, next) = which(scan, next)?;
    let unit = Unit::from_word(scan.word(next)).filter(|unit| *unit != Unit::Day)?;
    // "this years lantern festival" is a slip of the pen; "these last weeks" is not of this kind.
    let plural = scan.word(next).ends_with('s') && !(which == Which::This && scan.is(next, &["years"]));
    let whose =
        matches!(scan.before(at, 1), "the" | "a" | "each" | "every" | "his" | "her" | "their" | "its" | "these");
    if plural || (whose && part == Part::Whole && which != Which::This) {
        return None;
    }
    Some(Found::new(at, next + 1, Time::Unit(unit, which, part)))
}

/// "the end of the year", "later in the week", "early in the month", "the end of 2024" being left to the years.
fn part_of_the_unit(scan: &Scan<'_>, at: usize, part: Part, next: usize) -> Option<Found> {
    let next = if part == Part::Whole { return None } else { scan.skip(next, &["in"]) };
    let unit = scan.is(next, &["the"]).then(|| Unit::from_word(scan.word(next + 1))).flatten()?;
    let singular = !scan.word(next + 1).ends_with('s') && unit != Unit::Day;
    // "the end of the week that followed" hangs on something else.
    let ends = !matches!(scan.word(next + 2), "of" | "that" | "-");
    let part = match part {
        Part::SoFar | Part::Rest | Part::End => part,
        _ => return None,
    };
    (singular && ends).then(|| Found::new(at, next + 2, Time::Unit(unit, Which::This, part)))
}

/// "the weekend", "last weekend".
pub(super) fn weekend(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (which, next) = which(scan, at).unwrap_or((Which::Bare, at));
    let led = matches!(
        (scan.before(next, 2), scan.before(next, 1)),
        ("over" | "at" | "on" | "during" | "throughout" | "by" | "before" | "after" | "until", "the")
    );
    (scan.is(next, &["weekend"]) && (led || which != Which::Bare))
        .then(|| Found::new(at, next + 1, Time::Weekend(which)))
}

/// "three weeks ago", "in two days", "within a month", "ten days from now".
pub(super) fn away(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (count, unit, next) = count_of_units(scan, at)?;
    let ahead = match (scan.word(next), scan.word(next + 1)) {
        ("ago", _) => Some((false, next + 1)),
        ("back", after) if !matches!(after, "to" | "in" | "at" | "from" | "home") => Some((false, next + 1)),
        ("from", "now" | "today") => Some((true, next + 2)),
        ("hence", _) => Some((true, next + 1)),
        _ => None,
    };
    if let Some((ahead, end)) = ahead {
        return Some(Found::new(at, end, told(count, unit, ahead)));
    }
    let Count::Exactly(number) = count else { return None };
    let ends = !matches!(scan.word(next), "of" | "-" | "'" | "’" | "later" | "earlier" | "before" | "after");
    match scan.before(at, 1) {
        "within" if ends => Some(Found::new(at, next, Time::Running(number, unit))),
        "in" if ends && lies_ahead(scan, at) => Some(Found::new(at, next, told(count, unit, true))),
        _ => None,
    }
}

/// "in two days" is a date where the verb is ahead; "they did it in two days" is how long it took.
fn lies_ahead(scan: &Scan<'_>, at: usize) -> bool {
    scan.token(at).is_some_and(|token| super::lean::lean(token) == super::lean::Lean::Future)
}

fn told(count: Count, unit: Unit, ahead: bool) -> Time {
    match count {
        // Billions of years ago there was no calendar.
        Count::Exactly(number) => Time::Away(if ahead { number } else { -number }, unit),
        Count::Some => Time::Open(ahead),
    }
}

/// "three weeks", "a year", "two and a half years": the count, the unit and the place after them.
fn count_of_units(scan: &Scan<'_>, at: usize) -> Option<(Count, Unit, usize)> {
    let (count, next) = count(scan, at)?;
    let glued_number = scan.is_glued(at) && scan.is(at.wrapping_sub(1), &["-", ",", "."]);
    let half = scan.is(next, &["and"]) && scan.is(next + 1, &["a"]) && scan.is(next + 2, &["half"]);
    let next = if half { next + 3 } else { scan.skip(next, &["full", "whole", "long"]) };
    let unit = Unit::from_word(scan.word(next)).filter(|_| !glued_number)?;
    Some((count, unit, next + 1))
}

/// "the past three weeks", "the last year", "recent months", "the next five years", "the coming days".
pub(super) fn running(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let ahead = match scan.word(at) {
        "past" | "last" | "previous" | "recent" | "preceding" => false,
        "next" | "coming" => true,
        _ => return None,
    };
    let open = scan.is(at, &["recent", "coming"]);
    let single = Unit::from_word(scan.word(at + 1));
    if let Some(unit) = single {
        let plural = scan.word(at + 1).ends_with('s');
        return match (plural, matches!(scan.before(at, 1), "the")) {
            (true, _) if open || scan.is(at, &["past"]) => Some(Found::new(at, at + 2, Time::Open(ahead))),
            // "the next year" is the one after, and belongs to the times told from another.
            (false, true) if scan.is(at, &["past", "last"]) && unit != Unit::Day && !scan.is(at + 2, &["of"]) => {
                Some(Found::new(at, at + 2, Time::Running(-1, unit)))
            }
            _ => None,
        };
    }
    let (count, unit, end) = count_of_units(scan, at + 1)?;
    let time = match count {
        // "the last five months of her life" hang on her life.
        _ if scan.is(end, &["of"]) && !scan.is(end + 1, &["war", "fighting", "talks", "negotiations"]) => Time::Unknown,
        Count::Exactly(number) => Time::Running(if ahead { number } else { -number }, unit),
        Count::Some => Time::Open(ahead),
    };
    Some(Found::new(at, end, time))
}
