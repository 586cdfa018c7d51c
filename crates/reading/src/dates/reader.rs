//! Reads one time expression after the other, and remembers what was told before.

use jiff::civil::Date;
use rapporteur_language::TokenRef;
use rapporteur_record::{Period, Span};

use super::dateline::dateline;
use super::lean::{Lean, lean};
use super::resolve::{Anchor, Resolved, resolve};
use super::scan::Scan;
use super::time::{Found, Time, Which};
use super::{DateMention, Grain, bounds};

/// How many dates with a year of their own make a chronicle.
const CHRONICLE: usize = 5;

/// What is known while a text is read.
pub(super) struct Reader<'s, 'doc> {
    scan: &'s Scan<'doc>,
    /// The day of writing.
    today: Option<Date>,
    /// Does the text tell of years gone by and never of its own days, as lives do? Then a date without a year belongs to
    /// the year told last.
    chronicle: bool,
    /// The time told last.
    last: Option<Period>,
    /// The year told last, and the atom after it.
    year: Option<(i32, usize)>,
}

impl<'s, 'doc> Reader<'s, 'doc> {
    pub(super) fn new(scan: &'s Scan<'doc>, found: &[Found], published: Option<Date>) -> Reader<'s, 'doc> {
        let today = dateline(scan, found, published).or(published);
        Reader { scan, today, chronicle: is_chronicle(found, today), last: None, year: None }
    }

    /// The mention of a time expression. They must come in text order.
    pub(super) fn read(&mut self, found: &Found) -> DateMention {
        let tokens = self.scan.tokens(found.start..found.end);
        let lean = self.scan.token(found.start).map_or(Lean::Unknown, |first| lean(root(first, tokens.end)));
        let anchor = Anchor { today: self.today, last: self.last, telling: self.telling(found, lean) };
        let time = self.in_the_told_year(found.time);
        let resolved = resolve(time, lean, anchor);
        self.remember(found, resolved);
        let (bound, phrase) = bounds::bound(self.scan, found);
        DateMention {
            span: self.span(found.start, found.end),
            phrase: self.span(phrase, found.end),
            tokens,
            named: resolved.named,
            period: bounds::apply(bound, resolved.told),
            bound,
            grain: grain(time),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let bytes = self.scan.bytes(start..end);
        Span { start: bytes.start as u32, end: bytes.end as u32 }
    }

    /// The year of a date that names none, where it is not to be reckoned from the day of writing.
    fn telling(&self, found: &Found, lean: Lean) -> Option<i32> {
        let (year, after) = self.year?;
        let same_paragraph = || (after..found.start).all(|at| !self.scan.word(at).is_empty());
        let told_here = lean == Lean::Past && same_paragraph();
        (self.chronicle || self.today.is_none() || told_here).then_some(year)
    }

    /// In a chronicle "later in the year" is the year told, not the year of writing, and "today" is nowadays.
    fn in_the_told_year(&self, time: Time) -> Time {
        match time {
            Time::FromToday(0) if self.chronicle => Time::Nowadays,
            Time::Unit(unit, Which::This, _) if self.chronicle && self.last.is_some() => Time::Same(unit),
            _ => time,
        }
    }

    fn remember(&mut self, found: &Found, resolved: Resolved) {
        let Period { from: Some(from), to: Some(_) } = resolved.named else { return };
        let grain = grain(found.time);
        if grain > Grain::Year {
            return;
        }
        self.last = Some(resolved.named);
        let told_in_full = matches!(found.time, Time::Known(..));
        let of_a_thing = grain == Grain::Year && !self.scan.is(found.start.wrapping_sub(1), &["in", "during"]);
        let own_year = self.today.is_some_and(|today| today.year() == from.year());
        if self.chronicle || (told_in_full && (!of_a_thing || own_year)) {
            self.year = Some((i32::from(from.year()), found.end));
        }
    }
}

/// The token of the expression whose head lies outside of it.
fn root(first: TokenRef<'_>, end: usize) -> TokenRef<'_> {
    let inside = first.index()..end;
    let doc = first.doc();
    inside.clone().map(|index| doc.token(index)).find(|token| !inside.contains(&(token.head as usize))).unwrap_or(first)
}

/// How fine a time is told.
fn grain(time: Time) -> Grain {
    match time {
        Time::Known(_, grain) => grain,
        Time::Weekday(..) | Time::MonthDay(..) | Time::FromToday(_) | Time::ShiftedWeekday(_) => Grain::Day,
        Time::DayOfMonth(_) | Time::Easter(_) => Grain::Day,
        Time::Month(..) | Time::Season(..) => Grain::Month,
        Time::Unit(unit, ..) | Time::Away(_, unit) | Time::Shifted(_, unit) | Time::Same(unit) => unit.grain(),
        Time::Weekend(_) => Grain::Week,
        Time::InYear(_, (0, _), _) | Time::InSameYear(_, (0, _)) => Grain::Month,
        Time::InYear(..) | Time::InSameYear(..) | Time::WeekdayOf(..) => Grain::Day,
        Time::Running(..) | Time::Open(_) | Time::Nowadays | Time::Unknown => Grain::Stretch,
    }
}

/// Does the text tell only of other years than its own?
fn is_chronicle(found: &[Found], today: Option<Date>) -> bool {
    let of_another_year = |found: &&Found| match found.time {
        Time::Known(Period { from: Some(from), .. }, _) => today.is_none_or(|today| today.year() != from.year()),
        _ => false,
    };
    let of_these_days = |found: &&Found| {
        // "today" is as often nowadays, and tells nothing here.
        let of_the_week = matches!(found.time, Time::Weekday(..) | Time::Weekend(_) | Time::Away(..));
        of_the_week
            || matches!(found.time, Time::FromToday(-1 | 1))
            || matches!(found.time, Time::Unit(_, Which::Last | Which::Next, _))
    };
    let told = found.iter().filter(of_another_year).count();
    told >= CHRONICLE && 10 * found.iter().filter(of_these_days).count() <= told
}
