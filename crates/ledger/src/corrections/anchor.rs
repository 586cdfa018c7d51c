//! The words that an entry is known by.

use std::collections::HashMap;

use rapporteur_record::{AtLeastOne, Entry, Evidence, Record, ReportId, Span};
use serde::{Deserialize, Serialize};

use crate::rows::hash_of;

/// A list of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the record's")]
pub enum Section {
    Actor,
    Statement,
    Proposal,
    Position,
    Contact,
    Dispute,
    Event,
}

/// Words of a report on which an entry of a section rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Which list.
    pub section: Section,
    /// The first 16 hexadecimal digits of the SHA-256 of the report's text.
    pub report: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Which of the entries that rest on just these words, from 0.
    pub place: usize,
    /// The words, for people.
    pub words: String,
}

impl std::fmt::Display for Anchor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:?} “{}”", self.section, self.words.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Evidence of each entry of a section, in the record's order.
pub(super) fn evidence_of(record: &Record, section: Section) -> Vec<Vec<Evidence>> {
    fn each<T>(entries: &[Entry<T>], of: impl Fn(&T) -> &AtLeastOne<Evidence>) -> Vec<Vec<Evidence>> {
        entries.iter().map(|entry| of(&entry.told).iter().copied().collect()).collect()
    }
    match section {
        Section::Actor => each(&record.actors, |one| &one.mentions),
        Section::Statement => each(&record.statements, |one| &one.content),
        Section::Proposal => each(&record.proposals, |one| &one.evidence),
        Section::Position => each(&record.positions, |one| &one.position.evidence),
        Section::Contact => each(&record.contacts, |one| &one.evidence),
        Section::Dispute => each(&record.disputes, |one| &one.evidence),
        Section::Event => each(&record.events, |one| &one.evidence),
    }
}

fn report_hash(text: &str) -> String {
    first_digits(&hash_of(text))
}

fn first_digits(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The section and index of the entry of this id, today's or an earlier one.
pub(super) fn find(record: &Record, id: &str) -> Option<(Section, usize)> {
    fn at<T>(entries: &[Entry<T>], id: &str) -> Option<usize> {
        let today = entries.iter().position(|entry| entry.id == id);
        today.or_else(|| entries.iter().position(|entry| entry.was.iter().any(|was| was == id)))
    }
    let found = |section, at: Option<usize>| at.map(|at| (section, at));
    found(Section::Statement, at(&record.statements, id))
        .or_else(|| found(Section::Contact, at(&record.contacts, id)))
        .or_else(|| found(Section::Proposal, at(&record.proposals, id)))
        .or_else(|| found(Section::Position, at(&record.positions, id)))
        .or_else(|| found(Section::Dispute, at(&record.disputes, id)))
        .or_else(|| found(Section::Event, at(&record.events, id)))
        .or_else(|| found(Section::Actor, at(&record.actors, id)))
}

/// What the entry is known by: its first words, or its first in one report.
pub(super) fn anchor(record: &Record, section: Section, index: usize, report: Option<ReportId>) -> Option<Anchor> {
    let all = evidence_of(record, section);
    let piece = all.get(index)?.iter().find(|piece| report.is_none_or(|report| piece.report == report)).copied()?;
    let place = all.iter().take(index).filter(|other| other.contains(&piece)).count();
    let text = &record.report(piece.report)?.text;
    let Span { start, end } = piece.span;
    let words = piece.span.of(text)?.to_owned();
    Some(Anchor { section, report: report_hash(text), start, end, place, words })
}

/// Which reports have which hash; made once for many anchors.
pub(crate) struct Reports(HashMap<String, ReportId>);

impl Reports {
    pub(super) fn of(record: &Record) -> Self {
        Self(record.reports.iter().zip(0..).map(|(report, at)| (report_hash(&report.text), ReportId(at))).collect())
    }

    /// The same of the hashes of reports' texts, in the record's order.
    pub(crate) fn of_hashes<'h>(hashes: impl Iterator<Item = &'h [u8]>) -> Self {
        Self(hashes.zip(0..).map(|(hash, at)| (first_digits(hash), ReportId(at))).collect())
    }

    /// The words as evidence.
    pub(crate) fn evidence(&self, anchor: &Anchor) -> Option<Evidence> {
        let span = Span { start: anchor.start, end: anchor.end };
        Some(Evidence { report: *self.0.get(&anchor.report)?, span })
    }

    /// The entry that rests on the words: just on them, else on those that share most with them.
    pub(super) fn entry(&self, record: &Record, anchor: &Anchor) -> Option<usize> {
        let wanted = self.evidence(anchor)?;
        let all = evidence_of(record, anchor.section);
        let just = || all.iter().enumerate().filter(|(_, evidence)| evidence.contains(&wanted)).map(|(at, _)| at);
        if let Some(at) = just().nth(anchor.place).or_else(|| just().next_back()) {
            return Some(at);
        }
        let shared = |one: &Evidence| {
            let bytes = one.span.end.min(wanted.span.end).saturating_sub(one.span.start.max(wanted.span.start));
            if one.report == wanted.report { bytes } else { 0 }
        };
        let best = all.iter().enumerate().map(|(at, evidence)| (evidence.iter().map(shared).max().unwrap_or(0), at));
        best.filter(|(bytes, _)| *bytes > 0)
            .max_by_key(|(bytes, at)| (*bytes, std::cmp::Reverse(*at)))
            .map(|(_, at)| at)
    }
}
