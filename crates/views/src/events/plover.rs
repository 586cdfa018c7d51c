//! PLOVER's JSON: one object a line, with the field names of its manual (2021). Beyond it: `aux`, `cameo`, `evidence`
//! with offsets in code points, and in each actor `actor`, its id in the record.

use std::io::{self, Write};

use rapporteur_record::Record;
use serde::Serialize;

use super::{EventRow, RowActor, rows};

#[derive(Serialize)]
struct Object<'r> {
    id: &'r str,
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enddate: Option<String>,
    event: &'r str,
    mode: &'r [String],
    context: &'r [String],
    aux: Option<&'r str>,
    quad_code: u8,
    event_scale: f32,
    cameo: &'r str,
    actor: Vec<Actor<'r>>,
    recipient: Vec<Actor<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<Place<'r>>,
    event_text: &'r str,
    text_info: TextInfo<'r>,
    evidence: Vec<Piece<'r>>,
    coder: &'static str,
}

#[derive(Serialize)]
struct Actor<'r> {
    code: Option<&'r str>,
    sector: Option<&'r str>,
    sectors: &'r [String],
    entity_text: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'r str>,
    actor: Option<&'r str>,
}

#[derive(Serialize)]
struct Place<'r> {
    extracted_place: &'r str,
}

#[derive(Serialize)]
struct TextInfo<'r> {
    report: &'r str,
    title: Option<&'r str>,
    source: Option<&'r str>,
    published: Option<String>,
    url: Option<&'r str>,
}

#[derive(Serialize)]
struct Piece<'r> {
    report: &'r str,
    start: u32,
    end: u32,
    text: &'r str,
}

/// Writes the events of a record; an error only where `out` fails.
pub fn write_plover(record: &Record, mut out: impl Write) -> io::Result<()> {
    for row in rows(record) {
        serde_json::to_writer(&mut out, &object(&row))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn object(row: &EventRow) -> Object<'_> {
    Object {
        id: &row.id,
        date: row.date.map(|day| day.to_string()),
        enddate: row.end.map(|day| day.to_string()),
        event: row.event_type,
        mode: &row.modes,
        context: &row.contexts,
        aux: row.aux,
        quad_code: row.quad,
        event_scale: row.intensity,
        cameo: &row.cameo,
        actor: row.source.iter().map(actor).collect(),
        recipient: row.target.iter().map(actor).collect(),
        event_loc: row.place.as_deref().map(|extracted_place| Place { extracted_place }),
        event_text: &row.text,
        text_info: TextInfo {
            report: &row.report,
            title: row.title.as_deref(),
            source: row.outlet.as_deref(),
            published: row.published.map(|day| day.to_string()),
            url: row.url.as_deref(),
        },
        evidence: row
            .evidence
            .iter()
            .map(|(report, start, end, text)| Piece { report, start: *start, end: *end, text })
            .collect(),
        coder: concat!("rapporteur ", env!("CARGO_PKG_VERSION")),
    }
}

fn actor(one: &RowActor) -> Actor<'_> {
    Actor {
        code: one.country.as_deref(),
        sector: one.sectors.first().map(String::as_str),
        sectors: &one.sectors,
        entity_text: one.name.as_deref(),
        office: one.office.as_deref(),
        actor: one.actor.as_deref(),
    }
}
