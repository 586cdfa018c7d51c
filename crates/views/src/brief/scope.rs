//! What of the record is shown.

use jiff::civil::Date;
use rapporteur_record::{
    ActorId, Contact, CueKind, Dispute, Evidence, HeldPosition, Period, Proposal, ReportId, Statement, StatementId,
    Term,
};

use super::BriefOptions;
use super::sides::Sides;
use crate::kept::Kept;

/// The narrowing that the options ask for, in the record's own terms.
pub(crate) struct Scope<'r> {
    record: &'r Kept,
    sides: &'r Sides,
    /// `None` where all parties are wanted.
    parties: Option<Vec<ActorId>>,
    /// Names that are no party's.
    pub(crate) unknown: Vec<String>,
    terms: Vec<Term>,
    pub(crate) since: Option<Date>,
    min_confidence: f32,
    cue_kinds: Vec<CueKind>,
}

impl<'r> Scope<'r> {
    pub(crate) fn of(record: &'r Kept, sides: &'r Sides, options: &BriefOptions) -> Self {
        let (mut parties, mut unknown) = (Vec::new(), Vec::new());
        for name in &options.parties {
            match sides.called(record, name) {
                Some(party) => parties.push(party),
                None => unknown.push(name.clone()),
            }
        }
        let parties = (!options.parties.is_empty()).then_some(parties);
        let (terms, cue_kinds) = (options.terms.clone(), options.cue_kinds.clone());
        let (since, min_confidence) = (options.since, options.min_confidence);
        Self { record, sides, parties, unknown, terms, since, min_confidence, cue_kinds }
    }

    /// The parties asked for; none where all are.
    pub(crate) fn asked(&self) -> &[ActorId] {
        self.parties.as_deref().unwrap_or_default()
    }

    pub(crate) fn terms(&self) -> &[Term] {
        &self.terms
    }

    pub(crate) fn party(&self, party: ActorId) -> bool {
        self.parties.as_ref().is_none_or(|wanted| wanted.contains(&party))
    }

    /// Whether one of them is, or is on the side of, a party that is wanted.
    fn any_party<'a>(&self, actors: impl IntoIterator<Item = &'a ActorId>) -> bool {
        self.parties.is_none()
            || actors.into_iter().any(|actor| self.sides.side(*actor).is_some_and(|side| self.party(side)))
    }

    pub(crate) fn any_term(&self, terms: &[Term]) -> bool {
        self.terms.is_empty() || terms.iter().any(|term| self.terms.contains(term))
    }

    /// By the time told where one is, else by the reports that tell it. What has no date at all is kept.
    fn recent<'e>(&self, told: Option<&Period>, evidence: impl IntoIterator<Item = &'e Evidence>) -> bool {
        let Some(since) = self.since else { return true };
        match told.filter(|period| !period.is_unknown()) {
            Some(period) => period.to.is_none_or(|to| to >= since),
            None => evidence.into_iter().any(|piece| self.published(piece.report).is_none_or(|day| day >= since)),
        }
    }

    fn published(&self, report: ReportId) -> Option<Date> {
        self.record.report(report)?.published
    }

    pub(crate) fn statement(&self, statement: &Statement<Evidence>) -> bool {
        self.any_party(statement.party.iter().chain(&statement.speaker))
            && self.any_term(&statement.about)
            && self.recent(Some(&statement.said.period), &statement.content)
            && (self.cue_kinds.is_empty() || self.cue_kinds.contains(&statement.cue_kind))
    }

    /// Whether the reader is sure enough of a statement. A position that rests on statements stands with the surest of them, a
    /// dispute falls with any.
    pub(crate) fn sure(&self, statement: &Statement<Evidence>) -> bool {
        statement.confidence.is_none_or(|sure| sure >= self.min_confidence)
    }

    /// A proposal with all its answers, since one is read against the others.
    pub(crate) fn proposal(&self, proposal: &Proposal<Evidence>) -> bool {
        let answering = proposal.responses.iter().map(|response| &response.party);
        let answers = proposal.responses.iter().flat_map(|response| &response.evidence);
        self.any_party(proposal.tabled_by.iter().chain(answering))
            && self.any_term(&proposal.terms)
            && self.recent(None, proposal.evidence.iter().chain(answers))
    }

    pub(crate) fn position(&self, position: &HeldPosition) -> bool {
        self.any_party([&position.party])
            && self.any_term(&[position.term])
            && self.recent(None, &position.evidence)
            && (position.statements.is_empty() || position.statements.iter().any(|id| self.is_sure(*id)))
    }

    fn is_sure(&self, statement: StatementId) -> bool {
        self.record.statement(statement).is_none_or(|statement| self.sure(&statement))
    }

    pub(crate) fn contact(&self, contact: &Contact<Evidence>) -> bool {
        self.any_party(contact.parties.iter().chain(&contact.participants))
            && self.any_term(&contact.about)
            && self.recent(Some(&contact.when.period), &contact.evidence)
    }

    pub(crate) fn dispute(&self, dispute: &Dispute<Evidence>) -> bool {
        let mut about = dispute.statements.iter().filter_map(|id| self.record.statement(*id));
        self.any_party(&dispute.parties)
            && (self.terms.is_empty() || about.any(|statement| self.any_term(&statement.about)))
            && self.recent(None, &dispute.evidence)
            && dispute.statements.iter().all(|id| self.is_sure(*id))
    }
}
