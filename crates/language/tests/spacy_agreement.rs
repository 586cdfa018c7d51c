//! The engine says what spaCy says, in all layers, of the texts of `fixtures/english.jsonl`.

use rapporteur_language::{Doc, Pipeline};
use serde_json::Value;

const FIXTURE: &str = include_str!("fixtures/english.jsonl");

#[test]
fn all_layers_are_those_of_spacy() {
    for line in FIXTURE.lines() {
        let theirs: Value = serde_json::from_str(line).unwrap();
        let text = theirs["text"].as_str().unwrap();
        let ours: Value = serde_json::from_str(&Pipeline::english().read(text).to_json().unwrap()).unwrap();
        for layer in ["tokens", "sents", "ents"] {
            let (ours, theirs) = (ours[layer].as_array().unwrap(), theirs[layer].as_array().unwrap());
            for (ours, theirs) in ours.iter().zip(theirs) {
                assert_eq!(ours, theirs, "{layer} of {text:?}");
            }
            assert_eq!(ours.len(), theirs.len(), "{layer} of {text:?}");
        }
    }
}

/// The same doc, whatever was read before, alone or in a crowd of threads.
#[test]
fn readings_do_not_depend_on_each_other() {
    let pipeline = Pipeline::english();
    let texts: Vec<String> = FIXTURE.lines().map(|line| Doc::from_json(line).unwrap().text().to_owned()).collect();
    let alone: Vec<Doc> = texts.iter().map(|text| pipeline.read(text)).collect();
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|shift| {
                let texts = &texts;
                scope.spawn(move || {
                    let order = (0..texts.len()).map(|at| (at * 7 + shift * 3) % texts.len());
                    order.map(|at| (at, pipeline.read(&texts[at]))).collect::<Vec<_>>()
                })
            })
            .collect();
        for reader in readers {
            for (at, doc) in reader.join().unwrap() {
                assert_eq!(doc, alone[at]);
            }
        }
    });
}

#[test]
fn a_pipeline_can_be_shared() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(Pipeline::english());
}
