//! Reckoning with days: whole weeks, months, years, and the feast of Easter.

use jiff::ToSpan;
use jiff::civil::Date;
use rapporteur_record::Period;

/// Both ends known.
pub(super) fn between(from: Date, to: Date) -> Period {
    Period { from: Some(from), to: Some(to) }
}

/// One day.
pub(super) fn day(date: Date) -> Period {
    between(date, date)
}

/// That day of the calendar, where there is one.
pub(super) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Years `first` to `last`, both whole.
pub(super) fn years(first: i32, last: i32) -> Option<Period> {
    Some(between(date(first, 1, 1)?, date(last, 12, 31)?))
}

/// Months `first` to `last` of a year, both whole. A last month before the first lies in the year after.
pub(super) fn months(year: i32, first: i32, last: i32) -> Option<Period> {
    let end = date(if last < first { year + 1 } else { year }, last, 1)?;
    Some(between(date(year, first, 1)?, end.last_of_month()))
}

/// The whole month of a day.
pub(super) fn month_of(date: Date) -> Period {
    between(date.first_of_month(), date.last_of_month())
}

/// Monday to Sunday around a day.
pub(super) fn week_of(date: Date) -> Option<Period> {
    let monday = add_days(date, -i32::from(date.weekday().to_monday_zero_offset()))?;
    Some(between(monday, add_days(monday, 6)?))
}

/// The day so many days on (back where negative).
pub(super) fn add_days(date: Date, count: i32) -> Option<Date> {
    date.checked_add(count.days()).ok()
}

/// The day so many months on, or the last of that month where it is shorter.
pub(super) fn add_months(date: Date, count: i32) -> Option<Date> {
    if count.abs() > 120_000 {
        return None;
    }
    date.checked_add(count.months()).ok()
}

/// How many days from `a` to `b`; negative where `b` is earlier.
pub(super) fn distance(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days())
}

/// Easter Sunday of the western churches (the computus of Meeus, Jones and Butcher, for the Gregorian calendar).
pub(super) fn easter(year: i32) -> Option<Date> {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, n / 31, n % 31 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_tables_say() {
        for (year, month, day) in [(2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2024, 3, 31), (2025, 4, 20)] {
            assert_eq!(easter(year), date(year, month, day), "{year}");
        }
    }

    #[test]
    fn weeks_run_from_monday_to_sunday() {
        for day in [10, 13, 16] {
            let week = week_of(date(2025, 3, day).unwrap()).unwrap();
            assert_eq!((week.from, week.to), (date(2025, 3, 10), date(2025, 3, 16)));
        }
    }

    #[test]
    fn a_winter_runs_into_the_next_year() {
        let winter = months(2023, 12, 2).unwrap();
        assert_eq!((winter.from, winter.to), (date(2023, 12, 1), date(2024, 2, 29)));
    }

    #[test]
    fn no_day_beyond_the_calendar() {
        assert_eq!(date(2025, 2, 29), None);
        assert_eq!(date(99_999, 1, 1), None);
        assert_eq!(add_months(date(2025, 1, 31).unwrap(), i32::MAX), None);
        assert_eq!(add_months(date(2025, 1, 31).unwrap(), 1), date(2025, 2, 28));
    }
}
