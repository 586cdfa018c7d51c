//! A brief in the making: the record, what of it is shown, and the page so far.

use jiff::civil::Date;
use rapporteur_record::{ActorId, ActorKind, Authority, Evidence, ReportId, Statement, Term};

use super::BriefOptions;
use super::days::Calendar;
use super::marks;
use super::scope::Scope;
use super::sides::Sides;
use super::sources::Sources;
use super::words::{clipped, spoken};
use crate::kept::Kept;
use crate::page::{Page, Rich, Tone};

/// Longer names are cut: an unnamed source's can be a whole clause.
pub(crate) const NAME: usize = 70;

/// Who counts as one speaker of a side: bodies that it calls by one name ("the ministry" of two reports) are one here; of
/// unnamed sources nobody knows whether they are.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Speaker {
    Named(String),
    Unnamed(ActorId),
}

/// What a section is written with.
pub(crate) struct Draft<'r> {
    pub(crate) record: &'r Kept,
    pub(crate) sides: &'r Sides,
    pub(crate) scope: Scope<'r>,
    pub(crate) calendar: Calendar,
    pub(crate) width: usize,
    pub(crate) sources: Sources,
    pub(crate) page: Page<'r>,
}

impl<'r> Draft<'r> {
    pub(crate) fn new(record: &'r Kept, sides: &'r Sides, options: &BriefOptions, page: Page<'r>) -> Self {
        Self {
            record,
            sides,
            scope: Scope::of(record, sides, options),
            calendar: Calendar::of(&record.reports),
            width: options.width,
            sources: Sources::new(&record.spill, &record.coverage.reprints),
            page,
        }
    }

    pub(crate) fn name(&self, actor: ActorId) -> String {
        self.record.actor(actor).map(|actor| clipped(&actor.name, NAME)).unwrap_or_default()
    }

    /// Where an actor is first named in full or, where nowhere, by the last word of the name, or else spoken of.
    pub(crate) fn naming(&self, actor: ActorId) -> Option<Evidence> {
        let (name, mentions) = (self.record.actor(actor)?.name, self.record.mentions(actor)?);
        let last_word = name.rsplit(' ').next().unwrap_or_default();
        let said = |words: &str| mentions.iter().find(|piece| self.record.words(piece).contains(words));
        Some(*said(&name).or_else(|| said(last_word)).unwrap_or(mentions.first()))
    }

    pub(crate) fn names<'a>(&self, actors: impl IntoIterator<Item = &'a ActorId>) -> String {
        actors.into_iter().map(|actor| self.name(*actor)).collect::<Vec<_>>().join(", ")
    }

    /// "Ana Ortiz, aide"; the authority alone where nobody is named.
    pub(crate) fn voice(&self, by: Option<ActorId>, authority: Option<Authority>) -> String {
        let authority = authority.map(|authority| self.right(by, authority));
        match (by.map(|by| self.name(by)), authority) {
            (Some(name), Some(authority)) => format!("{name}, {authority}"),
            (Some(name), None) => name,
            (None, Some(authority)) => authority.to_owned(),
            (None, None) => String::new(),
        }
    }

    /// Who it is that speaks.
    pub(crate) fn speaker(&self, speaker: ActorId) -> Speaker {
        match self.record.actor(speaker).filter(|actor| actor.kind != ActorKind::Unnamed) {
            Some(actor) => Speaker::Named(actor.name),
            None => Speaker::Unnamed(speaker),
        }
    }

    /// With what right somebody speaks: of "both sides" that they do so themselves.
    pub(crate) fn right(&self, who: Option<ActorId>, authority: Authority) -> &'static str {
        let group = who.and_then(|who| self.record.actor(who)).is_some_and(|actor| actor.kind == ActorKind::Group);
        if group && authority == Authority::Party { "the parties themselves" } else { marks::authority(authority) }
    }

    /// Whose word a statement is.
    pub(crate) fn side(&self, statement: &Statement<Evidence>) -> Option<ActorId> {
        statement.party.or(statement.speaker).and_then(|actor| self.sides.side(actor))
    }

    /// The day of the last report that tells it. A reprint tells nothing anew: its day is that of the first.
    pub(crate) fn last_told<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Option<Date> {
        evidence.into_iter().filter_map(|piece| self.published(piece.report)).max()
    }

    /// The day of the first report that tells it.
    pub(crate) fn first_told<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Option<Date> {
        evidence.into_iter().filter_map(|piece| self.published(piece.report)).min()
    }

    fn published(&self, report: ReportId) -> Option<Date> {
        self.record.report(self.sources.original(report))?.published
    }

    /// The content as the first report that tells it has it: pieces parted by an ellipsis.
    pub(crate) fn content(&self, statement: &Statement<Evidence>, most: usize) -> String {
        self.pieces(&statement.content, most)
    }

    /// Pieces of the first report that has any.
    pub(crate) fn pieces<'e>(&self, pieces: impl IntoIterator<Item = &'e Evidence>, most: usize) -> String {
        let mut pieces = pieces.into_iter().peekable();
        let Some(first) = pieces.peek().map(|piece| piece.report) else { return String::new() };
        let of_first = pieces.filter(|piece| piece.report == first).map(|piece| self.record.words(piece));
        clipped(&of_first.collect::<Vec<_>>().join(" […] "), most)
    }
}

/// "ceasefire, security guarantees".
pub(crate) fn terms(terms: &[Term]) -> String {
    terms.iter().map(|term| spoken(term.as_str())).collect::<Vec<_>>().join(", ")
}

/// What is told and what goes with it in passing: "a · b".
pub(crate) fn with(told: Rich, passing: &str) -> Rich {
    if passing.is_empty() { told } else { Rich::join([told, Rich::of(Tone::Faint, passing)], " · ") }
}
