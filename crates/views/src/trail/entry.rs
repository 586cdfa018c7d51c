//! One entry with all its evidence in context.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rapporteur_record::{Evidence, Record, ReportId, Span, Tellings};
use rapporteur_report::Report;

use super::told::{self, Told};
use crate::brief::context::around;
use crate::brief::words::{clean, counted};

/// Writes an entry and, report by report, the sentences that it rests on, its words between ▸ and ◂; or of a report its
/// text and the entries that rest on it. Says `false` where the record has neither of that id, now or under an earlier one.
pub fn write_entry(record: &Record, id: &str, mut out: impl Write) -> io::Result<bool> {
    let all = told::all(record);
    let called = |one: &&Told<'_>| one.id == id || one.was.iter().any(|was| was == id);
    let found = all.iter().find(|one| one.id == id).or_else(|| all.iter().find(called));
    if let Some(entry) = found {
        writeln!(out, "{} {}\n{}", entry.section, entry.id, entry.line)?;
        write_evidence(record, &entry.evidence, &mut out)?;
        return Ok(true);
    }
    if let Some(at) = record.reports.iter().position(|report| report.id == id) {
        write_report(record, &all, ReportId(u32::try_from(at).unwrap_or(u32::MAX)), &mut out)?;
        return Ok(true);
    }
    let Some(actor) = record.actors.iter().find(|one| one.id == id || one.was.iter().any(|was| was == id)) else {
        return Ok(false);
    };
    let office = actor.office.as_deref().map(|office| format!(", {}", clean(office))).unwrap_or_default();
    let party = actor.party.map(|party| format!(", of {}", told::name(record, party))).unwrap_or_default();
    writeln!(out, "actor {}\n{} ({}){office}{party}", actor.id, clean(&actor.name), actor.kind)?;
    write_evidence(record, &actor.mentions.iter().copied().collect::<Vec<_>>(), &mut out)?;
    Ok(true)
}

fn write_report(record: &Record, all: &[Told<'_>], id: ReportId, out: &mut impl Write) -> io::Result<()> {
    let Some(report) = record.report(id) else { return Ok(()) };
    let title = report.title.as_deref().map(|title| format!(": {}", clean(title))).unwrap_or_default();
    writeln!(out, "report {}\n{}{title}", clean(&report.id), origin(report))?;
    if let Some(url) = &report.url {
        writeln!(out, "{}", clean(url))?;
    }
    for paragraph in report.text.lines().filter(|line| !line.trim().is_empty()) {
        writeln!(out, "\n  {}", clean(paragraph))?;
    }
    let mut resting = all.iter().filter(|one| one.evidence.iter().any(|piece| piece.report == id)).peekable();
    if resting.peek().is_some() {
        writeln!(out)?;
    }
    for one in resting {
        writeln!(out, "{} {}  [{}]", one.section, one.line, one.id)?;
    }
    Ok(())
}

/// Outlet and day.
fn origin(report: &Report) -> String {
    let outlet = report.outlet.as_deref().map(|outlet| format!("{}, ", clean(outlet))).unwrap_or_default();
    outlet + &report.published.map_or_else(|| "undated".to_owned(), |day| day.to_string())
}

fn write_evidence(record: &Record, evidence: &[Evidence], out: &mut impl Write) -> io::Result<()> {
    let mut by_report: BTreeMap<ReportId, Vec<Span>> = BTreeMap::new();
    for piece in evidence {
        by_report.entry(piece.report).or_default().push(piece.span);
    }
    let all = Tellings::of(record);
    let told = all.corroboration(by_report.keys().copied());
    let tellings = counted(told.independent, "independent telling", "independent tellings");
    let outlets =
        if told.outlets == 0 { String::new() } else { format!(" by {}", counted(told.outlets, "outlet", "outlets")) };
    writeln!(out, "{tellings}{outlets}, {}", counted(told.reports, "report", "reports"))?;
    for (id, spans) in &by_report {
        let Some(report) = record.report(*id) else { continue };
        let of = all.original(*id).and_then(|of| record.report(of));
        let of = of.map(|of| format!(", reprint of {}", clean(&of.id))).unwrap_or_default();
        writeln!(out, "\n{}, {}{of}", origin(report), clean(&report.id))?;
        for span in spans {
            let Some(context) = around(&report.text, *span) else { continue };
            let (start, end) = (span.start as usize, span.end as usize);
            let cut = |from: usize, to: usize| report.text.get(from..to).unwrap_or_default();
            let line = format!("{}▸{}◂{}", cut(context.start, start), cut(start, end), cut(end, context.end));
            writeln!(out, "  {}", clean(&line))?;
        }
    }
    Ok(())
}
