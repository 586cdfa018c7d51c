//! What every form of events needs of one.

use jiff::civil::Date;
use rapporteur_record::{Around, Entry, Event, EventActor, EventAux, Evidence, Quad};

/// An event in plain words.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// The record's id.
    pub id: String,
    /// Its first day: as told, else that of the first report.
    pub date: Option<Date>,
    /// Its last day where the text gives one.
    pub end: Option<Date>,
    /// Does the text itself give the day?
    pub dated: bool,
    /// `ACCUSE`.
    pub event_type: &'static str,
    /// PLOVER's modes.
    pub modes: Vec<String>,
    /// `future`, `negation`.
    pub aux: Option<&'static str>,
    /// PLOVER's contexts.
    pub contexts: Vec<String>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// From −10, conflict, to +10, cooperation.
    pub intensity: f32,
    /// CAMEO root code.
    pub cameo: String,
    /// Who acts.
    pub source: Vec<RowActor>,
    /// Who is acted upon.
    pub target: Vec<RowActor>,
    /// Where.
    pub place: Option<String>,
    /// The words of the first telling.
    pub text: String,
    /// All tellings: report, first and last code point, words.
    pub evidence: Vec<(String, u32, u32, String)>,
    /// The first report's id, outlet, day, title and address.
    pub report: String,
    /// See `report`.
    pub outlet: Option<String>,
    /// See `report`.
    pub published: Option<Date>,
    /// See `report`.
    pub title: Option<String>,
    /// See `report`.
    pub url: Option<String>,
}

/// One who acts or is acted upon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowActor {
    /// The fullest name told.
    pub name: Option<String>,
    /// ISO 3166 or PLOVER's code.
    pub country: Option<String>,
    /// PLOVER's sectors, the main one first.
    pub sectors: Vec<String>,
    /// The office, of persons.
    pub office: Option<String>,
    /// The record's actor.
    pub actor: Option<String>,
}

impl EventRow {
    /// Of an event of a record.
    pub fn of(around: Around<'_>, event: &Entry<Event<Evidence>>) -> Self {
        let first = event.evidence.first();
        let report = around.report(first.report);
        let told = event.when.period;
        let actors = |all: &[EventActor]| all.iter().map(|one| actor(around, one)).collect();
        let mode = event.modes.first().map(String::as_str);
        Self {
            id: event.id.clone(),
            date: told.from.or(told.to).or_else(|| report?.published),
            end: told.to.filter(|to| Some(*to) != told.from),
            dated: event.when.text.is_some() && told.from.is_some(),
            event_type: event.event_type.as_str(),
            modes: event.modes.clone(),
            aux: event.aux.map(EventAux::as_str),
            contexts: event.contexts.clone(),
            quad: quad(event.event_type.quad()),
            intensity: event.event_type.intensity(mode),
            cameo: event.cameo.clone().unwrap_or_default(),
            source: actors(&event.source),
            target: actors(&event.target),
            place: event.place.clone(),
            text: around.words(first).replace(['\n', '\r', '\t'], " "),
            evidence: event.evidence.iter().map(|piece| evidence(around, piece)).collect(),
            report: report.map(|report| report.id.clone()).unwrap_or_default(),
            outlet: report.and_then(|report| report.outlet.clone()),
            published: report.and_then(|report| report.published),
            title: report.and_then(|report| report.title.clone()),
            url: report.and_then(|report| report.url.clone()),
        }
    }
}

fn evidence(around: Around<'_>, piece: &Evidence) -> (String, u32, u32, String) {
    let id = around.report(piece.report).map(|report| report.id.clone()).unwrap_or_default();
    let (start, end, text) = around.cut(piece).map_or((0, 0, ""), |cut| (cut.start, cut.end, cut.text));
    (id, start, end, text.to_owned())
}

fn actor(around: Around<'_>, one: &EventActor) -> RowActor {
    let known = one.actor.and_then(|id| around.actor(id));
    RowActor {
        name: known.map(|known| known.name.to_owned()),
        country: one.country.clone(),
        sectors: one.sectors.clone(),
        office: known.and_then(|known| known.office).map(str::to_owned),
        actor: known.map(|known| known.id.to_owned()),
    }
}

fn quad(quad: Quad) -> u8 {
    match quad {
        Quad::VerbalCooperation => 1,
        Quad::MaterialCooperation => 2,
        Quad::VerbalConflict => 3,
        Quad::MaterialConflict => 4,
    }
}
