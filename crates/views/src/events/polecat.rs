//! The forty tab-separated columns of the POLECAT releases, in their order. What is not known is `None`, lists join with
//! "; ". Coordinates and GeoNames are never filled: the program has no gazetteer of that kind.

use std::collections::BTreeSet;
use std::io::{self, Write};

use rapporteur_record::{Actor, ActorKind, Entries, Entry, Evidence, Item, ReportId, Section};
use rapporteur_spill::{Lists, Packed, Spill};

use super::states::cow;
use super::{EventRow, RowActor};
use crate::MEMORY;

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

/// Writes the events of a record with a head line; an error where `out` fails, or what the record is made from.
pub fn write_polecat(record: &impl Entries, mut out: impl Write) -> io::Result<()> {
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    let mut story = Story::new(Spill::of(MEMORY));
    record.each(&[Section::Actors, Section::Events], |around, item| {
        match item {
            Item::Actor(actor) => story.add(actor),
            Item::Event(event) => {
                let row = EventRow::of(around, event);
                let cells = cells(&story, event.evidence.first().report, &row);
                story.spill.check()?;
                let cells = cells.map(|cell| if cell.is_empty() { "None".to_owned() } else { plain(&cell) });
                writeln!(out, "{}", cells.join("\t"))?;
            }
            _ => {}
        }
        Ok::<_, io::Error>(())
    })?;
    out.flush()
}

/// A cell without the marks that part cells.
fn plain(cell: &str) -> String {
    cell.replace(['\t', '\n', '\r'], " ")
}

fn cells(story: &Story, report: ReportId, row: &EventRow) -> [String; 40] {
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
        story.names(report, &[ActorKind::Person]),
        story.names(report, &[ActorKind::Organisation, ActorKind::Bloc, ActorKind::ArmedGroup]),
        story.names(report, &[ActorKind::State]),
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

/// Who is named in each report, of the kinds that a story's columns list.
struct Story {
    spill: Spill,
    names: Packed<(ActorKind, String)>,
    /// Of each report places among the names.
    in_report: Lists,
}

impl Story {
    fn new(spill: Spill) -> Self {
        let (names, in_report) = (Packed::new(&spill), Lists::new(&spill));
        Self { spill, names, in_report }
    }

    fn add(&mut self, actor: &Entry<Actor<Evidence>>) {
        if matches!(actor.kind, ActorKind::Outlet | ActorKind::Unnamed | ActorKind::Group) {
            return;
        }
        for piece in &actor.mentions {
            self.in_report.push(u64::from(piece.report.0), self.names.len());
        }
        self.names.push(&(actor.kind, actor.name.clone()));
    }

    /// Names of some kinds in the event's first report.
    fn names(&self, report: ReportId, kinds: &[ActorKind]) -> String {
        let here = self.in_report.all(u64::from(report.0)).into_iter().filter_map(|at| self.names.get(at));
        let named = here.filter(|(kind, _)| kinds.contains(kind));
        named.map(|(_, name)| name).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; ")
    }
}
