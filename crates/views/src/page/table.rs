//! Rows whose cells stand under each other.

use super::Rich;
use super::wrap::{Line, rich_width, wrap};

/// Columns between two cells.
const GAP: usize = 2;

/// Longest line of running text.
pub(crate) const MEASURE: usize = 110;

/// Columns that running text gets, at whose cost ever.
const LEAST: usize = 12;

/// Paragraphs, each begun on a line of its own.
pub(crate) type Cell = Vec<Rich>;

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// As wide as its widest cell, as far as an eye follows a line.
    Whole,
    /// The same, up to a part of the page in hundredths; wraps there.
    UpTo(usize),
    /// As wide as its widest cell and at least so many columns, so that tables under each other stand in line.
    AtLeast(usize),
    /// Just so many columns; wraps there.
    Exactly(usize),
    /// What is left; several of them share it.
    Rest,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) fit: Fit,
    /// Whether its lines end at its right edge.
    pub(crate) right: bool,
    /// Told in passing: on a page that is not wide it follows the cell at its left instead of taking a column.
    pub(crate) aside: bool,
}

impl Column {
    pub(crate) const fn of(fit: Fit) -> Self {
        Self { fit, right: false, aside: false }
    }

    /// Sources at the right edge.
    pub(crate) const fn cites() -> Self {
        Self { fit: Fit::AtLeast(6), right: true, aside: false }
    }

    pub(crate) const fn aside() -> Self {
        Self { fit: Fit::Exactly(28), right: false, aside: true }
    }
}

/// Rows of as many cells as there are columns, or of fewer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    /// Names of the columns; none in a list.
    pub(crate) head: Vec<Rich>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(crate) fn new(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), ..Self::default() }
    }

    pub(crate) fn headed(columns: &[Column], head: impl IntoIterator<Item = Rich>) -> Self {
        Self { columns: columns.to_vec(), head: head.into_iter().collect(), rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether anything is told in passing.
    pub(crate) fn has_asides(&self) -> bool {
        let aside = |(column, cell): (&Column, &Cell)| column.aside && cell.iter().any(|told| !told.is_empty());
        self.rows.iter().any(|row| self.columns.iter().zip(row).any(aside))
    }

    /// The same table with what is told in passing put behind what it belongs to.
    pub(crate) fn without_asides(&self) -> Table {
        let columns = self.columns.iter().copied().filter(|column| !column.aside).collect();
        let rows = self.rows.iter().map(|row| self.row_without_asides(row)).collect();
        Table { columns, head: Vec::new(), rows }
    }

    pub(super) fn row_without_asides(&self, row: &[Cell]) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        for (column, cell) in self.columns.iter().zip(row) {
            match cells.last_mut() {
                Some(before) if column.aside => follow(before, cell),
                _ => cells.push(cell.clone()),
            }
        }
        cells
    }

    /// The width of each column where all of them have `room`.
    pub(crate) fn widths(&self, room: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..self.columns.len()).map(|at| self.own_width(at, room)).collect();
        let gaps = GAP * self.columns.len().saturating_sub(1);
        let rests = self.columns.iter().filter(|column| column.fit == Fit::Rest).count();
        narrow(&mut widths, room.saturating_sub(gaps + rests * LEAST));
        let taken: usize = widths.iter().sum::<usize>() + gaps;
        let room = room.saturating_sub(taken);
        if rests == 1 {
            self.resting().for_each(|at| widths[at] = room.max(1));
        } else {
            self.share(&mut widths, room);
        }
        widths
    }

    /// The columns that take what is left.
    fn resting(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(|(_, column)| column.fit == Fit::Rest).map(|(at, _)| at)
    }

    /// Gives columns that need less than their share what they need, and the others alike.
    fn share(&self, widths: &mut [usize], mut room: usize) {
        let mut resting: Vec<(usize, usize)> = self.resting().map(|at| (self.widest(at), at)).collect();
        resting.sort_unstable();
        for (done, (widest, at)) in resting.iter().enumerate() {
            widths[*at] = (*widest).min(room / (resting.len() - done)).max(1);
            room = room.saturating_sub(widths[*at]);
        }
    }

    /// What the column takes before the rest is shared.
    fn own_width(&self, at: usize, room: usize) -> usize {
        let widest = self.widest(at);
        match self.columns[at].fit {
            Fit::Whole => widest.min(MEASURE),
            Fit::AtLeast(columns) => widest.max(columns),
            Fit::Exactly(columns) => columns,
            Fit::UpTo(hundredths) => widest.min(room * hundredths / 100),
            Fit::Rest => 0,
        }
    }

    /// The width of the column's longest paragraph, or of its head.
    fn widest(&self, at: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(at)).flatten();
        cells.chain(self.head.get(at)).map(rich_width).max().unwrap_or_default()
    }
}

/// Takes from the widest until all of them have room.
fn narrow(widths: &mut [usize], room: usize) {
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max().filter(|widest| **widest > 1) {
            Some(widest) => *widest -= 1,
            None => return,
        }
    }
}

/// Adds to the last paragraph, after a dash.
fn follow(before: &mut Cell, more: &Cell) {
    for paragraph in more.iter().filter(|paragraph| !paragraph.is_empty()) {
        match before.last_mut() {
            Some(last) => {
                last.add(Rich::faint(" — "));
                last.add(paragraph.clone());
            }
            None => before.push(paragraph.clone()),
        }
    }
}

/// The lines of a row: cells wrapped in their columns and set side by side.
pub(crate) fn row_lines(columns: &[Column], widths: &[usize], row: &[Cell]) -> Vec<Line> {
    let wrapped: Vec<Vec<Line>> = row.iter().zip(widths).map(|(cell, width)| cell_lines(cell, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    (0..height).map(|at| side_by_side(columns, widths, &wrapped, at)).collect()
}

fn cell_lines(cell: &Cell, width: usize) -> Vec<Line> {
    cell.iter().flat_map(|paragraph| wrap(paragraph, width)).collect()
}

fn side_by_side(columns: &[Column], widths: &[usize], cells: &[Vec<Line>], at: usize) -> Line {
    let mut line = Line::default();
    let mut edge = 0;
    for ((column, width), lines) in columns.iter().zip(widths).zip(cells) {
        if let Some(part) = lines.get(at) {
            let start = if column.right { edge + width.saturating_sub(part.width) } else { edge };
            line.pad_to(start);
            line.width += part.width;
            line.pieces.extend(part.pieces.iter().cloned());
        }
        edge += width + GAP;
    }
    line
}

impl Line {
    /// Fills up with spaces.
    pub(crate) fn pad_to(&mut self, width: usize) {
        if self.width < width {
            self.pieces.push((super::Tone::Plain, " ".repeat(width - self.width)));
            self.width = width;
        }
    }
}
