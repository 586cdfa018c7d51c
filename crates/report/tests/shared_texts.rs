//! Every English text of the development data is read: none is set aside as foreign.
//! The data is not part of the project; where it is absent the tests say so and pass.

use std::fs;
use std::path::{Path, PathBuf};

use rapporteur_report::{ReadOptions, SetAside, dateline, read_inputs, why_unreadable};
use serde_json::Value;

fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is not here", path.display());
    None
}

#[test]
fn no_english_text_is_set_aside() {
    // Single paragraphs are harder than reports: lists of names, songs, quotations in French.
    let (mut all, mut doubted) = (0, 0);
    for folder in ["polnear", "gum"] {
        let Some(path) = shared(folder) else { return };
        for file in ["dev.jsonl", "train.jsonl"] {
            let lines = fs::read_to_string(path.join(file)).unwrap();
            for line in lines.lines() {
                let doc: Value = serde_json::from_str(line).unwrap();
                let text = doc["text"].as_str().unwrap();
                assert_eq!(why_unreadable(text, &["en"]), None, "{file} {}", doc["doc"]);
                let paragraphs = text.split("\n\n").filter(|one| !one.contains('<'));
                doubted += paragraphs.filter(|one| is_foreign(one)).count();
                all += text.split("\n\n").count();
                dateline(text, None);
            }
        }
    }
    println!("{doubted} of {all} paragraphs were taken for foreign");
    assert!(doubted * 1_000 <= all, "{doubted} of {all} paragraphs were taken for foreign");
}

fn is_foreign(text: &str) -> bool {
    why_unreadable(text, &["en"]).is_some_and(|why| matches!(why, SetAside::Language { .. }))
}

#[test]
fn every_dossier_is_read_whole() {
    let Some(path) = shared("dossiers") else { return };
    for entry in fs::read_dir(path).unwrap() {
        let file = entry.unwrap().path().join("reports.jsonl");
        if !file.is_file() {
            continue;
        }
        let lines = fs::read_to_string(&file).unwrap().lines().filter(|line| !line.trim().is_empty()).count();
        let input = read_inputs(&[&file], &ReadOptions::default());
        assert_eq!((input.reports.len(), input.set_aside.len(), input.problems.len()), (lines, 0, 0), "{file:?}");
    }
}
