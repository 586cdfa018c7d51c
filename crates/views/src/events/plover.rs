//! PLOVER's JSON: one object a line, with the field names of its manual (2023) and nothing beside them but `x_record`, in which
//! stands what PLOVER has no field for.
//!
//! ```json
//! {"id":"e-…","date":"2024-05-02","event":["REJECT"],"mode":["meet","negation"],"actor":[{"code":"NOR","sector":"GOV"}],
//!  "x_record":{"aux":"negation","evidence":[…],"statements":[{"firmness":"categorical","authority":"minister",…}]}}
//! ```
//!
//! An auxiliary mode (`historical`, `future`, `hypothetical`, `negation`) stands behind the modes, as the manual has it, and by
//! itself in `x_record.aux`. Whoever counts events drops those that a study does not count.

use std::io::{self, Write};

use rapporteur_record::{
    Act, ActorId, Around, Authority, Entries, Entry, Evidence, Firmness, Item, Section, Span, Statement, Term,
};
use rapporteur_spill::{List, Lists, Packed, Spill};
use serde::{Deserialize, Serialize};

use super::{EventRow, RowActor};
use crate::MEMORY;

#[derive(Serialize)]
struct Object<'r> {
    id: &'r str,
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enddate: Option<String>,
    event: [&'r str; 1],
    mode: Vec<&'r str>,
    context: &'r [String],
    quad_code: u8,
    event_scale: f32,
    actor: Vec<Entity<'r>>,
    recipient: Vec<Entity<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<Place<'r>>,
    event_text: &'r str,
    text_info: TextInfo,
    cite_info: CiteInfo<'r>,
    coder: &'static str,
    x_record: Beyond<'r>,
}

#[derive(Serialize)]
struct Entity<'r> {
    code: Option<&'r str>,
    sector: Option<&'r str>,
    entity_text: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'r str>,
}

#[derive(Serialize)]
struct Place<'r> {
    extracted_place: &'r str,
}

/// Where the words stand in the text of the first report, in code points.
#[derive(Serialize)]
struct TextInfo {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct CiteInfo<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'r str>,
    language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<&'r str>,
}

/// What PLOVER has no field for.
#[derive(Serialize)]
struct Beyond<'r> {
    aux: Option<&'r str>,
    cameo: &'r str,
    /// Does the text itself give the day? Else it is that of the report.
    dated: bool,
    report: &'r str,
    published: Option<String>,
    actor: Vec<Member<'r>>,
    recipient: Vec<Member<'r>>,
    evidence: Vec<Piece<'r>>,
    /// What was said in the words that tell of the event.
    statements: &'r [Said],
}

#[derive(Serialize)]
struct Member<'r> {
    id: Option<&'r str>,
    sectors: &'r [String],
}

#[derive(Serialize)]
struct Piece<'r> {
    report: &'r str,
    start: u32,
    end: u32,
    text: &'r str,
}

#[derive(Serialize, Deserialize)]
struct Said {
    id: String,
    speaker: Option<String>,
    on_behalf_of: Option<String>,
    authority: Option<Authority>,
    audience: Option<String>,
    act: Act,
    firmness: Firmness,
    terms: Vec<Term>,
}

/// Writes the events of a record; an error where `out` fails, or what the record is made from.
pub fn write_plover(record: &impl Entries, mut out: impl Write) -> io::Result<()> {
    let mut told = Told::new(Spill::of(MEMORY));
    record.each(&[Section::Statements, Section::Events], |around, item| {
        match item {
            Item::Statement(one) => told.add(around, one),
            Item::Event(event) => {
                let row = EventRow::of(around, event);
                let statements = told.over(event.evidence.first())?;
                serde_json::to_writer(&mut out, &object(&row, &statements))?;
                out.write_all(b"\n")?;
            }
            _ => {}
        }
        Ok::<_, io::Error>(())
    })?;
    out.flush()
}

/// The statements, as far as events tell of them: there are a hundred thousand.
struct Told {
    spill: Spill,
    all: Packed<Said>,
    /// The pieces of statements, and whose they are.
    pieces: List<(Span, u32)>,
    /// Of each report its pieces.
    in_report: Lists,
}

impl Told {
    fn new(spill: Spill) -> Self {
        let (all, pieces, in_report) = (Packed::new(&spill), List::new(&spill), Lists::new(&spill));
        Self { spill, all, pieces, in_report }
    }

    fn add(&mut self, around: Around<'_>, one: &Entry<Statement<Evidence>>) {
        for piece in &one.content {
            self.in_report.push(u64::from(piece.report.0), self.pieces.len());
            self.pieces.push((piece.span, self.all.len() as u32));
        }
        let actor = |actor: ActorId| around.actor(actor).map(|actor| actor.id.to_owned());
        self.all.push(&Said {
            id: one.id.clone(),
            speaker: one.speaker.and_then(actor),
            on_behalf_of: one.party.and_then(actor),
            authority: one.authority,
            audience: one.audience.clone(),
            act: one.act,
            firmness: one.firmness,
            terms: one.about.clone(),
        });
    }

    /// Those whose words overlap these, in their order.
    fn over(&self, words: &Evidence) -> io::Result<Vec<Said>> {
        let here = self.in_report.all(u64::from(words.report.0)).into_iter().map(|at| self.pieces.at(at));
        let mut over: Vec<u32> = here.filter(|(span, _)| span.overlaps(words.span)).map(|(_, at)| at).collect();
        over.dedup();
        let over = over.into_iter().filter_map(|at| self.all.get(at as usize)).collect();
        self.spill.check()?;
        Ok(over)
    }
}

fn object<'r>(row: &'r EventRow, statements: &'r [Said]) -> Object<'r> {
    let (start, end) = row.evidence.first().map_or((0, 0), |(_, start, end, _)| (*start, *end));
    Object {
        id: &row.id,
        date: row.date.map(|day| day.to_string()),
        enddate: row.end.map(|day| day.to_string()),
        event: [row.event_type],
        mode: row.modes.iter().map(String::as_str).chain(row.aux).collect(),
        context: &row.contexts,
        quad_code: row.quad,
        event_scale: row.intensity,
        actor: row.source.iter().map(entity).collect(),
        recipient: row.target.iter().map(entity).collect(),
        event_loc: row.place.as_deref().map(|extracted_place| Place { extracted_place }),
        event_text: &row.text,
        text_info: TextInfo { start, end },
        cite_info: CiteInfo {
            url: row.url.as_deref(),
            title: row.title.as_deref(),
            language: "en",
            publication: row.outlet.as_deref(),
        },
        coder: concat!("rapporteur ", env!("CARGO_PKG_VERSION")),
        x_record: Beyond {
            aux: row.aux,
            cameo: &row.cameo,
            dated: row.dated,
            report: &row.report,
            published: row.published.map(|day| day.to_string()),
            actor: row.source.iter().map(member).collect(),
            recipient: row.target.iter().map(member).collect(),
            evidence: row
                .evidence
                .iter()
                .map(|(report, start, end, text)| Piece { report, start: *start, end: *end, text })
                .collect(),
            statements,
        },
    }
}

fn entity(one: &RowActor) -> Entity<'_> {
    Entity {
        code: one.country.as_deref(),
        sector: one.sectors.first().map(String::as_str),
        entity_text: one.name.as_deref(),
        office: one.office.as_deref(),
    }
}

fn member(one: &RowActor) -> Member<'_> {
    Member { id: one.actor.as_deref(), sectors: &one.sectors }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::record;

    #[test]
    fn the_manual_s_fields_and_one_of_ours() {
        let mut out = Vec::new();
        write_plover(&record(), &mut out).unwrap();
        let line: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(line["event"], serde_json::json!(["ACCUSE"]));
        assert_eq!(line["mode"], serde_json::json!(["allege", "historical"]));
        assert_eq!((&line["actor"][0]["code"], &line["x_record"]["aux"]), (&"SOU".into(), &"historical".into()));
        assert_eq!(line["cite_info"]["publication"], "Coast, Post");
        let known = "id date enddate event mode context quad_code event_scale actor recipient event_loc event_text text_info \
                     cite_info coder x_record";
        for key in line.as_object().unwrap().keys() {
            assert!(known.split(' ').any(|known| known == key), "{key}");
        }
    }
}
