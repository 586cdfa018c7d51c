//! Reports on their way into the ledger: each comes in with all that is said of it in one transaction.
//!
//! Some sixteen lie together in a [block](crate::pack::block). Those that come in fill up the last block first; where they are
//! many they are then put [in order](crate::order).

use rapporteur_reading::mentions::Telling;
use rapporteur_record::Reading;
use rapporteur_report::Found;
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{LedgerError, meant};
use crate::open::Ledger;
use crate::pack::block::{MEMBERS, Members, Press, packed_block};
use crate::pack::{json, unpacked};
use crate::pages::{reports_came_in, reports_changed};
use crate::profile::Profile;
use crate::rows::{REPORT, ReportRow, hash_of, seal};

/// A report that is to come in.
pub(crate) struct New {
    pub(crate) found: Found,
    /// Its number among those that wait.
    pub(crate) waits_as: i64,
    /// Why it can't be read.
    pub(crate) set_aside: Option<String>,
    pub(crate) said: Option<Said>,
}

/// What a report says, as it lies in the ledger.
pub(crate) struct Said {
    pub(crate) telling: Vec<u8>,
    /// A hash of what the cast answered it.
    pub(crate) answer: [u8; 16],
    pub(crate) entries: Vec<u8>,
    pub(crate) profile: Vec<u8>,
}

/// What came of filing some reports.
#[derive(Default)]
pub(crate) struct Filed {
    /// Reports that came in.
    pub(crate) new: usize,
    /// Those that were there by then.
    pub(crate) known: usize,
    /// Of the new ones, those that took the place of another finding of the same report.
    pub(crate) replaced: usize,
    /// Of the new ones, those that can't be read.
    pub(crate) set_aside: usize,
}

/// A report's part of its block.
pub(crate) struct Member {
    pub(crate) row: i64,
    pub(crate) text: Vec<u8>,
    pub(crate) telling: Vec<u8>,
    pub(crate) entries: Vec<u8>,
    pub(crate) profile: Vec<u8>,
}

impl Ledger {
    /// Writes some reports that were waiting, all or none.
    pub(crate) fn file(&mut self, news: Vec<New>, added: &str, press: Press) -> Result<Filed, LedgerError> {
        let path = self.path.clone();
        let on = |error| meant(&path, error);
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(on)?;
        let filed = file(&transaction, news, added, press).map_err(on)?;
        transaction.execute("DELETE FROM meta WHERE name = 'settled'", []).map_err(on)?;
        reports_changed(&transaction).map_err(on)?;
        reports_came_in(&transaction, filed.new).map_err(on)?;
        transaction.commit().map_err(on)?;
        Ok(filed)
    }
}

fn file(to: &Connection, news: Vec<New>, added: &str, press: Press) -> rusqlite::Result<Filed> {
    let mut filed = Filed::default();
    let mut accepted = Vec::with_capacity(news.len());
    for new in news {
        let taken = to.prepare_cached("DELETE FROM waiting WHERE number = ?1")?.execute([new.waits_as])?;
        // Another program may have taken it meanwhile.
        if taken == 0 {
            continue;
        }
        match found_in(to, "report", &new.found)? {
            None => {}
            Some(known) if new.found.counts_before(&known.found()) => {
                take_out(to, &known)?;
                filed.replaced += 1;
            }
            Some(_) => {
                filed.known += 1;
                continue;
            }
        }
        filed.new += 1;
        filed.set_aside += usize::from(new.set_aside.is_some());
        accepted.push(new);
    }
    let mut blocks = Blocks::after_those(to)?;
    for new in accepted {
        let (number, place) = blocks.next();
        let row = insert(to, &new, added, number, place)?;
        let (text, said) = (new.found.report.text.into_bytes(), new.said);
        let (telling, entries, profile) =
            said.map(|said| (said.telling, said.entries, said.profile)).unwrap_or_default();
        blocks.members.push(Member { row, text, telling, entries, profile });
    }
    blocks.write(to, press)?;
    Ok(filed)
}

/// The report of that id and text, among those that are in (`report`) or those that wait.
pub(crate) fn found_in(ledger: &Connection, table: &str, found: &Found) -> rusqlite::Result<Option<ReportRow>> {
    let columns =
        if table == "report" { REPORT } else { "number, given_id, title, outlet, published, url, '', set_aside" };
    let query = format!("SELECT {columns} FROM {table} WHERE given_id = ?1 AND text_hash = ?2");
    let mut select = ledger.prepare_cached(&query)?;
    select.query_row(params![found.report.id, hash_of(&found.report.text)], ReportRow::of).optional()
}

fn insert(to: &Connection, new: &New, added: &str, block: i64, place: usize) -> rusqlite::Result<i64> {
    let report = &new.found.report;
    let mut insert = to.prepare_cached(
        "INSERT INTO filed
         (given_id, text_hash, title, outlet, published, url, set_aside, added, seal, answer, block, place)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    insert.execute(params![
        report.id,
        hash_of(&report.text),
        report.title,
        report.outlet,
        report.published.map(|day| day.to_string()),
        report.url,
        new.set_aside,
        added,
        seal(report),
        new.said.as_ref().map(|said| said.answer),
        block,
        place as i64,
    ])?;
    let row = to.last_insert_rowid();
    let mut index = to.prepare_cached("INSERT INTO words (rowid, title, text) VALUES (?1, ?2, ?3)")?;
    index.execute(params![row, report.title, report.text])?;
    Ok(row)
}

/// Takes a report out, in whose place another comes.
fn take_out(from: &Connection, known: &ReportRow) -> rusqlite::Result<()> {
    let number: i64 = from.query_row("SELECT block FROM filed WHERE row = ?1", [known.row], |row| row.get(0))?;
    let words = params![known.row, known.report.title, known.report.text];
    from.execute("INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?1, ?2, ?3)", words)?;
    from.execute("DELETE FROM filed WHERE row = ?1", [known.row])?;
    rewrite(from, number, |members| members.retain(|member| member.row != known.row))
}

/// The blocks that are being filled.
struct Blocks {
    first: i64,
    members: Vec<Member>,
}

impl Blocks {
    /// From the last block on, where there is room in it.
    fn after_those(ledger: &Connection) -> rusqlite::Result<Self> {
        let last = "SELECT number, json_array_length(rows) FROM block ORDER BY number DESC LIMIT 1";
        let last: Option<(i64, i64)> = ledger.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(match last {
            Some((number, count)) if count < MEMBERS as i64 => {
                Self { first: number, members: members_of(ledger, number)? }
            }
            last => Self { first: last.map_or(1, |(number, _)| number + 1), members: Vec::new() },
        })
    }

    /// Where the next member comes.
    fn next(&self) -> (i64, usize) {
        let count = self.members.len();
        (self.first + (count / MEMBERS) as i64, count % MEMBERS)
    }

    fn write(self, to: &Connection, press: Press) -> rusqlite::Result<()> {
        write_blocks(to, self.first, &self.members, press)
    }
}

/// Writes members as blocks from this number on.
pub(crate) fn write_blocks(to: &Connection, first: i64, members: &[Member], press: Press) -> rusqlite::Result<()> {
    let pressed: Vec<Pressed> = members.par_chunks(MEMBERS).map(|members| Pressed::of(members, press)).collect();
    (first..).zip(pressed).try_for_each(|(number, block)| block.write(to, number))
}

struct Pressed {
    rows: String,
    /// Texts, tellings, entries, profiles.
    parts: [Vec<u8>; 4],
}

impl Pressed {
    fn of(members: &[Member], press: Press) -> Self {
        let parts: [fn(&Member) -> &[u8]; 4] =
            [|one| &one.text, |one| &one.telling, |one| &one.entries, |one| &one.profile];
        let rows: Vec<i64> = members.iter().map(|member| member.row).collect();
        let parts = parts.map(|part| packed_block(&members.iter().map(part).collect::<Vec<_>>(), press));
        Self { rows: String::from_utf8(json(&rows)).unwrap_or_default(), parts }
    }

    fn write(&self, to: &Connection, number: i64) -> rusqlite::Result<()> {
        let [texts, tellings, entries, profiles] = &self.parts;
        let mut insert = to.prepare_cached(
            "INSERT OR REPLACE INTO block (number, rows, texts, tellings, entries, profiles)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        insert.execute(params![number, self.rows, texts, tellings, entries, profiles]).map(drop)
    }
}

/// The members of a block, unpacked.
pub(crate) fn members_of(ledger: &Connection, number: i64) -> rusqlite::Result<Vec<Member>> {
    let mut select =
        ledger.prepare_cached("SELECT rows, texts, tellings, entries, profiles FROM block WHERE number = ?1")?;
    let (rows, parts): (String, [Vec<u8>; 4]) =
        select.query_row([number], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])))?;
    let unpacked = unpacked_members(&rows, &parts);
    unpacked.map_err(|problem| rusqlite::Error::UserFunctionError(format!("block {number}: {problem}").into()))
}

/// The same of its columns; the reason where they are not what they should be.
pub(crate) fn unpacked_members(rows: &str, parts: &[Vec<u8>; 4]) -> Result<Vec<Member>, String> {
    let rows: Vec<i64> = serde_json::from_str(rows).map_err(|error| error.to_string())?;
    let parts: Vec<Members> = parts.iter().map(|part| Members::of(part)).collect::<Result<_, _>>()?;
    if parts.iter().any(|part| part.len() != rows.len()) {
        return Err("says different things of how many reports are in it".to_owned());
    }
    let member = |(place, row)| {
        let part = |number: usize| parts.get(number).and_then(|part| part.get(place)).unwrap_or_default().to_vec();
        Member { row, text: part(0), telling: part(1), entries: part(2), profile: part(3) }
    };
    Ok(rows.into_iter().enumerate().map(member).collect())
}

/// Changes a block.
pub(crate) fn rewrite(ledger: &Connection, number: i64, change: impl FnOnce(&mut Vec<Member>)) -> rusqlite::Result<()> {
    let mut members = members_of(ledger, number)?;
    change(&mut members);
    if members.is_empty() {
        return ledger.execute("DELETE FROM block WHERE number = ?1", [number]).map(drop);
    }
    let mut place = ledger.prepare_cached("UPDATE filed SET place = ?2 WHERE row = ?1 AND place <> ?2")?;
    for (at, member) in members.iter().enumerate() {
        place.execute(params![member.row, at as i64])?;
    }
    Pressed::of(&members, Press::ToStay).write(ledger, number)
}

/// The block of each of these rows, with the rows that are in it.
pub(crate) fn by_block(ledger: &Connection, rows: &[i64]) -> rusqlite::Result<Vec<(i64, Vec<i64>)>> {
    let mut blocks: Vec<(i64, Vec<i64>)> = Vec::new();
    let mut select = ledger.prepare_cached("SELECT block FROM filed WHERE row = ?1")?;
    for row in rows {
        let number: i64 = select.query_row([row], |row| row.get(0))?;
        match blocks.iter_mut().find(|(known, _)| *known == number) {
            Some((_, rows)) => rows.push(*row),
            None => blocks.push((number, vec![*row])),
        }
    }
    Ok(blocks)
}

/// Brings what a ledger of an older version holds over into blocks.
pub(crate) fn bring_over(ledger: &Connection) -> rusqlite::Result<()> {
    let all = "FROM old_report LEFT JOIN old_reading ON old_reading.report = row ORDER BY row";
    ledger.execute_batch(&format!(
        "INSERT INTO filed
         SELECT row, given_id, text_hash, title, outlet, published, url, set_aside, added, seal, answer, 0, 0 {all}"
    ))?;
    let mut select = ledger.prepare(&format!("SELECT row, published, text, telling, entries {all}"))?;
    let mut rows = select.query([])?;
    let mut blocks = Blocks::after_those(ledger)?;
    while let Some(row) = rows.next()? {
        let ((number, place), member) = (blocks.next(), old_member(row)?);
        let mut put = ledger.prepare_cached("UPDATE filed SET block = ?2, place = ?3 WHERE row = ?1")?;
        put.execute(params![member.row, number, place as i64])?;
        blocks.members.push(member);
        if blocks.members.len() == 8 * MEMBERS {
            let full = std::mem::replace(&mut blocks, Blocks { first: number + 1, members: Vec::new() });
            full.write(ledger, Press::ToStay)?;
        }
    }
    blocks.write(ledger, Press::ToStay)
}

/// What an older ledger says of a report. Values that can't be read stay as they are, so that whoever verifies tells of them.
fn old_member(row: &rusqlite::Row<'_>) -> rusqlite::Result<Member> {
    let (telling, entries): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(3)?, row.get(4)?);
    let (telling, entries) = (telling.unwrap_or_default(), entries.unwrap_or_default());
    let (told, read) = (unpacked::<Telling>(&telling).ok(), unpacked::<Reading>(&entries).ok());
    let day: Option<String> = row.get(1)?;
    let day = day.and_then(|day| day.parse().ok());
    Ok(Member {
        row: row.get(0)?,
        text: row.get::<_, String>(2)?.into_bytes(),
        profile: read.as_ref().map(|read| json(&Profile::of(day, read))).unwrap_or_default(),
        telling: told.map_or(telling, |told| json(&told)),
        entries: read.map_or(entries, |read| json(&read)),
    })
}
