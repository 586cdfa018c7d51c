//! Adding reports: those that are new are parsed and [wait](crate::waiting) until all are, then they are read and come in.

use rapporteur_language::PackedDoc;
use rapporteur_reading::Cast;
use rapporteur_report::Found;
use rayon::prelude::*;

use crate::error::LedgerError;
use crate::filing::{New, Said};
use crate::open::Ledger;
use crate::order::FEW;
use crate::pack::block::Press;
use crate::pack::json;
use crate::profile::Profile;
use crate::reader::Reader;
use crate::rows::answer_of;
use crate::waiting::{Known, Met, Parsed, Waiting};

/// How many reports are parsed before they are laid by, and at most how many bytes of text: what ending the program loses.
const BATCH: (usize, usize) = (128, 1 << 20);

/// How many of those that wait are read before they come in.
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
    /// Reports that are parsed and wait to be read, where it was stopped.
    pub waiting: usize,
    /// Reports that took the place of another finding of the same one.
    replaced: usize,
}

/// Watches over long work.
pub trait Watch: Sync {
    /// Whether to stop as soon as that can be done cleanly.
    fn is_stopped(&self) -> bool;
    /// One more report is parsed (or was known), of so many bytes; it is read when all are parsed.
    fn parsed(&self, _bytes: usize) {}
    /// One more report is read and in (or was known), of so many bytes.
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

impl Ledger {
    /// Adds what is new: all is parsed, then all is read. Where it is stopped, what came in before stays, and what is parsed
    /// waits.
    pub fn add(
        &mut self,
        found: impl IntoIterator<Item = Found>,
        reader: &Reader,
        watch: &dyn Watch,
    ) -> Result<Added, LedgerError> {
        self.expect_reader(reader)?;
        let mut added = Added::default();
        let (mut seen, newest) = (self.state()?.seen, self.newest_row()?.1);
        let mut cast = self.cast(reader)?;
        self.parse_all(found, reader, &mut cast, watch, &mut added)?;
        reader.rest();
        self.read_waiting(reader, &cast, watch, &mut added, &mut seen)?;
        added.stopped = watch.is_stopped();
        if !added.stopped {
            // Where another program changed something meanwhile, the cast is made anew, and held beside every reading.
            let is_whole = added.replaced == 0 && self.state()?.seen == seen;
            let known = is_whole.then_some((cast, newest.unwrap_or_default()));
            match self.settle(reader, known, watch)? {
                Some(again) => added.read_again = again,
                None => added.stopped = true,
            }
        }
        added.waiting = self.count_waiting()?;
        if added.waiting == 0 {
            self.give_room_back();
        }
        Ok(added)
    }

    /// Parses what is new and lets it wait; the cast learns what it tells.
    fn parse_all(
        &mut self,
        found: impl IntoIterator<Item = Found>,
        reader: &Reader,
        cast: &mut Cast,
        watch: &dyn Watch,
        added: &mut Added,
    ) -> Result<(), LedgerError> {
        let (mut waiting, mut met) = (found.into_iter(), Met::default());
        let parse = |found: Found| {
            if found.set_aside.is_some() {
                watch.parsed(found.report.text.len());
                return Some(Parsed { found, parse: None });
            }
            if watch.is_stopped() {
                return None;
            }
            let doc = reader.parse(&found.report);
            let telling = reader.telling(&found.report, &doc);
            watch.parsed(found.report.text.len());
            Some(Parsed { found, parse: Some((telling, PackedDoc::from(doc))) })
        };
        loop {
            let batch = self.batch(&mut waiting, &mut met, added, watch)?;
            if batch.is_empty() {
                return Ok(());
            }
            let parsed: Vec<Parsed> = batch.into_par_iter().filter_map(parse).collect();
            parsed.iter().filter_map(|one| one.parse.as_ref()).for_each(|(telling, _)| cast.add(telling));
            self.let_wait(&parsed, reader)?;
        }
    }

    /// The next new reports; none once it is stopped.
    fn batch(
        &self,
        waiting: &mut impl Iterator<Item = Found>,
        met: &mut Met,
        added: &mut Added,
        watch: &dyn Watch,
    ) -> Result<Vec<Found>, LedgerError> {
        let (mut batch, mut bytes): (Vec<Found>, usize) = (Vec::new(), 0);
        while batch.len() < BATCH.0 && bytes < BATCH.1 && !watch.is_stopped() {
            let Some(found) = waiting.next() else { break };
            let length = found.report.text.len();
            let twin = |other: &Found| other.report.id == found.report.id && other.report.text == found.report.text;
            match (self.known(&found, met)?, batch.iter().position(twin)) {
                (Known::Waits, _) => watch.parsed(length),
                (Known::Yes, _) => {
                    added.known += 1;
                    watch.parsed(length);
                    watch.done(length);
                }
                (Known::No, Some(at)) => {
                    added.known += 1;
                    watch.parsed(length);
                    watch.done(length);
                    if found.counts_before(&batch[at]) {
                        batch[at] = found;
                    }
                }
                (Known::No, None) => {
                    bytes += length;
                    batch.push(found);
                }
            }
        }
        Ok(batch)
    }

    /// Reads all that wait, and lets them come in.
    fn read_waiting(
        &mut self,
        reader: &Reader,
        cast: &Cast,
        watch: &dyn Watch,
        added: &mut Added,
        seen: &mut i64,
    ) -> Result<(), LedgerError> {
        let waiting = self.waiting_in_order()?;
        let press = if waiting.len() < FEW { Press::ToStay } else { Press::InPassing };
        for piece in waiting.chunks(PIECE) {
            let piece = self.those_waiting(piece)?;
            let read = |one: Waiting| (!watch.is_stopped()).then(|| read_one(one, reader, cast, watch));
            let read: Vec<New> = piece.into_par_iter().filter_map(read).collect();
            if watch.is_stopped() {
                return Ok(());
            }
            let lengths: Vec<usize> = read.iter().map(|new| new.found.report.text.len()).collect();
            let filed = self.file(read, &watch.now(), press)?;
            *seen += 1;
            added.new += filed.new;
            added.known += filed.known;
            added.set_aside += filed.set_aside;
            added.replaced += filed.replaced;
            lengths.into_iter().for_each(|length| watch.done(length));
            self.put_in_order(false)?;
        }
        self.put_in_order(true)
    }
}

fn read_one(one: Waiting, reader: &Reader, cast: &Cast, watch: &dyn Watch) -> New {
    if one.set_aside.is_some() {
        return New { found: one.found, waits_as: one.number, set_aside: one.set_aside, said: None };
    }
    let doc = one.doc(reader);
    let telling = one.telling(reader).unwrap_or_else(|| reader.telling(&one.found.report, &doc));
    let report = &one.found.report;
    let (set_aside, said) = match reader.read(report, &doc, cast) {
        Ok(reading) => {
            let said = Said {
                answer: answer_of(&cast.answer(&telling, reader.codebook())),
                telling: json(&telling),
                entries: json(&reading),
                profile: json(&Profile::of(report.published, &reading)),
            };
            (None, Some(said))
        }
        // A mistake of this program's, never of the report's; the others are read all the same.
        Err(unsound) => {
            watch.problem(&format!("{unsound}; the report is set aside, please send it to the authors"));
            (Some(unsound.to_string()), None)
        }
    };
    New { found: one.found, waits_as: one.number, set_aside, said }
}
