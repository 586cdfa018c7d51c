//! Proposals and each party's answer.

use std::io::{self, Write};

use maud::{Markup, html};
use rapporteur_record::{Evidence, Proposal, Response};

use super::phrases::{Facets, faceted, mark, standing, terms};
use super::{Page, close, open, put};
use crate::brief::marks;
use crate::brief::words::clipped;

pub(super) fn write(page: &Page, out: &mut impl Write) -> io::Result<()> {
    put(out, &open("proposals", "Proposals and answers", ""))?;
    if page.record.proposals.is_empty() {
        put(out, &html! { p.faint { "No proposal is told of." } })?;
    }
    for (at, one) in page.record.proposals.iter().enumerate() {
        put(out, &proposal(page, at, &one))?;
    }
    put(out, &close())
}

fn proposal(page: &Page, at: usize, one: &Proposal<Evidence>) -> Markup {
    let answering = one.responses.iter().flat_map(|answer| [Some(answer.party), answer.by]).flatten();
    let told = || one.evidence.iter().chain(one.responses.iter().flat_map(|answer| &answer.evidence));
    let facets = Facets::default()
        .parties(page, one.tabled_by.iter().copied().chain(answering))
        .terms(&one.terms)
        .days(page, &one.tabled.period, told());
    let about = terms(&one.terms);
    let content = html! {
        h3 { bdi { (clipped(&one.name, 160)) } }
        p {
            @if one.tabled_by.is_empty() { "By whom is not told" } @else { "Tabled by " (page.names(&one.tabled_by)) }
            @if !one.tabled.period.is_unknown() { ", " (page.calendar.period(&one.tabled.period)) }
            @if !about.is_empty() { " · " span.faint { (about) } }
            " " (page.passages.cite(&one.evidence))
        }
        @if !one.responses.is_empty() {
            table {
                caption.aside { "Answers to " bdi { (clipped(&one.name, 80)) } }
                thead { tr {
                    th scope="col" { "Party" } th scope="col" { "Answer" } th scope="col" { "Standing" }
                    th scope="col" { "By" } th scope="col" { "When" } th scope="col" { "Evidence" }
                } }
                tbody { @for answer in &one.responses { (response(page, answer)) } }
            }
        }
    };
    faceted("article", &format!("class=\"proposal\" id=\"p{at}\""), &facets, &content)
}

fn response(page: &Page, answer: &Response<Evidence>) -> Markup {
    let content = html! {
        th scope="row" { (page.named(answer.party)) }
        td {
            (mark(marks::response(answer.response)))
            @for condition in &answer.conditions { p.wording { "if: " bdi { (clipped(condition, 240)) } } }
        }
        td { (standing(answer.standing)) }
        td {
            @if let Some(by) = answer.by { (page.named(by)) }
            @if let Some(authority) = answer.authority {
                @if answer.by.is_some() { ", " } span.faint { (marks::authority(authority)) }
            }
        }
        td { (page.when(&answer.when.period, &answer.evidence)) }
        td { (page.passages.cite(&answer.evidence)) }
    };
    faceted("tr", "", &Facets::default().standing(answer.standing), &content)
}
