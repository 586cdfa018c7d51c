//! Parties and the people who speak for them, those with the most weight first.

use std::collections::BTreeMap;

use maud::{Markup, html};
use rapporteur_record::{ActorId, ActorKind, Authority, Evidence};

use super::Page;
use super::phrases::{Facets, faceted};
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

pub(super) fn section_content(page: &Page<'_>) -> Markup {
    let mut all: BTreeMap<(ActorId, ActorId, Option<Authority>), Voice> = BTreeMap::new();
    for statement in &page.record.statements {
        let (Some(who), authority) = (statement.speaker, statement.authority) else { continue };
        let Some(side) = statement.party.or(Some(who)).and_then(|actor| page.sides.of(actor)) else { continue };
        let voice = || Voice { who, authority, statements: 0, first: *statement.content.first() };
        all.entry((side, who, authority)).or_insert_with(voice).statements += 1;
    }
    let mut voices: BTreeMap<ActorId, Vec<Voice>> = BTreeMap::new();
    for ((side, ..), voice) in all {
        voices.entry(side).or_default().push(voice);
    }
    html! {
        div.cards {
            @for party in &page.sides.parties {
                (card(page, *party, voices.remove(party).unwrap_or_default()))
            }
        }
    }
}

pub(super) fn section(page: &Page<'_>) -> Markup {
    super::section("parties", "Parties and who speaks for them", "", &section_content(page))
}

fn card(page: &Page<'_>, party: ActorId, mut voices: Vec<Voice>) -> Markup {
    let Some(actor) = page.record.actor(party) else { return Markup::default() };
    voices.sort_by_key(|voice| (std::cmp::Reverse((voice.authority, voice.statements)), voice.who));
    let kind = actor.code.clone().filter(|_| actor.kind == ActorKind::State);
    let kind = kind.unwrap_or_else(|| spoken(actor.kind.as_str()));
    let more = voices.len().saturating_sub(SHOWN);
    let content = html! {
        h3 { (page.named(party)) " " small { (kind) } " " (page.passages.cite([actor.mentions.first()])) }
        @if voices.is_empty() { p.faint { "Nobody quoted." } }
        @else {
            ul.people { @for voice in voices.iter().take(SHOWN) { (person(page, party, voice)) } }
            @if more > 0 {
                details {
                    summary { "and " (counted(more, "other", "others")) }
                    ul.people { @for voice in voices.iter().skip(SHOWN) { (person(page, party, voice)) } }
                }
            }
        }
    };
    let facets = Facets::default().parties(page, [party]);
    faceted("article", &format!("class=\"card\" id=\"a{}\"", party.0), &facets, &content)
}

fn person(page: &Page<'_>, party: ActorId, voice: &Voice) -> Markup {
    let actor = page.record.actor(voice.who);
    let office = actor.filter(|actor| actor.kind != ActorKind::Unnamed).and_then(|actor| actor.office.as_deref());
    html! {
        li {
            span.right { (voice.authority.map_or("right not told", marks::authority)) }
            " "
            @if voice.who == party { em { "in its own name" } } @else { strong { (page.named(voice.who)) } }
            @if let Some(office) = office { ", " bdi { (clipped(office, 60)) } }
            " " span.faint.often { (counted(voice.statements, "statement", "statements")) } " "
            (page.passages.cite([&voice.first]))
        }
    }
}
