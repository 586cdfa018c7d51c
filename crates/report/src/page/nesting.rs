//! Can a tree be built of this page in reasonable time?
//!
//! Building one looks through all open elements at every tag, and through all earlier attributes at every attribute. A
//! page of nothing but `<div>` would take hours; and one text of a megabyte with many ampersands, without any tag inside,
//! takes `dom_smoothie` a time that grows with its square. So what is far beyond any real page is told here in one linear
//! pass.

use std::collections::BTreeMap;

use crate::markup::{Piece, pieces};

const MOST_OPEN: usize = 400;
const MOST_ATTRIBUTES: usize = 400;
/// Bytes between two tags.
const LONGEST_TEXT: usize = 50_000;

/// Elements that have no end, or whose end is commonly left out and follows from the next of the kind.
const ENDLESS: [&str; 26] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
    "dt", "dd", "option", "tr", "td", "th", "tbody", "thead", "tfoot", "html", "body",
];

pub(super) fn is_ordinary(html: &str) -> bool {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut depth = 0;
    let mut text = 0;
    for piece in pieces(html) {
        if !matches!(piece, Piece::Text(_)) {
            text = 0;
        }
        match piece {
            Piece::Open(tag) => {
                if tag.attributes().nth(MOST_ATTRIBUTES).is_some() {
                    return false;
                }
                if ENDLESS.iter().any(|name| tag.is(name)) {
                    continue;
                }
                depth += 1;
                *open.entry(tag.name.to_ascii_lowercase()).or_default() += 1;
                if depth > MOST_OPEN {
                    return false;
                }
            }
            Piece::Close(name) => {
                if let Some(count) = open.get_mut(&name.to_ascii_lowercase()).filter(|count| **count > 0) {
                    *count -= 1;
                    depth -= 1;
                }
            }
            Piece::Text(piece) => {
                text += piece.len();
                if text > LONGEST_TEXT {
                    return false;
                }
            }
            Piece::Raw(..) => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_pages_are_ordinary_and_traps_are_not() {
        let nested = |count: usize| "<div><b>".repeat(count) + &"</b></div>".repeat(count);
        assert!(is_ordinary(&nested(50)));
        assert!(is_ordinary(&nested(50).repeat(100)));
        assert!(is_ordinary(&"<p>one<li>two<br>".repeat(10_000)));
        assert!(is_ordinary(&format!("<p>{}</p>", "word ".repeat(100)).repeat(1_000)));
        assert!(!is_ordinary(&"tea & talks<!-- -->".repeat(10_000)));
        assert!(!is_ordinary(&nested(5_000)));
        assert!(!is_ordinary(&"<div></span>".repeat(5_000)));
        assert!(!is_ordinary(&format!("<p {}>", "a ".repeat(5_000))));
    }
}
