//! The data dictionary: what each column of each table holds.

use rapporteur_record::{Item, Section};

use super::{ALL, Kind, Rows, Source, Table, column, row, text};

pub(crate) static DICTIONARY: Table = Table {
    name: "dictionary",
    about: "What each column of each table holds.",
    columns: &[
        column("table", Kind::Id, "the table"),
        column("column", Kind::Id, "the column"),
        column("kind", Kind::Word, "id, word (of a closed list), name, text, list, date, integer, number"),
        column("about", Kind::Text, "what stands in it; of the table itself, what a row is"),
    ],
    // It tells of no record; its rows come with the one thing that every record has.
    sections: &[Section::Coverage],
    rows,
};

fn rows<'s>(_: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Coverage(_) = item else { return Rows::new() };
    let of = |table: &'static Table| {
        let itself = row([text(table.name), text(""), text("table"), text(table.about)], None);
        let columns = table
            .columns
            .iter()
            .map(|one| row([text(table.name), text(one.name), text(one.kind.as_str()), text(one.about)], None));
        std::iter::once(itself).chain(columns)
    };
    ALL.into_iter().chain([&DICTIONARY]).flat_map(of).collect()
}
