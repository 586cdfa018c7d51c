//! The top of the report: what it is about, how to read it, where things are; and at its end what it does not cover.

use maud::{Markup, html};
use rapporteur_record::{ContactStatus, ResponseValue, Stance, Standing};

use super::phrases::{mark, standing};
use super::{Page, section};
use crate::brief::words::{clipped, counted};
use crate::brief::{marks, reports, title};

/// So many speakers and reports are named in the coverage; the others are counted.
const LISTED: usize = 40;

pub(super) fn masthead(page: &Page) -> Markup {
    let record = &page.record;
    let counts = [
        ("parties", page.sides.parties.len(), "party", "parties"),
        ("proposals", record.proposals.len(), "proposal", "proposals"),
        ("positions", record.positions.len(), "position", "positions"),
        ("timeline", 0, "", ""),
        ("contacts", record.contacts.len(), "contact", "contacts"),
        ("networks", 0, "", ""),
        ("disputes", record.disputes.len(), "dispute", "disputes"),
        ("statements", record.statements.len(), "statement", "statements"),
        ("coverage", 0, "", ""),
        ("reports", record.reports.len(), "report", "reports"),
    ];
    html! {
        header.masthead {
            p.kicker { "Record of a negotiation" }
            h1 { @if record.reports.is_empty() { "No reports" } @else { (title(record, &page.sides)) } }
            @if !record.reports.is_empty() { p.lead { (reports(&record.reports, &page.calendar)) } }
        }
        nav.contents aria-label="Contents" {
            ul {
                @for (id, count, one, many) in counts {
                    li {
                        a href={ "#" (id) } {
                            @if count > 0 { (counted(count, one, many)) } @else { (capital(id)) }
                        }
                    }
                }
            }
        }
        details.legend {
            summary { "How to read this report" }
            (legend())
        }
    }
}

/// With its first letter in upper case.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn legend() -> Markup {
    html! {
        dl {
            dt { "Evidence" }
            dd { "A number such as 2.7 leads to passage 7 of report 2, below in the report’s full text." }
            dt { "Standing of a position or an answer" }
            dd {
                @for (one, told) in [
                    (Standing::Official, "a principal’s word or a formal act"),
                    (Standing::Declared, "someone entitled to speak for the party"),
                    (Standing::Signalled, "an aide, an unnamed source, or a speaker who disclaims"),
                    (Standing::Reported, "someone else says so"),
                ] { p { (standing(one)) " " (told) } }
            }
            dt { "Stance" }
            dd { @for one in Stance::ALL { (mark(marks::stance(*one))) " " } "— towards having the term" }
            dt { "Answers" }
            dd { @for one in ResponseValue::ALL { (mark(marks::response(*one))) " " } }
            dt { "Contacts" }
            dd { @for one in ContactStatus::ALL { (mark(marks::status(*one))) " " } }
        }
    }
}

/// What the record does not cover.
pub(super) fn coverage(page: &Page) -> Markup {
    let coverage = &page.record.coverage;
    let read = page.record.reports.len();
    let speakers = coverage.unresolved_speakers.iter().take(LISTED).map(|name| format!("“{}”", clipped(name, 80)));
    let speakers: Vec<String> = speakers.collect();
    let content = html! {
        ul {
            li { (read) " of " (counted(read + coverage.set_aside.len(), "report", "reports")) " read." }
            @for one in coverage.set_aside.iter().take(LISTED) {
                li { "Set aside: " bdi { (clipped(&one.report, 120)) } " — " (clipped(&one.reason, 160)) }
            }
            @if coverage.set_aside.len() > LISTED { li { "and " (coverage.set_aside.len() - LISTED) " more set aside." } }
            @for pair in coverage.reprints.iter().take(LISTED) {
                li { "Report " (pair.report.index() + 1) " repeats report " (pair.of.index() + 1) ": no independent telling." }
            }
            @if !speakers.is_empty() {
                li {
                    (counted(coverage.unresolved_speakers.len(), "speaker", "speakers")) " not resolved: "
                    bdi { (speakers.join(", ")) }
                    @if coverage.unresolved_speakers.len() > LISTED { " and others" }
                }
            }
            @if coverage.speech_without_statement > 0 {
                li { (coverage.speech_without_statement) " sentences with a verb of speech gave no statement." }
            }
        }
    };
    section("coverage", "Coverage", "what the record does not hold", &content)
}
