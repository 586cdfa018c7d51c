//! Who met or called whom, as a timeline; a line parts what lies behind the latest report from what lies before it.

use jiff::civil::Date;
use rapporteur_record::{ActorId, Contact, ContactKind, ContactStatus, Evidence};

use super::super::draft::{Draft, terms};
use super::super::marks;
use super::super::words::{clean, spoken};
use crate::page::{Block, Column, Fit, Rich, Table, Tone};

/// The columns: sign, status, when, what with whom, on what, sources.
const COLUMNS: [Column; 6] = [
    Column::of(Fit::Whole),
    Column::of(Fit::Whole),
    Column::of(Fit::UpTo(20)),
    Column::of(Fit::Whole),
    Column::aside(),
    Column::cites(),
];

pub(crate) fn write(draft: &mut Draft<'_>) {
    let record = draft.record;
    let shown = record.contacts.iter().enumerate().filter(|(_, one)| draft.scope.contact(one));
    let mut shown: Vec<_> = shown.map(|(at, one)| (place_in_time(draft, &one), at, one.status)).collect();
    if shown.is_empty() {
        return;
    }
    shown.sort_by_key(|(place, at, _)| (*place, *at));
    draft.page.section("Contacts", counts(shown.iter().map(|(.., status)| *status)));
    draft.page.push(Block::List(Table::new(&COLUMNS)));
    let (mut behind, mut first) = (true, true);
    for contact in shown.into_iter().filter_map(|(_, at, _)| record.contacts.get(at)) {
        if behind && after(draft, &contact) {
            behind = false;
            if !first {
                let line = latest_report(draft);
                draft.page.row(line);
            }
        }
        first = false;
        let cells = row(draft, &contact);
        draft.page.row(cells);
    }
}

/// Where it stands in the timeline: where it begins or, where that is open, ends. What has no date and is done, or is not to
/// be, stands where it was told; what is to come stands last.
fn place_in_time(draft: &Draft<'_>, contact: &Contact<Evidence>) -> (bool, Option<Date>, Option<Date>) {
    let period = contact.when.period;
    let told = draft.first_told(&contact.evidence).filter(|_| !awaited(contact));
    let day = period.from.or(period.to).or(told);
    (day.is_none(), day, period.to)
}

/// Whether it is still to come.
const fn awaited(contact: &Contact<Evidence>) -> bool {
    matches!(contact.status, ContactStatus::Planned | ContactStatus::Possible)
}

fn after(draft: &Draft<'_>, contact: &Contact<Evidence>) -> bool {
    match (place_in_time(draft, contact).1, draft.calendar.latest) {
        (Some(day), Some(latest)) => day > latest,
        (None, Some(_)) => awaited(contact),
        (_, None) => false,
    }
}

/// "7 held · 2 planned · 1 denied".
fn counts(shown: impl Iterator<Item = ContactStatus> + Clone) -> Rich {
    let told = |status: &ContactStatus| {
        let count = shown.clone().filter(|one| one == status).count();
        let mark = marks::status(*status);
        if count == 0 { Rich::default() } else { Rich::plain(format!("{count} ")).and(Tone::Plain, mark.plain_word()) }
    };
    Rich::join(ContactStatus::ALL.iter().map(told), " · ")
}

fn latest_report(draft: &Draft<'_>) -> [Vec<Rich>; 6] {
    let day = draft.calendar.latest.map(|day| draft.calendar.day(day)).unwrap_or_default();
    let empty = || vec![Rich::default()];
    [
        empty(),
        vec![Rich::faint("┄┄┄┄┄┄")],
        vec![Rich::faint(day)],
        vec![Rich::faint("the latest report")],
        empty(),
        empty(),
    ]
}

fn row(draft: &mut Draft<'_>, contact: &Contact<Evidence>) -> [Vec<Rich>; 6] {
    let mark = marks::status(contact.status);
    let when = match contact.when.period.is_unknown() {
        true => Rich::faint(match draft.first_told(&contact.evidence) {
            Some(told) => format!("told {}", draft.calendar.day(told)),
            None => "no date told".to_owned(),
        }),
        false => Rich::plain(draft.calendar.period(&contact.when.period)),
    };
    let cites = draft.sources.cite(&contact.evidence);
    let mut about = vec![Rich::faint(terms(&contact.about))];
    about.extend(overdue(draft, contact));
    [
        vec![mark.sign()],
        vec![mark.word()],
        vec![when],
        vec![who(draft, contact)],
        vec![Rich::join(about, " · ")],
        vec![cites],
    ]
}

/// "talks in Oslo: Ana Ortiz (Norland), Southmark".
fn who(draft: &Draft<'_>, contact: &Contact<Evidence>) -> Rich {
    let kind = spoken(contact.kind.as_str());
    let to = if contact.kind == ContactKind::Visit { "to" } else { "in" };
    let place = contact.place.as_deref().map(|place| format!(" {to} {}", clean(place))).unwrap_or_default();
    let taking_part = || contact.participants.iter().filter_map(|actor| draft.sides.side(*actor));
    let unnamed = contact.parties.iter().filter(|party| !taking_part().any(|side| side == **party));
    let named = contact.participants.iter().chain(unnamed).map(|actor| participant(draft, *actor));
    let who = named.collect::<Vec<_>>().join(", ");
    let who = if who.is_empty() { "between whom is not told".to_owned() } else { who };
    Rich::strong(kind).and(Tone::Plain, format!("{place}: {who}"))
}

fn participant(draft: &Draft<'_>, actor: ActorId) -> String {
    match draft.sides.side(actor).filter(|side| *side != actor) {
        Some(side) => format!("{} ({})", draft.name(actor), draft.name(side)),
        None => draft.name(actor),
    }
}

/// What was to be, and no report tells whether it was.
fn overdue(draft: &Draft<'_>, contact: &Contact<Evidence>) -> Option<Rich> {
    let past = contact.when.period.to.zip(draft.calendar.latest).is_some_and(|(to, latest)| to < latest);
    (awaited(contact) && past).then(|| Rich::of(Tone::Open, "day passed, no word since"))
}
