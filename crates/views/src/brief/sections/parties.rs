//! The parties and who speaks for them, the most binding voice first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rapporteur_record::{Actor, ActorId, ActorKind, Authority, Evidence};

use super::super::draft::{Draft, Speaker, with};
use super::super::marks;
use super::super::words::{clipped, counted, spoken};
use crate::page::{Block, Column, Fit, Rich, Table, Tone};

/// Longer offices are cut.
const OFFICE: usize = 60;

/// Voices of one party shown one by one; the others are counted.
const VOICES: usize = 12;

/// The columns: party, authority, who and how often, sources. A party stands in its first row only.
const COLUMNS: [Column; 4] =
    [Column::of(Fit::UpTo(32)), Column::of(Fit::AtLeast(16)), Column::of(Fit::Whole), Column::cites()];

/// One who speaks for a side.
struct Voice {
    who: ActorId,
    right: Option<Authority>,
    said: usize,
}

/// Those who speak for each side.
type Voices = BTreeMap<(Option<ActorId>, Speaker), Voice>;

pub(crate) fn write(draft: &mut Draft<'_>) {
    let voices = voices(draft);
    let parties: Vec<ActorId> = draft.sides.parties.iter().copied().filter(|party| draft.scope.party(*party)).collect();
    let (speaking, silent): (Vec<ActorId>, Vec<ActorId>) =
        parties.into_iter().partition(|party| voices.keys().any(|(side, _)| *side == Some(*party)));
    if speaking.is_empty() && silent.is_empty() {
        return;
    }
    draft.page.section("Parties and who speaks for them", Rich::faint("in brackets: how many statements"));
    let head = ["party", "right", "who speaks", "source"].map(Rich::faint);
    let mut table = Table::headed(&COLUMNS, head);
    for party in &speaking {
        write_party(draft, *party, &voices, &mut table);
    }
    write_silent(draft, &silent, &mut table);
    draft.page.push(Block::Roster(table));
}

fn voices(draft: &Draft<'_>) -> Voices {
    let mut voices = Voices::new();
    for statement in draft.record.statements.iter().filter(|one| draft.scope.statement(one) && draft.scope.sure(one)) {
        let Some(speaker) = statement.speaker else { continue };
        let key = (draft.side(&statement), draft.speaker(speaker));
        let voice = voices.entry(key).or_insert(Voice { who: speaker, right: None, said: 0 });
        voice.right = voice.right.max(statement.authority);
        voice.said += 1;
    }
    voices
}

fn write_party(draft: &mut Draft<'_>, party: ActorId, voices: &Voices, table: &mut Table) {
    let Some(actor) = draft.record.actor(party) else { return };
    let mut speaking: Vec<&Voice> =
        voices.iter().filter(|((side, _), _)| *side == Some(party)).map(|(_, voice)| voice).collect();
    speaking.sort_by_key(|voice| (Reverse((voice.right, voice.said)), voice.who));
    let mut head = head(draft, party, &actor);
    for Voice { who, right, said } in speaking.iter().take(VOICES) {
        let Some(speaker) = draft.record.actor(*who) else { continue };
        let name = if *who == party { Rich::faint("in its own name") } else { person(draft, *who, &speaker) };
        let name = name.and(Tone::Faint, format!(" ({said})"));
        let named = [Some(party).filter(|_| !head.is_empty()), Some(*who)];
        let named = named.into_iter().flatten().filter_map(|actor| draft.naming(actor));
        let cites = draft.sources.cite(&named.collect::<Vec<_>>());
        let right = right.map(marks::authority).unwrap_or("right not told");
        table.row([vec![std::mem::take(&mut head)], vec![right.into()], vec![name], vec![cites]]);
    }
    if let Some(more) = speaking.len().checked_sub(VOICES).filter(|more| *more > 0) {
        let more = Rich::faint(format!("and {}", counted(more, "other", "others")));
        table.row([vec![], vec![], vec![more], vec![]]);
    }
}

fn head(draft: &Draft<'_>, party: ActorId, actor: &Actor<Evidence>) -> Rich {
    let code = actor.code.clone().filter(|_| actor.kind == ActorKind::State);
    let kind = code.unwrap_or_else(|| spoken(actor.kind.as_str()));
    with(Rich::strong(draft.name(party)), &kind)
}

/// "Otty Patiño, chief negotiator".
fn person(draft: &Draft<'_>, who: ActorId, actor: &Actor<Evidence>) -> Rich {
    // What stands beside it already, in the authority's word or in an unnamed source's own name, is not told twice.
    let told = |office: &&str| {
        actor.kind == ActorKind::Unnamed
            || actor.authority.is_some_and(|authority| marks::authority(authority) == *office)
    };
    let office = actor.office.as_deref().filter(|office| !told(office));
    let office = office.map(|office| format!(", {}", clipped(office, OFFICE))).unwrap_or_default();
    let kind = if actor.kind == ActorKind::Organisation { ", organisation" } else { "" };
    Rich::plain(draft.name(who)).and(Tone::Faint, office).and(Tone::Faint, kind)
}

/// Parties that take part in something and say nothing themselves.
fn write_silent(draft: &mut Draft<'_>, silent: &[ActorId], table: &mut Table) {
    if silent.is_empty() {
        return;
    }
    let mentions: Vec<Evidence> = silent.iter().filter_map(|party| draft.naming(*party)).collect();
    let cites = draft.sources.cite(&mentions);
    table.row([
        vec![Rich::strong("others concerned")],
        vec![Rich::faint("nobody quoted")],
        vec![Rich::plain(draft.names(silent))],
        vec![cites],
    ]);
}
