//! `rapporteur negotiations`, `agreement`, `reread`: a ledger as a whole.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rapporteur_ledger::agreement::agreement;
use rapporteur_ledger::{Ledger, Negotiation, is_ledger};
use rapporteur_record::Record;
use rapporteur_views::write_differences;
use serde_json::Value;

use super::own_codebook;
use super::progress::Progress;
use crate::exit::Done;

/// List the negotiations that the reports of a ledger tell of.
#[derive(clap::Args)]
pub(crate) struct Negotiations {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
}

pub(crate) fn negotiations(options: &Negotiations) -> anyhow::Result<Done> {
    let all = Ledger::open_to_read(&options.file)?.negotiations()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (one, number) in all.found.iter().zip(1..) {
        let days = one.days.map(|(first, last)| format!(", {first} to {last}")).unwrap_or_default();
        writeln!(out, "{number}  {}\n   {} reports{days}", one.name, one.rows.len())?;
        writeln!(out, "   parties: {}", one.parties.join(", "))?;
        let terms: Vec<&str> = one.terms.iter().map(|term| term.as_str()).collect();
        writeln!(out, "   terms: {}", terms.join(", "))?;
    }
    writeln!(out, "{} reports belong to none", all.alone.len())?;
    out.flush()?;
    Ok(Done::Whole)
}

/// The one negotiation of this number or with this in its name.
pub(crate) fn one_of(ledger: &Ledger, wanted: &str) -> anyhow::Result<Negotiation> {
    let all = ledger.negotiations()?;
    let one = all.called(wanted).cloned();
    one.with_context(|| format!("there is no negotiation {wanted:?}; `rapporteur negotiations` lists them"))
}

/// Its reports, by their numbers in the ledger.
pub(crate) fn rows_of(ledger: &Ledger, wanted: &str) -> anyhow::Result<Vec<i64>> {
    Ok(one_of(ledger, wanted)?.rows)
}

/// The record of the one negotiation of this number or with this in its name.
pub(crate) fn restricted(file: &Path, wanted: &str) -> anyhow::Result<Record> {
    let ledger = Ledger::open_to_read(file)?;
    Ok(ledger.record_of(&rows_of(&ledger, wanted)?)?)
}

/// Compare two codings of the same reports: Krippendorff's alpha, precision and recall.
#[derive(clap::Args)]
pub(crate) struct Agreement {
    /// A ledger, or a record as JSON: the one that is looked at.
    one: PathBuf,
    /// The one that it is held against.
    other: PathBuf,
}

pub(crate) fn agreement_of(options: &Agreement) -> anyhow::Result<Done> {
    let (one, other) = (json(&options.one)?, json(&options.other)?);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for section in agreement(&one, &other) {
        let (first, second, both) = section.counts;
        let (precision, recall) = (share(both, first), share(both, second));
        writeln!(
            out,
            "{}: {first} and {second}, {both} paired; precision {precision}, recall {recall}",
            section.section
        )?;
        for field in section.fields {
            let alpha = field.alpha.map_or_else(|| "—".to_owned(), |alpha| format!("{alpha:.3}"));
            writeln!(out, "  {:12} alpha {alpha}", field.field)?;
            // Names of people are no categories.
            if matches!(field.field, "speaker" | "party" | "terms") {
                continue;
            }
            for (category, (first, second, both)) in field.categories {
                let (precision, recall) = (share(both, first), share(both, second));
                writeln!(out, "    {category:22} precision {precision}, recall {recall} ({second})")?;
            }
        }
    }
    out.flush()?;
    Ok(Done::Whole)
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "—".to_owned() } else { format!("{:.2}", part as f64 / whole as f64) }
}

fn json(path: &Path) -> anyhow::Result<Value> {
    if is_ledger(path) {
        let mut json = Vec::new();
        super::record(path)?.0.write_json(&mut json)?;
        return Ok(serde_json::from_slice(&json)?);
    }
    let name = || path.display().to_string();
    let text = std::fs::read(path).with_context(name)?;
    serde_json::from_slice(&text).with_context(|| format!("{}: is neither a ledger nor a record as JSON", name()))
}

/// Read all reports of a ledger anew, with this program or another codebook, and show what would change.
#[derive(clap::Args)]
pub(crate) struct Reread {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    file: PathBuf,
    /// A codebook that takes the place of the ledger's own.
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
    /// Take it over; without this nothing is changed.
    #[arg(long)]
    take: bool,
}

pub(crate) fn reread(options: &Reread) -> anyhow::Result<Done> {
    let codebook = own_codebook(options.codebook.as_deref())?;
    let ledger = Ledger::open_to_read(&options.file)?;
    let progress = Progress::over_reports(ledger.count()?);
    progress.stop_on_interrupt()?;
    let own = codebook.as_ref().map(|(name, text)| (name.as_str(), text.as_str()));
    let Some(reread) = ledger.reread(own, &progress)? else {
        anyhow::bail!("stopped; nothing was changed");
    };
    progress.finish();
    let (old, new) = (ledger.record()?, ledger.record_of_reread(&reread)?);
    drop(ledger);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let count = write_differences(&old, &new, &mut out)?;
    if options.take {
        Ledger::open_to_write(&options.file)?.take_over(&reread)?;
    }
    let outcome = if options.take { "taken over" } else { "nothing was changed; --take takes it over" };
    writeln!(out, "{count} entries differ: {outcome}")?;
    out.flush()?;
    Ok(Done::Whole)
}
