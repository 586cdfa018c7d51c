//! Occasions: which tellings of a report are of one and the same contact.
//!
//! A telling joins an earlier contact that it can be about: of a kind that fits, with no other sides, persons or days.
//! Words that point back ("the meeting", "such a call") need not name anybody; where a report speaks of "the talks" before
//! or without saying whose, they are those of the two parties that it mostly shows in contact.

use std::collections::BTreeMap;

use rapporteur_record::{ActorId, ActorKind, AtLeastOne, Contact, ContactKind, ContactStatus, Span, TimeExpression};

use super::sides::{is_body, is_named_person, is_state, parties_of};
use super::telling::Telling;
use crate::context::Context;

/// How many contacts back a telling is compared with.
const COMPARED: usize = 30;

/// A contact as far as it has been told.
#[derive(Clone, Debug)]
struct Occasion {
    told: Telling,
    evidence: Vec<Span>,
}

/// What becomes of a telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It makes a contact: the one of this number.
    Stands(usize),
    /// It tells more of the contact of this number.
    Joins(usize),
    /// Nobody is visited.
    NoVisit,
    /// It doesn't tell enough: of one side or of none.
    TooFewSides,
}

/// The contacts of which these are the tellings, in the order of the text.
pub(super) fn contacts(context: &Context<'_>, tellings: Vec<Telling>) -> Vec<Contact> {
    let (occasions, _) = gathered(context, tellings);
    occasions.into_iter().filter_map(|occasion| occasion.contact(context)).collect()
}

/// What becomes of each telling, with the telling as far as the others complete it.
pub(super) fn fates(context: &Context<'_>, tellings: Vec<Telling>) -> Vec<(Telling, Fate)> {
    gathered(context, tellings).1
}

fn gathered(context: &Context<'_>, mut tellings: Vec<Telling>) -> (Vec<Occasion>, Vec<(Telling, Fate)>) {
    let pair = main_pair(context, &tellings);
    add_grounds(&mut tellings, pair);
    let pair = pair.filter(|pair| is_main(context, *pair));
    complete(context, &mut tellings, pair);
    let visited = parties_in_contact(&tellings);
    let mut occasions: Vec<Occasion> = Vec::new();
    let mut fates = Vec::new();
    for telling in tellings {
        // Who arrives at a neutral place for talks visits nobody.
        let at_home =
            |host: ActorId| pair.map_or_else(|| visited.binary_search(&host).is_ok(), |pair| pair.contains(&host));
        if telling.journey && !is_visit(&telling, at_home) {
            fates.push((telling, Fate::NoVisit));
            continue;
        }
        let recent = occasions.len().saturating_sub(COMPARED);
        let off =
            |known: &Occasion| matches!(known.told.verdict.status, ContactStatus::Denied | ContactStatus::Cancelled);
        let fits = |known: &Occasion| is_same(context, &known.told, &telling);
        // "The talks were hard": those that took place, rather than those that did not.
        let alive = telling.anaphoric && !telling.verdict.told;
        // "The talks included the envoy": those that were held, rather than a summit ahead.
        let took_place = |status: ContactStatus| matches!(status, ContactStatus::Held | ContactStatus::UnderWay);
        let akin = |known: &Occasion| {
            known.told.kind == telling.kind
                && took_place(known.told.verdict.status)
                && took_place(telling.verdict.status)
        };
        let taken_up = || occasions[recent..].iter().rposition(|known| akin(known) && fits(known));
        let talked_there = || occasions[recent..].iter().rposition(|known| is_talk_at(&known.told, &telling));
        let same = telling.talked.then(talked_there).flatten().or_else(|| telling.anaphoric.then(taken_up).flatten());
        let same = same.or_else(|| occasions[recent..].iter().rposition(|known| !(alive && off(known)) && fits(known)));
        let same = same.or_else(|| occasions[recent..].iter().rposition(fits));
        let fate = match same {
            Some(at) => {
                occasions[recent + at].tell_more(telling.clone());
                Fate::Joins(recent + at)
            }
            None if stands(context, &telling) => {
                let evidence = vec![telling.evidence];
                occasions.push(Occasion { told: telling.clone(), evidence });
                Fate::Stands(occasions.len() - 1)
            }
            None => Fate::TooFewSides,
        };
        fates.push((telling, fate));
    }
    (occasions, fates)
}

/// Is a going a visit by itself? To one of those who negotiate; anywhere abroad, of somebody with a name and to no other
/// end that is told.
fn is_visit(telling: &Telling, at_home: impl Fn(ActorId) -> bool) -> bool {
    let free = telling.named_person && !telling.has_aim && (telling.abroad || telling.host.is_some());
    telling.host.is_some_and(at_home) || free
}

/// The two parties whose talks "the talks" are: those most often told in contact, or else most often named. Where the
/// report has many parties (a conference), "the talks" are everybody's ([`is_main`]).
fn main_pair(context: &Context<'_>, tellings: &[Telling]) -> Option<[ActorId; 2]> {
    let mut counts: BTreeMap<[ActorId; 2], usize> = BTreeMap::new();
    // Where many are together, no two of them are.
    for telling in tellings.iter().filter(|telling| !telling.social && telling.parties.len() <= MANY) {
        for (at, one) in telling.parties.iter().enumerate().take(8) {
            for other in telling.parties.iter().skip(at + 1).take(8) {
                *counts.entry([*one.min(other), *one.max(other)]).or_default() += 1;
            }
        }
    }
    counts.retain(|pair, _| !pair.iter().any(|party| context.mentions.mediates(*party)));
    let named = times_named(context);
    let weight = |party: &ActorId| named.get(party).copied().unwrap_or_default();
    let in_contact = counts
        .iter()
        .max_by_key(|(pair, count)| (**count, pair.iter().map(weight).sum::<usize>(), std::cmp::Reverse(**pair)));
    let pair = in_contact.map(|(pair, _)| *pair).or_else(|| {
        let mut most: Vec<(&ActorId, &usize)> = named.iter().filter(|(id, _)| negotiates(context, **id)).collect();
        most.sort_by_key(|(party, count)| (std::cmp::Reverse(**count), **party));
        Some([*most.first()?.0, *most.get(1)?.0])
    })?;
    Some(pair)
}

/// A contact of more parties than this is a conference.
const MANY: usize = 4;

/// Are nearly all parties that a report names these two?
fn is_main(context: &Context<'_>, pair: [ActorId; 2]) -> bool {
    let named = times_named(context);
    let weight = |party: &ActorId| named.get(party).copied().unwrap_or_default();
    let all: usize = named.values().sum();
    pair.iter().map(weight).sum::<usize>() * 100 >= all * MAIN_SHARE
}

/// States, blocs and armed groups do; whether a company or a court does, the report must show.
fn negotiates(context: &Context<'_>, party: ActorId) -> bool {
    let kind = context.mentions.actors().get(party.index()).map(|actor| actor.kind);
    matches!(kind, Some(ActorKind::State | ActorKind::Bloc | ActorKind::ArmedGroup))
}

/// Which part of all mentions of parties the main pair must have, in a hundred.
const MAIN_SHARE: usize = 55;

/// How often each party is named, by itself or through its people.
fn times_named(context: &Context<'_>) -> BTreeMap<ActorId, usize> {
    let mut counts: BTreeMap<ActorId, usize> = BTreeMap::new();
    for (at, actor) in context.mentions.actors().iter().enumerate() {
        let own = actor.kind.can_be_party().then_some(ActorId(at as u32));
        if let Some(party) = actor.party.or(own) {
            *counts.entry(party).or_default() += actor.mentions.len();
        }
    }
    // Who mediates is no side, where two others are.
    if counts.keys().filter(|party| !context.mentions.mediates(**party)).count() > 1 {
        counts.retain(|party, _| !context.mentions.mediates(*party));
    }
    counts
}

fn parties_in_contact(tellings: &[Telling]) -> Vec<ActorId> {
    let of_contacts = tellings.iter().filter(|telling| !telling.journey && telling.parties.len() >= 2);
    let mut parties: Vec<ActorId> = of_contacts.flat_map(|telling| telling.parties.iter().copied()).collect();
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// "Norland's envoy held talks in Sudmark's capital": with those whom the report shows in contact with others all the time.
fn add_grounds(tellings: &mut [Telling], pair: Option<[ActorId; 2]>) {
    let alone = |telling: &&mut Telling| {
        telling.is_noun && telling.kind == ContactKind::Talks && telling.parties.len() == 1 && !telling.anaphoric
    };
    for telling in tellings.iter_mut().filter(alone) {
        let ground = telling.ground.filter(|ground| pair.is_some_and(|pair| pair.contains(ground)));
        telling.add_parties(ground.as_slice());
    }
}

/// "X and Y will meet in Oslo. It is not clear whether they will meet alone."
fn take_up_they(before: &[Telling], telling: &mut Telling) {
    let Some(known) = before.last().filter(|_| telling.they) else { return };
    let beside = telling.sentence - known.sentence <= 1;
    if beside && known.parties.len() == 2 && !known.journey && known.named_person {
        telling.parties.clone_from(&known.parties);
        telling.participants.clone_from(&known.participants);
    }
}

/// "Norland's minister said in Sudmark that the two countries would meet": those two, not the report's.
fn take_two_here(context: &Context<'_>, telling: &mut Telling) {
    let named = telling.participants.iter().any(|one| is_named_person(context, *one));
    if telling.two_here.len() == 2 && !named {
        telling.parties = std::mem::take(&mut telling.two_here);
        telling.participants.clone_from(&telling.parties);
    }
}

/// "the talks" without sides: the sentence's parties, or else the report's two.
fn complete(context: &Context<'_>, tellings: &mut [Telling], pair: Option<[ActorId; 2]>) {
    let open = |telling: &&mut Telling| sides_of(context, telling).len() < 2 && telling.kind != ContactKind::Visit;
    // "The second round" is one of talks only where talks are spoken of.
    let talks = tellings.iter().any(|telling| telling.kind == ContactKind::Talks && !telling.round);
    for at in 0..tellings.len() {
        let (before, rest) = tellings.split_at_mut(at);
        for telling in rest.iter_mut().take(1) {
            take_up_they(before, telling);
            take_two_here(context, telling);
        }
        let Some(telling) = rest.first_mut().filter(open).filter(|telling| talks || !telling.round) else { continue };
        let mut besides = parties_of(context, &telling.bystanders);
        besides.retain(|party| !context.mentions.mediates(*party));
        let known = telling.parties.first().copied();
        if telling.is_noun && (known.is_some() || telling.alone) && besides.len() + telling.parties.len() >= 2 {
            // "the union said talks with the company had broken down"
            telling.add_parties(&besides);
        } else if telling.states && !pair.is_some_and(|pair| pair.iter().all(|party| is_state(context, *party))) {
            // "the two presidents" in a report on a government and its rebels
            let two = std::mem::take(&mut telling.two);
            telling.add_parties(&two);
        } else if let Some(pair) = pair.filter(|_| telling.alone || telling.several)
            && telling.parties.iter().all(|party| pair.contains(party))
        {
            telling.add_parties(&pair);
        } else if let Some(same) = told_before(before, telling) {
            telling.add_parties(&same);
        } else if telling.several
            && telling.two.iter().filter(|party| telling.parties.contains(party)).count() == telling.parties.len()
        {
            let two = std::mem::take(&mut telling.two);
            telling.add_parties(&two);
        }
    }
}

/// How many sentences back "they" or "another round" may point.
const FAR: usize = 4;

/// The parties of the contact that was told shortly before, which "they", "the two" or "another round" take up.
fn told_before(before: &[Telling], telling: &Telling) -> Option<Vec<ActorId>> {
    let nearest = before.last().filter(|known| telling.sentence - known.sentence <= 1);
    if telling.anaphoric && nearest.is_some_and(|known| known.company && known.parties.len() < 2) {
        // "left a meeting with the minister, saying the talks had failed": those, not what was told before.
        return None;
    }
    let takes_up = telling.several || telling.alone || telling.again && telling.parties.is_empty();
    let far = if telling.again { 4 * FAR } else { FAR };
    let known = before.iter().rev().find(|known| known.parties.len() >= 2 && !known.journey)?;
    let near = telling.sentence - known.sentence <= far;
    let fits = telling.parties.iter().all(|party| known.parties.contains(party));
    (takes_up && near && fits).then(|| known.parties.clone())
}

impl Telling {
    /// "the talks", only spoken of: nothing says that they take place, where or when.
    fn is_bare(&self) -> bool {
        self.anaphoric && !self.company && !self.verdict.told && self.place.is_none() && self.when.text.is_none()
    }

    fn add_parties(&mut self, parties: &[ActorId]) {
        for party in parties {
            if !self.parties.contains(party) {
                self.parties.push(*party);
                self.participants.push(*party);
            }
        }
    }
}

/// Does the telling make a contact by itself?
fn stands(context: &Context<'_>, telling: &Telling) -> bool {
    match telling.parties.as_slice() {
        // Two persons of whom no party is known may be anybody.
        [] => false,
        _ if telling.is_bare() || is_general(telling) => false,
        _ if sides_of(context, telling).len() >= 2 => true,
        [_] if telling.kind == ContactKind::Visit => telling.abroad || telling.company,
        // One side is known, the other is told of and not known.
        [_] if telling.company && tells_enough(telling) => true,
        [bloc] => {
            let convenes = telling.kind == ContactKind::Meeting && !telling.anaphoric && telling.verdict.told;
            convenes && is_body(context, *bloc)
        }
        _ => false,
    }
}

/// "the ongoing negotiations", "if talks began", "a pause for talks on key issues": talks as such, of nobody, nowhere and at no time.
fn is_general(telling: &Telling) -> bool {
    let open = matches!(telling.verdict.status, ContactStatus::Possible | ContactStatus::UnderWay);
    let mentioned = !telling.verdict.told && !telling.anaphoric;
    telling.is_noun
        && telling.unsided
        && (open || mentioned)
        && !telling.again
        && telling.place.is_none()
        && telling.when.text.is_none()
}

/// "had talks with the envoy", "in a letter to the envoy"; no more than spoken of are talks that are only thought of.
fn tells_enough(telling: &Telling) -> bool {
    let open = telling.verdict.status == ContactStatus::Possible && telling.participants.len() < 2;
    let written = telling.kind == ContactKind::Correspondence;
    !telling.is_noun || !open && (telling.verdict.told || written || telling.participants.len() >= 2)
}

/// The sides that take part: parties, and persons of whom no party is known.
fn sides_of(context: &Context<'_>, telling: &Telling) -> Vec<ActorId> {
    let actors = context.mentions.actors();
    let alone = |id: &&ActorId| {
        actors.get(id.index()).is_some_and(|actor| actor.kind == ActorKind::Person && actor.party.is_none())
    };
    telling.parties.iter().chain(telling.participants.iter().filter(alone)).copied().collect()
}

fn is_same(context: &Context<'_>, known: &Telling, later: &Telling) -> bool {
    kinds_fit(known, later)
        && sides_fit(context, known, later)
        && days_fit(known, later)
        && !takes_back(known, later)
        && hosts_fit(known, later)
        && !(later.stranger && sides_of(context, later).len() < 2)
        && !(later.invites && later.place.is_some() && later.place != known.place)
        && (later.anaphoric || stages_fit(known, later, true))
}

/// "They met in Oslo. They discussed aid": what the same parties talk of right after their meeting is talked of at it.
fn is_talk_at(known: &Telling, later: &Telling) -> bool {
    let took_place = matches!(known.verdict.status, ContactStatus::Held | ContactStatus::UnderWay);
    let has = |all: &[ActorId], one: &ActorId| all.contains(one);
    let same = known.parties.len() == later.parties.len() && known.parties.iter().all(|one| has(&later.parties, one));
    took_place && same && known.kind != ContactKind::Visit && later.sentence - known.sentence <= 2
}

/// "The joint session never took place" takes nothing back that the report itself tells as held.
fn takes_back(known: &Telling, later: &Telling) -> bool {
    let happened = known.verdict.status == ContactStatus::Held && known.verdict.told && !known.ascribed;
    happened && later.verdict.status == ContactStatus::Denied
}

/// A visit to one is no visit to another.
fn hosts_fit(known: &Telling, later: &Telling) -> bool {
    let both_visits = known.kind == ContactKind::Visit && later.kind == ContactKind::Visit;
    !both_visits || known.host.is_none() || later.host.is_none() || known.host == later.host
}

fn kinds_fit(known: &Telling, later: &Telling) -> bool {
    use ContactKind::{Call, Meeting, Talks};
    if known.kind == later.kind {
        return true;
    }
    if known.social || later.social {
        return false;
    }
    if known.travelled && later.anaphoric && later.kind == ContactKind::Visit {
        // "flew to Oslo to meet him, but the trip was called off": so was the meeting.
        return later.sentence - known.sentence <= 1;
    }
    let face_to_face = |kind| matches!(kind, Meeting | Talks);
    let exact = known.when.period.bounds().is_some() && later.when.period.bounds().is_some();
    let one_day = exact && known.when.period.overlaps(&later.when.period) && stages_fit(known, later, false);
    (face_to_face(known.kind) && face_to_face(later.kind) && (later.anaphoric || one_day))
        || (later.anaphoric && known.kind == Call && later.kind == Talks && one_day)
}

/// Nobody on the one that cannot be on the other.
fn sides_fit(context: &Context<'_>, known: &Telling, later: &Telling) -> bool {
    let (ours, theirs) = (sides_of(context, known), sides_of(context, later));
    if theirs.is_empty() || later.attended && later.sentence - known.sentence <= 1 {
        return later.anaphoric;
    }
    let within = |small: &[ActorId], large: &[ActorId]| small.iter().all(|side| large.contains(side));
    let exact = known.when.period.bounds().is_some() && later.when.period.bounds().is_some();
    // Without days to tell, new words that name other sides tell of another contact.
    let open = |one: &Telling| sides_of(context, one).len() < 2 && (!one.company || one.several);
    let free = later.anaphoric || exact || open(known) || open(later);
    let same = within(&ours, &theirs) && within(&theirs, &ours);
    (same || free && (within(&ours, &theirs) || within(&theirs, &ours))) && persons_fit(context, known, later)
}

/// No party sends different persons.
fn persons_fit(context: &Context<'_>, known: &Telling, later: &Telling) -> bool {
    let actors = context.mentions.actors();
    let persons = |telling: &Telling| -> Vec<(Option<ActorId>, ActorId)> {
        let entries = telling.participants.iter().filter_map(|id| Some((*id, actors.get(id.index())?)));
        entries.filter(|(_, entry)| entry.kind == ActorKind::Person).map(|(id, entry)| (entry.party, id)).collect()
    };
    let (ours, theirs) = (persons(known), persons(later));
    ours.iter().all(|(party, person)| {
        let mut same_side = theirs.iter().filter(|(other, _)| other == party).peekable();
        same_side.peek().is_none()
            || theirs.contains(&(*party, *person))
            || theirs.iter().any(|one| one.0 == *party && ours.contains(one))
    })
}

fn days_fit(known: &Telling, later: &Telling) -> bool {
    known.when.period.overlaps(&later.when.period)
}

/// A contact held and one planned are two, unless their days say otherwise.
fn stages_fit(known: &Telling, later: &Telling, by_days: bool) -> bool {
    use ContactStatus::{Cancelled, Denied, Held, Planned, Possible, UnderWay};
    let stage = |status| match status {
        Held => 0,
        Planned | Possible => 1,
        Denied | Cancelled => 2,
        UnderWay => 3,
    };
    let exact = by_days && known.when.period.bounds().is_some() && later.when.period.bounds().is_some();
    let (before, now) = (stage(known.verdict.status), stage(later.verdict.status));
    // "The Herald wrote that they had spoken. The two never spoke, her office said."
    let disowned = by_days && known.ascribed && now == 2 && later.sentence - known.sentence <= 2;
    before == now
        || exact
        || (before == 1 && now == 2)
        || disowned
        || (!later.verdict.told && later.when.text.is_none())
}

impl Occasion {
    fn tell_more(&mut self, more: Telling) {
        self.evidence.push(more.evidence);
        let known = &mut self.told;
        known.verdict.status = later_status(known, &more);
        for (list, added) in [(&mut known.participants, &more.participants), (&mut known.parties, &more.parties)] {
            for actor in added {
                if !list.contains(actor) {
                    list.push(*actor);
                }
            }
        }
        known.place = known.place.take().or(more.place);
        known.when = narrower(known.when, more.when);
        known.about.extend(more.about);
    }

    fn contact(mut self, context: &Context<'_>) -> Option<Contact> {
        self.evidence.sort_unstable();
        self.evidence.dedup();
        let mut told = self.told;
        told.about.sort_unstable();
        told.about.dedup();
        let actors = context.mentions.actors();
        if told.parties.len() == 1 && told.kind == ContactKind::Visit && !told.abroad {
            return None;
        }
        // A party that a person takes part for is no participant besides.
        let all = told.participants.clone();
        told.participants.retain(|one| {
            let sends = |other: &ActorId| {
                other != one && actors.get(other.index()).is_some_and(|actor| actor.party == Some(*one))
            };
            // Nor is "delegations" or "the two" one, besides those who are named.
            let vague = actors.get(one.index()).is_some_and(|actor| {
                actor.party.is_none() && matches!(actor.kind, ActorKind::Group | ActorKind::Unnamed)
            });
            !vague && (told.kind == ContactKind::Visit || !all.iter().any(sends))
        });
        Some(Contact {
            kind: told.kind,
            participants: told.participants,
            parties: told.parties,
            place: told.place,
            when: told.when,
            status: told.verdict.status,
            about: told.about,
            evidence: AtLeastOne::from_vec(self.evidence)?,
        })
    }
}

/// What takes place is not ahead again; what is denied or cancelled was so last.
fn later_status(known: &Telling, later: &Telling) -> ContactStatus {
    use ContactStatus::{Cancelled, Denied, Held, Planned, Possible, UnderWay};
    let (before, now) = (known.verdict.status, later.verdict.status);
    if !later.verdict.told && (known.verdict.told || before == Held) {
        return before;
    }
    match (before, now) {
        (Held | UnderWay, Planned | Possible | Held) => before,
        (Denied | Cancelled, Possible | Planned) => before,
        (Planned, Possible) => before,
        _ => now,
    }
}

fn narrower(known: TimeExpression, later: TimeExpression) -> TimeExpression {
    match (known.period.bounds(), later.period.bounds()) {
        (None, Some(_)) => later,
        (Some(_), Some(_)) if known.period.contains(&later.period) => later,
        _ => known,
    }
}
