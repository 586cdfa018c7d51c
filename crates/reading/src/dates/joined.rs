//! Two dates that are one time: "from 3 March to 5 May", "between Monday and Wednesday", "on Tuesday and Wednesday".

use jiff::civil::Date;
use rapporteur_record::{Period, Span};

use super::bounds::{Bound, Join, join};
use super::scan::Scan;
use super::time::{Found, Time};
use super::{DateMention, Grain, days};

/// Gives both mentions of a pair the period from the first to the second. `mentions` are those of `found`, one for one.
pub(super) fn join_neighbours(scan: &Scan<'_>, found: &[Found], mentions: &mut [DateMention]) {
    for at in 1..found.len().min(mentions.len()) {
        let Some(kind) = join(scan, &found[at - 1], &found[at]) else { continue };
        if let [first, second] = &mut mentions[at - 1..=at] {
            let weekdays = matches!((found[at - 1].time, found[at].time), (Time::Weekday(..), Time::Weekday(..)));
            join_pair(kind, weekdays, first, second);
        }
    }
}

fn join_pair(kind: Join, weekdays: bool, first: &mut DateMention, second: &mut DateMention) {
    if weekdays && second.named < first.named {
        put_before(first);
    }
    let (Some(from), Some(to)) = (first.named.from, second.named.to) else { return };
    let near = first.grain == Grain::Day && second.grain == Grain::Day && days::distance(from, to) <= 7;
    if from > to || (kind == Join::Both && !near) {
        return;
    }
    let both = Period { from: Some(from), to: Some(to) };
    let phrase = Span { start: first.phrase.start, end: second.phrase.end };
    for (mention, bound) in [(first, Bound::RangeStart), (second, Bound::RangeEnd)] {
        mention.period = both;
        mention.phrase = phrase;
        if kind == Join::Range {
            mention.bound = bound;
        }
    }
}

/// "From Saturday to Monday", told on a Monday as past: each was taken for the last one, but Saturday comes before.
fn put_before(first: &mut DateMention) {
    let back = |day: Option<Date>| day.and_then(|day| days::add_days(day, -7));
    first.named = Period { from: back(first.named.from), to: back(first.named.to) };
}
