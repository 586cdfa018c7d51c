//! What Python's `str` says of a text, where Rust's own methods say something else.
//!
//! spaCy's rules call `isalpha`, `isspace` and `lower`. Rust's `is_alphabetic` also takes combining vowels and Roman
//! numerals for letters, and its `is_whitespace` leaves out the four separators U+001C to U+001F; one such character
//! would give another lemma or tag than spaCy gives.

use std::sync::OnceLock;

/// `str.isspace`: not empty, and nothing but white space.
pub(crate) fn is_space(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c))
}

/// `str.isalpha`: not empty, and nothing but letters (general category L).
pub(crate) fn is_alpha(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_letter)
}

/// `str.isalpha` of one character.
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    static LETTERS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    holds(LETTERS.get_or_init(|| class(r"\p{L}")), c)
}

/// `str.isdigit` of one character: decimal digits, and digits in superscript, in circles and the like.
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    // Unicode's Numeric_Type=Digit has no class in the regex crate; what of it is no decimal digit is a short list.
    const DIGIT: &str = r"[²³¹፩-፱᧚⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒\x{10A40}-\x{10A43}\x{10E60}-\x{10E68}\x{11052}-\x{1105A}\x{1F100}-\x{1F10A}\p{Nd}]";
    static DIGITS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    holds(DIGITS.get_or_init(|| class(DIGIT)), c)
}

/// Ranges of a class of characters, ascending, both ends included.
fn class(pattern: &str) -> Vec<(char, char)> {
    match regex_syntax::parse(pattern).map(regex_syntax::hir::Hir::into_kind) {
        Ok(regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class))) => {
            class.iter().map(|range| (range.start(), range.end())).collect()
        }
        _ => Vec::new(),
    }
}

fn holds(class: &[(char, char)], c: char) -> bool {
    let place = class.partition_point(|&(_, last)| last < c);
    class.get(place).is_some_and(|&(first, _)| first <= c)
}

/// Appends `str.lower`, without an intermediate string for all but Greek capitals in sigma.
pub(crate) fn push_lower(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
    } else if text.contains('Σ') {
        // Its lower case depends on its neighbours; the standard library knows how.
        out.push_str(&text.to_lowercase());
    } else {
        out.extend(text.chars().flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lower(text: &str) -> String {
        let mut out = "kept ".to_owned();
        push_lower(text, &mut out);
        out.split_off("kept ".len())
    }

    #[test]
    fn letters_are_category_l() {
        for text in ["a", "Żółć", "ß", "東京", "ʰ", "ª", "اب"] {
            assert!(is_alpha(text), "{text}");
        }
        for text in ["", "a1", "can't", "re-open", "Ⅷ", "ⓐ", "e\u{301}", "का", "½", "_"] {
            assert!(!is_alpha(text), "{text}");
        }
    }

    #[test]
    fn spaces_are_those_of_python() {
        for text in [" ", "\n\n", "\t", "\u{a0}", "\u{1c}", "\u{2009}", "\u{85}"] {
            assert!(is_space(text), "{text:?}");
        }
        for text in ["", "a ", "\u{200b}", "."] {
            assert!(!is_space(text), "{text:?}");
        }
    }

    #[test]
    fn lower_case_follows_the_neighbours_of_a_sigma() {
        for (text, expect) in [("Oslo", "oslo"), ("ÉCOLE", "école"), ("ΟΔΟΣ", "οδος"), ("ΣΑ", "σα"), ("İ", "i\u{307}")]
        {
            assert_eq!(lower(text), expect);
        }
    }
}
