//! A page as Markdown (CommonMark, with the tables of GitHub's).
//!
//! All text from reports is escaped, so that a star, a bar or a tag in it stays what it is.

use std::io::{self, Write};

use super::{Block, Cell, Column, Page, Rich, Table, Tone};

/// Writes the page.
pub(crate) fn write(page: &Page, mut out: impl Write) -> io::Result<()> {
    for (at, block) in page.blocks.iter().enumerate() {
        if at > 0 {
            out.write_all(b"\n")?;
        }
        write_block(block, &mut out)?;
    }
    Ok(())
}

fn write_block(block: &Block, out: &mut impl Write) -> io::Result<()> {
    match block {
        Block::Title(title) => writeln!(out, "# {}", bare(title)),
        Block::Gap => Ok(()),
        Block::Section { name, note } if note.is_empty() => writeln!(out, "## {name}"),
        Block::Section { name, note } => writeln!(out, "## {name}\n\n{}", inline(note)),
        Block::Group { head, cites } => writeln!(out, "### {}", with_cites(&bare(head), cites)),
        Block::Subtitle(line) | Block::Under(line) | Block::Line(line) => writeln!(out, "{}", inline(line)),
        Block::List(table) => {
            let table = table.without_asides();
            table.rows.iter().try_for_each(|row| writeln!(out, "- {}", item(&table.columns, row)))
        }
        Block::Roster(table) | Block::Grid(table) => grid(table, out),
    }
}

fn with_cites(text: &str, cites: &Rich) -> String {
    if cites.is_empty() { text.to_owned() } else { format!("{text} {}", inline(cites)) }
}

/// Cells of a row one after the other, paragraphs on lines of their own.
fn item(columns: &[Column], row: &[Cell]) -> String {
    let mut item = String::new();
    for (column, cell) in columns.iter().zip(row) {
        let told = cell.iter().map(inline).collect::<Vec<_>>().join("  \n  ");
        // A sign belongs to the word behind it, a source to what stands before it.
        let close = item.chars().count() <= 1 || column.right;
        if !item.is_empty() && !told.is_empty() {
            item += if close { " " } else { " · " };
        }
        item += &told;
    }
    item
}

fn grid(table: &Table, out: &mut impl Write) -> io::Result<()> {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    writeln!(out, "{}", line(table.head.iter().map(bare).collect()))?;
    writeln!(out, "{}", line(vec!["---".to_owned(); table.head.len()]))?;
    for row in &table.rows {
        let cells = row.iter().map(|cell| cell.iter().map(inline).collect::<Vec<_>>().join("<br>"));
        writeln!(out, "{}", line(cells.collect()))?;
    }
    Ok(())
}

/// Without emphasis, for what stands out already.
fn bare(text: &Rich) -> String {
    text.pieces.iter().map(|(_, text)| escape(text)).collect()
}

fn inline(text: &Rich) -> String {
    text.pieces.iter().map(|(tone, text)| emphasised(*tone, text)).collect()
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
        assert_eq!(inline(&Rich::strong(" Norland ").and(Tone::Plain, "agrees")), " **Norland** agrees");
        assert_eq!(inline(&Rich::strong("“no”")), "<strong>“no”</strong>");
    }
}
