//! Parties and the people who speak for them, those with the most weight first.

use std::collections::BTreeMap;
use std::io::{self, Write};

use maud::{Markup, html};
use rapporteur_record::{ActorId, ActorKind, Authority, Evidence};

use super::phrases::{Facets, begun};
use super::{Page, close, open, put};
use crate::brief::marks;
use crate::brief::words::{clipped, counted, spoken};

/// So many people of a party are shown at once; the others on demand.
const SHOWN: usize = 8;

/// Who speaks, with what right, how often, and where first.
struct Voice {
    who: ActorId,
    authority: Option<Authority>,
    statements: usize,
    first: Evidence,
}

pub(super) fn write(page: &Page, out: &mut impl Write) -> io::Result<()> {
    let mut voices = voices(page);
    put(out, &open("parties", "Parties and who speaks for them", ""))?;
    out.write_all(b"<div class=\"cards\">")?;
    for party in &page.sides.parties {
        let voices = voices.remove(party).unwrap_or_default();
        write_card(page, *party, voices.into_values().collect(), out)?;
    }
    out.write_all(b"</div>")?;
    put(out, &close())
}

/// Those who speak for each party.
type Voices = BTreeMap<ActorId, BTreeMap<(ActorId, Option<Authority>), Voice>>;

fn voices(page: &Page) -> Voices {
    let mut voices = Voices::new();
    for statement in page.record.statements.iter() {
        let (Some(who), authority) = (statement.speaker, statement.authority) else { continue };
        let Some(side) = statement.party.or(Some(who)).and_then(|actor| page.sides.side(actor)) else { continue };
        let voice = || Voice { who, authority, statements: 0, first: *statement.content.first() };
        voices.entry(side).or_default().entry((who, authority)).or_insert_with(voice).statements += 1;
    }
    voices
}

fn write_card(page: &Page, party: ActorId, mut voices: Vec<Voice>, out: &mut impl Write) -> io::Result<()> {
    let Some(actor) = page.record.actor(party) else { return Ok(()) };
    voices.sort_by_key(|voice| (std::cmp::Reverse((voice.authority, voice.statements)), voice.who));
    let kind = actor.code.clone().filter(|_| actor.kind == ActorKind::State);
    let kind = kind.unwrap_or_else(|| spoken(actor.kind.as_str()));
    let facets = Facets::default().parties(page, [party]);
    let head = html! {
        h3 { (page.named(party)) " " small { (kind) } " " (page.passages.cite([actor.mentions.first()])) }
        @if voices.is_empty() { p.faint { "Nobody quoted." } }
    };
    put(out, &begun("article", &format!("class=\"card\" id=\"a{}\"", party.0), &facets))?;
    put(out, &head)?;
    let (shown, others) = voices.split_at(voices.len().min(SHOWN));
    write_people(page, party, shown, out)?;
    if !others.is_empty() {
        out.write_all(b"<details>")?;
        put(out, &html! { summary { "and " (counted(others.len(), "other", "others")) } })?;
        write_people(page, party, others, out)?;
        out.write_all(b"</details>")?;
    }
    out.write_all(b"</article>")
}

fn write_people(page: &Page, party: ActorId, voices: &[Voice], out: &mut impl Write) -> io::Result<()> {
    if voices.is_empty() {
        return Ok(());
    }
    out.write_all(b"<ul class=\"people\">")?;
    voices.iter().try_for_each(|voice| put(out, &person(page, party, voice)))?;
    out.write_all(b"</ul>")
}

fn person(page: &Page, party: ActorId, voice: &Voice) -> Markup {
    let actor = page.record.actor(voice.who);
    let office = actor.filter(|actor| actor.kind != ActorKind::Unnamed).and_then(|actor| actor.office);
    html! {
        li {
            span.right { (voice.authority.map_or("right not told", marks::authority)) }
            " "
            @if voice.who == party { em { "in its own name" } } @else { strong { (page.named(voice.who)) } }
            @if let Some(office) = office { ", " bdi { (clipped(&office, 60)) } }
            " " span.faint.often { (counted(voice.statements, "statement", "statements")) } " "
            (page.passages.cite([&voice.first]))
        }
    }
}
