//! Proof that a ledger is whole: the file's structure, every text's hash, every span's words.

use std::collections::HashMap;

use rapporteur_reading::mentions::Telling;
use rapporteur_record::{ReadReport, Reading};

use crate::error::LedgerError;
use crate::open::Ledger;
use crate::pack::unpacked;
use crate::profile::Profile;
use crate::rows::{REPORT, ReportRow, hash_of, seal as seal_of};

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Reports.
    pub reports: usize,
    /// Readings.
    pub readings: usize,
    /// Entries of all readings, each with every span cut from its text.
    pub entries: usize,
    /// One sentence for each thing that is wrong.
    pub problems: Vec<String>,
}

impl Ledger {
    /// Looks at everything. An error is only what keeps it from looking.
    pub fn verify(&self) -> Result<Verified, LedgerError> {
        let mut verified = Verified::default();
        self.structure(&mut verified)?;
        let profiles: HashMap<i64, Profile> = self.profiles()?.into_iter().collect();
        // A ledger of the first version has no seals.
        let version = crate::schema::version(&self.connection).map_err(|error| self.meant(error))?;
        let seal = if version > 1 { "seal" } else { "NULL" };
        let query = format!(
            "SELECT {REPORT}, text_hash, telling, entries, {seal} FROM report LEFT JOIN reading ON reading.report = row
             ORDER BY row"
        );
        let row = |row: &rusqlite::Row<'_>| {
            let (telling, entries): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(9)?, row.get(10)?);
            Ok((ReportRow::of(row)?, row.get::<_, Vec<u8>>(8)?, telling, entries, row.get::<_, Option<Vec<u8>>>(11)?))
        };
        self.each(&query, row, |(report, hash, telling, entries, sealed)| {
            if sealed.is_some_and(|sealed| sealed != seal_of(&report.report)) {
                let name = format!("report {} ({})", report.row, report.report.id);
                verified
                    .problems
                    .push(format!("{name}: its title, outlet, day, address or id is not the one that was added"));
            }
            let profile = profiles.get(&report.row);
            verified.report(report, &hash, telling.as_deref(), entries.as_deref(), profile);
            Ok(())
        })?;
        Ok(verified)
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

impl Verified {
    fn report(
        &mut self,
        row: ReportRow,
        hash: &[u8],
        telling: Option<&[u8]>,
        entries: Option<&[u8]>,
        profile: Option<&Profile>,
    ) {
        self.reports += 1;
        let name = format!("report {} ({})", row.row, row.report.id);
        if hash_of(&row.report.text) != hash {
            self.problems.push(format!("{name}: its text is not the one that was added"));
        }
        if let Some(Err(problem)) = telling.map(unpacked::<Telling>) {
            self.problems.push(format!("{name}: what it tells of its persons can't be read: {problem}"));
        }
        match entries.map(unpacked::<Reading>) {
            None if row.set_aside.is_none() => self.problems.push(format!("{name}: has no reading")),
            None => {}
            Some(Err(problem)) => self.problems.push(format!("{name}: its reading can't be read: {problem}")),
            Some(Ok(reading)) => {
                self.readings += 1;
                self.entries += entries_of(&reading);
                if profile != Some(&Profile::of(row.report.published, &reading)) {
                    self.problems.push(format!("{name}: its profile is not that of its reading"));
                }
                if let Err(unsound) = ReadReport::new(row.report, reading) {
                    self.problems.push(format!("{name}: {unsound}"));
                }
            }
        }
    }
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
