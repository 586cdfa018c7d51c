//! What the words of a time expression say, before any day is known.

use jiff::civil::Weekday;
use rapporteur_record::Period;

use super::Grain;

/// Which one of a kind that comes again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// "on Monday", "in March": the tense must tell.
    Bare,
    /// "last", "past".
    Last,
    /// "this", "current".
    This,
    /// "next", "coming".
    Next,
}

/// Which part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// "early".
    Early,
    /// "mid", "the middle of".
    Mid,
    /// "late".
    Late,
    /// "the end of".
    End,
    /// "earlier this": from its start to now.
    SoFar,
    /// "later this": from now to its end.
    Rest,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit of that word, singular or plural.
    pub(super) fn from_word(word: &str) -> Option<Unit> {
        Some(match word.strip_suffix('s').unwrap_or(word) {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "fortnight" => Unit::Fortnight,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" | "centurie" => Unit::Century,
            _ => return None,
        })
    }

    /// The grain of a time told in it.
    pub(super) fn grain(self) -> Grain {
        match self {
            Unit::Day => Grain::Day,
            Unit::Week | Unit::Fortnight => Grain::Week,
            Unit::Month | Unit::Quarter => Grain::Month,
            Unit::Year => Grain::Year,
            Unit::Decade | Unit::Century => Grain::Era,
        }
    }
}

/// What a time expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Time {
    /// It names its days by itself: a full date, a year, a century.
    Known(Period, Grain),
    /// "Monday", "last Friday".
    Weekday(Weekday, Which),
    /// "March 13", "12-14 March": month, first and last day.
    MonthDay(i32, i32, i32),
    /// "March", "early next March".
    Month(i32, Which, Part),
    /// "March last year" (-1), "12 March this year" (0): month, first and last day (0 for the whole month), and the year
    /// counted from this one.
    InYear(i32, (i32, i32), i32),
    /// "March of that year", "12 March the same year": in the year told last.
    InSameYear(i32, (i32, i32)),
    /// "Monday last week" (-1), "Friday next week" (1).
    WeekdayOf(Weekday, i32),
    /// "summer": first and last month.
    Season(i32, i32, Which),
    /// "last week", "later this year".
    Unit(Unit, Which, Part),
    /// "the weekend".
    Weekend(Which),
    /// "today" (0), "yesterday" (-1).
    FromToday(i32),
    /// "three weeks ago" (-3), "in two days" (2).
    Away(i32, Unit),
    /// "the past three weeks" (-3), "within ten days" (10): from or up to the day of writing.
    Running(i32, Unit),
    /// "the next day" (1), "two years earlier" (-2): counted from the time told last.
    Shifted(i32, Unit),
    /// "the following Monday".
    ShiftedWeekday(Weekday),
    /// "that year", "the same day".
    Same(Unit),
    /// "the 13th": a day of the month that is spoken of.
    DayOfMonth(i32),
    /// "today" as in "still in use today": these days.
    Nowadays,
    /// Days from Easter.
    Easter(i32),
    /// "recently", "several years ago" (false); "in the coming weeks" (true).
    Open(bool),
    /// A time that nothing in the text fixes.
    Unknown,
}

/// A time expression found: what it says, and the atoms from `start` up to `end` that say it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) time: Time,
}

impl Found {
    pub(super) fn new(start: usize, end: usize, time: Time) -> Found {
        Found { start, end, time }
    }
}
