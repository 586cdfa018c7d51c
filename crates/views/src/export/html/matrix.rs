//! Who stands where: terms down, parties across. A cell holds the open positions, the best founded first, then what was given up.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use maud::{Markup, PreEscaped, html};
use rapporteur_record::{ActorId, HeldPosition, Term};

use super::phrases::{Facets, faceted, mark, standing};
use super::{Page, close, put};
use crate::brief::marks;
use crate::brief::words::{clipped, spoken};

/// Parties beside each other in one table: more do not fit on a page.
const ACROSS: usize = 5;

/// The places of each cell's positions.
type Cells = BTreeMap<(Term, ActorId), Vec<usize>>;

pub(super) fn write(page: &Page, out: &mut impl Write) -> io::Result<()> {
    let (mut cells, mut open) = (Cells::new(), 0);
    for (at, position) in page.record.positions.iter().enumerate() {
        cells.entry((position.term, position.party)).or_default().push(at);
        open += usize::from(position.replaced_by.is_none());
    }
    let left = page.record.positions.len() - open;
    let note = if left == 0 { format!("{open} open") } else { format!("{open} open · {left} given up") };
    put(out, &super::open("positions", "Positions", &note))?;
    let mut parties: Vec<ActorId> = cells.keys().map(|(_, party)| *party).collect();
    parties.sort_by_key(|party| (page.sides.rank(Some(*party)), *party));
    parties.dedup();
    if parties.is_empty() {
        put(out, &html! { p.faint { "No position is told of." } })?;
    }
    for band in parties.chunks(ACROSS) {
        write_table(page, &cells, band, out)?;
    }
    put(out, &close())
}

fn write_table(page: &Page, cells: &Cells, band: &[ActorId], out: &mut impl Write) -> io::Result<()> {
    let standing = |term: Term| band.iter().filter(|party| cells.contains_key(&(term, **party))).count();
    let mut terms: Vec<Term> = Term::ALL.iter().copied().filter(|term| standing(*term) > 0).collect();
    terms.sort_by_key(|term| (*term == Term::Other, Reverse(standing(*term))));
    put(out, &head(page, band))?;
    for term in terms {
        write_row(page, cells, term, band, out)?;
    }
    out.write_all(b"</tbody></table></div>")
}

/// Up to where the first row begins.
fn head(page: &Page, band: &[ActorId]) -> Markup {
    html! {
        (PreEscaped(
            "<div class=\"wide\" role=\"region\" aria-label=\"Positions by term and party\" tabindex=\"0\">\
             <table class=\"matrix\">"
        ))
        caption.aside { "Where each party stands on each term" }
        thead { tr {
            th scope="col" { "Term" }
            @for party in band { th scope="col" data-col=(party.0) { (page.named(*party)) } }
        } }
        (PreEscaped("<tbody>"))
    }
}

fn write_row(page: &Page, cells: &Cells, term: Term, band: &[ActorId], out: &mut impl Write) -> io::Result<()> {
    write!(out, "<tr data-row=\"{}\">", term.as_str())?;
    put(out, &html! { th scope="row" { (spoken(term.as_str())) } })?;
    for party in band {
        write!(out, "<td data-col=\"{}\">", party.0)?;
        match cells.get(&(term, *party)) {
            Some(here) => write_cell(page, here, out)?,
            None => put(out, &html! { span.aside { "none told" } })?,
        }
        out.write_all(b"</td>")?;
    }
    out.write_all(b"</tr>")
}

fn write_cell(page: &Page, here: &[usize], out: &mut impl Write) -> io::Result<()> {
    let here = here.iter().filter_map(|at| Some((*at, page.record.positions.get(*at)?)));
    let (mut held, mut left): (Vec<_>, Vec<_>) = here.partition(|(_, position)| position.replaced_by.is_none());
    held.sort_by_key(|(_, position)| (Reverse(position.standing), position.stance));
    left.sort_by_key(|(_, position)| Reverse(page.published(&position.evidence).to));
    held.iter().try_for_each(|(at, position)| put(out, &shown(page, *at, position, false)))?;
    if left.is_empty() {
        return Ok(());
    }
    out.write_all(b"<details>")?;
    put(out, &html! { summary { (left.len()) " given up" } })?;
    left.iter().try_for_each(|(at, position)| put(out, &shown(page, *at, position, true)))?;
    out.write_all(b"</details>")
}

fn shown(page: &Page, at: usize, position: &HeldPosition, gone: bool) -> Markup {
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
