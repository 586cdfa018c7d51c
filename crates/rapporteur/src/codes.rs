//! `rapporteur codes`: of which country somebody is, and what they are in it.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context as _;
use jiff::civil::Date;
use rapporteur_language::Pipeline;
use rapporteur_reading::Context;
use rapporteur_reading::codes::{ActorCode, mention};
use rapporteur_record::codebook::{Codebook, Cues};
use serde_json::{Value, json};

use crate::exit::Done;
use crate::record;

/// Code mentions of actors by themselves ("Turkish opposition leader": TUR OPP), and say why.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Mentions, each one argument; with --format jsonl files, whose lines have `id`, `text`, `context` and `date`.
    #[arg(required = true, value_name = "MENTION")]
    mentions: Vec<String>,
    /// The day asked about: offices change hands.
    #[arg(long, value_name = "DATE", value_parser = record::date)]
    on: Option<Date>,
    /// Lines for people, or a line of JSON for each mention of a file.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Jsonl,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for text in &options.mentions {
        match options.format {
            Format::Text => writeln!(out, "{}", line(text, &code(text, None, options.on)))?,
            Format::Jsonl => file(&PathBuf::from(text), options.on, &mut out)?,
        }
    }
    out.flush()?;
    Ok(Done::Whole)
}

fn code(text: &str, beside: Option<&str>, on: Option<Date>) -> ActorCode {
    let doc = Pipeline::english().read(text);
    let context = Context::of(&doc, on, Codebook::builtin(), Cues::builtin());
    mention(&context, beside)
}

fn line(text: &str, code: &ActorCode) -> String {
    let sectors: Vec<&str> = code.sectors.iter().map(|sector| sector.code()).collect();
    let country = code.country.as_deref().unwrap_or("-");
    let sectors = if sectors.is_empty() { "-".to_owned() } else { sectors.join(" ") };
    let why = if code.reasons.is_empty() { "nothing tells it".to_owned() } else { code.reasons.join("; ") };
    format!("{text}\t{country}\t{sectors}\t{why}")
}

fn file(path: &PathBuf, on: Option<Date>, out: &mut impl Write) -> anyhow::Result<()> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("{name}"))?;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).with_context(|| format!("{name}:{}", number + 1))?;
        let text = row["text"].as_str().unwrap_or_default();
        let given = row["date"].as_str().filter(|date| !date.is_empty());
        let day = given.and_then(|date| record::date(date).ok()).or(on);
        let code = code(text, row["context"].as_str().filter(|words| !words.is_empty()), day);
        let sectors: Vec<&str> = code.sectors.iter().map(|sector| sector.code()).collect();
        let answer = json!({
            "id": row["id"], "country": code.country, "sectors": sectors, "name": code.name, "reasons": code.reasons,
        });
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
