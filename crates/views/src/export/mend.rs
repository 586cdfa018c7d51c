//! Contacts in the shape of the Mediation Events and Negotiators Database (MEND, PeaceRep): a row for each event, with its day
//! and place, the third parties and the local parties, and the individuals on either side.
//!
//! ```text
//! event_id,start_date,end_date,…,location,third_parties,third_party_individuals,local_actors,local_individuals,…
//! ```
//!
//! MEND's codebook is not open in a form that fixes column names, so these are ours, named after what its records hold. Who
//! is a third party is not in the record: here it is whoever takes part and answers no proposal, if it is an organisation or a
//! bloc (an envoy's), or holds no position either, if it is a state or an armed group (a host). Outlets, groups and unnamed
//! sources are no actors of an event. MEND lists events that took place; `status` keeps apart those that are planned, possible,
//! denied or cancelled.

use std::io::{self, Write};

use rapporteur_record::{
    ActorId, ActorKind, Around, Contact, ContactKind, Entries, Entry, Evidence, Item, Section, Who,
};
use rapporteur_spill::{Index, Spill};

use super::csv::{CsvOptions, field};
use super::tables::{Cell, day, list, text};
use crate::MEMORY;

/// The columns, in order.
const COLUMNS: [&str; 18] = [
    "event_id",
    "start_date",
    "end_date",
    "date_precision",
    "event_type",
    "format",
    "status",
    "location",
    "third_parties",
    "third_party_types",
    "third_party_individuals",
    "local_actors",
    "local_actor_types",
    "local_individuals",
    "issues",
    "description",
    "sources",
    "source_urls",
];

/// Writes the contacts of a record; an error where `out` fails, or what the record is made from.
pub fn write_mend(record: &impl Entries, options: CsvOptions, mut out: impl Write) -> io::Result<()> {
    if options.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(COLUMNS)?;
    let spill = Spill::of(MEMORY);
    let mut negotiating = Index::new(&spill);
    record.each(&[Section::Proposals, Section::Positions, Section::Contacts], |around, item| {
        match item {
            Item::Contact(contact) => {
                for cell in &cells(around, &negotiating, contact) {
                    table.write_field(field(cell, options.exact).as_bytes())?;
                }
                table.write_record(None::<&[u8]>)?;
            }
            other => negotiates(around, other, &mut negotiating),
        }
        Ok::<_, io::Error>(())
    })?;
    spill.check()?;
    table.flush()
}

/// The parties that negotiate: they answer a proposal, or hold a position and are no mediator's organisation.
fn negotiates(around: Around<'_>, item: Item<'_>, negotiating: &mut Index) {
    match item {
        Item::Proposal(one) => {
            one.responses.iter().for_each(|answer| negotiating.insert(u64::from(answer.party.0), 0));
        }
        Item::Position(one) if !is(around, one.party, &[ActorKind::Organisation, ActorKind::Bloc]) => {
            negotiating.insert(u64::from(one.party.0), 0);
        }
        _ => {}
    }
}

fn cells<'r>(
    around: Around<'r>,
    negotiating: &Index,
    contact: &'r Entry<Contact<Evidence>>,
) -> [Cell<'r>; COLUMNS.len()] {
    let negotiates = |who: ActorId| negotiating.get(u64::from(who.0)).is_some();
    let (third, local): (Vec<ActorId>, Vec<ActorId>) = contact.parties.iter().partition(|party| !negotiates(**party));
    let side = |who: &ActorId| around.actor(*who).and_then(|actor| actor.party).unwrap_or(*who);
    let people: Vec<ActorId> =
        contact.participants.iter().copied().filter(|who| is(around, *who, &[ActorKind::Person])).collect();
    let (third_people, local_people): (Vec<ActorId>, Vec<ActorId>) =
        people.iter().partition(|who| !negotiates(side(who)));
    let named = |all: &[ActorId]| list(actors(around, all).map(|actor| actor.name).collect::<Vec<_>>());
    let kinds = |all: &[ActorId]| list(actors(around, all).map(|actor| actor.kind.as_str()).collect::<Vec<_>>());
    let period = contact.when.period;
    let told = || {
        let mut reports: Vec<_> = contact.evidence.iter().map(|piece| piece.report).collect();
        reports.dedup();
        reports.into_iter().filter_map(|report| around.report(report))
    };
    let source = |report: &'r rapporteur_report::Report| {
        let outlet = report.outlet.as_deref().unwrap_or(&report.id);
        report.published.map_or_else(|| outlet.to_owned(), |day| format!("{outlet} ({day})"))
    };
    [
        text(contact.id.as_str()),
        day(period.from.or(period.to)),
        day(period.to.or(period.from)),
        text(precision(contact)),
        text(contact.kind.as_str()),
        text(if matches!(contact.kind, ContactKind::Call | ContactKind::Correspondence) {
            "remote"
        } else {
            "in person"
        }),
        text(contact.status.as_str()),
        contact.place.as_deref().map_or(Cell::Missing, text),
        named(&third),
        kinds(&third),
        named(&third_people),
        named(&local),
        kinds(&local),
        named(&local_people),
        list(contact.about.iter().map(|term| term.as_str())),
        text(around.words(contact.evidence.first())),
        list(told().map(source)),
        list(told().filter_map(|report| report.url.as_deref())),
    ]
}

fn actors<'r>(around: Around<'r>, all: &[ActorId]) -> impl Iterator<Item = Who<'r>> {
    all.iter().filter_map(move |who| around.actor(*who))
}

fn is(around: Around<'_>, who: ActorId, kinds: &[ActorKind]) -> bool {
    around.actor(who).is_some_and(|actor| kinds.contains(&actor.kind))
}

/// How exactly the day is known.
fn precision(contact: &Contact<Evidence>) -> &'static str {
    match contact.when.period.days() {
        Some(1) => "day",
        Some(2..=7) => "week",
        Some(8..=31) => "month",
        Some(_) => "longer",
        None if contact.when.period.is_unknown() => "unknown",
        None => "open",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::record;

    #[test]
    fn who_holds_no_position_is_a_third_party() {
        let mut out = Vec::new();
        let mut record = record();
        // Without Southmark's answer only Norland negotiates.
        record.proposals.clear();
        write_mend(&record, CsvOptions::default(), &mut out).unwrap();
        let mut reader = csv::Reader::from_reader(out.as_slice());
        let row = reader.records().next().unwrap().unwrap();
        let cell = |name: &str| &row[COLUMNS.iter().position(|column| *column == name).unwrap()];
        assert_eq!((cell("third_parties"), cell("local_actors")), ("Southmark", "Norland"));
        assert_eq!((cell("local_individuals"), cell("third_party_individuals")), ("Ana Ortiz", ""));
        assert_eq!((cell("start_date"), cell("date_precision"), cell("location")), ("2024-04-29", "day", "Oslo"));
        assert_eq!(cell("sources"), "Coast, Post (2024-05-02)");
    }
}
