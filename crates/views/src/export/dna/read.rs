//! What people changed in a database that was exported.
//!
//! Each machine statement is held against what SETTINGS says was written. A value that differs is a correction of that field; a
//! statement that is gone was rejected. A statement of another coder over the words of a machine statement of the same type is that
//! coder's reading of it: where it differs it corrects, where it agrees it confirms. A note of an "Annotation" over the same words
//! is the reason. An entity that was given another name corrects the actor's name.
//!
//! What the record's corrections cannot say (a statement where the machine has none, other bounds of the words, a concept that is
//! no term) is told, and nothing is done about it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use rapporteur_record::{Entry, Evidence, Record, Stance, Statement, Term};
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use serde::Deserialize;

use super::text::short;
use super::types::{ANNOTATION, STATEMENT, wide};
use super::{DnaError, SETTING};

/// What people changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// In the order of the database.
    pub changes: Vec<Change>,
    /// What can't be taken over, in words.
    pub left: Vec<String>,
}

/// One change of an entry of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The entry's id.
    pub entry: String,
    /// The coder who made it; where a machine statement itself was changed DNA does not tell who.
    pub coder: Option<String>,
    /// The note that lies over the same words.
    pub why: Option<String>,
    /// What was done.
    pub what: Changed,
}

/// What was done to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// A field has another value, named and written as in the JSON.
    Set {
        /// The field.
        field: String,
        /// The value.
        value: String,
    },
    /// It was deleted.
    Rejected,
    /// Somebody coded the same.
    Confirmed,
}

/// What SETTINGS keeps of a machine statement.
#[derive(Clone, Debug, Deserialize)]
struct Kept {
    entry: String,
    stance: Option<String>,
    start: i64,
    stop: i64,
    values: BTreeMap<String, Value>,
}

/// A value of a variable; a short text with the number of its entity.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Value {
    Entity(i64, String),
    Number(i64),
    Text(String),
}

/// A statement as it stands in the file now.
struct Row {
    number: i64,
    of: i64,
    document: i64,
    start: i64,
    stop: i64,
    coder: String,
}

pub(super) fn read(record: &Record, path: &Path) -> Result<Changes, DnaError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let kept = kept(&connection)?;
    let rows = rows(&connection)?;
    let mut reader = Reader {
        connection: &connection,
        record,
        kept,
        labels: labels(),
        statements: by_id(record),
        found: Changes::default(),
    };
    reader.renamed()?;
    reader.statements(&rows)?;
    reader.wide(&rows)?;
    reader.notes(&rows)?;
    Ok(reader.found)
}

fn kept(connection: &Connection) -> Result<BTreeMap<i64, Kept>, DnaError> {
    // Another program's database may lack the table altogether.
    let ours = connection.query_row("SELECT Value FROM SETTINGS WHERE Property = ?1", [SETTING], |row| row.get(0));
    match ours.optional() {
        Ok(Some::<String>(_)) => {}
        Ok(None) | Err(rusqlite::Error::SqliteFailure(..)) => return Err(DnaError::NotOurs),
        Err(error) => return Err(error.into()),
    }
    let mut query = connection.prepare("SELECT Property, Value FROM SETTINGS WHERE Property LIKE ?1")?;
    let rows = query.query_map([format!("{SETTING}:%")], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut kept = BTreeMap::new();
    for row in rows {
        let (name, value): (String, String) = row?;
        let number = name.rsplit(':').next().and_then(|number| number.parse().ok());
        let value = serde_json::from_str(&value).map_err(|error| DnaError::Damaged { reason: error.to_string() })?;
        kept.insert(number.ok_or_else(|| DnaError::Damaged { reason: name.clone() })?, value);
    }
    Ok(kept)
}

fn rows(connection: &Connection) -> Result<Vec<Row>, DnaError> {
    let mut query = connection.prepare(
        "SELECT STATEMENTS.ID, StatementTypeId, DocumentId, Start, Stop, coalesce(CODERS.Name, '')
         FROM STATEMENTS LEFT JOIN CODERS ON CODERS.ID = STATEMENTS.Coder ORDER BY STATEMENTS.ID",
    )?;
    let rows = query.query_map([], |row| {
        Ok(Row {
            number: row.get(0)?,
            of: row.get(1)?,
            document: row.get(2)?,
            start: row.get(3)?,
            stop: row.get(4)?,
            coder: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn labels() -> HashMap<i64, &'static str> {
    let wide = wide().into_iter().map(|one| (one.number, one.label));
    wide.chain([(STATEMENT, "DNA Statement"), (ANNOTATION, "Annotation")]).collect()
}

struct Reader<'c, 'r> {
    connection: &'c Connection,
    record: &'r Record,
    kept: BTreeMap<i64, Kept>,
    labels: HashMap<i64, &'static str>,
    /// The statements of the record by their ids, now and before.
    statements: HashMap<&'r str, &'r Entry<Statement<Evidence>>>,
    found: Changes,
}

type Done = Result<(), DnaError>;

/// Whose coding of an entry.
type Coding = (String, Option<String>);

impl Reader<'_, '_> {
    /// Entities of people and organisations that have another name now.
    fn renamed(&mut self) -> Done {
        let mut seen = BTreeSet::new();
        let kept: Vec<Kept> = self.kept.values().cloned().collect();
        for (name, value) in kept.iter().flat_map(|one| &one.values) {
            let Value::Entity(number, was) = value else { continue };
            let (whole, cut) = short(was);
            if !matches!(name.as_str(), "person" | "organization") || cut || !seen.insert(*number) {
                continue;
            }
            let Some(now) = self.entity(*number)?.filter(|now| *now != whole && !now.is_empty()) else { continue };
            match self.record.actors.iter().find(|actor| short(&actor.name).0 == whole) {
                Some(actor) => {
                    self.set(&actor.id, None, "name", now);
                }
                None => self.left(format!("“{was}” is called “{now}” now, and nobody in the record was called so")),
            }
        }
        Ok(())
    }

    /// DNA Statements: all of one coder over one statement of the record tell its speaker, its party and its stances.
    fn statements(&mut self, rows: &[Row]) -> Done {
        let mut codings: BTreeMap<Coding, Vec<(&Row, i64)>> = BTreeMap::new();
        let mut left = BTreeSet::new();
        for row in rows.iter().filter(|row| row.of == STATEMENT) {
            match self.machine_statement(row, rows) {
                Some((number, entry)) => {
                    let coder = (!self.kept.contains_key(&row.number)).then(|| row.coder.clone());
                    codings.entry((entry, coder)).or_default().push((row, number));
                }
                None => {
                    left.insert(row.number);
                }
            }
        }
        for row in rows.iter().filter(|row| left.contains(&row.number)) {
            self.added(row);
        }
        let plain = self.plain();
        for entry in plain.keys() {
            if !codings.contains_key(&(entry.clone(), None)) {
                self.push(entry, None, Changed::Rejected);
            }
        }
        for ((entry, coder), rows) in codings {
            self.coding(&entry, coder, &rows, plain.get(&entry).map(Vec::as_slice).unwrap_or_default())?;
        }
        Ok(())
    }

    /// The DNA Statements that were written for each statement of the record.
    fn plain(&self) -> BTreeMap<String, Vec<i64>> {
        let mut plain: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for (number, kept) in self.kept.iter().filter(|(_, kept)| kept.values.contains_key("agreement")) {
            plain.entry(kept.entry.clone()).or_default().push(*number);
        }
        plain
    }

    /// The machine's statement that a row is, or whose words it codes, and the entry of that.
    fn machine_statement(&self, row: &Row, rows: &[Row]) -> Option<(i64, String)> {
        if let Some(kept) = self.kept.get(&row.number) {
            return Some((row.number, kept.entry.clone()));
        }
        let shared = |other: &&Row| row.stop.min(other.stop).saturating_sub(row.start.max(other.start)).max(0);
        let machine = rows.iter().filter(|other| {
            other.of == row.of && other.document == row.document && self.kept.contains_key(&other.number)
        });
        // More than half of the shorter one must be shared, or it is about something else.
        let half = |other: &&Row| 2 * shared(other) > (row.stop - row.start).min(other.stop - other.start);
        let best = machine.filter(half).max_by_key(|other| (shared(other), std::cmp::Reverse(other.number)))?;
        Some((best.number, self.kept.get(&best.number)?.entry.clone()))
    }

    fn coding(&mut self, entry: &str, coder: Option<String>, rows: &[(&Row, i64)], written: &[i64]) -> Done {
        let Some(statement) = self.statements.get(entry).copied() else {
            self.left(format!("statement {entry} is no more in the record"));
            return Ok(());
        };
        let before = self.found.changes.len();
        let Some((row, number)) = rows.first() else { return Ok(()) };
        for (variable, field) in [("person", "speaker"), ("organization", "party")] {
            let now = self.short_text(row.number, variable)?;
            if self.differs(*number, variable, now.as_ref()) {
                let name = now.map(|(_, name)| name).unwrap_or_default();
                // The party's own statement has no person; nobody took its speaker away.
                self.set(entry, coder.as_deref(), field, self.actor(&name));
            }
        }
        self.stances(statement, entry, coder.as_deref(), rows, written)?;
        let moved = rows.iter().any(|(row, number)| {
            row.number == *number
                && self.kept.get(number).is_some_and(|kept| (kept.start, kept.stop) != (row.start, row.stop))
        });
        if moved {
            self.left(format!("statement {entry}: other bounds of the words are nothing that corrections can tell"));
        }
        if coder.is_some() && self.found.changes.len() == before {
            self.push(entry, coder.as_deref(), Changed::Confirmed);
        }
        Ok(())
    }

    /// The concepts and agreements of a coding, where they are not those that were written.
    fn stances(
        &mut self,
        statement: &Entry<Statement<Evidence>>,
        entry: &str,
        coder: Option<&str>,
        rows: &[(&Row, i64)],
        written: &[i64],
    ) -> Done {
        let mut now: BTreeMap<Term, Stance> = BTreeMap::new();
        for (row, number) in rows {
            let concept = self.short_text(row.number, "concept")?.map(|(_, concept)| concept).unwrap_or_default();
            let agrees = self.boolean(row.number)?;
            if concept.is_empty() {
                continue;
            }
            let Ok(term) = concept.to_lowercase().replace(' ', "_").parse::<Term>() else {
                self.left(format!("statement {entry}: “{concept}” is no term of the record"));
                continue;
            };
            // A stance on a condition is agreement in DNA; it stays what it was unless somebody changed it.
            let was = self.kept.get(number).filter(|kept| kept.term() == Some(term)).and_then(Kept::stance);
            let same = was.filter(|was| (*was != Stance::Against) == agrees);
            now.insert(term, same.unwrap_or(if agrees { Stance::For } else { Stance::Against }));
        }
        let kept = written.iter().filter_map(|number| self.kept.get(number));
        let was: BTreeMap<Term, Stance> = kept.filter_map(|kept| Some((kept.term()?, kept.stance()?))).collect();
        if now == was {
            return Ok(());
        }
        let open = statement.stances.iter().filter(|(term, stance)| *stance == Stance::Open && !now.contains_key(term));
        let all = now.iter().map(|(term, stance)| (*term, *stance)).chain(open.copied());
        let all: Vec<String> = all.map(|(term, stance)| format!("{term}:{stance}")).collect();
        let gone: Vec<Term> = was.keys().filter(|term| !now.contains_key(term)).copied().collect();
        let mut about: Vec<Term> = statement.about.iter().filter(|term| !gone.contains(term)).copied().collect();
        about.extend(now.keys().filter(|term| !statement.about.contains(term)));
        if about != statement.about {
            let about: Vec<&str> = about.iter().map(|term| term.as_str()).collect();
            self.set(entry, coder, "about", about.join(","));
        }
        self.set(entry, coder, "stances", all.join(","));
        Ok(())
    }

    /// The wider types: each row is an entry, or a coder's reading of one.
    fn wide(&mut self, rows: &[Row]) -> Done {
        for one in wide() {
            let mut seen = BTreeSet::new();
            for row in rows.iter().filter(|row| row.of == one.number) {
                let Some((number, entry)) = self.machine_statement(row, rows) else {
                    self.added(row);
                    continue;
                };
                seen.insert(number);
                let coder = (row.number != number).then(|| row.coder.clone());
                let before = self.found.changes.len();
                self.compare(one.label, row.number, number, &entry, coder.as_deref())?;
                if coder.is_some() && self.found.changes.len() == before {
                    self.push(&entry, coder.as_deref(), Changed::Confirmed);
                }
            }
            let gone: Vec<String> = self
                .kept
                .iter()
                .filter(|(number, kept)| kept.is_of(one.label) && !seen.contains(number))
                .map(|(_, kept)| kept.entry.clone())
                .collect();
            for entry in gone {
                // An answer is a part of its proposal.
                match one.label {
                    "Response" => self.left(format!("an answer to proposal {entry} was deleted; take it out with `rapporteur correct … response.PARTY=null`")),
                    _ if self.found.changes.iter().any(|done| done.entry == entry && done.what == Changed::Rejected) => {}
                    _ => self.push(&entry, None, Changed::Rejected),
                }
            }
        }
        Ok(())
    }

    fn compare(&mut self, label: &str, row: i64, number: i64, entry: &str, coder: Option<&str>) -> Done {
        let Some(kept) = self.kept.get(&number).cloned() else { return Ok(()) };
        let mut now: BTreeMap<&str, String> = BTreeMap::new();
        let mut changed = BTreeSet::new();
        for (variable, was) in &kept.values {
            let value = match was {
                Value::Entity(..) => {
                    let value = self.short_text(row, variable)?;
                    if self.differs(number, variable, value.as_ref()) {
                        changed.insert(variable.as_str());
                    }
                    value.map(|(_, value)| value).unwrap_or_default()
                }
                Value::Text(was) => {
                    let value = self.long_text(row, variable)?;
                    if value.trim() != was.trim() {
                        changed.insert(variable.as_str());
                    }
                    value
                }
                Value::Number(was) => was.to_string(),
            };
            now.insert(variable, value);
        }
        let answering = now.get("party").cloned().unwrap_or_default();
        let mut done = BTreeSet::new();
        for variable in changed {
            let Some((field, value)) = self.field(label, variable, &now) else {
                self.left(format!("{} {entry}: {variable} is nothing that corrections can set", label.to_lowercase()));
                continue;
            };
            let field = if field == "response" { format!("response.{}", self.actor(&answering)) } else { field };
            if done.insert(field.clone()) {
                self.set(entry, coder, &field, value);
            }
        }
        Ok(())
    }

    /// The field of the record that a variable stands for, and its value as corrections write it.
    fn field(&self, label: &str, variable: &str, now: &BTreeMap<&str, String>) -> Option<(String, String)> {
        let value = now.get(variable)?.trim();
        let listed = || value.split(';').map(str::trim).filter(|one| !one.is_empty());
        if let Some(period) = variable.strip_suffix("_from").or_else(|| variable.strip_suffix("_to")) {
            let end =
                |which: &str| now.get(format!("{period}_{which}").as_str()).map(String::as_str).unwrap_or_default();
            let (from, to) = (end("from"), end("to"));
            let time = if from.is_empty() && to.is_empty() { "null".to_owned() } else { format!("{from}..{to}") };
            return Some((period.to_owned(), time));
        }
        let known: &[&str] = match label {
            "Statement" => &["authority", "audience", "cue_kind", "mode", "act", "firmness"],
            "Contact" => &["kind", "status", "place"],
            "Position" => &["term", "wording", "stance", "standing"],
            "Proposal" => &["name"],
            "Response" => &["response"],
            "Dispute" => &["kind", "about"],
            "Event" => &["type", "aux", "place"],
            _ => &[],
        };
        let value = match (label, variable) {
            _ if known.contains(&variable) && value.is_empty() => "null".to_owned(),
            _ if known.contains(&variable) => value.to_owned(),
            ("Statement" | "Contact", "about") | ("Statement", "stances") | ("Proposal", "terms") => {
                listed().collect::<Vec<_>>().join(",")
            }
            ("Statement", "speaker" | "party") | ("Position", "party" | "by") => self.actor(value),
            ("Contact", "participants" | "parties") | ("Proposal", "tabled_by") | ("Dispute", "parties") => {
                listed().map(|name| self.actor(name)).collect::<Vec<_>>().join(",")
            }
            _ => return None,
        };
        Some((variable.to_owned(), value))
    }

    /// Notes over the words of an entry are the reason for what was changed in it.
    fn notes(&mut self, rows: &[Row]) -> Done {
        for note in rows.iter().filter(|row| row.of == ANNOTATION) {
            let text = self.long_text(note.number, "note")?;
            let over = rows.iter().filter(|row| {
                row.document == note.document && row.start < note.stop && note.start < row.stop && row.of != ANNOTATION
            });
            let entries: BTreeSet<&str> =
                over.filter_map(|row| self.kept.get(&row.number)).map(|kept| kept.entry.as_str()).collect();
            let noted = self.found.changes.iter_mut().filter(|change| entries.contains(change.entry.as_str()));
            for change in noted.filter(|change| change.why.is_none()) {
                change.why = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
            }
        }
        Ok(())
    }

    /// Whether a short text is another than was written: another entity, which is not the same by name.
    fn differs(&self, number: i64, variable: &str, now: Option<&(i64, String)>) -> bool {
        match (self.kept.get(&number).and_then(|kept| kept.values.get(variable)), now) {
            (Some(Value::Entity(was, name)), Some((now, value))) => was != now && short(name).0 != *value,
            (Some(Value::Entity(_, name)), None) => !name.is_empty(),
            _ => false,
        }
    }

    fn short_text(&self, statement: i64, variable: &str) -> Result<Option<(i64, String)>, DnaError> {
        let mut query = self.connection.prepare_cached(
            "SELECT ENTITIES.ID, ENTITIES.Value FROM DATASHORTTEXT
             JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId AND Variable = ?2
             JOIN ENTITIES ON ENTITIES.ID = Entity WHERE StatementId = ?1",
        )?;
        Ok(query.query_row(params![statement, variable], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    fn long_text(&self, statement: i64, variable: &str) -> Result<String, DnaError> {
        let mut query = self.connection.prepare_cached(
            "SELECT coalesce(Value, '') FROM DATALONGTEXT
             JOIN VARIABLES ON VARIABLES.ID = VariableId AND Variable = ?2 WHERE StatementId = ?1",
        )?;
        Ok(query.query_row(params![statement, variable], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    fn boolean(&self, statement: i64) -> Result<bool, DnaError> {
        let mut query = self.connection.prepare_cached("SELECT Value FROM DATABOOLEAN WHERE StatementId = ?1")?;
        Ok(query.query_row([statement], |row| row.get(0)).optional()?.unwrap_or(true))
    }

    fn entity(&self, number: i64) -> Result<Option<String>, DnaError> {
        let mut query = self.connection.prepare_cached("SELECT Value FROM ENTITIES WHERE ID = ?1")?;
        Ok(query.query_row([number], |row| row.get(0)).optional()?)
    }

    /// The actor's id where one is called so, since names hold commas; else the name, for the correction to refuse.
    fn actor(&self, name: &str) -> String {
        if name.trim().is_empty() {
            return "null".to_owned();
        }
        let called = |actor: &&Entry<rapporteur_record::Actor<Evidence>>| short(&actor.name).0 == short(name).0;
        self.record.actors.iter().find(called).map_or_else(|| name.to_owned(), |actor| actor.id.clone())
    }

    fn added(&mut self, row: &Row) {
        let label = self.labels.get(&row.of).copied().unwrap_or("statement of another type");
        let coder = if row.coder.is_empty() { "nobody" } else { row.coder.as_str() };
        self.left(format!(
            "document {}, characters {} to {}: {label} by {coder} where the record has none; corrections add no entries",
            row.document, row.start, row.stop
        ));
    }

    fn set(&mut self, entry: &str, coder: Option<&str>, field: &str, value: String) {
        self.push(entry, coder, Changed::Set { field: field.to_owned(), value });
    }

    fn push(&mut self, entry: &str, coder: Option<&str>, what: Changed) {
        let change = Change { entry: entry.to_owned(), coder: coder.map(str::to_owned), why: None, what };
        if !self.found.changes.contains(&change) {
            self.found.changes.push(change);
        }
    }

    fn left(&mut self, told: String) {
        self.found.left.push(told);
    }
}

/// Today's ids before those of earlier days.
fn by_id(record: &Record) -> HashMap<&str, &Entry<Statement<Evidence>>> {
    let was = record.statements.iter().flat_map(|one| one.was.iter().map(move |id| (id.as_str(), one)));
    was.chain(record.statements.iter().map(|one| (one.id.as_str(), one))).collect()
}

impl Kept {
    fn term(&self) -> Option<Term> {
        match self.values.get("concept") {
            Some(Value::Entity(_, concept)) => concept.parse().ok(),
            _ => None,
        }
    }

    fn stance(&self) -> Option<Stance> {
        self.stance.as_deref()?.parse().ok()
    }

    /// Whether it was written for this type, told by a variable that only that type has.
    fn is_of(&self, label: &str) -> bool {
        let own = match label {
            "Statement" => "firmness",
            "Proposal" => "tabled_by",
            "Response" => "conditions",
            "Position" => "wording",
            "Contact" => "status",
            "Dispute" => "statements",
            _ => "modes",
        };
        // A position, too, names the statements that show it.
        self.values.contains_key(own) && (own != "statements" || !self.values.contains_key("wording"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::dna::{PASSWORD, write_dna};
    use crate::export::testing::record;

    /// The changes that come back when this was done to the exported file.
    fn after(deeds: &str) -> Changes {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("talks.dna");
        write_dna(&record(), PASSWORD, &path).unwrap();
        Connection::open(&path).unwrap().execute_batch(deeds).unwrap();
        read(&record(), &path).unwrap()
    }

    fn set(changes: &Changes) -> Vec<(String, String)> {
        let set = changes.changes.iter().map(|change| match &change.what {
            Changed::Set { field, value } => (field.clone(), value.clone()),
            Changed::Rejected => ("rejected".into(), String::new()),
            Changed::Confirmed => ("confirmed".into(), String::new()),
        });
        set.collect()
    }

    fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
        wanted.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_file_that_nobody_touched_changes_nothing() {
        assert_eq!(after(""), Changes::default());
    }

    #[test]
    fn values_that_people_changed_are_corrections() {
        let contact = "(SELECT ID FROM STATEMENTTYPES WHERE Label = 'Contact')";
        let changes = after(&format!(
            "UPDATE DATABOOLEAN SET Value = 1 WHERE StatementId = 1;
             INSERT INTO ENTITIES (VariableId, Value) SELECT ID, 'denied' FROM VARIABLES
                 WHERE Variable = 'status' AND StatementTypeId = {contact};
             UPDATE DATASHORTTEXT SET Entity = last_insert_rowid()
                 WHERE VariableId = (SELECT ID FROM VARIABLES WHERE Variable = 'status' AND StatementTypeId = {contact});
             INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder)
                 SELECT 2, DocumentId, Start, Stop, 1 FROM STATEMENTS WHERE StatementTypeId = {contact};
             INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (last_insert_rowid(), 5, 'the ministry says so');"
        ));
        assert_eq!(set(&changes), pairs(&[("stances", "ceasefire:for"), ("status", "denied")]));
        assert_eq!(changes.changes[1].why.as_deref(), Some("the ministry says so"));
    }

    #[test]
    fn what_was_deleted_is_rejected_and_what_was_coded_again_is_that_coder_s() {
        let changes = after(
            "DELETE FROM STATEMENTS WHERE ID IN (SELECT StatementId FROM DATASHORTTEXT JOIN ENTITIES
             ON ENTITIES.ID = Entity WHERE ENTITIES.Value = 'denial')",
        );
        assert_eq!(set(&changes), pairs(&[("rejected", "")]));

        let again = "INSERT INTO CODERS (ID, Name, Password) VALUES (3, 'Mira', 'x');
             INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder)
                 SELECT 9001, 1, DocumentId, Start, Stop, 3 FROM STATEMENTS WHERE ID = 1;
             INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity)
                 SELECT 9001, VariableId, Entity FROM DATASHORTTEXT WHERE StatementId = 1;
             INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (9001, 4, 0);";
        let changes = after(again);
        assert_eq!((set(&changes), changes.changes[0].coder.as_deref()), (pairs(&[("confirmed", "")]), Some("Mira")));
    }

    #[test]
    fn what_corrections_cannot_say_is_told() {
        let changes =
            after("INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, 1, 0, 3, 1)");
        assert!(changes.changes.is_empty() && changes.left[0].contains("where the record has none"), "{changes:?}");
        let changes =
            after("UPDATE ENTITIES SET Value = 'Ana Ortiz-Vega' WHERE Value = 'Ana Ortiz' AND VariableId = 1");
        assert_eq!(set(&changes), pairs(&[("name", "Ana Ortiz-Vega")]));
    }

    #[test]
    fn another_program_s_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.dna");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE x(y)").unwrap();
        assert!(matches!(read(&record(), &path), Err(DnaError::NotOurs)));
    }
}
