//! The sentence around words of evidence.
//!
//! The record has no sentences, only texts, so they are found by their marks: a full stop, question or exclamation mark
//! before a space and a capital, or an empty line. An abbreviation that ends a "sentence" too early costs the reader some
//! context and nothing else. The search never goes farther than [`FARTHEST`], so a text without any mark costs no more.

use rapporteur_record::Span;

/// Bytes before and after the words within which the sentence is looked for.
const FARTHEST: usize = 320;

/// Where the sentence of the words begins and ends, in bytes, and whether it was cut there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Context {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) cut_before: bool,
    pub(crate) cut_after: bool,
}

/// Finds it; `None` where the span is not one of the text.
pub(crate) fn around(text: &str, span: Span) -> Option<Context> {
    span.of(text)?;
    let from = boundary_before(text, (span.start as usize).saturating_sub(FARTHEST));
    let until = boundary_after(text, span.end as usize + FARTHEST);
    let window = &text[from..until];
    let (first, last) = (span.start as usize - from, span.end as usize - from);
    let start = starts(window, first).or((from == 0).then_some(0));
    let end = ends(window, last).or((until == text.len()).then_some(window.len()));
    Some(Context {
        start: from + start.unwrap_or_else(|| after_space(window, first)),
        end: from + end.unwrap_or_else(|| before_space(window, last)),
        cut_before: start.is_none(),
        cut_after: end.is_none(),
    })
}

/// The last place up to `first` where a sentence begins.
fn starts(window: &str, first: usize) -> Option<usize> {
    let places = window[..first].char_indices().rev().filter(|(_, character)| character.is_whitespace());
    places.map(|(at, space)| at + space.len_utf8()).find(|at| begins_sentence(window, *at))
}

/// The first place from `last` on where a sentence has ended.
fn ends(window: &str, last: usize) -> Option<usize> {
    let places = window[last..].char_indices().filter(|(_, character)| character.is_whitespace());
    places.map(|(at, _)| last + at).find(|at| ends_sentence(window, *at))
}

/// Whether a new sentence begins at `at`, which follows a space.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let told = before.trim_end();
    before[told.len()..].matches('\n').count() > 1 || (stops(told) && opens(&text[at..]))
}

/// Whether a sentence has ended at `at`, which a space follows.
fn ends_sentence(text: &str, at: usize) -> bool {
    let after = &text[at..];
    let next = after.trim_start();
    let space = &after[..after.len() - next.len()];
    space.matches('\n').count() > 1 || (!space.is_empty() && stops(&text[..at]) && opens(next))
}

/// Whether the text ends with a mark that ends sentences, closing quotation marks aside, and not with an abbreviation.
fn stops(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']);
    match bare.chars().next_back() {
        Some('!' | '?' | '…' | '。' | '！' | '？') => true,
        Some('.') => bare.len() < text.len() || !abbreviates(bare),
        _ => false,
    }
}

/// "U.S.", "J.", "Gov.": one letter, letters with stops between them, or a title.
fn abbreviates(text: &str) -> bool {
    const TITLES: [&str; 16] =
        ["Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Maj", "Capt", "Adm", "Sen", "Rep", "Gov", "St", "Sgt"];
    let word =
        text.trim_end_matches('.').rsplit(|character: char| character.is_whitespace()).next().unwrap_or_default();
    let word = word.trim_start_matches(|character: char| !character.is_alphanumeric());
    word.chars().count() == 1 || word.contains('.') || TITLES.contains(&word)
}

fn opens(text: &str) -> bool {
    text.chars().next().is_some_and(|first| !first.is_lowercase())
}

/// The nearest place between characters, at most `at`.
fn boundary_before(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// The nearest place between characters, at least `at`.
fn boundary_after(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// A whole word to begin with.
fn after_space(window: &str, first: usize) -> usize {
    window[..first].find(char::is_whitespace).unwrap_or_default()
}

/// A whole word to end with.
fn before_space(window: &str, last: usize) -> usize {
    window[last..].rfind(char::is_whitespace).map_or(window.len(), |at| last + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str, wanted: &str) {
        let start = text.find(words).unwrap();
        let span = Span { start: start as u32, end: (start + words.len()) as u32 };
        let context = around(text, span).unwrap();
        assert_eq!(&text[context.start..context.end], wanted);
    }

    #[test]
    fn the_sentence_around_the_words() {
        let text = "They met. U.S. envoy J. Orr said no. It rained.\n\nNext day";
        check(text, "said no", "U.S. envoy J. Orr said no.");
        check(text, "They", "They met.");
        check(text, "rained", "It rained.");
        check(text, "Next day", "Next day");
        check("“We will not sign.” She left.", "We will", "“We will not sign.”");
    }

    #[test]
    fn a_text_without_marks_is_cut_between_words() {
        let text = format!("{} no {}", "abc ".repeat(200), "def ".repeat(200));
        let start = text.find("no").unwrap() as u32;
        let context = around(&text, Span { start, end: start + 2 }).unwrap();
        assert!(context.cut_before && context.cut_after && context.end - context.start < 700);
        let none = "é".repeat(1000);
        assert!(around(&none, Span { start: 1000, end: 1002 }).is_some());
        assert!(around(&none, Span { start: 1001, end: 1002 }).is_none());
    }
}
