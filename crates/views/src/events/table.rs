//! The flat table of events: a row for each, lists with semicolons.

use std::io::{self, Write};

use rapporteur_record::{Entries, Item, Section};

use super::{EventRow, RowActor};

/// The columns, in order.
pub(super) const COLUMNS: [&str; 25] = [
    "id",
    "date",
    "date_end",
    "dated",
    "type",
    "mode",
    "aux",
    "quad",
    "intensity",
    "cameo",
    "contexts",
    "source",
    "source_country",
    "source_sectors",
    "target",
    "target_country",
    "target_sectors",
    "place",
    "text",
    "report",
    "outlet",
    "published",
    "url",
    "start",
    "reports",
];

/// Writes the table as CSV; an error where `out` fails, or what the record is made from.
pub fn write_event_table(record: &impl Entries, out: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    record.each(&[Section::Events], |around, item| {
        if let Item::Event(event) = item {
            table.write_record(cells(&EventRow::of(around, event)))?;
        }
        Ok::<_, io::Error>(())
    })?;
    table.flush()
}

fn cells(row: &EventRow) -> [String; COLUMNS.len()] {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let [source, source_country, source_sectors] = side(&row.source);
    let [target, target_country, target_sectors] = side(&row.target);
    let mut reports: Vec<&str> = row.evidence.iter().map(|(report, ..)| report.as_str()).collect();
    reports.dedup();
    [
        row.id.clone(),
        day(row.date),
        day(row.end),
        if row.dated { "text" } else { "report" }.to_owned(),
        row.event_type.to_owned(),
        row.modes.join(";"),
        row.aux.unwrap_or_default().to_owned(),
        row.quad.to_string(),
        format!("{:.1}", row.intensity),
        row.cameo.clone(),
        row.contexts.join(";"),
        source,
        source_country,
        source_sectors,
        target,
        target_country,
        target_sectors,
        row.place.clone().unwrap_or_default(),
        row.text.clone(),
        row.report.clone(),
        row.outlet.clone().unwrap_or_default(),
        day(row.published),
        row.url.clone().unwrap_or_default(),
        row.evidence.first().map(|(_, start, ..)| start.to_string()).unwrap_or_default(),
        reports.len().to_string(),
    ]
}

/// Names, countries and sectors; an actor's own sectors are parted by a plus.
fn side(actors: &[RowActor]) -> [String; 3] {
    let list = |of: &dyn Fn(&RowActor) -> String| actors.iter().map(of).collect::<Vec<_>>().join(";");
    [
        list(&|one| one.name.clone().unwrap_or_default()),
        list(&|one| one.country.clone().unwrap_or_default()),
        list(&|one| one.sectors.join("+")),
    ]
}
