//! Prints the dates of parsed texts, in the form that a scorer of dates takes.
//!
//! `dates DOCS.jsonl REPORTS.jsonl`: the first has one doc in spaCy's JSON on each line, the second the reports in the
//! same order (`id` or `doc`, `published`). Prints `{"id", "dates": [{"start", "end", "text", "from", "to"}]}` with
//! offsets in code points. With a third argument, `told`, the bounds are those of the clause, not of the words.

use std::io::{BufRead, BufReader};

use rapporteur_language::Doc;
use rapporteur_reading::dates::dates;

fn lines(path: &str) -> std::io::Result<impl Iterator<Item = std::io::Result<String>>> {
    Ok(BufReader::new(std::fs::File::open(path)?).lines())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [docs, reports, rest @ ..] = arguments.as_slice() else { return Err("dates DOCS.jsonl REPORTS.jsonl".into()) };
    for (doc, report) in lines(docs)?.zip(lines(reports)?) {
        let doc = Doc::from_json(&doc?)?;
        let report: serde_json::Value = serde_json::from_str(&report?)?;
        let id = report.get("id").or_else(|| report.get("doc")).and_then(|id| id.as_str()).unwrap_or_default();
        let published = report["published"].as_str().map(str::parse).transpose()?;
        let code_points = |byte: u32| doc.text()[..byte as usize].chars().count();
        let told: Vec<_> = dates(&doc, published)
            .iter()
            .map(|mention| {
                let period = if rest.is_empty() { mention.named } else { mention.period };
                serde_json::json!({
                    "start": code_points(mention.span.start), "end": code_points(mention.span.end),
                    "text": mention.text(&doc),
                    "from": period.from.map(|day| day.to_string()), "to": period.to.map(|day| day.to_string()),
                })
            })
            .collect();
        println!("{}", serde_json::json!({ "id": id, "dates": told }));
    }
    Ok(())
}
