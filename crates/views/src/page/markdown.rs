//! A page as Markdown (CommonMark, with the tables of GitHub's).
//!
//! All text from reports is escaped, so that a star, a bar or a tag in it stays what it is. The number of a source is a
//! link to its words where the page shows them.

use std::io::{self, Write};

use super::{Block, Cell, Column, Page, Rich, Table, Tone};

/// Writes the page.
pub(crate) fn write(page: &Page, mut out: impl Write) -> io::Result<()> {
    let face = Face { links: page.shows_sources };
    for (at, block) in page.blocks.iter().enumerate() {
        if at > 0 {
            out.write_all(b"\n")?;
        }
        face.write_block(block, &mut out)?;
    }
    Ok(())
}

/// How the page is written.
#[derive(Clone, Copy)]
struct Face {
    /// Do the numbers of sources lead to them?
    links: bool,
}

impl Face {
    fn write_block(self, block: &Block, out: &mut impl Write) -> io::Result<()> {
        match block {
            Block::Title(title) => writeln!(out, "# {}", bare(title)),
            Block::Gap => Ok(()),
            Block::Section { name, note } if note.is_empty() => writeln!(out, "## {name}"),
            Block::Section { name, note } => writeln!(out, "## {name}\n\n{}", self.inline(note)),
            Block::Group { head, cites } => writeln!(out, "### {}", self.with_cites(&bare(head), cites)),
            Block::Subtitle(line) | Block::Under(line) | Block::Line(line) => writeln!(out, "{}", self.inline(line)),
            Block::List(table) => {
                let table = table.without_asides();
                table.rows.iter().try_for_each(|row| writeln!(out, "- {}", self.item(&table.columns, row)))
            }
            Block::Roster(table) | Block::Grid(table) => self.grid(table, out),
        }
    }

    fn with_cites(self, text: &str, cites: &Rich) -> String {
        if cites.is_empty() { text.to_owned() } else { format!("{text} {}", self.inline(cites)) }
    }

    /// Cells of a row one after the other, paragraphs on lines of their own.
    fn item(self, columns: &[Column], row: &[Cell]) -> String {
        let mut item = String::new();
        for (column, cell) in columns.iter().zip(row) {
            let told = self.lines(cell, "  \n  ");
            // A sign belongs to the word behind it, a source to what stands before it.
            let close = item.chars().count() <= 1 || column.right;
            if !item.is_empty() && !told.is_empty() {
                item += if close { " " } else { " · " };
            }
            item += &told;
        }
        item
    }

    fn grid(self, table: &Table, out: &mut impl Write) -> io::Result<()> {
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        writeln!(out, "{}", line(table.head.iter().map(bare).collect()))?;
        writeln!(out, "{}", line(vec!["---".to_owned(); table.head.len()]))?;
        for row in &table.rows {
            writeln!(out, "{}", line(row.iter().map(|cell| self.lines(cell, "<br>")).collect()))?;
        }
        Ok(())
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
        let written = |text: Rich| Face { links: true }.inline(&text);
        assert_eq!(written(Rich::strong(" Norland ").and(Tone::Plain, "agrees")), " **Norland** agrees");
        assert_eq!(written(Rich::strong("“no”")), "<strong>“no”</strong>");
    }

    #[test]
    fn a_source_s_number_leads_to_its_words_where_they_are_shown() {
        let cite = Rich::faint("[").and(Tone::Cite(3), "3").and(Tone::Faint, "]");
        assert_eq!(Face { links: true }.inline(&cite), r"\[[3](#source-3)\]");
        assert_eq!(Face { links: false }.inline(&cite), r"\[3\]");
    }
}
