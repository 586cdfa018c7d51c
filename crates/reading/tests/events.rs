//! Sentences and the events that they tell: `fixtures/events.txt` has both, for every type, every way of saying it and every
//! auxiliary mode.
//!
//! ```text
//! # passives
//! Oran was shelled by Norlandic troops.
//! = ASSAULT heavy-weapons  NOL > SUL
//! ```
//!
//! A line is type, mode, auxiliary mode in brackets, countries that act, `>`, countries acted upon; `-` is nobody. A sentence
//! must tell exactly the events below it; one without a line tells none.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::fmt::Write as _;

use rapporteur_language::Pipeline;
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_record::{Event, EventActor};
use rapporteur_report::Report;

const FIXTURE: &str = include_str!("fixtures/events.txt");

/// Three invented states.
const STATES: &str = r#"
[[state]]
code = "NOL"
name = "Norland"
adjectives = ["Norlandic"]
people = ["Norlanders"]
capitals = ["Port Varn"]
un = "none"

[[state]]
code = "SUL"
name = "Sudland"
adjectives = ["Sudlandic"]
people = ["Sudlanders"]
capitals = ["Oran"]
un = "none"

[[state]]
code = "WEM"
name = "Westmark"
adjectives = ["Westmarkian"]
people = ["Westmarkians"]
capitals = ["Lund Quay"]
un = "none"
"#;

#[test]
fn each_sentence_tells_the_events_below_it() {
    let codebook = Codebook::builtin().extended_with("states.toml", STATES).unwrap();
    let (mut wrong, mut count) = (String::new(), 0);
    for (number, sentence, wanted) in cases() {
        let found = told(&codebook, sentence);
        count += 1;
        if found != wanted {
            writeln!(wrong, "line {number}: {sentence}\n  wanted {wanted:?}\n  found  {found:?}").unwrap();
        }
    }
    assert!(count > 100, "{count} sentences");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Line number, sentence, and its events, sorted.
fn cases() -> Vec<(usize, &'static str, Vec<String>)> {
    let mut all: Vec<(usize, &str, Vec<String>)> = Vec::new();
    for (number, line) in FIXTURE.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("= ") {
            Some(event) => {
                let events = &mut all.last_mut().unwrap().2;
                events.push(event.split_whitespace().collect::<Vec<_>>().join(" "));
                events.sort();
            }
            None => all.push((number + 1, line, Vec::new())),
        }
    }
    all
}

fn told(codebook: &Codebook, sentence: &str) -> Vec<String> {
    let report =
        Report { published: Some("2024-05-10".parse().unwrap()), text: sentence.to_owned(), ..Report::default() };
    let doc = rapporteur_reading::parse(Pipeline::english(), &report.text);
    let reading = rapporteur_reading::read(&report, &doc, codebook, Cues::builtin());
    let mut all: Vec<String> = reading.events.iter().map(line).collect();
    all.sort();
    all
}

fn line(event: &Event) -> String {
    let aux = event.aux.map(|aux| format!("({aux})"));
    let parts = [event.event_type.to_string()].into_iter().chain(event.modes.iter().cloned()).chain(aux);
    let head = parts.collect::<Vec<_>>().join(" ");
    format!("{head} {} > {}", countries(&event.source), countries(&event.target))
}

fn countries(actors: &[EventActor]) -> String {
    let mut all: Vec<&str> = actors.iter().map(|actor| actor.country.as_deref().unwrap_or("?")).collect();
    all.dedup();
    if all.is_empty() { "-".to_owned() } else { all.join(",") }
}
