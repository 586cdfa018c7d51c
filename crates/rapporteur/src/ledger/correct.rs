//! `rapporteur correct`, `reject`, `confirm`, `merge`, `split`, `corrections`: what people know better.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rapporteur_ledger::Ledger;
use rapporteur_ledger::corrections::{By, Wanted, apply};

use crate::exit::Done;

/// Which entry, who and why.
#[derive(clap::Args)]
pub(crate) struct Entry {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    /// The entry's id.
    id: String,
    /// Why.
    #[arg(long)]
    why: Option<String>,
    /// Who says so; by default the user of this machine.
    #[arg(long)]
    who: Option<String>,
}

impl Entry {
    fn who(&self) -> String {
        let user = || ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        self.who.clone().or_else(user).unwrap_or_else(|| "somebody".to_owned())
    }

    fn note(&self, wanted: impl IntoIterator<Item = Wanted>) -> anyhow::Result<Done> {
        let mut ledger = Ledger::open_to_write(&self.file)?;
        let mut out = std::io::stdout().lock();
        for wanted in wanted {
            let record = ledger.record()?;
            let by = By { who: self.who(), made: jiff::Timestamp::now().to_string(), why: self.why.clone() };
            let number = ledger.correct(&record, &self.id, wanted, by)?;
            writeln!(out, "correction {number}")?;
        }
        Ok(Done::Whole)
    }
}

/// Give fields of an entry other values; they stand over every later reading.
#[derive(clap::Args)]
pub(crate) struct Correct {
    #[command(flatten)]
    entry: Entry,
    /// FIELD=VALUE, named as in the JSON: status=held, speaker="Ana Ortiz", when=2024-05-02..2024-05-04, about=water,trade.
    #[arg(required = true, value_name = "FIELD=VALUE")]
    fields: Vec<String>,
}

pub(crate) fn correct(options: &Correct) -> anyhow::Result<Done> {
    let parted = options.fields.iter().map(|one| {
        let (field, value) = one.split_once('=').with_context(|| format!("{one:?} is no FIELD=VALUE"))?;
        Ok(Wanted::Set { field: field.to_owned(), value: value.to_owned() })
    });
    options.entry.note(parted.collect::<anyhow::Result<Vec<_>>>()?)
}

/// Take an entry out of the record: it is not so.
#[derive(clap::Args)]
pub(crate) struct Reject {
    #[command(flatten)]
    entry: Entry,
}

pub(crate) fn reject(options: &Reject) -> anyhow::Result<Done> {
    options.entry.note([Wanted::Reject])
}

/// Note that a person has looked at an entry and found it right.
#[derive(clap::Args)]
pub(crate) struct Confirm {
    #[command(flatten)]
    entry: Entry,
}

pub(crate) fn confirm(options: &Confirm) -> anyhow::Result<Done> {
    options.entry.note([Wanted::Confirm])
}

/// Make one entry of two that tell the same.
#[derive(clap::Args)]
pub(crate) struct Merge {
    #[command(flatten)]
    entry: Entry,
    /// The other entry's id; its words go to the first.
    other: String,
}

pub(crate) fn merge(options: &Merge) -> anyhow::Result<Done> {
    options.entry.note([Wanted::Merge { other: options.other.clone() }])
}

/// Make two entries of one: what a report tells is another thing.
#[derive(clap::Args)]
pub(crate) struct Split {
    #[command(flatten)]
    entry: Entry,
    /// The id of the report that tells another thing.
    report: String,
}

pub(crate) fn split(options: &Split) -> anyhow::Result<Done> {
    options.entry.note([Wanted::Split { report: options.report.clone() }])
}

/// List, undo, export and import the corrections of a ledger.
#[derive(clap::Args)]
pub(crate) struct Corrections {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    /// Take back the correction of this number; it stays listed.
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["export", "import"])]
    undo: Option<i64>,
    /// Print all as JSON, one a line.
    #[arg(long, conflicts_with = "import")]
    export: bool,
    /// Take over what another ledger exported; - for standard input.
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
}

pub(crate) fn corrections(options: &Corrections) -> anyhow::Result<Done> {
    let mut out = std::io::stdout().lock();
    if let Some(number) = options.undo {
        Ledger::open_to_write(&options.file)?.undo(number, &jiff::Timestamp::now().to_string())?;
        writeln!(out, "correction {number} is undone")?;
        return Ok(Done::Whole);
    }
    if let Some(path) = &options.import {
        let text = text_of(path)?;
        let given = text.lines().filter(|line| !line.trim().is_empty()).count();
        let taken = Ledger::open_to_write(&options.file)?.import_corrections(&text);
        let new = taken.with_context(|| path.display().to_string())?;
        let known = given.saturating_sub(new);
        let known = if known > 0 { format!(", {known} were there already") } else { String::new() };
        writeln!(out, "{new} corrections taken over{known}")?;
        return Ok(Done::Whole);
    }
    let ledger = Ledger::open_to_read(&options.file)?;
    let all = ledger.corrections()?;
    if options.export {
        for one in &all {
            writeln!(out, "{}", serde_json::to_string(one)?)?;
        }
        return Ok(Done::Whole);
    }
    let failed = apply(&mut ledger.record_uncorrected()?, &all);
    for one in &all {
        let why = one.why.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
        let undone = one.undone.as_deref().map(|day| format!("; undone {}", minute(day))).unwrap_or_default();
        let lost = failed.iter().find(|(number, _)| *number == one.number);
        let lost = lost.map(|(_, reason)| format!("; without effect, {reason}")).unwrap_or_default();
        let made = minute(&one.made);
        writeln!(out, "{} {made}, {}: {} — {}{why}{undone}{lost}", one.number, one.who, one.at, one.deed)?;
    }
    Ok(if failed.is_empty() { Done::Whole } else { Done::WithProblems })
}

/// A moment as people read it: "2026-03-10 14:05Z". What is no moment stays as it was noted.
fn minute(noted: &str) -> String {
    noted.parse::<jiff::Timestamp>().map_or_else(|_| noted.to_owned(), |at| at.strftime("%Y-%m-%d %H:%MZ").to_string())
}

fn text_of(path: &Path) -> anyhow::Result<String> {
    if path.as_os_str() != "-" {
        return std::fs::read_to_string(path).with_context(|| path.display().to_string());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok(text)
}
