//! A record entry by entry, whether it is held in memory or made as it is gone through.

use std::io;

use rapporteur_report::Report;

use crate::around::Around;
use crate::entries::{Actor, Contact, Dispute, Event, Proposal, Statement};
use crate::{ActorId, AtLeastOne, CodePoints, Coverage, Entry, Evidence, HeldPosition, Record, ReportId, Tellings};

/// A part of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// All that were read, with their texts.
    Reports,
    /// Who speaks or acts.
    Actors,
    /// Who said what.
    Statements,
    /// What was tabled.
    Proposals,
    /// Who stood where.
    Positions,
    /// Who met or called whom.
    Contacts,
    /// What is disputed.
    Disputes,
    /// PLOVER events.
    Events,
    /// What the record does not cover.
    Coverage,
}

impl Section {
    /// All, in the record's order.
    pub const ALL: [Section; 9] = [
        Section::Reports,
        Section::Actors,
        Section::Statements,
        Section::Proposals,
        Section::Positions,
        Section::Contacts,
        Section::Disputes,
        Section::Events,
        Section::Coverage,
    ];
}

/// One entry of a section.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names are the sections'")]
pub enum Item<'i> {
    Report(ReportId, &'i Report),
    Actor(&'i Entry<Actor<Evidence>>),
    Statement(&'i Entry<Statement<Evidence>>),
    Proposal(&'i Entry<Proposal<Evidence>>),
    Position(&'i Entry<HeldPosition>),
    Contact(&'i Entry<Contact<Evidence>>),
    Dispute(&'i Entry<Dispute<Evidence>>),
    Event(&'i Entry<Event<Evidence>>),
    Coverage(&'i Coverage),
}

impl Item<'_> {
    /// The section that it is of.
    pub const fn section(&self) -> Section {
        match self {
            Item::Report(..) => Section::Reports,
            Item::Actor(_) => Section::Actors,
            Item::Statement(_) => Section::Statements,
            Item::Proposal(_) => Section::Proposals,
            Item::Position(_) => Section::Positions,
            Item::Contact(_) => Section::Contacts,
            Item::Dispute(_) => Section::Disputes,
            Item::Event(_) => Section::Events,
            Item::Coverage(_) => Section::Coverage,
        }
    }

    /// The report that is the first to tell it, and those that are the first to tell its answers.
    pub(crate) fn firsts(&self) -> Vec<ReportId> {
        let first = |evidence: &AtLeastOne<Evidence>| evidence.first().report;
        match self {
            Item::Report(..) | Item::Coverage(_) => Vec::new(),
            Item::Actor(one) => vec![first(&one.mentions)],
            Item::Statement(one) => vec![first(&one.content)],
            Item::Proposal(one) => {
                let answers = one.responses.iter().map(|answer| first(&answer.evidence));
                std::iter::once(first(&one.evidence)).chain(answers).collect()
            }
            Item::Position(one) => vec![first(&one.evidence)],
            Item::Contact(one) => vec![first(&one.evidence)],
            Item::Dispute(one) => vec![first(&one.evidence)],
            Item::Event(one) => vec![first(&one.evidence)],
        }
    }

    /// The actors that it names.
    pub(crate) fn actors(&self) -> Vec<ActorId> {
        match self {
            Item::Report(..) | Item::Coverage(_) => Vec::new(),
            Item::Actor(one) => one.party.into_iter().collect(),
            Item::Statement(one) => one.speaker.into_iter().chain(one.party).collect(),
            Item::Proposal(one) => {
                let answers = one.responses.iter().flat_map(|answer| std::iter::once(answer.party).chain(answer.by));
                one.tabled_by.iter().copied().chain(answers).collect()
            }
            Item::Position(one) => std::iter::once(one.party).chain(one.by).collect(),
            Item::Contact(one) => one.participants.iter().chain(&one.parties).copied().collect(),
            Item::Dispute(one) => one.parties.clone(),
            Item::Event(one) => one.source.iter().chain(&one.target).filter_map(|one| one.actor).collect(),
        }
    }

    /// Every piece of text that it rests on or quotes.
    pub(crate) fn pieces(&self) -> Vec<Evidence> {
        let mut all: Vec<Evidence> = Vec::new();
        match self {
            Item::Report(..) | Item::Coverage(_) => {}
            Item::Actor(one) => all.extend(&one.mentions),
            Item::Statement(one) => {
                all.extend(&one.content);
                all.extend(one.source.iter().chain(&one.cue).chain(&one.said.text));
            }
            Item::Proposal(one) => {
                all.extend(&one.evidence);
                all.extend(&one.tabled.text);
                let answers = one.responses.iter();
                all.extend(answers.flat_map(|answer| answer.evidence.iter().chain(&answer.when.text)));
            }
            Item::Position(one) => all.extend(one.evidence.iter().chain(&one.since.text)),
            Item::Contact(one) => all.extend(one.evidence.iter().chain(&one.when.text)),
            Item::Dispute(one) => all.extend(&one.evidence),
            Item::Event(one) => all.extend(one.evidence.iter().chain(&one.when.text)),
        }
        all
    }
}

/// A record that can be gone through entry by entry, as often as need be.
pub trait Entries {
    /// Hands on the entries of these sections in the record's order, each with what it refers to. Stops at the first
    /// error; its own are those of whatever the record is made from.
    fn each<E: From<io::Error>>(
        &self,
        sections: &[Section],
        with: impl FnMut(Around<'_>, Item<'_>) -> Result<(), E>,
    ) -> Result<(), E>;
}

impl Entries for Record {
    fn each<E: From<io::Error>>(
        &self,
        sections: &[Section],
        mut with: impl FnMut(Around<'_>, Item<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let points: Vec<CodePoints<'_>> = self.reports.iter().map(|report| CodePoints::of(&report.text)).collect();
        let tellings = Tellings::of(self);
        let around = Around::of(self, &points, &tellings);
        for section in Section::ALL.into_iter().filter(|section| sections.contains(section)) {
            let mut with = |item: Item<'_>| with(around, item);
            match section {
                Section::Reports => {
                    let mut all = self.reports.iter().zip((0..).map(ReportId));
                    all.try_for_each(|(report, id)| with(Item::Report(id, report)))?;
                }
                Section::Actors => self.actors.iter().try_for_each(|one| with(Item::Actor(one)))?,
                Section::Statements => self.statements.iter().try_for_each(|one| with(Item::Statement(one)))?,
                Section::Proposals => self.proposals.iter().try_for_each(|one| with(Item::Proposal(one)))?,
                Section::Positions => self.positions.iter().try_for_each(|one| with(Item::Position(one)))?,
                Section::Contacts => self.contacts.iter().try_for_each(|one| with(Item::Contact(one)))?,
                Section::Disputes => self.disputes.iter().try_for_each(|one| with(Item::Dispute(one)))?,
                Section::Events => self.events.iter().try_for_each(|one| with(Item::Event(one)))?,
                Section::Coverage => with(Item::Coverage(&self.coverage))?,
            }
        }
        Ok(())
    }
}
