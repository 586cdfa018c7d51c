//! Tables as Parquet: dates are dates, lists are lists, numbers numbers, what is not known is null.
//!
//! Rows are gathered in batches of a few thousand, each of which becomes a row group, so that a table of any length takes the
//! memory of one batch. What the table and its columns mean stands in the file's own metadata, as in the dictionary.
//! Compression is Snappy, which every reader knows.

use std::io::Write;
use std::sync::Arc;

use arrow_array::builder::{Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use jiff::civil::{Date, date};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use rapporteur_record::Entries;

use super::tables::{Cell, Column, EVENTS, Kind, Row, STATEMENTS, Table, for_each_row, write_all};

/// Rows of a group. Some hundred kilobytes of text; readers like larger groups, but skip little in tables of this size.
const BATCH: usize = 8192;

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file failed.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// The format's writer refused.
    #[error("Parquet: {0}")]
    Parquet(#[from] ParquetError),
    /// The columns did not fit each other.
    #[error("Parquet: {0}")]
    Columns(#[from] arrow_schema::ArrowError),
}

/// Writes the flat table of statements.
pub fn write_statements(record: &impl Entries, out: impl Write + Send) -> Result<(), WriteError> {
    write_table(&STATEMENTS, record, out)
}

/// Writes the table of events.
pub fn write_events(record: &impl Entries, out: impl Write + Send) -> Result<(), WriteError> {
    write_table(&EVENTS, record, out)
}

/// Writes all tables, each to the file that `open` opens for its name (`statements.parquet`), and the data dictionary.
pub fn write_tables<W: Write + Send>(
    record: &impl Entries,
    mut open: impl FnMut(&str) -> std::io::Result<W>,
) -> Result<(), WriteError> {
    let open = |table: &Table| TableWriter::of(table, open(&format!("{}.parquet", table.name))?);
    write_all(record, open, TableWriter::row, TableWriter::end)
}

fn write_table(table: &Table, record: &impl Entries, out: impl Write + Send) -> Result<(), WriteError> {
    let mut writer = TableWriter::of(table, out)?;
    for_each_row(record, table, |row| writer.row(row))?;
    writer.end()
}

/// A table in the making, and the rows of its next batch.
struct TableWriter<W: Write + Send> {
    writer: ArrowWriter<W>,
    schema: SchemaRef,
    columns: Vec<ColumnBuilder>,
    rows: usize,
}

impl<W: Write + Send> TableWriter<W> {
    fn of(table: &Table, out: W) -> Result<Self, WriteError> {
        let schema = schema(table);
        let note = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
        let mut notes = vec![note("about", table.about)];
        notes.extend(table.columns.iter().map(|column| note(&format!("about:{}", column.name), column.about)));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("rapporteur ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(notes))
            .build();
        let writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
        let columns = table.columns.iter().map(|column| ColumnBuilder::of(column.kind)).collect();
        Ok(Self { writer, schema, columns, rows: 0 })
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), WriteError> {
        for (at, column) in self.columns.iter_mut().enumerate() {
            column.append(row.cells.get(at).unwrap_or(&Cell::Missing));
        }
        self.rows += 1;
        if self.rows == BATCH { self.batch() } else { Ok(()) }
    }

    fn batch(&mut self) -> Result<(), WriteError> {
        let arrays: Vec<ArrayRef> = self.columns.iter_mut().map(ColumnBuilder::finish).collect();
        self.writer.write(&RecordBatch::try_new(Arc::clone(&self.schema), arrays)?)?;
        self.rows = 0;
        // Ends the row group: what is written need not be held any longer.
        Ok(self.writer.flush()?)
    }

    fn end(mut self) -> Result<(), WriteError> {
        if self.rows > 0 {
            self.batch()?;
        }
        self.writer.close()?;
        Ok(())
    }
}

fn schema(table: &Table) -> SchemaRef {
    let field = |column: &Column| {
        let kind = match column.kind {
            Kind::Id | Kind::Word | Kind::Name | Kind::Text => DataType::Utf8,
            Kind::List => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
            Kind::Day => DataType::Date32,
            Kind::Count => DataType::Int64,
            Kind::Real => DataType::Float64,
        };
        Field::new(column.name, kind, true)
    };
    Arc::new(Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()))
}

/// The cells of a column in the making. One that is not of the column's kind counts as not known; a test sees to it that none is.
enum ColumnBuilder {
    Text(StringBuilder),
    List(ListBuilder<StringBuilder>),
    Day(Date32Builder),
    Count(Int64Builder),
    Real(Float64Builder),
}

impl ColumnBuilder {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Id | Kind::Word | Kind::Name | Kind::Text => Self::Text(StringBuilder::new()),
            Kind::List => Self::List(ListBuilder::new(StringBuilder::new())),
            Kind::Day => Self::Day(Date32Builder::new()),
            Kind::Count => Self::Count(Int64Builder::new()),
            Kind::Real => Self::Real(Float64Builder::new()),
        }
    }

    fn append(&mut self, cell: &Cell<'_>) {
        match self {
            Self::Text(array) => array.append_option(if let Cell::Text(text) = cell { Some(text) } else { None }),
            Self::List(array) => {
                if let Cell::List(all) = cell {
                    all.iter().for_each(|one| array.values().append_value(one));
                }
                array.append(matches!(cell, Cell::List(_)));
            }
            Self::Day(array) => array.append_option(if let Cell::Day(day) = cell { Some(days(*day)) } else { None }),
            Self::Count(array) => array.append_option(if let Cell::Count(count) = cell { Some(*count) } else { None }),
            Self::Real(array) => array.append_option(if let Cell::Real(real) = cell { Some(*real) } else { None }),
        }
    }

    /// The array; the next begins empty.
    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(array) => Arc::new(array.finish()),
            Self::List(array) => Arc::new(array.finish()),
            Self::Day(array) => Arc::new(array.finish()),
            Self::Count(array) => Arc::new(array.finish()),
            Self::Real(array) => Arc::new(array.finish()),
        }
    }
}

/// Days since 1970.
fn days(day: Date) -> i32 {
    // A span between two civil dates in days always fits and never fails.
    date(1970, 1, 1).until(day).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use rapporteur_record::Record;

    use super::*;
    use crate::export::tables::{ALL, DICTIONARY};
    use crate::export::testing::record;

    #[test]
    fn days_are_counted_from_the_epoch() {
        assert_eq!((days(date(1970, 1, 2)), days(date(1969, 12, 31)), days(date(2024, 5, 2))), (1, -1, 19845));
    }

    #[test]
    fn every_table_is_written_and_the_same_record_gives_the_same_bytes() {
        let written = || {
            let mut files = Vec::new();
            for table in ALL.into_iter().chain([&DICTIONARY]) {
                let mut out = Vec::new();
                write_table(table, &record(), &mut out).unwrap();
                files.push(out);
            }
            files
        };
        let files = written();
        assert!(files.iter().all(|file| file.starts_with(b"PAR1") && file.ends_with(b"PAR1")));
        assert_eq!(files, written());
    }

    #[test]
    fn a_table_without_rows_is_a_file_all_the_same() {
        let mut out = Vec::new();
        write_statements(&Record::default(), &mut out).unwrap();
        assert!(out.ends_with(b"PAR1"));
    }
}
