//! Writing the database, entry by entry, in one transaction.

use std::path::Path;

use jiff::civil::{Date, date};
use rapporteur_record::{ActorId, ActorKind, Around, Entries, Entry, Evidence, Item, Section, Stance, Statement, Who};
use rapporteur_report::Report;
use rapporteur_spill::{Packed, Rows, Spill};
use rusqlite::{Connection, params};
use serde_json::{Map, Value, json};

use super::entities::{ATTRIBUTES, Attributes, Entities};
use super::text::{Document, kept, short};
use super::types::{AGREEMENT, ANNOTATION, CONCEPT, DataType, ORGANIZATION, PERSON, STATEMENT, Wide, hundredths, wide};
use super::{Cut, DnaError, MACHINE, SETTING, password, schema};
use crate::MEMORY;
use crate::export::tables::{Cell, Row, Source, Told};

/// The numbers of the coders.
const ADMIN: i64 = 1;
const MACHINE_ID: i64 = 2;

/// The number of the variable in which people write notes.
const NOTE: i64 = 5;

pub(super) fn write(record: &impl Entries, password: &str, path: &Path) -> Result<Cut, DnaError> {
    let mut connection = Connection::open(path)?;
    // The caller makes the file whole or not at all, so SQLite need not.
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    let transaction = connection.transaction()?;
    for table in schema::tables() {
        transaction.execute(&table, [])?;
    }
    let spill = Spill::of(MEMORY);
    let mut writer = Writer {
        connection: &transaction,
        documents: Packed::new(&spill),
        aliases: Rows::new(&spill),
        entities: Entities::new(&spill),
        statement: 0,
        cut: 0,
    };
    let wide = wide();
    let mut reports = None;
    record.each(&[Section::Coverage], |around, _| {
        reports = Some((around.reports().iter().filter_map(|report| report.published).max(), ids(around.reports())));
        Ok::<_, DnaError>(())
    })?;
    let (latest, ids) = reports.unwrap_or_default();
    writer.settings(latest)?;
    writer.coders(password, &ids)?;
    writer.types(&wide)?;
    record.each(&[Section::Reports, Section::Actors, Section::Statements], |around, item| match item {
        Item::Report(_, report) => writer.report(report),
        Item::Actor(actor) => {
            writer.aliases.push(&actor.aliases.join("; "));
            Ok(())
        }
        Item::Statement(one) => writer.statement(around, one, Source(around).told(&one.content)),
        _ => Ok(()),
    })?;
    for one in &wide {
        record.each(one.table.sections, |around, item| {
            (one.table.rows)(Source(around), item).iter().try_for_each(|row| writer.row(around, one, row))
        })?;
    }
    let cut = Cut { documents: writer.cut, entities: writer.entities.cut };
    drop(writer);
    spill.check()?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(cut)
}

/// All ids in one text: the salt of passwords.
fn ids(reports: &[Report]) -> String {
    reports.iter().map(|report| report.id.as_str()).collect::<Vec<_>>().join("\0")
}

struct Writer<'c> {
    connection: &'c Connection,
    documents: Packed<Document>,
    /// Of each actor.
    aliases: Rows,
    entities: Entities,
    /// The last number given to a statement.
    statement: i64,
    /// Fields of documents that were cut.
    cut: usize,
}

/// A statement of DNA's, and the first and last UTF-16 unit of its words.
#[derive(Clone, Copy)]
struct Mark {
    statement: i64,
    place: (i64, i64),
}

type Done = Result<(), DnaError>;

impl Writer<'_> {
    fn insert(&self, sql: &str, values: impl rusqlite::Params) -> Done {
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn setting(&self, name: &str, value: &str) -> Done {
        self.insert("INSERT INTO SETTINGS (Property, Value) VALUES (?1, ?2)", [name, value])
    }

    /// The day of the file is that of the latest report: the same record gives the same file on every day.
    fn settings(&self, latest: Option<Date>) -> Done {
        self.setting("version", schema::VERSION)?;
        self.setting("date", &latest.unwrap_or(date(1970, 1, 1)).to_string())?;
        self.setting(SETTING, env!("CARGO_PKG_VERSION"))
    }

    fn coders(&self, password: &str, of: &str) -> Done {
        for (number, name, [red, green, blue]) in
            [(ADMIN, "Admin", [255, 255, 0]), (MACHINE_ID, MACHINE, [51, 153, 255])]
        {
            let hash = password::hashed(password, name, of);
            self.insert(
                "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![number, name, red, green, blue, hash],
            )?;
        }
        for (one, other) in [(ADMIN, MACHINE_ID), (MACHINE_ID, ADMIN)] {
            self.insert("INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?1, ?2)", [one, other])?;
        }
        Ok(())
    }

    fn types(&mut self, wide: &[Wide]) -> Done {
        self.statement_type(STATEMENT, "DNA Statement", [239, 208, 51])?;
        for (number, name) in [(PERSON, "person"), (ORGANIZATION, "organization"), (CONCEPT, "concept")] {
            self.variable(number, name, "short text", STATEMENT)?;
            for attribute in ATTRIBUTES {
                self.insert(
                    "INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable) VALUES (?1, ?2)",
                    params![number, attribute],
                )?;
            }
            self.entities.number(self.connection, number, "", || Some(Attributes::default()))?;
        }
        self.variable(AGREEMENT, "agreement", "boolean", STATEMENT)?;
        self.statement_type(ANNOTATION, "Annotation", [211, 211, 211])?;
        self.variable(NOTE, "note", "long text", ANNOTATION)?;
        for one in wide {
            self.statement_type(one.number, one.label, one.colour)?;
            for variable in &one.variables {
                self.variable(variable.number, variable.name, variable.kind.as_str(), one.number)?;
                if variable.kind == DataType::ShortText {
                    self.entities.number(self.connection, variable.number, "", || None)?;
                }
            }
        }
        Ok(())
    }

    fn statement_type(&self, number: i64, label: &str, [red, green, blue]: [u8; 3]) -> Done {
        self.insert(
            "INSERT INTO STATEMENTTYPES (ID, Label, Red, Green, Blue) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![number, label, red, green, blue],
        )
    }

    fn variable(&self, number: i64, name: &str, kind: &str, of: i64) -> Done {
        self.insert(
            "INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES (?1, ?2, ?3, ?4)",
            params![number, name, kind, of],
        )
    }

    fn report(&mut self, report: &Report) -> Done {
        self.documents.push(&Document::of(&report.text));
        let mut field = |told: Option<&str>| {
            let (field, cut) = short(told.unwrap_or_default());
            self.cut += usize::from(cut);
            field
        };
        let (title, source, section) =
            (field(report.title.as_deref()), field(report.outlet.as_deref()), field(report.url.as_deref()));
        let title = if title.is_empty() { short(&report.id).0 } else { title };
        self.insert(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Source, Section, Notes, Date)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                number(self.documents.len() - 1),
                title,
                kept(&report.text),
                MACHINE_ID,
                source,
                section,
                notes(report),
                seconds(report.published)
            ],
        )
    }

    /// One DNA Statement for each term on which a stance is taken, or one without concept.
    fn statement(&mut self, around: Around<'_>, statement: &Entry<Statement<Evidence>>, told: Option<Told>) -> Done {
        let known = |id: ActorId| around.actor(id).map(|who| (id, who));
        let person = statement.speaker.and_then(known).filter(|(_, who)| is_person(*who));
        let organization = statement.party.and_then(known);
        let mut concepts: Vec<(&str, bool, Option<Stance>)> = statement
            .stances
            .iter()
            .filter(|(_, stance)| *stance != Stance::Open)
            .map(|(term, stance)| (term.as_str(), *stance != Stance::Against, Some(*stance)))
            .collect();
        if concepts.is_empty() {
            concepts.push(("", true, None));
        }
        for (concept, agrees, stance) in concepts {
            let Some(mark) = self.mark(around, STATEMENT, told)? else { continue };
            let number = mark.statement;
            let mut kept = Map::new();
            for (variable, label, actor) in [(PERSON, "person", person), (ORGANIZATION, "organization", organization)] {
                let name = actor.map_or("", |(_, who)| who.name);
                let aliases = &self.aliases;
                let attributes =
                    || Some(actor.map(|(id, who)| attributes(who, &aliases.get(id.index()))).unwrap_or_default());
                let entity = self.entities.number(self.connection, variable, name, attributes)?;
                self.short_text(number, variable, entity)?;
                kept.insert(label.to_owned(), json!([entity, name]));
            }
            let attributes = || Some(Attributes { kind: "term".to_owned(), ..Attributes::default() });
            let entity = self.entities.number(self.connection, CONCEPT, concept, attributes)?;
            self.short_text(number, CONCEPT, entity)?;
            kept.insert("concept".to_owned(), json!([entity, concept]));
            self.insert(
                "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?1, ?2, ?3)",
                params![number, AGREEMENT, agrees],
            )?;
            kept.insert("agreement".to_owned(), json!(i64::from(agrees)));
            self.keep(mark, &statement.id, stance.map(Stance::as_str), kept)?;
        }
        Ok(())
    }

    fn short_text(&self, statement: i64, variable: i64, entity: i64) -> Done {
        self.insert(
            "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?1, ?2, ?3)",
            [statement, variable, entity],
        )
    }

    /// Marks the words. DNA has no statement without words.
    fn mark(&mut self, around: Around<'_>, of: i64, told: Option<Told>) -> Result<Option<Mark>, DnaError> {
        let Some((start, stop, document)) = told.and_then(|told| self.units(around, told)) else { return Ok(None) };
        self.statement += 1;
        self.insert(
            "INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![self.statement, of, document, start, stop, MACHINE_ID],
        )?;
        Ok(Some(Mark { statement: self.statement, place: (start, stop) }))
    }

    fn units(&self, around: Around<'_>, told: Told) -> Option<(i64, i64, i64)> {
        let document = self.documents.get(told.report.index())?;
        let text = around.text(told.report)?;
        let at = |byte: u32| i64::try_from(document.before(text, byte as usize)).ok();
        let (start, stop) = (at(told.span.start)?, at(told.span.end)?);
        (start < stop).then_some((start, stop, number(told.report.index())))
    }

    /// A row of a table of the wider record.
    fn row(&mut self, around: Around<'_>, of: &Wide, row: &Row<'_>) -> Done {
        let Some(mark) = self.mark(around, of.number, row.told)? else { return Ok(()) };
        let statement = mark.statement;
        let mut kept = Map::new();
        for variable in &of.variables {
            let cell = row.cells.get(variable.column).unwrap_or(&Cell::Missing);
            let value = match variable.kind {
                DataType::ShortText => {
                    let text = words(cell);
                    let entity = self.entities.number(self.connection, variable.number, &text, || None)?;
                    self.short_text(statement, variable.number, entity)?;
                    json!([entity, text])
                }
                DataType::LongText => {
                    let text = words(cell);
                    self.insert(
                        "INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (?1, ?2, ?3)",
                        params![statement, variable.number, text],
                    )?;
                    json!(text)
                }
                DataType::Integer => {
                    let number = match cell {
                        Cell::Count(count) => *count,
                        Cell::Real(real) => hundredths(*real),
                        _ => 0,
                    };
                    self.insert(
                        "INSERT INTO DATAINTEGER (StatementId, VariableId, Value) VALUES (?1, ?2, ?3)",
                        params![statement, variable.number, number],
                    )?;
                    json!(number)
                }
            };
            kept.insert(variable.name.to_owned(), value);
        }
        let id = match row.cells.first() {
            Some(Cell::Text(id)) => id.as_ref(),
            _ => "",
        };
        self.keep(mark, id, None, kept)
    }

    /// Keeps what was written, for when the file comes back. Short texts with the number of their entity: who renames an entity
    /// changes no statement, who chooses another does.
    fn keep(&self, mark: Mark, entry: &str, stance: Option<&str>, values: Map<String, Value>) -> Done {
        let (start, stop) = mark.place;
        let kept = json!({ "entry": entry, "stance": stance, "start": start, "stop": stop, "values": values });
        self.setting(&format!("{SETTING}:{}", mark.statement), &kept.to_string())
    }
}

fn is_person(actor: Who<'_>) -> bool {
    !actor.kind.can_be_party() || actor.kind == ActorKind::Outlet
}

fn attributes(actor: Who<'_>, aliases: &str) -> Attributes {
    let told = [Some(actor.id), actor.code, actor.office];
    Attributes {
        kind: actor.kind.to_string(),
        alias: aliases.to_owned(),
        notes: told.into_iter().flatten().collect::<Vec<_>>().join("; "),
    }
}

/// What does not fit into a document's fields.
fn notes(report: &Report) -> String {
    let mut notes = format!("Report: {}", report.id);
    for (name, told) in [("Title", &report.title), ("Outlet", &report.outlet), ("URL", &report.url)] {
        if let Some(told) = told {
            notes += &format!("\n{name}: {told}");
        }
    }
    if report.published.is_none() {
        notes += "\nThe report carries no date.";
    }
    notes
}

/// A cell as text; lists join with semicolons.
fn words(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(text) => text.replace('\0', "\u{fffd}"),
        Cell::List(all) => all.join("; ").replace('\0', "\u{fffd}"),
        Cell::Day(day) => day.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Real(real) => real.to_string(),
    }
}

/// DNA counts from 1.
fn number(at: usize) -> i64 {
    i64::try_from(at + 1).unwrap_or(i64::MAX)
}

/// Seconds from 1970 to the midnight with which the day begins.
fn seconds(day: Option<Date>) -> i64 {
    let days = |day: Date| date(1970, 1, 1).until(day).map_or(0, |span| i64::from(span.get_days()));
    day.map_or(0, |day| days(day) * 24 * 60 * 60)
}
