//! What "will", "not", "may", "if" and verbs above make of a deed.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::Together;
use rapporteur_record::{EventAux, EventType};

use super::deed::Deed;
use super::finder::{Finder, is_verb, outlook};
use super::phrase::lower;
use crate::clause::{self, Modality};

/// How many words above a deed are asked.
const CLIMB: usize = 5;

/// The deed as its modal verbs, denials and conditions leave it; `None` where they leave none.
pub(super) fn judged(finder: &Finder<'_, '_>, mut deed: Deed) -> Option<Deed> {
    if deed.source.is_some() {
        return Some(deed);
    }
    let anchor = finder.doc().token(deed.anchor);
    let verb = if is_verb(anchor) { anchor } else { copula(anchor) };
    let denied = is_denied(&deed, anchor, verb);
    let mut told = if is_verb(verb) { clause::modality(verb) } else { Modality::Told };
    if is_going_to(verb) {
        told = Modality::Will;
    }
    if told == Modality::Would && !is_reported(finder, verb) {
        deed.aux = Some(EventAux::Hypothetical);
        return Some(deed);
    }
    match (told, denied) {
        (Modality::Will | Modality::Would, false) => turned(finder, deed, "will"),
        (Modality::Will | Modality::Would, true) => turned(finder, deed, "will not"),
        (Modality::May, false) => Some(Deed { aux: Some(EventAux::Hypothetical), ..deed }),
        (Modality::Must, _) => asked(finder, deed, verb),
        (_, true) => denied_deed(finder, deed),
        (_, false) => {
            deed.aux = above(finder, verb);
            Some(deed)
        }
    }
}

/// "is ready", "are willing": the verb that carries tense and denial.
fn copula(anchor: TokenRef<'_>) -> TokenRef<'_> {
    if matches!(anchor.dep, "acomp" | "oprd" | "attr") { anchor.head_token() } else { anchor }
}

fn is_denied(deed: &Deed, anchor: TokenRef<'_>, verb: TokenRef<'_>) -> bool {
    let own = is_verb(verb) && clause::is_negated(verb);
    let adjective = anchor.pos == Pos::Adj && anchor.children_by(&["neg"]).next().is_some();
    let noun = deed.by_noun.filter(|_| !is_verb(verb)).is_some_and(|by| {
        let noun = anchor.doc().token(by.noun);
        noun.children_by(&["det", "neg"]).any(|word| matches!(word.text().to_lowercase().as_str(), "no" | "not"))
    });
    own || adjective || noun
}

/// "is going to", "is about to", "is set to".
fn is_going_to(verb: TokenRef<'_>) -> bool {
    let above = verb.head_token();
    let to = verb.children_by(&["aux"]).any(|aux| aux.tag == "TO");
    to && matches!(verb.dep, "xcomp" | "ccomp")
        && (above.lemma() == "go" && above.tag == "VBG"
            || matches!(above.lemma(), "about" | "due")
            || above.lemma() == "be")
}

/// Is it told by somebody that they would?
fn is_reported(finder: &Finder<'_, '_>, verb: TokenRef<'_>) -> bool {
    let mut at = verb;
    for _ in 0..CLIMB {
        if at.children_by(&["mark"]).any(|mark| mark.text().eq_ignore_ascii_case("if")) {
            return false;
        }
        let above = at.head_token();
        if above == at {
            return false;
        }
        if matches!(at.dep, "ccomp" | "parataxis") && finder.words.is_speech(&lower(above)) {
            return true;
        }
        if !matches!(at.dep, "conj" | "ccomp" | "xcomp") {
            return false;
        }
        at = above;
    }
    false
}

/// Whoever says what a clause tells: the subject of the verb of speech above it.
pub(super) fn speaker<'r>(finder: &Finder<'_, 'r>, verb: TokenRef<'r>) -> Option<TokenRef<'r>> {
    let mut at = verb;
    for _ in 0..CLIMB {
        let above = at.head_token();
        if above == at {
            return None;
        }
        if matches!(at.dep, "ccomp" | "parataxis") && finder.words.is_speech(&lower(above)) {
            return clause::subject(above);
        }
        if !matches!(at.dep, "conj" | "ccomp" | "xcomp" | "advcl") {
            return None;
        }
        at = above;
    }
    None
}

fn turned(finder: &Finder<'_, '_>, deed: Deed, modal: &str) -> Option<Deed> {
    let together = finder.words.modal(modal, deed.event_type);
    let event_type = match together {
        None | Some(Together::Same) => return Some(deed),
        Some(Together::Nothing) => return Some(Deed { aux: Some(EventAux::Negation), ..deed }),
        Some(Together::Is(event_type)) => event_type,
    };
    let mode = if event_type == deed.event_type {
        deed.mode.clone()
    } else {
        finder.words.mode_over(event_type, deed.event_type, deed.mode.as_deref()).map(str::to_owned)
    };
    let reason = format!("{modal} over {}", deed.reason);
    Some(Deed { event_type, mode, reason, ..deed })
}

fn denied_deed(finder: &Finder<'_, '_>, deed: Deed) -> Option<Deed> {
    let becomes = finder.frame(&deed).and_then(|frame| frame.denied).filter(|_| deed.governed.is_none());
    Some(match becomes {
        Some(event_type) => {
            let mode = finder.words.mode_over(event_type, deed.event_type, deed.mode.as_deref()).map(str::to_owned);
            let reason = format!("not {}", deed.reason);
            Deed { event_type, mode, reason, ..deed }
        }
        None => Deed { aux: Some(EventAux::Negation), ..deed },
    })
}

/// "Norland said the rebels must release them": asked of the subject by whoever says so.
fn asked<'r>(finder: &Finder<'_, 'r>, deed: Deed, verb: TokenRef<'r>) -> Option<Deed> {
    let speaker = speaker(finder, verb);
    let subject = clause::subject(verb).or_else(|| verb.children_by(&["nsubjpass"]).next());
    let (Some(speaker), Some(subject)) = (speaker, subject) else {
        return Some(Deed { aux: Some(EventAux::Hypothetical), ..deed });
    };
    if matches!(deed.event_type, EventType::Request | EventType::Accuse) && deed.governed.is_some() {
        return Some(deed);
    }
    let mode = finder.words.mode_over(EventType::Request, deed.event_type, None).map(str::to_owned);
    let reason = format!("must over {}", deed.reason);
    let (source, target) = (Some(speaker.index()), Some(subject.index()));
    Some(Deed { event_type: EventType::Request, mode, source, target, reason, ..deed })
}

/// What stands above: "wants to", "hopes to", "if".
fn above(finder: &Finder<'_, '_>, verb: TokenRef<'_>) -> Option<EventAux> {
    let mut at = verb;
    for _ in 0..CLIMB {
        let conditional = at
            .children_by(&["mark"])
            .any(|mark| matches!(mark.text().to_lowercase().as_str(), "if" | "unless" | "whether"));
        if conditional {
            return Some(EventAux::Hypothetical);
        }
        let over = at.head_token();
        if over == at || !matches!(at.dep, "xcomp" | "ccomp" | "pcomp" | "advcl" | "conj" | "prep" | "acl") {
            break;
        }
        if at.dep == "advcl" && at.tag != "VB" {
            break;
        }
        let purpose = at.dep == "advcl" && at.children_by(&["aux"]).any(|aux| aux.tag == "TO");
        if purpose {
            return Some(EventAux::Hypothetical);
        }
        if at.dep != "conj"
            && let Some(aux) = outlook(finder.words, over)
        {
            return Some(aux);
        }
        at = over;
    }
    clause::is_question(verb).then_some(EventAux::Hypothetical)
}
