//! `rapporteur show`, `search`, `actor`: looking things up in a ledger.

use std::io::Write;
use std::path::PathBuf;

use rapporteur_ledger::Ledger;
use rapporteur_views::{write_actor, write_entry};

use super::parts::Part;
use super::{kept, parts};
use crate::exit::Done;

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
    let key = format!("show {}", options.id);
    kept::print(&options.file, options.negotiation.as_deref(), &key, |of, out| {
        let parts = if of.is_whole() { parts::likely_to_hold(of.ledger, &options.id)? } else { None };
        let found = match parts {
            None => write_entry(&of.record()?, &options.id, out)?,
            Some(parts) => first_that_holds(of.ledger, parts, &options.id, out)?,
        };
        anyhow::ensure!(
            found,
            "{}: there is no entry or report {}; `rapporteur actor`, `changes` and `search` show ids",
            options.file.display(),
            options.id
        );
        Ok(())
    })
}

/// Writes an entry of the first part that has it.
fn first_that_holds(ledger: &Ledger, parts: Vec<Part>, id: &str, out: &mut Vec<u8>) -> anyhow::Result<bool> {
    for part in parts {
        if write_entry(&ledger.record_of(&part.rows)?, id, &mut *out)? {
            return Ok(true);
        }
    }
    Ok(false)
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
    let key = format!("actor {name}");
    kept::print(&options.file, options.negotiation.as_deref(), &key, |of, out| {
        let parts = if of.is_whole() { parts::likely_to_name(of.ledger, &name)? } else { None };
        let found = match parts {
            None => write_actor(&of.record()?, &name, out)?,
            Some(parts) => trails(of.ledger, parts, &name, out)?,
        };
        anyhow::ensure!(found, "{}: nobody is called {name:?}", options.file.display());
        Ok(())
    })
}

/// Writes the trail of an actor in each part that knows it, under the part's name.
fn trails(ledger: &Ledger, parts: Vec<Part>, name: &str, out: &mut Vec<u8>) -> anyhow::Result<bool> {
    let mut found = false;
    for part in parts {
        let mut trail = Vec::new();
        if write_actor(&ledger.record_of(&part.rows)?, name, &mut trail)? {
            if found {
                writeln!(out)?;
            }
            writeln!(out, "{}\n", part.name)?;
            out.extend(trail);
            found = true;
        }
    }
    Ok(found)
}
