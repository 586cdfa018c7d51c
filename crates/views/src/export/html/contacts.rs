//! Who met or called whom, in the order of time.

use std::io::{self, Write};

use jiff::civil::Date;
use maud::{Markup, html};
use rapporteur_record::{ActorId, Contact, ContactKind, ContactStatus, Evidence};

use super::phrases::{Facets, faceted, mark, terms};
use super::{Page, close, open, put};
use crate::brief::marks;
use crate::brief::words::{clipped, spoken};

pub(super) fn write(page: &Page, out: &mut impl Write) -> io::Result<()> {
    let statuses: Vec<ContactStatus> = page.record.contacts.iter().map(|contact| contact.status).collect();
    let told = |status: &ContactStatus| {
        let count = statuses.iter().filter(|one| *one == status).count();
        (count > 0).then(|| format!("{count} {}", marks::status(*status).plain_word()))
    };
    let note: Vec<String> = ContactStatus::ALL.iter().filter_map(told).collect();
    put(out, &open("contacts", "Contacts", &note.join(" · ")))?;
    if page.record.contacts.is_empty() {
        put(out, &html! { p.faint { "No contact is told of." } })?;
        return put(out, &close());
    }
    out.write_all(
        b"<div class=\"wide\" role=\"region\" aria-label=\"Contacts\" tabindex=\"0\"><table class=\"contacts\">\
          <caption class=\"aside\">Who met or called whom</caption><thead><tr><th scope=\"col\">Status</th>\
          <th scope=\"col\">When</th><th scope=\"col\">What</th><th scope=\"col\">About</th>\
          <th scope=\"col\">Evidence</th></tr></thead><tbody>",
    )?;
    for at in in_time(page) {
        if let Some(contact) = page.record.contacts.get(at) {
            put(out, &row(page, at, &contact))?;
        }
    }
    out.write_all(b"</tbody></table></div>")?;
    put(out, &close())
}

/// Indices of the contacts in the order of time; what has no date and is done stands where it was told, what is to come last.
fn in_time(page: &Page) -> Vec<usize> {
    let days = page.record.contacts.iter().map(|contact| day(page, &contact));
    let mut order: Vec<(bool, Option<Date>, usize)> = days.zip(0..).map(|(day, at)| (day.is_none(), day, at)).collect();
    order.sort_unstable();
    order.into_iter().map(|(.., at)| at).collect()
}

/// The day with which it begins or, where that is open, ends; of what is not to come, else that on which it was told.
pub(super) fn day(page: &Page, contact: &Contact<Evidence>) -> Option<Date> {
    let told = page.published(&contact.evidence).from;
    contact.when.period.from.or(contact.when.period.to).or(told.filter(|_| !awaited(contact)))
}

const fn awaited(contact: &Contact<Evidence>) -> bool {
    matches!(contact.status, ContactStatus::Planned | ContactStatus::Possible)
}

fn row(page: &Page, at: usize, contact: &Contact<Evidence>) -> Markup {
    let facets = Facets::default().parties(page, taking_part(contact)).terms(&contact.about).days(
        page,
        &contact.when.period,
        &contact.evidence,
    );
    let past = contact.when.period.to.zip(page.calendar.latest).is_some_and(|(to, latest)| to < latest);
    let content = html! {
        td { (mark(marks::status(contact.status))) }
        td {
            (page.when(&contact.when.period, &contact.evidence))
            @if awaited(contact) && past { p.faint { "day passed, no word since" } }
        }
        td { (what(page, contact)) }
        td.faint { (terms(&contact.about)) }
        td { (page.passages.cite(&contact.evidence)) }
    };
    faceted("tr", &format!("id=\"c{at}\""), &facets, &content)
}

fn taking_part(contact: &Contact<Evidence>) -> impl Iterator<Item = ActorId> {
    contact.participants.iter().chain(&contact.parties).copied()
}

/// "talks in Oslo: Ana Ortiz (Norland), Southmark".
fn what(page: &Page, contact: &Contact<Evidence>) -> Markup {
    let sides: Vec<ActorId> = contact.participants.iter().filter_map(|actor| page.sides.side(*actor)).collect();
    let unnamed = contact.parties.iter().filter(|party| !sides.contains(party));
    let who: Vec<ActorId> = contact.participants.iter().chain(unnamed).copied().collect();
    let to = if contact.kind == ContactKind::Visit { " to " } else { " in " };
    html! {
        strong { (spoken(contact.kind.as_str())) }
        @if let Some(place) = contact.place.as_deref() { (to) bdi { (clipped(place, 60)) } }
        ": "
        @if who.is_empty() { "between whom is not told" }
        @for (at, actor) in who.iter().enumerate() { @if at > 0 { ", " } (page.sided(*actor)) }
    }
}
