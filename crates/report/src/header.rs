//! Plain text and Markdown: an optional block of header lines, then the text as it is.
//!
//! ```text
//! Title: Talks resume in Oslo        ┐
//! Published: 2024-05-02              ┘ the header: only when the very first line is one of the four known names,
//!                                      and every line down to the first empty one has a name and a colon
//! The envoys met again on Thursday.    the text, code point for code point
//! ```

/// What stands in the header, and where the text begins.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Header<'t> {
    pub(crate) title: Option<&'t str>,
    pub(crate) outlet: Option<&'t str>,
    /// The date as written, and its line counted from 1.
    pub(crate) published: Option<(&'t str, usize)>,
    pub(crate) url: Option<&'t str>,
    /// Names that are not known, with their line.
    pub(crate) unknown: Vec<(&'t str, usize)>,
    /// What follows the header.
    pub(crate) text: &'t str,
}

/// Takes the header off a text; without one the text is whole.
pub(crate) fn split_header(text: &str) -> Header<'_> {
    block(text).unwrap_or(Header { text, ..Header::default() })
}

fn block(text: &str) -> Option<Header<'_>> {
    let mut header = Header::default();
    let mut at = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        at += line.len();
        let line = line.trim();
        if line.is_empty() {
            if number == 1 {
                return None;
            }
            break;
        }
        let (name, value) = named(line)?;
        let known = header.take(name, value, number)?;
        if !known && number == 1 {
            return None;
        }
    }
    header.text = text.get(at..)?;
    (at > 0).then_some(header)
}

impl<'t> Header<'t> {
    /// Takes one line in; false when its name is not known, nothing when it comes twice.
    fn take(&mut self, name: &'t str, value: &'t str, line: usize) -> Option<bool> {
        let value_or_none = (!value.is_empty()).then_some(value);
        let twice = match name.to_ascii_lowercase().as_str() {
            "title" => std::mem::replace(&mut self.title, value_or_none).is_some(),
            "outlet" => std::mem::replace(&mut self.outlet, value_or_none).is_some(),
            "url" => std::mem::replace(&mut self.url, value_or_none).is_some(),
            "published" => std::mem::replace(&mut self.published, value_or_none.map(|value| (value, line))).is_some(),
            _ => {
                self.unknown.push((name, line));
                return Some(false);
            }
        };
        (!twice).then_some(true)
    }
}

/// A name of one word, a colon, a value.
fn named(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let word = !name.is_empty() && name.len() <= 20 && name.chars().all(|one| one.is_ascii_alphabetic() || one == '-');
    word.then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_taken_off_and_the_text_kept_as_it_is() {
        let header = split_header(
            "title: A: B\r\nOUTLET: The Post\r\nPublished: 2 May 2024\r\nurl: https://x.test/a\r\n\r\n\r\n Text\r\n",
        );
        assert_eq!(header.title, Some("A: B"));
        assert_eq!(header.outlet, Some("The Post"));
        assert_eq!(header.published, Some(("2 May 2024", 3)));
        assert_eq!(header.url, Some("https://x.test/a"));
        assert_eq!(header.text, "\r\n Text\r\n");
    }

    #[test]
    fn a_line_with_another_name_is_told() {
        let header = split_header("Title: A\nAuthor: B\n\nText");
        assert_eq!((header.unknown, header.text), (vec![("Author", 2)], "Text"));
    }

    #[test]
    fn an_ordinary_text_with_a_colon_is_not_eaten() {
        for text in [
            "",
            "\nTitle: A\n\nText",
            "Minister: we will sign\n\nThe talks went on.",
            "Title: A\nThe minister said so.\n\nMore.",
            "Titled: A\n\nText",
            "The title: A\n\nText",
            "Title: A\nTitle: B\n\nText",
            "Talks resume\nTitle: A\n\nText",
        ] {
            assert_eq!(split_header(text), Header { text, ..Header::default() }, "{text}");
        }
    }
}
