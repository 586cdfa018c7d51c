//! Disputes.

use rapporteur_record::{Item, Section};

use super::{Column, Kind, Rows, Source, Table, column, list, maybe, row, tellings, text};

pub(crate) static DISPUTES: Table = Table {
    name: "disputes",
    about: "Accounts that cannot both be true, or that accuse each other of the same thing.",
    columns: COLUMNS,
    sections: &[Section::Disputes],
    rows,
};

const COLUMNS: &[Column] = &[
    column("id", Kind::Id, "id of the dispute"),
    column("kind", Kind::Word, "contradiction, mutual_accusation, denial"),
    column("parties_id", Kind::List, "who"),
    column("parties", Kind::List, "the same by name"),
    column("about", Kind::Text, "about what"),
    column("statements", Kind::List, "ids of the statements"),
    column("report", Kind::Id, "the first report that tells it"),
    column("start", Kind::Count, "first code point of the words"),
    column("end", Kind::Count, "one past the last"),
    column("words", Kind::Text, "the words"),
    column("reports", Kind::Count, "in how many reports it is told"),
    column("was", Kind::List, "ids that it replaces"),
];

fn rows<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Dispute(one) = item else { return Rows::new() };
    let [parties_id, parties] = source.actors(&one.parties);
    let ([report, start, end, words], told) = source.rests_on(&one.evidence);
    let statements = one.statements.iter().filter_map(|id| source.0.statement_id(*id));
    vec![row(
        [
            text(one.id.as_str()),
            text(one.kind.as_str()),
            parties_id,
            parties,
            maybe(one.about.as_deref()),
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
