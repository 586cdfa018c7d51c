//! A page as Markdown (CommonMark, with the tables of GitHub's).
//!
//! All text from reports is escaped, so that a star, a bar or a tag in it stays what it is. The number of a source is a
//! link to its words where the page shows them.

use std::io::{self, Write};

use super::{Block, Cell, Face, Rich, Table, Tone};

/// Writes block after block.
pub(crate) struct Markdown<W> {
    out: W,
    words: Words,
    /// Whether it is at the beginning of the page.
    first: bool,
    /// The list whose rows are written; nothing where they are those of a table.
    list: Option<Table>,
}

impl<W: Write> Markdown<W> {
    /// `links` tells whether the numbers of sources lead to their words, which stand on the page then.
    pub(crate) fn new(out: W, links: bool) -> Self {
        Self { out, words: Words { links }, first: true, list: None }
    }

    fn rows(&mut self, rows: Vec<Vec<Cell>>) -> io::Result<()> {
        rows.into_iter().try_for_each(|row| self.row(row))
    }
}

impl<W: Write> Face for Markdown<W> {
    fn block(&mut self, block: Block) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            self.out.write_all(b"\n")?;
        }
        let (words, out) = (self.words, &mut self.out);
        match block {
            Block::Title(title) => writeln!(out, "# {}", bare(&title)),
            Block::Gap => Ok(()),
            Block::Section { name, note } if note.is_empty() => writeln!(out, "## {name}"),
            Block::Section { name, note } => writeln!(out, "## {name}\n\n{}", words.inline(&note)),
            Block::Group { head, cites } => writeln!(out, "### {}", words.with_cites(&bare(&head), &cites)),
            Block::Subtitle(line) | Block::Under(line) | Block::Line(line) => writeln!(out, "{}", words.inline(&line)),
            Block::List(mut table) => {
                let rows = std::mem::take(&mut table.rows);
                self.list = Some(table);
                self.rows(rows)
            }
            Block::Roster(table) | Block::Grid(table) => {
                self.list = None;
                writeln!(out, "{}", bars(table.head.iter().map(bare)))?;
                writeln!(out, "{}", bars(table.head.iter().map(|_| "---".to_owned())))?;
                self.rows(table.rows)
            }
        }
    }

    fn row(&mut self, row: Vec<Cell>) -> io::Result<()> {
        match &self.list {
            Some(list) => writeln!(self.out, "- {}", self.words.item(list, &row)),
            None => writeln!(self.out, "{}", bars(row.iter().map(|cell| self.words.lines(cell, "<br>")))),
        }
    }

    fn done(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A row of a table.
fn bars(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// How text is written.
#[derive(Clone, Copy)]
struct Words {
    /// Do the numbers of sources lead to them?
    links: bool,
}

impl Words {
    fn with_cites(self, text: &str, cites: &Rich) -> String {
        if cites.is_empty() { text.to_owned() } else { format!("{text} {}", self.inline(cites)) }
    }

    /// Cells of a row one after the other, paragraphs on lines of their own.
    fn item(self, list: &Table, row: &[Cell]) -> String {
        let mut item = String::new();
        let columns = list.columns.iter().filter(|column| !column.aside);
        for (column, cell) in columns.zip(list.row_without_asides(row)) {
            let told = self.lines(&cell, "  \n  ");
            // A sign belongs to the word behind it, a source to what stands before it.
            let close = item.chars().count() <= 1 || column.right;
            if !item.is_empty() && !told.is_empty() {
                item += if close { " " } else { " · " };
            }
            item += &told;
        }
        item
    }

    fn lines(self, cell: &Cell, between: &str) -> String {
        cell.iter().map(|line| self.inline(line)).collect::<Vec<_>>().join(between)
    }

    fn inline(self, text: &Rich) -> String {
        text.pieces.iter().map(|(tone, text)| self.piece(*tone, text)).collect()
    }

    fn piece(self, tone: Tone, text: &str) -> String {
        match tone {
            Tone::Cite(number) if self.links => format!("[{}](#source-{number})", escape(text)),
            Tone::Source(number) => format!("<a id=\"source-{number}\"></a>{}", emphasised(Tone::Strong, text)),
            _ => emphasised(tone, text),
        }
    }
}

/// Without emphasis, for what stands out already.
fn bare(text: &Rich) -> String {
    text.pieces.iter().map(|(_, text)| escape(text)).collect()
}

/// Emphasis must touch the word that it is on, so spaces at the ends stay outside.
fn emphasised(tone: Tone, text: &str) -> String {
    let word = text.trim();
    if !matches!(tone, Tone::Strong | Tone::Marked) || word.is_empty() {
        return escape(text);
    }
    let before = &text[..text.len() - text.trim_start().len()];
    let after = &text[text.trim_end().len()..];
    // Stars beside a mark of punctuation may be no emphasis; a tag always is.
    let whole = word.starts_with(char::is_alphanumeric) && word.ends_with(char::is_alphanumeric);
    let (open, close) = if whole { ("**", "**") } else { ("<strong>", "</strong>") };
    format!("{before}{open}{}{close}{after}", escape(word))
}

/// Puts a backslash before what Markdown or HTML would take for its own.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut line_start = true;
    // "12." at the start of a line would begin a numbered list.
    let mut number = false;
    for character in text.chars() {
        let special = matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '$');
        // A dash, plus or number sign begins a list only at the start of a line.
        if special || (line_start && matches!(character, '-' | '+' | '=')) || (number && matches!(character, '.' | ')'))
        {
            escaped.push('\\');
        }
        escaped.push(character);
        number = (line_start || number) && character.is_ascii_digit();
        line_start = character == '\n';
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_read_is_escaped() {
        assert_eq!(escape("*a* [b](c) <d> e|f #g"), r"\*a\* \[b\](c) \<d\> e\|f \#g");
        assert_eq!(escape("- no list"), r"\- no list");
        assert_eq!(escape("30-day"), "30-day");
        assert_eq!(escape("12. May"), r"12\. May");
    }

    #[test]
    fn emphasis_touches_its_word() {
        let written = |text: Rich| Words { links: true }.inline(&text);
        assert_eq!(written(Rich::strong(" Norland ").and(Tone::Plain, "agrees")), " **Norland** agrees");
        assert_eq!(written(Rich::strong("“no”")), "<strong>“no”</strong>");
    }

    #[test]
    fn a_source_s_number_leads_to_its_words_where_they_are_shown() {
        let cite = Rich::faint("[").and(Tone::Cite(3), "3").and(Tone::Faint, "]");
        assert_eq!(Words { links: true }.inline(&cite), r"\[[3](#source-3)\]");
        assert_eq!(Words { links: false }.inline(&cite), r"\[3\]");
    }
}
