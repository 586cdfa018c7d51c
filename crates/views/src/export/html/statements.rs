//! Who said what, in the order told.

use std::io::{self, Write};

use maud::{Markup, html};
use rapporteur_record::{Evidence, Statement};

use super::phrases::{Facets, faceted, terms};
use super::{Page, close, open, put};
use crate::brief::context::around;
use crate::brief::marks;
use crate::brief::words::{clean, clipped};

/// Longer contents are cut; the whole stands in the full text.
const LONGEST: usize = 600;

pub(super) fn write(page: &Page, out: &mut impl Write) -> io::Result<()> {
    put(out, &open("statements", "Statements", ""))?;
    out.write_all(b"<ol class=\"statements\">")?;
    for (at, statement) in page.record.statements.iter().enumerate() {
        put(out, &one(page, at, &statement))?;
    }
    out.write_all(b"</ol>")?;
    put(out, &close())
}

fn one(page: &Page, at: usize, statement: &Statement<Evidence>) -> Markup {
    let facets = Facets::default()
        .parties(page, statement.party.into_iter().chain(statement.speaker))
        .terms(&statement.about)
        .days(page, &statement.said.period, &statement.content);
    let about = terms(&statement.about);
    let stances = statement.stances.iter().map(|(term, stance)| (terms(&[*term]), marks::stance(*stance)));
    let content = html! {
        p.voice { (voice(page, statement)) " · " (page.when(&statement.said.period, &statement.content)) }
        p { (quotation(page, statement)) " " (page.passages.cite(&statement.content)) }
        p.faint {
            (statement.act.as_str()) " · " (statement.firmness.as_str())
            @if !about.is_empty() { " · on " (about) }
            @for (term, stance) in stances { " · " (super::phrases::mark(stance)) " " (term) }
        }
    };
    faceted("li", &format!("id=\"s{at}\""), &facets, &content)
}

/// "Ana Ortiz (Norland), minister".
pub(super) fn voice(page: &Page, statement: &Statement<Evidence>) -> Markup {
    let other = statement.party.filter(|party| statement.speaker != Some(*party));
    html! {
        @match statement.speaker {
            Some(speaker) => { strong { (page.named(speaker)) } },
            None => { strong { "somebody" } },
        }
        @if let Some(party) = other { " for " (page.named(party)) }
        @if let Some(authority) = statement.authority { ", " span.right { (marks::authority(authority)) } }
    }
}

/// The content in its sentence, as the first report that tells it has it; several pieces by themselves, parted by an ellipsis.
pub(super) fn quotation(page: &Page, statement: &Statement<Evidence>) -> Markup {
    let first = statement.content.first();
    let pieces: Vec<&Evidence> = statement.content.iter().filter(|piece| piece.report == first.report).collect();
    let text = page.record.text(first.report);
    let context = around(&text, first.span).filter(|_| pieces.len() == 1);
    let Some(context) = context else {
        let words = pieces.iter().map(|piece| page.record.words(piece)).collect::<Vec<_>>().join(" […] ");
        return html! { q.content { bdi { mark.said { (clipped(&words, LONGEST)) } } } };
    };
    let (start, end) = (first.span.start as usize, first.span.end as usize);
    let cut = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    // Cleaning takes away the spaces at the ends, which here part words.
    let spaced = |words: &str| {
        let (before, after) = (words.starts_with(char::is_whitespace), words.ends_with(char::is_whitespace));
        let space = |is: bool| if is { " " } else { "" };
        let cleaned = clean(words);
        if cleaned.is_empty() {
            space(before).to_owned()
        } else {
            format!("{}{cleaned}{}", space(before), space(after))
        }
    };
    html! {
        q.content {
            bdi {
                @if context.cut_before { "… " }
                (spaced(cut(context.start, start)))
                mark.said { (clipped(cut(start, end), LONGEST)) }
                (spaced(cut(end, context.end)))
                @if context.cut_after { " …" }
            }
        }
    }
}
