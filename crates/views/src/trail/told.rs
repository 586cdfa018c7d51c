//! Every entry of a record as one line, with what it rests on and whom it concerns.

use jiff::civil::Date;
use rapporteur_record::{
    ActorId, Authority, Contact, Dispute, Entry, Event, EventActor, Evidence, HeldPosition, Period, Proposal, Record,
    Statement, Term,
};

use crate::brief::words::{clean, clipped, spoken};

/// Longest words of a text that a line quotes.
const QUOTED: usize = 160;

/// One entry.
pub(crate) struct Told<'r> {
    pub(crate) section: &'static str,
    pub(crate) id: &'r str,
    pub(crate) was: &'r [String],
    /// What it tells, without the id.
    pub(crate) line: String,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) actors: Vec<ActorId>,
    /// The first day that it is about, else the day of the first report that tells it.
    pub(crate) day: Option<Date>,
}

/// All entries but the actors, section by section.
pub(crate) fn all(record: &Record) -> Vec<Told<'_>> {
    let mut all = Vec::new();
    all.extend(record.proposals.iter().map(|one| proposal(record, one)));
    all.extend(record.positions.iter().map(|one| position(record, one)));
    all.extend(record.contacts.iter().map(|one| contact(record, one)));
    all.extend(record.disputes.iter().map(|one| dispute(record, one)));
    all.extend(record.statements.iter().map(|one| statement(record, one)));
    all.extend(record.events.iter().map(|one| event(record, one)));
    all
}

pub(crate) fn name(record: &Record, actor: ActorId) -> String {
    record.actor(actor).map(|actor| clipped(&actor.name, 70)).unwrap_or_default()
}

fn names<'a>(record: &Record, actors: impl IntoIterator<Item = &'a ActorId>) -> String {
    let names: Vec<String> = actors.into_iter().map(|actor| name(record, *actor)).collect();
    if names.is_empty() { "nobody named".to_owned() } else { names.join(", ") }
}

/// "2024-05-02", "2024-05-02 to 2024-05-04", "since 2024-05-02"; empty where nothing is known.
fn days(period: &Period) -> String {
    match (period.from, period.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("since {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}

pub(crate) fn on(period: &Period) -> String {
    let days = days(period);
    if days.is_empty() { days } else { format!(", {days}") }
}

fn about(terms: &[Term]) -> String {
    let words: Vec<String> = terms.iter().map(|term| spoken(term.as_str())).collect();
    if words.is_empty() { String::new() } else { format!(", on {}", words.join(", ")) }
}

fn right(authority: Option<Authority>) -> String {
    authority.map(|authority| format!(" ({authority})")).unwrap_or_default()
}

fn day(record: &Record, period: &Period, evidence: &[Evidence]) -> Option<Date> {
    let told = evidence.iter().filter_map(|piece| record.report(piece.report)?.published).min();
    period.from.or(period.to).or(told)
}

pub(crate) fn proposal<'r>(record: &'r Record, entry: &'r Entry<Proposal<Evidence>>) -> Told<'r> {
    let by = names(record, &entry.tabled_by);
    let responses = entry.responses.iter().map(|answer| {
        let conditions = match clean(&answer.conditions.join("; ")) {
            none if none.is_empty() => none,
            told => format!(" ({told})"),
        };
        format!("{} {}{conditions}", name(record, answer.party), spoken(answer.response.as_str()))
    });
    let responses: Vec<String> = responses.collect();
    let answers = if responses.is_empty() { String::new() } else { format!(": {}", responses.join(", ")) };
    let line = format!("{}, tabled by {by}{}{answers}", clean(&entry.name), on(&entry.tabled.period));
    let mut evidence: Vec<Evidence> = entry.evidence.iter().copied().collect();
    evidence.extend(entry.responses.iter().flat_map(|answer| &answer.evidence));
    let actors = entry.tabled_by.iter().copied();
    let actors = actors.chain(entry.responses.iter().flat_map(|answer| [answer.party].into_iter().chain(answer.by)));
    let actors = actors.collect();
    told(record, ("proposal", &entry.id, &entry.was), line, evidence, actors, &entry.tabled.period)
}

pub(crate) fn position<'r>(record: &'r Record, entry: &'r Entry<HeldPosition>) -> Told<'r> {
    let wording = entry.wording.as_deref().map(|words| format!(" ({})", clipped(words, QUOTED))).unwrap_or_default();
    let by = entry.by.map(|by| format!(", by {}", name(record, by))).unwrap_or_default();
    let later = entry.replaced_by.and_then(|later| record.positions.get(later.index()));
    let later = later.map(|later| format!("; moved to {} [{}]", later.stance, later.id)).unwrap_or_default();
    let (term, stance) = (spoken(entry.term.as_str()), entry.stance);
    let party = name(record, entry.party);
    let line = format!("{party} {stance} {term}{wording}, {}{by}{}{later}", entry.standing, on(&entry.since.period));
    let actors = [entry.party].into_iter().chain(entry.by).collect();
    told(record, ("position", &entry.id, &entry.was), line, pieces(&entry.evidence), actors, &entry.since.period)
}

pub(crate) fn contact<'r>(record: &'r Record, entry: &'r Entry<Contact<Evidence>>) -> Told<'r> {
    let place = entry.place.as_deref().map(|place| format!(", {}", clean(place))).unwrap_or_default();
    let who = names(record, &entry.participants);
    let (kind, status) = (entry.kind, spoken(entry.status.as_str()));
    let line = format!("{kind} {status}: {who}{place}{}{}", on(&entry.when.period), about(&entry.about));
    let actors = entry.participants.iter().chain(&entry.parties).copied().collect();
    told(record, ("contact", &entry.id, &entry.was), line, pieces(&entry.evidence), actors, &entry.when.period)
}

pub(crate) fn dispute<'r>(record: &'r Record, entry: &'r Entry<Dispute<Evidence>>) -> Told<'r> {
    let matter = entry.about.as_deref().map(|about| format!(" about {}", clipped(about, QUOTED))).unwrap_or_default();
    let line = format!("{} of {}{matter}", spoken(entry.kind.as_str()), names(record, &entry.parties));
    let actors = entry.parties.clone();
    told(record, ("dispute", &entry.id, &entry.was), line, pieces(&entry.evidence), actors, &Period::default())
}

pub(crate) fn statement<'r>(record: &'r Record, entry: &'r Entry<Statement<Evidence>>) -> Told<'r> {
    let speaker = entry.speaker.map_or_else(|| "somebody".to_owned(), |speaker| name(record, speaker));
    let party = entry.party.filter(|party| Some(*party) != entry.speaker);
    let party = party.map(|party| format!(" for {}", name(record, party))).unwrap_or_default();
    let words = clipped(entry.content.first().text(&record.reports), QUOTED);
    let (act, firmness) = (entry.act, entry.firmness);
    let line = format!(
        "{speaker}{}{party}, {act}, {firmness}{}{}: {words}",
        right(entry.authority),
        on(&entry.said.period),
        about(&entry.about)
    );
    let actors = entry.speaker.into_iter().chain(entry.party).collect();
    let mut evidence = pieces(&entry.content);
    evidence.extend(entry.source.iter().chain(&entry.cue));
    told(record, ("statement", &entry.id, &entry.was), line, evidence, actors, &entry.said.period)
}

pub(crate) fn event<'r>(record: &'r Record, entry: &'r Entry<Event<Evidence>>) -> Told<'r> {
    let who = |all: &[EventActor]| {
        let names = all.iter().filter_map(|one| one.actor.map(|actor| name(record, actor)).or(one.country.clone()));
        names.collect::<Vec<_>>().join(", ")
    };
    let (source, target) = (who(&entry.source), who(&entry.target));
    let target = if target.is_empty() { target } else { format!(" to {target}") };
    let aux = entry.aux.map(|aux| format!(" ({aux})")).unwrap_or_default();
    let line = format!("{}{aux}: {source}{target}{}", entry.event_type, on(&entry.when.period));
    let actors = entry.source.iter().chain(&entry.target).filter_map(|one| one.actor).collect();
    told(record, ("event", &entry.id, &entry.was), line, pieces(&entry.evidence), actors, &entry.when.period)
}

fn pieces(evidence: &rapporteur_record::AtLeastOne<Evidence>) -> Vec<Evidence> {
    evidence.iter().copied().collect()
}

fn told<'r>(
    record: &'r Record,
    (section, id, was): (&'static str, &'r str, &'r [String]),
    line: String,
    mut evidence: Vec<Evidence>,
    actors: Vec<ActorId>,
    period: &Period,
) -> Told<'r> {
    evidence.sort_unstable();
    evidence.dedup();
    let day = day(record, period, &evidence);
    Told { section, id, was, line, evidence, actors, day }
}
