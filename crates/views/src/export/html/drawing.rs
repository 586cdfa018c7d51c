//! What drawings share: a frame that scrolls where it does not fit, links with words, a scale of days.

use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};

/// A drawing with its title and its description, which a screen reader reads; its marks are links of their own.
pub(super) fn frame(id: &str, title: &str, description: &str, (width, height): (f64, f64), content: &Markup) -> Markup {
    let view = format!("0 0 {width:.0} {height:.0}");
    html! {
        figure.wide role="region" aria-label=(title) tabindex="0" {
            svg #(id) role="group" aria-labelledby={ (id) "-t " (id) "-d" } viewBox=(view)
                style={ "min-width:" (format!("{:.0}", width * 0.72)) "px" } {
                title id={ (id) "-t" } { (title) }
                desc id={ (id) "-d" } { (description) }
                (content)
            }
        }
    }
}

/// A mark that leads somewhere; `told` is what it means, in words.
pub(super) fn leading(to: &str, told: &str, attributes: &Markup, content: &Markup) -> Markup {
    html! {
        (PreEscaped(format!("<g{}>", attributes.0)))
        a href={ "#" (to) } aria-label=(told) { title { (told) } (content) }
        (PreEscaped("</g>"))
    }
}

/// A coordinate: a tenth of a unit is finer than anybody sees.
pub(super) fn at(coordinate: f64) -> String {
    format!("{coordinate:.1}")
}

/// Days as places on a line.
pub(super) struct Scale {
    first: i64,
    last: i64,
    left: f64,
    width: f64,
}

impl Scale {
    /// From the first to the last of the days with some room on either side; `None` where there is none.
    pub(super) fn of(days: impl Iterator<Item = Date> + Clone, left: f64, width: f64) -> Option<Self> {
        let (first, last) = (number(days.clone().min()?), number(days.max()?));
        let room = ((last - first) / 40).max(1);
        Some(Self { first: first - room, last: last + room, left, width })
    }

    pub(super) fn place(&self, day: Date) -> f64 {
        let share = (number(day) - self.first) as f64 / (self.last - self.first) as f64;
        self.left + share * self.width
    }

    /// Days to write below the line: weeks, months, quarters or years, whichever are few enough.
    pub(super) fn ticks(&self) -> Vec<Date> {
        let days =
            (self.first..=self.last).filter_map(|number| Date::ZERO.checked_add(jiff::Span::new().days(number)).ok());
        let span = self.last - self.first;
        let begins = |day: &Date| match span {
            ..=100 => day.weekday() == jiff::civil::Weekday::Monday,
            101..=430 => day.day() == 1,
            431..=1500 => day.day() == 1 && matches!(day.month(), 1 | 4 | 7 | 10),
            _ => day.day() == 1 && day.month() == 1,
        };
        days.filter(begins).collect()
    }
}

fn number(day: Date) -> i64 {
    // A span between two civil dates in days always fits and never fails.
    Date::ZERO.until(day).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_have_their_places() {
        let days = [date(2024, 3, 4), date(2024, 3, 18)];
        let scale = Scale::of(days.iter().copied(), 100.0, 160.0).unwrap();
        assert_eq!((scale.place(days[0]), scale.place(days[1])), (110.0, 250.0));
        assert_eq!(scale.ticks(), [date(2024, 3, 4), date(2024, 3, 11), date(2024, 3, 18)]);
        assert!(Scale::of([].into_iter(), 0.0, 1.0).is_none());
        let one = Scale::of([days[0]].into_iter(), 0.0, 10.0).unwrap();
        assert_eq!(one.place(days[0]), 5.0);
    }
}
