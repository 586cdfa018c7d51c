//! Days in words.

use jiff::civil::Date;
use rapporteur_record::Period;
use rapporteur_report::Report;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The days between which the reports were published. Days are told against them: without their year where all reports
/// are of one and the day is, too; their age against the last.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Calendar {
    pub(crate) first: Option<Date>,
    pub(crate) latest: Option<Date>,
}

impl Calendar {
    pub(crate) fn of(reports: &[Report]) -> Self {
        let days = || reports.iter().filter_map(|report| report.published);
        Self { first: days().min(), latest: days().max() }
    }

    /// "3 Nov", or "3 Nov 2023" where the year does not go without saying.
    pub(crate) fn day(&self, day: Date) -> String {
        let year = |date: Option<Date>| date.map(Date::year);
        if year(self.first) == Some(day.year()) && year(self.latest) == Some(day.year()) {
            short(day)
        } else {
            with_year(day)
        }
    }

    /// "13–14 Mar", "Feb 2025", "since 3 Nov"; nothing where nothing is known.
    pub(crate) fn period(&self, period: &Period) -> String {
        match (period.from, period.to) {
            (None, None) => String::new(),
            (Some(from), None) => format!("since {}", self.day(from)),
            (None, Some(to)) => format!("until {}", self.day(to)),
            (Some(from), Some(to)) => self.between(from, to),
        }
    }

    fn between(&self, from: Date, to: Date) -> String {
        let same_month = from.year() == to.year() && from.month() == to.month();
        if from == to {
            self.day(from)
        } else if same_month && from.day() == 1 && to == to.last_of_month() {
            format!("{} {}", month(from), from.year())
        } else if from == from.first_of_year() && to == from.last_of_year() {
            from.year().to_string()
        } else if same_month {
            format!("{}–{}", from.day(), self.day(to))
        } else if from.year() == to.year() {
            format!("{}–{}", short(from), self.day(to))
        } else {
            format!("{}–{}", with_year(from), with_year(to))
        }
    }

    /// How old a word of that day is on the day of the latest report.
    pub(crate) fn age(&self, told: Date) -> Option<String> {
        let days = days_between(told, self.latest?);
        Some(match days {
            ..=0 => "latest report".to_owned(),
            1 => "1 day old".to_owned(),
            _ => format!("{days} days old"),
        })
    }
}

/// "3 Nov".
fn short(day: Date) -> String {
    format!("{} {}", day.day(), month(day))
}

/// "3 Nov 2023".
pub(crate) fn with_year(day: Date) -> String {
    format!("{} {}", short(day), day.year())
}

fn month(day: Date) -> &'static str {
    MONTHS.get(day.month() as usize - 1).copied().unwrap_or_default()
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_are_told_as_people_do() {
        let calendar = Calendar { first: Some(date(2024, 3, 1)), latest: Some(date(2024, 6, 1)) };
        let check = |from, to, wanted: &str| assert_eq!(calendar.period(&Period { from, to }), wanted);
        check(None, None, "");
        check(Some(date(2024, 5, 3)), Some(date(2024, 5, 3)), "3 May");
        check(Some(date(2023, 5, 3)), Some(date(2023, 5, 3)), "3 May 2023");
        check(Some(date(2024, 5, 3)), Some(date(2024, 5, 9)), "3–9 May");
        check(Some(date(2024, 5, 30)), Some(date(2024, 6, 2)), "30 May–2 Jun");
        check(Some(date(2023, 12, 30)), Some(date(2024, 1, 2)), "30 Dec 2023–2 Jan 2024");
        check(Some(date(2024, 2, 1)), Some(date(2024, 2, 29)), "Feb 2024");
        check(Some(date(2023, 1, 1)), Some(date(2023, 12, 31)), "2023");
        check(Some(date(2024, 5, 3)), None, "since 3 May");
        check(None, Some(date(2025, 5, 3)), "until 3 May 2025");
    }

    #[test]
    fn age_counts_to_the_latest_report() {
        let calendar = Calendar { first: None, latest: Some(date(2024, 6, 1)) };
        let age = |day| calendar.age(day).unwrap();
        assert_eq!(age(date(2024, 6, 1)), "latest report");
        assert_eq!(age(date(2024, 5, 31)), "1 day old");
        assert_eq!(age(date(2023, 6, 2)), "365 days old");
        assert_eq!(Calendar::default().age(date(2024, 6, 1)), None);
    }
}
