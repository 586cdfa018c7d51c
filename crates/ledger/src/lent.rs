//! Readings in memory, lent to whoever merges them: of each a copy of what is asked for, one at a time.

use std::io;

use rapporteur_record::{ReadReport, Reading, Readings, ReportId, Section};
use rapporteur_report::Report;

/// Reports with what they say, in the record's order.
pub(crate) struct Lent<'r> {
    /// Without their texts.
    reports: Vec<Report>,
    read: &'r [ReadReport],
}

impl<'r> Lent<'r> {
    pub(crate) fn of(read: &'r [ReadReport]) -> Self {
        let reports = read.iter().map(|one| Report { text: String::new(), ..one.report().clone() }).collect();
        Self { reports, read }
    }
}

impl Readings for Lent<'_> {
    fn reports(&self) -> &[Report] {
        &self.reports
    }

    fn each(
        &self,
        sections: &[Section],
        with: &mut dyn FnMut(ReportId, &str, &mut Reading) -> io::Result<()>,
    ) -> io::Result<()> {
        for (one, at) in self.read.iter().zip(0..) {
            with(ReportId(at), &one.report().text, &mut asked(one.reading(), sections))?;
        }
        Ok(())
    }

    fn text(&self, report: ReportId) -> io::Result<String> {
        Ok(self.read.get(report.index()).map(|one| one.report().text.clone()).unwrap_or_default())
    }

    fn into_reports(self) -> io::Result<Vec<Report>> {
        Ok(self.read.iter().map(|one| one.report().clone()).collect())
    }
}

/// A copy of these sections.
fn asked(reading: &Reading, sections: &[Section]) -> Reading {
    let mut asked = Reading::default();
    for section in sections {
        match section {
            Section::Actors => asked.actors.clone_from(&reading.actors),
            Section::Statements => asked.statements.clone_from(&reading.statements),
            Section::Proposals => asked.proposals.clone_from(&reading.proposals),
            Section::Positions => asked.positions.clone_from(&reading.positions),
            Section::Contacts => asked.contacts.clone_from(&reading.contacts),
            Section::Disputes => asked.disputes.clone_from(&reading.disputes),
            Section::Events => asked.events.clone_from(&reading.events),
            Section::Coverage => asked.unread.clone_from(&reading.unread),
            Section::Reports => {}
        }
    }
    asked
}
