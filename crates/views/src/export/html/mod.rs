//! A report to hand over: the record as one HTML file that needs nothing else.
//!
//! ```text
//! masthead ─ filter ─ parties ─ proposals ─ positions ─ timeline ─ contacts ─ networks ─ disputes ─ statements ─ full texts
//!                        └────────────┴───────── every line: [2.7] ─────────┴───────────────────────────────────► passage 7 of
//!                                                                                                                  report 2
//! ```
//!
//! What it keeps to:
//!
//! - Nothing is loaded from anywhere; a policy in the head forbids it, and forbids every script but the one that is ours.
//! - Whatever came from a report passes through maud's escaping. Addresses are links only where they are http or https.
//! - Sign and word stand for every status, stance and standing; colour repeats what they say. Drawings have the same in a table.
//! - Without scripts everything is there and every link leads; scripts add the filter and light up the whole of a passage.
//! - The same record gives the same bytes.
//!
//! A file for each section. Entries are kept in a file and written one by one, so that a report of any length takes little memory.

mod contacts;
mod disputes;
mod drawing;
mod filter;
mod masthead;
mod matrix;
mod networks;
mod parties;
mod passages;
mod phrases;
mod proposals;
mod statements;
mod texts;
mod timeline;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};
use rapporteur_record::Entries;
use rapporteur_spill::{Index, key_of};
use sha2::{Digest, Sha256};

use self::passages::Passages;
use crate::brief::days::Calendar;
use crate::brief::sides::Sides;
use crate::brief::title;
use crate::export::base64::base64;
use crate::kept::Kept;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What the sections are written with.
struct Page {
    record: Kept,
    sides: Sides,
    calendar: Calendar,
    passages: Passages,
    /// The places of actors by their ids.
    actors: Index,
}

/// Writes the report; an error only where the record, `out` or a temporary file fails.
///
/// ```
/// let mut page = Vec::new();
/// rapporteur_views::export::html::write_html(&rapporteur_record::Record::default(), &mut page)?;
/// assert!(page.starts_with(b"<!DOCTYPE html>"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_html(record: &impl Entries, mut out: impl Write) -> io::Result<()> {
    let page = Page::of(Kept::of(record)?);
    put(&mut out, &head(&page))?;
    put(&mut out, &masthead::masthead(&page))?;
    put(&mut out, &filter::filter(&page))?;
    out.write_all(b"<main id=\"content\">")?;
    parties::write(&page, &mut out)?;
    proposals::write(&page, &mut out)?;
    matrix::write(&page, &mut out)?;
    put(&mut out, &timeline::section(&page))?;
    contacts::write(&page, &mut out)?;
    networks::write(&page, record, &mut out)?;
    disputes::write(&page, &mut out)?;
    statements::write(&page, &mut out)?;
    put(&mut out, &masthead::coverage(&page))?;
    texts::write(&page, &mut out)?;
    put(&mut out, &foot())?;
    out.flush()?;
    page.record.spill.check()
}

impl Page {
    fn of(record: Kept) -> Self {
        let mut actors = Index::new(&record.spill);
        record.actors().for_each(|actor| actors.insert(key_of(&record.actor_id(actor)), actor.0));
        let (sides, calendar) = (Sides::of(&record), Calendar::of(&record.reports));
        Self { sides, calendar, passages: Passages::of(&record), actors, record }
    }
}

fn put(out: &mut impl Write, markup: &Markup) -> io::Result<()> {
    out.write_all(markup.0.as_bytes())
}

/// Up to where the first section begins.
fn head(page: &Page) -> Markup {
    let title = title(&page.record, &page.sides);
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(SCRIPT.as_bytes()))
    );
    let opening = html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">"))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            meta name="color-scheme" content="light dark";
            meta name="generator" content=(concat!("rapporteur ", env!("CARGO_PKG_VERSION")));
            title { (title) }
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("<body>"))
        a.skip href="#content" { "Skip to the record" }
    };
    opening
}

fn foot() -> Markup {
    html! {
        (PreEscaped("</main>"))
        footer {
            p {
                "Made by rapporteur " (env!("CARGO_PKG_VERSION")) " from the reports named above, without the judgement of a person. "
                "It errs: check the passage before you rely on a line."
            }
        }
        script { (PreEscaped(SCRIPT)) }
        (PreEscaped("</body></html>\n"))
    }
}

/// A section with its heading.
fn section(id: &str, heading: &str, note: &str, content: &Markup) -> Markup {
    html! { (open(id, heading, note)) (content) (close()) }
}

/// The beginning of a section that is written entry by entry.
fn open(id: &str, heading: &str, note: &str) -> Markup {
    html! {
        (PreEscaped(format!("<section id=\"{id}\" aria-labelledby=\"{id}-h\">")))
        h2 id={ (id) "-h" } { (heading) @if !note.is_empty() { " " small { (note) } } }
        p.none hidden { "Nothing here matches the filter." }
    }
}

fn close() -> Markup {
    PreEscaped("</section>".to_owned())
}

#[cfg(test)]
mod tests {
    use rapporteur_record::Record;
    use rapporteur_report::Report;

    use super::*;
    use crate::export::testing::{read, record, said};

    fn page(record: &Record) -> String {
        let mut out = Vec::new();
        write_html(record, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Every id that is linked to, and every one that there is.
    fn ids(page: &str) -> (Vec<&str>, Vec<&str>) {
        let after = |mark| {
            let found: Vec<&str> = page.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect();
            found
        };
        (after("href=\"#"), after(" id=\""))
    }

    #[test]
    fn every_link_leads_somewhere_and_no_place_has_two() {
        let page = page(&record());
        let (links, mut places) = ids(&page);
        assert!(links.len() > 20);
        for link in &links {
            assert!(places.contains(link), "#{link} leads nowhere");
        }
        places.sort_unstable();
        let all = places.len();
        places.dedup();
        assert_eq!(places.len(), all);
    }

    #[test]
    fn nothing_is_loaded_from_anywhere() {
        let page = page(&record());
        for loading in [" src=", "url(", "@import", "<link", "fetch(", "XMLHttp", "<iframe", "<img"] {
            assert!(!page.contains(loading), "{loading}");
        }
    }

    #[test]
    fn what_a_report_says_stays_text() {
        let evil =
            "</script><script>alert(1)</script> <img src=x onerror=alert(2)> \u{202e}\"' &amp; \u{0}Ana Ortiz said no.";
        let mut record = said(evil, &["Ana Ortiz said no."]);
        let title = "<b onclick=\"x\">".to_owned() + &"T".repeat(10_000);
        record.reports[0] = Report {
            id: "\"><script>".into(),
            title: Some(title),
            outlet: Some("<i>'\"".into()),
            url: Some("javascript:alert(3)".into()),
            ..record.reports[0].clone()
        };
        record.actors[0].told.name = "<svg onload=alert(4)>".into();
        let page = page(&record);
        assert_eq!(page.matches("<script").count(), 1);
        for raw in ["<img", "<b ", "<svg onload", "href=\"javascript", "<i>'"] {
            assert!(!page.contains(raw), "{raw}");
        }
        assert!(page.contains("&lt;/script&gt;") && !page.contains('\0'));
        // Clipped where it is shown, whole nowhere: it would be the longest thing on the page.
        assert!(!page.contains(&"T".repeat(1_000)));
    }

    #[test]
    fn an_empty_record_is_a_page_all_the_same() {
        assert!(page(&Record::default()).contains("No reports"));
        assert!(
            page(&read("Nobody says a thing.", rapporteur_record::Reading::default())).contains("Nobody says a thing.")
        );
    }
}
