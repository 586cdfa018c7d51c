//! Parquet tables, as pandas, R and database programs write them: one report a row.
//!
//! Columns `id`, `title`, `outlet`, `published`, `url` and `text`, of which only `text` is required; others are passed over.
//! Each is a text; `id` may be a number, `published` a date or a time. Rows are read some thousand at a time, so that a large
//! table takes no more memory than a part of it. Where a part of the table is damaged, the rows of its group from there on
//! are lost and the next group is read.

use std::collections::HashMap;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use parquet::basic::{LogicalType, Repetition, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field, Row};
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type};

use crate::problem::ProblemKind;
use crate::published::parse_published;
use crate::report::Report;

const COLUMNS: [&str; 6] = ["id", "title", "outlet", "published", "url", "text"];

/// The rows of a table as reports, each with its number, counted from 1.
pub(crate) struct Rows {
    file: Box<dyn FileReader>,
    columns: SchemaDescPtr,
    /// Whether `published` counts nanoseconds, which the reader leaves as numbers.
    in_nanoseconds: bool,
    group: usize,
    /// The rows of the group at hand and how many of it are left.
    rows: Option<(ReaderIter, usize)>,
    row: usize,
    total: usize,
}

impl Rows {
    pub(crate) fn of_bytes(bytes: &[u8]) -> Result<Self, ProblemKind> {
        Self::of(Bytes::copy_from_slice(bytes))
    }

    pub(crate) fn of_file(file: File) -> Result<Self, ProblemKind> {
        let length = file.metadata().map_err(|error| no_table(error.to_string()))?.len();
        Self::of(Bounded { file, length })
    }

    fn of<R: ChunkReader + 'static>(bytes: R) -> Result<Self, ProblemKind> {
        let file = guarded(|| SerializedFileReader::new(bytes)).map_err(no_table)?;
        let metadata = file.metadata().file_metadata();
        let schema = metadata.schema_descr_ptr();
        let (columns, in_nanoseconds) = columns(schema.root_schema())?;
        let total = usize::try_from(metadata.num_rows()).unwrap_or_default();
        Ok(Self { file: Box::new(file), columns, in_nanoseconds, group: 0, rows: None, row: 0, total })
    }

    /// Which part of the table lies behind.
    pub(crate) fn passed(&self) -> f64 {
        self.row as f64 / self.total.max(1) as f64
    }

    /// The next row; `None` at the end of its group.
    fn next_row(&mut self) -> Option<Result<Row, String>> {
        let (rows, left) = self.rows.as_mut()?;
        // The number of rows is the file's own word; the reader gives what is there.
        *left = left.checked_sub(1)?;
        guarded(|| rows.next().transpose()).transpose()
    }

    fn open_group(&mut self) -> Result<(), String> {
        let (file, columns, at) = (&self.file, &self.columns, self.group);
        self.group += 1;
        let opened = guarded(|| {
            let group = file.get_row_group(at)?;
            let count = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
            Ok((TreeBuilder::new().as_iter(Arc::clone(columns), group.as_ref())?, count))
        })?;
        self.rows = Some(opened);
        Ok(())
    }
}

impl Iterator for Rows {
    type Item = (usize, Result<Report, ProblemKind>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.next_row() {
                Some(Ok(row)) => {
                    self.row += 1;
                    return Some((self.row, self.report(row)));
                }
                Some(Err(reason)) => {
                    let (first, lost) = (self.row + 1, self.rows.take().map_or(0, |(_, left)| left + 1));
                    self.row += lost;
                    return Some((first, Err(no_table(format!("{lost} rows from here on can't be read: {reason}")))));
                }
                None if self.group < self.file.num_row_groups() => {
                    self.rows = None;
                    if let Err(reason) = self.open_group() {
                        let group = self.group;
                        let kind = no_table(format!("the rows of group {group} can't be read: {reason}"));
                        return Some((self.row + 1, Err(kind)));
                    }
                }
                None => return None,
            }
        }
    }
}

impl Rows {
    fn report(&self, row: Row) -> Result<Report, ProblemKind> {
        let mut fields: HashMap<String, Field> = row.into_columns().into_iter().collect();
        let mut word = |name: &'static str| word(name, fields.remove(name).unwrap_or(Field::Null));
        let (id, title, outlet, url) = (word("id")?, word("title")?, word("outlet")?, word("url")?);
        let published = match fields.remove("published").unwrap_or(Field::Null) {
            Field::Date(days) => day_after_1970(days.into()),
            Field::TimestampMillis(time) => day_of(SignedDuration::from_millis(time)),
            Field::TimestampMicros(time) => day_of(SignedDuration::from_micros(time)),
            Field::Long(time) if self.in_nanoseconds => day_of(SignedDuration::from_nanos(time)),
            other => match self::word("published", other)? {
                Some(written) => Some(
                    parse_published(&written)
                        .map_err(|date| ProblemKind::Published { field: "published".to_owned(), date })?,
                ),
                None => None,
            },
        };
        let text = match fields.remove("text") {
            Some(Field::Str(text)) => text,
            Some(Field::Bytes(bytes)) => {
                String::from_utf8(bytes.data().to_vec()).map_err(|_| no_report("`text` is no UTF-8".to_owned()))?
            }
            _ => return Err(no_report("has no `text`".to_owned())),
        };
        Ok(Report { id: id.unwrap_or_default(), title, outlet, published, url, text })
    }
}

/// The columns that we take, and whether `published` counts nanoseconds.
fn columns(root: &Type) -> Result<(SchemaDescPtr, bool), ProblemKind> {
    let ours = root.get_fields().iter().filter(|field| COLUMNS.contains(&field.name()));
    let ours: Vec<_> = ours.cloned().collect();
    let is_nested = |field: &Type| {
        let about = field.get_basic_info();
        !field.is_primitive() || about.has_repetition() && about.repetition() == Repetition::REPEATED
    };
    if let Some(nested) = ours.iter().find(|field| is_nested(field)) {
        return Err(no_table(format!("the column `{}` holds more than one value a row", nested.name())));
    }
    if !ours.iter().any(|field| field.name() == "text") {
        return Err(no_table("the table has no column `text`".to_owned()));
    }
    let in_nanoseconds = ours.iter().any(|field| {
        let logical = field.get_basic_info().logical_type_ref();
        field.name() == "published"
            && matches!(logical, Some(LogicalType::Timestamp(time)) if time.unit == TimeUnit::NANOS)
    });
    let wanted = Type::group_type_builder(root.name()).with_fields(ours).build();
    let wanted = wanted.map_err(|error| no_table(error.to_string()))?;
    Ok((Arc::new(SchemaDescriptor::new(Arc::new(wanted))), in_nanoseconds))
}

/// A field's text; a number is taken as it is written, an empty text as none.
fn word(name: &'static str, field: Field) -> Result<Option<String>, ProblemKind> {
    Ok(match field {
        Field::Null => None,
        Field::Str(text) => Some(text).filter(|text| !text.trim().is_empty()),
        Field::Bytes(bytes) => {
            let text = String::from_utf8(bytes.data().to_vec());
            Some(text.map_err(|_| no_report(format!("`{name}` is no UTF-8")))?).filter(|text| !text.trim().is_empty())
        }
        Field::Byte(number) => Some(number.to_string()),
        Field::Short(number) => Some(number.to_string()),
        Field::Int(number) => Some(number.to_string()),
        Field::Long(number) => Some(number.to_string()),
        Field::UByte(number) => Some(number.to_string()),
        Field::UShort(number) => Some(number.to_string()),
        Field::UInt(number) => Some(number.to_string()),
        Field::ULong(number) => Some(number.to_string()),
        other => return Err(no_report(format!("`{name}` is {other} where a text should be"))),
    })
}

fn day_after_1970(days: i64) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The day in UTC: what a table keeps is a moment, and where it was written is not told.
fn day_of(since_1970: SignedDuration) -> Option<Date> {
    Some(Timestamp::from_duration(since_1970).ok()?.to_zoned(TimeZone::UTC).date())
}

fn no_table(reason: String) -> ProblemKind {
    ProblemKind::NoTable { reason }
}

fn no_report(what: String) -> ProblemKind {
    ProblemKind::NoReport { what }
}

/// The crate checks much of a file, but not all: what its decoders trip over in a damaged one is a damaged file.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(|error| format!("the table is damaged ({error})")),
        Err(_) => Err("the table is damaged".to_owned()),
    }
}

/// A file that is asked for no more than it has: the crate makes room for what a damaged table asks for.
struct Bounded {
    file: File,
    length: u64,
}

impl Length for Bounded {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Bounded {
    type T = <File as ChunkReader>::T;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        self.file.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        if start.checked_add(length as u64).is_none_or(|end| end > self.length) {
            return Err(ParquetError::EOF(format!("{length} bytes at {start} of {}", self.length)));
        }
        self.file.get_bytes(start, length)
    }
}
