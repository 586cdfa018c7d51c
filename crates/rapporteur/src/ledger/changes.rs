//! `rapporteur changes`: what is new in a ledger since a day.

use std::io::Write;
use std::path::PathBuf;

use jiff::civil::Date;
use rapporteur_ledger::{Held, Ledger, MOST_HELD, Negotiation, Page, State, States};
use rapporteur_record::Record;
use rapporteur_views::write_changes;

use super::{kept, study};
use crate::exit::Done;
use crate::record;

/// Tell what is new in a ledger since a day, negotiation by negotiation: positions that moved, contacts held or denied,
/// answers, new entries.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    /// What reports of this day and later tell, beside those before it.
    #[arg(long, value_name = "DATE", value_parser = record::date)]
    since: Date,
    /// Only in this negotiation, by its number or a part of its name in `rapporteur negotiations`.
    #[arg(long, value_name = "NAME")]
    negotiation: Option<String>,
}

/// What is said where nothing is new.
const NOTHING: &[u8] = b"nothing new\n";

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let ledger = Ledger::open_to_read(&options.file)?;
    let mut answers = Answers { ledger: &ledger, made: Vec::new() };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match &options.negotiation {
        Some(wanted) => {
            let states = ledger.states()?;
            let one = study::one_of(&ledger, wanted)?;
            out.write_all(&answers.on_one(&one, &states, options.since)?)?;
        }
        None => answers.on_all(options.since, &mut out)?,
    }
    out.flush()?;
    // Nobody need wait until they are kept.
    let made = answers.made.iter();
    let pages: Vec<_> = made.map(|(name, state, content)| Page { name, state, content }).collect();
    ledger.keep_pages(&pages);
    Ok(Done::Whole)
}

/// Answers, and those of them that were not kept before.
struct Answers<'l> {
    ledger: &'l Ledger,
    made: Vec<(String, State, Vec<u8>)>,
}

impl Answers<'_> {
    /// On all negotiations of which somebody told since, each under its name where there are several, and on the reports
    /// that belong to none. In the others nothing can have changed.
    fn on_all(&mut self, since: Date, out: &mut impl Write) -> anyhow::Result<()> {
        let (states, all) = (self.ledger.states()?, self.ledger.negotiations()?);
        let (active, alone) = all.active_since(since);
        let is_only = all.found.len() + all.alone.len().min(1) == 1;
        let mut is_new = false;
        for (number, one) in active {
            let told = self.on_one(one, &states, since)?;
            is_new |= write_told(&told, &format!("{number}  {}", one.name), is_only, out)?;
        }
        if !alone.is_empty() {
            let name = kept::named(&format!("changes alone {since}"));
            let told = self.on(&alone, &name, self.ledger.state()?, since)?;
            is_new |= write_told(&told, "Reports that belong to no negotiation", is_only, out)?;
        }
        if !is_new {
            out.write_all(NOTHING)?;
        }
        Ok(())
    }

    /// On a negotiation.
    fn on_one(&mut self, one: &Negotiation, states: &States, since: Date) -> anyhow::Result<Vec<u8>> {
        if one.days.is_some_and(|(_, last)| last < since) {
            return Ok(NOTHING.to_vec());
        }
        self.on(&one.rows, &page_name(one, since), states.of(one), since)
    }

    /// On some reports.
    fn on(&mut self, rows: &[i64], name: &str, state: State, since: Date) -> anyhow::Result<Vec<u8>> {
        if let Some(kept) = self.ledger.page(name, &state)? {
            return Ok(kept);
        }
        let made = if rows.len() <= MOST_HELD {
            let held = self.ledger.hold(rows)?;
            let (later, earlier) = rayon::join(|| held.record(), || held.record_before(since));
            told(&earlier?, &later?)?
        } else {
            let later = self.ledger.record_of(rows)?;
            told(&self.ledger.record_before(rows, since)?, &later)?
        };
        self.made.push((name.to_owned(), state, made.clone()));
        Ok(made)
    }
}

/// The page with what is new in a negotiation since a day; and what stands on it.
pub(super) fn page(held: &Held, later: &Record, one: &Negotiation, since: Date) -> anyhow::Result<(String, Vec<u8>)> {
    Ok((page_name(one, since), told(&held.record_before(since)?, later)?))
}

fn page_name(one: &Negotiation, since: Date) -> String {
    kept::named(&format!("changes {}", one.first_day_since(since)))
}

fn told(earlier: &Record, later: &Record) -> anyhow::Result<Vec<u8>> {
    let mut told = Vec::new();
    write_changes(earlier, later, &mut told)?;
    Ok(told)
}

/// Writes what is new under a heading; says whether there is anything.
fn write_told(told: &[u8], heading: &str, is_only: bool, out: &mut impl Write) -> anyhow::Result<bool> {
    if told == NOTHING {
        return Ok(false);
    }
    if !is_only {
        writeln!(out, "{heading}\n")?;
    }
    out.write_all(told)?;
    Ok(true)
}
