//! The examples of the specification pages, `docs/rules/*.md`: each report must give the record lines below it.
//!
//! ````text
//! ```report published=2024-05-02
//! The minister may travel to Oslo next week, her spokeswoman said.
//! ```
//! ```record
//! contact  visit  possible  2024-05-06..2024-05-12
//! no dispute
//! ```
//! ````
//!
//! A line names the kind of entry and facts of it, two spaces or more between them, in any order; facts left out may be
//! anything. Words of evidence stand in straight quotation marks. All entries of a kind that is named must be there,
//! each with a line of its own; `no contact` says that there is none. The pages' own README lists the facts.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::fmt::Write as _;
use std::path::Path;

use rapporteur_language::{Doc, Pipeline};
use rapporteur_reading::dates::dates;
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_record::{ActorId, AtLeastOne, LEAST_SHOWN, Period, Reading, Span};
use rapporteur_report::Report;

#[test]
fn the_pages_examples_are_what_the_program_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let (mut wrong, mut count) = (String::new(), 0);
    for page in pages.iter().filter(|page| page.extension().is_some_and(|ending| ending == "md")) {
        let name = format!("docs/rules/{}", page.file_name().unwrap().to_string_lossy());
        for example in examples(&std::fs::read_to_string(page).unwrap()) {
            count += 1;
            if let Err(problem) = example.check() {
                writeln!(wrong, "{name}:{}: {problem}", example.line).unwrap();
            }
        }
    }
    assert!(count > 20, "only {count} examples were found");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A report and what must be read in it.
struct Example {
    /// Line of the page at which the report begins, from 1.
    line: usize,
    published: Option<jiff::civil::Date>,
    text: String,
    expect: Vec<String>,
}

/// The pairs of blocks of a page.
fn examples(page: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut lines = page.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        let Some(opened) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().map(|(line, _)| line).take_while(|line| *line != "```").collect();
        if let Some(rest) = opened.strip_prefix("report") {
            let published = rest.trim().strip_prefix("published=").map(|day| day.parse().unwrap());
            found.push(Example { line: number, published, text: body.join("\n"), expect: Vec::new() });
        } else if opened == "record" {
            let example = found.last_mut().unwrap_or_else(|| panic!("line {number}: a record before any report"));
            example.expect.extend(body.iter().filter(|line| !line.trim().is_empty()).map(|line| (*line).to_owned()));
        }
    }
    found
}

/// An entry as a row of facts, the kind first.
type Facts = Vec<String>;

impl Example {
    fn check(&self) -> Result<(), String> {
        if self.expect.is_empty() {
            return Err("a report without a record".into());
        }
        let found = self.read();
        let mut taken = vec![false; found.len()];
        for line in &self.expect {
            let mut wanted = fields(line);
            let none = wanted[0].strip_prefix("no ").map(str::to_owned);
            if let Some(kind) = none {
                self.refuse(&found, &kind, &taken)?;
                continue;
            }
            let kind = wanted.remove(0);
            let fits = |facts: &Facts| facts[0] == kind && wanted.iter().all(|fact| facts[1..].contains(fact));
            match (0..found.len()).find(|at| !taken[*at] && fits(&found[*at])) {
                Some(at) => taken[at] = true,
                None => return Err(format!("nothing is\n    {line}\n  but there is{}", shown(&found, &kind))),
            }
        }
        let kinds: Vec<String> = self.expect.iter().map(|line| fields(line)[0].clone()).collect();
        kinds.iter().filter(|kind| !kind.starts_with("no ")).try_for_each(|kind| self.refuse(&found, kind, &taken))
    }

    /// No entry of that kind may be left.
    fn refuse(&self, found: &[Facts], kind: &str, taken: &[bool]) -> Result<(), String> {
        match found.iter().zip(taken).find(|(facts, taken)| !**taken && facts[0] == kind) {
            Some((facts, _)) => Err(format!("nothing was said of\n    {}", facts.join("  "))),
            None => Ok(()),
        }
    }

    fn read(&self) -> Vec<Facts> {
        let report = Report { text: self.text.clone(), published: self.published, ..Report::default() };
        let doc = rapporteur_reading::parse(Pipeline::english(), &report.text);
        let reading = rapporteur_reading::read(&report, &doc, Codebook::builtin(), Cues::builtin());
        facts(&reading, &doc, self.published)
    }
}

/// The facts of a line, parted by two spaces or more; words in quotation marks stay together.
fn fields(line: &str) -> Vec<String> {
    line.split("  ").map(str::trim).filter(|field| !field.is_empty()).map(str::to_owned).collect()
}

fn shown(found: &[Facts], kind: &str) -> String {
    let of_kind: Vec<String> =
        found.iter().filter(|facts| facts[0] == kind).map(|facts| format!("\n    {}", facts.join("  "))).collect();
    if of_kind.is_empty() { format!(" no {kind}") } else { of_kind.concat() }
}

/// Everything that was read, entry by entry.
fn facts(reading: &Reading, doc: &Doc, published: Option<jiff::civil::Date>) -> Vec<Facts> {
    let teller = Teller { reading, text: doc.text() };
    let mut all: Vec<Facts> = dates(doc, published)
        .iter()
        .map(|date| vec!["date".into(), days(date.period), format!("\"{}\"", date.text(doc))])
        .collect();
    all.extend(reading.actors.iter().map(|actor| {
        let mut facts = vec!["actor".into(), actor.name.clone(), actor.kind.to_string()];
        facts.extend(actor.party.map(|party| format!("of {}", teller.name(party))));
        facts.extend(actor.office.clone());
        facts.extend(actor.authority.map(|authority| authority.to_string()));
        facts.extend(actor.mentions.iter().map(|span| teller.quoted(*span)));
        facts
    }));
    all.extend(reading.statements.iter().map(|told| {
        let mut facts = vec!["statement".into(), told.speaker.map_or("nobody".into(), |who| teller.name(who))];
        facts.extend(told.party.map(|party| format!("for {}", teller.name(party))));
        facts.extend(told.authority.map(|authority| authority.to_string()));
        facts.extend([
            told.cue_kind.to_string(),
            told.mode.to_string(),
            told.act.to_string(),
            told.firmness.to_string(),
        ]);
        facts.extend(told.about.iter().map(|term| format!("about {term}")));
        facts.push(days(told.said.period));
        facts.push(teller.all_quoted(&told.content));
        facts.extend(told.cue.iter().map(|span| format!("by {}", teller.quoted(*span))));
        facts.extend(told.within.map(|_| "nested".to_owned()));
        facts
    }));
    all.extend(reading.contacts.iter().map(|told| {
        let mut facts = vec!["contact".into(), told.kind.to_string(), told.status.to_string()];
        facts.push(teller.names(&told.participants));
        facts.extend(told.place.as_ref().map(|place| format!("in {place}")));
        facts.push(days(told.when.period));
        facts
    }));
    for told in &reading.proposals {
        let mut facts = vec!["proposal".into(), told.name.clone()];
        facts.extend(told.terms.iter().map(|term| format!("about {term}")));
        facts.extend((!told.tabled_by.is_empty()).then(|| format!("by {}", teller.names(&told.tabled_by))));
        all.push(facts);
        all.extend(told.responses.iter().map(|answer| {
            let mut facts = vec!["response".into(), teller.name(answer.party), answer.response.to_string()];
            facts.extend([answer.standing.to_string(), format!("to {}", told.name)]);
            facts.extend(answer.by.map(|by| format!("by {}", teller.name(by))));
            facts.extend(answer.conditions.iter().map(|condition| format!("if \"{condition}\"")));
            facts
        }));
    }
    all.extend(reading.positions.iter().filter(|told| told.weight >= LEAST_SHOWN).map(|told| {
        let mut facts =
            vec!["position".into(), teller.name(told.party), told.term.to_string(), told.stance.to_string()];
        facts.push(told.standing.to_string());
        facts.extend(told.by.map(|by| format!("by {}", teller.name(by))));
        facts
    }));
    all.extend(reading.disputes.iter().map(|told| {
        let mut facts = vec!["dispute".into(), told.kind.to_string(), teller.names(&told.parties)];
        facts.extend(told.about.as_ref().map(|about| format!("about {about}")));
        facts
    }));
    all
}

struct Teller<'r> {
    reading: &'r Reading,
    text: &'r str,
}

impl Teller<'_> {
    fn name(&self, actor: ActorId) -> String {
        self.reading.actors[actor.index()].name.clone()
    }

    fn names(&self, actors: &[ActorId]) -> String {
        let mut names: Vec<String> = actors.iter().map(|actor| self.name(*actor)).collect();
        names.sort();
        names.join(", ")
    }

    fn quoted(&self, span: Span) -> String {
        format!("\"{}\"", span.of(self.text).unwrap())
    }

    fn all_quoted(&self, spans: &AtLeastOne<Span>) -> String {
        let pieces: Vec<&str> = spans.iter().map(|span| span.of(self.text).unwrap()).collect();
        format!("\"{}\"", pieces.join(" … "))
    }
}

/// One day as itself, others `from..to`; a time that nothing fixes is `?`.
fn days(period: Period) -> String {
    let text = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match (text(period.from), text(period.to)) {
        (from, to) if from.is_empty() && to.is_empty() => "?".into(),
        (from, to) if from == to => from,
        (from, to) => format!("{from}..{to}"),
    }
}
