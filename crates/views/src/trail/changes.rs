//! What is new in a record, beside an earlier one of fewer reports: positions that moved, contacts whose status changed,
//! answers that came, entries that nobody told before.
//!
//! The earlier record's entries are found in the later one by their ids or, where an earlier telling came in since, by
//! the ids that an entry replaces.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use rapporteur_record::{ActorId, Contact, Entry, Evidence, HeldPosition, Proposal, Record, Term};

use super::told::{self, Told, name};
use crate::brief::words::{clean, spoken};

/// Writes what the later record has that the earlier one has not, most telling first. Says how many lines there were.
pub fn write_changes(earlier: &Record, later: &Record, mut out: impl Write) -> io::Result<usize> {
    let new = New { record: later, known: ids(earlier) };
    let sections: [(&str, Vec<String>); 7] = [
        ("Positions that moved", moved(earlier, later)),
        ("Contacts with another status", contacts(earlier, later)),
        ("Proposals answered", answers(earlier, later)),
        ("New proposals", new.lines(&later.proposals, told::proposal)),
        ("New contacts", new.lines(&later.contacts, told::contact)),
        ("New disputes", new.lines(&later.disputes, told::dispute)),
        ("New statements", new.lines(&later.statements, told::statement)),
    ];
    let mut count = 0;
    for (title, lines) in sections.iter().filter(|(_, lines)| !lines.is_empty()) {
        writeln!(out, "{title} ({})", lines.len())?;
        for line in lines {
            writeln!(out, "  {line}")?;
        }
        writeln!(out)?;
        count += lines.len();
    }
    if count == 0 {
        writeln!(out, "nothing new")?;
    }
    Ok(count)
}

/// Writes how another reading of the same reports differs: entries that are told otherwise, that came, that went. Says how
/// many there were.
pub fn write_differences(old: &Record, new: &Record, mut out: impl Write) -> io::Result<usize> {
    let (old, new) = (told::all(old), told::all(new));
    let lines = |all: &[Told<'_>]| -> HashMap<String, String> {
        all.iter().map(|one| (one.id.to_owned(), one.line.clone())).collect()
    };
    let (was, is) = (lines(&old), lines(&new));
    let mut count = 0;
    for one in &new {
        match was.get(one.id) {
            None => writeln!(out, "+ {} {}  [{}]", one.section, one.line, one.id)?,
            Some(line) if *line != one.line => {
                writeln!(out, "- {} {line}  [{}]\n+ {} {}", one.section, one.id, one.section, one.line)?;
            }
            Some(_) => continue,
        }
        count += 1;
    }
    for one in old.iter().filter(|one| !is.contains_key(one.id)) {
        writeln!(out, "- {} {}  [{}]", one.section, one.line, one.id)?;
        count += 1;
    }
    Ok(count)
}

/// Entries by every id that they have or had.
fn by_id<T>(entries: &[Entry<T>]) -> HashMap<&str, &Entry<T>> {
    let mut by_id = HashMap::new();
    for entry in entries {
        for was in &entry.was {
            by_id.entry(was.as_str()).or_insert(entry);
        }
    }
    by_id.extend(entries.iter().map(|entry| (entry.id.as_str(), entry)));
    by_id
}

/// The earlier entry that became this one.
fn before<'e, T, U>(earlier: &HashMap<&str, &'e Entry<T>>, entry: &Entry<U>) -> Option<&'e Entry<T>> {
    std::iter::once(&entry.id).chain(&entry.was).find_map(|id| earlier.get(id.as_str()).copied())
}

/// Positions that were open and are not any more: of each party on each term where it stood and where it stands now, however
/// often it went to and fro between.
fn moved(earlier: &Record, later: &Record) -> Vec<String> {
    let known = by_id(&earlier.positions);
    let mut moves: Vec<Move<'_>> = Vec::new();
    let mut places: HashMap<(ActorId, Term), usize> = HashMap::new();
    for from in &later.positions {
        let Some(to) = from.replaced_by.and_then(|next| later.positions.get(next.index())) else { continue };
        let was_open = before(&known, from).is_some_and(|one| one.replaced_by.is_none());
        if !was_open || before(&known, to).is_some() {
            continue;
        }
        match places.get(&(from.party, from.term)).and_then(|at| moves.get_mut(*at)) {
            Some(before) => (before.to, before.steps) = (to, before.steps + 1),
            None => {
                places.insert((from.party, from.term), moves.len());
                moves.push(Move { from, to, steps: 1 });
            }
        }
    }
    let line = |Move { from, to, steps }: &Move<'_>| {
        format!(
            "{} on {}: {} → {} ({}){}{}  [{}]",
            name(later, from.party),
            spoken(from.term.as_str()),
            from.stance,
            to.stance,
            to.standing,
            told::on(&to.since.period),
            if *steps > 1 { format!(", the last of {steps} moves") } else { String::new() },
            to.id
        )
    };
    moves.iter().map(line).collect()
}

/// From where to where a position moved, in how many steps.
struct Move<'r> {
    from: &'r Entry<HeldPosition>,
    to: &'r Entry<HeldPosition>,
    steps: usize,
}

fn contacts(earlier: &Record, later: &Record) -> Vec<String> {
    let known = by_id(&earlier.contacts);
    let line = |contact: &Entry<Contact<Evidence>>| {
        let status = before(&known, contact)?.status;
        let was = spoken(status.as_str());
        (status != contact.status)
            .then(|| format!("was {was}; {}  [{}]", told::contact(later, contact).line, contact.id))
    };
    later.contacts.iter().filter_map(line).collect()
}

fn answers(earlier: &Record, later: &Record) -> Vec<String> {
    let known = by_id(&earlier.proposals);
    let of = |proposal: &Entry<Proposal<Evidence>>| {
        let old = before(&known, proposal);
        let earlier_answer = |party: &str| {
            let answers = old.map(|old| old.responses.as_slice()).unwrap_or_default();
            answers
                .iter()
                .find(|one| earlier.actor(one.party).is_some_and(|actor| actor.id == party))
                .map(|one| one.response)
        };
        let lines: Vec<String> = proposal
            .responses
            .iter()
            .filter_map(|answer| {
                let was = later.actor(answer.party).and_then(|party| earlier_answer(&party.id));
                let was_told = was.map(|was| format!(" (was {})", spoken(was.as_str()))).unwrap_or_default();
                let (party, value) = (name(later, answer.party), spoken(answer.response.as_str()));
                let line = format!("{party} {value}{was_told}: {}  [{}]", clean(&proposal.name), proposal.id);
                (was != Some(answer.response)).then_some(line)
            })
            .collect();
        lines
    };
    later.proposals.iter().flat_map(of).collect()
}

/// Every id that an entry of the record has or had.
fn ids(record: &Record) -> HashSet<&str> {
    fn of<'r, T>(entries: &'r [Entry<T>], all: &mut HashSet<&'r str>) {
        for entry in entries {
            all.insert(&entry.id);
            all.extend(entry.was.iter().map(String::as_str));
        }
    }
    let mut all = HashSet::new();
    of(&record.proposals, &mut all);
    of(&record.positions, &mut all);
    of(&record.contacts, &mut all);
    of(&record.disputes, &mut all);
    of(&record.statements, &mut all);
    of(&record.events, &mut all);
    all
}

/// Entries of a record that were not known before.
struct New<'r> {
    record: &'r Record,
    known: HashSet<&'r str>,
}

impl<'r> New<'r> {
    fn lines<T>(&self, entries: &'r [Entry<T>], line: impl Fn(&'r Record, &'r Entry<T>) -> Told<'r>) -> Vec<String> {
        let is_new =
            |one: &&Entry<T>| !std::iter::once(&one.id).chain(&one.was).any(|id| self.known.contains(id.as_str()));
        let told = |one: &'r Entry<T>| format!("{}  [{}]", line(self.record, one).line, one.id);
        entries.iter().filter(is_new).map(told).collect()
    }
}
