//! What was said before a day, to be held beside what is said in all: so it is known what changed since.
//!
//! Only what changes is made of the earlier reports: proposals, positions and contacts. Who is who in them is what all reports
//! tell. So nothing is said to have changed since a day because it became known only later that "Lind" is Pavel Lind; and the
//! persons, whose merging takes most of the time, are merged once however many days are asked for.

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rapporteur_record::{
    Actor, AtLeastOne, Entries, Entry, Evidence, Item, ReadReport, Readings, Record, ReportId, ReprintOf, Section,
    Stream,
};
use rapporteur_report::Report;

use crate::corrections::{self, Correction};
use crate::error::{LedgerError, failed};
use crate::lent::Lent;
use crate::open::Ledger;

/// What the earlier ones of some reports said.
pub struct Earlier<'r> {
    claims: Box<dyn Claims + 'r>,
    actors: Vec<Entry<Actor<Evidence>>>,
    /// With their texts, where corrections stand, which are bound to words.
    reports: Vec<Report>,
    corrections: Vec<Correction>,
    path: PathBuf,
}

/// Readings that are merged up to this day or that.
trait Claims {
    fn before(&self, days: &[Date], with: &mut dyn FnMut(Record) -> io::Result<()>) -> io::Result<()>;
}

impl<R: Readings> Claims for Stream<R> {
    fn before(&self, days: &[Date], with: &mut dyn FnMut(Record) -> io::Result<()>) -> io::Result<()> {
        self.claims_before(days, with)
    }
}

impl<'r> Earlier<'r> {
    pub(crate) fn of_held(
        path: &Path,
        read: &'r [ReadReport],
        reprints: &[ReprintOf],
        corrections: &[Correction],
    ) -> Result<Self, LedgerError> {
        let stream = Stream::of(Lent::of(read), Vec::new(), reprints);
        stream.and_then(|stream| Self::of(path, stream, corrections)).map_err(|error| failed(path, error))
    }

    pub(crate) fn of<R: Readings + 'r>(path: &Path, stream: Stream<R>, corrections: &[Correction]) -> io::Result<Self> {
        let corrections: Vec<Correction> = corrections.iter().filter(|one| one.undone.is_none()).cloned().collect();
        let (is_corrected, mut actors) = (!corrections.is_empty(), Vec::new());
        stream.each(&[Section::Actors], |_, item| -> io::Result<()> {
            let Item::Actor(actor) = item else { return Ok(()) };
            // Corrections find an actor by its mentions; for all else its id does.
            let mentions = AtLeastOne::one(*actor.mentions.first());
            let light = || Actor { mentions, aliases: Vec::new(), ..actor.told.clone() };
            let told = if is_corrected { actor.told.clone() } else { light() };
            actors.push(Entry { id: actor.id.clone(), was: Vec::new(), told });
            Ok(())
        })?;
        let mut reports = Vec::new();
        if is_corrected {
            let readings = stream.readings();
            for (report, at) in readings.reports().iter().zip(0..) {
                reports.push(Report { text: readings.text(ReportId(at))?, ..report.clone() });
            }
        }
        Ok(Self { claims: Box::new(stream), actors, reports, corrections, path: path.into() })
    }

    /// Hands on what was said before each of these days, the earliest first, in reports that were published before it or on no
    /// day that is known: proposals, positions and contacts, with the corrections that stand. Actors are those of all reports.
    pub fn before(mut self, days: &[Date], mut with: impl FnMut(&Record)) -> Result<(), LedgerError> {
        let mut corrected = |claims: Record| {
            if self.corrections.is_empty() {
                let record = Record { actors: std::mem::take(&mut self.actors), ..claims };
                with(&record);
                self.actors = record.actors;
            } else {
                let mut record = Record { actors: self.actors.clone(), reports: self.reports.clone(), ..claims };
                // What finds no entry here is listed by whoever lists corrections.
                drop(corrections::apply(&mut record, &self.corrections));
                with(&record);
            }
            Ok(())
        };
        self.claims.before(days, &mut corrected).map_err(|error| failed(&self.path, error))
    }
}

impl Ledger {
    /// What the earlier ones of these reports said, by their numbers in the ledger; to be asked of more than can be
    /// [held](Ledger::hold).
    pub fn earlier_of(&self, rows: &[i64]) -> Result<Earlier<'_>, LedgerError> {
        let corrections = self.corrections()?;
        Earlier::of(&self.path, self.merged(Some(rows))?, &corrections).map_err(|error| self.failed(error))
    }
}
