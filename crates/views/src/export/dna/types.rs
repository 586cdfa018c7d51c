//! The statement types of the database, and their variables.

use super::super::tables::{
    CONTACTS, Column, DISPUTES, EVENTS, Kind, POSITIONS, PROPOSALS, RESPONSES, STATEMENTS, Table,
};

/// The type that every recipe for DNA expects, by its number.
pub(super) const STATEMENT: i64 = 1;

/// The number of the type in which people write notes.
pub(super) const ANNOTATION: i64 = 2;

/// The variables of a DNA Statement, numbered from 1.
pub(super) const PERSON: i64 = 1;
pub(super) const ORGANIZATION: i64 = 2;
pub(super) const CONCEPT: i64 = 3;
pub(super) const AGREEMENT: i64 = 4;

/// The first number of the variables of the wider types.
const FIRST_WIDE: i64 = 6;

/// A type of the wider record: a table, its colour, the number of the type and of each of its variables.
pub(super) struct Wide {
    pub(super) number: i64,
    pub(super) label: &'static str,
    pub(super) colour: [u8; 3],
    pub(super) table: &'static Table,
    pub(super) variables: Vec<Variable>,
}

/// A variable of a wider type.
pub(super) struct Variable {
    pub(super) number: i64,
    pub(super) name: &'static str,
    /// Its column in the table.
    pub(super) column: usize,
    pub(super) kind: DataType,
}

/// DNA's types of values, of those that the tables need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DataType {
    ShortText,
    LongText,
    Integer,
}

impl DataType {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            DataType::ShortText => "short text",
            DataType::LongText => "long text",
            DataType::Integer => "integer",
        }
    }
}

/// What the document or the marked words themselves tell is no variable.
const TOLD_ELSEWHERE: [&str; 13] = [
    "report",
    "outlet",
    "published",
    "title",
    "url",
    "start",
    "end",
    "content",
    "words",
    "tellings",
    "reports",
    "was",
    "confidence",
];

/// The types of the wider record, in the order of their numbers.
pub(super) fn wide() -> Vec<Wide> {
    let tables: [(&'static str, [u8; 3], &'static Table); 7] = [
        ("Statement", [250, 219, 120], &STATEMENTS),
        ("Proposal", [133, 193, 233], &PROPOSALS),
        ("Response", [174, 214, 241], &RESPONSES),
        ("Position", [130, 224, 170], &POSITIONS),
        ("Contact", [215, 189, 226], &CONTACTS),
        ("Dispute", [245, 183, 177], &DISPUTES),
        ("Event", [204, 209, 209], &EVENTS),
    ];
    let mut next = FIRST_WIDE;
    let of = |(number, (label, colour, table)): (i64, (&'static str, [u8; 3], &'static Table))| {
        let columns = table.columns.iter().enumerate();
        let columns = columns.filter(|(_, column)| !TOLD_ELSEWHERE.contains(&column.name));
        let variables = columns.map(|(at, column)| {
            next += 1;
            let name = if column.name == "id" { "record_id" } else { column.name };
            Variable { number: next - 1, name, column: at, kind: data_type(column) }
        });
        Wide { number, label, colour, table, variables: variables.collect() }
    };
    (ANNOTATION + 1..).zip(tables).map(of).collect()
}

/// Words and names are short texts, of which DNA keeps a list to choose from; ids, lists and free words would fill that list
/// with values that stand once, so they are long texts.
const fn data_type(column: &Column) -> DataType {
    match column.kind {
        Kind::Word | Kind::Name | Kind::Day => DataType::ShortText,
        Kind::Id | Kind::Text | Kind::List => DataType::LongText,
        Kind::Count | Kind::Real => DataType::Integer,
    }
}

/// A number of DNA is whole: what is none counts in hundredths.
pub(super) fn hundredths(real: f64) -> i64 {
    (real * 100.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_numbered_one_after_the_other() {
        let wide = wide();
        let numbers: Vec<i64> = wide.iter().flat_map(|one| &one.variables).map(|variable| variable.number).collect();
        assert_eq!(numbers, (FIRST_WIDE..FIRST_WIDE + numbers.len() as i64).collect::<Vec<_>>());
        assert!(wide.iter().all(|one| one.number > ANNOTATION));
    }
}
