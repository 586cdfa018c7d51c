//! Texts and offsets as DNA has them: UTF-16 over a text whose lines end with `\n` alone.
//!
//! DNA shows documents in a Java text pane, which counts in UTF-16 units and drops every carriage return. So `\r\n` becomes `\n`
//! and all offsets behind it move; a lone `\r` becomes `\n` in its place, and a NUL, which would end the text, U+FFFD.

use serde::{Deserialize, Serialize};

use super::schema::SHORT;

/// Where the bytes of a report's text have gone in the text as DNA keeps it. The text itself is not held.
#[derive(Serialize, Deserialize)]
pub(super) struct Document {
    /// UTF-16 units before each block of bytes.
    before_block: Vec<u32>,
}

/// Bytes of a block. A conversion counts at most so many.
const BLOCK: usize = 256;

impl Document {
    pub(super) fn of(text: &str) -> Self {
        let mut before_block = vec![0];
        let mut units = 0;
        for (at, character) in text.char_indices() {
            while before_block.len() <= at / BLOCK {
                before_block.push(units);
            }
            units += width(text, at, character) as u32;
        }
        before_block.shrink_to_fit();
        Self { before_block }
    }

    /// How many UTF-16 units of the kept text stand before a byte of this text.
    pub(super) fn before(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        // A block begins with the first character that begins in it.
        let block = (byte / BLOCK).min(self.before_block.len() - 1);
        let mut first = block * BLOCK;
        while !text.is_char_boundary(first) {
            first += 1;
        }
        let before = self.before_block[block] as usize;
        let Some(rest) = text.get(first..byte) else { return before };
        before + rest.char_indices().map(|(at, character)| width(text, first + at, character)).sum::<usize>()
    }
}

/// A text with its lines mended.
pub(super) fn kept(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
}

/// UTF-16 units of a character in the kept text.
fn width(text: &str, at: usize, character: char) -> usize {
    let dropped = character == '\r' && text.as_bytes().get(at + 1) == Some(&b'\n');
    if dropped { 0 } else { character.len_utf16() }
}

/// At most as long as a short text may be, on one line; says whether it was cut.
pub(super) fn short(text: &str) -> (String, bool) {
    let mut line = String::with_capacity(text.len().min(4 * SHORT));
    let printed = text.chars().map(|one| if one.is_whitespace() { ' ' } else { one }).filter(|one| !one.is_control());
    let mut left = printed.skip_while(|one| *one == ' ');
    line.extend(left.by_ref().take(SHORT));
    let cut = left.any(|one| one != ' ');
    if cut {
        line.pop();
        line.push('…');
    }
    line.truncate(line.trim_end().len());
    (line, cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf_16_and_pass_over_carriage_returns() {
        let text = "é🚢\r\n\r\nb\rc日";
        let document = Document::of(text);
        assert_eq!(kept(text), "é🚢\n\nb\nc日");
        let units: Vec<u16> = kept(text).encode_utf16().collect();
        let at = |needle: char| document.before(text, text.find(needle).unwrap());
        for needle in ['é', 'b', 'c', '日'] {
            assert_eq!(units[at(needle)], needle as u16, "{needle}");
        }
        assert_eq!(
            (at('🚢'), document.before(text, text.len()), document.before(text, 999)),
            (1, units.len(), units.len())
        );
    }

    #[test]
    fn offsets_of_a_long_text_are_those_of_counting_from_its_start() {
        let text = "a🚢é\r\n日\r".repeat(500);
        let document = Document::of(&text);
        for byte in (0..text.len()).filter(|byte| text.is_char_boundary(*byte)) {
            let wanted: usize = text[..byte].char_indices().map(|(at, character)| width(&text, at, character)).sum();
            assert_eq!(document.before(&text, byte), wanted, "{byte}");
        }
    }

    #[test]
    fn a_short_text_is_one_line_of_190_characters_at_most() {
        assert_eq!(short(" a\n b\u{0} "), ("a  b".into(), false));
        let (long, cut) = short(&"🚢".repeat(10_000));
        assert_eq!((long.chars().count(), cut, long.ends_with('…')), (190, true, true));
        assert_eq!(short(&"x".repeat(190)), ("x".repeat(190), false));
    }
}
