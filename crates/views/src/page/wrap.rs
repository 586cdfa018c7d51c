//! Breaking toned text into lines of a width, counted in columns of a terminal.
//!
//! Lines break at spaces. Between wide characters (Chinese, Japanese, Korean) they break anywhere, as those scripts do,
//! and so does a word that alone is wider than the line. What a reader sees as one character is never split.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Rich, Tone};

/// One line: its pieces and how many columns they take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<(Tone, String)>,
    pub(crate) width: usize,
}

/// How many columns the text takes.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// The width of the text on one line.
pub(crate) fn rich_width(rich: &Rich) -> usize {
    rich.pieces.iter().map(|(_, text)| width(text)).sum()
}

/// Breaks the text. Every line but those of a single too wide character is at most `limit` wide.
pub(crate) fn wrap(rich: &Rich, limit: usize) -> Vec<Line> {
    let mut filling = Filling { limit: limit.max(1), lines: Vec::new(), line: Line::default(), space: None };
    for word in words(rich) {
        filling.put(word);
    }
    filling.end_line();
    filling.lines
}

/// What may not be broken as long as it fits a line, and the space before it.
#[derive(Default)]
struct Word {
    space: Option<Tone>,
    pieces: Vec<(Tone, String)>,
    width: usize,
    /// Holds wide characters, between which a line may break.
    wide: bool,
}

fn words(rich: &Rich) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word = Word::default();
    for (tone, text) in &rich.pieces {
        for (at, part) in text.split(' ').enumerate() {
            if at > 0 {
                words.push(std::mem::replace(&mut word, Word { space: Some(*tone), ..Word::default() }));
            }
            if !part.is_empty() {
                let columns = width(part);
                word.wide |= columns > part.chars().count();
                word.width += columns;
                word.pieces.push((*tone, part.to_owned()));
            }
        }
    }
    words.push(word);
    words.retain(|word| !word.pieces.is_empty());
    words
}

struct Filling {
    limit: usize,
    lines: Vec<Line>,
    line: Line,
    space: Option<Tone>,
}

impl Filling {
    fn put(&mut self, word: Word) {
        self.space = if self.line.width == 0 { None } else { word.space };
        let needed = word.width + usize::from(self.space.is_some());
        if self.line.width + needed <= self.limit {
            word.pieces.into_iter().for_each(|(tone, text)| self.append(tone, &text));
        } else if word.wide || word.width > self.limit {
            self.put_split(&word);
        } else {
            self.end_line();
            word.pieces.into_iter().for_each(|(tone, text)| self.append(tone, &text));
        }
    }

    fn put_split(&mut self, word: &Word) {
        if !word.wide {
            self.end_line();
        }
        for (tone, text) in &word.pieces {
            for character in text.graphemes(true) {
                let needed = width(character) + usize::from(self.space.is_some());
                if self.line.width > 0 && self.line.width + needed > self.limit {
                    self.end_line();
                }
                self.append(*tone, character);
            }
        }
    }

    fn append(&mut self, tone: Tone, text: &str) {
        if let Some(space) = self.space.take() {
            self.push(space, " ");
        }
        self.push(tone, text);
    }

    fn push(&mut self, tone: Tone, text: &str) {
        self.line.width += width(text);
        match self.line.pieces.last_mut() {
            Some((last, known)) if *last == tone => known.push_str(text),
            _ => self.line.pieces.push((tone, text.to_owned())),
        }
    }

    fn end_line(&mut self) {
        self.space = None;
        if self.line.width > 0 || !self.line.pieces.is_empty() {
            self.lines.push(std::mem::take(&mut self.line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, limit: usize) -> Vec<String> {
        let wrapped = wrap(&Rich::plain(text), limit);
        wrapped.into_iter().map(|line| line.pieces.into_iter().map(|(_, text)| text).collect()).collect()
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(lines("the envoys met in Oslo", 10), ["the envoys", "met in", "Oslo"]);
        assert_eq!(lines("the envoys", 80), ["the envoys"]);
        assert_eq!(lines("", 80), [""; 0]);
        assert_eq!(lines("  a   b  ", 80), ["a b"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut_between_characters() {
        assert_eq!(lines("see abcdefgh now", 5), ["see", "abcde", "fgh", "now"]);
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn wide_characters_count_twice_and_break_anywhere() {
        assert_eq!(lines("在日内瓦会谈", 6), ["在日内", "瓦会谈"]);
        assert_eq!(lines("at 日内瓦会谈", 7), ["at 日内", "瓦会谈"]);
        assert_eq!(width("👩‍🚀"), 2);
    }

    #[test]
    fn a_limit_of_nothing_still_ends() {
        assert_eq!(lines("ab 日", 0), ["a", "b", "日"]);
    }

    #[test]
    fn tones_go_through_a_word() {
        let rich = Rich::plain("say “").and(Tone::Marked, "no").and(Tone::Plain, "” again");
        let wrapped = wrap(&rich, 8);
        assert_eq!(wrapped.len(), 2);
        let word = [(Tone::Plain, "say “".into()), (Tone::Marked, "no".into()), (Tone::Plain, "”".into())];
        assert_eq!(wrapped[0], Line { pieces: word.to_vec(), width: 8 });
    }
}
