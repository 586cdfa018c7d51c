//! Folding: one key for every spelling of a word.
//!
//! "U.S.", "US" and "U.S" are one name; so are "Élysée" and "Elysee", "Organisation" and "Organization",
//! "al-Shabaab" and the three tokens "al", "-", "Shabaab". Tables and texts go through the same folding, so that
//! a rule here can never make the two disagree; what it merges wrongly ("hour" has no American "hor") it merges
//! on both sides alike.

use unicode_normalization::UnicodeNormalization;

/// Appends the folded `token` to `key`, words parted by one space; an apostrophe at its start glues it to the
/// word before ("People" + "'s"). Gives whether anything was appended: hyphens and points alone add nothing.
pub(crate) fn push_token(key: &mut String, token: &str) -> bool {
    let before = key.len();
    let glued = token.starts_with(['\'', '’', '‘', '`']);
    let mut gap = !glued && !key.is_empty();
    let mut word = key.len();
    let mut push = |key: &mut String, letter: char, gap: &mut bool| {
        if *gap && !key.is_empty() {
            key.push(' ');
            word = key.len();
        }
        *gap = false;
        key.push(letter);
    };
    let mut folded_letter = |letter: char, key: &mut String, gap: &mut bool| match letter {
        '.' | '\'' | '’' | '‘' | '`' | '\u{ad}' => {}
        '-' | '‐' | '‑' | '–' | '—' | ' ' | '\u{a0}' | '\t' | '\n' => *gap = !key.is_empty(),
        'ß' => ["s", "s"].iter().for_each(|_| push(key, 's', gap)),
        'æ' | 'Æ' => "ae".chars().for_each(|l| push(key, l, gap)),
        'ø' | 'Ø' => push(key, 'o', gap),
        'ł' | 'Ł' => push(key, 'l', gap),
        'đ' | 'Đ' | 'ð' => push(key, 'd', gap),
        'ı' => push(key, 'i', gap),
        'ə' | 'Ə' => push(key, 'a', gap),
        _ => letter.to_lowercase().for_each(|l| push(key, l, gap)),
    };
    if token.is_ascii() {
        token.chars().for_each(|letter| folded_letter(letter, key, &mut gap));
    } else {
        let marks = |letter: &char| !matches!(*letter, '\u{300}'..='\u{36f}');
        token.nfd().filter(marks).for_each(|letter| folded_letter(letter, key, &mut gap));
    }
    let added = key.len() > before;
    if added && word <= key.len() {
        respell(key, word);
    }
    added
}

/// The key of a whole name or phrase, which blanks part into tokens.
pub(crate) fn fold(phrase: &str) -> String {
    let mut key = String::with_capacity(phrase.len());
    for token in phrase.split_whitespace() {
        push_token(&mut key, token);
    }
    key
}

/// Where a part begins in a word. Words are short: a search that prepares itself, as the standard one does, takes longer.
fn place_of(part: &str, word: &str) -> Option<usize> {
    word.as_bytes().windows(part.len()).position(|bytes| bytes == part.as_bytes())
}

/// Brings British spellings of the word that starts at `word` to the American one.
fn respell(key: &mut String, word: usize) {
    if key.len() - word < 6 || !key.is_char_boundary(word) {
        return;
    }
    for (british, american) in [("isation", "ization"), ("bour", "bor"), ("vour", "vor"), ("fence", "fense")] {
        if let Some(at) = place_of(british, &key[word..]) {
            key.replace_range(word + at..word + at + british.len(), american);
            return;
        }
    }
    let endings = [
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("advisor", "adviser"),
        ("advisors", "advisers"),
        ("centre", "center"),
        ("centres", "centers"),
        ("programme", "program"),
        ("programmes", "programs"),
    ];
    if let Some((british, american)) = endings.iter().find(|(british, _)| key[word..].ends_with(british)) {
        let end = key.len() - british.len();
        key.truncate(end);
        key.push_str(american);
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, push_token};

    #[test]
    fn spellings_of_one_word_meet() {
        for (one, other) in [
            ("U.S.", "US"),
            ("Élysée", "elysee"),
            ("defence adviser", "Defense Advisor"),
            ("al-Shabaab", "al Shabaab"),
            ("People’s Republic", "Peoples Republic"),
            ("demilitarisation", "demilitarization"),
            ("Labour", "labor"),
            ("Erdoğan", "Erdogan"),
            ("Łukasz", "lukasz"),
            ("Großer", "grosser"),
            ("Timor–Leste", "Timor Leste"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} / {other}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [("four", "for"), ("US", "us all"), ("Niger", "Nigeria"), ("pour", "por")] {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn tokens_join_as_the_phrase_does() {
        let mut key = String::new();
        for token in ["People", "'s", "Republic", "of", "al", "-", "Shabaab"] {
            push_token(&mut key, token);
        }
        assert_eq!(key, fold("People's Republic of al-Shabaab"));
        assert!(!push_token(&mut key, "-"));
    }
}
