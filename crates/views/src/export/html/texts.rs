//! The full texts of the reports, each passage marked and numbered, with a way back to the statements that rest on it.
//!
//! Passages overlap and nest, and elements can't; so a text is cut where any passage begins or ends, and each piece knows all
//! passages that it belongs to. The texts themselves are as they were found, code point for code point; only what HTML cannot hold
//! (control characters) is shown as U+FFFD. Numbers and arrows are put there by the style sheet, so that whoever copies a passage
//! copies its words and nothing else.

use std::borrow::Cow;
use std::io::{self, Write};

use maud::{Markup, PreEscaped, html};
use rapporteur_record::{Evidence, ReportId, Span};
use rapporteur_report::Report;
use rapporteur_spill::{Lists, key_of};

use super::{Page, close, open, put};
use crate::brief::days::with_year;
use crate::brief::words::clipped;
use crate::kept::Kept;

/// Longer headlines are cut.
const TITLE: usize = 300;

/// The statements that end at a passage, by their places.
struct Back(Lists);

impl Back {
    fn of(record: &Kept) -> Self {
        let mut back = Lists::new(&record.spill);
        for (at, statement) in record.statements.iter().enumerate() {
            statement.content.iter().for_each(|piece| back.push(key_of(piece), at));
        }
        Self(back)
    }

    fn to(&self, report: ReportId, span: Span) -> Vec<usize> {
        self.0.all(key_of(&Evidence { report, span }))
    }

    fn any(&self, report: ReportId, span: Span) -> bool {
        self.0.last(key_of(&Evidence { report, span }), 1).next().is_some()
    }
}

pub(super) fn write(page: &Page, out: &mut impl Write) -> io::Result<()> {
    let back = Back::of(&page.record);
    put(out, &open("reports", "The reports", "with the passages on which the record rests"))?;
    for (report, id) in page.record.reports.iter().zip((0..).map(ReportId)) {
        put(out, &head(page, report, id))?;
        write_text(page, id, &back, out)?;
        out.write_all(b"</div></article>")?;
    }
    put(out, &close())
}

fn head(page: &Page, report: &Report, id: ReportId) -> Markup {
    let number = id.index() + 1;
    let title = report.title.as_deref().unwrap_or(&report.id);
    let url = report.url.as_deref();
    let link = url.filter(|url| ["http://", "https://"].iter().any(|scheme| url.to_lowercase().starts_with(scheme)));
    html! {
        (PreEscaped(format!("<article class=\"report\" id=\"r{number}\">")))
        h3 { span.number { (number) } " " bdi { (clipped(title, TITLE)) } }
        p.faint {
            @if let Some(outlet) = report.outlet.as_deref() { bdi { (clipped(outlet, 120)) } ", " }
            (report.published.map_or_else(|| "undated".to_owned(), with_year))
            @if let Some(of) = page.passages.original(id) { " · repeats report " (of.index() + 1) }
            @match (link, url) {
                (Some(link), _) => { " · " a href=(link) rel="noreferrer noopener nofollow" { (clipped(link, 90)) } },
                (None, Some(url)) => { " · " bdi { (clipped(url, 90)) } },
                (None, None) => {},
            }
        }
        (PreEscaped("<div class=\"text\" dir=\"auto\">"))
    }
}

fn write_text(page: &Page, id: ReportId, back: &Back, out: &mut impl Write) -> io::Result<()> {
    let (text, passages) = (page.record.text(id), page.passages.of_report(id));
    let mut cuts: Vec<u32> = passages.iter().flat_map(|span| [span.start, span.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (mut at, mut next) = (0, 0);
    // Numbers of the passages that are open, by index.
    let mut inside: Vec<usize> = Vec::new();
    for cut in cuts.into_iter().chain([text.len() as u32]) {
        put(out, &piece(&text, at, cut, &inside, &passages, id, back))?;
        let ended: Vec<usize> = inside.iter().copied().filter(|one| passages[*one].end <= cut).collect();
        for one in ended {
            put(out, &ways_back(page, &back.to(id, passages[one])))?;
        }
        inside.retain(|one| passages[*one].end > cut);
        while let Some(span) = passages.get(next).filter(|span| span.start <= cut) {
            put(out, &html! { sup.n id={ "r" (id.index() + 1) "." (next + 1) } data-n=(next + 1) {} })?;
            if span.end > cut {
                inside.push(next);
            }
            next += 1;
        }
        at = cut;
    }
    Ok(())
}

fn piece(text: &str, from: u32, to: u32, inside: &[usize], passages: &[Span], id: ReportId, back: &Back) -> Markup {
    let words = shown(text.get(from as usize..to as usize).unwrap_or_default());
    if inside.is_empty() || words.is_empty() {
        return html! { (words) };
    }
    let said = inside.iter().any(|one| passages.get(*one).is_some_and(|span| back.any(id, *span)));
    let numbers = inside.iter().map(|one| (one + 1).to_string()).collect::<Vec<_>>().join(" ");
    html! { mark.told[!said].said[said] data-k=(numbers) { (words) } }
}

fn ways_back(page: &Page, statements: &[usize]) -> Markup {
    html! {
        @for at in statements {
            a.back href={ "#s" (at) } aria-label={ "to the statement of " (speaker(page, *at)) } {}
        }
    }
}

fn speaker(page: &Page, statement: usize) -> String {
    let speaker = page.record.statements.get(statement).and_then(|statement| statement.speaker);
    speaker.map_or_else(|| "somebody".to_owned(), |speaker| page.name(speaker))
}

/// The words without what HTML cannot hold.
fn shown(words: &str) -> Cow<'_, str> {
    let bad = |one: char| one.is_control() && !matches!(one, '\n' | '\r' | '\t');
    if words.contains(bad) { Cow::Owned(words.replace(bad, "\u{fffd}")) } else { Cow::Borrowed(words) }
}
