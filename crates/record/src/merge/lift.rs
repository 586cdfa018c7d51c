//! From one report's entries to the record's: spans become evidence, local indices global ones.

use super::occasion::{Side, Sides};
use crate::entries::{Contact, Dispute, Event, EventActor, Position, Proposal, Response, Statement, TimeExpression};
use crate::{ActorId, AtLeastOne, Authority, Evidence, ReportId, Span, StatementId};

/// What one report's spans and indices mean in the record.
#[derive(Clone, Copy)]
pub(crate) struct Lift<'a> {
    pub(crate) report: ReportId,
    /// Of each actor of the reading the record's.
    pub(crate) actors: &'a [ActorId],
    /// What is known of the record's actors.
    pub(crate) sides: &'a Sides,
    /// Of each statement of the reading the record's.
    pub(crate) statements: &'a [StatementId],
}

impl Lift<'_> {
    fn span(&self, span: Span) -> Evidence {
        Evidence { report: self.report, span }
    }

    fn spans(&self, spans: Vec<Span>) -> Vec<Evidence> {
        spans.into_iter().map(|span| self.span(span)).collect()
    }

    pub(crate) fn evidence(&self, spans: AtLeastOne<Span>) -> AtLeastOne<Evidence> {
        let mut evidence = spans.map(|span| self.span(span));
        evidence.sort_and_dedup();
        evidence
    }

    fn time(&self, time: TimeExpression) -> TimeExpression<Evidence> {
        TimeExpression { period: time.period, text: time.text.map(|span| self.span(span)) }
    }

    /// The record's actor. Readings are checked before they are merged, so that each index names one.
    pub(crate) fn actor(&self, id: ActorId) -> ActorId {
        self.actors.get(id.index()).copied().unwrap_or(id)
    }

    /// The record's party. A report that names a person and no side gives the person for it: another report knows.
    fn party(&self, id: ActorId) -> ActorId {
        let id = self.actor(id);
        Some(self.sides.get(id)).filter(|side| side.is_person()).and_then(Side::party).unwrap_or(id)
    }

    /// Two actors of a reading may be one in the record: each is listed once.
    fn each_actor(&self, ids: Vec<ActorId>) -> Vec<ActorId> {
        let mut all = Vec::with_capacity(ids.len());
        add_missing(&mut all, ids.into_iter().map(|id| self.actor(id)));
        all
    }

    fn each_statement(&self, ids: Vec<StatementId>) -> Vec<StatementId> {
        let mut all = Vec::with_capacity(ids.len());
        add_missing(&mut all, ids.into_iter().filter_map(|id| self.statements.get(id.index()).copied()));
        all
    }

    /// `within` stays as it is: the statements are merged before the record's indices of them are known.
    pub(crate) fn statement(&self, told: Statement) -> Statement<Evidence> {
        let speaker = told.speaker.map(|id| self.actor(id));
        let known = speaker.map(|id| self.sides.get(id)).filter(|side| side.is_person());
        Statement {
            speaker,
            party: told.party.map(|id| self.party(id)).or_else(|| known?.party()),
            authority: told.authority.or_else(|| known.map(as_heard)),
            audience: told.audience,
            cue_kind: told.cue_kind,
            mode: told.mode,
            act: told.act,
            firmness: told.firmness,
            about: told.about,
            stances: told.stances,
            leanings: told.leanings,
            answers: told.answers,
            source: self.spans(told.source),
            cue: self.spans(told.cue),
            content: self.evidence(told.content),
            said: self.time(told.said),
            within: told.within,
            confidence: told.confidence,
        }
    }

    pub(crate) fn proposal(&self, told: Proposal) -> Proposal<Evidence> {
        Proposal {
            name: told.name,
            terms: told.terms,
            tabled_by: self.each_actor(told.tabled_by),
            tabled: self.time(told.tabled),
            responses: told.responses.into_iter().map(|response| self.response(response)).collect(),
            evidence: self.evidence(told.evidence),
        }
    }

    fn response(&self, told: Response) -> Response<Evidence> {
        Response {
            party: self.party(told.party),
            response: told.response,
            by: told.by.map(|id| self.actor(id)),
            authority: told.authority,
            standing: told.standing,
            when: self.time(told.when),
            conditions: told.conditions,
            evidence: self.evidence(told.evidence),
        }
    }

    pub(crate) fn position(&self, told: Position) -> Position<Evidence> {
        Position {
            party: self.party(told.party),
            term: told.term,
            wording: told.wording,
            stance: told.stance,
            standing: told.standing,
            weight: told.weight,
            by: told.by.map(|id| self.actor(id)),
            since: self.time(told.since),
            statements: self.each_statement(told.statements),
            evidence: self.evidence(told.evidence),
        }
    }

    pub(crate) fn contact(&self, told: Contact) -> Contact<Evidence> {
        Contact {
            kind: told.kind,
            participants: self.each_actor(told.participants),
            parties: self.each_actor(told.parties),
            place: told.place,
            when: self.time(told.when),
            status: told.status,
            about: told.about,
            evidence: self.evidence(told.evidence),
        }
    }

    pub(crate) fn dispute(&self, told: Dispute) -> Dispute<Evidence> {
        Dispute {
            kind: told.kind,
            parties: self.each_actor(told.parties),
            about: told.about,
            statements: self.each_statement(told.statements),
            evidence: self.evidence(told.evidence),
        }
    }

    pub(crate) fn event(&self, told: Event) -> Event<Evidence> {
        Event {
            event_type: told.event_type,
            modes: told.modes,
            aux: told.aux,
            contexts: told.contexts,
            cameo: told.cameo,
            source: self.event_actors(told.source),
            target: self.event_actors(told.target),
            when: self.time(told.when),
            place: told.place,
            evidence: self.evidence(told.evidence),
        }
    }

    fn event_actors(&self, told: Vec<EventActor>) -> Vec<EventActor> {
        let lifted = told.into_iter().map(|one| EventActor { actor: one.actor.map(|id| self.actor(id)), ..one });
        let mut all = Vec::new();
        add_missing(&mut all, lifted);
        all
    }
}

/// With what right a person speaks whose own report does not tell: as another report says, else by the side.
fn as_heard(side: Side) -> Authority {
    let unknown = if side.party().is_some() { Authority::Official } else { Authority::Observer };
    side.authority().unwrap_or(unknown)
}

/// Appends what is not there yet.
pub(crate) fn add_missing<T: PartialEq>(all: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for item in more {
        if !all.contains(&item) {
            all.push(item);
        }
    }
}
