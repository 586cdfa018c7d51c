//! From what the words say to days.

use jiff::civil::{Date, Weekday};
use rapporteur_record::Period;

use super::days;
use super::lean::Lean;
use super::time::{Part, Time, Unit, Which};

/// What a time is reckoned from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Anchor {
    /// The day of writing.
    pub(super) today: Option<Date>,
    /// The time told last.
    pub(super) last: Option<Period>,
    /// The year in which the text is telling, where that is not the year of writing.
    pub(super) telling: Option<i32>,
}

/// The period that the words name, and what of it the clause can mean ("this year", told as past, ends today).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) named: Period,
    pub(super) told: Period,
}

impl From<Period> for Resolved {
    fn from(named: Period) -> Resolved {
        Resolved { named, told: named }
    }
}

/// The days of a time; empty bounds where nothing fixes them.
pub(super) fn resolve(time: Time, lean: Lean, anchor: Anchor) -> Resolved {
    let named = named(time, lean, anchor).unwrap_or_default();
    let told = match (time, anchor.today) {
        // "At the end of the year" is not its last day, but "by the end of the year" bounds by it.
        (Time::Unit(unit, which, Part::End), Some(today)) => this_unit(unit, which, Part::Late, today).unwrap_or(named),
        (Time::Unit(..) | Time::Weekend(_) | Time::Month(..) | Time::Season(..), Some(today)) => {
            clipped(named, lean, today)
        }
        _ => named,
    };
    Resolved { named, told }
}

/// A period told as past ends today, one told as future does not begin before today.
fn clipped(period: Period, lean: Lean, today: Date) -> Period {
    let (Some(from), Some(to)) = (period.from, period.to) else { return period };
    if lean == Lean::Past && from <= today && today < to { days::between(from, today) } else { period }
}

fn named(time: Time, lean: Lean, anchor: Anchor) -> Option<Period> {
    let today = anchor.today;
    Some(match time {
        Time::Known(period, _) => period,
        Time::Weekday(day, which) => days::day(weekday(day, which, lean, today?)?),
        Time::MonthDay(month, first, last) => month_day((month, first, last), lean, anchor)?,
        Time::Month(month, which, part) => part_of(recurring(Some((month, month)), (which, lean), anchor)?, part),
        Time::InYear(month, days, years) => in_year(i32::from(today?.year()) + years, month, days)?,
        Time::InSameYear(month, days) => in_year(i32::from(anchor.last?.from?.year()), month, days)?,
        Time::WeekdayOf(day, weeks) => {
            let monday = days::add_days(days::week_of(today?)?.from?, 7 * weeks)?;
            days::day(days::add_days(monday, i32::from(day.to_monday_zero_offset()))?)
        }
        Time::Season(first, last, which) => recurring(Some((first, last)), (which, lean), anchor)?,
        Time::Unit(unit, which, part) => this_unit(unit, which, part, today?)?,
        Time::Weekend(which) => weekend(which, lean, today?)?,
        Time::FromToday(offset) => days::day(days::add_days(today?, offset)?),
        Time::Away(count, unit) => away(today?, count, unit)?,
        Time::Running(count, unit) => running(today?, count, unit)?,
        Time::Shifted(count, unit) => shifted(anchor.last.or(today.map(days::day))?, count, unit)?,
        Time::ShiftedWeekday(day) => days::day(after(day, anchor.last.and_then(|last| last.to).or(today)?)?),
        Time::Same(unit) => unit_around(anchor.last?.from?, unit)?,
        Time::DayOfMonth(day) => day_of_month(day, lean, anchor)?,
        Time::Easter(offset) => easter(offset, lean, today?)?,
        Time::Open(true) => Period { from: Some(today?), to: None },
        Time::Open(false) => Period { from: None, to: Some(today?) },
        Time::Nowadays | Time::Unknown => return None,
    })
}

/// Days of a month (0 for all of it) in a year.
fn in_year(year: i32, month: i32, (first, last): (i32, i32)) -> Option<Period> {
    if first == 0 {
        return days::months(year, month, month);
    }
    Some(days::between(days::date(year, month, first)?, days::date(year, month, last)?))
}

/// The last such weekday up to a day, that day included.
fn up_to(day: Weekday, date: Date) -> Option<Date> {
    days::add_days(date, -i32::from(day.until(date.weekday())))
}

/// The first such weekday after a day.
fn after(day: Weekday, date: Date) -> Option<Date> {
    days::add_days(up_to(day, date)?, 7)
}

fn weekday(day: Weekday, which: Which, lean: Lean, today: Date) -> Option<Date> {
    let before = up_to(day, today)?;
    let (next, is_today) = (after(day, today)?, before == today);
    match (which, lean) {
        (Which::Last, _) => {
            if is_today {
                days::add_days(today, -7)
            } else {
                Some(before)
            }
        }
        // "next Friday" on a Monday is the Friday of next week, on a Thursday too.
        (Which::Next, _) => {
            let sunday = days::week_of(today)?.to?;
            after(day, sunday)
        }
        (_, _) if is_today => Some(today),
        (_, Lean::Future | Lean::Present { .. }) => Some(next),
        (Which::This, Lean::Past) | (_, Lean::Past) => Some(before),
        (Which::This, _) => Some(next),
        // Captions and fragments mostly look back.
        _ => Some(before),
    }
}

/// A month or season (first and last month), by the tense or by "last", "this", "next".
fn recurring(months: Option<(i32, i32)>, (which, lean): (Which, Lean), anchor: Anchor) -> Option<Period> {
    let (first, last) = months?;
    if which == Which::Bare && matches!(lean, Lean::Present { scheduled: false }) {
        return None;
    }
    if let (Some(year), Which::Bare) = (anchor.telling, which) {
        return days::months(year, first, last);
    }
    let today = anchor.today?;
    let year = i32::from(today.year());
    let near = || (year - 2..=year + 2).filter_map(|year| days::months(year, first, last));
    match (which, lean) {
        (Which::This, Lean::Past) => near().rfind(|period| period.from <= Some(today)),
        (Which::This, _) => near().find(|period| period.to >= Some(today)),
        (Which::Last, _) => near().rfind(|period| period.to < Some(today)),
        (Which::Next, _) => near().find(|period| period.from > Some(today)),
        (Which::Bare, Lean::Future | Lean::Present { .. }) => near().find(|period| period.to >= Some(today)),
        (Which::Bare, _) => near().rfind(|period| period.from <= Some(today)),
    }
}

fn month_day((month, first, last): (i32, i32, i32), lean: Lean, anchor: Anchor) -> Option<Period> {
    let in_year = |year| in_year(year, month, (first, last));
    if let Some(year) = anchor.telling {
        return in_year(year);
    }
    let today = anchor.today?;
    let year = i32::from(today.year());
    let mut near = (year - 8..=year + 8).filter_map(in_year);
    match lean {
        Lean::Past => near.rfind(|period| period.from <= Some(today)),
        Lean::Future => near.find(|period| period.to >= Some(today)),
        _ => near.min_by_key(|period| period.from.map(|from| days::distance(today, from).abs())),
    }
}

fn day_of_month(day: i32, lean: Lean, anchor: Anchor) -> Option<Period> {
    let today = anchor.today?;
    let month = |offset| {
        let date = days::add_months(today.first_of_month(), offset)?;
        Some(days::day(days::date(date.year().into(), date.month().into(), day)?))
    };
    let mut near = (-2..=2).filter_map(month);
    match lean {
        Lean::Past => near.rfind(|period| period.from <= Some(today)),
        Lean::Future => near.find(|period| period.from >= Some(today)),
        _ => near.min_by_key(|period| period.from.map(|from| days::distance(today, from).abs())),
    }
}

fn easter(offset: i32, lean: Lean, today: Date) -> Option<Period> {
    let year = i32::from(today.year());
    let mut near = (year - 1..=year + 1).filter_map(|year| days::add_days(days::easter(year)?, offset));
    let date = match lean {
        Lean::Past => near.rfind(|date| *date <= today),
        Lean::Future => near.find(|date| *date >= today),
        _ => near.min_by_key(|date| days::distance(today, *date).abs()),
    };
    date.map(days::day)
}

/// The whole unit around a day.
fn unit_around(date: Date, unit: Unit) -> Option<Period> {
    let (year, month) = (i32::from(date.year()), i32::from(date.month()));
    match unit {
        Unit::Day => Some(days::day(date)),
        Unit::Week => days::week_of(date),
        Unit::Fortnight => {
            Some(days::between(days::week_of(date)?.from?, days::add_days(days::week_of(date)?.to?, 7)?))
        }
        Unit::Month => Some(days::month_of(date)),
        Unit::Quarter => days::months(year, month - (month - 1) % 3, month - (month - 1) % 3 + 2),
        Unit::Year => days::years(year, year),
        Unit::Decade => days::years(year - year.rem_euclid(10), year - year.rem_euclid(10) + 9),
        Unit::Century => days::years(year - year.rem_euclid(100), year - year.rem_euclid(100) + 99),
    }
}

/// A day so many units on.
fn step(date: Date, count: i32, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Day => days::add_days(date, count),
        Unit::Week => days::add_days(date, count.checked_mul(7)?),
        Unit::Fortnight => days::add_days(date, count.checked_mul(14)?),
        Unit::Month => days::add_months(date, count),
        Unit::Quarter => days::add_months(date, count.checked_mul(3)?),
        Unit::Year => days::add_months(date, count.checked_mul(12)?),
        Unit::Decade => days::add_months(date, count.checked_mul(120)?),
        Unit::Century => days::add_months(date, count.checked_mul(1200)?),
    }
}

/// The unit in which a distance is told is also how exact it is: "three months ago" is a month.
fn away(from: Date, count: i32, unit: Unit) -> Option<Period> {
    let exact = if matches!(unit, Unit::Decade | Unit::Century) { Unit::Year } else { unit };
    let exact = if unit == Unit::Fortnight { Unit::Week } else { exact };
    unit_around(step(from, count, unit)?, exact)
}

fn running(today: Date, count: i32, unit: Unit) -> Option<Period> {
    let far = step(today, count, unit)?;
    Some(if count < 0 { days::between(days::add_days(far, 1)?, today) } else { days::between(today, far) })
}

fn shifted(from: Period, count: i32, unit: Unit) -> Option<Period> {
    let start = if count > 0 { from.to.or(from.from)? } else { from.from.or(from.to)? };
    let fine = from.from == from.to;
    match unit {
        // Days counted from a month or year would be a false precision.
        Unit::Day | Unit::Week | Unit::Fortnight if !fine && days::distance(from.from?, from.to?) > 7 => None,
        _ => away(start, count, unit),
    }
}

fn this_unit(unit: Unit, which: Which, part: Part, today: Date) -> Option<Period> {
    let count = match which {
        Which::Last => -1,
        Which::Next => 1,
        _ => 0,
    };
    let whole = unit_around(step(unit_around(today, unit)?.from?, count, unit)?, unit)?;
    // "Later last month" is not cut by today: that month is over.
    let running = whole.from <= Some(today) && Some(today) <= whole.to;
    Some(match part {
        Part::SoFar if running => Period { to: Some(today), ..whole },
        Part::Rest if running => Period { from: Some(today), ..whole },
        _ => part_of(whole, part),
    })
}

fn weekend(which: Which, lean: Lean, today: Date) -> Option<Period> {
    let week = days::week_of(today)?;
    let this = days::between(days::add_days(week.to?, -1)?, week.to?);
    let back = days::between(days::add_days(week.from?, -2)?, days::add_days(week.from?, -1)?);
    Some(match (which, lean) {
        (Which::Last, _) => back,
        (Which::Next, _) => days::between(days::add_days(week.to?, 6)?, days::add_days(week.to?, 7)?),
        (_, Lean::Future | Lean::Present { .. }) => this,
        _ if this.from <= Some(today) => this,
        _ => back,
    })
}

/// The early, middle or late third of a period; its last day for "the end of".
pub(super) fn part_of(whole: Period, part: Part) -> Period {
    let (Some(from), Some(to)) = (whole.from, whole.to) else { return whole };
    if part == Part::End {
        return days::day(to);
    }
    let third = |number: i32| -> Option<Date> {
        let length = days::distance(from, to) + 1;
        if length > 300 { days::add_months(from, 4 * number) } else { days::add_days(from, length / 3 * number) }
    };
    let cut = || {
        let (one, two) = (third(1)?, third(2)?);
        Some(match part {
            Part::Early => days::between(from, days::add_days(one, -1)?),
            Part::Mid => days::between(one, days::add_days(two, -1)?),
            Part::Late => days::between(two, to),
            _ => whole,
        })
    };
    cut().unwrap_or(whole)
}
