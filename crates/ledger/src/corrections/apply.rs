//! Corrections over a merged record.

use std::collections::HashSet;

use rapporteur_record::{
    ActorId, AtLeastOne, Entry, EventActor, Evidence, HeldPosition, PositionId, Record, ReportId, StatementId,
};

use super::anchor::Reports;
use super::{Correction, Deed, Section, fields};

/// Applies corrections in their order; gives of each that could not be applied the number and the reason.
pub fn apply(record: &mut Record, corrections: &[Correction]) -> Vec<(i64, String)> {
    if corrections.iter().all(|one| one.undone.is_some()) {
        return Vec::new();
    }
    let reports = Reports::of(record);
    apply_among(record, &reports, corrections)
}

/// The same, where it is known which reports have which hash.
pub(crate) fn apply_among(record: &mut Record, reports: &Reports, corrections: &[Correction]) -> Vec<(i64, String)> {
    let standing = corrections.iter().filter(|one| one.undone.is_none());
    let failed = standing.filter_map(|one| Some((one.number, apply_one(record, reports, one).err()?)));
    failed.collect()
}

fn apply_one(record: &mut Record, reports: &Reports, correction: &Correction) -> Result<(), String> {
    let section = correction.at.section;
    let gone = || format!("no entry rests on {} any more", correction.at);
    let at = reports.entry(record, &correction.at).ok_or_else(gone)?;
    match &correction.deed {
        Deed::Confirm => Ok(()),
        Deed::Set { field, value } => fields::set(record, section, at, field, value),
        Deed::Reject => remove(record, section, at, None),
        Deed::Merge { other } => {
            let other = reports.entry(record, other).ok_or_else(|| format!("no entry rests on {other} any more"))?;
            merge(record, section, at, other)
        }
        Deed::Split { off } => {
            let report = reports.evidence(off).ok_or_else(gone)?.report;
            split(record, section, at, report)
        }
    }
}

/// Takes an entry out; whoever named it names `heir` instead, or nobody.
fn remove(record: &mut Record, section: Section, at: usize, heir: Option<usize>) -> Result<(), String> {
    match section {
        Section::Statement => {
            drop(record.statements.remove(at));
            let moved = |id: &StatementId| moved(id.index(), at, heir).map(|index| StatementId(index as u32));
            for statement in &mut record.statements {
                statement.told.within = statement.told.within.and_then(|outer| moved(&outer));
            }
            for position in &mut record.positions {
                renumber(&mut position.told.position.statements, moved);
            }
            for dispute in &mut record.disputes {
                renumber(&mut dispute.told.statements, moved);
            }
        }
        Section::Position => {
            let next = record.positions.get(at).and_then(|one| one.told.replaced_by).map(PositionId::index);
            drop(record.positions.remove(at));
            let heir = heir.or(next);
            for (index, position) in record.positions.iter_mut().enumerate() {
                let later = position.told.replaced_by.and_then(|later| moved(later.index(), at, heir));
                position.told.replaced_by = later.filter(|later| *later != index).map(|later| PositionId(later as u32));
            }
        }
        Section::Actor => {
            let heir = heir.ok_or("an actor is not rejected; merge it with another, or correct its fields")?;
            drop(record.actors.remove(at));
            renumber_actors(record, |id| moved(id.index(), at, Some(heir)).map_or(id, |index| ActorId(index as u32)));
        }
        Section::Proposal => drop(record.proposals.remove(at)),
        Section::Contact => drop(record.contacts.remove(at)),
        Section::Dispute => drop(record.disputes.remove(at)),
        Section::Event => drop(record.events.remove(at)),
    }
    Ok(())
}

/// Where an index points when the entry at `gone` is taken out.
fn moved(index: usize, gone: usize, heir: Option<usize>) -> Option<usize> {
    let index = if index == gone { heir? } else { index };
    Some(if index > gone { index - 1 } else { index })
}

fn renumber<T: Copy + Ord>(ids: &mut Vec<T>, moved: impl Fn(&T) -> Option<T>) {
    *ids = ids.iter().filter_map(moved).collect();
    ids.sort_unstable();
    ids.dedup();
}

fn renumber_actors(record: &mut Record, to: impl Fn(ActorId) -> ActorId + Copy) {
    let list = |ids: &mut Vec<ActorId>| {
        let mut seen = HashSet::new();
        *ids = ids.iter().map(|id| to(*id)).filter(|id| seen.insert(*id)).collect();
    };
    for actor in &mut record.actors {
        actor.told.party = actor.told.party.map(to);
    }
    for statement in &mut record.statements {
        statement.told.speaker = statement.told.speaker.map(to);
        statement.told.party = statement.told.party.map(to);
    }
    for proposal in &mut record.proposals {
        list(&mut proposal.told.tabled_by);
        for answer in &mut proposal.told.responses {
            answer.party = to(answer.party);
            answer.by = answer.by.map(to);
        }
    }
    for position in &mut record.positions {
        position.told.position.party = to(position.told.position.party);
        position.told.position.by = position.told.position.by.map(to);
    }
    for contact in &mut record.contacts {
        list(&mut contact.told.participants);
        list(&mut contact.told.parties);
    }
    for dispute in &mut record.disputes {
        list(&mut dispute.told.parties);
    }
    for event in &mut record.events {
        let both = event.told.source.iter_mut().chain(&mut event.told.target);
        both.for_each(|one: &mut EventActor| one.actor = one.actor.map(to));
    }
}

/// The words of an entry, to be given to another or taken from it.
fn words(record: &mut Record, section: Section, at: usize) -> Option<&mut AtLeastOne<Evidence>> {
    match section {
        Section::Actor => record.actors.get_mut(at).map(|one| &mut one.told.mentions),
        Section::Statement => record.statements.get_mut(at).map(|one| &mut one.told.content),
        Section::Proposal => record.proposals.get_mut(at).map(|one| &mut one.told.evidence),
        Section::Position => record.positions.get_mut(at).map(|one| &mut one.told.position.evidence),
        Section::Contact => record.contacts.get_mut(at).map(|one| &mut one.told.evidence),
        Section::Dispute => record.disputes.get_mut(at).map(|one| &mut one.told.evidence),
        Section::Event => record.events.get_mut(at).map(|one| &mut one.told.evidence),
    }
}

fn ids(record: &mut Record, section: Section, at: usize) -> Option<(&mut String, &mut Vec<String>)> {
    fn of<T>(entries: &mut [Entry<T>], at: usize) -> Option<(&mut String, &mut Vec<String>)> {
        entries.get_mut(at).map(|one| (&mut one.id, &mut one.was))
    }
    match section {
        Section::Actor => of(&mut record.actors, at),
        Section::Statement => of(&mut record.statements, at),
        Section::Proposal => of(&mut record.proposals, at),
        Section::Position => of(&mut record.positions, at),
        Section::Contact => of(&mut record.contacts, at),
        Section::Dispute => of(&mut record.disputes, at),
        Section::Event => of(&mut record.events, at),
    }
}

fn merge(record: &mut Record, section: Section, at: usize, other: usize) -> Result<(), String> {
    if at == other {
        return Ok(());
    }
    let gone = || "there is no such entry".to_owned();
    let more = words(record, section, other).ok_or_else(gone)?.clone();
    let known = words(record, section, at).ok_or_else(gone)?;
    known.extend(more);
    known.sort_and_dedup();
    let (id, was) = ids(record, section, other).ok_or_else(gone)?;
    let told: Vec<String> = std::iter::once(id.clone()).chain(was.iter().cloned()).collect();
    ids(record, section, at).ok_or_else(gone)?.1.extend(told);
    match section {
        Section::Statement => {
            let (source, cue) =
                record.statements.get(other).map(|one| (one.source.clone(), one.cue.clone())).ok_or_else(gone)?;
            let known = &mut record.statements.get_mut(at).ok_or_else(gone)?.told;
            known.source.extend(source);
            known.cue.extend(cue);
        }
        Section::Actor => {
            let aliases =
                record.actors.get(other).map(|one| (one.name.clone(), one.aliases.clone())).ok_or_else(gone)?;
            let known = &mut record.actors.get_mut(at).ok_or_else(gone)?.told;
            for alias in std::iter::once(aliases.0).chain(aliases.1) {
                if alias != known.name && !known.aliases.contains(&alias) {
                    known.aliases.push(alias);
                }
            }
        }
        _ => {}
    }
    remove(record, section, other, Some(at))
}

/// What one report tells becomes an entry with the same fields, behind all others.
fn split(record: &mut Record, section: Section, at: usize, report: ReportId) -> Result<(), String> {
    let told = words(record, section, at).ok_or("there is no such entry")?;
    let (off, stays): (Vec<Evidence>, Vec<Evidence>) = told.iter().copied().partition(|piece| piece.report == report);
    let (Some(off), Some(stays)) = (AtLeastOne::from_vec(off), AtLeastOne::from_vec(stays)) else {
        return Err("the entry rests on that report alone, or not at all".to_owned());
    };
    *told = stays;
    fn twin<T: Clone>(entries: &mut Vec<Entry<T>>, at: usize) -> usize {
        if let Some(one) = entries.get(at) {
            let id = format!("{}-split", one.id);
            let taken = entries.iter().filter(|other| other.id.starts_with(&id)).count();
            let id = if taken == 0 { id } else { format!("{id}-{}", taken + 1) };
            entries.push(Entry { id, was: Vec::new(), told: one.told.clone() });
        }
        entries.len() - 1
    }
    let new = match section {
        Section::Statement => {
            let new = twin(&mut record.statements, at);
            for (index, keep) in [(at, false), (new, true)] {
                if let Some(one) = record.statements.get_mut(index) {
                    one.told.source.retain(|piece| (piece.report == report) == keep);
                    one.told.cue.retain(|piece| (piece.report == report) == keep);
                }
            }
            new
        }
        Section::Proposal => twin(&mut record.proposals, at),
        Section::Contact => twin(&mut record.contacts, at),
        Section::Dispute => twin(&mut record.disputes, at),
        Section::Event => twin(&mut record.events, at),
        Section::Actor => twin(&mut record.actors, at),
        Section::Position => {
            let new = twin::<HeldPosition>(&mut record.positions, at);
            if let Some(one) = record.positions.get_mut(new) {
                one.told.replaced_by = None;
            }
            new
        }
    };
    if let Some(words) = words(record, section, new) {
        *words = off;
    }
    Ok(())
}
