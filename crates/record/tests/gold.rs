//! Gold dossiers as readings: a careful coder's record is taken apart by report, merged again, printed, and checked by
//! the scorer. The contract must hold, and merging must put together what belongs together.
//!
//! The dossiers and the scorer are no part of this repository; where they are absent the test says so and passes.

#![expect(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::Date;
use rapporteur_record::*;
use rapporteur_report::Report;
use serde_json::Value;

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// One report of a dossier with what the gold says of it.
struct Half<'g> {
    report: Report,
    reading: Reading,
    gold: &'g Value,
    ids: BTreeMap<String, ActorId>,
}

impl Half<'_> {
    fn span(&self, words: &str) -> Span {
        let start = self.report.text.find(words).unwrap();
        Span { start: start as u32, end: (start + words.len()) as u32 }
    }

    fn spans(&self, snippets: &Value) -> Option<AtLeastOne<Span>> {
        let of_report = list(snippets).iter().filter(|one| one["report"] == self.report.id.as_str());
        AtLeastOne::from_vec(of_report.map(|one| self.span(text(&one["text"]))).collect())
    }

    /// The actor of a gold key, made at its first use in the report.
    fn actor(&mut self, key: &str) -> ActorId {
        if let Some(id) = self.ids.get(key) {
            return *id;
        }
        let gold = &self.gold["actors"][key];
        let names: Vec<&str> = list(&gold["names"]).iter().map(text).collect();
        let mention = names.iter().find(|name| self.report.text.contains(**name));
        // Where the coder knew who is meant without a name, the first word stands in for the mention.
        let mention = mention.map_or(Span { start: 0, end: 1 }, |name| self.span(name));
        let id = ActorId(self.reading.actors.len() as u32);
        self.ids.insert(key.to_owned(), id);
        let kind: ActorKind = word(&gold["kind"]);
        self.reading.actors.push(Actor {
            name: names[0].to_owned(),
            kind,
            code: gold["code"].as_str().map(str::to_owned),
            sector: None,
            party: None,
            office: None,
            authority: gold["authority"].as_str().map(|word| word.parse().unwrap()),
            aliases: names[1..].iter().map(|name| (*name).to_owned()).collect(),
            mentions: AtLeastOne::one(mention),
            key: (kind == ActorKind::State).then(|| key.to_owned()),
        });
        let party = gold["party"].as_str().map(|party| self.actor(party));
        self.reading.actors[id.index()].party = party;
        id
    }

    fn actors(&mut self, keys: &Value) -> Vec<ActorId> {
        list(keys).iter().map(|key| self.actor(text(key))).collect()
    }

    fn statement(&mut self, gold: &Value) {
        let speaker = gold["speaker"].as_str().map(|key| self.actor(key));
        let party = gold["party"].as_str().map(|key| self.actor(key));
        let content = list(&gold["content"]).iter().map(|words| self.span(text(words))).collect();
        self.reading.statements.push(Statement {
            speaker,
            party,
            authority: Some(word(&gold["authority"])),
            audience: None,
            cue_kind: CueKind::Speech,
            mode: word(&gold["mode"]),
            act: word(&gold["act"]),
            firmness: word(&gold["firmness"]),
            about: list(&gold["about"]).iter().map(word).collect(),
            stances: Vec::new(),
            leanings: Vec::new(),
            answers: Vec::new(),
            source: gold["source"].as_str().map(|words| self.span(words)).into_iter().collect(),
            cue: Vec::new(),
            content: AtLeastOne::from_vec(content).unwrap(),
            said: time(&gold["said"]),
            within: None,
            confidence: None,
        });
    }

    fn contact(&mut self, gold: &Value) {
        let Some(evidence) = self.spans(&gold["evidence"]) else { return };
        let contact = Contact {
            kind: word(&gold["kind"]),
            participants: self.actors(&gold["participants"]),
            parties: self.actors(&gold["parties"]),
            place: gold["place"].as_str().map(str::to_owned),
            when: time(&gold["when"]),
            status: word(&gold["status"]),
            about: Vec::new(),
            evidence,
        };
        self.reading.contacts.push(contact);
    }

    fn proposal(&mut self, gold: &Value) {
        let mut responses = Vec::new();
        for response in list(&gold["responses"]) {
            let Some(evidence) = self.spans(&response["evidence"]) else { continue };
            responses.push(Response {
                party: self.actor(text(&response["party"])),
                response: word(&response["response"]),
                by: response["by"].as_str().map(|key| self.actor(key)),
                authority: Some(word(&response["authority"])),
                standing: word(&response["standing"]),
                when: TimeExpression::default(),
                conditions: Vec::new(),
                evidence,
            });
        }
        let spoken_of = responses.first().map(|response| response.evidence.clone());
        let Some(evidence) = self.spans(&gold["evidence"]).or(spoken_of) else { return };
        let tabled_by = self.actors(&gold["tabled_by"]);
        self.reading.proposals.push(Proposal {
            name: text(&gold["name"]).to_owned(),
            terms: list(&gold["terms"]).iter().map(word).collect(),
            tabled_by,
            tabled: TimeExpression::default(),
            responses,
            evidence,
        });
    }

    fn position(&mut self, gold: &Value) {
        let Some(evidence) = self.spans(&gold["evidence"]) else { return };
        let party = self.actor(text(&gold["party"]));
        self.reading.positions.push(Position {
            party,
            term: word(&gold["term"]),
            wording: None,
            stance: word(&gold["stance"]),
            standing: word(&gold["standing"]),
            weight: LEAST_SHOWN,
            by: None,
            since: TimeExpression::default(),
            statements: Vec::new(),
            evidence,
        });
    }

    fn dispute(&mut self, gold: &Value) {
        let Some(evidence) = self.spans(&gold["evidence"]) else { return };
        let parties = self.actors(&gold["parties"]);
        let (kind, about) = (word(&gold["kind"]), gold["about"].as_str().map(str::to_owned));
        self.reading.disputes.push(Dispute { kind, parties, about, statements: Vec::new(), evidence });
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn word<T: std::str::FromStr<Err = UnknownWord>>(value: &Value) -> T {
    text(value).parse().unwrap()
}

fn time(value: &Value) -> TimeExpression {
    let day = |at: usize| value.get(at).and_then(Value::as_str).map(|day| day.parse().unwrap());
    TimeExpression { period: Period { from: day(0), to: day(1) }, text: None }
}

pub(crate) fn record(folder: &Path) -> Record {
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("gold.json")).unwrap()).unwrap();
    let lines = std::fs::read_to_string(folder.join("reports.jsonl")).unwrap();
    let read = lines.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        let published: Option<Date> = line["published"].as_str().map(|day| day.parse().unwrap());
        let (id, words) = (text(&line["id"]).to_owned(), text(&line["text"]).to_owned());
        let report = Report { id, published, text: words, ..Report::default() };
        let mut half = Half { report, reading: Reading::default(), gold: &gold, ids: BTreeMap::new() };
        let id = half.report.id.clone();
        list(&gold["statements"]).iter().filter(|one| one["report"] == id.as_str()).for_each(|one| half.statement(one));
        list(&gold["contacts"]).iter().for_each(|one| half.contact(one));
        list(&gold["proposals"]).iter().for_each(|one| half.proposal(one));
        list(&gold["positions"]).iter().for_each(|one| half.position(one));
        list(&gold["disputes"]).iter().for_each(|one| half.dispute(one));
        ReadReport::new(half.report, half.reading).unwrap()
    });
    Record::merge(read.collect(), vec![], &[]).unwrap()
}

#[test]
fn gold_taken_apart_and_merged_again_keeps_the_contract_and_its_score() {
    let scorer = shared().join("tools/score_record.py");
    let dossiers = shared().join("dossiers");
    let Ok(folders) = std::fs::read_dir(&dossiers) else {
        println!("skipped: there are no gold dossiers at {}", dossiers.display());
        return;
    };
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    let mut command = Command::new("python3");
    command.arg(&scorer).arg("--json");
    for folder in &folders {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.json"));
        let mut json = Vec::new();
        record(folder).write_json(&mut json).unwrap();
        std::fs::write(&out, json).unwrap();
        command.arg(format!("{}={}", folder.display(), out.display()));
    }
    let Ok(result) = command.output() else {
        println!("skipped: python3 does not run here");
        return;
    };
    let result: Value = serde_json::from_slice(&result.stdout).unwrap();
    assert_eq!(result["contract_violations"]["count"], 0, "{:#}", result["contract_violations"]);
    assert_eq!(result["false_evidence"], 0);
    // Not 1: an entry that the coders keep apart may be one by what it says of itself, and the other way round.
    assert!(result["headline"].as_f64().unwrap() > 0.99, "{:#}", result["scores"]);
}
