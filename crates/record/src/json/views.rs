//! One struct for each object of the contract, its fields in the contract's order, borrowed from the record.

use jiff::civil::Date;
use rapporteur_report::Report;
use serde::Serialize;

use crate::entries::{Actor, Contact, Dispute, Event, EventActor, Proposal, Response, Statement, TimeExpression};
use crate::{
    Act, ActorId, ActorKind, Authority, CodePoints, ContactKind, ContactStatus, CueKind, DisputeKind, Entry, EventAux,
    EventType, Evidence, Firmness, HeldPosition, Mode, Quad, Record, ResponseValue, Stance, Standing, StatementId,
    Tellings, Term,
};

/// Makes the objects of one record.
pub(super) struct Views<'r> {
    record: &'r Record,
    code_points: Vec<CodePoints<'r>>,
    tellings: Tellings<'r>,
}

#[derive(Serialize)]
pub(super) struct ReportJson<'r> {
    id: &'r str,
    title: Option<&'r str>,
    outlet: Option<&'r str>,
    published: Option<Date>,
    url: Option<&'r str>,
    text: &'r str,
}

#[derive(Serialize)]
pub(super) struct EvidenceJson<'r> {
    report: &'r str,
    start: u32,
    end: u32,
    text: &'r str,
}

#[derive(Serialize)]
pub(super) struct TimeJson<'r> {
    from: Option<Date>,
    to: Option<Date>,
    text: Option<&'r str>,
}

#[derive(Serialize)]
pub(super) struct ActorJson<'r> {
    id: &'r str,
    was: &'r [String],
    name: &'r str,
    kind: ActorKind,
    code: Option<&'r str>,
    sector: Option<&'r str>,
    party: Option<&'r str>,
    office: Option<&'r str>,
    authority: Option<Authority>,
    aliases: &'r [String],
    evidence: Vec<EvidenceJson<'r>>,
}

#[derive(Serialize)]
pub(super) struct StatementJson<'r> {
    id: &'r str,
    was: &'r [String],
    speaker: Option<&'r str>,
    party: Option<&'r str>,
    authority: Option<Authority>,
    audience: Option<&'r str>,
    cue_kind: CueKind,
    mode: Mode,
    act: Act,
    firmness: Firmness,
    about: &'r [Term],
    stances: Vec<StanceJson>,
    source: Vec<EvidenceJson<'r>>,
    cue: Vec<EvidenceJson<'r>>,
    content: Vec<EvidenceJson<'r>>,
    said: TimeJson<'r>,
    within: Option<&'r str>,
    confidence: Option<f32>,
    corroboration: CorroborationJson,
}

/// How many told an entry.
#[derive(Serialize)]
struct CorroborationJson {
    reports: usize,
    independent: usize,
    outlets: usize,
}

/// Where a statement's side stands on one of its terms.
#[derive(Serialize)]
struct StanceJson {
    term: Term,
    stance: Stance,
}

#[derive(Serialize)]
pub(super) struct ProposalJson<'r> {
    id: &'r str,
    was: &'r [String],
    name: &'r str,
    terms: &'r [Term],
    tabled_by: Vec<&'r str>,
    tabled: TimeJson<'r>,
    responses: Vec<ResponseJson<'r>>,
    evidence: Vec<EvidenceJson<'r>>,
    corroboration: CorroborationJson,
}

#[derive(Serialize)]
pub(super) struct ResponseJson<'r> {
    party: &'r str,
    response: ResponseValue,
    by: Option<&'r str>,
    authority: Option<Authority>,
    standing: Standing,
    when: TimeJson<'r>,
    conditions: &'r [String],
    evidence: Vec<EvidenceJson<'r>>,
}

#[derive(Serialize)]
pub(super) struct PositionJson<'r> {
    id: &'r str,
    was: &'r [String],
    party: &'r str,
    term: Term,
    wording: Option<&'r str>,
    stance: Stance,
    standing: Standing,
    by: Option<&'r str>,
    since: TimeJson<'r>,
    replaced_by: Option<&'r str>,
    statements: Vec<&'r str>,
    evidence: Vec<EvidenceJson<'r>>,
    corroboration: CorroborationJson,
}

#[derive(Serialize)]
pub(super) struct ContactJson<'r> {
    id: &'r str,
    was: &'r [String],
    kind: ContactKind,
    participants: Vec<&'r str>,
    parties: Vec<&'r str>,
    place: Option<&'r str>,
    when: TimeJson<'r>,
    status: ContactStatus,
    about: &'r [Term],
    evidence: Vec<EvidenceJson<'r>>,
    corroboration: CorroborationJson,
}

#[derive(Serialize)]
pub(super) struct DisputeJson<'r> {
    id: &'r str,
    was: &'r [String],
    kind: DisputeKind,
    parties: Vec<&'r str>,
    about: Option<&'r str>,
    statements: Vec<&'r str>,
    evidence: Vec<EvidenceJson<'r>>,
    corroboration: CorroborationJson,
}

#[derive(Serialize)]
pub(super) struct EventJson<'r> {
    id: &'r str,
    was: &'r [String],
    #[serde(rename = "type")]
    event_type: EventType,
    modes: &'r [String],
    aux: Option<EventAux>,
    contexts: &'r [String],
    quad: Quad,
    cameo: Option<&'r str>,
    source: Vec<EventActorJson<'r>>,
    target: Vec<EventActorJson<'r>>,
    when: TimeJson<'r>,
    place: Option<&'r str>,
    evidence: Vec<EvidenceJson<'r>>,
    corroboration: CorroborationJson,
}

#[derive(Serialize)]
pub(super) struct EventActorJson<'r> {
    actor: Option<&'r str>,
    country: Option<&'r str>,
    sectors: &'r [String],
}

#[derive(Serialize)]
pub(super) struct CoverageJson<'r> {
    reports: usize,
    read: usize,
    set_aside: Vec<SetAsideJson<'r>>,
    reprints: Vec<ReprintJson<'r>>,
    unresolved_speakers: &'r [String],
    speech_without_statement: u64,
}

#[derive(Serialize)]
struct SetAsideJson<'r> {
    report: &'r str,
    reason: &'r str,
}

#[derive(Serialize)]
struct ReprintJson<'r> {
    report: &'r str,
    of: &'r str,
}

impl<'r> Views<'r> {
    pub(super) fn of(record: &'r Record) -> Self {
        let code_points = record.reports.iter().map(|report| CodePoints::of(&report.text)).collect();
        Self { record, code_points, tellings: Tellings::of(record) }
    }

    pub(super) fn report(&self, report: &'r Report) -> ReportJson<'r> {
        ReportJson {
            id: &report.id,
            title: report.title.as_deref(),
            outlet: report.outlet.as_deref(),
            published: report.published,
            url: report.url.as_deref(),
            text: &report.text,
        }
    }

    /// `None` only for a record that was not made by merging and names what it does not have.
    fn evidence(&self, evidence: &Evidence) -> Option<EvidenceJson<'r>> {
        let report = self.record.report(evidence.report)?;
        let points = self.code_points.get(evidence.report.index())?;
        Some(EvidenceJson {
            report: &report.id,
            start: points.before(evidence.span.start),
            end: points.before(evidence.span.end),
            text: evidence.span.of(&report.text)?,
        })
    }

    fn each<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Vec<EvidenceJson<'r>> {
        evidence.into_iter().filter_map(|piece| self.evidence(piece)).collect()
    }

    fn told<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> CorroborationJson {
        let told = self.tellings.corroboration(evidence.into_iter().map(|piece| piece.report));
        CorroborationJson { reports: told.reports, independent: told.independent, outlets: told.outlets }
    }

    fn time(&self, time: &TimeExpression<Evidence>) -> TimeJson<'r> {
        let text = time.text.map(|piece| piece.text(&self.record.reports));
        TimeJson { from: time.period.from, to: time.period.to, text }
    }

    fn actor_id(&self, id: ActorId) -> &'r str {
        self.record.actor(id).map_or("", |actor| &actor.id)
    }

    fn actor_ids(&self, ids: &[ActorId]) -> Vec<&'r str> {
        ids.iter().map(|id| self.actor_id(*id)).collect()
    }

    fn statement_id(&self, id: StatementId) -> &'r str {
        self.record.statement(id).map_or("", |statement| &statement.id)
    }

    pub(super) fn actor(&self, actor: &'r Entry<Actor<Evidence>>) -> ActorJson<'r> {
        ActorJson {
            id: &actor.id,
            was: &actor.was,
            name: &actor.name,
            kind: actor.kind,
            code: actor.code.as_deref(),
            sector: actor.sector.as_deref(),
            party: actor.party.map(|party| self.actor_id(party)),
            office: actor.office.as_deref(),
            authority: actor.authority,
            aliases: &actor.aliases,
            evidence: self.each(&actor.mentions),
        }
    }

    pub(super) fn statement(&self, statement: &'r Entry<Statement<Evidence>>) -> StatementJson<'r> {
        StatementJson {
            id: &statement.id,
            was: &statement.was,
            speaker: statement.speaker.map(|speaker| self.actor_id(speaker)),
            party: statement.party.map(|party| self.actor_id(party)),
            authority: statement.authority,
            audience: statement.audience.as_deref(),
            cue_kind: statement.cue_kind,
            mode: statement.mode,
            act: statement.act,
            firmness: statement.firmness,
            about: &statement.about,
            stances: statement.stances.iter().map(|&(term, stance)| StanceJson { term, stance }).collect(),
            source: self.each(&statement.source),
            cue: self.each(&statement.cue),
            content: self.each(&statement.content),
            said: self.time(&statement.said),
            within: statement.within.map(|outer| self.statement_id(outer)),
            confidence: statement.confidence,
            corroboration: self.told(&statement.content),
        }
    }

    pub(super) fn proposal(&self, proposal: &'r Entry<Proposal<Evidence>>) -> ProposalJson<'r> {
        ProposalJson {
            id: &proposal.id,
            was: &proposal.was,
            name: &proposal.name,
            terms: &proposal.terms,
            tabled_by: self.actor_ids(&proposal.tabled_by),
            tabled: self.time(&proposal.tabled),
            responses: proposal.responses.iter().map(|response| self.response(response)).collect(),
            evidence: self.each(&proposal.evidence),
            corroboration: self.told(&proposal.evidence),
        }
    }

    fn response(&self, response: &'r Response<Evidence>) -> ResponseJson<'r> {
        ResponseJson {
            party: self.actor_id(response.party),
            response: response.response,
            by: response.by.map(|by| self.actor_id(by)),
            authority: response.authority,
            standing: response.standing,
            when: self.time(&response.when),
            conditions: &response.conditions,
            evidence: self.each(&response.evidence),
        }
    }

    pub(super) fn position(&self, position: &'r Entry<HeldPosition>) -> PositionJson<'r> {
        let later = position.replaced_by.and_then(|later| self.record.positions.get(later.index()));
        PositionJson {
            id: &position.id,
            was: &position.was,
            party: self.actor_id(position.party),
            term: position.term,
            wording: position.wording.as_deref(),
            stance: position.stance,
            standing: position.standing,
            by: position.by.map(|by| self.actor_id(by)),
            since: self.time(&position.since),
            replaced_by: later.map(|later| later.id.as_str()),
            statements: position.statements.iter().map(|id| self.statement_id(*id)).collect(),
            evidence: self.each(&position.evidence),
            corroboration: self.told(&position.evidence),
        }
    }

    pub(super) fn contact(&self, contact: &'r Entry<Contact<Evidence>>) -> ContactJson<'r> {
        ContactJson {
            id: &contact.id,
            was: &contact.was,
            kind: contact.kind,
            participants: self.actor_ids(&contact.participants),
            parties: self.actor_ids(&contact.parties),
            place: contact.place.as_deref(),
            when: self.time(&contact.when),
            status: contact.status,
            about: &contact.about,
            evidence: self.each(&contact.evidence),
            corroboration: self.told(&contact.evidence),
        }
    }

    pub(super) fn dispute(&self, dispute: &'r Entry<Dispute<Evidence>>) -> DisputeJson<'r> {
        DisputeJson {
            id: &dispute.id,
            was: &dispute.was,
            kind: dispute.kind,
            parties: self.actor_ids(&dispute.parties),
            about: dispute.about.as_deref(),
            statements: dispute.statements.iter().map(|id| self.statement_id(*id)).collect(),
            evidence: self.each(&dispute.evidence),
            corroboration: self.told(&dispute.evidence),
        }
    }

    pub(super) fn event(&self, event: &'r Entry<Event<Evidence>>) -> EventJson<'r> {
        EventJson {
            id: &event.id,
            was: &event.was,
            event_type: event.event_type,
            modes: &event.modes,
            aux: event.aux,
            contexts: &event.contexts,
            quad: event.event_type.quad(),
            cameo: event.cameo.as_deref(),
            source: self.event_actors(&event.source),
            target: self.event_actors(&event.target),
            when: self.time(&event.when),
            place: event.place.as_deref(),
            evidence: self.each(&event.evidence),
            corroboration: self.told(&event.evidence),
        }
    }

    fn event_actors(&self, actors: &'r [EventActor]) -> Vec<EventActorJson<'r>> {
        let view = |one: &'r EventActor| EventActorJson {
            actor: one.actor.map(|actor| self.actor_id(actor)),
            country: one.country.as_deref(),
            sectors: &one.sectors,
        };
        actors.iter().map(view).collect()
    }

    pub(super) fn coverage(&self) -> CoverageJson<'r> {
        let coverage = &self.record.coverage;
        let id = |report| self.record.report(report).map_or("", |report| report.id.as_str());
        CoverageJson {
            reports: self.record.reports.len() + coverage.set_aside.len(),
            read: self.record.reports.len(),
            set_aside: coverage
                .set_aside
                .iter()
                .map(|one| SetAsideJson { report: &one.report, reason: &one.reason })
                .collect(),
            reprints: coverage
                .reprints
                .iter()
                .map(|one| ReprintJson { report: id(one.report), of: id(one.of) })
                .collect(),
            unresolved_speakers: &coverage.unresolved_speakers,
            speech_without_statement: coverage.speech_without_statement,
        }
    }
}
