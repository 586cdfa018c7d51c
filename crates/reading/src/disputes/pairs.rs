//! Two sides' statements, one of which takes up the other.

use rapporteur_record::{Act, ActorId, AtLeastOne, Authority, CueKind, Dispute, DisputeKind};

use crate::context::Context;
use crate::said::{Matter, Said, span};
use crate::voices::voices;

/// How many statements back an answer may reach.
const BACK: usize = 4;

/// How many sentences back.
const SENTENCES: usize = 4;

pub(super) fn disputes(context: &Context<'_>, matter: &Matter, said: &[Said<'_>], told: &[Dispute]) -> Vec<Dispute> {
    let mut all: Vec<Dispute> = Vec::new();
    let speaks = |one: &&Said<'_>| {
        !one.voices.is_empty()
            && one.statement.authority != Some(Authority::Observer)
            && matches!(one.statement.cue_kind, CueKind::Speech | CueKind::Writing)
    };
    let sides: Vec<&Said<'_>> = said.iter().filter(speaks).collect();
    for (at, answer) in sides.iter().enumerate() {
        let nearest = sides[at.saturating_sub(BACK)..at].iter().rev().find_map(|first| {
            let kind = at_odds(context, matter, first, answer)?;
            Some((*first, kind))
        });
        let Some((first, kind)) = nearest else { continue };
        let dispute = dispute(context, first, answer, kind);
        let known = |other: &Dispute| {
            other.parties.iter().all(|party| dispute.parties.contains(party))
                && other.evidence.iter().any(|piece| dispute.evidence.iter().any(|own| own.overlaps(*piece)))
        };
        if !told.iter().chain(&all).any(known) {
            all.push(dispute);
        }
    }
    all
}

/// How the second is at odds with the first; `None` where it is not.
fn at_odds(context: &Context<'_>, matter: &Matter, first: &Said<'_>, answer: &Said<'_>) -> Option<DisputeKind> {
    let (one, other) = (first.voices.first()?, answer.voices.first()?);
    if one.party == other.party || distance(context, first, answer) > SENTENCES {
        return None;
    }
    let (act, reply) = (first.statement.act, answer.statement.act);
    let same_matter = shares_matter(context, matter, first, answer);
    match (act, reply) {
        (Act::Accuse, Act::Accuse) if same_matter || accused(context, first, other.party) => {
            Some(DisputeKind::MutualAccusation)
        }
        (Act::Assert | Act::Accuse | Act::Announce | Act::Criticise | Act::Threaten, Act::Deny) => {
            Some(DisputeKind::Denial)
        }
        (Act::Accuse, _) if contradicts(context, answer) => Some(DisputeKind::Denial),
        (Act::Assert | Act::Announce | Act::Deny | Act::Promise, _) if contradicts(context, answer) => {
            Some(DisputeKind::Contradiction)
        }
        _ => None,
    }
}

/// How many sentences lie between them.
fn distance(context: &Context<'_>, first: &Said<'_>, answer: &Said<'_>) -> usize {
    let sentence =
        |said: &Said<'_>| context.doc.token(said.start().min(context.doc.len().saturating_sub(1))).sentence();
    sentence(answer).abs_diff(sentence(first))
}

/// Whether they speak of the same term or use the same words of weight.
fn shares_matter(context: &Context<'_>, matter: &Matter, first: &Said<'_>, answer: &Said<'_>) -> bool {
    let terms = |said: &Said<'_>| -> Vec<_> {
        said.content
            .iter()
            .flat_map(|range| matter.categories(range))
            .chain(said.statement.about.iter().copied())
            .collect()
    };
    let (one, other) = (terms(first), terms(answer));
    let nouns = |said: &Said<'_>| -> Vec<&str> {
        let weighty = |at: &usize| {
            matches!(context.doc.tokens()[*at].pos, rapporteur_language::Pos::Noun | rapporteur_language::Pos::Propn)
        };
        said.tokens().filter(weighty).take(60).map(|at| context.doc.token(at).lemma()).collect()
    };
    one.iter().any(|term| other.contains(term)) || {
        let known = nouns(first);
        nouns(answer).iter().any(|noun| known.contains(noun))
    }
}

/// Whether the accusation names that party or its people.
fn accused(context: &Context<'_>, said: &Said<'_>, party: ActorId) -> bool {
    said.tokens().any(|at| voices(context, context.doc.token(at)).iter().any(|voice| voice.party == party))
}

/// Whether the cue says that it goes against what was said before: "retorted", "begged to differ".
fn contradicts(context: &Context<'_>, answer: &Said<'_>) -> bool {
    let doc = context.doc;
    let at_odds = |at: usize| {
        let token = doc.token(at);
        matches!(
            token.lemma().to_lowercase().as_str(),
            "retort"
                | "dispute"
                | "contradict"
                | "counter"
                | "rebut"
                | "refute"
                | "differ"
                | "contest"
                | "deny"
                | "dismiss"
                | "disagree"
        ) || matches!(token.lemma(), "hit" | "shoot" | "fire" | "snap")
            && token.children().any(|child| child.lemma() == "back")
    };
    answer.cue.iter().cloned().flatten().any(at_odds)
}

fn dispute(context: &Context<'_>, first: &Said<'_>, answer: &Said<'_>, kind: DisputeKind) -> Dispute {
    let mut parties: Vec<ActorId> = Vec::new();
    for voice in first.voices.iter().chain(&answer.voices) {
        if !parties.contains(&voice.party) {
            parties.push(voice.party);
        }
    }
    let spans: Vec<_> =
        first.content.iter().chain(&answer.content).map(|range| span(context.doc, range.clone())).collect();
    let evidence = AtLeastOne::from_vec(spans).unwrap_or_else(|| AtLeastOne::one(*first.statement.content.first()));
    Dispute { kind, parties, about: about(context, first), statements: vec![first.id, answer.id], evidence }
}

/// The first words of what is disputed.
fn about(context: &Context<'_>, first: &Said<'_>) -> Option<String> {
    let range = first.content.first()?.clone();
    let end = range.end.min(range.start + 16);
    let words = context.doc.slice(range.start..end).trim().trim_matches(['“', '”', '"', ',']).to_owned();
    (!words.is_empty()).then_some(words)
}
