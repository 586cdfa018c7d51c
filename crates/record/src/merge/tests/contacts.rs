use super::ContactKind::*;
use super::ContactStatus::*;
use super::*;

type Days = Option<(i8, i8)>;

/// A report of the day in which persons or states have a contact.
fn told(id: &str, day: i8, who: &[&str], what: (ContactKind, ContactStatus), days: Days, place: Option<&str>) -> Told {
    let mut told = Told::on(id, day, &format!("{} met", who.join(" and ")));
    let (nor, sud) = (told.push_state("nor"), told.push_state("sud"));
    let participants: Vec<ActorId> = who
        .iter()
        .map(|name| match *name {
            "NOR" => nor,
            "SUD" => sud,
            _ => told.person(name, Some(if name.ends_with('n') { nor } else { sud })),
        })
        .collect();
    told.contact(what, &participants, days, "met").place = place.map(str::to_owned);
    told
}

impl Told {
    fn push_state(&mut self, key: &str) -> ActorId {
        let words = "met";
        self.state(key, words)
    }
}

const ALL: &[&str] = &["NOR", "SUD"];
const ANN_BO: &[&str] = &["Ann Ahlen", "Bo Berg"];
const ANN_CY: &[&str] = &["Ann Ahlen", "Cy Dorf"];

#[test]
fn one_call_told_by_two_outlets_is_one_contact() {
    for (one, other, status, days) in [
        // The same days; one has no day; a week and its day.
        ((1, ANN_BO, (Call, Held), Some((1, 1))), (2, ANN_BO, (Call, Held), Some((1, 1))), Held, Some((1, 1))),
        ((1, ANN_BO, (Call, Held), None), (2, ANN_BO, (Call, Held), Some((1, 1))), Held, Some((1, 1))),
        ((3, ANN_BO, (Call, Held), Some((1, 5))), (4, ANN_BO, (Call, Held), Some((2, 2))), Held, Some((2, 2))),
        // The states in one, their people in the other.
        ((1, ALL, (Talks, Held), Some((1, 1))), (1, ANN_BO, (Talks, Held), Some((1, 1))), Held, Some((1, 1))),
        // Announced, then held, called off or denied.
        ((1, ANN_BO, (Call, Planned), Some((6, 6))), (7, ANN_BO, (Call, Held), Some((6, 6))), Held, Some((6, 6))),
        ((1, ANN_BO, (Call, Possible), None), (7, ANN_BO, (Call, Held), Some((6, 6))), Held, Some((6, 6))),
        ((1, ANN_BO, (Call, Planned), Some((6, 6))), (5, ANN_BO, (Call, Cancelled), None), Cancelled, Some((6, 6))),
        ((1, ALL, (Talks, Planned), Some((6, 10))), (9, ALL, (Talks, UnderWay), Some((8, 9))), UnderWay, Some((8, 9))),
        // A stale plan does not undo what took place.
        ((7, ANN_BO, (Call, Held), Some((6, 6))), (8, ANN_BO, (Call, Planned), Some((6, 6))), Held, Some((6, 6))),
        // Both days of a round.
        ((7, ALL, (Talks, Held), Some((6, 6))), (8, ALL, (Talks, Held), Some((6, 7))), Held, Some((6, 7))),
    ] {
        let (day, who, what, when) = one;
        let first = told("r1", day, who, what, when, None);
        let (day, who, what, when) = other;
        let record = merge(vec![told("r2", day, who, what, when, None), first]);
        assert_eq!(record.contacts.len(), 1, "{one:?} {other:?}");
        let contact = &record.contacts[0];
        assert_eq!((contact.status, contact.evidence.len()), (status, 2), "{one:?} {other:?}");
        let period = days.map(|(from, to)| Period { from: Some(may(from)), to: Some(may(to)) });
        assert_eq!(contact.when.period, period.unwrap_or_default(), "{one:?} {other:?}");
    }
}

#[test]
fn other_people_days_kinds_or_rounds_are_other_contacts() {
    for (one, other) in [
        ((1, ANN_BO, (Call, Held), Some((1, 1))), (2, ANN_CY, (Call, Held), Some((1, 1)))),
        ((1, ANN_BO, (Call, Held), Some((1, 1))), (2, ANN_BO, (Meeting, Held), Some((1, 1)))),
        ((1, ANN_BO, (Call, Held), Some((1, 1))), (3, ANN_BO, (Call, Held), Some((2, 3)))),
        // Held, and then planned without a day: the next one. Called off, and then planned: another try.
        ((1, ANN_BO, (Call, Held), None), (3, ANN_BO, (Call, Planned), None)),
        ((1, ANN_BO, (Call, Cancelled), None), (3, ANN_BO, (Call, Planned), None)),
        ((1, ANN_BO, (Call, Denied), None), (3, ANN_BO, (Call, Held), None)),
        // Planned on the 8th, but told of the 2nd: that one was before.
        ((8, ANN_BO, (Call, Planned), None), (9, ANN_BO, (Call, Held), Some((2, 2)))),
    ] {
        let (day, who, what, when) = one;
        let first = told("r1", day, who, what, when, None);
        let (day, who, what, when) = other;
        let record = merge(vec![first, told("r2", day, who, what, when, None)]);
        assert_eq!(record.contacts.len(), 2, "{one:?} {other:?}");
    }
}

#[test]
fn places_at_odds_part_contacts_without_days_only() {
    let count = |days: Days, place: &str| {
        let first = told("r1", 1, ANN_BO, (Meeting, Held), days, Some("Oslo"));
        merge(vec![first, told("r2", 2, ANN_BO, (Meeting, Held), days, Some(place))]).contacts.len()
    };
    assert_eq!(count(None, "the Oslo airport"), 1);
    assert_eq!(count(None, "Bergen"), 2);
    assert_eq!(count(Some((1, 1)), "Bergen"), 1);
}

#[test]
fn within_one_report_two_mentions_are_one_and_past_and_future_are_two() {
    let count = |one: (ContactStatus, Days), other: (ContactStatus, Days)| {
        let mut report = told("r1", 3, ANN_BO, (Call, one.0), one.1, None);
        report.contact((Call, other.0), &[ActorId(2), ActorId(3)], other.1, "Bo Berg");
        merge(vec![report]).contacts.len()
    };
    assert_eq!(count((Held, Some((1, 1))), (Held, None)), 1);
    assert_eq!(count((Held, Some((1, 1))), (Possible, None)), 2);
    assert_eq!(count((Planned, Some((6, 6))), (Cancelled, Some((6, 6)))), 1);
}

#[test]
fn a_vague_stretch_is_no_day() {
    let year = |day| TimeExpression { period: Period { from: Some(date(2024, 1, 1)), to: Some(may(day)) }, text: None };
    let mut first = told("r1", 3, ANN_BO, (Call, Held), None, None);
    first.reading.contacts[0].when = year(3);
    let second = told("r2", 4, ANN_BO, (Call, Possible), Some((2, 4)), None);
    assert_eq!(merge(vec![first, second]).contacts.len(), 2);
}

#[test]
fn states_are_no_participants_beside_their_people() {
    let first = told("r1", 1, ALL, (Talks, Held), Some((1, 1)), None);
    let record = merge(vec![first, told("r2", 2, ANN_BO, (Talks, Held), Some((1, 1)), None)]);
    let names: Vec<&str> =
        record.contacts[0].participants.iter().map(|id| record.actor(*id).unwrap().name.as_str()).collect();
    assert_eq!(names, ["Ann Ahlen", "Bo Berg"]);
}
