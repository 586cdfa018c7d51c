//! Prints the attributions of parsed texts, in the form that a scorer of attributions takes.
//!
//! `attributions DOCS.jsonl REPORTS.jsonl [all]`: the first has one doc in spaCy's JSON on each line, the second the
//! reports in the same order (`id` or `doc`). Prints `{"doc", "attributions": [{"source", "cue", "content"}]}` with
//! offsets in code points; nested attributions only with `all`.

use std::io::{BufRead, BufReader};

use rapporteur_language::Doc;
use rapporteur_reading::attribution::attributions;
use rapporteur_record::Span;
use rapporteur_record::codebook::Cues;

fn lines(path: &str) -> std::io::Result<impl Iterator<Item = std::io::Result<String>>> {
    Ok(BufReader::new(std::fs::File::open(path)?).lines())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [docs, reports, rest @ ..] = arguments.as_slice() else {
        return Err("attributions DOCS.jsonl REPORTS.jsonl".into());
    };
    for (doc, report) in lines(docs)?.zip(lines(reports)?) {
        let doc = Doc::from_json(&doc?)?;
        let report: serde_json::Value = serde_json::from_str(&report?)?;
        let id = report.get("id").or_else(|| report.get("doc")).and_then(|id| id.as_str()).unwrap_or_default();
        let mut code_points = vec![0; doc.text().len() + 1];
        for (count, (byte, _)) in doc.text().char_indices().enumerate() {
            code_points[byte] = count;
        }
        code_points[doc.text().len()] = doc.text().chars().count();
        let spans = |spans: &[Span]| -> Vec<[usize; 2]> {
            spans.iter().map(|span| [code_points[span.start as usize], code_points[span.end as usize]]).collect()
        };
        let told: Vec<_> = attributions(&doc, Cues::builtin())
            .iter()
            .filter(|attribution| !rest.is_empty() || attribution.within.is_none())
            .map(|attribution| {
                serde_json::json!({
                    "source": spans(&attribution.source), "cue": spans(&attribution.cue),
                    "content": spans(&attribution.content), "kind": attribution.cue_kind.as_str(),
                    "found": format!("{:?}", attribution.found), "mode": attribution.mode.as_str(),
                    "lemma": attribution.cue_token.map(|cue| doc.token(cue).lemma().to_lowercase()),
                    "negated": attribution.negated, "passive": attribution.passive,
                    "nested": attribution.within.is_some(),
                })
            })
            .collect();
        println!("{}", serde_json::json!({ "doc": id, "attributions": told }));
    }
    Ok(())
}
