//! HTML read as a stream of tags and texts, and texts put into paragraphs.
//!
//! No tree is built, so it takes linear time and no stack whatever the nesting, which a tree builder can't promise.
//! [`crate::page`] uses it for a page's metadata and for turning the article that was found into text;
//! [`crate::feed`] for the pieces of HTML inside items.

use std::borrow::Cow;

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Piece<'h> {
    /// Text with its entities as written.
    Text(&'h str),
    /// An opening tag.
    Open(Tag<'h>),
    /// A closing tag's name.
    Close(&'h str),
    /// What stands between `<script>` or the like and its end, as it is.
    Raw(&'h str, &'h str),
}

/// An opening tag: its name and its attributes as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tag<'h> {
    pub(crate) name: &'h str,
    pub(crate) attributes: &'h str,
}

impl<'h> Tag<'h> {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The attributes' names and values, entities decoded.
    pub(crate) fn attributes(&self) -> Attributes<'h> {
        Attributes { rest: self.attributes }
    }

    /// The value of the first attribute of that name.
    pub(crate) fn value(&self, name: &str) -> Option<Cow<'h, str>> {
        self.attributes().find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Walks the attributes of a tag.
pub(crate) struct Attributes<'h> {
    rest: &'h str,
}

impl<'h> Iterator for Attributes<'h> {
    type Item = (&'h str, Cow<'h, str>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_start_matches(|one: char| one.is_ascii_whitespace() || matches!(one, '/' | '='));
        let end = rest.find(|one: char| one.is_ascii_whitespace() || matches!(one, '/' | '='));
        let (name, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        if name.is_empty() {
            return None;
        }
        let Some(value) = after.trim_start_matches(|one: char| one.is_ascii_whitespace()).strip_prefix('=') else {
            self.rest = after;
            return Some((name, Cow::Borrowed("")));
        };
        let value = value.trim_start_matches(|one: char| one.is_ascii_whitespace());
        let quote = value.chars().next().filter(|one| matches!(one, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value.get(1..)?.split_once(quote).unwrap_or((value.get(1..)?, "")),
            None => value.split_at(value.find(|one: char| one.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        self.rest = after;
        Some((name, htmlize::unescape_attribute(value)))
    }
}

/// Walks the pieces of `html`.
pub(crate) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { rest: html, raw: None }
}

/// See [`pieces`].
pub(crate) struct Pieces<'h> {
    rest: &'h str,
    /// The name of the element whose raw text comes next.
    raw: Option<&'h str>,
}

/// Elements whose content is no markup.
const RAW: [&str; 7] = ["script", "style", "textarea", "noscript", "iframe", "template", "svg"];

impl<'h> Iterator for Pieces<'h> {
    type Item = Piece<'h>;

    fn next(&mut self) -> Option<Piece<'h>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw_text(name));
        }
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if !self.rest.starts_with('<') {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                return Some(Piece::Text(self.take(end)));
            }
            let second = self.rest.as_bytes().get(1).copied().unwrap_or(b' ');
            match second {
                b'!' | b'?' => self.pass_comment(),
                b'/' => match self.tag(2) {
                    Some(tag) => return Some(Piece::Close(tag.name)),
                    None => self.pass_comment(),
                },
                letter if letter.is_ascii_alphabetic() => {
                    let tag = self.tag(1)?;
                    self.raw = RAW.iter().any(|name| tag.is(name)).then_some(tag.name);
                    return Some(Piece::Open(tag));
                }
                // A lone `<` is text.
                _ => {
                    let end = self.rest.get(1..).and_then(|after| after.find('<')).map_or(self.rest.len(), |at| at + 1);
                    return Some(Piece::Text(self.take(end)));
                }
            }
        }
    }
}

impl<'h> Pieces<'h> {
    /// Cuts the first `end` bytes off; all, if that is no boundary.
    fn take(&mut self, end: usize) -> &'h str {
        let (head, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        head
    }

    /// A comment, a declaration, a `CDATA` section: none of it is text of a page. Without an end it is the whole rest.
    fn pass_comment(&mut self) {
        let end = if self.rest.starts_with("<!--") { "-->" } else { ">" };
        self.rest = self.rest.split_once(end).map_or("", |(_, after)| after);
    }

    /// A tag whose name begins after `start` bytes; its end is the first `>` outside quotation marks. A tag without an
    /// end swallows the rest, as in browsers.
    fn tag(&mut self, start: usize) -> Option<Tag<'h>> {
        let inner = self.rest.get(start..)?;
        let named =
            inner.find(|one: char| one.is_ascii_whitespace() || matches!(one, '/' | '>')).unwrap_or(inner.len());
        let (name, after) = inner.split_at_checked(named)?;
        if !name.starts_with(|one: char| one.is_ascii_alphabetic()) {
            return None;
        }
        let mut quote = None;
        let mut before = b' ';
        let end = after.bytes().position(|byte| {
            match quote {
                Some(open) if open == byte => quote = None,
                Some(_) => {}
                // A quotation mark opens a value only after `=`; elsewhere it is a slip of the author.
                None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
                None if byte == b'>' => return true,
                None => {}
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
            false
        });
        let Some(end) = end else {
            self.rest = "";
            return None;
        };
        let attributes = after.get(..end)?;
        self.rest = after.get(end + 1..)?;
        Some(Tag { name, attributes })
    }

    /// All up to the closing tag of `name`, which stays; all of the rest without one.
    fn raw_text(&mut self, name: &'h str) -> Piece<'h> {
        let closes = |at: &usize| {
            let after = self.rest.as_bytes().get(at + 2..at + 2 + name.len());
            after.is_some_and(|after| after.eq_ignore_ascii_case(name.as_bytes()))
        };
        let end = self.rest.match_indices("</").map(|(at, _)| at).find(closes).unwrap_or(self.rest.len());
        Piece::Raw(name, self.take(end))
    }
}

/// Elements that stand for themselves: what they hold is a paragraph of its own.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
    "title",
];

/// Elements that hold no words of an article.
const NO_ARTICLE: [&str; 8] = ["head", "nav", "footer", "aside", "form", "button", "select", "figcaption"];

/// The text of a piece of HTML: paragraphs parted by an empty line, entities decoded, white space as a browser shows it
/// (with no-break spaces as spaces), without scripts, navigation and captions.
pub(crate) fn paragraphs(html: &str) -> String {
    let mut text = Paragraphs::default();
    let mut inside: Option<(&str, usize)> = None;
    for piece in pieces(html) {
        match (piece, &mut inside) {
            (Piece::Open(tag), Some((name, depth))) if tag.is(name) => *depth += 1,
            (Piece::Close(close), Some((name, depth))) if close.eq_ignore_ascii_case(name) => {
                *depth -= 1;
                if *depth == 0 {
                    inside = None;
                    text.end_paragraph();
                }
            }
            (_, Some(_)) => {}
            (Piece::Open(tag), None) => {
                if let Some(name) = NO_ARTICLE.iter().find(|name| tag.is(name)) {
                    inside = Some((name, 1));
                }
                text.tag(tag.name);
            }
            (Piece::Close(name), None) => text.close(name),
            (Piece::Text(piece), None) => text.words(&htmlize::unescape(piece)),
            (Piece::Raw(..), None) => {}
        }
    }
    text.finish()
}

/// Text of one line: entities decoded, white space collapsed, tags left away.
pub(crate) fn one_line(html: &str) -> Option<String> {
    let text = paragraphs(html);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// Builds paragraphs.
#[derive(Default)]
struct Paragraphs {
    done: String,
    now: String,
    /// White space was seen and waits for a word.
    space: bool,
    /// How many line breaks wait for a word.
    breaks: usize,
}

impl Paragraphs {
    fn tag(&mut self, name: &str) {
        if name.eq_ignore_ascii_case("br") {
            self.breaks += 1;
            if self.breaks >= 2 {
                self.end_paragraph();
            }
        } else {
            self.close(name);
        }
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)) {
            self.end_paragraph();
        } else if name.eq_ignore_ascii_case("td") || name.eq_ignore_ascii_case("th") {
            self.space = true;
        }
    }

    fn words(&mut self, text: &str) {
        for one in text.chars() {
            if one.is_ascii_whitespace() || one == '\u{A0}' {
                self.space = true;
                continue;
            }
            if !self.now.is_empty() {
                if self.breaks > 0 {
                    self.now.push('\n');
                } else if self.space {
                    self.now.push(' ');
                }
            }
            (self.space, self.breaks) = (false, 0);
            self.now.push(one);
        }
    }

    fn end_paragraph(&mut self) {
        if !self.now.is_empty() {
            if !self.done.is_empty() {
                self.done.push_str("\n\n");
            }
            self.done.push_str(&self.now);
            self.now.clear();
        }
        (self.space, self.breaks) = (false, 0);
    }

    fn finish(mut self) -> String {
        self.end_paragraph();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_paragraphs() {
        for (html, expect) in [
            ("plain", "plain"),
            ("<p>One\n  two</p><p>Three</p>", "One two\n\nThree"),
            ("<p>A &amp; B&nbsp;said &ldquo;no&rdquo; &#8211; twice &eacute;</p>", "A & B said “no” – twice é"),
            ("one<br>two<br/><br />three", "one\ntwo\n\nthree"),
            ("<b>bo</b>ld <i>word</i>", "bold word"),
            ("<ul><li>a<li>b</ul>c", "a\n\nb\n\nc"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
            ("<script>if (a < b) { x('</p>') }</script>after", "after"),
            ("<!-- a > b -->x<!-- unclosed", "x"),
            ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
            ("<nav>a<nav>b</nav>c</nav>text<aside>d</aside>more", "text\n\nmore"),
            ("<p title=\"a > b\">x</p>", "x"),
            ("<p class=x' >x</p>", "x"),
            ("<", "<"),
            ("a</", "a"),
            ("a<p", "a"),
            ("&lt;p&gt; &bogus; &", "<p> &bogus; &"),
        ] {
            assert_eq!(paragraphs(html), expect, "{html}");
        }
    }

    #[test]
    fn attributes_with_and_without_quotation_marks() {
        let Some(Piece::Open(tag)) = pieces("<META a='1 &amp; 2' b = \"3\" c=4 d e='>' />").next() else { panic!() };
        let all: Vec<_> = tag.attributes().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(all, ["a=1 & 2", "b=3", "c=4", "d=", "e=>"]);
        assert_eq!(tag.value("B").as_deref(), Some("3"));
        assert_eq!(tag.value("x"), None);
    }
}
