//! A web page into a report: its main article, and what the page says of itself.
//!
//! The article is found by `dom_smoothie`, a port of Mozilla's Readability: paragraphs score for words and commas, and
//! lose by links and by class names such as "sidebar". Its HTML then becomes paragraphs ([`crate::markup`]). A page that
//! it finds no article on, or that is nested so deep that a tree would cost quadratic time, gives all its paragraphs
//! outside navigation.

mod metadata;
mod nesting;

use dom_smoothie::Readability;

use crate::markup::paragraphs;
use crate::report::Report;
use metadata::Metadata;

/// The report on a page; `None` when it holds no words.
pub(crate) fn report_of(html: &str) -> Option<Report> {
    let text = article(html).unwrap_or_else(|| paragraphs(html));
    if text.is_empty() {
        return None;
    }
    let page = Metadata::of(html);
    Some(Report {
        id: String::new(),
        title: page.title(),
        outlet: page.outlet(),
        published: page.published(),
        url: page.url(),
        text,
    })
}

fn article(html: &str) -> Option<String> {
    if !nesting::is_ordinary(html) {
        return None;
    }
    let found = Readability::new(html, None, None).ok()?.parse().ok()?;
    Some(paragraphs(&found.content)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_words_is_no_report() {
        for html in ["", "<html></html>", "<script>words()</script>", "<nav><a>Home</a></nav>"] {
            assert_eq!(report_of(html), None, "{html}");
        }
    }

    #[test]
    fn a_page_too_deep_for_a_tree_still_gives_its_words() {
        let html = "<div>".repeat(50_000) + "<p>The envoys met.</p><p>They left.</p>";
        assert_eq!(report_of(&html).unwrap().text, "The envoys met.\n\nThey left.");
    }
}
