//! Adding reports: those that are new are read, each comes in with one transaction.

use rapporteur_language::PackedDoc;
use rapporteur_reading::mentions::Telling;
use rapporteur_record::UnsoundReading;
use rapporteur_report::Found;
use rayon::prelude::*;
use rusqlite::OptionalExtension;

use crate::error::LedgerError;
use crate::open::Ledger;
use crate::pack::packed;
use crate::profile::Profile;
use crate::reader::Reader;
use crate::rows::{NewRow, PackedReading, REPORT, ReportRow, hash_of};

/// How many reports are parsed before the first of them is read, and at most how many bytes of text. That much is lost when
/// the program is ended: some seconds of parsing. The more are parsed, the more is known of the persons in the first of them;
/// what is learnt later has them read again at the end.
const BATCH: (usize, usize) = (1024, 4 << 20);

/// How many of them are read before they are written.
const PIECE: usize = 64;

/// What came of adding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Reports that came in.
    pub new: usize,
    /// Reports that the ledger had already.
    pub known: usize,
    /// Of the new ones, those that can't be read.
    pub set_aside: usize,
    /// Earlier ones that were read again, since the new ones tell more of the persons in them.
    pub read_again: usize,
    /// Whether it was stopped before the end; the same command takes it up again.
    pub stopped: bool,
    /// Whether a report took the place of one that was there.
    replaced: bool,
}

/// Watches over long work.
pub trait Watch: Sync {
    /// Whether to stop as soon as that can be done cleanly.
    fn is_stopped(&self) -> bool;
    /// One more report is parsed, of so many bytes; it is read when those of its batch are.
    fn parsed(&self, _bytes: usize) {}
    /// One more report is done (or was known), of so many bytes.
    fn done(&self, bytes: usize);
    /// Something went wrong with one report; the others go on.
    fn problem(&self, problem: &str);
    /// The time, as it is to be noted with what is added.
    fn now(&self) -> String;
}

/// Watches nothing and knows no time.
#[derive(Clone, Copy, Debug)]
pub struct Quiet;

impl Watch for Quiet {
    fn is_stopped(&self) -> bool {
        false
    }
    fn done(&self, _bytes: usize) {}
    fn problem(&self, _problem: &str) {}
    fn now(&self) -> String {
        String::new()
    }
}

/// A report that is to come in.
struct New {
    found: Found,
    instead_of: Option<i64>,
}

impl Ledger {
    /// Adds what is new. Where it is stopped, what came in before stays.
    pub fn add(
        &mut self,
        found: impl IntoIterator<Item = Found>,
        reader: &Reader,
        watch: &dyn Watch,
    ) -> Result<Added, LedgerError> {
        self.expect_reader(reader)?;
        let mut added = Added::default();
        let (mut cast, before) = (self.cast()?, self.newest_row()?.0);
        let mut waiting = found.into_iter();
        loop {
            let batch = self.batch(&mut waiting, &mut added, watch)?;
            if batch.is_empty() || watch.is_stopped() {
                break;
            }
            self.add_batch(batch, reader, &mut cast, watch, &mut added)?;
        }
        added.stopped = watch.is_stopped();
        if !added.stopped {
            // Where another program added reports meanwhile, or one took the place of another, the cast is made anew.
            let expected = before + i64::try_from(added.new).unwrap_or_default();
            let is_whole = !added.replaced && self.newest_row()?.0 == expected;
            match self.settle(reader, is_whole.then_some(cast), watch)? {
                Some(again) => added.read_again = again,
                None => added.stopped = true,
            }
        }
        Ok(added)
    }

    /// The next new reports.
    fn batch(
        &self,
        waiting: &mut impl Iterator<Item = Found>,
        added: &mut Added,
        watch: &dyn Watch,
    ) -> Result<Vec<New>, LedgerError> {
        let (mut batch, mut bytes): (Vec<New>, usize) = (Vec::new(), 0);
        while batch.len() < BATCH.0 && bytes < BATCH.1 && !watch.is_stopped() {
            let Some(found) = waiting.next() else { break };
            let known = self.known(&found)?;
            let twin =
                |other: &&New| other.found.report.id == found.report.id && other.found.report.text == found.report.text;
            match (known, batch.iter().position(|other| twin(&other))) {
                (Known::Yes, _) => {
                    added.known += 1;
                    watch.done(found.report.text.len());
                }
                (_, Some(at)) => {
                    added.known += 1;
                    watch.done(found.report.text.len());
                    if found.counts_before(&batch[at].found) {
                        batch[at].found = found;
                    }
                }
                (Known::No { instead_of }, None) => {
                    bytes += found.report.text.len();
                    batch.push(New { found, instead_of });
                }
            }
        }
        Ok(batch)
    }

    /// Whether the ledger has the report. Of two findings of one text under one id the one that counts is kept, whichever
    /// came first.
    fn known(&self, found: &Found) -> Result<Known, LedgerError> {
        let query = format!("SELECT {REPORT} FROM report WHERE given_id = ?1 AND text_hash = ?2");
        let row = self
            .connection
            .prepare_cached(&query)
            .and_then(|mut select| {
                let key = rusqlite::params![found.report.id, hash_of(&found.report.text)];
                select.query_row(key, ReportRow::of).optional()
            })
            .map_err(|error| self.meant(error))?;
        let Some(row) = row else { return Ok(Known::No { instead_of: None }) };
        let kept = Found { report: row.report, path: found.path.clone(), line: found.line, set_aside: None };
        Ok(if found.counts_before(&kept) { Known::No { instead_of: Some(row.row) } } else { Known::Yes })
    }

    fn add_batch(
        &mut self,
        batch: Vec<New>,
        reader: &Reader,
        cast: &mut rapporteur_reading::Cast,
        watch: &dyn Watch,
        added: &mut Added,
    ) -> Result<(), LedgerError> {
        let parse = |new: New| {
            if new.found.set_aside.is_some() || watch.is_stopped() {
                return (new, None);
            }
            let doc = reader.parse(&new.found.report);
            let telling = reader.telling(&new.found.report, &doc);
            watch.parsed(new.found.report.text.len());
            (new, Some((PackedDoc::from(doc), telling)))
        };
        let parsed: Vec<_> = batch.into_par_iter().map(parse).collect();
        if watch.is_stopped() {
            return Ok(());
        }
        parsed.iter().filter_map(|(_, parsed)| parsed.as_ref()).for_each(|(_, telling)| cast.add(telling));
        let cast = &*cast;
        let read = |(new, parsed): (New, Option<(PackedDoc, Telling)>)| {
            let reading = parsed.map(|(doc, telling)| {
                reader.read(&new.found.report, &doc.unpack(), cast).map(|reading| PackedReading {
                    answer: hash_of(&cast.answer(&telling, reader.codebook())),
                    telling: packed(&telling),
                    entries: packed(&reading),
                    profile: Profile::of(new.found.report.published, &reading),
                })
            });
            (new, reading)
        };
        let mut waiting = parsed.into_iter();
        loop {
            let piece: Vec<_> = waiting.by_ref().take(PIECE).collect();
            if piece.is_empty() {
                return Ok(());
            }
            let read: Vec<_> = piece.into_par_iter().map(read).collect();
            for (new, reading) in read {
                if watch.is_stopped() {
                    return Ok(());
                }
                self.add_one(&new, reading, watch, added)?;
            }
        }
    }

    fn add_one(
        &mut self,
        new: &New,
        reading: Option<Result<PackedReading, UnsoundReading>>,
        watch: &dyn Watch,
        added: &mut Added,
    ) -> Result<(), LedgerError> {
        let aside = new.found.set_aside.as_ref().map(ToString::to_string);
        let (reading, set_aside) = match reading {
            Some(Ok(reading)) => (Some(reading), aside),
            // A mistake of this program's, never of the report's; the others are read all the same.
            Some(Err(unsound)) => {
                watch.problem(&format!("{unsound}; the report is set aside, please send it to the authors"));
                (None, Some(unsound.to_string()))
            }
            None => (None, aside),
        };
        added.set_aside += usize::from(set_aside.is_some());
        added.new += 1;
        added.replaced |= new.instead_of.is_some();
        let row = NewRow { found: &new.found, set_aside, reading, instead_of: new.instead_of };
        self.insert(&row, &watch.now())?;
        watch.done(new.found.report.text.len());
        Ok(())
    }
}

enum Known {
    Yes,
    No { instead_of: Option<i64> },
}
