//! A page on a terminal, in any width from [`NARROWEST`] up.
//!
//! Every line fits the width. On a wide page the head of a group stands in a margin beside what it heads, and what is told
//! in passing has a column of its own, so that no line of prose grows longer than the eye can follow back.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::table::{MEASURE, Table, row_lines};
use super::wrap::{Line, rich_width, wrap};
use super::{Block, Cell, Face, Rich, Tone};

/// Below this nothing can be set in columns.
const NARROWEST: usize = 40;

/// From here on asides have a column.
const WIDE: usize = 120;

/// From here on heads of groups have a margin.
const WIDER: usize = 150;

/// Wider than this a page is not set, however wide the terminal: at its right edge one would have lost the row.
const WIDEST: usize = 200;

/// Where sections' contents begin, and what is in a group begins again.
const INDENT: usize = 2;

/// Columns of the margin, the gap included.
const MARGIN: usize = 42;

/// Writes what is under one head when the next comes.
pub(crate) struct Terminal<W> {
    out: W,
    setting: Setting,
    colour: bool,
    /// The last head and what stands under it.
    waiting: Vec<Block>,
}

impl<W: Write> Terminal<W> {
    /// A page of so many columns, in colours where they are asked for.
    pub(crate) fn new(out: W, width: usize, colour: bool) -> Self {
        Self { out, setting: Setting { width: width.clamp(NARROWEST, WIDEST) }, colour, waiting: Vec::new() }
    }
}

impl<W: Write> Face for Terminal<W> {
    fn block(&mut self, block: Block) -> io::Result<()> {
        if block.heads() {
            self.done()?;
        }
        self.waiting.push(block);
        Ok(())
    }

    fn row(&mut self, row: Vec<Cell>) -> io::Result<()> {
        if let Some(Block::List(table) | Block::Roster(table) | Block::Grid(table)) = self.waiting.last_mut() {
            table.rows.push(row);
        }
        Ok(())
    }

    fn done(&mut self) -> io::Result<()> {
        let setting = self.setting;
        let waiting = std::mem::take(&mut self.waiting);
        let lines = match waiting.split_first() {
            Some((Block::Group { head, cites }, headed)) => setting.group(head, cites, headed),
            _ => waiting.iter().flat_map(|block| setting.block(block, INDENT)).collect(),
        };
        lines.iter().try_for_each(|line| write_line(line, self.colour, &mut self.out))
    }
}

impl Block {
    /// Whether it ends the group before it.
    const fn heads(&self) -> bool {
        matches!(self, Block::Title(_) | Block::Section { .. } | Block::Group { .. })
    }
}

/// How wide the page is.
#[derive(Clone, Copy)]
struct Setting {
    width: usize,
}

impl Setting {
    /// The lines of a block that begins `indent` columns from the left.
    fn block(self, block: &Block, indent: usize) -> Vec<Line> {
        match block {
            Block::Title(line) | Block::Subtitle(line) => indented(wrap(line, self.width.min(MEASURE)), 0),
            Block::Section { name, note } => self.section(name, note),
            Block::Group { head, cites } => self.head_above(head, cites),
            Block::Under(line) | Block::Line(line) => indented(wrap(line, (self.width - indent).min(MEASURE)), indent),
            Block::Gap => vec![Line::default()],
            Block::List(table) | Block::Roster(table) => self.list(table, indent),
            Block::Grid(table) => self.grid(table, indent),
        }
    }

    /// Its name at the left, its note at the right, a rule under both.
    fn section(self, name: &str, note: &Rich) -> Vec<Line> {
        let name = Rich::strong(name.to_uppercase());
        let mut first = one_line(&name);
        let mut lines = vec![Line::default()];
        if rich_width(&name) + 2 + rich_width(note) <= self.width {
            put_right(&mut first, note, self.width);
            lines.push(first);
        } else {
            lines.push(first);
            lines.extend(wrap(note, self.width));
        }
        lines.push(one_line(&Rich::faint("─".repeat(self.width))));
        lines
    }

    /// A head and what it heads.
    fn group(self, head: &Rich, cites: &Rich, headed: &[Block]) -> Vec<Line> {
        if self.width >= WIDER {
            return self.beside(head, cites, headed);
        }
        let mut lines = self.head_above(head, cites);
        lines.extend(headed.iter().flat_map(|block| self.block(block, 2 * INDENT)));
        lines
    }

    fn head_above(self, head: &Rich, cites: &Rich) -> Vec<Line> {
        let room = self.width - INDENT - rich_width(cites).min(self.width / 4) - 2;
        let mut lines = indented(wrap(head, room.min(MEASURE)), INDENT);
        if let Some(first) = lines.first_mut() {
            put_right(first, cites, self.width);
        }
        lines.insert(0, Line::default());
        lines
    }

    /// The head in the margin.
    fn beside(self, head: &Rich, cites: &Rich, headed: &[Block]) -> Vec<Line> {
        let head = Rich::join([head.clone(), cites.clone()], " ");
        let margin = indented(wrap(&head, MARGIN - 2 - INDENT), INDENT);
        let mut beside: Vec<Line> = headed.iter().flat_map(|block| self.block(block, MARGIN)).collect();
        for (at, mut line) in margin.into_iter().enumerate() {
            match beside.get_mut(at) {
                Some(known) => {
                    line.pad_to(MARGIN);
                    // Its first piece is the indent, where the head stands now.
                    line.pieces.extend(known.pieces.drain(..).skip(1));
                    line.width = known.width;
                    *known = line;
                }
                None => beside.push(line),
            }
        }
        beside.insert(0, Line::default());
        beside
    }

    fn list(self, table: &Table, indent: usize) -> Vec<Line> {
        let narrow;
        let table = if self.width >= WIDE && table.has_asides() {
            table
        } else {
            narrow = table.without_asides();
            &narrow
        };
        let widths = table.widths(self.width - indent);
        indented(table.rows.iter().flat_map(|row| row_lines(&table.columns, &widths, row)).collect(), indent)
    }

    fn grid(self, table: &Table, indent: usize) -> Vec<Line> {
        let widths = table.widths(self.width - indent);
        let row = |row: &[Cell]| row_lines(&table.columns, &widths, row);
        let head: Vec<Cell> = table.head.iter().map(|cell| vec![cell.clone()]).collect();
        let rule: Vec<Cell> = widths.iter().map(|width| vec![Rich::faint("┈".repeat(*width))]).collect();
        let rows = table.rows.iter().flat_map(|cells| row(&rule).into_iter().chain(row(cells)));
        indented(row(&head).into_iter().chain(rows).collect(), indent)
    }
}

fn one_line(text: &Rich) -> Line {
    Line { pieces: text.pieces.clone(), width: rich_width(text) }
}

/// Sets text at the right edge.
fn put_right(line: &mut Line, text: &Rich, edge: usize) {
    if !text.is_empty() {
        line.pad_to(edge.saturating_sub(rich_width(text)));
        line.width += rich_width(text);
        line.pieces.extend(text.pieces.iter().cloned());
    }
}

fn indented(mut lines: Vec<Line>, by: usize) -> Vec<Line> {
    for line in &mut lines {
        line.pieces.insert(0, (Tone::Plain, " ".repeat(by)));
        line.width += by;
    }
    lines
}

fn write_line(line: &Line, colour: bool, out: &mut impl Write) -> io::Result<()> {
    for (tone, text) in &line.pieces {
        let style = style(*tone);
        if colour && style != Style::new() {
            write!(out, "{style}{text}{style:#}")?;
        } else {
            out.write_all(text.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

/// Colours of the terminal's own palette, so that they can be read on dark and on light.
const fn style(tone: Tone) -> Style {
    let plain = Style::new();
    match tone {
        Tone::Plain => plain,
        Tone::Strong | Tone::Source(_) => plain.bold(),
        Tone::Faint | Tone::Cite(_) => plain.dimmed(),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
        Tone::Open => AnsiColor::Yellow.on_default(),
        Tone::Marked => plain.bold().underline(),
    }
}
