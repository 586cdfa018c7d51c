//! Some reports with what they say, in memory: those of one negotiation.
//!
//! A record is merged from readings that are walked through several times. Where the reports are few they are read from the
//! file once, on all threads, and then merged as often as need be: into the record of all, and into what those of them said
//! that came before this day or that, which is how it is known what changed since ([`Earlier`]).

use std::path::PathBuf;

use rapporteur_record::{ReadReport, Readings, Record, ReprintOf, Section, SetAside, Stream};
use rapporteur_report::{Report, Shingles, reprints_by_shingles};
use rayon::prelude::*;

use crate::corrections::{self, Correction};
use crate::earlier::Earlier;
use crate::error::{LedgerError, failed};
use crate::lent::Lent;
use crate::open::Ledger;
use crate::record::{Texts, by_id};

/// Some reports of a ledger with what they say and what people corrected, as they were when they were asked for.
pub struct Held {
    /// In the record's order, without their texts, those among them that can't be read.
    reports: Vec<(Report, Shingles)>,
    read: Vec<ReadReport>,
    set_aside: Vec<SetAside>,
    corrections: Vec<Correction>,
    /// The ledger's file.
    path: PathBuf,
}

impl Ledger {
    /// Takes some reports into memory, by their numbers in the ledger. They should be few: what is held of each is some
    /// hundred kilobytes.
    pub fn hold(&self, rows: &[i64]) -> Result<Held, LedgerError> {
        let one = self.connection.unchecked_transaction().map_err(|error| self.meant(error))?;
        let found = self.some_reports(Some(rows), Texts::LeftOut)?;
        let texts: Vec<String> = found.1.iter().map(|row| self.text_of(*row)).collect::<Result<_, _>>()?;
        let shingles: Vec<Shingles> = texts.par_iter().map(|text| Shingles::of(text)).collect();
        let reports = found.0.iter().cloned().zip(shingles).collect();
        let corrections = self.corrections()?;
        let (readings, set_aside) = self.readings(found, self.anew(Some(rows))?, one);
        let mut read = Vec::with_capacity(readings.rows.len());
        let walked = readings.each(&Section::ALL, &mut |at, text, reading| {
            let report = readings.reports.get(at.index()).cloned().unwrap_or_default();
            let report = Report { text: text.to_owned(), ..report };
            read.push(ReadReport::of_checked(report, std::mem::take(reading)));
            Ok(())
        });
        walked.map_err(|error| self.failed(error))?;
        Ok(Held { reports, read, set_aside, corrections, path: self.path.clone() })
    }
}

impl Held {
    /// The record of all of them, with the corrections that stand.
    pub fn record(&self) -> Result<Record, LedgerError> {
        let stream = Stream::of(Lent::of(&self.read), self.set_aside.clone(), &self.reprints());
        let mut record = stream.and_then(Stream::into_record).map_err(|error| failed(&self.path, error))?;
        // What finds no entry here is listed by whoever lists corrections.
        drop(corrections::apply(&mut record, &self.corrections));
        Ok(record)
    }

    fn reprints(&self) -> Vec<ReprintOf> {
        let (reports, shingles): (Vec<Report>, Vec<&Shingles>) =
            self.reports.iter().map(|(report, one)| (report.clone(), one)).unzip();
        by_id(&reports, &reprints_by_shingles(&reports, &shingles))
    }

    /// What the earlier ones of them said.
    pub fn earlier(&self) -> Result<Earlier<'_>, LedgerError> {
        Earlier::of_held(&self.path, &self.read, &self.reprints(), &self.corrections)
    }
}
