//! What is new in a record since a day: positions that moved, contacts whose status changed, answers that came, entries that
//! nobody told before.
//!
//! An entry is new since a day where no report of before tells it. What an entry was before is asked of a record of the
//! earlier reports: its entries are found in the later one by their ids or, where an earlier telling came in since, by the ids
//! that an entry replaces.
//!
//! Days on which reports came are gone through one after the other, and the same lines are new since many of them. So all
//! that ever was new is written down once, each line with the days since which it is:
//!
//! ```text
//! - 2024-05-02 2024-05-07 2024-05-09            the days, numbered from 0; before them the last one that is left out
//! Contacts with another status
//! \t1-1\twas planned; call held: …              new since 7 May: on the 2nd nobody had told of it, by the 9th it was known as held
//! New contacts
//! \t0-0\tcall held: …                           new since 2 May and any day before
//! ```

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use jiff::civil::Date;
use rapporteur_record::{ActorId, Contact, Entry, Evidence, HeldPosition, Proposal, Record, Term};

use super::told::{self, Told, name};
use crate::brief::words::{clean, spoken};

/// What is new in some reports since each of some days.
pub struct Changes {
    days: Vec<Date>,
    /// The last day on which reports came before these.
    after: Option<Date>,
    /// The lines as shown above, those with the days left out.
    lines: String,
}

/// The places of the days, from the first to the last, since which something is new.
type Since = Vec<(usize, usize)>;

/// The lines of a section by the places of their entries, each with the days since which it is told.
type Lines = BTreeMap<(usize, usize, String), Since>;

impl Changes {
    /// What is new in a record since each of these days, the earliest first, which are all days on which reports came after
    /// the day `after`. `before` hands on what was said before each of them; actors are called there as in the later record.
    pub fn of<E>(
        later: &Record,
        (after, days): (Option<Date>, Vec<Date>),
        before: impl FnOnce(&[Date], &mut dyn FnMut(&Record)) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut sections: [(&str, Lines); 3] = [
            ("Positions that moved", Lines::new()),
            ("Contacts with another status", Lines::new()),
            ("Proposals answered", Lines::new()),
        ];
        let mut day = 0;
        before(&days, &mut |earlier| {
            let found = [moved(earlier, later), contacts(earlier, later), answers(earlier, later)];
            for ((_, lines), found) in sections.iter_mut().zip(found) {
                found.into_iter().for_each(|line| note(lines.entry(line).or_default(), day));
            }
            day += 1;
        })?;
        let mut changes = Self { days, after, lines: String::new() };
        for (title, lines) in &sections {
            changes.section(title, lines.iter().map(|((_, _, line), since)| (line.as_str(), since.as_slice())));
        }
        changes.new_entries(later, "New proposals", &later.proposals, told::proposal);
        changes.new_entries(later, "New contacts", &later.contacts, told::contact);
        changes.new_entries(later, "New disputes", &later.disputes, told::dispute);
        changes.new_entries(later, "New statements", &later.statements, told::statement);
        Ok(changes)
    }

    /// Adds the lines of entries of which one report was the first to tell.
    fn new_entries<'r, T>(
        &mut self,
        later: &'r Record,
        title: &str,
        entries: &'r [Entry<T>],
        told: impl Fn(&'r Record, &'r Entry<T>) -> Told<'r>,
    ) {
        let lines = entries.iter().filter_map(|entry| {
            let told = told(later, entry);
            let days = told.evidence.iter().map(|piece| later.report(piece.report)?.published);
            // What a report of no known day tells may always have been known.
            let first = days.min().flatten()?;
            let last = self.days.partition_point(|day| *day <= first).checked_sub(1)?;
            Some((format!("{}  [{}]", told.line, told.id), [(0, last)]))
        });
        let lines: Vec<(String, [(usize, usize); 1])> = lines.collect();
        self.section(title, lines.iter().map(|(line, since)| (line.as_str(), since.as_slice())));
    }

    fn section<'l>(&mut self, title: &str, lines: impl Iterator<Item = (&'l str, &'l [(usize, usize)])>) {
        self.lines.push_str(title);
        self.lines.push('\n');
        for (line, since) in lines {
            let since: Vec<String> = since.iter().map(|(from, to)| format!("{from}-{to}")).collect();
            self.lines.push_str(&format!("\t{}\t{line}\n", since.join(",")));
        }
    }

    /// All of it as text, to be kept.
    pub fn to_text(&self) -> String {
        let day = |day: &Date| day.to_string();
        let mut days = vec![self.after.as_ref().map_or_else(|| "-".to_owned(), day)];
        days.extend(self.days.iter().map(day));
        format!("{}\n{}", days.join(" "), self.lines)
    }

    /// The same again; nothing where the text is none of this program's.
    pub fn from_text(text: &str) -> Option<Self> {
        let (days, lines) = text.split_once('\n')?;
        let (after, days) = days.split_once(' ').unwrap_or((days, ""));
        let after = if after == "-" { None } else { Some(after.parse().ok()?) };
        let days: Result<Vec<Date>, _> = days.split_whitespace().map(str::parse).collect();
        Some(Self { days: days.ok()?, after, lines: lines.to_owned() })
    }

    /// Whether it says what is new since that day.
    pub fn reaches(&self, since: Date) -> bool {
        self.after.is_none_or(|after| since > after)
    }

    /// Writes what is new since a day that it [reaches](Self::reaches), most telling first. Says how many lines there were.
    pub fn write_since(&self, since: Date, mut out: impl Write) -> io::Result<usize> {
        let day = self.days.partition_point(|day| *day < since);
        let (mut count, mut title, mut told) = (0, "", Vec::new());
        // An empty title ends the last section.
        for line in self.lines.lines().chain([""]) {
            match line.strip_prefix('\t').and_then(|line| line.split_once('\t')) {
                Some((since, line)) => told.extend(is_in(day, since).then_some(line)),
                None => {
                    count += told.len();
                    write_section(std::mem::replace(&mut title, line), &std::mem::take(&mut told), &mut out)?;
                }
            }
        }
        if count == 0 {
            writeln!(out, "nothing new")?;
        }
        Ok(count)
    }
}

fn write_section(title: &str, lines: &[&str], out: &mut impl Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{title} ({})", lines.len())?;
    for line in lines {
        writeln!(out, "  {line}")?;
    }
    writeln!(out)
}

/// Notes that something is new since the day at this place; days come in their order.
fn note(since: &mut Since, day: usize) {
    match since.last_mut() {
        Some((_, last)) if *last + 1 == day => *last = day,
        _ => since.push((day, day)),
    }
}

/// Whether a day's place is among these: "3-17,20-20".
fn is_in(day: usize, since: &str) -> bool {
    since.split(',').any(|places| {
        let ends = places.split_once('-').and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        ends.is_some_and(|(from, to): (usize, usize)| (from..=to).contains(&day))
    })
}

/// A line of an entry at this place, or of this part of it.
type Found = Vec<(usize, usize, String)>;

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
fn moved(earlier: &Record, later: &Record) -> Found {
    let known = by_id(&earlier.positions);
    let mut moves: Vec<Move<'_>> = Vec::new();
    let mut places: HashMap<(ActorId, Term), usize> = HashMap::new();
    for (at, from) in later.positions.iter().enumerate() {
        let Some(to) = from.replaced_by.and_then(|next| later.positions.get(next.index())) else { continue };
        let was_open = before(&known, from).is_some_and(|one| one.replaced_by.is_none());
        if !was_open || before(&known, to).is_some() {
            continue;
        }
        match places.get(&(from.party, from.term)).and_then(|at| moves.get_mut(*at)) {
            Some(before) => (before.to, before.steps) = (to, before.steps + 1),
            None => {
                places.insert((from.party, from.term), moves.len());
                moves.push(Move { at, from, to, steps: 1 });
            }
        }
    }
    let line = |Move { at, from, to, steps }: &Move<'_>| {
        let line = format!(
            "{} on {}: {} → {} ({}){}{}  [{}]",
            name(later, from.party),
            spoken(from.term.as_str()),
            from.stance,
            to.stance,
            to.standing,
            told::on(&to.since.period),
            if *steps > 1 { format!(", the last of {steps} moves") } else { String::new() },
            to.id
        );
        (*at, 0, line)
    };
    moves.iter().map(line).collect()
}

/// From where to where a position moved, in how many steps.
struct Move<'r> {
    at: usize,
    from: &'r Entry<HeldPosition>,
    to: &'r Entry<HeldPosition>,
    steps: usize,
}

fn contacts(earlier: &Record, later: &Record) -> Found {
    let known = by_id(&earlier.contacts);
    let line = |(at, contact): (usize, &Entry<Contact<Evidence>>)| {
        let status = before(&known, contact)?.status;
        let was = spoken(status.as_str());
        let line = || format!("was {was}; {}  [{}]", told::contact(later, contact).line, contact.id);
        (status != contact.status).then(|| (at, 0, line()))
    };
    later.contacts.iter().enumerate().filter_map(line).collect()
}

fn answers(earlier: &Record, later: &Record) -> Found {
    let known = by_id(&earlier.proposals);
    let of = |(at, proposal): (usize, &Entry<Proposal<Evidence>>)| {
        let old = before(&known, proposal);
        let earlier_answer = |party: &str| {
            let answers = old.map(|old| old.responses.as_slice()).unwrap_or_default();
            answers
                .iter()
                .find(|one| earlier.actor(one.party).is_some_and(|actor| actor.id == party))
                .map(|one| one.response)
        };
        let lines: Found = proposal
            .responses
            .iter()
            .enumerate()
            .filter_map(|(of, answer)| {
                let was = later.actor(answer.party).and_then(|party| earlier_answer(&party.id));
                let was_told = was.map(|was| format!(" (was {})", spoken(was.as_str()))).unwrap_or_default();
                let (party, value) = (name(later, answer.party), spoken(answer.response.as_str()));
                let line = format!("{party} {value}{was_told}: {}  [{}]", clean(&proposal.name), proposal.id);
                (was != Some(answer.response)).then_some((at, of, line))
            })
            .collect();
        lines
    };
    later.proposals.iter().enumerate().flat_map(of).collect()
}
