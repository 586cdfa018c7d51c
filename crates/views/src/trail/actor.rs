//! One actor's whole trail: what it said, was asked, did and where it stood, by day.

use std::io::{self, Write};

use rapporteur_record::{Actor, ActorId, Entry, Evidence, Record};

use super::told::{self, Told};
use crate::brief::words::{clean, counted};

/// Writes the trail of the actor of this name, id, code or alias, whatever its case; of a party with what its people said
/// and did. Says `false` where nobody is called so.
pub fn write_actor(record: &Record, name: &str, mut out: impl Write) -> io::Result<bool> {
    let Some(actor) = called(record, name) else { return Ok(false) };
    let Some(about) = record.actor(actor) else { return Ok(false) };
    let office = about.office.as_deref().map(|office| format!(", {}", clean(office))).unwrap_or_default();
    let party = about.party.filter(|party| *party != actor);
    let party = party.map(|party| format!(", of {}", told::name(record, party))).unwrap_or_default();
    writeln!(out, "{} ({}){office}{party} [{}]", clean(&about.name), about.kind, about.id)?;
    let is_of = |one: &ActorId| *one == actor || record.actor(*one).is_some_and(|one| one.party == Some(actor));
    let all = told::all(record);
    let mut trail: Vec<&Told<'_>> = all.iter().filter(|one| one.actors.iter().any(is_of)).collect();
    trail.sort_by_key(|one| (one.day.is_none(), one.day));
    writeln!(out, "{}", counted(trail.len(), "entry", "entries"))?;
    let mut day = None;
    for one in trail {
        if day != Some(one.day) {
            day = Some(one.day);
            writeln!(out, "\n{}", one.day.map_or_else(|| "undated".to_owned(), |day| day.to_string()))?;
        }
        writeln!(out, "  {:9} {}  [{}]", one.section, one.line, one.id)?;
    }
    Ok(true)
}

/// By id or code before name, by name before alias, by whole words of a name last; of several the one told of most.
fn called(record: &Record, name: &str) -> Option<ActorId> {
    let wanted = name.to_lowercase();
    let same = |text: &str| text.to_lowercase() == wanted;
    let rank = |actor: &Entry<Actor<Evidence>>| -> Option<u8> {
        if same(&actor.id) || actor.was.iter().any(|was| same(was)) || actor.code.as_deref().is_some_and(same) {
            Some(3)
        } else if same(&actor.name) {
            Some(2)
        } else if actor.aliases.iter().any(|alias| same(alias)) {
            Some(1)
        } else {
            actor.name.split_whitespace().any(same).then_some(0)
        }
    };
    let ranked = record.actors.iter().zip(0..).filter_map(|(actor, at)| Some((rank(actor)?, actor.mentions.len(), at)));
    ranked.max_by_key(|(rank, told, at)| (*rank, *told, std::cmp::Reverse(*at))).map(|(_, _, at)| ActorId(at))
}
