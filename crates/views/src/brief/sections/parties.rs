//! The parties and who speaks for them, the most binding voice first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rapporteur_record::{Actor, ActorId, ActorKind, Authority, Entry, Evidence};

use super::super::draft::{Draft, Speaker, with};
use super::super::marks;
use super::super::words::{clipped, counted, spoken};
use crate::page::{Column, Fit, Rich, Table, Tone};

/// Longer offices are cut.
const OFFICE: usize = 60;

/// Voices of one party shown one by one; the others are counted.
const VOICES: usize = 12;

/// The columns: authority, who and how often, sources.
const COLUMNS: [Column; 3] = [Column::of(Fit::AtLeast(16)), Column::of(Fit::Rest), Column::cites()];

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
    draft.page.section("Parties and who speaks for them", Rich::default());
    for party in &speaking {
        write_party(draft, *party, &voices);
    }
    write_silent(draft, &silent);
}

fn voices(draft: &Draft<'_>) -> Voices {
    let mut voices = Voices::new();
    for statement in draft.record.statements.iter().filter(|one| draft.scope.statement(one) && draft.scope.sure(one)) {
        let Some(speaker) = statement.speaker else { continue };
        let key = (draft.side(statement), draft.speaker(speaker));
        let voice = voices.entry(key).or_insert(Voice { who: speaker, right: None, said: 0 });
        voice.right = voice.right.max(statement.authority);
        voice.said += 1;
    }
    voices
}

fn write_party(draft: &mut Draft<'_>, party: ActorId, voices: &Voices) {
    let Some(actor) = draft.record.actor(party) else { return };
    let cites = draft.sources.cite([actor.mentions.first()]);
    draft.page.group(head(draft, party, actor), cites);
    let mut speaking: Vec<&Voice> =
        voices.iter().filter(|((side, _), _)| *side == Some(party)).map(|(_, voice)| voice).collect();
    speaking.sort_by_key(|voice| (Reverse((voice.right, voice.said)), voice.who));
    let mut table = Table::new(&COLUMNS);
    for Voice { who, right, said } in speaking.iter().take(VOICES) {
        let Some(actor) = draft.record.actor(*who) else { continue };
        let who = if *who == party { Rich::faint("in its own name") } else { person(draft, *who, actor) };
        let who = with(who, &counted(*said, "statement", "statements"));
        let cites = draft.sources.cite([actor.mentions.first()]);
        table.row([vec![right.map(marks::authority).unwrap_or("right not told").into()], vec![who], vec![cites]]);
    }
    draft.page.list(table);
    if let Some(more) = speaking.len().checked_sub(VOICES).filter(|more| *more > 0) {
        draft.page.line(Rich::faint(format!("and {}", counted(more, "other", "others"))));
    }
}

fn head(draft: &Draft<'_>, party: ActorId, actor: &Entry<Actor<Evidence>>) -> Rich {
    let code = actor.code.as_deref().map(|code| format!(" {code}")).unwrap_or_default();
    with(Rich::strong(draft.name(party)), &format!("{}{code}", spoken(actor.kind.as_str())))
}

/// "Otty Patiño, chief negotiator".
fn person(draft: &Draft<'_>, who: ActorId, actor: &Actor<Evidence>) -> Rich {
    let office = actor.office.as_deref().map(|office| format!(", {}", clipped(office, OFFICE))).unwrap_or_default();
    let kind = if actor.kind == ActorKind::Organisation { " (organisation)" } else { "" };
    Rich::plain(draft.name(who)).and(Tone::Faint, office).and(Tone::Faint, kind)
}

/// Parties that take part in something and say nothing themselves.
fn write_silent(draft: &mut Draft<'_>, silent: &[ActorId]) {
    if silent.is_empty() {
        return;
    }
    let mentions = silent.iter().filter_map(|party| draft.record.actor(*party)).map(|actor| actor.mentions.first());
    let cites = draft.sources.cite(mentions);
    let told = Rich::plain(draft.names(silent)).and(Tone::Plain, " ");
    let mut table = Table::new(&[Column::of(Fit::AtLeast(16)), Column::of(Fit::Rest), Column::cites()]);
    table.row([vec![Rich::faint("nobody quoted")], vec![told], vec![cites]]);
    draft.page.group(Rich::strong("Others concerned"), Rich::default());
    draft.page.list(table);
}
