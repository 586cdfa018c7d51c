//! A page: headings, tables and lines of toned text, of which a terminal and Markdown are two faces.
//!
//! The sections of a brief say *what* stands in which row; nothing in them counts columns or escapes a character. A page is
//! written by [`terminal`] in a given width or by [`markdown`].

mod markdown;
mod rich;
mod table;
mod terminal;
mod wrap;

use std::io;

pub(crate) use self::markdown::Markdown;
pub(crate) use self::rich::{Rich, Tone};
pub(crate) use self::table::{Cell, Column, Fit, Table};
pub(crate) use self::terminal::Terminal;

/// What is shown, from top to bottom: each block is handed on to a face as soon as it is there.
pub(crate) struct Page<'f> {
    face: Box<dyn Face + 'f>,
    written: io::Result<()>,
}

/// How a page is written.
pub(crate) trait Face {
    /// Writes the next block.
    fn block(&mut self, block: Block) -> io::Result<()>;

    /// Writes another row of the table that was the last block.
    fn row(&mut self, row: Vec<Cell>) -> io::Result<()>;

    /// Writes what waited for more to come.
    fn done(&mut self) -> io::Result<()>;
}

/// A piece of the page.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// The page's own name.
    Title(Rich),
    /// A line under that.
    Subtitle(Rich),
    /// Begins a section; the note tells at a glance what is in it.
    Section { name: &'static str, note: Rich },
    /// Begins a group within a section: a party, a proposal, a speaker. The cites stand at its right.
    Group { head: Rich, cites: Rich },
    /// A line that belongs to the head of the group.
    Under(Rich),
    /// A line of text that wraps.
    Line(Rich),
    /// An empty line.
    Gap,
    /// Rows without a head; a list in Markdown.
    List(Table),
    /// Rows that belong together under one name at the left; a table with a head in Markdown.
    Roster(Table),
    /// Rows under a head of columns, parted by rules; a table in Markdown.
    Grid(Table),
}

impl<'f> Page<'f> {
    pub(crate) fn of(face: impl Face + 'f) -> Self {
        Self { face: Box::new(face), written: Ok(()) }
    }

    pub(crate) fn push(&mut self, block: Block) {
        if self.written.is_ok() {
            self.written = self.face.block(block);
        }
    }

    /// Adds a row to the table that was pushed last: long tables need not be whole before they are written.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        if self.written.is_ok() {
            self.written = self.face.row(cells.into_iter().collect());
        }
    }

    /// Ends the page; the first error, where there was one.
    pub(crate) fn done(mut self) -> io::Result<()> {
        self.written.and_then(|()| self.face.done())
    }

    pub(crate) fn section(&mut self, name: &'static str, note: Rich) {
        self.push(Block::Section { name, note });
    }

    pub(crate) fn group(&mut self, head: Rich, cites: Rich) {
        self.push(Block::Group { head, cites });
    }

    pub(crate) fn line(&mut self, line: Rich) {
        if !line.is_empty() {
            self.push(Block::Line(line));
        }
    }

    pub(crate) fn list(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.push(Block::List(table));
        }
    }
}
