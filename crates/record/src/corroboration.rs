//! Corroboration: how many told it, and how many of them independently.
//!
//! Ten outlets that print one wire story are one witness. So a report that repeats another counts as that other one:
//!
//! ```text
//! r1 Wire, r2 Post (a reprint of r1), r3 Ledger      3 reports, 2 independent tellings, by 2 outlets
//! ```

use std::collections::{BTreeSet, HashMap};

use rapporteur_report::Report;

use crate::{Record, ReportId, Reprint};

/// How many told an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Corroboration {
    /// Reports that tell it, reprints among them.
    pub reports: usize,
    /// Those that repeat no other, and those of others that are repeated.
    pub independent: usize,
    /// Outlets of the independent tellings, as far as they are known.
    pub outlets: usize,
}

/// Which reports of a record count as which.
#[derive(Debug)]
pub struct Tellings<'r> {
    reports: &'r [Report],
    originals: HashMap<ReportId, ReportId>,
}

impl<'r> Tellings<'r> {
    /// Of the reports of this record.
    pub fn of(record: &'r Record) -> Self {
        Self::among(&record.reports, &record.coverage.reprints)
    }

    /// Of these reports, of which some repeat others.
    pub(crate) fn among(reports: &'r [Report], reprints: &[Reprint]) -> Self {
        Self { reports, originals: reprints.iter().map(|pair| (pair.report, pair.of)).collect() }
    }

    /// The report that this one repeats, where it repeats one.
    pub fn original(&self, report: ReportId) -> Option<ReportId> {
        self.originals.get(&report).copied()
    }

    /// How well an entry is told that rests on words of these reports, each named as often as one likes.
    pub fn corroboration(&self, reports: impl IntoIterator<Item = ReportId>) -> Corroboration {
        let reports: BTreeSet<ReportId> = reports.into_iter().collect();
        let independent: BTreeSet<ReportId> =
            reports.iter().map(|report| self.original(*report).unwrap_or(*report)).collect();
        let outlets: BTreeSet<&str> =
            independent.iter().filter_map(|report| self.reports.get(report.index())?.outlet.as_deref()).collect();
        Corroboration { reports: reports.len(), independent: independent.len(), outlets: outlets.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reprint_is_no_witness_of_its_own() {
        let report = |outlet: Option<&str>| Report { outlet: outlet.map(str::to_owned), ..Report::default() };
        let reports = vec![report(Some("Wire")), report(Some("Post")), report(Some("Wire")), report(None)];
        let mut record = Record { reports, ..Record::default() };
        record.coverage.reprints = vec![Reprint { report: ReportId(1), of: ReportId(0) }];
        let tellings = Tellings::of(&record);
        let told = |reports: &[u32]| {
            let told = tellings.corroboration(reports.iter().map(|report| ReportId(*report)));
            (told.reports, told.independent, told.outlets)
        };
        assert_eq!(told(&[0, 1, 1]), (2, 1, 1));
        assert_eq!(told(&[1]), (1, 1, 1));
        assert_eq!(told(&[1, 2]), (2, 2, 1));
        assert_eq!(told(&[0, 1, 2, 3]), (4, 3, 1));
        assert_eq!(told(&[]), (0, 0, 0));
    }
}
