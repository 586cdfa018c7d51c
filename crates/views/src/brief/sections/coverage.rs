//! What the record does not cover, in a few lines, so that silence is seen.

use rapporteur_record::Coverage;

use super::super::draft::Draft;
use super::super::words::{clipped, counted};
use crate::page::{Rich, Tone};

/// So many names of each kind are told; the others are counted.
const NAMED: usize = 5;

/// Longer names are cut.
const NAME: usize = 60;

pub(crate) fn write(draft: &mut Draft<'_>) {
    let coverage = &draft.record.coverage;
    let reports = [read(draft), set_aside(coverage), reprints(draft)];
    let speech = [unresolved(coverage), silent(coverage), unsure(draft)];
    draft.page.section("Coverage", Rich::default());
    draft.page.line(sentence(&reports));
    draft.page.line(sentence(&speech));
}

fn sentence(parts: &[String]) -> Rich {
    let told: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if told.is_empty() { Rich::default() } else { Rich::of(Tone::Plain, format!("{}.", told.join("; "))) }
}

fn read(draft: &Draft<'_>) -> String {
    let (read, aside) = (draft.record.reports.len(), draft.record.coverage.set_aside.len());
    match aside {
        0 => format!("{} read, none set aside", counted(read, "report", "reports")),
        _ => format!("{read} of {} read", counted(read + aside, "report", "reports")),
    }
}

/// "2 set aside: r9 (empty), r11 (binary)".
fn set_aside(coverage: &Coverage) -> String {
    let named =
        coverage.set_aside.iter().map(|one| format!("{} ({})", clipped(&one.report, NAME), clipped(&one.reason, NAME)));
    listed(coverage.set_aside.len(), "set aside", named)
}

fn reprints(draft: &Draft<'_>) -> String {
    let reprints = &draft.record.coverage.reprints;
    let id = |report| draft.record.report(report).map(|report| clipped(&report.id, NAME)).unwrap_or_default();
    let named = reprints.iter().map(|pair| format!("{} of {}", id(pair.report), id(pair.of)));
    listed(reprints.len(), if reprints.len() == 1 { "reprint" } else { "reprints" }, named)
}

fn unresolved(coverage: &Coverage) -> String {
    let named = coverage.unresolved_speakers.iter().map(|speaker| format!("“{}”", clipped(speaker, NAME)));
    let all = coverage.unresolved_speakers.len();
    listed(all, if all == 1 { "speaker not resolved" } else { "speakers not resolved" }, named)
}

fn silent(coverage: &Coverage) -> String {
    match coverage.speech_without_statement {
        0 => String::new(),
        1 => "1 sentence with a verb of speech gave no statement".to_owned(),
        count => format!("{count} sentences with a verb of speech gave no statement"),
    }
}

/// What the options ask to leave out for doubt.
fn unsure(draft: &Draft<'_>) -> String {
    let unsure =
        draft.record.statements.iter().filter(|one| draft.scope.statement(one) && !draft.scope.sure(one)).count();
    if unsure == 0 {
        String::new()
    } else {
        format!("{} left out as too unsure", counted(unsure, "statement", "statements"))
    }
}

fn listed(all: usize, what: &str, named: impl Iterator<Item = String>) -> String {
    if all == 0 {
        return String::new();
    }
    let mut told: Vec<String> = named.take(NAMED).collect();
    if all > NAMED {
        told.push(format!("{} more", all - NAMED));
    }
    format!("{all} {what}: {}", told.join(", "))
}
