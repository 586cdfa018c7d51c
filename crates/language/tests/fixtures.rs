//! spaCy's own answers to the texts of `fixtures/english.jsonl`, read and written without loss.

use rapporteur_language::Doc;
use serde_json::Value;

const FIXTURE: &str = include_str!("fixtures/english.jsonl");

#[test]
fn json_of_spacy_survives_a_doc() {
    for line in FIXTURE.lines() {
        let written = Doc::from_json(line).unwrap().to_json().unwrap();
        let (before, after): (Value, Value) =
            (serde_json::from_str(line).unwrap(), serde_json::from_str(&written).unwrap());
        assert_eq!(before, after, "{}", before["text"]);
    }
}

/// Rows of CoNLL-U say the same as the JSON, and hold together as the format asks.
#[test]
fn conllu_holds_every_token() {
    for line in FIXTURE.lines() {
        let doc = Doc::from_json(line).unwrap();
        let written = doc.to_conllu();
        let rows: Vec<Vec<&str>> = written
            .split('\n')
            .filter(|line| !line.is_empty() && !line.starts_with("# "))
            .map(|line| line.split('\t').collect())
            .collect();
        assert_eq!(rows.len(), doc.len());
        for (row, token) in rows.iter().zip(doc.iter()) {
            let row: [&str; 10] = row.as_slice().try_into().unwrap();
            let sentence = doc.sentence(token.sentence());
            let head: usize = row[6].parse().unwrap();
            assert_eq!(row[0].parse::<usize>().unwrap(), token.index() - sentence.start + 1);
            assert_eq!(row[3], token.pos.as_str());
            assert_eq!(head == 0, token.is_root());
            assert!(head <= sentence.len());
            assert_eq!(row[9].ends_with("SpaceAfter=No"), !token.space_after);
        }
        for block in written.split("\n\n").filter(|block| !block.is_empty()) {
            assert_eq!(block.lines().nth(1).unwrap().strip_prefix("# text = ").unwrap(), text_of(block));
        }
    }
}

/// The sentence's text as its rows give it; a space after the last belongs to no sentence.
fn text_of(block: &str) -> String {
    let mut text = String::new();
    for row in block.lines().skip(2) {
        text.push_str(row.split('\t').nth(1).unwrap_or_default());
        text.push_str(if row.ends_with("SpaceAfter=No") { "" } else { " " });
    }
    text.strip_suffix(' ').unwrap_or(&text).to_owned()
}

#[test]
fn noun_chunks_do_not_overlap() {
    for line in FIXTURE.lines() {
        let doc = Doc::from_json(line).unwrap();
        let chunks = doc.noun_chunks();
        assert!(chunks.iter().all(|chunk| !chunk.is_empty() && chunk.end <= doc.len()));
        assert!(chunks.is_sorted_by(|earlier, later| earlier.end <= later.start));
    }
}
