//! Reports, parsed, with the cast of them all: what comes before any of them can be read.
//!
//! Who somebody is may be told by another report, so all are parsed, and their mentions found, before the first is read.
//! Between the two a parse is kept packed, some ten bytes a token: ten thousand reports lie in some fifty megabytes. To
//! find the mentions again, now with the cast at hand, costs less than a tenth of the parse.

use indicatif::ProgressBar;
use rapporteur_language::{Doc, PackedDoc, Pipeline};
use rapporteur_reading::mentions::Mentions;
use rapporteur_reading::{Cast, parse};
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_record::{ReadReport, UnsoundReading};
use rapporteur_report::{Input, Report};
use rayon::prelude::*;

/// How many reports are parsed before what they tell goes into the cast.
const BATCH: usize = 256;

/// The readable reports of an input in its order, parsed, and who is who in them.
pub(crate) struct Parsed {
    reports: Vec<(Report, PackedDoc)>,
    cast: Cast,
}

impl Parsed {
    /// Parses all readable reports, in parallel.
    pub(crate) fn of(input: Input, codebook: &Codebook, bar: &ProgressBar) -> Self {
        let pipeline = Pipeline::english();
        let mut parsed = Self { reports: Vec::with_capacity(input.reports.len()), cast: Cast::default() };
        let mut waiting = input.into_readable();
        loop {
            let batch: Vec<Report> = waiting.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return parsed;
            }
            let docs = batch.into_par_iter().map(|report| {
                let doc = parse(pipeline, &report.text);
                let told = Mentions::of(&doc, codebook, report.published).into_told();
                bar.inc(1);
                (report, PackedDoc::from(doc), told)
            });
            for (report, doc, told) in docs.collect::<Vec<_>>() {
                parsed.cast.add(&told);
                parsed.reports.push((report, doc));
            }
        }
    }

    /// Reads all, in parallel; the order stays.
    pub(crate) fn readings(self, codebook: &Codebook, bar: &ProgressBar) -> Vec<Result<ReadReport, UnsoundReading>> {
        let Self { reports, cast } = self;
        let readings = reports.into_par_iter().map(|(report, doc)| {
            let reading = rapporteur_reading::read_with_cast(&report, &doc.unpack(), codebook, Cues::builtin(), &cast);
            bar.inc(1);
            ReadReport::new(report, reading)
        });
        readings.collect()
    }

    /// Who is who in all of them, and one after the other with its parse.
    pub(crate) fn into_docs(self) -> (Cast, impl Iterator<Item = (Report, Doc)>) {
        (self.cast, self.reports.into_iter().map(|(report, doc)| (report, doc.unpack())))
    }
}
