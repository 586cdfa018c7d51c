//! The time that a text gives, as days.

use jiff::civil::Date;
use rapporteur_spill::Fixed;
use serde::{Deserialize, Serialize};

/// The days that bound what a text says of time; `None` where it gives no bound or it can't be resolved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day, included.
    pub to: Option<Date>,
}

/// A day is a number: its year, month and day behind one another.
impl Fixed for Period {
    const SIZE: usize = 2 * <Option<u32>>::SIZE;

    fn put(&self, bytes: &mut [u8]) {
        let number = |day: Date| (day.year() as u32) << 16 | (day.month() as u32) << 8 | day.day() as u32;
        (self.from.map(number), self.to.map(number)).put(bytes);
    }

    fn get(bytes: &[u8]) -> Self {
        let day = |number: u32| Date::new((number >> 16) as i16, (number >> 8) as i8, number as i8).ok();
        let (from, to) = <(Option<u32>, Option<u32>)>::get(bytes);
        Self { from: from.and_then(day), to: to.and_then(day) }
    }
}

impl Period {
    /// One day.
    pub const fn day(day: Date) -> Self {
        Self { from: Some(day), to: Some(day) }
    }

    /// Whether nothing is known.
    pub const fn is_unknown(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Both bounds, where both are known.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        Some((self.from?, self.to?))
    }

    /// How many days it holds; `None` where a bound is open.
    pub fn days(&self) -> Option<i64> {
        let (from, to) = self.bounds()?;
        Some(days_between(from, to) + 1)
    }

    /// Whether some day may lie in both. An open bound reaches as far as need be, so an unknown time overlaps any.
    pub fn overlaps(&self, other: &Period) -> bool {
        let before =
            |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.to, other.from) && !before(other.to, self.from)
    }

    /// Whether every day of `other` lies in this one. Only bounded periods contain or are contained.
    pub fn contains(&self, other: &Period) -> bool {
        match (self.bounds(), other.bounds()) {
            (Some((from, to)), Some((other_from, other_to))) => from <= other_from && other_to <= to,
            _ => false,
        }
    }
}

/// Days from `from` to `to`, negative where `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    // A span between two civil dates in days always fits and never fails.
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn period(from: i8, to: i8) -> Period {
        Period { from: Some(date(2024, 5, from)), to: Some(date(2024, 5, to)) }
    }

    #[test]
    fn days_count_both_ends() {
        assert_eq!(period(3, 3).days(), Some(1));
        assert_eq!(Period { from: Some(date(2023, 12, 31)), to: Some(date(2024, 12, 31)) }.days(), Some(367));
        assert_eq!(Period { from: Some(date(2024, 5, 3)), to: None }.days(), None);
    }

    #[test]
    fn open_ends_reach() {
        assert!(period(1, 4).overlaps(&period(4, 9)));
        assert!(!period(1, 3).overlaps(&period(4, 9)));
        let since = Period { from: Some(date(2024, 5, 5)), to: None };
        assert!(since.overlaps(&period(9, 12)) && !since.overlaps(&period(1, 4)));
        assert!(Period::default().overlaps(&period(1, 1)));
    }

    #[test]
    fn a_day_lies_in_its_week_and_not_the_other_way_round() {
        assert!(period(6, 12).contains(&period(7, 7)));
        assert!(!period(7, 7).contains(&period(6, 12)));
        assert!(!Period::default().contains(&period(7, 7)));
    }
}
