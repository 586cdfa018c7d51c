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
use rapporteur_record::Record;

use super::tables::{ALL, Cell, Column, DICTIONARY, EVENTS, Kind, Row, STATEMENTS, Source, Table};

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
pub fn write_statements(record: &Record, out: impl Write + Send) -> Result<(), WriteError> {
    write_table(&STATEMENTS, &Source::of(record), out)
}

/// Writes the table of events.
pub fn write_events(record: &Record, out: impl Write + Send) -> Result<(), WriteError> {
    write_table(&EVENTS, &Source::of(record), out)
}

/// Writes all tables, each to the file that `open` opens for its name (`statements.parquet`), and the data dictionary.
pub fn write_tables<W: Write + Send>(
    record: &Record,
    mut open: impl FnMut(&str) -> std::io::Result<W>,
) -> Result<(), WriteError> {
    let source = Source::of(record);
    for table in ALL.into_iter().chain([&DICTIONARY]) {
        write_table(table, &source, open(&format!("{}.parquet", table.name))?)?;
    }
    Ok(())
}

fn write_table(table: &Table, source: &Source<'_>, out: impl Write + Send) -> Result<(), WriteError> {
    let schema = schema(table);
    let note = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
    let mut notes = vec![note("about", table.about)];
    notes.extend(table.columns.iter().map(|column| note(&format!("about:{}", column.name), column.about)));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("rapporteur ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(notes))
        .build();
    let mut writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
    let mut rows = (table.rows)(source).peekable();
    while rows.peek().is_some() {
        let batch: Vec<Row<'_>> = rows.by_ref().take(BATCH).collect();
        let columns = table.columns.iter().enumerate();
        let arrays: Vec<ArrayRef> = columns.map(|(at, column)| array(column.kind, &batch, at)).collect();
        writer.write(&RecordBatch::try_new(Arc::clone(&schema), arrays)?)?;
        // Ends the row group: what is written need not be held any longer.
        writer.flush()?;
    }
    writer.close()?;
    Ok(())
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

/// The cells of a column. One that is not of the column's kind counts as not known; a test sees to it that none is.
fn array(kind: Kind, batch: &[Row<'_>], at: usize) -> ArrayRef {
    let cells = batch.iter().map(|row| row.cells.get(at).unwrap_or(&Cell::Missing));
    match kind {
        Kind::Id | Kind::Word | Kind::Name | Kind::Text => {
            let mut array = StringBuilder::new();
            cells.for_each(|cell| array.append_option(if let Cell::Text(text) = cell { Some(text) } else { None }));
            Arc::new(array.finish())
        }
        Kind::List => {
            let mut array = ListBuilder::new(StringBuilder::new());
            for cell in cells {
                if let Cell::List(all) = cell {
                    all.iter().for_each(|one| array.values().append_value(one));
                }
                array.append(matches!(cell, Cell::List(_)));
            }
            Arc::new(array.finish())
        }
        Kind::Day => {
            let mut array = Date32Builder::new();
            cells.for_each(|cell| array.append_option(if let Cell::Day(day) = cell { Some(days(*day)) } else { None }));
            Arc::new(array.finish())
        }
        Kind::Count => {
            let mut array = Int64Builder::new();
            cells.for_each(|cell| array.append_option(if let Cell::Count(count) = cell { Some(*count) } else { None }));
            Arc::new(array.finish())
        }
        Kind::Real => {
            let mut array = Float64Builder::new();
            cells.for_each(|cell| array.append_option(if let Cell::Real(real) = cell { Some(*real) } else { None }));
            Arc::new(array.finish())
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
    use super::*;
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
                write_table(table, &Source::of(&record()), &mut out).unwrap();
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
