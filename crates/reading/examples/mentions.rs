//! Prints the mentions of parsed texts that mean the same, in the form that a scorer of coreference takes.
//!
//! `mentions DOCS.jsonl REPORTS.jsonl [actors]`: the first has one doc in spaCy's JSON on each line, the second the
//! reports in the same order (`id` or `doc`, `published`). Prints `{"id", "clusters": [[[start, end], …], …]}` with
//! offsets in code points; with `actors`, the actors instead.

use std::io::{BufRead, BufReader};

use rapporteur_language::Doc;
use rapporteur_reading::mentions::{Mentions, json_line};
use rapporteur_record::codebook::Codebook;

fn lines(path: &str) -> std::io::Result<impl Iterator<Item = std::io::Result<String>>> {
    Ok(BufReader::new(std::fs::File::open(path)?).lines())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [docs, reports, rest @ ..] = arguments.as_slice() else {
        return Err("mentions DOCS.jsonl REPORTS.jsonl".into());
    };
    for (doc, report) in lines(docs)?.zip(lines(reports)?) {
        let doc = Doc::from_json(&doc?)?;
        let report: serde_json::Value = serde_json::from_str(&report?)?;
        let id = report.get("id").or_else(|| report.get("doc")).and_then(|id| id.as_str()).unwrap_or_default();
        let published = report["published"].as_str().and_then(|day| day.parse().ok());
        let mentions = Mentions::of(&doc, Codebook::builtin(), published);
        match rest {
            [] => println!("{}", json_line(id, &doc, mentions.clusters())?),
            _ => mentions.actors().iter().for_each(|actor| {
                let said: Vec<_> = actor.mentions.iter().filter_map(|span| span.of(doc.text())).collect();
                let party = actor.party.and_then(|party| mentions.actors().get(party.index()));
                println!(
                    "{id}  {} [{}] of {} | {} {:?} | {said:?}",
                    actor.name,
                    actor.kind.as_str(),
                    party.map_or("-", |party| party.name.as_str()),
                    actor.office.as_deref().unwrap_or("-"),
                    actor.authority
                );
            }),
        }
    }
    Ok(())
}
