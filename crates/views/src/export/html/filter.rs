//! The filter: a form that the script brings to life. Without scripts it is not shown.

use std::collections::BTreeSet;

use maud::{Markup, html};
use rapporteur_record::{Standing, Term};

use super::Page;
use crate::brief::marks;
use crate::brief::words::spoken;

pub(super) fn filter(page: &Page) -> Markup {
    let record = &page.record;
    let mut terms: BTreeSet<Term> = record.positions.iter().map(|one| one.term).collect();
    terms.extend(record.statements.iter().flat_map(|one| one.about));
    terms.extend(record.proposals.iter().flat_map(|one| one.terms));
    terms.extend(record.contacts.iter().flat_map(|one| one.about));
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    html! {
        form.filter #filter hidden aria-label="Filter the record" {
            label { "Party "
                select name="party" {
                    option value="" { "all" }
                    @for party in &page.sides.parties { option value=(party.0) { (page.name(*party)) } }
                }
            }
            label { "Term "
                select name="term" {
                    option value="" { "all" }
                    @for term in &terms { option value=(term.as_str()) { (spoken(term.as_str())) } }
                }
            }
            label { "Standing "
                select name="standing" {
                    option value="" { "any" }
                    @for standing in Standing::ALL.iter().rev() {
                        option value=(standing.as_str()) { (marks::standing(*standing)) }
                    }
                }
            }
            label { "From " input type="date" name="from" min=[day(page.calendar.first)]; }
            label { "To " input type="date" name="to"; }
            button type="reset" { "Show all" }
            output #shown role="status" aria-live="polite" {}
        }
    }
}
