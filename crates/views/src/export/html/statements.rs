//! Who said what, in the order told.

use std::io::{self, Write};

use maud::{Markup, html};
use rapporteur_record::{Entry, Evidence, Statement};

use super::phrases::{Facets, faceted, terms};
use super::{Page, close, open, put};
use crate::brief::marks;
use crate::brief::words::clipped;

pub(super) fn write(page: &Page<'_>, out: &mut impl Write) -> io::Result<()> {
    put(out, &open("statements", "Statements", ""))?;
    out.write_all(b"<ol class=\"statements\">")?;
    for (at, statement) in page.record.statements.iter().enumerate() {
        put(out, &one(page, at, statement))?;
    }
    out.write_all(b"</ol>")?;
    put(out, &close())
}

fn one(page: &Page<'_>, at: usize, statement: &Entry<Statement<Evidence>>) -> Markup {
    let facets = Facets::default()
        .parties(page, statement.party.into_iter().chain(statement.speaker))
        .terms(&statement.about)
        .days(page, &statement.said.period, &statement.content);
    let about = terms(&statement.about);
    let stances = statement.stances.iter().map(|(term, stance)| (terms(&[*term]), marks::stance(*stance)));
    let content = html! {
        p.voice { (voice(page, statement)) " · " (page.when(&statement.said.period, &statement.content)) }
        p { (quotation(page, statement, 600)) " " (page.passages.cite(&statement.content)) }
        p.faint {
            (statement.act.as_str()) " · " (statement.firmness.as_str())
            @if !about.is_empty() { " · on " (about) }
            @for (term, stance) in stances { " · " (super::phrases::mark(stance)) " " (term) }
        }
    };
    faceted("li", &format!("id=\"s{at}\""), &facets, &content)
}

/// "Ana Ortiz (Norland), minister".
pub(super) fn voice(page: &Page<'_>, statement: &Statement<Evidence>) -> Markup {
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

/// The content as the first report that tells it has it, pieces parted by an ellipsis.
pub(super) fn quotation(page: &Page<'_>, statement: &Statement<Evidence>, most: usize) -> Markup {
    let first = statement.content.first().report;
    let pieces = statement.content.iter().filter(|piece| piece.report == first);
    let words = pieces.map(|piece| piece.text(&page.record.reports)).collect::<Vec<_>>().join(" […] ");
    html! { q.content { bdi { (clipped(&words, most)) } } }
}
