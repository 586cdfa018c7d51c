//! Tables as CSV: what RFC 4180 says, made for spreadsheets, R and pandas.
//!
//! ```text
//! id,report,outlet,published,speaker,speaker_kind,party,…,content,source,cue,start,end,within,…
//! s-7q2…,r1,Coast Post,2024-05-02,Ana Ortiz,person,Norland,…,"“We will not sign,”",Ortiz,said,120,140,,…
//! ```
//!
//! Lines end with CR LF, a field with a comma, quotation mark or line break is quoted, what is not known is an empty field. Lists
//! join with semicolons. A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`) gets an
//! apostrophe before it, and a NUL, which cuts a field in most readers, becomes U+FFFD; [`CsvOptions::exact`] leaves both as
//! they are said. Numbers and dates are never touched.

use std::borrow::Cow;
use std::io::{self, Write};

use rapporteur_record::Entries;

use super::tables::{Cell, Row, STATEMENTS, Table, for_each_row, write_all};

/// How the tables are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// Begin with a byte order mark: Excel reads UTF-8 as UTF-8 only then.
    pub bom: bool,
    /// Leave a cell that looks like a formula as it was said.
    pub exact: bool,
}

/// Writes the flat table of statements; an error where `out` fails, or what the record is made from.
pub fn write_statements(record: &impl Entries, options: CsvOptions, out: impl Write) -> io::Result<()> {
    let mut writer = TableWriter::of(&STATEMENTS, options, out)?;
    for_each_row(record, &STATEMENTS, |row| writer.row(row))?;
    writer.end()
}

/// Writes all tables, each to the file that `open` opens for its name (`statements.csv`), and the data dictionary.
pub fn write_tables<W: Write>(
    record: &impl Entries,
    options: CsvOptions,
    mut open: impl FnMut(&str) -> io::Result<W>,
) -> io::Result<()> {
    let open = |table: &Table| TableWriter::of(table, options, open(&format!("{}.csv", table.name))?);
    write_all(record, open, TableWriter::row, TableWriter::end)
}

struct TableWriter<W: Write> {
    writer: csv::Writer<W>,
    exact: bool,
}

impl<W: Write> TableWriter<W> {
    fn of(table: &Table, options: CsvOptions, mut out: W) -> io::Result<Self> {
        if options.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(table.columns.iter().map(|column| column.name))?;
        Ok(Self { writer, exact: options.exact })
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        for cell in &row.cells {
            self.writer.write_field(field(cell, self.exact).as_bytes())?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

pub(super) fn field<'c>(cell: &'c Cell<'_>, exact: bool) -> Cow<'c, str> {
    match cell {
        Cell::Missing => Cow::Borrowed(""),
        Cell::Text(text) if exact => Cow::Borrowed(text),
        Cell::Text(text) => harmless(Cow::Borrowed(text)),
        Cell::List(all) if exact => Cow::Owned(all.join(";")),
        Cell::List(all) => harmless(Cow::Owned(all.join(";"))),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Count(count) => Cow::Owned(count.to_string()),
        Cell::Real(real) => Cow::Owned(real.to_string()),
    }
}

/// What a spreadsheet takes for the beginning of a formula, in half and full width; some look behind a tab or a line break.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { text };
    if text.starts_with(FORMULA) { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use rapporteur_record::Record;

    use super::*;
    use crate::export::testing::{record, said};

    fn table(record: &Record, options: CsvOptions) -> Vec<u8> {
        let mut out = Vec::new();
        write_statements(record, options, &mut out).unwrap();
        out
    }

    /// The cell of a column in the first row.
    fn cell(record: &Record, options: CsvOptions, column: &str) -> String {
        let out = table(record, options);
        let mut reader = csv::Reader::from_reader(out.as_slice());
        let at = reader.headers().unwrap().iter().position(|name| name == column).unwrap();
        reader.records().next().unwrap().unwrap()[at].to_owned()
    }

    #[test]
    fn a_statement_is_a_row() {
        let record = said(
            "Né 🚢: \"We will, never,\" Ana Ortiz said. \"Not\nthis.\"",
            &["\"We will, never,\"", "\"Not\nthis.\""],
        );
        for (column, wanted) in [
            ("report", "r1"),
            ("outlet", "Coast, Post"),
            ("published", "2024-05-02"),
            ("speaker", "Ana Ortiz"),
            ("authority", "negotiator"),
            ("about", "ceasefire;peace"),
            ("stances", "ceasefire:against"),
            ("content", "\"We will, never,\" […] \"Not\nthis.\""),
            ("start", "6"),
            ("end", "51"),
            ("within", ""),
            ("reports", "1"),
            ("confidence", "0.5"),
            ("tellings", "r1:6-23;r1:40-51"),
        ] {
            assert_eq!(cell(&record, CsvOptions::default(), column), wanted, "{column}");
        }
    }

    #[test]
    fn lines_end_as_the_standard_says_and_a_mark_comes_first_where_it_is_wanted() {
        let out = table(&Record::default(), CsvOptions::default());
        let columns: Vec<&str> = STATEMENTS.columns.iter().map(|column| column.name).collect();
        assert_eq!(String::from_utf8(out).unwrap(), format!("{}\r\n", columns.join(",")));
        assert!(table(&Record::default(), CsvOptions { bom: true, exact: false }).starts_with(b"\xef\xbb\xbfid,"));
    }

    #[test]
    fn what_looks_like_a_formula_is_none_unless_the_exact_words_are_wanted() {
        for words in ["=SUM(1)", "+1 to that", "-30 days", "@all", "＝1"] {
            let record = said(&format!("Ana Ortiz said: {words}"), &[words]);
            assert_eq!(cell(&record, CsvOptions::default(), "content"), format!("'{words}"));
            assert_eq!(cell(&record, CsvOptions { bom: false, exact: true }, "content"), words);
        }
        let record = said("Ana Ortiz said a\0b.", &["a\0b"]);
        assert_eq!(cell(&record, CsvOptions::default(), "content"), "a\u{fffd}b");
    }

    #[test]
    fn all_tables_and_the_dictionary_have_a_file() {
        let mut names = Vec::new();
        write_tables(&record(), CsvOptions::default(), |name| {
            names.push(name.to_owned());
            Ok(Vec::new())
        })
        .unwrap();
        assert_eq!((names.len(), names.last().map(String::as_str)), (15, Some("dictionary.csv")));
    }
}
