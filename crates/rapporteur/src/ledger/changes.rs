//! `rapporteur changes`: what is new in a ledger since a day.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use jiff::civil::Date;
use rapporteur_ledger::{Held, Ledger, MOST_HELD, Negotiation, Page, State, States};
use rapporteur_record::Record;
use rapporteur_views::Changes;

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

/// Of how many days, the last ones on which reports came, it is kept what is new since.
const MOST_DAYS: usize = 128;

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let ledger = Ledger::open_to_read(&options.file)?;
    let mut answers = Answers { ledger: &ledger, made: Vec::new() };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match &options.negotiation {
        Some(wanted) => {
            let states = ledger.states()?;
            let one = study::one_of(&ledger, wanted)?;
            answers.on_one(&one, &states, options.since)?.write_since(options.since, &mut out)?;
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
            let changes = self.on_one(one, &states, since)?;
            is_new |= write_told(&changes, since, (!is_only).then(|| format!("{number}  {}", one.name)), out)?;
        }
        if !alone.is_empty() {
            let changes = self.on_alone(&alone, since)?;
            let name = "Reports that belong to no negotiation".to_owned();
            is_new |= write_told(&changes, since, (!is_only).then_some(name), out)?;
        }
        if !is_new {
            writeln!(out, "nothing new")?;
        }
        Ok(())
    }

    /// On a negotiation. What is new since its last days is made and kept for all of these together.
    fn on_one(&mut self, one: &Negotiation, states: &States, since: Date) -> anyhow::Result<Changes> {
        let state = states.of(one);
        if let Some(kept) = self.kept(&page_name(), &state)?.filter(|kept| kept.reaches(since)) {
            return Ok(kept);
        }
        if one.rows.len() <= MOST_HELD {
            let held = self.ledger.hold(&one.rows)?;
            let changes = of(&held, &held.record()?)?;
            if changes.reaches(since) {
                self.made.push((page_name(), state, changes.to_text().into_bytes()));
                return Ok(changes);
            }
        }
        self.since(&one.rows, &kept::named(&format!("changes {since}")), state, since)
    }

    /// On these reports by themselves.
    fn on_alone(&mut self, rows: &[i64], since: Date) -> anyhow::Result<Changes> {
        self.since(rows, &kept::named(&format!("changes alone {since}")), self.ledger.state()?, since)
    }

    /// On some reports, since that day and no other.
    fn since(&mut self, rows: &[i64], name: &str, state: State, since: Date) -> anyhow::Result<Changes> {
        if let Some(kept) = self.kept(name, &state)? {
            return Ok(kept);
        }
        let (later, earlier) = (self.ledger.record_of(rows)?, self.ledger.earlier_of(rows)?);
        let changes = Changes::of(&later, (None, vec![since]), |days, with| earlier.before(days, with))?;
        self.made.push((name.to_owned(), state, changes.to_text().into_bytes()));
        Ok(changes)
    }

    fn kept(&self, name: &str, state: &State) -> anyhow::Result<Option<Changes>> {
        let page = self.ledger.page(name, state)?.and_then(|page| String::from_utf8(page).ok());
        Ok(page.and_then(|page| Changes::from_text(&page)))
    }
}

/// What stands on the page with what is new in a negotiation since each of its last days.
pub(super) fn page(held: &Held, record: &Record) -> anyhow::Result<Vec<u8>> {
    Ok(of(held, record)?.to_text().into_bytes())
}

/// The name of that page.
pub(super) fn page_name() -> String {
    kept::named("changes")
}

/// What is new in these reports since each of the last days on which they came.
fn of(held: &Held, record: &Record) -> anyhow::Result<Changes> {
    let days: BTreeSet<Date> = record.reports.iter().filter_map(|report| report.published).collect();
    let (left_out, earlier) = (days.len().saturating_sub(MOST_DAYS), held.earlier()?);
    let after = left_out.checked_sub(1).and_then(|last| days.iter().nth(last).copied());
    let days = days.into_iter().skip(left_out).collect();
    Ok(Changes::of(record, (after, days), |days, with| earlier.before(days, with))?)
}

/// Writes what is new, under a heading where there is one; says whether there is anything.
fn write_told(changes: &Changes, since: Date, heading: Option<String>, out: &mut impl Write) -> anyhow::Result<bool> {
    let mut told = Vec::new();
    if changes.write_since(since, &mut told)? == 0 {
        return Ok(false);
    }
    if let Some(heading) = heading {
        writeln!(out, "{heading}\n")?;
    }
    out.write_all(&told)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use rapporteur_ledger::corrections::{By, Wanted};
    use rapporteur_ledger::{Found, Quiet};
    use rapporteur_report::{Report, read_bytes};

    use super::*;

    /// A ledger of an invented negotiation, of which two reports are of no known day.
    fn ledger(folder: &std::path::Path) -> Ledger {
        let (name, file) = ("gold/dev/nile-dam-2022/reports.jsonl", folder.join("talks.ledger"));
        let gold = std::fs::read(format!("{}/../../{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let reports = read_bytes(name, &gold, &rapporteur_report::ReadOptions::default()).reports;
        let undated =
            |(at, report): (usize, Report)| Report { published: report.published.filter(|_| at % 4 > 0), ..report };
        let found = |report| Found { report, path: name.to_owned(), line: None, set_aside: None };
        Ledger::create(&file, None).unwrap();
        let mut ledger = Ledger::open_to_write(&file).unwrap();
        let reader = ledger.reader().unwrap();
        ledger.add(reports.into_iter().enumerate().map(undated).map(found), &reader, &Quiet).unwrap();
        ledger
    }

    fn told(changes: &Changes, since: Date) -> String {
        let mut told = Vec::new();
        changes.write_since(since, &mut told).unwrap();
        String::from_utf8(told).unwrap()
    }

    /// Holds what is new since each day, made for all days together, beside what is made for that day alone; gives all of it.
    fn since_each_day(ledger: &Ledger) -> Vec<String> {
        let held = ledger.hold(&(1..=ledger.count().unwrap() as i64).collect::<Vec<_>>()).unwrap();
        let record = held.record().unwrap();
        let together = of(&held, &record).unwrap();
        let kept = Changes::from_text(&together.to_text()).unwrap();
        let days: Vec<Date> = record.reports.iter().filter_map(|report| report.published).collect();
        let since = |day: Date| {
            let alone = |days: &[Date], with: &mut dyn FnMut(&Record)| held.earlier()?.before(days, with);
            let alone = Changes::of(&record, (None, vec![day]), alone).unwrap();
            assert!(kept.reaches(day));
            assert_eq!(told(&kept, day), told(&alone, day), "since {day}");
            told(&together, day)
        };
        days.iter().flat_map(|day| [day.saturating_sub(1.day()), *day]).map(since).collect()
    }

    #[test]
    fn what_is_new_since_any_day_is_what_is_made_for_that_day() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = ledger(folder.path());
        let before = since_each_day(&ledger);
        for wanted in ["New statements", "Proposals answered", "Positions that moved"] {
            assert!(before.iter().any(|told| told.contains(wanted)), "{wanted}: {}", before.concat());
        }
        let record = ledger.record().unwrap();
        let answered = record.proposals.iter().find(|one| !one.responses.is_empty()).unwrap();
        let by = || By { who: "a".into(), made: "now".into(), why: None };
        ledger.correct(&record, &answered.id, Wanted::Reject, by()).unwrap();
        let party = &record.actor(record.positions[0].party).unwrap().id;
        let other = &record.actors.iter().find(|one| one.id != *party && one.kind == record.actors[0].kind).unwrap().id;
        ledger.correct(&record, other, Wanted::Merge { other: party.clone() }, by()).unwrap();
        let after = since_each_day(&ledger);
        assert_ne!(before, after);
        assert!(!after.concat().contains(&answered.id));
    }

    #[test]
    fn what_is_no_page_of_changes_is_none() {
        assert!(Changes::from_text("").is_none() && Changes::from_text("yesterday 2024-01-01\n").is_none());
        let cut = Changes::from_text("2024-01-01 2024-01-05\nNew contacts\n\t0-0\ta call\n").unwrap();
        let day = |day: &str| day.parse::<Date>().unwrap();
        assert!(!cut.reaches(day("2024-01-01")) && cut.reaches(day("2024-01-02")));
        assert_eq!(told(&cut, day("2024-01-03")), "New contacts (1)\n  a call\n\n");
        assert_eq!(told(&cut, day("2024-01-06")), "nothing new\n");
    }
}
