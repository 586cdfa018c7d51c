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
        let Some((first, kind)) = taken_up(context, matter, &sides[at.saturating_sub(BACK)..at], answer) else {
            continue;
        };
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

/// Which of the statements before it an answer is at odds with, and how: the last accusation by another party, or else the
/// last word of another.
fn taken_up<'a, 's>(
    context: &Context<'_>,
    matter: &Matter,
    before: &[&'a Said<'s>],
    answer: &Said<'_>,
) -> Option<(&'a Said<'s>, DisputeKind)> {
    let party = answer.voices.first()?.party;
    let of_another = |first: &&&Said<'_>| {
        first.voices.iter().all(|voice| voice.party != party) && distance(context, first, answer) <= SENTENCES
    };
    let others: Vec<&Said<'_>> = before.iter().rev().filter(of_another).copied().collect();
    let blame = others.iter().find(|first| blames(context, first));
    if let Some(first) = blame
        && let Some(kind) = answer_to_blame(context, matter, first, answer)
    {
        return Some((first, kind));
    }
    let first = others.first()?;
    let kind = answer_to_claim(context, matter, first, answer)?;
    Some((first, kind))
}

fn answer_to_blame(context: &Context<'_>, matter: &Matter, first: &Said<'_>, answer: &Said<'_>) -> Option<DisputeKind> {
    let named = accused(context, first, answer.voices.first()?.party);
    let related = named || takes_up(context, matter, first, answer);
    // "A says that B did it" is blame, whatever its verb, where B's blame of A came right before.
    let returned =
        named && distance(context, first, answer) <= 2 && accused(context, answer, first.voices.first()?.party);
    if related && denies(context, answer) {
        return Some(DisputeKind::Denial);
    }
    if blames(context, answer) && (related || contradicts(context, answer)) || returned {
        return Some(DisputeKind::MutualAccusation);
    }
    contradicts(context, answer).then_some(DisputeKind::Denial)
}

/// Whether it blames another: by what is done, or by its verb.
fn blames(context: &Context<'_>, said: &Said<'_>) -> bool {
    said.statement.act == Act::Accuse || has_cue(context, said, &["accuse", "blame", "charge"])
}

/// Whether it denies: by what is done, or by its verb.
fn denies(context: &Context<'_>, said: &Said<'_>) -> bool {
    said.statement.act == Act::Deny || has_cue(context, said, &["deny", "refute", "rebut"])
}

fn has_cue(context: &Context<'_>, said: &Said<'_>, lemmas: &[&str]) -> bool {
    said.cue.iter().cloned().flatten().any(|at| lemmas.contains(&context.doc.token(at).lemma()))
}

fn answer_to_claim(context: &Context<'_>, matter: &Matter, first: &Said<'_>, answer: &Said<'_>) -> Option<DisputeKind> {
    let claims = !matches!(first.statement.act, Act::Accept | Act::Disclaim | Act::Praise);
    match answer.statement.act {
        _ if claims && denies(context, answer) && takes_up(context, matter, first, answer) => Some(DisputeKind::Denial),
        _ if claims && contradicts(context, answer) && distance(context, first, answer) <= 2 => {
            Some(DisputeKind::Contradiction)
        }
        _ => None,
    }
}

/// Whether the answer is about what the first said: the same matter, or "no such", "it", "that".
fn takes_up(context: &Context<'_>, matter: &Matter, first: &Said<'_>, answer: &Said<'_>) -> bool {
    let refers = |at: usize| {
        matches!(
            context.doc.token(at).text().to_lowercase().as_str(),
            "such" | "it" | "that" | "this" | "so" | "these" | "those"
        )
    };
    shares_matter(context, matter, first, answer) || answer.tokens().any(refers)
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
            "retort" | "dispute" | "contradict" | "rebut" | "refute" | "differ" | "contest" | "dismiss" | "disagree"
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
