//! Positions.

use rapporteur_record::{Item, Section};

use super::{Column, Kind, Rows, Source, Table, column, ends, list, maybe, row, tellings, text};

pub(crate) static POSITIONS: Table = Table {
    name: "positions",
    about: "Where a party stands on a term, since when, and on what that rests.",
    columns: COLUMNS,
    sections: &[Section::Positions],
    rows,
};

const COLUMNS: &[Column] = &[
    column("id", Kind::Id, "id of the position"),
    column("party_id", Kind::Id, "whose"),
    column("party", Kind::Name, "the same by name"),
    column("term", Kind::Word, "on what"),
    column("wording", Kind::Text, "in the text's words"),
    column("stance", Kind::Word, "for, against, conditional, open"),
    column("standing", Kind::Word, "official, declared, signalled, reported"),
    column("by_id", Kind::Id, "who voiced it"),
    column("by", Kind::Name, "the same by name"),
    column("since_from", Kind::Day, "first day since which it may be held"),
    column("since_to", Kind::Day, "last day"),
    column("replaced_by", Kind::Id, "the later position; empty while this one is open"),
    column("statements", Kind::List, "ids of the statements that show it"),
    column("report", Kind::Id, "the first report that tells it"),
    column("start", Kind::Count, "first code point of the words"),
    column("end", Kind::Count, "one past the last"),
    column("words", Kind::Text, "the words"),
    column("reports", Kind::Count, "in how many reports it is told"),
    column("was", Kind::List, "ids that it replaces"),
];

fn rows<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Position(one) = item else { return Rows::new() };
    let [party_id, party] = source.actor(Some(one.party));
    let [by_id, by] = source.actor(one.by);
    let [from, to] = ends(&one.since.period);
    let ([report, start, end, words], told) = source.rests_on(&one.evidence);
    let later = one.replaced_by.and_then(|later| source.0.position_id(later));
    let statements = one.statements.iter().filter_map(|id| source.0.statement_id(*id));
    vec![row(
        [
            text(one.id.as_str()),
            party_id,
            party,
            text(one.term.as_str()),
            maybe(one.wording.as_deref()),
            text(one.stance.as_str()),
            text(one.standing.as_str()),
            by_id,
            by,
            from,
            to,
            maybe(later),
            list(statements),
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
