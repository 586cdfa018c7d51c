//! Two sides' accounts, one of which goes against the other.
//!
//! Each account that opposes something is set against those shortly before it; the one that it goes with best, and well
//! enough, makes a dispute with it. What a side wants is no account: who refuses a demand disputes no fact.

use rapporteur_record::{Act, ActorId, ActorKind, AtLeastOne, Dispute, DisputeKind, Span};

use super::accounts::Account;
use super::opposition::{is_turned_on_another, opposition};
use super::relation::{blames, names, refers, relation};
use super::words::QUARREL;
use crate::context::Context;
use crate::said::span;

/// How many accounts back an answer may reach, and how many sentences.
const BACK: usize = 6;
const SENTENCES: usize = 3;

/// What a pair must weigh.
const ENOUGH: i32 = 5;

/// Two accounts at odds.
struct Pair {
    first: usize,
    answer: usize,
    parties: Vec<ActorId>,
    kind: DisputeKind,
}

pub(super) fn disputes(context: &Context<'_>, accounts: &[Account], told: &[Dispute]) -> Vec<Dispute> {
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, answer) in accounts.iter().enumerate() {
        let start = at.saturating_sub(BACK);
        let weighed = (start..at).rev().filter_map(|first| {
            let parties = at_odds(context, &accounts[first], answer)?;
            Some((weight(context, &accounts[first], answer), first, parties))
        });
        // What stands in the same paragraph before what stands elsewhere; of equals the nearest, which comes first.
        let rank = |weight: i32, first: usize| (weight >= ENOUGH && !parted(context, &accounts[first], answer), weight);
        let best = weighed.reduce(|best, next| if rank(next.0, next.1) > rank(best.0, best.1) { next } else { best });
        if let Some((_, first, parties)) = best.filter(|(weight, ..)| *weight >= ENOUGH) {
            let kind = kind(context, &accounts[first], answer);
            pairs.push(Pair { first, answer: at, parties, kind });
        }
    }
    let mut all: Vec<Dispute> = Vec::new();
    // The accounts of the last dispute.
    let mut ends: Vec<usize> = Vec::new();
    for pair in pairs {
        // "A says; B denies; A calls that a lie", "A says; B denies and says otherwise": one dispute.
        let goes_on = ends.contains(&pair.first)
            && all.last().is_some_and(|last| last.parties.iter().all(|party| pair.parties.contains(party)));
        let known = |other: &Dispute| {
            other.parties.iter().all(|party| pair.parties.contains(party))
                && touches(context, other, &accounts[pair.first])
        };
        if goes_on && let Some(last) = all.last_mut() {
            last.statements.extend(accounts[pair.answer].id);
            last.evidence.extend(AtLeastOne::from_vec(spans(context, &accounts[pair.answer])).into_iter().flatten());
            ends.push(pair.answer);
        } else if !beside(context, told, &accounts[pair.first]).iter().any(known)
            && let Some(dispute) =
                dispute(context, &accounts[pair.first], &accounts[pair.answer], pair.parties, pair.kind)
        {
            all.push(dispute);
            ends = vec![pair.first, pair.answer];
        }
    }
    all
}

/// The disputes told around an account: they stand in text order.
fn beside<'d>(context: &Context<'_>, told: &'d [Dispute], account: &Account) -> &'d [Dispute] {
    let start = spans(context, account).first().map_or(0, |span| span.start);
    let at = told.partition_point(|dispute| dispute.evidence.first().start <= start);
    &told[at.saturating_sub(4)..told.len().min(at + 2)]
}

/// The parties of two accounts if they are of two sides, so far as is known. Of whom nothing is known may be whom the other
/// speaks of.
fn at_odds(context: &Context<'_>, first: &Account, answer: &Account) -> Option<Vec<ActorId>> {
    let same_speaker = first.speaker.is_some() && first.speaker == answer.speaker;
    if same_speaker || first.parties.iter().any(|party| answer.parties.contains(party)) {
        return None;
    }
    let sure = |one: &Account| one.parties.len() == 1;
    if is_bystander(context, first) || is_bystander(context, answer) {
        return None;
    }
    let mut parties: Vec<ActorId> = match (sure(first), sure(answer)) {
        (true, true) => vec![first.parties[0], answer.parties[0]],
        (true, false) if answer.parties.is_empty() => with_counterpart(context, first.parties[0], first, answer),
        (false, true) if first.parties.is_empty() => with_counterpart(context, answer.parties[0], answer, first),
        _ => return None,
    };
    parties.dedup();
    Some(parties)
}

/// An outlet that is on no side: what it writes may be denied, yet it is no party's word.
fn is_bystander(context: &Context<'_>, one: &Account) -> bool {
    let kind = one.speaker.and_then(|speaker| context.mentions.actors().get(speaker.index())).map(|known| known.kind);
    one.parties.is_empty() && matches!(kind, Some(ActorKind::Outlet))
}

/// Whose word it is that one with a known side is at odds with: the side that it blames, or that speaks of it and is spoken of.
fn with_counterpart(context: &Context<'_>, party: ActorId, known: &Account, unknown: &Account) -> Vec<ActorId> {
    let blamed = known.spoken_of.iter().copied().find(|other| *other != party);
    let blamed = blamed.filter(|_| blames(context, known) || names(unknown, &[party]));
    std::iter::once(party).chain(blamed).collect()
}

fn weight(context: &Context<'_>, first: &Account, answer: &Account) -> i32 {
    let distance = answer.sentence.saturating_sub(first.ends);
    if distance > SENTENCES || blames(context, answer) && blames_a_stranger(context, answer) {
        return 0;
    }
    let opposes = opposition(context, answer);
    // "Both ministries denied it": who denies the same is of one mind.
    if opposes >= 3 && opposition(context, first) >= 3 && !blames(context, answer) && !names(answer, &first.parties) {
        return 0;
    }
    let accused = blames(context, first) && names(first, &answer.parties);
    let returns = blames(context, first) && blames(context, answer) || accused && names(answer, &first.parties);
    let replies = accused && distance <= 1 && refers(context, answer);
    let mut weight = opposes + relation(context, first, answer);
    weight += match distance {
        0 | 1 => 1,
        2 => -1,
        _ => -2,
    };
    weight += i32::from(returns) + i32::from(blames(context, first)) + i32::from(announced(context, first.sentence));
    weight += i32::from(!first.parties.is_empty() && !answer.parties.is_empty());
    let parted = parted(context, first, answer);
    weight -= i32::from(opposes < 3 && parted);
    // In another paragraph, with no word in common and none that points back, it is another matter.
    weight -= i32::from(parted && !refers(context, answer) && first.words.is_disjoint(&answer.words));
    // "denied reports that it had walked out": it is what others told, if nothing in common shows that it is what this one said.
    weight -= 3 * i32::from(denies_reports(context, answer) && first.words.is_disjoint(&answer.words));
    weight -= wish(first.act) + if opposes < 3 { wish(answer.act) } else { 0 };
    weight -= i32::from(first.act == Act::Reject) + i32::from(is_will(context, answer));
    // Without any mark of going against it, two sides merely both speak.
    if opposes == 0 && !returns && !replies { weight - 2 } else { weight }
}

/// "Accused a company of fraud": somebody who is brought in first with these words is no party that speaks beside.
fn blames_a_stranger(context: &Context<'_>, account: &Account) -> bool {
    let first = account.content.first().map(|range| context.doc.token(range.start));
    first.is_some_and(|word| matches!(word.text().to_lowercase().as_str(), "a" | "an"))
}

/// "reports that talks had failed", "rumours of a deal": what nobody in particular tells.
fn denies_reports(context: &Context<'_>, account: &Account) -> bool {
    let words = account.tokens().take(3).map(|at| context.doc.token(at));
    words
        .into_iter()
        .any(|word| word.tag == "NNS" && matches!(word.lemma(), "report" | "rumour" | "rumor" | "suggestion"))
}

/// Whether what is said speaks of what will or shall be, not of what was.
fn is_will(context: &Context<'_>, account: &Account) -> bool {
    let modal = account.tokens().take(10).map(|at| context.doc.token(at)).find(|token| token.tag == "MD");
    modal.is_some_and(|modal| !matches!(modal.text().to_lowercase().as_str(), "could" | "might" | "can"))
}

/// Whether the words right before tell that accounts differ.
fn announced(context: &Context<'_>, sentence: usize) -> bool {
    let start = context.doc.sentence(sentence.saturating_sub(1)).start;
    let words = (start..context.doc.sentence(sentence).end).take(80);
    words.map(|at| context.doc.token(at).text().to_lowercase()).any(|word| QUARREL.contains(&word.as_str()))
}

/// What says that something shall be, and so is no account of facts.
fn wish(act: Act) -> i32 {
    match act {
        Act::Demand | Act::Offer | Act::Promise | Act::Request | Act::Threaten => 2,
        // "said both leaders had accepted the draft" tells a fact of others.
        Act::Accept | Act::Praise | Act::Disclaim | Act::Expect => 1,
        _ => 0,
    }
}

/// How many tokens apart two accounts are not of one paragraph, whatever the text's form.
const FAR: usize = 400;

/// Whether a paragraph ends between them.
fn parted(context: &Context<'_>, first: &Account, answer: &Account) -> bool {
    let (start, end) = (first.start().min(answer.start()), answer.start().max(first.start()));
    end - start > FAR || context.doc.slice(start..end).contains("\n")
}

fn kind(context: &Context<'_>, first: &Account, answer: &Account) -> DisputeKind {
    let turned = answer.content.first().is_some_and(|range| is_turned_on_another(context, range.clone()));
    if turned || blames(context, first) && blames(context, answer) {
        DisputeKind::MutualAccusation
    } else if answer.act == Act::Deny || blames(context, first) {
        DisputeKind::Denial
    } else {
        DisputeKind::Contradiction
    }
}

fn touches(context: &Context<'_>, dispute: &Dispute, account: &Account) -> bool {
    let own = spans(context, account);
    let near = |piece: &Span| own.iter().any(|span| span.overlaps(*piece));
    dispute.evidence.iter().any(near)
}

/// The words of what is said.
pub(super) fn spans(context: &Context<'_>, account: &Account) -> Vec<Span> {
    account.content.iter().map(|range| span(context.doc, range.clone())).collect()
}

fn dispute(
    context: &Context<'_>,
    first: &Account,
    answer: &Account,
    parties: Vec<ActorId>,
    kind: DisputeKind,
) -> Option<Dispute> {
    let spans: Vec<Span> = spans(context, first).into_iter().chain(spans(context, answer)).collect();
    let mut evidence = AtLeastOne::from_vec(spans)?;
    evidence.sort_and_dedup();
    Some(Dispute {
        kind,
        parties,
        about: about(context, first),
        statements: first.id.into_iter().chain(answer.id).collect(),
        evidence,
    })
}

/// The first words of what is disputed.
fn about(context: &Context<'_>, first: &Account) -> Option<String> {
    let range = first.content.first()?.clone();
    let end = range.end.min(range.start + 16);
    let words = context.doc.slice(range.start..end).trim().trim_matches(['“', '”', '"', ',']).to_owned();
    (!words.is_empty()).then_some(words)
}
