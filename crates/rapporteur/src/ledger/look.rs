//! `rapporteur show`, `search`, `changes`, `actor`: looking things up in a ledger.

use std::io::Write;
use std::path::PathBuf;

use jiff::civil::Date;
use rapporteur_ledger::Ledger;
use rapporteur_record::Record;
use rapporteur_views::{write_actor, write_changes, write_entry};

use super::{kept, study};
use crate::exit::Done;
use crate::record;

/// Show an entry of a ledger with all its evidence in context, or a report with all that rests on it.
#[derive(clap::Args)]
pub(crate) struct Show {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    /// The entry's id, today's or an earlier one; or the report's.
    id: String,
    /// Look only in this negotiation, which is quicker in a large ledger; by its number or a part of its name.
    #[arg(long, value_name = "NAME")]
    negotiation: Option<String>,
}

pub(crate) fn show(options: &Show) -> anyhow::Result<Done> {
    let key = format!("show {:?} {}", options.negotiation, options.id);
    kept::print(&options.file, &key, |ledger, out| {
        let record = study::record_of(ledger, options.negotiation.as_deref())?;
        let found = write_entry(&record, &options.id, out)?;
        anyhow::ensure!(
            found,
            "{}: there is no entry or report {}; `rapporteur actor`, `changes` and `search` show ids",
            options.file.display(),
            options.id
        );
        Ok(())
    })
}

/// Find the reports of a ledger that hold all these words.
#[derive(clap::Args)]
pub(crate) struct Search {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    /// Words; "a phrase" in quotation marks; the start of a word with a star behind it.
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// At most so many reports.
    #[arg(long, value_name = "N", default_value_t = 20)]
    most: usize,
}

pub(crate) fn search(options: &Search) -> anyhow::Result<Done> {
    let hits = Ledger::open_to_read(&options.file)?.search(&options.words.join(" "), options.most)?;
    let mut out = std::io::stdout().lock();
    for hit in &hits {
        let outlet = hit.outlet.as_deref().map(|outlet| format!("{outlet}, ")).unwrap_or_default();
        let day = hit.published.map_or_else(|| "undated".to_owned(), |day| day.to_string());
        let title = hit.title.as_deref().map(|title| format!(": {title}")).unwrap_or_default();
        writeln!(out, "{}", one_line(&format!("{outlet}{day}, {}{title}", hit.id)))?;
        writeln!(out, "  {}", one_line(&hit.passage))?;
    }
    if hits.is_empty() {
        writeln!(out, "no report holds all these words")?;
    }
    Ok(Done::Whole)
}

/// A report must not steer the terminal on which it is read.
fn one_line(text: &str) -> String {
    let printed: String = text.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tell what is new in a ledger since a day: positions that moved, contacts held or denied, answers, new entries.
#[derive(clap::Args)]
pub(crate) struct Changes {
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

pub(crate) fn changes(options: &Changes) -> anyhow::Result<Done> {
    let key = format!("changes {:?} {}", options.negotiation, options.since);
    kept::print(&options.file, &key, |ledger, out| {
        // Nothing can have changed in a negotiation of which nobody told since.
        let rows = match &options.negotiation {
            Some(wanted) => study::rows_of(ledger, wanted)?,
            None => ledger.negotiations()?.active_since(options.since),
        };
        let (earlier, later) = both(ledger, &rows, options)?;
        write_changes(&earlier, &later, out)?;
        Ok(())
    })
}

/// The record of these reports as it was and as it is, made side by side.
fn both(ledger: &Ledger, rows: &[i64], options: &Changes) -> anyhow::Result<(Record, Record)> {
    std::thread::scope(|scope| {
        let earlier = scope.spawn(|| -> anyhow::Result<_> {
            let beside = Ledger::open_to_read(&options.file)?;
            let record = beside.record_before(rows, options.since)?;
            Ok((beside.state()?, record))
        });
        let later = ledger.record_of(rows)?;
        let (state, earlier) =
            earlier.join().map_err(|_| anyhow::anyhow!("the earlier record could not be made"))??;
        // Another program may have changed something between the two.
        let earlier = if state == ledger.state()? { earlier } else { ledger.record_before(rows, options.since)? };
        Ok((earlier, later))
    })
}

/// Show one actor's whole trail in a ledger: what it said and did and where it stood, day by day.
#[derive(clap::Args)]
pub(crate) struct Actor {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    /// Name, id, code or alias.
    #[arg(required = true)]
    name: Vec<String>,
    /// Look only in this negotiation, by its number or a part of its name in `rapporteur negotiations`.
    #[arg(long, value_name = "NAME")]
    negotiation: Option<String>,
}

pub(crate) fn actor(options: &Actor) -> anyhow::Result<Done> {
    let name = options.name.join(" ");
    let key = format!("actor {:?} {name}", options.negotiation);
    kept::print(&options.file, &key, |ledger, out| {
        let record = study::record_of(ledger, options.negotiation.as_deref())?;
        anyhow::ensure!(write_actor(&record, &name, out)?, "{}: nobody is called {name:?}", options.file.display());
        Ok(())
    })
}
