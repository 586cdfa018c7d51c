//! A page: headings, tables and lines of toned text, of which a terminal and Markdown are two faces.
//!
//! The sections of a brief say *what* stands in which row; nothing in them counts columns or escapes a character. A page is
//! written by [`terminal`] in a given width or by [`markdown`].

mod rich;
mod table;
mod wrap;

pub(crate) mod markdown;
pub(crate) mod terminal;

pub(crate) use self::rich::{Rich, Tone};
pub(crate) use self::table::{Cell, Column, Fit, Table};

/// What is shown, from top to bottom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
    /// Are the words behind the sources' numbers shown on it?
    pub(crate) shows_sources: bool,
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

impl Page {
    pub(crate) fn section(&mut self, name: &'static str, note: Rich) {
        self.blocks.push(Block::Section { name, note });
    }

    pub(crate) fn group(&mut self, head: Rich, cites: Rich) {
        self.blocks.push(Block::Group { head, cites });
    }

    pub(crate) fn line(&mut self, line: Rich) {
        if !line.is_empty() {
            self.blocks.push(Block::Line(line));
        }
    }

    pub(crate) fn list(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::List(table));
        }
    }
}
