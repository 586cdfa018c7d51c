//! The timeline: a lane for each party; contacts tie lanes together, positions stand in them.
//!
//! A contact's sign is that of its status, and its line tells it again (solid, dashed, dotted); a position's frame tells its
//! standing. Marks of one day stand beside each other, so a mark may stand a little beside its day; what lies far from the time of
//! the reports stands at the edge.

use jiff::civil::Date;
use maud::{Markup, html};
use rapporteur_record::{ActorId, Contact, Evidence, HeldPosition};

use super::drawing::{Scale, at, frame, leading};
use super::phrases::{Facets, class};
use super::{Page, contacts};
use crate::brief::marks;
use crate::brief::words::{clipped, spoken};

/// So many parties have a lane of their own; the others share one.
const LANES: usize = 8;

/// So many marks are drawn, the latest: more would be a blot.
const MARKS: usize = 400;

const LANE: f64 = 70.0;
const LEFT: f64 = 196.0;
const TOP: f64 = 20.0;

/// Below a lane's own line, positions.
const BELOW: f64 = 22.0;

/// Between two marks in one lane.
const APART: f64 = 17.0;

/// One mark: its day, its lanes, and which entry it is.
struct Mark {
    day: Date,
    lanes: Vec<usize>,
    what: What,
}

impl Mark {
    const fn is_contact(&self) -> bool {
        matches!(self.what, What::Contact(..))
    }
}

/// A contact or a position, by its place.
enum What {
    Contact(usize),
    Position(usize),
}

pub(super) fn section(page: &Page) -> Markup {
    let lanes = lanes(page);
    let mut marks = dated(page, &lanes);
    let left_out = marks.len().saturating_sub(MARKS);
    marks.drain(..left_out);
    let width = (960.0_f64).max(marks.len() as f64 * 15.0).min(6000.0);
    let days = marks.iter().map(|mark| near(page, mark.day)).chain(page.calendar.latest);
    let content = match Scale::of(days, LEFT, width - LEFT - 20.0).filter(|_| !marks.is_empty()) {
        Some(scale) => html! {
            (drawn(page, &lanes, &marks, &scale, width))
            @if left_out > 0 { p.faint { "The latest " (MARKS) " of " (left_out + MARKS) "; the tables tell of all." } }
        },
        None => html! { p.faint { "Nothing with a date is told of." } },
    };
    super::section("timeline", "Timeline", "contacts tie lanes; squares are positions", &content)
}

/// The parties that have a lane, the most told of first.
fn lanes(page: &Page) -> Vec<ActorId> {
    let taking_part = page.record.contacts.iter().flat_map(|one| one.parties);
    let mut parties: Vec<ActorId> = taking_part.chain(page.record.positions.iter().map(|one| one.party)).collect();
    parties.sort_by_key(|party| (page.sides.rank(Some(*party)), *party));
    parties.dedup();
    parties
}

/// The day, or the nearest to it that is not far from the reports: one visit a year ago would leave no room for this month.
fn near(page: &Page, day: Date) -> Date {
    let (Some(first), Some(latest)) = (page.calendar.first, page.calendar.latest) else { return day };
    let room = first.until(latest).map_or(0, |span| i64::from(span.get_days())) / 3 + 21;
    let room = jiff::Span::new().days(room);
    day.clamp(first.saturating_sub(room), latest.saturating_add(room))
}

fn lane(lanes: &[ActorId], party: ActorId) -> usize {
    lanes.iter().position(|one| *one == party).unwrap_or(LANES).min(LANES)
}

fn dated(page: &Page, lanes: &[ActorId]) -> Vec<Mark> {
    let contacts = page.record.contacts.iter().enumerate().filter_map(|(index, contact)| {
        let mut among: Vec<usize> = contact.parties.iter().map(|party| lane(lanes, *party)).collect();
        among.sort_unstable();
        among.dedup();
        let day = contacts::day(page, &contact)?;
        // What took place some time in a year was told as past: it stands where that year has come to.
        let long = contact.when.period.days().is_some_and(|days| days > 31);
        let day = contact.when.period.to.filter(|_| long).unwrap_or(day);
        (!among.is_empty()).then_some(Mark { day, lanes: among, what: What::Contact(index) })
    });
    let positions = page.record.positions.iter().enumerate().filter_map(|(index, position)| {
        let told = page.published(&position.evidence).from;
        let day = position.since.period.from.or(position.since.period.to).or(told)?;
        Some(Mark { day, lanes: vec![lane(lanes, position.party)], what: What::Position(index) })
    });
    let mut all: Vec<Mark> = contacts.chain(positions).collect();
    all.sort_by_key(|mark| mark.day);
    all
}

fn drawn(page: &Page, lanes: &[ActorId], marks: &[Mark], scale: &Scale, width: f64) -> Markup {
    let rows = lanes.len().min(LANES) + usize::from(lanes.len() > LANES);
    let bottom = TOP + rows as f64 * LANE;
    // Where marks stand already, in each lane, those of contacts and those of positions apart.
    let mut taken: Vec<[Vec<f64>; 2]> = vec![Default::default(); rows];
    let content = html! {
        @for tick in scale.ticks() {
            @let x = at(scale.place(tick));
            line.tick x1=(x) x2=(x) y1=(at(TOP)) y2=(at(bottom)) {}
            text.day x=(x) y=(at(bottom + 16.0)) { (page.calendar.day(tick)) }
        }
        @for row in 0..rows {
            @let y = at(middle(row));
            line.lane x1=(at(LEFT)) x2=(at(width - 10.0)) y1=(y) y2=(y) {}
            text.party x=(at(LEFT - 12.0)) y=(at(middle(row) + 5.0)) {
                @if row < LANES { @if let Some(party) = lanes.get(row) { (clipped(&page.name(*party), 20)) } } @else { "others" }
            }
        }
        @if let Some(latest) = page.calendar.latest {
            @let x = at(scale.place(latest));
            line.latest x1=(x) x2=(x) y1=(at(TOP - 6.0)) y2=(at(bottom)) {}
            @let right = scale.place(latest) > width - 60.0;
            text.latest x=(if right { at(width - 4.0) } else { x }) y=(at(TOP - 8.0)) text-anchor=(if right { "end" } else { "middle" }) {
                "latest report"
            }
        }
        // The ties of contacts first, that they cross no position.
        @for mark in marks.iter().filter(|mark| mark.is_contact()) { (drawn_mark(page, mark, scale, &mut taken)) }
        @for mark in marks.iter().filter(|mark| !mark.is_contact()) { (drawn_mark(page, mark, scale, &mut taken)) }
        @for (x, anchor, word, any) in [
            (LEFT, "start", "← earlier", marks.iter().any(|mark| near(page, mark.day) > mark.day)),
            (width - 10.0, "end", "later →", marks.iter().any(|mark| near(page, mark.day) < mark.day)),
        ] {
            @if any { text.beyond x=(at(x)) y=(at(bottom + 30.0)) text-anchor=(anchor) { (word) } }
        }
    };
    let description = "A lane for each party. Contacts and positions by day; the tables below tell the same.";
    frame("timeline-drawing", "Timeline of contacts and positions", description, (width, bottom + 36.0), &content)
}

/// The line of a lane.
fn middle(row: usize) -> f64 {
    TOP + row as f64 * LANE + LANE / 2.0 - 10.0
}

fn drawn_mark(page: &Page, mark: &Mark, scale: &Scale, taken: &mut [[Vec<f64>; 2]]) -> Markup {
    let (first, last) = (mark.lanes.first().copied().unwrap_or(0), mark.lanes.last().copied().unwrap_or(0));
    let of = usize::from(!mark.is_contact());
    let x = free(
        scale.place(near(page, mark.day)),
        (first..=last).filter_map(|row| taken.get(row)).flat_map(|lane| &lane[of]),
    );
    for row in first..=last {
        if let Some(lane) = taken.get_mut(row) {
            lane[of].push(x);
        }
    }
    let drawn = match mark.what {
        What::Contact(index) => {
            page.record.contacts.get(index).map(|contact| contact_mark(page, index, &contact, &mark.lanes, x))
        }
        What::Position(index) => {
            page.record.positions.get(index).map(|position| position_mark(page, index, &position, first, x))
        }
    };
    drawn.unwrap_or_default()
}

/// So far from its day a mark may stand.
const FARTHEST: f64 = 12.0 * APART;

/// The place nearest to the wanted one where nothing stands; later days come later, so it looks to the right. Where all is full
/// nearby, marks lie on each other.
fn free<'t>(wanted: f64, taken: impl Iterator<Item = &'t f64> + Clone) -> f64 {
    let mut place = wanted;
    while let Some(near) = taken.clone().find(|one| (**one - place).abs() < APART - 0.01) {
        place = near + APART;
        if place > wanted + FARTHEST {
            return wanted;
        }
    }
    place
}

fn contact_mark(page: &Page, index: usize, contact: &Contact<Evidence>, lanes: &[usize], x: f64) -> Markup {
    let (sign, word, tone) = marks::status(contact.status).parts();
    let who = contact.participants.iter().chain(&contact.parties).copied();
    let facets =
        Facets::default().parties(page, who).terms(&contact.about).days(page, &contact.when.period, &contact.evidence);
    let names: Vec<String> = contact.parties.iter().map(|party| page.name(*party)).collect();
    let when = page.when(&contact.when.period, &contact.evidence);
    let told = format!("{} {word}, {when}: {}", spoken(contact.kind.as_str()), names.join(", "));
    let (top, bottom) = (lanes.first().copied().unwrap_or(0), lanes.last().copied().unwrap_or(0));
    let x = at(x);
    let content = html! {
        @if top != bottom { line class={ "tie " (contact.status.as_str()) } x1=(x) x2=(x) y1=(at(middle(top))) y2=(at(middle(bottom))) {} }
        @for row in lanes {
            circle.ground cx=(x) cy=(at(middle(*row))) r="8" {}
            text class={ "sign " (class(tone)) } x=(x) y=(at(middle(*row) + 5.5)) { (sign) }
        }
    };
    leading(&format!("c{index}"), &told, &facets.attributes(), &content)
}

fn position_mark(page: &Page, index: usize, position: &HeldPosition, lane: usize, x: f64) -> Markup {
    let (sign, word, tone) = marks::stance(position.stance).parts();
    let facets = Facets::default()
        .parties(page, [position.party])
        .terms(&[position.term])
        .standing(position.standing)
        .days(page, &position.since.period, &position.evidence);
    let (party, when) = (page.name(position.party), page.when(&position.since.period, &position.evidence));
    let (term, standing) = (spoken(position.term.as_str()), marks::standing(position.standing));
    let told = format!("{party} {word} {term}, {standing}, {when}");
    let y = middle(lane) + BELOW;
    let content = html! {
        rect class={ "square " (position.standing.as_str()) } x=(at(x - 7.0)) y=(at(y - 7.0)) width="14" height="14" rx="2" {}
        text class={ "sign small " (class(tone)) } x=(at(x)) y=(at(y + 4.5)) { (sign) }
    };
    leading(&format!("q{index}"), &told, &facets.attributes(), &content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_one_day_stand_beside_each_other() {
        let taken = [100.0, 117.0];
        assert_eq!(free(100.0, taken.iter()), 134.0);
        assert_eq!(free(60.0, taken.iter()), 60.0);
    }
}
