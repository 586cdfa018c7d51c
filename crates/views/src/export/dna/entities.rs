//! The values of short-text variables: each once, with what is known of it.

use rapporteur_spill::{Index, Spill, key_of};
use rusqlite::{Connection, params};

use super::schema::SHORT;
use super::text::short;

/// What is known of an entity, for the attributes that DNA gives to each.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributes {
    pub(super) kind: String,
    pub(super) alias: String,
    pub(super) notes: String,
}

/// The attributes of an entity, in the order of their variables.
pub(super) const ATTRIBUTES: [&str; 3] = ["Type", "Alias", "Notes"];

/// The numbers of the entities written so far.
pub(super) struct Entities {
    /// By variable and whole value.
    known: Index,
    /// By variable and value as kept: two long ones may have the same beginning.
    kept: Index,
    pub(super) cut: usize,
}

impl Entities {
    pub(super) fn new(spill: &Spill) -> Self {
        Self { known: Index::new(spill), kept: Index::new(spill), cut: 0 }
    }

    /// The number of a value, which is written where it is new. `attributes` are asked for only then; variables that have no
    /// attributes give none.
    pub(super) fn number(
        &mut self,
        connection: &Connection,
        variable: i64,
        value: &str,
        attributes: impl FnOnce() -> Option<Attributes>,
    ) -> rusqlite::Result<i64> {
        let key = key_of(&(variable, value));
        if let Some(number) = self.known.get(key) {
            return Ok(number.into());
        }
        let (kept, cut) = self.free(variable, value);
        self.cut += usize::from(cut);
        if let Some(number) = self.kept.get(key_of(&(variable, &kept))) {
            self.known.insert(key, number);
            return Ok(number.into());
        }
        connection
            .prepare_cached("INSERT INTO ENTITIES (VariableId, Value, Red, Green, Blue) VALUES (?1, ?2, 0, 0, 0)")?
            .execute(params![variable, kept])?;
        let number = connection.last_insert_rowid();
        if let Some(mut attributes) = attributes() {
            if cut {
                attributes.notes = format!("{} {}", value, attributes.notes);
            }
            let mut insert = connection.prepare_cached(
                "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue)
                 SELECT ?1, ID, ?3 FROM ATTRIBUTEVARIABLES WHERE VariableId = ?2 AND AttributeVariable = ?4",
            )?;
            for (name, value) in ATTRIBUTES.iter().zip([attributes.kind, attributes.alias, attributes.notes]) {
                insert.execute(params![number, variable, short(&value).0, name])?;
            }
        }
        let count = u32::try_from(number).unwrap_or(u32::MAX);
        self.known.insert(key, count);
        self.kept.insert(key_of(&(variable, &kept)), count);
        Ok(number)
    }

    /// The value as it is kept. One that was cut to what another was cut to gets a number, or they would be one.
    fn free(&self, variable: i64, value: &str) -> (String, bool) {
        let (kept, cut) = short(value);
        if !cut || self.kept.get(key_of(&(variable, &kept))).is_none() {
            return (kept, cut);
        }
        let numbered = |number: usize| {
            let end = format!("… ({number})");
            let head: String = kept.chars().take(SHORT - end.chars().count()).collect();
            head + &end
        };
        let free = (2..).map(numbered).find(|name| self.kept.get(key_of(&(variable, name))).is_none());
        (free.unwrap_or(kept), true)
    }
}
