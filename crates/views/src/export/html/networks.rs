//! Two networks: who met whom, and who agrees or differs with whom. Each is drawn and told in a table.
//!
//! Parties stand on a circle, the most told of at the top. A tie has a line for each thing that it tells, and the line's form
//! tells which: held solid, planned dashed, possible dotted, denied and cancelled crossed; agreement solid, conflict dashed.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::f64::consts::TAU;
use std::io::{self, Write};

use maud::{Markup, PreEscaped, html};
use rapporteur_record::{ActorId, ContactStatus, Entries};
use rapporteur_spill::key_of;

use super::drawing::{at, frame, leading};
use super::phrases::{Facets, faceted};
use super::{Page, close, open, put};
use crate::brief::marks;
use crate::brief::words::{clipped, spoken};
use crate::export::networks::{NetworkKind, NetworkOptions, Node, Relation, Tie, network};

/// So many parties are drawn.
const DRAWN: usize = 14;

/// So many ties stand in the table, those with most entries first; a network file has all.
const LISTED: usize = 250;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 440.0;

/// A line of a tie: its form, its sign, how much, and in words.
struct Line {
    form: &'static str,
    sign: &'static str,
    count: i64,
    told: String,
}

/// A network as it is shown.
struct Shown<'n> {
    id: &'static str,
    title: &'static str,
    nodes: &'n [Node],
    /// Those with most entries, these first; each with the places of its entries.
    ties: Vec<(Tie, Vec<u32>)>,
    /// Ties that are neither drawn nor listed.
    left_out: usize,
    lines: fn(&Tie) -> Vec<Line>,
    /// What the entries of a tie are: contacts or statements.
    entry: char,
}

pub(super) fn write(page: &Page, record: &impl Entries, out: &mut impl Write) -> io::Result<()> {
    let of = |options: &NetworkOptions| network(record, options).map_err(io::Error::other);
    let contacts = of(&NetworkOptions {
        kind: NetworkKind::Contacts,
        statuses: ContactStatus::ALL.to_vec(),
        ..NetworkOptions::default()
    })?;
    // Every shared term ties, whichever way: the lines tell agreement from conflict.
    let discourse = of(&NetworkOptions { relation: Relation::Ignore, ..NetworkOptions::default() })?;
    put(out, &open("networks", "Networks", ""))?;
    let (ties, left_out) = foremost(page, || contacts.ties());
    let (id, title) = ("met", "Who met whom");
    let met = Shown { id, title, nodes: &contacts.nodes, ties, left_out, lines: contact_lines, entry: 'c' };
    write_one(page, &met, out)?;
    let (ties, left_out) = foremost(page, || discourse.ties());
    let (id, title) = ("agreed", "Who agrees with whom");
    let agreed = Shown { id, title, nodes: &discourse.nodes, ties, left_out, lines: discourse_lines, entry: 's' };
    write_one(page, &agreed, out)?;
    put(out, &close())
}

/// The ties with most entries, these first, each with the places of its entries, and how many other ties there are. All of them
/// at once would fill the memory.
fn foremost<I: Iterator<Item = Tie>>(page: &Page, ties: impl Fn() -> I) -> (Vec<(Tie, Vec<u32>)>, usize) {
    let mut order: Vec<(Reverse<usize>, usize)> =
        ties().enumerate().map(|(at, tie)| (Reverse(tie.entries.len()), at)).collect();
    order.sort_unstable();
    let left_out = order.len().saturating_sub(LISTED);
    order.truncate(LISTED);
    let place: HashMap<usize, usize> = order.iter().enumerate().map(|(place, (_, at))| (*at, place)).collect();
    let kept = ties().enumerate().filter_map(|(at, mut tie)| {
        let entries = std::mem::take(&mut tie.entries);
        Some((*place.get(&at)?, (tie, entries.iter().filter_map(|id| page.record.place(id)).collect())))
    });
    let mut kept: Vec<(usize, (Tie, Vec<u32>))> = kept.collect();
    kept.sort_by_key(|(place, _)| *place);
    (kept.into_iter().map(|(_, tie)| tie).collect(), left_out)
}

fn contact_lines(tie: &Tie) -> Vec<Line> {
    let count = |status: ContactStatus| {
        tie.counts.iter().find(|(name, _)| *name == status.as_str()).map_or(0, |(_, count)| *count)
    };
    let all = ContactStatus::ALL.iter().filter(|status| count(**status) > 0).map(|status| {
        let (sign, word, _) = marks::status(*status).parts();
        Line { form: status.as_str(), sign, count: count(*status), told: format!("{} {word}", count(*status)) }
    });
    all.collect()
}

fn discourse_lines(tie: &Tie) -> Vec<Line> {
    let all = tie.counts.iter().filter(|(_, count)| *count > 0).map(|(name, count)| match *name {
        "congruence" => Line { form: "agree", sign: "=", count: *count, told: often("agree", *count) },
        _ => Line { form: "differ", sign: "≠", count: *count, told: often("differ", *count) },
    });
    all.collect()
}

/// "agree once", "differ 3 times".
fn often(what: &str, count: i64) -> String {
    if count == 1 { format!("{what} once") } else { format!("{what} {count} times") }
}

fn write_one(page: &Page, shown: &Shown<'_>, out: &mut impl Write) -> io::Result<()> {
    put(out, &html! { h3 { (shown.title) } })?;
    if shown.ties.is_empty() {
        return put(out, &html! { p.faint { "No tie is told of." } });
    }
    put(out, &drawn(page, shown))?;
    write_table(page, shown, out)?;
    if shown.left_out > 0 {
        let told = html! { p.faint { "and " (shown.left_out) " ties with fewer entries, which a GraphML or GEXF file tells of." } };
        put(out, &told)?;
    }
    Ok(())
}

fn drawn(page: &Page, shown: &Shown<'_>) -> Markup {
    let mut order: Vec<usize> = (0..shown.nodes.len()).collect();
    let tied = |node: usize| shown.ties.iter().any(|(tie, _)| tie.source == node || tie.target == node);
    order.retain(|node| tied(*node));
    order.sort_by_key(|node| shown.nodes.get(*node).map(|node| Reverse(node.frequency)));
    let left_out = order.len().saturating_sub(DRAWN);
    order.truncate(DRAWN);
    let place = |node: usize| order.iter().position(|one| *one == node).map(|place| on_circle(place, order.len()));
    let most = shown.nodes.iter().map(|node| node.frequency).max().unwrap_or(1).max(1);
    let ties = shown.ties.iter().enumerate();
    let ties = ties.filter_map(|(index, (tie, _))| {
        Some(drawn_tie(page, shown, index, tie, place(tie.source)?, place(tie.target)?))
    });
    // All lines first, that they cross no label.
    let ties: Vec<(Markup, Markup)> = ties.collect();
    let content = html! {
        @for (lines, _) in &ties { (lines) }
        @for (_, labels) in &ties { (labels) }
        @for node in &order {
            @if let (Some(node), Some(at)) = (shown.nodes.get(*node), place(*node)) {
                (drawn_node(page, node, at, most))
            }
        }
    };
    let description = "Parties on a circle; the table below tells the same.";
    html! {
        div.network { (frame(shown.id, shown.title, description, (WIDTH, HEIGHT), &content)) }
        @if left_out > 0 { p.faint { (left_out) " more parties stand in the table only." } }
    }
}

/// Coordinates on the circle, the first at the top, and on which side a label has room.
fn on_circle(place: usize, of: usize) -> (f64, f64) {
    let angle = TAU * place as f64 / of as f64;
    (WIDTH / 2.0 + 215.0 * angle.sin(), HEIGHT / 2.0 - 165.0 * angle.cos())
}

fn drawn_node(page: &Page, node: &Node, (x, y): (f64, f64), most: usize) -> Markup {
    let radius = 6.0 + 10.0 * (node.frequency as f64 / most as f64).sqrt();
    let off = x - WIDTH / 2.0;
    let (anchor, shift) = if off > 20.0 {
        ("start", radius + 6.0)
    } else if off < -20.0 {
        ("end", -radius - 6.0)
    } else {
        ("middle", 0.0)
    };
    let rise = if shift != 0.0 {
        5.0
    } else if y < HEIGHT / 2.0 {
        -radius - 7.0
    } else {
        radius + 18.0
    };
    let content = html! {
        circle.node cx=(at(x)) cy=(at(y)) r=(at(radius)) {}
        text.label x=(at(x + shift)) y=(at(y + rise)) text-anchor=(anchor) { (clipped(&node.label, 26)) }
    };
    match actor(page, node).filter(|actor| page.sides.parties.contains(actor)) {
        Some(party) => leading(
            &format!("a{}", party.0),
            &node.label,
            &Facets::default().parties(page, [party]).attributes(),
            &content,
        ),
        None => content,
    }
}

fn actor(page: &Page, node: &Node) -> Option<ActorId> {
    page.actors.get(key_of(&node.id)).map(ActorId)
}

/// The lines of a tie, and their labels, which lead to its row in the table.
fn drawn_tie(
    page: &Page,
    shown: &Shown<'_>,
    index: usize,
    tie: &Tie,
    from: (f64, f64),
    to: (f64, f64),
) -> (Markup, Markup) {
    let lines = (shown.lines)(tie);
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    let (across, along) = ((-dy / length, dx / length), lines.len() as f64);
    let told = format!(
        "{}: {}",
        pair(shown.nodes, tie),
        lines.iter().map(|line| line.told.as_str()).collect::<Vec<_>>().join(", ")
    );
    let off = |place: usize| (place as f64 - (along - 1.0) / 2.0) * 10.0;
    let ends = |place: usize| {
        let (x, y) = (across.0 * off(place), across.1 * off(place));
        ((from.0 + x, from.1 + y), (to.0 + x, to.1 + y))
    };
    // Labels of several lines stand apart along the tie.
    let label = |place: usize| {
        let (one, other) = ends(place);
        let share = 0.5 + (index % 3) as f64 * 0.08 - 0.08 + (place as f64 - (along - 1.0) / 2.0) * 0.14;
        (one.0 + (other.0 - one.0) * share, one.1 + (other.1 - one.1) * share)
    };
    let strokes = html! {
        @for (place, line) in lines.iter().enumerate() {
            @let ((x1, y1), (x2, y2)) = ends(place);
            line class={ "tie " (line.form) } x1=(at(x1)) y1=(at(y1)) x2=(at(x2)) y2=(at(y2))
                style={ "stroke-width:" (at(1.2 + (line.count as f64).sqrt())) } {}
        }
    };
    let labels = html! {
        @for (place, line) in lines.iter().enumerate() {
            @let (x, y) = label(place);
            rect.ground.pill x=(at(x - 15.0)) y=(at(y - 9.0)) width="30" height="18" rx="9" {}
            text.count x=(at(x)) y=(at(y + 4.5)) { (line.sign) (line.count) }
        }
    };
    let facets = facets(page, shown, tie);
    let labels = leading(&format!("{}-{index}", shown.id), &told, &facets.attributes(), &labels);
    (faceted("g", "aria-hidden=\"true\"", &facets, &strokes), labels)
}

fn facets(page: &Page, shown: &Shown<'_>, tie: &Tie) -> Facets {
    let ends = [tie.source, tie.target].into_iter().filter_map(|end| actor(page, shown.nodes.get(end)?));
    Facets::default().parties(page, ends)
}

fn pair(nodes: &[Node], tie: &Tie) -> String {
    let label = |end: usize| nodes.get(end).map(|node| clipped(&node.label, 60)).unwrap_or_default();
    format!("{} and {}", label(tie.source), label(tie.target))
}

fn write_table(page: &Page, shown: &Shown<'_>, out: &mut impl Write) -> io::Result<()> {
    let head = html! {
        (PreEscaped("<table class=\"ties\">"))
        caption.aside { (shown.title) }
        thead { tr { th scope="col" { "Between" } th scope="col" { "What" } th scope="col" { "On" } th scope="col" { "Entries" } } }
        (PreEscaped("<tbody>"))
    };
    put(out, &head)?;
    for (index, (tie, places)) in shown.ties.iter().enumerate() {
        let (id, facets) = (format!("id=\"{}-{index}\"", shown.id), facets(page, shown, tie));
        put(out, &faceted("tr", &id, &facets, &row(shown, tie, places)))?;
    }
    out.write_all(b"</tbody></table>")
}

fn row(shown: &Shown<'_>, tie: &Tie, places: &[u32]) -> Markup {
    let about: Vec<String> = tie.about.iter().map(|about| spoken(about)).collect();
    html! {
        th scope="row" { bdi { (pair(shown.nodes, tie)) } }
        td {
            @for (at, line) in (shown.lines)(tie).iter().enumerate() {
                @if at > 0 { ", " }
                span aria-hidden="true" { (line.sign) } " " (line.told)
            }
        }
        td.faint { (about.join(", ")) }
        td {
            @for (at, place) in places.iter().enumerate() {
                @if at > 0 { " " }
                a href={ "#" (shown.entry) (place) } aria-label={ @if shown.entry == 'c' { "contact " } @else { "statement " } (at + 1) } { (at + 1) }
            }
        }
    }
}
