//! Who stands where: terms down, parties across. A cell holds the open positions, the best founded first, then what was given up.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};
use rapporteur_record::{ActorId, Entry, HeldPosition, Term};

use super::Page;
use super::phrases::{Facets, faceted, mark, standing};
use crate::brief::marks;
use crate::brief::words::{clipped, spoken};

/// Parties beside each other in one table: more do not fit on a page.
const ACROSS: usize = 5;

type Cells<'r> = BTreeMap<(Term, ActorId), Vec<(usize, &'r Entry<HeldPosition>)>>;

pub(super) fn section_of(page: &Page<'_>) -> Markup {
    let mut cells = Cells::new();
    for (at, position) in page.record.positions.iter().enumerate() {
        cells.entry((position.term, position.party)).or_default().push((at, position));
    }
    let mut parties: Vec<ActorId> = cells.keys().map(|(_, party)| *party).collect();
    parties.sort_by_key(|party| (page.sides.rank(Some(*party)), *party));
    parties.dedup();
    if parties.is_empty() {
        return html! { p.faint { "No position is told of." } };
    }
    html! { @for band in parties.chunks(ACROSS) { (table(page, &cells, band)) } }
}

pub(super) fn section(page: &Page<'_>) -> Markup {
    let open = page.record.positions.iter().filter(|position| position.replaced_by.is_none()).count();
    let left = page.record.positions.len() - open;
    let note = if left == 0 { format!("{open} open") } else { format!("{open} open · {left} given up") };
    super::section("positions", "Positions", &note, &section_of(page))
}

fn table(page: &Page<'_>, cells: &Cells<'_>, band: &[ActorId]) -> Markup {
    let standing = |term: Term| band.iter().filter(|party| cells.contains_key(&(term, **party))).count();
    let mut terms: Vec<Term> = Term::ALL.iter().copied().filter(|term| standing(*term) > 0).collect();
    terms.sort_by_key(|term| (*term == Term::Other, Reverse(standing(*term))));
    html! {
        div.wide role="region" aria-label="Positions by term and party" tabindex="0" {
            table.matrix {
                caption.aside { "Where each party stands on each term" }
                thead { tr {
                    th scope="col" { "Term" }
                    @for party in band { th scope="col" data-col=(party.0) { (page.named(*party)) } }
                } }
                tbody {
                    @for term in terms {
                        tr data-row=(term.as_str()) {
                            th scope="row" { (spoken(term.as_str())) }
                            @for party in band {
                                td data-col=(party.0) {
                                    @match cells.get(&(term, *party)) {
                                        Some(here) => (cell(page, here)),
                                        None => { span.aside { "none told" } },
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(page: &Page<'_>, here: &[(usize, &Entry<HeldPosition>)]) -> Markup {
    let (mut held, mut left): (Vec<_>, Vec<_>) =
        here.iter().copied().partition(|(_, position)| position.replaced_by.is_none());
    held.sort_by_key(|(_, position)| (Reverse(position.standing), position.stance));
    left.sort_by_key(|(_, position)| Reverse(page.published(&position.evidence).to));
    html! {
        @for (at, position) in held { (shown(page, at, position, false)) }
        @if !left.is_empty() {
            details {
                summary { (left.len()) " given up" }
                @for (at, position) in left { (shown(page, at, position, true)) }
            }
        }
    }
}

fn shown(page: &Page<'_>, at: usize, position: &Entry<HeldPosition>, gone: bool) -> Markup {
    let facets = Facets::default()
        .parties(page, [position.party])
        .terms(&[position.term])
        .standing(position.standing)
        .days(page, &position.since.period, &position.evidence);
    let age = page.published(&position.evidence).to.and_then(|day| page.calendar.age(day));
    let content = html! {
        p {
            @if gone { span.faint { "was " } }
            (mark(marks::stance(position.stance))) " " (standing(position.standing))
        }
        @if let Some(wording) = position.wording.as_deref() { p.wording { "“" bdi { (clipped(wording, 120)) } "”" } }
        p.faint {
            @if let Some(by) = position.by { (page.named(by)) " · " }
            (page.when(&position.since.period, &position.evidence))
            @if let Some(age) = age { " · " (age) }
            " " (page.passages.cite(&position.evidence))
        }
    };
    faceted("div", &format!("class=\"position\" id=\"q{at}\""), &facets, &content)
}
