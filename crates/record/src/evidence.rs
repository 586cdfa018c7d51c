//! Evidence: a range of the text of one of many reports.

use rapporteur_report::Report;
use serde::{Deserialize, Serialize};

use crate::Span;

/// Index of a report in the record's list, which is ordered by date, then id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportId(pub u32);

rapporteur_spill::fixed!(ReportId { 0: u32 });
rapporteur_spill::fixed!(Evidence { report: ReportId, span: Span });

impl ReportId {
    /// The place in the list.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The exact words of a report on which an entry rests. Ordered by report, then place in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// Which report.
    pub report: ReportId,
    /// Where in its text, in bytes.
    pub span: Span,
}

impl Evidence {
    /// The words themselves, cut from the report, so that they can't be other than what it says.
    pub fn text<'r>(&self, reports: &'r [Report]) -> &'r str {
        reports.get(self.report.index()).and_then(|report| self.span.of(&report.text)).unwrap_or_default()
    }
}
