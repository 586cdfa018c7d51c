//! The tables of DNA 3.1 (schema version 3.0.7), made from the few kinds of column that they have.

/// The version that DNA 3.1 writes into its files.
pub(super) const VERSION: &str = "3.0.7";

/// The longest short text.
pub(super) const SHORT: usize = 190;

const ID: &str = "ID INTEGER NOT NULL PRIMARY KEY";

/// The same in the tables of values, as DNA has it.
const VALUE_ID: &str = "ID INTEGER PRIMARY KEY NOT NULL";

const PERMISSIONS: [&str; 16] = [
    "AddDocuments",
    "EditDocuments",
    "DeleteDocuments",
    "ImportDocuments",
    "AddStatements",
    "EditStatements",
    "DeleteStatements",
    "EditAttributes",
    "EditRegex",
    "EditStatementTypes",
    "EditCoders",
    "EditCoderRelations",
    "ViewOthersDocuments",
    "EditOthersDocuments",
    "ViewOthersStatements",
    "EditOthersStatements",
];

/// The statements that make all tables, in DNA's order.
pub(super) fn tables() -> Vec<String> {
    vec![
        table("SETTINGS", &["Property TEXT PRIMARY KEY".into(), "Value TEXT NOT NULL".into()]),
        coders(),
        documents(),
        table("STATEMENTTYPES", &[vec![ID.into(), short("Label", "")], colours()].concat()),
        table(
            "VARIABLES",
            &[
                ID.into(),
                short("Variable", ""),
                "DataType TEXT NOT NULL CHECK (DataType = 'boolean' OR DataType = 'integer' OR DataType = 'long text' OR \
                 DataType = 'short text') DEFAULT 'short text'"
                    .into(),
                "StatementTypeId INTEGER".into(),
                refers("StatementTypeId", "STATEMENTTYPES"),
                "UNIQUE (Variable, StatementTypeId)".into(),
            ],
        ),
        table(
            "VARIABLELINKS",
            &[
                ID.into(),
                "SourceVariableId INTEGER".into(),
                "TargetVariableId INTEGER".into(),
                "CHECK (TargetVariableId != SourceVariableId)".into(),
                refers("SourceVariableId", "VARIABLES"),
                refers("TargetVariableId", "VARIABLES"),
            ],
        ),
        table(
            "REGEXES",
            &[vec!["Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191)".into()], colours()].concat(),
        ),
        coder_relations(),
        table(
            "STATEMENTS",
            &[
                ID.into(),
                "StatementTypeId INTEGER".into(),
                "DocumentId INTEGER".into(),
                "Start INTEGER NOT NULL CHECK(Start >= 0)".into(),
                "Stop INTEGER NOT NULL CHECK(Stop >= 0)".into(),
                "Coder INTEGER".into(),
                "CHECK (Start < Stop)".into(),
                refers("StatementTypeId", "STATEMENTTYPES"),
                refers("Coder", "CODERS"),
                refers("DocumentId", "DOCUMENTS"),
            ],
        ),
        values("DATABOOLEAN", "Value INTEGER NOT NULL DEFAULT 1"),
        values("DATAINTEGER", "Value INTEGER NOT NULL DEFAULT 0"),
        entities(),
        short_texts(),
        values("DATALONGTEXT", "Value TEXT DEFAULT ''"),
        table(
            "ATTRIBUTEVARIABLES",
            &[
                VALUE_ID.into(),
                "VariableId INTEGER NOT NULL".into(),
                short("AttributeVariable", ""),
                "UNIQUE(VariableId, AttributeVariable)".into(),
                refers("VariableId", "VARIABLES"),
            ],
        ),
        table(
            "ATTRIBUTEVALUES",
            &[
                VALUE_ID.into(),
                "EntityId INTEGER NOT NULL".into(),
                "AttributeVariableId INTEGER NOT NULL".into(),
                short("AttributeValue", " DEFAULT ''"),
                "UNIQUE (EntityId, AttributeVariableId)".into(),
                refers("EntityId", "ENTITIES"),
                refers("AttributeVariableId", "ATTRIBUTEVARIABLES"),
            ],
        ),
    ]
}

fn table(name: &str, columns: &[String]) -> String {
    format!("CREATE TABLE {name}({})", columns.join(", "))
}

fn short(name: &str, default: &str) -> String {
    format!("{name} TEXT NOT NULL{default} CHECK (LENGTH({name}) < 191)")
}

fn refers(column: &str, table: &str) -> String {
    format!("FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE")
}

fn colours() -> Vec<String> {
    ["Red", "Green", "Blue"]
        .map(|colour| format!("{colour} INTEGER NOT NULL DEFAULT 0 CHECK ({colour} BETWEEN 0 AND 255)"))
        .into()
}

fn flag(name: &str, default: u8) -> String {
    format!("{name} INTEGER NOT NULL CHECK ({name} BETWEEN 0 AND 1) DEFAULT {default}")
}

fn coders() -> String {
    let mut columns = vec![ID.to_owned(), short("Name", "")];
    columns.extend(colours());
    columns.extend([
        "Refresh INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0".to_owned(),
        "FontSize INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) DEFAULT 14".to_owned(),
        short("Password", ""),
        "PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300".to_owned(),
        flag("ColorByCoder", 0),
        flag("PopupDecoration", 0),
        flag("PopupAutoComplete", 1),
    ]);
    columns.extend(PERMISSIONS.map(|permission| flag(&format!("Permission{permission}"), 1)));
    table("CODERS", &columns)
}

fn documents() -> String {
    let empty = |name: &str| short(name, " DEFAULT ''");
    table(
        "DOCUMENTS",
        &[
            ID.into(),
            short("Title", ""),
            "Text TEXT NOT NULL".into(),
            "Coder INTEGER".into(),
            empty("Author"),
            empty("Source"),
            empty("Section"),
            "Notes TEXT NOT NULL DEFAULT ''".into(),
            empty("Type"),
            "Date INTEGER NOT NULL".into(),
            refers("Coder", "CODERS"),
        ],
    )
}

fn coder_relations() -> String {
    let mut columns = vec![
        ID.to_owned(),
        "Coder INTEGER CHECK(Coder > 0)".to_owned(),
        "OtherCoder INTEGER CHECK(OtherCoder > 0)".to_owned(),
    ];
    columns.extend(
        ["viewStatements", "editStatements", "viewDocuments", "editDocuments"]
            .map(|right| format!("{right} INTEGER NOT NULL DEFAULT 1 CHECK({right} BETWEEN 0 AND 1)")),
    );
    columns.extend([
        "CHECK (Coder != OtherCoder)".to_owned(),
        refers("Coder", "CODERS"),
        refers("OtherCoder", "CODERS"),
    ]);
    table("CODERRELATIONS", &columns)
}

/// A table of values of one type.
fn values(name: &str, value: &str) -> String {
    table(
        name,
        &[
            VALUE_ID.into(),
            "StatementId INTEGER NOT NULL".into(),
            "VariableId INTEGER NOT NULL".into(),
            value.into(),
            refers("StatementId", "STATEMENTS"),
            refers("VariableId", "VARIABLES"),
            "UNIQUE (StatementId, VariableId)".into(),
        ],
    )
}

fn short_texts() -> String {
    table(
        "DATASHORTTEXT",
        &[
            VALUE_ID.into(),
            "StatementId INTEGER NOT NULL".into(),
            "VariableId INTEGER NOT NULL".into(),
            "Entity INTEGER NOT NULL".into(),
            refers("StatementId", "STATEMENTS"),
            refers("VariableId", "VARIABLES"),
            refers("Entity", "ENTITIES"),
            "UNIQUE (StatementId, VariableId)".into(),
        ],
    )
}

fn entities() -> String {
    let mut columns =
        vec![VALUE_ID.to_owned(), "VariableId INTEGER NOT NULL".to_owned(), short("Value", " DEFAULT ''")];
    columns
        .extend(["Red", "Green", "Blue"].map(|colour| format!("{colour} INTEGER CHECK ({colour} BETWEEN 0 AND 255)")));
    columns.extend([
        "ChildOf INTEGER CHECK(ChildOf > 0)".to_owned(),
        "UNIQUE (VariableId, Value)".to_owned(),
        refers("ChildOf", "ENTITIES"),
        refers("VariableId", "VARIABLES"),
    ]);
    table("ENTITIES", &columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::dna_sample;

    #[test]
    fn the_tables_are_those_of_dna_s_own_files() {
        let Some(file) = dna_sample() else { return };
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let sample = rusqlite::Connection::open_with_flags(file, flags).unwrap();
        let mut query = sample.prepare("SELECT sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid").unwrap();
        let theirs: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(tables(), theirs);
    }
}
