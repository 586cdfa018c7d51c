//! The record as tables: what CSV, Parquet and DNA's statement types have in common.
//!
//! A [`Table`] says of each column what it is called, what kind of value stands in it and what it means, and which rows an entry
//! of the record gives it, so that a table of any length takes no more memory than the rows of one entry. The data dictionary is a table like the others, made
//! of what the tables say of themselves.
//!
//! ```text
//! statements ──┐              stances, responses, contact_participants, event_actors: one row for each
//! proposals    │  id           member of a list, joined by the entry's id
//! positions    ├──────────► evidence: every piece of text that an entry rests on
//! contacts …   │
//! actors ──────┘  reports: the texts that offsets count in
//! ```
//!
//! Left to others: quoting (`csv`), types on disk (`parquet`), what a spreadsheet would take for a formula (`csv`).

mod actors;
mod contacts;
mod dictionary;
mod disputes;
mod events;
mod evidence;
mod positions;
mod proposals;
mod reports;
mod statements;

use std::borrow::Cow;

use jiff::civil::Date;
use rapporteur_record::{ActorId, Around, AtLeastOne, Entries, Evidence, Item, Period, ReportId, Section, Span, Term};

pub(crate) use self::statements::STATEMENTS;

/// All tables of a record; the dictionary tells of them.
pub(crate) static ALL: [&Table; 14] = [
    &reports::REPORTS,
    &actors::ACTORS,
    &STATEMENTS,
    &statements::STANCES,
    &proposals::PROPOSALS,
    &proposals::RESPONSES,
    &positions::POSITIONS,
    &contacts::CONTACTS,
    &contacts::PARTICIPANTS,
    &disputes::DISPUTES,
    &events::EVENTS,
    &events::EVENT_ACTORS,
    &evidence::EVIDENCE,
    &reports::COVERAGE,
];

pub(crate) use self::contacts::CONTACTS;
pub(crate) use self::dictionary::DICTIONARY;
pub(crate) use self::disputes::DISPUTES;
pub(crate) use self::events::EVENTS;
pub(crate) use self::positions::POSITIONS;
pub(crate) use self::proposals::{PROPOSALS, RESPONSES};

/// A table of the record.
pub(crate) struct Table {
    /// The name of its file.
    pub(crate) name: &'static str,
    /// What a row is.
    pub(crate) about: &'static str,
    pub(crate) columns: &'static [Column],
    /// Of what it is made, in the record's order.
    pub(crate) sections: &'static [Section],
    /// The rows that an entry gives; none where it is of another section.
    pub(crate) rows: for<'s> fn(Source<'s>, Item<'s>) -> Rows<'s>,
}

/// Rows of a table.
pub(crate) type Rows<'s> = Vec<Row<'s>>;

/// A column of a table.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) about: &'static str,
}

/// What kind of value a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What an entry, report or actor is called by programs.
    Id,
    /// A word of a closed list.
    Word,
    /// What an actor, outlet or place is called by people.
    Name,
    /// Words of a report, or about it.
    Text,
    /// Several ids, words, names or texts.
    List,
    /// A day.
    Day,
    /// A whole number.
    Count,
    /// A number between 0 and 1, or a score.
    Real,
}

impl Kind {
    /// As the dictionary tells it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Kind::Id => "id",
            Kind::Word => "word",
            Kind::Name => "name",
            Kind::Text => "text",
            Kind::List => "list",
            Kind::Day => "date",
            Kind::Count => "integer",
            Kind::Real => "number",
        }
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'s> {
    /// Not known, or there is none.
    Missing,
    Text(Cow<'s, str>),
    List(Vec<Cow<'s, str>>),
    Day(Date),
    Count(i64),
    Real(f64),
}

/// The values of a row in the order of the columns, and where the entry was first told.
pub(crate) struct Row<'s> {
    pub(crate) cells: Vec<Cell<'s>>,
    pub(crate) told: Option<Told>,
}

/// A stretch of one report's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) report: ReportId,
    /// In bytes.
    pub(crate) span: Span,
    /// In code points.
    points: (u32, u32),
}

/// What rows are made of besides the entry itself.
#[derive(Clone, Copy)]
pub(crate) struct Source<'r>(pub(crate) Around<'r>);

pub(crate) const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, about }
}

/// A row of these cells.
fn row<const N: usize>(cells: [Cell<'_>; N], told: Option<Told>) -> Row<'_> {
    Row { cells: Vec::from(cells), told }
}

pub(super) fn text<'s>(text: impl Into<Cow<'s, str>>) -> Cell<'s> {
    Cell::Text(text.into())
}

fn maybe<'s>(value: Option<impl Into<Cow<'s, str>>>) -> Cell<'s> {
    value.map_or(Cell::Missing, text)
}

pub(super) fn day(day: Option<Date>) -> Cell<'static> {
    day.map_or(Cell::Missing, Cell::Day)
}

fn count(count: impl TryInto<i64>) -> Cell<'static> {
    count.try_into().map_or(Cell::Missing, Cell::Count)
}

pub(super) fn list<'s, T: Into<Cow<'s, str>>>(all: impl IntoIterator<Item = T>) -> Cell<'s> {
    Cell::List(all.into_iter().map(Into::into).collect())
}

fn terms(terms: &[Term]) -> Cell<'static> {
    list(terms.iter().map(|term| term.as_str()))
}

/// The two ends of a period.
fn ends(period: &Period) -> [Cell<'static>; 2] {
    [day(period.from), day(period.to)]
}

impl<'r> Source<'r> {
    fn actor_name(&self, actor: ActorId) -> &'r str {
        self.0.actor(actor).map_or("", |actor| actor.name)
    }

    /// Id and name; two missing cells where there is nobody.
    fn actor(&self, actor: Option<ActorId>) -> [Cell<'r>; 2] {
        match actor {
            Some(actor) => [text(self.0.actor_id(actor)), text(self.actor_name(actor))],
            None => [Cell::Missing, Cell::Missing],
        }
    }

    /// Ids and names.
    fn actors(&self, actors: &[ActorId]) -> [Cell<'r>; 2] {
        [
            list(actors.iter().map(|actor| self.0.actor_id(*actor))),
            list(actors.iter().map(|actor| self.actor_name(*actor))),
        ]
    }

    fn report_id(&self, report: ReportId) -> &'r str {
        self.0.report(report).map_or("", |report| &report.id)
    }

    /// The first report that tells it, from the first of its words to the last.
    pub(crate) fn told<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Option<Told> {
        let mut pieces = evidence.into_iter();
        let mut told = self.one(pieces.next()?);
        for piece in pieces.filter(|piece| piece.report == told.report).map(|piece| self.one(piece)) {
            told.span = Span { start: told.span.start.min(piece.span.start), end: told.span.end.max(piece.span.end) };
            told.points = (told.points.0.min(piece.points.0), told.points.1.max(piece.points.1));
        }
        Some(told)
    }

    fn one(&self, piece: &Evidence) -> Told {
        let points = self.0.cut(piece).map_or((0, 0), |cut| (cut.start, cut.end));
        Told { report: piece.report, span: piece.span, points }
    }

    /// Report, first and last code point of a stretch.
    fn place(&self, told: Option<Told>) -> [Cell<'r>; 3] {
        let Some(Told { report, points: (start, end), .. }) = told.filter(|told| self.0.report(told.report).is_some())
        else {
            return [Cell::Missing, Cell::Missing, Cell::Missing];
        };
        [text(self.report_id(report)), count(start), count(end)]
    }

    /// The pieces of the first report that tells it, with an ellipsis between.
    fn words<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>, report: ReportId) -> Cow<'r, str> {
        let mut pieces = evidence.into_iter().filter(|piece| piece.report == report);
        let Some(first) = pieces.next() else { return Cow::Borrowed("") };
        let mut words = Cow::Borrowed(self.0.words(first));
        for piece in pieces {
            let all = words.to_mut();
            all.push_str(GAP);
            all.push_str(self.0.words(piece));
        }
        words
    }

    /// Report, first and last code point, words.
    fn rests_on(&self, evidence: &AtLeastOne<Evidence>) -> ([Cell<'r>; 4], Option<Told>) {
        let told = self.told(evidence);
        let [report, start, end] = self.place(told);
        ([report, start, end, text(self.words(evidence, evidence.first().report))], told)
    }
}

/// What stands between two pieces of one text.
const GAP: &str = " […] ";

/// Makes the rows of a table, one by one.
pub(crate) fn for_each_row<E: From<std::io::Error>>(
    record: &impl Entries,
    table: &Table,
    mut with: impl FnMut(&Row<'_>) -> Result<(), E>,
) -> Result<(), E> {
    record.each(table.sections, |around, item| (table.rows)(Source(around), item).iter().try_for_each(&mut with))
}

/// Writes all tables and the dictionary in one walk through the record: each is opened before, and ended when nothing that
/// gives it rows can come any more.
pub(crate) fn write_all<W, E: From<std::io::Error>>(
    record: &impl Entries,
    mut open: impl FnMut(&'static Table) -> Result<W, E>,
    mut write: impl FnMut(&mut W, &Row<'_>) -> Result<(), E>,
    mut end: impl FnMut(W) -> Result<(), E>,
) -> Result<(), E> {
    let mut going = Vec::new();
    for table in ALL.into_iter().chain([&DICTIONARY]) {
        going.push((table, open(table)?));
    }
    record.each(&Section::ALL, |around, item| {
        while let Some(at) = going.iter().position(|(table, _)| table.sections.last() < Some(&item.section())) {
            end(going.swap_remove(at).1)?;
        }
        for (table, writer) in going.iter_mut().filter(|(table, _)| table.sections.contains(&item.section())) {
            (table.rows)(Source(around), item).iter().try_for_each(|row| write(writer, row))?;
        }
        Ok::<_, E>(())
    })?;
    going.into_iter().try_for_each(|(_, writer)| end(writer))
}

/// In how many reports it is told.
fn tellings<'e>(evidence: impl IntoIterator<Item = &'e Evidence>) -> Cell<'static> {
    let mut reports: Vec<ReportId> = evidence.into_iter().map(|piece| piece.report).collect();
    reports.sort_unstable();
    reports.dedup();
    count(reports.len())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::io;

    use super::*;
    use crate::export::testing::record;

    #[test]
    fn every_row_has_a_cell_of_the_right_kind_for_every_column() {
        let record = record();
        for table in ALL.into_iter().chain([&DICTIONARY]) {
            let names: HashSet<&str> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), table.columns.len(), "{}", table.name);
            let mut rows = 0;
            for_each_row(&record, table, |row| {
                rows += 1;
                assert_eq!(row.cells.len(), table.columns.len(), "{}", table.name);
                for (cell, column) in row.cells.iter().zip(table.columns) {
                    let fits = match cell {
                        Cell::Missing => true,
                        Cell::Text(_) => matches!(column.kind, Kind::Id | Kind::Word | Kind::Name | Kind::Text),
                        Cell::List(_) => column.kind == Kind::List,
                        Cell::Day(_) => column.kind == Kind::Day,
                        Cell::Count(_) => column.kind == Kind::Count,
                        Cell::Real(_) => column.kind == Kind::Real,
                    };
                    assert!(fits, "{}.{}: {cell:?}", table.name, column.name);
                }
                Ok::<_, io::Error>(())
            })
            .unwrap();
            assert!(rows > 0, "{} is tested with no row", table.name);
        }
    }

    #[test]
    fn the_documentation_names_every_table() {
        let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/exports.md");
        let page = std::fs::read_to_string(page).unwrap();
        for table in ALL.into_iter().chain([&DICTIONARY]) {
            assert!(page.contains(&format!("`{}`", table.name)), "{} stands in no docs/exports.md", table.name);
        }
    }
}
