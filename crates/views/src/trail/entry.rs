//! One entry with all its evidence in context.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rapporteur_record::{Evidence, Record, ReportId, Span, Tellings};

use super::told::{self, Told};
use crate::brief::context::around;
use crate::brief::words::{clean, counted};

/// Writes an entry and, report by report, the sentences that it rests on, its words between ▸ and ◂. Says `false` where the
/// record has no entry of that id, now or under an earlier one.
pub fn write_entry(record: &Record, id: &str, mut out: impl Write) -> io::Result<bool> {
    let all = told::all(record);
    let called = |one: &&Told<'_>| one.id == id || one.was.iter().any(|was| was == id);
    let found = all.iter().find(|one| one.id == id).or_else(|| all.iter().find(called));
    if let Some(entry) = found {
        writeln!(out, "{} {}\n{}", entry.section, entry.id, entry.line)?;
        write_evidence(record, &entry.evidence, &mut out)?;
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
        let outlet = report.outlet.as_deref().map(|outlet| format!("{}, ", clean(outlet))).unwrap_or_default();
        let day = report.published.map_or_else(|| "undated".to_owned(), |day| day.to_string());
        let of = all.original(*id).and_then(|of| record.report(of));
        let of = of.map(|of| format!(", reprint of {}", clean(&of.id))).unwrap_or_default();
        writeln!(out, "\n{outlet}{day}, {}{of}", clean(&report.id))?;
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
