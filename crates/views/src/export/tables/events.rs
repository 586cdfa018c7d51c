//! Events, and who acts in them.

use rapporteur_record::{EventActor, EventAux, Item, Section};

use super::{Cell, Column, Kind, Row, Rows, Source, Table, column, ends, list, maybe, row, tellings, text};

pub(crate) static EVENTS: Table = Table {
    name: "events",
    about: "A PLOVER event: who did what to whom.",
    columns: COLUMNS,
    sections: &[Section::Events],
    rows: events,
};

const COLUMNS: &[Column] = &[
    column("id", Kind::Id, "id of the event"),
    column("type", Kind::Word, "PLOVER's type"),
    column("modes", Kind::List, "PLOVER's modes"),
    column(
        "aux",
        Kind::Word,
        "historical, future, hypothetical, negation: what keeps it from being one that happened now",
    ),
    column("quad", Kind::Word, "verbal or material, cooperation or conflict"),
    column("intensity", Kind::Real, "PLOVER's score, -10 to 10"),
    column("cameo", Kind::Id, "CAMEO root code"),
    column("contexts", Kind::List, "PLOVER's contexts"),
    column("when_from", Kind::Day, "first day that the text gives"),
    column("when_to", Kind::Day, "last day"),
    column("place", Kind::Name, "where"),
    column("source", Kind::List, "who acts, by name; all of them in a reciprocal event"),
    column("source_countries", Kind::List, "their countries"),
    column("target", Kind::List, "who is acted upon, by name"),
    column("target_countries", Kind::List, "their countries"),
    column("report", Kind::Id, "the first report that tells it"),
    column("start", Kind::Count, "first code point of the words"),
    column("end", Kind::Count, "one past the last"),
    column("words", Kind::Text, "the words"),
    column("published", Kind::Day, "of that report; stands for the day where the text gives none"),
    column("reports", Kind::Count, "in how many reports it is told"),
    column("was", Kind::List, "ids that it replaces"),
];

fn events<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Event(one) = item else { return Rows::new() };
    let [from, to] = ends(&one.when.period);
    let ([report, start, end, words], told) = source.rests_on(&one.evidence);
    let published = source.0.report(one.evidence.first().report).and_then(|report| report.published);
    let intensity = one.event_type.intensity(one.modes.first().map(String::as_str));
    vec![row(
        [
            text(one.id.as_str()),
            text(one.event_type.as_str()),
            list(one.modes.iter().map(String::as_str)),
            maybe(one.aux.map(EventAux::as_str)),
            text(one.event_type.quad().as_str()),
            Cell::Real(f64::from(intensity)),
            maybe(one.cameo.as_deref()),
            list(one.contexts.iter().map(String::as_str)),
            from,
            to,
            maybe(one.place.as_deref()),
            names(&source, &one.source),
            countries(&one.source),
            names(&source, &one.target),
            countries(&one.target),
            report,
            start,
            end,
            words,
            super::day(published),
            tellings(&one.evidence),
            list(one.was.iter().map(String::as_str)),
        ],
        told,
    )]
}

fn names<'s>(source: &Source<'s>, actors: &'s [EventActor]) -> Cell<'s> {
    list(actors.iter().filter_map(|one| one.actor).map(|actor| source.actor_name(actor)))
}

fn countries(actors: &[EventActor]) -> Cell<'_> {
    list(actors.iter().filter_map(|one| one.country.as_deref()))
}

pub(super) static EVENT_ACTORS: Table = Table {
    name: "event_actors",
    about: "Who acts or is acted upon in an event, one by one.",
    columns: &[
        column("event", Kind::Id, "id of the event"),
        column("role", Kind::Word, "source or target"),
        column("actor", Kind::Id, "id of the actor; empty where it is none of the record"),
        column("name", Kind::Name, "the same by name"),
        column("country", Kind::Id, "ISO 3166 alpha-3, or PLOVER's code for what has no country"),
        column("sectors", Kind::List, "PLOVER's sectors, the main one first"),
    ],
    sections: &[Section::Events],
    rows: event_actors,
};

fn event_actors<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Event(event) = item else { return Rows::new() };
    let told = |role: &'static str, one: &'s EventActor| -> Row<'s> {
        let [actor, name] = source.actor(one.actor);
        let sectors = list(one.sectors.iter().map(String::as_str));
        row([text(event.id.as_str()), text(role), actor, name, maybe(one.country.as_deref()), sectors], None)
    };
    let sources = event.source.iter().map(|one| told("source", one));
    sources.chain(event.target.iter().map(|one| told("target", one))).collect()
}
