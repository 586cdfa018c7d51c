//! The JSON Schema of the record, made from the types that are written, so that the two cannot drift apart.
//!
//! It is published as `docs/record.schema.json` and `docs/record-line.schema.json`; a test fails when these are stale.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::lines::LineJson;
use super::views::{
    ActorJson, ContactJson, CoverageJson, DisputeJson, EventJson, PositionJson, ProposalJson, ReportJson, StatementJson,
};

/// The whole of what `rapporteur read --format json` and `rapporteur export --to json` print: the record of a negotiation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Record")]
struct RecordJson<'r> {
    /// The version that wrote it.
    rapporteur: &'r str,
    /// All that were read, by date, then id.
    reports: Vec<ReportJson<'r>>,
    /// Who speaks or acts.
    actors: Vec<ActorJson<'r>>,
    /// Who said what.
    statements: Vec<StatementJson<'r>>,
    /// What was tabled, with the answers.
    proposals: Vec<ProposalJson<'r>>,
    /// Who stood where, and stands.
    positions: Vec<PositionJson<'r>>,
    /// Who met or called whom.
    contacts: Vec<ContactJson<'r>>,
    /// What is disputed.
    disputes: Vec<DisputeJson<'r>>,
    /// Who did what to whom.
    events: Vec<EventJson<'r>>,
    /// What the record does not cover.
    coverage: CoverageJson<'r>,
}

/// The schema of [`Record::write_json`](crate::Record::write_json), as JSON (draft 2020-12).
pub fn json_schema() -> String {
    printed(&of::<RecordJson<'static>>())
}

/// The schema of one line of [`Record::write_json_lines`](crate::Record::write_json_lines).
pub fn json_line_schema() -> String {
    printed(&of::<LineJson<'static>>())
}

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

fn printed(schema: &Schema) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `RAPPORTEUR_WRITE_SCHEMA=1 cargo test -p rapporteur-record schema` writes them anew.
    #[test]
    fn the_published_schemas_are_those_of_the_types() {
        let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
        for (name, schema) in [("record.schema.json", json_schema()), ("record-line.schema.json", json_line_schema())] {
            let path = docs.join(name);
            if std::env::var_os("RAPPORTEUR_WRITE_SCHEMA").is_some() {
                std::fs::write(&path, &schema).unwrap();
            }
            let published = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                published == schema,
                "docs/{name} is stale: RAPPORTEUR_WRITE_SCHEMA=1 cargo test -p rapporteur-record schema"
            );
        }
    }
}
