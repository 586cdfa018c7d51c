//! A contact that a report ascribes to somebody, and that a side of it denies in the next sentence.
//!
//! ```text
//! A newspaper reported that the president had called the premier. The premier's office denied it.     denied
//! The president called the premier. He denied wrongdoing.                                             held
//! ```
//!
//! Only a bare "it", "this" or "that" takes up the sentence before; what else is denied says itself what it is.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::ContactStatus;

use super::telling::Telling;
use super::trigger::Trigger;
use crate::context::Context;

const DENYING: [&str; 4] = ["deny", "refute", "dispute", "reject"];
const TAKING_UP: [&str; 3] = ["it", "this", "that"];

/// Says of a telling that it was denied, where it was.
pub(super) fn hear(context: &Context<'_>, trigger: &Trigger, telling: &mut Telling) {
    let told_as_fact = matches!(telling.verdict.status, ContactStatus::Held | ContactStatus::UnderWay);
    if told_as_fact && is_ascribed(context.doc.token(trigger.token)) && is_denied(context, trigger, telling) {
        telling.verdict.status = ContactStatus::Denied;
        telling.verdict.by_days = false;
    }
}

/// Does it stand in what somebody reports?
fn is_ascribed(token: TokenRef<'_>) -> bool {
    std::iter::once(token).chain(token.ancestors()).any(|above| above.dep == "ccomp")
}

fn is_denied(context: &Context<'_>, trigger: &Trigger, telling: &Telling) -> bool {
    let next = context.doc.token(trigger.token).sentence() + 1;
    if next >= context.doc.sentence_count() {
        return false;
    }
    context.doc.sentence(next).map(|at| context.doc.token(at)).any(|verb| {
        let denies = verb.pos == Pos::Verb && DENYING.contains(&verb.lemma());
        let negated = verb.children().any(|child| child.dep == "neg");
        let takes_up = verb
            .children()
            .any(|child| child.dep == "dobj" && TAKING_UP.contains(&child.text().to_lowercase().as_str()));
        denies
            && !negated
            && takes_up
            && verb.children().any(|child| child.dep == "nsubj" && is_side(context, child, telling))
    })
}

/// Is it somebody of the contact, or of a party to it?
fn is_side(context: &Context<'_>, subject: TokenRef<'_>, telling: &Telling) -> bool {
    context.mentions.referents(subject.index()).iter().any(|&actor| {
        let party = context.mentions.actors().get(actor.index()).and_then(|actor| actor.party);
        telling.participants.contains(&actor)
            || telling.parties.contains(&actor)
            || party.is_some_and(|party| telling.parties.contains(&party))
    })
}
