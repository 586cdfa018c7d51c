//! The forty tab-separated columns of the POLECAT releases, in their order. What is not known is `None`, lists join with
//! "; ". Coordinates and GeoNames are never filled: the program has no gazetteer of that kind.

use std::collections::BTreeSet;
use std::io::{self, Write};

use rapporteur_record::{ActorKind, Record};

use super::states::cow;
use super::{EventRow, RowActor, rows};

/// The columns.
pub(super) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Writes the events of a record with a head line; an error only where `out` fails.
pub fn write_polecat(record: &Record, mut out: impl Write) -> io::Result<()> {
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    for row in rows(record) {
        let cells = cells(record, &row).map(|cell| if cell.is_empty() { "None".to_owned() } else { plain(&cell) });
        writeln!(out, "{}", cells.join("\t"))?;
    }
    out.flush()
}

/// A cell without the marks that part cells.
fn plain(cell: &str) -> String {
    cell.replace(['\t', '\n', '\r'], " ")
}

fn cells(record: &Record, row: &EventRow) -> [String; 40] {
    let [actor_name, actor_country, actor_cow, actor_primary, actor_sectors, actor_title, actor_raw] =
        side(&row.source);
    let [name, country, cow, primary, sectors, title, raw] = side(&row.target);
    let none = String::new;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let place = row.place.clone().unwrap_or_default();
    [
        row.id.clone(),
        day(row.date),
        row.event_type.to_owned(),
        row.modes.join("; "),
        format!("{:.1}", row.intensity),
        quad_name(row.quad).to_owned(),
        row.contexts.join("; "),
        actor_name,
        actor_country,
        actor_cow,
        actor_primary,
        actor_sectors,
        actor_title,
        actor_raw,
        none(),
        name,
        country,
        cow,
        primary,
        sectors,
        title,
        raw,
        none(),
        place.clone(),
        none(),
        none(),
        none(),
        none(),
        none(),
        none(),
        none(),
        place,
        none(),
        row.outlet.clone().unwrap_or_default(),
        day(row.published),
        story(record, row, &[ActorKind::Person]),
        story(record, row, &[ActorKind::Organisation, ActorKind::Bloc, ActorKind::ArmedGroup]),
        story(record, row, &[ActorKind::State]),
        "en".to_owned(),
        env!("CARGO_PKG_VERSION").to_owned(),
    ]
}

fn quad_name(quad: u8) -> &'static str {
    match quad {
        1 => "VERBAL COOPERATION",
        2 => "MATERIAL COOPERATION",
        3 => "VERBAL CONFLICT",
        _ => "MATERIAL CONFLICT",
    }
}

/// Name, country, number of the Correlates of War, main sector, sectors, title, name as told.
fn side(actors: &[RowActor]) -> [String; 7] {
    let list = |of: &dyn Fn(&RowActor) -> Option<String>| {
        let all: Vec<String> = actors.iter().filter_map(of).collect();
        all.join("; ")
    };
    let name = list(&|one| one.name.clone());
    [
        name.clone(),
        list(&|one| one.country.clone()),
        list(&|one| one.country.as_deref().and_then(cow).map(|number| number.to_string())),
        actors.iter().find_map(|one| one.sectors.first().cloned()).unwrap_or_default(),
        list(&|one| (!one.sectors.is_empty()).then(|| one.sectors.join("; "))),
        list(&|one| one.office.clone()),
        name,
    ]
}

/// Names of one kind in the event's first report.
fn story(record: &Record, row: &EventRow, kinds: &[ActorKind]) -> String {
    let here =
        |report: rapporteur_record::ReportId| record.report(report).is_some_and(|report| report.id == row.report);
    let named = record.actors.iter().filter(|actor| kinds.contains(&actor.kind));
    let named = named.filter(|actor| actor.mentions.iter().any(|piece| here(piece.report)));
    named.map(|actor| actor.name.as_str()).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; ")
}
