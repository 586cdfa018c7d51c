//! Disputes: the accounts beside each other, each with its words.

use std::io::{self, Write};

use maud::{Markup, html};
use rapporteur_record::{Dispute, Evidence, Statement, Term};

use super::masthead::capital;
use super::phrases::{Facets, faceted};
use super::statements::{quotation, voice};
use super::{Page, close, open, put};
use crate::brief::marks;
use crate::brief::words::clipped;

pub(super) fn write(page: &Page, out: &mut impl Write) -> io::Result<()> {
    put(out, &open("disputes", "Disputes", "accounts side by side"))?;
    if page.record.disputes.is_empty() {
        put(out, &html! { p.faint { "No dispute is told of." } })?;
    }
    for (at, one) in page.record.disputes.iter().enumerate() {
        put(out, &dispute(page, at, &one))?;
    }
    put(out, &close())
}

fn dispute(page: &Page, at: usize, one: &Dispute<Evidence>) -> Markup {
    let statements =
        one.statements.iter().filter_map(|id| Some((page.record.place_of(*id)?, page.record.statement(*id)?)));
    let statements: Vec<(usize, Statement<Evidence>)> = statements.collect();
    let terms: Vec<Term> = statements.iter().flat_map(|(_, statement)| &statement.about).copied().collect();
    let facets = Facets::default().parties(page, one.parties.iter().copied()).terms(&terms).days(
        page,
        &rapporteur_record::Period::default(),
        &one.evidence,
    );
    let content = html! {
        h3 {
            (capital(marks::dispute(one.kind))) ": " (page.names(&one.parties))
            @if let Some(about) = one.about.as_deref() { ", about " bdi { (clipped(about, 160)) } }
            " " (page.passages.cite(&one.evidence))
        }
        div.sides {
            @for (at, statement) in &statements {
                blockquote {
                    p.voice { (voice(page, statement)) " · " (page.when(&statement.said.period, &statement.content)) }
                    p { (quotation(page, statement)) }
                    p { a href={ "#s" (at) } { "statement" } " " (page.passages.cite(&statement.content)) }
                }
            }
        }
    };
    faceted("article", &format!("class=\"dispute\" id=\"d{at}\""), &facets, &content)
}
