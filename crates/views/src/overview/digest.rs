//! What is open or new in one negotiation, in a few lines.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use rapporteur_record::{
    Contact, ContactStatus, Dispute, Entry, Evidence, HeldPosition, PositionId, Proposal, Record, ResponseValue,
};
use serde::{Deserialize, Serialize};

use crate::brief::words::{clean, clipped, counted, spoken};
use crate::trail::told;

/// How many lines of each kind are told; the others are counted.
const LINES: usize = 3;

/// Longer lines are cut.
const LINE: usize = 200;

/// Days before the last report in which a position has moved lately.
const LATELY: i64 = 28;

/// What is open or new in a negotiation as its last report leaves it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// How many entries of which kind there are.
    pub(super) tells: String,
    /// Contacts still to come, the nearest first.
    pub(super) planned: Lines,
    /// Positions that took the place of others in the last weeks, the latest first.
    pub(super) moved: Lines,
    /// Proposals that nobody has answered, the latest told first.
    pub(super) unanswered: Lines,
    /// Disputes, the latest told first.
    pub(super) disputed: Lines,
}

/// Some lines, and how many more there would be.
pub(super) type Lines = (Vec<Line>, usize);

/// An entry in one line, and its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) told: String,
    pub(super) id: String,
}

impl Digest {
    /// The digest of one negotiation's record.
    pub fn of(record: &Record) -> Self {
        let latest = record.reports.iter().filter_map(|report| report.published).max();
        Self {
            tells: tells(record),
            planned: planned(record, latest),
            moved: moved(record, latest),
            unanswered: unanswered(record),
            disputed: disputed(record),
        }
    }
}

fn tells(record: &Record) -> String {
    let counts = [
        (record.proposals.len(), "proposal", "proposals"),
        (record.positions.len(), "position", "positions"),
        (record.contacts.len(), "contact", "contacts"),
        (record.disputes.len(), "dispute", "disputes"),
        (record.statements.len(), "statement", "statements"),
    ];
    let told = counts.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| counted(count, one, many));
    told.collect::<Vec<_>>().join(" · ")
}

fn planned(record: &Record, latest: Option<Date>) -> Lines {
    let is_to_come = |contact: &&Entry<Contact<Evidence>>| {
        let awaited = matches!(contact.status, ContactStatus::Planned | ContactStatus::Possible);
        let period = contact.when.period;
        // What has no day, or whose day is past without a word, may long have been.
        awaited && period.to.or(period.from).zip(latest).is_some_and(|(day, latest)| day >= latest)
    };
    let mut to_come: Vec<_> = record.contacts.iter().filter(is_to_come).collect();
    to_come.sort_by_key(|contact| contact.when.period.from.or(contact.when.period.to));
    lines(to_come.into_iter().map(|contact| (told::contact(record, contact).line, contact.id.as_str())))
}

fn moved(record: &Record, latest: Option<Date>) -> Lines {
    let lately = latest.map(|latest| latest.saturating_sub(LATELY.days()));
    let mut moves: Vec<(Option<Date>, &Entry<HeldPosition>, &Entry<HeldPosition>)> = Vec::new();
    for from in &record.positions {
        let Some(to) = from.replaced_by.and_then(|PositionId(at)| record.positions.get(at as usize)) else { continue };
        let day = last_told(record, to.evidence.iter());
        if to.replaced_by.is_none()
            && from.stance != to.stance
            && day.zip(lately).is_some_and(|(day, from)| day >= from)
        {
            moves.push((day, from, to));
        }
    }
    moves.sort_by_key(|(day, ..)| Reverse(*day));
    lines(moves.into_iter().map(|(_, from, to)| {
        let (party, term) = (told::name(record, to.party), spoken(to.term.as_str()));
        let line = format!("{party} on {term}: {} → {} ({})", from.stance, to.stance, to.standing);
        (line + &told::on(&to.since.period), to.id.as_str())
    }))
}

fn unanswered(record: &Record) -> Lines {
    let is_open = |proposal: &&Entry<Proposal<Evidence>>| {
        proposal.responses.iter().all(|answer| answer.response == ResponseValue::Pending)
    };
    let mut open: Vec<_> = record.proposals.iter().filter(is_open).collect();
    open.sort_by_key(|proposal| Reverse(last_told(record, proposal.evidence.iter())));
    let line = |proposal: &Entry<Proposal<Evidence>>| {
        let by: BTreeSet<String> = proposal.tabled_by.iter().map(|actor| told::name(record, *actor)).collect();
        let by: Vec<String> = by.into_iter().collect();
        let by = if by.is_empty() { String::new() } else { format!(", tabled by {}", by.join(", ")) };
        format!("{}{by}{}", clean(&proposal.name), told::on(&proposal.tabled.period))
    };
    lines(open.into_iter().map(|proposal| (line(proposal), proposal.id.as_str())))
}

fn disputed(record: &Record) -> Lines {
    let mut disputes: Vec<&Entry<Dispute<Evidence>>> = record.disputes.iter().collect();
    disputes.sort_by_key(|dispute| Reverse(last_told(record, dispute.evidence.iter())));
    lines(disputes.into_iter().map(|dispute| (told::dispute(record, dispute).line, dispute.id.as_str())))
}

/// The day of the last report that tells it.
fn last_told<'e>(record: &Record, evidence: impl Iterator<Item = &'e Evidence>) -> Option<Date> {
    evidence.filter_map(|piece| record.report(piece.report)?.published).max()
}

fn lines<'r>(all: impl ExactSizeIterator<Item = (String, &'r str)>) -> Lines {
    let more = all.len().saturating_sub(LINES);
    (all.take(LINES).map(|(told, id)| Line { told: clipped(&told, LINE), id: id.to_owned() }).collect(), more)
}
