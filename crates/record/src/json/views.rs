//! One struct for each object of the contract, its fields in the contract's order, borrowed from the record.

use std::borrow::Cow;

use jiff::civil::Date;
use rapporteur_report::Report;
use schemars::JsonSchema;
use serde::Serialize;

use crate::entries::{Actor, Contact, Dispute, Event, EventActor, Proposal, Response, Statement, TimeExpression};
use crate::{
    Act, ActorId, ActorKind, Around, Authority, ContactKind, ContactStatus, Coverage, CueKind, DisputeKind, Entry,
    EventAux, EventType, Evidence, Firmness, HeldPosition, Mode, Quad, ResponseValue, Stance, Standing, StatementId,
    Term,
};

/// Makes the objects of what stands around an entry.
pub(super) struct Views<'r>(pub(super) Around<'r>);

/// One source document.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Report")]
pub(super) struct ReportJson<'r> {
    /// As given, or made from text, date and outlet.
    id: &'r str,
    /// Headline.
    title: Option<&'r str>,
    /// Who published it.
    outlet: Option<&'r str>,
    /// Day of publication.
    published: Option<Date>,
    /// Where it was found.
    url: Option<&'r str>,
    /// What was read; every offset of the record counts in it.
    text: &'r str,
}

/// The exact words on which something rests.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Evidence")]
pub(super) struct EvidenceJson<'r> {
    /// Id of the report.
    report: &'r str,
    /// First code point of the words in its text.
    start: u32,
    /// One past the last.
    end: u32,
    /// The words themselves.
    text: &'r str,
}

/// A time as the text gives it; both bounds are null where it cannot be resolved.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Time")]
pub(super) struct TimeJson<'r> {
    /// First day.
    from: Option<Date>,
    /// Last day, included.
    to: Option<Date>,
    /// The words: "on Thursday".
    text: Option<&'r str>,
}

/// Anyone who speaks or acts.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Actor")]
pub(super) struct ActorJson<'r> {
    /// Stable name of the entry.
    id: &'r str,
    /// Ids that it replaces.
    was: &'r [String],
    /// The fullest form told.
    name: &'r str,
    /// What it is.
    kind: ActorKind,
    /// ISO 3166 alpha-3, or PLOVER's code for what has no country.
    code: Option<&'r str>,
    /// CAMEO-style sector.
    sector: Option<&'r str>,
    /// Id of the party on whose side it is; its own for a party.
    party: Option<&'r str>,
    /// As last reported.
    office: Option<&'r str>,
    /// Of persons and unnamed sources.
    authority: Option<Authority>,
    /// Other names and mentions.
    aliases: &'r [String],
    /// Where it is mentioned.
    evidence: Vec<EvidenceJson<'r>>,
}

/// One attribution: who said what, and how.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Statement")]
pub(super) struct StatementJson<'r> {
    /// Stable name of the entry.
    id: &'r str,
    /// Ids that it replaces.
    was: &'r [String],
    /// Id of the actor who spoke; null where nobody is named.
    speaker: Option<&'r str>,
    /// Id of the party on whose behalf.
    party: Option<&'r str>,
    /// With what right.
    authority: Option<Authority>,
    /// To whom.
    audience: Option<&'r str>,
    /// What the cue tells of.
    cue_kind: CueKind,
    /// How much is quoted.
    mode: Mode,
    /// What is done by it.
    act: Act,
    /// How firmly.
    firmness: Firmness,
    /// Categories of the items spoken about.
    about: &'r [Term],
    /// Where the speaker's side stands on them.
    stances: Vec<StanceJson>,
    /// Words that name the speaker.
    source: Vec<EvidenceJson<'r>>,
    /// Words that mark speech.
    cue: Vec<EvidenceJson<'r>>,
    /// What was said.
    content: Vec<EvidenceJson<'r>>,
    /// When.
    said: TimeJson<'r>,
    /// Id of the statement that reports this one.
    within: Option<Cow<'r, str>>,
    /// How sure the reader is, 0 to 1.
    confidence: Option<f32>,
    corroboration: CorroborationJson,
}

/// How many told an entry.
#[derive(Serialize, JsonSchema)]
struct CorroborationJson {
    reports: usize,
    independent: usize,
    outlets: usize,
}

/// Where a statement's side stands on one of its terms.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TermStance")]
struct StanceJson {
    /// On what.
    term: Term,
    /// For or against having it.
    stance: Stance,
}

/// A package of terms that somebody tabled.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Proposal")]
pub(super) struct ProposalJson<'r> {
    /// Stable name of the entry.
    id: &'r str,
    /// Ids that it replaces.
    was: &'r [String],
    /// What it is called.
    name: &'r str,
    /// Its terms.
    terms: &'r [Term],
    /// Ids of those who put it forward.
    tabled_by: Vec<&'r str>,
    /// When.
    tabled: TimeJson<'r>,
    /// Each party's latest answer.
    responses: Vec<ResponseJson<'r>>,
    /// Where it is spoken of.
    evidence: Vec<EvidenceJson<'r>>,
    corroboration: CorroborationJson,
}

/// A party's answer to a proposal.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Response")]
pub(super) struct ResponseJson<'r> {
    /// Id of the party.
    party: &'r str,
    /// The answer.
    response: ResponseValue,
    /// Id of who gave it.
    by: Option<&'r str>,
    /// With what right.
    authority: Option<Authority>,
    /// What it rests on.
    standing: Standing,
    /// When.
    when: TimeJson<'r>,
    /// In the text's words.
    conditions: &'r [String],
    /// The words.
    evidence: Vec<EvidenceJson<'r>>,
}

/// Where a party stands on a term.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Position")]
pub(super) struct PositionJson<'r> {
    /// Stable name of the entry.
    id: &'r str,
    /// Ids that it replaces.
    was: &'r [String],
    /// Id of the party.
    party: &'r str,
    /// On what.
    term: Term,
    /// In the text's words.
    wording: Option<&'r str>,
    /// For or against.
    stance: Stance,
    /// What it rests on.
    standing: Standing,
    /// Id of who voiced it.
    by: Option<&'r str>,
    /// Since when.
    since: TimeJson<'r>,
    /// Id of the later position; null while this one is open.
    replaced_by: Option<Cow<'r, str>>,
    /// Ids of the statements that show it.
    statements: Vec<Cow<'r, str>>,
    /// The words.
    evidence: Vec<EvidenceJson<'r>>,
    corroboration: CorroborationJson,
}

/// A call, meeting, round of talks, visit or exchange of letters.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Contact")]
pub(super) struct ContactJson<'r> {
    /// Stable name of the entry.
    id: &'r str,
    /// Ids that it replaces.
    was: &'r [String],
    /// Which.
    kind: ContactKind,
    /// Ids of those who take part.
    participants: Vec<&'r str>,
    /// Ids of the parties that take part.
    parties: Vec<&'r str>,
    /// Where.
    place: Option<&'r str>,
    /// When.
    when: TimeJson<'r>,
    /// Whether it took place.
    status: ContactStatus,
    /// What was spoken about.
    about: &'r [Term],
    /// The words.
    evidence: Vec<EvidenceJson<'r>>,
    corroboration: CorroborationJson,
}

/// Accounts that cannot both be true, or that accuse each other of the same thing.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Dispute")]
pub(super) struct DisputeJson<'r> {
    /// Stable name of the entry.
    id: &'r str,
    /// Ids that it replaces.
    was: &'r [String],
    /// Which.
    kind: DisputeKind,
    /// Ids of the parties.
    parties: Vec<&'r str>,
    /// About what.
    about: Option<&'r str>,
    /// Ids of the statements.
    statements: Vec<Cow<'r, str>>,
    /// The words.
    evidence: Vec<EvidenceJson<'r>>,
    corroboration: CorroborationJson,
}

/// A PLOVER event.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Event")]
pub(super) struct EventJson<'r> {
    /// Stable name of the entry.
    id: &'r str,
    /// Ids that it replaces.
    was: &'r [String],
    /// PLOVER's type.
    #[serde(rename = "type")]
    event_type: EventType,
    /// PLOVER's modes.
    modes: &'r [String],
    /// What keeps it from being one that happened now.
    aux: Option<EventAux>,
    /// PLOVER's contexts.
    contexts: &'r [String],
    /// Words or deeds, with or against.
    quad: Quad,
    /// CAMEO root code.
    cameo: Option<&'r str>,
    /// Who acts; all of them in a reciprocal event.
    source: Vec<EventActorJson<'r>>,
    /// Who is acted upon.
    target: Vec<EventActorJson<'r>>,
    /// When.
    when: TimeJson<'r>,
    /// Where.
    place: Option<&'r str>,
    /// The words.
    evidence: Vec<EvidenceJson<'r>>,
    corroboration: CorroborationJson,
}

/// Who acts or is acted upon.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EventActor")]
pub(super) struct EventActorJson<'r> {
    /// Id of the actor; null where it is none of the record.
    actor: Option<&'r str>,
    /// ISO 3166 alpha-3 or PLOVER's code.
    country: Option<&'r str>,
    /// PLOVER's sectors.
    sectors: &'r [String],
}

/// What the record does not cover, so that silence is seen.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Coverage")]
pub(super) struct CoverageJson<'r> {
    /// How many there were.
    reports: usize,
    /// How many of them were read.
    read: usize,
    /// What could not be read.
    set_aside: Vec<SetAsideJson<'r>>,
    /// Which reports repeat others.
    reprints: Vec<ReprintJson<'r>>,
    /// As written.
    unresolved_speakers: &'r [String],
    /// Sentences with a verb of speech and no statement.
    speech_without_statement: u64,
}

/// A report that could not be read.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SetAside")]
struct SetAsideJson<'r> {
    /// Its id, or the file.
    report: &'r str,
    /// Why.
    reason: &'r str,
}

/// A report that repeats another.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reprint")]
struct ReprintJson<'r> {
    /// Its id.
    report: &'r str,
    /// Id of the earliest.
    of: &'r str,
}

impl<'r> Views<'r> {
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

    fn evidence(&self, evidence: &Evidence) -> Option<EvidenceJson<'r>> {
        let (report, cut) = (self.0.report(evidence.report)?, self.0.cut(evidence)?);
        Some(EvidenceJson { report: &report.id, start: cut.start, end: cut.end, text: cut.text })
    }

    fn each<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Vec<EvidenceJson<'r>> {
        evidence.into_iter().filter_map(|piece| self.evidence(piece)).collect()
    }

    fn told<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> CorroborationJson {
        let told = self.0.corroboration(evidence);
        CorroborationJson { reports: told.reports, independent: told.independent, outlets: told.outlets }
    }

    fn time(&self, time: &TimeExpression<Evidence>) -> TimeJson<'r> {
        let text = time.text.map(|piece| self.0.words(&piece));
        TimeJson { from: time.period.from, to: time.period.to, text }
    }

    fn actor_id(&self, id: ActorId) -> &'r str {
        self.0.actor_id(id)
    }

    fn actor_ids(&self, ids: &[ActorId]) -> Vec<&'r str> {
        ids.iter().map(|id| self.actor_id(*id)).collect()
    }

    fn statement_id(&self, id: StatementId) -> Cow<'r, str> {
        self.0.statement_id(id).unwrap_or_default()
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
            replaced_by: position.replaced_by.and_then(|later| self.0.position_id(later)),
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

    pub(super) fn coverage(&self, coverage: &'r Coverage) -> CoverageJson<'r> {
        let id = |report| self.0.report(report).map_or("", |report| report.id.as_str());
        CoverageJson {
            reports: self.0.reports().len() + coverage.set_aside.len(),
            read: self.0.reports().len(),
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
