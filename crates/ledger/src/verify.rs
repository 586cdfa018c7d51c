//! Proof that a ledger is whole: the file's structure, every text's hash, every span's words.

use std::collections::HashMap;

use rapporteur_reading::mentions::Telling;
use rapporteur_record::{ReadReport, Reading};

use crate::error::LedgerError;
use crate::filing::unpacked_members;
use crate::open::Ledger;
use crate::pack::unpacked;
use crate::profile::Profile;
use crate::rows::{REPORT, ReportRow, hash_of, seal as seal_of};
use crate::schema;
use crate::waiting::{WAITING, waiting, waiting_row};

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Reports.
    pub reports: usize,
    /// Readings.
    pub readings: usize,
    /// Entries of all readings, each with every span cut from its text.
    pub entries: usize,
    /// Reports that are parsed and wait to be read.
    pub waiting: usize,
    /// One sentence for each thing that is wrong.
    pub problems: Vec<String>,
}

impl Ledger {
    /// Looks at everything. An error is only what keeps it from looking.
    pub fn verify(&self) -> Result<Verified, LedgerError> {
        let mut verified = Verified::default();
        let version = schema::version(&self.connection).map_err(|error| self.meant(error))?;
        let bad = if version < 3 { Vec::new() } else { self.blocks(&mut verified)? };
        self.structure(&mut verified)?;
        // A ledger of the first version has no seals, one before the third no profiles of today's.
        let seal = if version > 1 { "seal" } else { "NULL" };
        let profile = if version > 2 { "CAST(content AS BLOB)" } else { "NULL" };
        let profiles = if version > 2 { "LEFT JOIN profile ON profile.report = row" } else { "" };
        let whole = if bad.is_empty() { String::new() } else { format!("WHERE row NOT IN ({})", numbers(&bad)) };
        let query = format!(
            "SELECT {REPORT}, text_hash, telling, entries, {seal}, {profile}
             FROM report LEFT JOIN reading ON reading.report = row {profiles} {whole} ORDER BY row"
        );
        self.each(&query, Row::of, |row| {
            verified.report(row);
            Ok(())
        })?;
        Ok(verified)
    }

    /// Looks at the blocks; gives the rows of which nothing can be said.
    fn blocks(&self, verified: &mut Verified) -> Result<Vec<i64>, LedgerError> {
        let mut places: HashMap<i64, (i64, i64)> = HashMap::new();
        let block = |row: &rusqlite::Row<'_>| {
            let parts: [Vec<u8>; 4] = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, parts))
        };
        let all = "SELECT number, rows, texts, tellings, entries, profiles FROM block ORDER BY number";
        self.each(all, block, |(number, rows, parts)| {
            match unpacked_members(&rows, &parts) {
                Ok(members) => {
                    let placed = (0..).zip(&members).map(|(place, member)| (member.row, (number, place)));
                    places.extend(placed);
                }
                Err(problem) => verified.problems.push(format!("block {number}, of reports {rows}: {problem}")),
            }
            Ok(())
        })?;
        let mut bad = Vec::new();
        let filed = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)));
        self.each("SELECT row, block, place FROM filed ORDER BY row", filed, |(row, place)| {
            if places.remove(&row) != Some(place) {
                verified.problems.push(format!("report {row}: is not in its block"));
                bad.push(row);
            }
            Ok(())
        })?;
        let more = places.keys().map(|row| format!("report {row}: is in a block and nowhere else"));
        verified.problems.extend(more);
        self.each(WAITING, waiting_row, |row| {
            verified.waiting += 1;
            match waiting(row) {
                Ok(one) if one.is_whole() => {}
                Ok(one) => {
                    let id = &one.found.report.id;
                    verified.problems.push(format!("report {id} that waits: its text is not the one that was added"));
                }
                Err(problem) => verified.problems.push(problem),
            }
            Ok(())
        })?;
        Ok(bad)
    }

    fn structure(&self, verified: &mut Verified) -> Result<(), LedgerError> {
        self.each(
            "PRAGMA integrity_check(20)",
            |row| row.get::<_, String>(0),
            |said| {
                if said != "ok" {
                    verified.problems.push(format!("the file: {said}"));
                }
                Ok(())
            },
        )?;
        self.each(
            "SELECT report FROM reading WHERE report NOT IN (SELECT row FROM report)",
            |row| row.get::<_, i64>(0),
            |row| {
                verified.problems.push(format!("report {row}: there is a reading and no report"));
                Ok(())
            },
        )?;
        let words = "SELECT (SELECT count(*) FROM report) - (SELECT count(*) FROM words_docsize)";
        self.each(
            words,
            |row| row.get::<_, i64>(0),
            |missing| {
                if missing != 0 {
                    verified.problems.push(format!("{missing} reports are not in the index of words"));
                }
                Ok(())
            },
        )
    }
}

/// All that is said of a report.
struct Row {
    report: ReportRow,
    hash: Vec<u8>,
    telling: Option<Vec<u8>>,
    entries: Option<Vec<u8>>,
    seal: Option<Vec<u8>>,
    profile: Option<Vec<u8>>,
}

impl Row {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let (hash, telling, entries) = (row.get(8)?, row.get(9)?, row.get(10)?);
        Ok(Self { report: ReportRow::of(row)?, hash, telling, entries, seal: row.get(11)?, profile: row.get(12)? })
    }
}

impl Verified {
    fn report(&mut self, row: Row) {
        self.reports += 1;
        let report = row.report.report;
        let name = format!("report {} ({})", row.report.row, report.id);
        if row.seal.is_some_and(|seal| seal != seal_of(&report)) {
            self.problems.push(format!("{name}: its title, outlet, day, address or id is not the one that was added"));
        }
        if hash_of(&report.text) != row.hash.as_slice() {
            self.problems.push(format!("{name}: its text is not the one that was added"));
        }
        if let Some(Err(problem)) = row.telling.as_deref().map(unpacked::<Telling>) {
            self.problems.push(format!("{name}: what it tells of its persons can't be read: {problem}"));
        }
        match row.entries.as_deref().map(unpacked::<Reading>) {
            None if row.report.set_aside.is_none() => self.problems.push(format!("{name}: has no reading")),
            None => {}
            Some(Err(problem)) => self.problems.push(format!("{name}: its reading can't be read: {problem}")),
            Some(Ok(reading)) => {
                self.readings += 1;
                self.entries += entries_of(&reading);
                let profile = row.profile.map(|profile| serde_json::from_slice::<Profile>(&profile).ok());
                if profile.is_some_and(|profile| profile != Some(Profile::of(report.published, &reading))) {
                    self.problems.push(format!("{name}: its profile is not that of its reading"));
                }
                if let Err(unsound) = ReadReport::new(report, reading) {
                    self.problems.push(format!("{name}: {unsound}"));
                }
            }
        }
    }
}

fn numbers(all: &[i64]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn entries_of(reading: &Reading) -> usize {
    reading.actors.len()
        + reading.statements.len()
        + reading.proposals.len()
        + reading.positions.len()
        + reading.contacts.len()
        + reading.disputes.len()
        + reading.events.len()
}
