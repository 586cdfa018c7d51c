//! Contacts as events: a call, meeting, visit or round of talks is CONSULT; one that is planned is AGREE.

use rapporteur_language::Doc;
use rapporteur_record::{Contact, ContactKind, ContactStatus, Event, EventActor, EventAux, EventType};

use super::Explained;
use super::finder::Finder;
use super::told::cameo_of;
use crate::codes::{ActorCode, Coder};
use crate::said::tokens;

/// Adds the contacts of which the frames found nothing. Where they found the same words, the contact gives day and place.
pub(super) fn add(finder: &Finder<'_, '_>, contacts: &[Contact], found: &mut Vec<Explained>) {
    let told = found.len();
    let meets = |contact: &&Contact| contact.kind != ContactKind::Correspondence && !is_summons(finder.doc(), contact);
    for contact in contacts.iter().filter(meets) {
        let same = found[..told].iter_mut().filter(|one| is_meeting(&one.event)).find(|one| {
            one.event.evidence.iter().any(|piece| contact.evidence.iter().any(|words| piece.overlaps(*words)))
        });
        match same {
            Some(one) => {
                if one.event.when.text.is_none() {
                    one.event.when = contact.when;
                }
                one.event.place = one.event.place.take().or_else(|| contact.place.clone());
            }
            None => found.extend(event(finder.coder, contact)),
        }
    }
}

/// A planned one is AGREE, a cancelled one REJECT, one that is asked for REQUEST.
fn is_meeting(event: &Event) -> bool {
    matches!(event.event_type, EventType::Consult | EventType::Agree | EventType::Reject)
        || event.modes.iter().any(|mode| mode == "meet")
}

/// Is somebody called in to hear a complaint, "summoned"? That is no meeting.
fn is_summons(doc: &Doc, contact: &Contact) -> bool {
    contact.evidence.iter().flat_map(|span| tokens(doc, *span)).any(|at| doc.token(at).lemma() == "summon")
}

fn event(coder: &Coder<'_, '_>, contact: &Contact) -> Option<Explained> {
    let codes: Vec<ActorCode> = contact.participants.iter().filter_map(|actor| coder.of_actor(*actor)).collect();
    if codes.iter().filter(|code| code.country.is_some()).count() < 2 {
        return None;
    }
    let (event_type, aux) = match contact.status {
        ContactStatus::Held | ContactStatus::UnderWay => (EventType::Consult, None),
        ContactStatus::Planned => (EventType::Agree, None),
        ContactStatus::Possible => (EventType::Consult, Some(EventAux::Hypothetical)),
        ContactStatus::Denied => (EventType::Consult, Some(EventAux::Negation)),
        ContactStatus::Cancelled => (EventType::Reject, None),
    };
    let mode = match contact.kind {
        _ if event_type == EventType::Reject => Some("meet"),
        _ if event_type == EventType::Agree => None,
        ContactKind::Call => Some("phone"),
        ContactKind::Visit => Some("visit"),
        _ if contact.parties.len() > 2 => Some("multilateral"),
        _ => None,
    };
    let actor = |code: &ActorCode| EventActor {
        actor: code.actor,
        country: code.country.clone(),
        sectors: code.sectors.iter().map(|sector| sector.code().to_owned()).collect(),
    };
    let mut source: Vec<EventActor> = codes.iter().map(actor).collect();
    // The visitor is named first, the host last.
    let visit = contact.kind == ContactKind::Visit && source.len() > 1;
    let target = if visit { source.split_off(source.len() - 1) } else { Vec::new() };
    let event = Event {
        event_type,
        modes: mode.map(str::to_owned).into_iter().collect(),
        aux,
        contexts: vec!["diplomatic".to_owned()],
        cameo: Some(cameo_of(event_type, mode).to_owned()),
        source,
        target,
        when: contact.when,
        place: contact.place.clone(),
        evidence: contact.evidence.clone(),
    };
    Some(Explained { event, reason: format!("a contact: {} {}", contact.status, contact.kind) })
}
