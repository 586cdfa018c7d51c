//! Prints the record of reports that were parsed before, as a scorer of records takes it.
//!
//! `record REPORTS.jsonl DOCS.jsonl`: the reports, and one doc in spaCy's JSON for each of their lines.

use rapporteur_language::Doc;
use rapporteur_reading::Cast;
use rapporteur_reading::mentions::Mentions;
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_record::{ReadReport, Record};
use rapporteur_report::{ReadOptions, read_bytes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [reports, docs] = arguments.as_slice() else {
        return Err("record REPORTS.jsonl DOCS.jsonl".into());
    };
    let input = read_bytes(reports, &std::fs::read(reports)?, &ReadOptions::default());
    let docs = std::fs::read_to_string(docs)?.lines().map(Doc::from_json).collect::<Result<Vec<_>, _>>()?;
    let mut read = Vec::new();
    let mut cast = Cast::default();
    for report in &input.reports {
        let doc = docs.iter().find(|doc| doc.text() == report.text).ok_or("a report without its doc")?;
        cast.add(&Mentions::of(doc, Codebook::builtin(), report.published).into_told());
    }
    for report in input.reports {
        let doc = docs.iter().find(|doc| doc.text() == report.text).ok_or("a report without its doc")?;
        let reading = rapporteur_reading::read_with_cast(&report, doc, Codebook::builtin(), Cues::builtin(), &cast);
        read.push(ReadReport::new(report, reading)?);
    }
    Record::merge(read, Vec::new(), &[])?.write_json(&mut std::io::stdout().lock())?;
    Ok(())
}
