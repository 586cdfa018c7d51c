//! Actors.

use rapporteur_record::{Item, Section};

use super::{Column, Kind, Rows, Source, Table, column, list, maybe, row, tellings, text};

pub(super) static ACTORS: Table = Table {
    name: "actors",
    about: "Anyone who speaks or acts: a party, a person, an outlet, an unnamed source, a group.",
    columns: COLUMNS,
    sections: &[Section::Actors],
    rows,
};

const COLUMNS: &[Column] = &[
    column("actor", Kind::Id, "id of the actor"),
    column("name", Kind::Name, "the fullest form told"),
    column("kind", Kind::Word, "state, armed_group, organisation, bloc, person, outlet, unnamed, group"),
    column("code", Kind::Id, "ISO 3166 alpha-3 of a state, or PLOVER's code for what has no country"),
    column("sector", Kind::Id, "CAMEO-style sector"),
    column("party_id", Kind::Id, "on whose side it is; itself for a party"),
    column("party", Kind::Name, "the same by name"),
    column("office", Kind::Name, "as last reported"),
    column("authority", Kind::Word, "with what right it speaks, of persons"),
    column("aliases", Kind::List, "its other names and mentions"),
    column("report", Kind::Id, "the report that first mentions it"),
    column("start", Kind::Count, "first code point of that mention"),
    column("end", Kind::Count, "one past the last"),
    column("mention", Kind::Text, "the words"),
    column("reports", Kind::Count, "how many reports mention it"),
    column("was", Kind::List, "ids that it replaces"),
];

fn rows<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Actor(actor) = item else { return Rows::new() };
    let [party_id, party] = source.actor(actor.party);
    let first = actor.mentions.first();
    let told = source.told([first]);
    let [report, start, end] = source.place(told);
    vec![row(
        [
            text(actor.id.as_str()),
            text(actor.name.as_str()),
            text(actor.kind.as_str()),
            maybe(actor.code.as_deref()),
            maybe(actor.sector.as_deref()),
            party_id,
            party,
            maybe(actor.office.as_deref()),
            maybe(actor.authority.map(|authority| authority.as_str())),
            list(actor.aliases.iter().map(String::as_str)),
            report,
            start,
            end,
            text(source.0.words(first)),
            tellings(&actor.mentions),
            list(actor.was.iter().map(String::as_str)),
        ],
        told,
    )]
}
