//! Setting a field of an entry by its name in the JSON.

use std::str::FromStr;

use jiff::civil::Date;
use rapporteur_record::{ActorId, Evidence, Period, Record, Response, Stance, Standing, Term, TimeExpression};

use super::Section;

/// Sets it; the reason where it can't be.
pub(super) fn set(record: &mut Record, section: Section, at: usize, field: &str, value: &str) -> Result<(), String> {
    let value = Some(value.trim()).filter(|value| !value.is_empty() && *value != "null");
    match section {
        Section::Statement => statement(record, at, field, value),
        Section::Contact => contact(record, at, field, value),
        Section::Position => position(record, at, field, value),
        Section::Proposal => proposal(record, at, field, value),
        Section::Dispute => dispute(record, at, field, value),
        Section::Event => event(record, at, field, value),
        Section::Actor => actor(record, at, field, value),
    }
}

const GONE: &str = "there is no such entry";

fn statement(record: &mut Record, at: usize, field: &str, value: Option<&str>) -> Result<(), String> {
    let who = || value.map(|name| named(record, name)).transpose();
    let (speaker, party) = match field {
        "speaker" => (Some(who()?), None),
        "party" => (None, Some(who()?)),
        _ => (None, None),
    };
    let told = &mut record.statements.get_mut(at).ok_or(GONE)?.told;
    match field {
        "speaker" => told.speaker = speaker.flatten(),
        "party" => told.party = party.flatten(),
        "authority" => told.authority = maybe(value)?,
        "audience" => told.audience = value.map(str::to_owned),
        "cue_kind" => told.cue_kind = word(value)?,
        "mode" => told.mode = word(value)?,
        "act" => told.act = word(value)?,
        "firmness" => told.firmness = word(value)?,
        "about" => told.about = words(value)?,
        "stances" => told.stances = listed(value).map(stance).collect::<Result<_, _>>()?,
        "said" => told.said = time(value)?,
        _ => {
            return Err(unknown(
                field,
                "speaker, party, authority, audience, cue_kind, mode, act, firmness, about, stances, said",
            ));
        }
    }
    Ok(())
}

fn contact(record: &mut Record, at: usize, field: &str, value: Option<&str>) -> Result<(), String> {
    let who = if matches!(field, "participants" | "parties") { all_named(record, value)? } else { Vec::new() };
    let told = &mut record.contacts.get_mut(at).ok_or(GONE)?.told;
    match field {
        "kind" => told.kind = word(value)?,
        "status" => told.status = word(value)?,
        "participants" => told.participants = who,
        "parties" => told.parties = who,
        "place" => told.place = value.map(str::to_owned),
        "when" => told.when = time(value)?,
        "about" => told.about = words(value)?,
        _ => return Err(unknown(field, "kind, status, participants, parties, place, when, about")),
    }
    Ok(())
}

fn position(record: &mut Record, at: usize, field: &str, value: Option<&str>) -> Result<(), String> {
    let who = match (field, value) {
        ("party" | "by", Some(name)) => Some(named(record, name)?),
        _ => None,
    };
    let told = &mut record.positions.get_mut(at).ok_or(GONE)?.told.position;
    match field {
        "party" => told.party = who.ok_or("a position is some party's")?,
        "by" => told.by = who,
        "term" => told.term = word(value)?,
        "stance" => told.stance = word(value)?,
        "standing" => told.standing = word(value)?,
        "wording" => told.wording = value.map(str::to_owned),
        "since" => told.since = time(value)?,
        _ => return Err(unknown(field, "party, by, term, stance, standing, wording, since")),
    }
    Ok(())
}

fn proposal(record: &mut Record, at: usize, field: &str, value: Option<&str>) -> Result<(), String> {
    let who = if field == "tabled_by" { all_named(record, value)? } else { Vec::new() };
    let answering = field.strip_prefix("response.").map(|party| named(record, party)).transpose()?;
    let told = &mut record.proposals.get_mut(at).ok_or(GONE)?.told;
    match (field, answering) {
        (_, Some(party)) => match (told.responses.iter_mut().find(|answer| answer.party == party), value) {
            (Some(answer), Some(_)) => answer.response = word(value)?,
            (_, None) => told.responses.retain(|answer| answer.party != party),
            (None, Some(_)) => told.responses.push(Response {
                party,
                response: word(value)?,
                by: None,
                authority: None,
                standing: Standing::Reported,
                when: TimeExpression::default(),
                conditions: Vec::new(),
                evidence: told.evidence.clone(),
            }),
        },
        ("name", _) => told.name = value.ok_or("a proposal has a name")?.to_owned(),
        ("terms", _) => told.terms = words(value)?,
        ("tabled_by", _) => told.tabled_by = who,
        ("tabled", _) => told.tabled = time(value)?,
        _ => return Err(unknown(field, "name, terms, tabled_by, tabled, response.PARTY")),
    }
    Ok(())
}

fn dispute(record: &mut Record, at: usize, field: &str, value: Option<&str>) -> Result<(), String> {
    let who = if field == "parties" { all_named(record, value)? } else { Vec::new() };
    let told = &mut record.disputes.get_mut(at).ok_or(GONE)?.told;
    match field {
        "kind" => told.kind = word(value)?,
        "parties" => told.parties = who,
        "about" => told.about = value.map(str::to_owned),
        _ => return Err(unknown(field, "kind, parties, about")),
    }
    Ok(())
}

fn event(record: &mut Record, at: usize, field: &str, value: Option<&str>) -> Result<(), String> {
    let told = &mut record.events.get_mut(at).ok_or(GONE)?.told;
    match field {
        "type" => told.event_type = word(value)?,
        "aux" => told.aux = maybe(value)?,
        "place" => told.place = value.map(str::to_owned),
        "when" => told.when = time(value)?,
        _ => return Err(unknown(field, "type, aux, place, when")),
    }
    Ok(())
}

fn actor(record: &mut Record, at: usize, field: &str, value: Option<&str>) -> Result<(), String> {
    let who = match (field, value) {
        ("party", Some(name)) => Some(named(record, name)?),
        _ => None,
    };
    let told = &mut record.actors.get_mut(at).ok_or(GONE)?.told;
    match field {
        "name" => {
            let name = value.ok_or("an actor has a name")?.to_owned();
            let old = std::mem::replace(&mut told.name, name);
            if !told.aliases.contains(&old) {
                told.aliases.push(old);
            }
        }
        "kind" => told.kind = word(value)?,
        "code" => told.code = value.map(str::to_owned),
        "sector" => told.sector = value.map(str::to_owned),
        "party" => told.party = who,
        "office" => told.office = value.map(str::to_owned),
        "authority" => told.authority = maybe(value)?,
        _ => return Err(unknown(field, "name, kind, code, sector, party, office, authority")),
    }
    Ok(())
}

fn unknown(field: &str, fields: &str) -> String {
    format!("there is no field {field:?} to correct; there are {fields}")
}

fn word<T: FromStr<Err = rapporteur_record::UnknownWord>>(value: Option<&str>) -> Result<T, String> {
    value.unwrap_or_default().parse().map_err(|error: rapporteur_record::UnknownWord| error.to_string())
}

fn maybe<T: FromStr<Err = rapporteur_record::UnknownWord>>(value: Option<&str>) -> Result<Option<T>, String> {
    value.map(|_| word(value)).transpose()
}

fn words<T: FromStr<Err = rapporteur_record::UnknownWord>>(value: Option<&str>) -> Result<Vec<T>, String> {
    listed(value).map(|one| word(Some(one))).collect()
}

fn listed(value: Option<&str>) -> impl Iterator<Item = &str> {
    value.unwrap_or_default().split(',').map(str::trim).filter(|one| !one.is_empty())
}

/// "ceasefire:for".
fn stance(value: &str) -> Result<(Term, Stance), String> {
    let (term, stance) =
        value.split_once(':').ok_or_else(|| format!("{value:?} is no stance; write it as ceasefire:for"))?;
    Ok((word(Some(term.trim()))?, word(Some(stance.trim()))?))
}

/// "2024-05-02" or "2024-05-02..2024-05-04", either end left out where it is not known.
fn time(value: Option<&str>) -> Result<TimeExpression<Evidence>, String> {
    let Some(value) = value else { return Ok(TimeExpression::default()) };
    let day = |text: &str| -> Result<Option<Date>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| format!("{text:?} is no day; write it as 2024-05-02"))
    };
    let (from, to) = match value.split_once("..") {
        Some((from, to)) => (day(from)?, day(to)?),
        None => (day(value)?, day(value)?),
    };
    if matches!((from, to), (Some(from), Some(to)) if to < from) {
        return Err(format!("{value} ends before it begins"));
    }
    Ok(TimeExpression { period: Period { from, to }, text: None })
}

/// The actor of an id, a code or a name, whatever its case.
fn named(record: &Record, name: &str) -> Result<ActorId, String> {
    let wanted = name.trim().to_lowercase();
    let same = |text: &str| text.to_lowercase() == wanted;
    let by = |is: &dyn Fn(&rapporteur_record::Entry<rapporteur_record::Actor<Evidence>>) -> bool| {
        record.actors.iter().zip(0..).find(|(actor, _)| is(actor)).map(|(_, at)| ActorId(at))
    };
    by(&|actor| actor.id == name.trim())
        .or_else(|| by(&|actor| actor.was.iter().any(|was| was == name.trim())))
        .or_else(|| by(&|actor| actor.code.as_deref().is_some_and(same) || same(&actor.name)))
        .or_else(|| by(&|actor| actor.aliases.iter().any(|alias| same(alias))))
        .ok_or_else(|| format!("nobody in this record is called {name:?}"))
}

fn all_named(record: &Record, value: Option<&str>) -> Result<Vec<ActorId>, String> {
    listed(value).map(|name| named(record, name)).collect()
}
