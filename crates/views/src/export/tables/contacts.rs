//! Contacts, and who takes part in them.

use rapporteur_record::{ActorId, Item, Section};

use super::{Column, Kind, Rows, Source, Table, column, ends, list, maybe, row, tellings, terms, text};

pub(crate) static CONTACTS: Table = Table {
    name: "contacts",
    about: "A call, meeting, round of talks, visit or exchange of letters, and whether it took place.",
    columns: COLUMNS,
    sections: &[Section::Contacts],
    rows: contacts,
};

const COLUMNS: &[Column] = &[
    column("id", Kind::Id, "id of the contact"),
    column("kind", Kind::Word, "call, meeting, talks, visit, correspondence"),
    column("status", Kind::Word, "held, under_way, planned, possible, denied, cancelled"),
    column("when_from", Kind::Day, "first day on which it may be"),
    column("when_to", Kind::Day, "last day"),
    column("when_text", Kind::Text, "the words of time"),
    column("place", Kind::Name, "where"),
    column("participants_id", Kind::List, "who takes part"),
    column("participants", Kind::List, "the same by name"),
    column("parties_id", Kind::List, "the parties that take part, through whomever"),
    column("parties", Kind::List, "the same by name"),
    column("about", Kind::List, "term categories"),
    column("report", Kind::Id, "the first report that tells it"),
    column("start", Kind::Count, "first code point of the words"),
    column("end", Kind::Count, "one past the last"),
    column("words", Kind::Text, "the words"),
    column("reports", Kind::Count, "in how many reports it is told"),
    column("was", Kind::List, "ids that it replaces"),
];

fn contacts<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Contact(one) = item else { return Rows::new() };
    let [from, to] = ends(&one.when.period);
    let [participants_id, participants] = source.actors(&one.participants);
    let [parties_id, parties] = source.actors(&one.parties);
    let ([report, start, end, words], told) = source.rests_on(&one.evidence);
    vec![row(
        [
            text(one.id.as_str()),
            text(one.kind.as_str()),
            text(one.status.as_str()),
            from,
            to,
            maybe(one.when.text.as_ref().map(|piece| source.0.words(piece))),
            maybe(one.place.as_deref()),
            participants_id,
            participants,
            parties_id,
            parties,
            terms(&one.about),
            report,
            start,
            end,
            words,
            tellings(&one.evidence),
            list(one.was.iter().map(String::as_str)),
        ],
        told,
    )]
}

pub(super) static PARTICIPANTS: Table = Table {
    name: "contact_participants",
    about: "Who takes part in a contact, one by one.",
    columns: &[
        column("contact", Kind::Id, "id of the contact"),
        column("actor", Kind::Id, "id of the actor"),
        column("name", Kind::Name, "the same by name"),
        column("party_id", Kind::Id, "on whose side the actor is"),
        column("party", Kind::Name, "the same by name"),
    ],
    sections: &[Section::Contacts],
    rows: participants,
};

fn participants<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Contact(contact) = item else { return Rows::new() };
    let told = |actor: &ActorId| {
        let [id, name] = source.actor(Some(*actor));
        let [party_id, party] = source.actor(source.0.actor(*actor).and_then(|actor| actor.party));
        row([text(contact.id.as_str()), id, name, party_id, party], None)
    };
    contact.participants.iter().map(told).collect()
}
