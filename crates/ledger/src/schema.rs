//! The tables, and how those of older ledgers become those of today.
//!
//! A file says who may read it by SQLite's `application_id` and with which version of the tables by its `user_version`.
//! A ledger of each version that was ever in use lies in `tests/ledgers`, and every later program opens it.

use rusqlite::Connection;

/// "RAPP" in ASCII, in the file's header.
pub(crate) const APPLICATION: i64 = 0x5241_5050;

/// The version of the tables that this program writes.
pub(crate) const VERSION: i64 = STEPS.len() as i64;

/// `STEPS[n]` makes of a ledger of version `n` one of version `n + 1`; of version 0 are empty files.
const STEPS: &[fn(&Connection) -> rusqlite::Result<()>] =
    &[|file| file.execute_batch(V1), |file| file.execute_batch(V2), third, fourth];

const V1: &str = "
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Reports as they were found. `given_id` may clash with that of another report: ids are settled when the record is made.
CREATE TABLE report (
    row INTEGER PRIMARY KEY,
    given_id TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    title TEXT,
    outlet TEXT,
    published TEXT,
    url TEXT,
    text TEXT NOT NULL,
    set_aside TEXT,
    added TEXT NOT NULL,
    UNIQUE (given_id, text_hash)
);

-- What each says: what it tells of its persons, what the cast answered, and the entries. JSON, pressed.
CREATE TABLE reading (
    report INTEGER PRIMARY KEY REFERENCES report (row) ON DELETE CASCADE,
    telling BLOB NOT NULL,
    answer BLOB NOT NULL,
    entries BLOB NOT NULL
);

-- Corrections by people, bound to the words that an entry rests on; `undone` ones are kept.
CREATE TABLE correction (
    number INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    made TEXT NOT NULL,
    why TEXT,
    what TEXT NOT NULL,
    undone TEXT
);

-- Pages made of the record as it stands; emptied when anything changes.
CREATE TABLE page (
    name TEXT PRIMARY KEY,
    content BLOB NOT NULL
) WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = 'report', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER report_in AFTER INSERT ON report BEGIN
    INSERT INTO words (rowid, title, text) VALUES (new.row, new.title, new.text);
END;
CREATE TRIGGER report_out AFTER DELETE ON report BEGIN
    INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.row, old.title, old.text);
END;
";

/// Whom each report is about, and what: small, so that all can be looked at. What is missing is made of the readings.
/// Readings are pressed by other means from here on, which a program of the first version could not undo.
const V2: &str = "
CREATE TABLE profile (
    report INTEGER PRIMARY KEY REFERENCES report (row) ON DELETE CASCADE,
    content BLOB NOT NULL
);
-- What the text's hash is for the text, for all that a report says besides; of reports of older ledgers there is none.
ALTER TABLE report ADD COLUMN seal BLOB;
";

/// Reports and what they say lie in blocks of [several](crate::pack::block), and their texts are pressed as well. What was a
/// table before is a view of these. Reports that are parsed wait to be read until all are.
const V3: &str = "
DROP TRIGGER report_in;
DROP TRIGGER report_out;
ALTER TABLE report RENAME TO old_report;
ALTER TABLE reading RENAME TO old_reading;
ALTER TABLE profile RENAME TO old_profile;

CREATE TABLE filed (
    row INTEGER PRIMARY KEY,
    given_id TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    title TEXT,
    outlet TEXT,
    published TEXT,
    url TEXT,
    set_aside TEXT,
    added TEXT NOT NULL,
    seal BLOB,
    -- A hash of what the cast answered; nothing where there is no reading.
    answer BLOB,
    -- Where its text and what it says are.
    block INTEGER NOT NULL,
    place INTEGER NOT NULL,
    UNIQUE (given_id, text_hash)
);

-- Of each report in it, in their places: its row, its text, what it tells of its persons, its entries, its profile.
CREATE TABLE block (
    number INTEGER PRIMARY KEY,
    rows TEXT NOT NULL,
    texts BLOB NOT NULL,
    tellings BLOB NOT NULL,
    entries BLOB NOT NULL,
    profiles BLOB NOT NULL
);

-- Reports that are parsed and not in yet. `parsed` is a block of the text, of what it tells, and of its parse.
CREATE TABLE waiting (
    number INTEGER PRIMARY KEY,
    given_id TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    title TEXT,
    outlet TEXT,
    published TEXT,
    url TEXT,
    set_aside TEXT,
    reader TEXT NOT NULL,
    parsed BLOB NOT NULL,
    UNIQUE (given_id, text_hash)
);

CREATE VIEW report AS
    SELECT row, given_id, text_hash, title, outlet, published, url, block_text(texts, place) AS text, set_aside, added, seal
    FROM filed LEFT JOIN block ON block.number = filed.block;
CREATE VIEW reading AS
    SELECT row AS report, block_value(tellings, place) AS telling, answer, block_value(entries, place) AS entries
    FROM filed LEFT JOIN block ON block.number = filed.block WHERE answer IS NOT NULL;
CREATE VIEW profile AS
    SELECT row AS report, block_text(profiles, place) AS content
    FROM filed LEFT JOIN block ON block.number = filed.block WHERE answer IS NOT NULL;
";

fn third(file: &Connection) -> rusqlite::Result<()> {
    file.execute_batch(V3)?;
    crate::filing::bring_over(file)?;
    file.execute_batch("DROP TABLE old_profile; DROP TABLE old_reading; DROP TABLE old_report;")
}

/// Pages say what they rest on, and reports are found by what corrections know of their texts. Where reports lie in older
/// ledgers is left as it is.
const V4: &str = "
DROP TABLE page;
CREATE TABLE page (
    name TEXT NOT NULL,
    rests_on TEXT NOT NULL,
    -- Counts the pages as they were made: the oldest make room for others.
    made INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (name, rests_on)
);
CREATE INDEX filed_by_text ON filed (substr(text_hash, 1, 8));
";

fn fourth(file: &Connection) -> rusqlite::Result<()> {
    file.execute_batch(V4)?;
    crate::order::leave_as_it_is(file)
}

/// The version of an open file's tables.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Whether the file says that it is a ledger.
pub(crate) fn is_ours(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i64>(0))? == APPLICATION)
}

/// Takes the tables from `from` to [`VERSION`], all steps or none.
pub(crate) fn migrate(connection: &mut Connection, from: i64) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for step in STEPS.iter().skip(usize::try_from(from).unwrap_or(usize::MAX)) {
        step(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}
