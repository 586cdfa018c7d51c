//! From a deed to the record's event: roles, time, place, evidence.

use rapporteur_language::TokenRef;
use rapporteur_record::codebook::Light;
use rapporteur_record::{AtLeastOne, Event, EventActor, EventAux, EventType, Period, Span, TimeExpression};

use super::deed::Deed;
use super::finder::{Finder, is_verb};
use super::roles::{Roles, roles};
use super::{Explained, contexts};
use crate::clause;
use crate::codes::ActorCode;
use crate::dates::date_of_event;

/// Longest evidence, in tokens; longer ones come of mistaken parses.
const LONGEST: usize = 60;

/// The event of a deed; `None` where nobody is known in it.
pub(super) fn event(finder: &Finder<'_, '_>, deed: &Deed) -> Option<Explained> {
    let roles = roles(finder, deed);
    if !is_told(finder, deed, &roles) {
        return None;
    }
    let context = finder.context;
    let evidence = evidence(finder, deed);
    let date = date_of_event(context.doc, &context.dates, deed.anchor);
    let when = date
        .map_or_else(TimeExpression::default, |date| TimeExpression { period: date.period, text: Some(date.phrase) });
    let aux = deed.aux.or_else(|| is_long_past(finder, &when.period).then_some(EventAux::Historical));
    let reason = reason(deed, &roles);
    let event = Event {
        event_type: deed.event_type,
        modes: deed.mode.iter().cloned().collect(),
        aux,
        contexts: contexts::of(finder, deed),
        cameo: Some(cameo(deed).to_owned()),
        source: actors(&roles.source),
        target: actors(&roles.target),
        when,
        place: place(finder, deed),
        evidence: AtLeastOne::one(evidence),
    };
    Some(Explained { event, reason })
}

/// Somebody must be known; a bare noun must tell more than one that a verb carries.
fn is_told(finder: &Finder<'_, '_>, deed: &Deed, roles: &Roles) -> bool {
    let somebody = !roles.source.is_empty() || !roles.target.is_empty();
    let both = roles.source.iter().any(|code| code.country.is_some())
        && (roles.reciprocal || roles.target.iter().any(|code| code.country.is_some()));
    if is_aside(finder, deed) && !both {
        return false;
    }
    let Some(by) = deed.by_noun else { return somebody };
    let alone = finder.frame(deed).is_some_and(|frame| frame.alone);
    let noun = finder.doc().token(by.noun);
    match by.light {
        Some(Light::Do | Light::End | Light::Suffer) => somebody,
        Some(Light::Happen | Light::Finish) => somebody && (alone || roles.own_source),
        None => {
            // "The attack was weak" says how it is, not that it was.
            let is_described = noun.dep == "nsubj" && noun.head_token().lemma() == "be";
            let sited = alone && (noun.is_root() || matches!(noun.dep, "nsubj" | "nsubjpass")) && !is_described;
            sited && somebody || roles.own_source && !roles.target.is_empty()
        }
    }
}

/// Is it told beside the sentence's own matter, in a relative clause, a participle, an adjunct?
fn is_aside(finder: &Finder<'_, '_>, deed: &Deed) -> bool {
    let mut at = finder.doc().token(deed.anchor);
    loop {
        let above = at.head_token();
        if above == at {
            return false;
        }
        let noun_of_verb = matches!(at.dep, "dobj" | "nsubj" | "nsubjpass") && is_verb(above);
        if !noun_of_verb && !matches!(at.dep, "conj" | "ccomp" | "parataxis" | "xcomp" | "acomp" | "attr" | "oprd") {
            return true;
        }
        at = above;
    }
}

pub(super) fn actors(codes: &[ActorCode]) -> Vec<EventActor> {
    let actor = |code: &ActorCode| EventActor {
        actor: code.actor,
        country: code.country.clone(),
        sectors: code.sectors.iter().map(|sector| sector.code().to_owned()).collect(),
    };
    let mut all: Vec<EventActor> = Vec::new();
    for one in codes.iter().map(actor) {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// CAMEO's root code of the type, for those who need continuity.
pub(super) fn cameo_of(event_type: EventType, mode: Option<&str>) -> &'static str {
    use EventType::*;
    match event_type {
        Agree => "03",
        Consult => "04",
        Support => "05",
        Cooperate => "06",
        Aid => "07",
        Concede | Retreat => "08",
        Accuse if mode == Some("investigate") => "09",
        Request => "10",
        Accuse => "11",
        Reject => "12",
        Threaten => "13",
        Protest => "14",
        Mobilize => "15",
        Sanction => "16",
        Coerce => "17",
        Assault => match mode {
            Some("firearms" | "heavy-weapons" | "aerial" | "drone") => "19",
            Some("unconventional") => "20",
            _ => "18",
        },
    }
}

fn cameo(deed: &Deed) -> &'static str {
    cameo_of(deed.event_type, deed.mode.as_deref())
}

/// The deed's clause.
fn evidence(finder: &Finder<'_, '_>, deed: &Deed) -> Span {
    let doc = finder.doc();
    let anchor = doc.token(deed.anchor);
    let range = if is_verb(anchor) {
        clause::clause_range(anchor)
    } else if matches!(anchor.dep, "acomp" | "oprd" | "attr") && deed.by_noun.is_none() {
        clause::clause_range(anchor.head_token())
    } else {
        anchor.subtree_range()
    };
    let words = deed.used.iter().copied();
    let (first, last) = words.fold((anchor.index(), anchor.index()), |(first, last), at| (first.min(at), last.max(at)));
    let range = if range.len() > LONGEST { first..last + 1 } else { range.start.min(first)..range.end.max(last + 1) };
    let range = if range.len() > 2 * LONGEST { anchor.index()..anchor.index() + 1 } else { range };
    let bytes = doc.bytes(range);
    Span { start: bytes.start as u32, end: bytes.end as u32 }
}

/// Did it end more than a year before the report?
fn is_long_past(finder: &Finder<'_, '_>, period: &Period) -> bool {
    let (Some(published), Some(to)) = (finder.context.published, period.to) else { return false };
    published.since(to).is_ok_and(|age| age.get_days() > 365)
}

/// The place that the clause names: "in Oran".
fn place(finder: &Finder<'_, '_>, deed: &Deed) -> Option<String> {
    let doc = finder.doc();
    let above = deed.used.iter().chain([&deed.anchor]).map(|at| doc.token(*at));
    let mentions = &finder.context.mentions;
    let named = |head: TokenRef<'_>| {
        mentions
            .place(head.index())
            .map(str::to_owned)
            .or_else(|| matches!(head.ent_type, "GPE" | "LOC" | "FAC").then(|| head.text().to_owned()))
    };
    above
        .flat_map(|token| token.children_by(&["prep"]))
        .filter(|child| matches!(child.text().to_lowercase().as_str(), "in" | "at" | "near" | "outside"))
        .flat_map(|child| child.children_by(&["pobj"]))
        .find_map(named)
}

fn reason(deed: &Deed, roles: &Roles) -> String {
    let side =
        |codes: &[ActorCode]| codes.iter().flat_map(|code| code.reasons.iter().cloned()).collect::<Vec<_>>().join(", ");
    format!(
        "{} | {} → {}{}",
        deed.reason,
        side(&roles.source),
        side(&roles.target),
        if roles.reciprocal { " (reciprocal)" } else { "" }
    )
}
