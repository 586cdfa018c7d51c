//! What both XML forms share: elements with attributes, and text that XML can hold.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes elements, indented.
pub(super) struct Xml<W: Write>(Writer<W>);

impl<W: Write> Xml<W> {
    pub(super) fn begin(out: W) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(out, b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self(writer))
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))
    }

    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Empty(start(name, attributes)))
    }

    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::new(&held(text))))?;
        self.close(name)
    }

    pub(super) fn end(mut self) -> io::Result<()> {
        self.0.get_mut().write_all(b"\n")?;
        self.0.get_mut().flush()
    }
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        element.push_attribute((*name, held(value).as_str()));
    }
    element
}

/// The text without the characters that XML 1.0 has no way to write, breaks of lines as spaces.
fn held(text: &str) -> String {
    let holds = |character: &char| matches!(character, ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().map(|one| if one.is_whitespace() { ' ' } else { one }).filter(holds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_report_says_stays_text() {
        let mut out = Vec::new();
        let mut xml = Xml::begin(&mut out).unwrap();
        xml.text("a", &[("b", "\"<&\u{1}")], "x\u{0}]]><script>\ny").unwrap();
        xml.end().unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.ends_with("<a b=\"&quot;&lt;&amp;\">x]]&gt;&lt;script&gt; y</a>\n"), "{text}");
    }
}
