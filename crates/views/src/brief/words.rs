//! Words from outside made fit to stand on a line, and the record's own words made fit to be read.

use unicode_segmentation::UnicodeSegmentation;

/// Breaks of lines become spaces, and characters that steer a terminal or turn the direction of the line are dropped: a
/// report must not be able to repaint the screen on which it is read.
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for part in text.split_whitespace() {
        let mut printed = part.chars().filter(|character| !steers(*character)).peekable();
        if printed.peek().is_some() && !cleaned.is_empty() {
            cleaned.push(' ');
        }
        cleaned.extend(printed);
    }
    cleaned
}

fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// At most so many characters as one sees them, cut between words with an ellipsis.
pub(crate) fn clipped(text: &str, most: usize) -> String {
    let text = clean(text);
    let Some((end, _)) = text.grapheme_indices(true).nth(most) else { return text };
    let head = &text[..end];
    let cut = head.rfind(' ').filter(|at| *at > end / 2).map_or(head, |at| &head[..at]);
    format!("{}…", cut.trim_end_matches([' ', ',', ';', ':']))
}

/// A word of the vocabulary as it is read: "security guarantees".
pub(crate) fn spoken(word: &str) -> String {
    word.replace('_', " ")
}

/// "1 report", "3 reports".
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\r\n\t c\u{202e}d"), "a[31mb cd");
        assert_eq!(clean("\u{0} x"), "x");
    }

    #[test]
    fn clipping_keeps_whole_words_and_characters() {
        assert_eq!(clipped("the envoys met", 20), "the envoys met");
        assert_eq!(clipped("the envoys met in Oslo", 16), "the envoys met…");
        assert_eq!(clipped("日内瓦会谈", 3), "日内瓦…");
    }
}
