//! A contact that a report ascribes to somebody, and that a side of it denies soon after.
//!
//! ```text
//! A newspaper reported that the president had called the premier. The premier's office denied it.     denied
//! A newspaper reported that they had met; the ministry called the report groundless.                  denied
//! The president called the premier. He denied wrongdoing.                                             held
//! ```
//!
//! Only a bare "it", "this" or "that", or a word like "the report" or "any such meeting", takes up what was ascribed; what
//! else is denied says itself what it is.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::ContactStatus;

use super::telling::Telling;
use super::trigger::Trigger;
use crate::context::Context;

const DENYING: [&str; 6] = ["deny", "refute", "dispute", "reject", "dismiss", "contradict"];
const CALLING: [&str; 5] = ["call", "describe", "brand", "label", "term"];
const FALSE: [&str; 19] = [
    "false",
    "untrue",
    "baseless",
    "groundless",
    "unfounded",
    "invented",
    "fabricated",
    "fiction",
    "invention",
    "fabrication",
    "nonsense",
    "fake",
    "lie",
    "rumour",
    "fantasy",
    "tale",
    "imagination",
    "gossip",
    "rubbish",
];
const TAKING_UP: [&str; 3] = ["it", "this", "that"];
const ACCOUNTS: [&str; 8] = ["report", "claim", "story", "account", "allegation", "suggestion", "rumour", "version"];
const CONTACTS: [&str; 7] = ["meeting", "encounter", "contact", "call", "conversation", "talks", "visit"];

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
    let doc = context.doc;
    let own = doc.token(trigger.token).sentence();
    let rest = doc.sentence(own).filter(|at| *at > trigger.token);
    let next = (own + 1 < doc.sentence_count()).then(|| doc.sentence(own + 1));
    rest.chain(next.into_iter().flatten()).map(|at| doc.token(at)).filter(|verb| verb.pos == Pos::Verb).any(|verb| {
        let negated = verb.children().any(|child| child.dep == "neg");
        !negated
            && (denies(verb) || calls_false(verb))
            && verb.children().any(|child| child.dep == "nsubj" && is_side(context, child, telling))
    })
}

/// "denied it", "dismissed the report", "called it fiction", "described the report as groundless".
fn denies(verb: TokenRef<'_>) -> bool {
    // "called it fiction": the parse makes "it" the subject of "fiction".
    let below = verb.children_by(&["ccomp", "oprd", "xcomp"]).flat_map(|child| child.children_by(&["nsubj"]));
    let takes_up = verb.children_by(&["dobj"]).chain(below).any(takes_up);
    let called_false = || {
        let says = |word: TokenRef<'_>| FALSE.contains(&word.lemma());
        let named = |child: TokenRef<'_>| {
            matches!(child.dep, "oprd" | "ccomp" | "acomp" | "attr" | "xcomp") && says(child)
                || child.dep == "prep" && child.children().any(says)
                || child.children_by(&["acomp", "attr", "oprd"]).any(says)
        };
        verb.children().any(named)
    };
    takes_up && (DENYING.contains(&verb.lemma()) || CALLING.contains(&verb.lemma()) && called_false())
}

/// "“Pure fantasy,” her office said": what is said is no more than that.
fn calls_false(verb: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let said = |index: usize| FALSE.contains(&doc.token(index).lemma());
    let sentence = doc.sentence(verb.sentence());
    let short = sentence.len() <= SHORT;
    let whole =
        verb.children_by(&["ccomp", "dobj", "nsubj", "dep", "npadvmod"]).any(|below| FALSE.contains(&below.lemma()));
    short && verb.is_root() && whole && sentence.into_iter().any(said)
}

/// A sentence that says no more than that something is false has not more tokens than these.
const SHORT: usize = 20;

/// "it", "the report", "any such meeting".
fn takes_up(object: TokenRef<'_>) -> bool {
    let such = || object.children().any(|child| matches!(child.lemma(), "such" | "this" | "that" | "any"));
    let known = || object.children().any(|child| matches!(child.lemma(), "the" | "such" | "this" | "that" | "any"));
    TAKING_UP.contains(&object.text().to_lowercase().as_str())
        || ACCOUNTS.contains(&object.lemma()) && known()
        || CONTACTS.contains(&object.lemma()) && such()
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
