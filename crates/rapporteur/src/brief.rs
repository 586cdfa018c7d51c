//! `rapporteur brief`: the record for people.

use std::io::{IsTerminal, Write};

use jiff::civil::Date;
use rapporteur_ledger::{Ledger, Page};
use rapporteur_record::{CueKind, Entries, Term};
use rapporteur_views::{BriefOptions, write_brief, write_markdown};

use crate::exit::Done;
use crate::ledger::{kept, overview};
use crate::record;

/// Print the record of reports as a brief: parties, proposals and answers, positions, contacts, disputes, statements,
/// every line with the number of its source.
#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    what: record::Options,
    /// For a terminal, as Markdown, or the record as JSON.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Show the words behind each number, in their sentences.
    #[arg(long)]
    evidence: bool,
    /// Only what concerns this party (id, name, code or alias); may be given more than once.
    #[arg(long, value_name = "PARTY")]
    party: Vec<String>,
    /// Only what concerns this term (ceasefire, sanctions…); may be given more than once.
    #[arg(long, value_name = "TERM", value_parser = str::parse::<Term>)]
    term: Vec<Term>,
    /// Only what was said, done or planned on this day or later.
    #[arg(long, value_name = "DATE", value_parser = record::date)]
    since: Option<Date>,
    /// Only statements of these kinds: speech, writing, thought, intent.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = str::parse::<CueKind>)]
    cues: Vec<CueKind>,
    /// Leave out statements of which the reader is less sure than this, 0 to 1, and what rests on them alone.
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    min_confidence: f32,
    /// Of a ledger of several negotiations the whole on one page, instead of an overview of them.
    #[arg(long)]
    whole: bool,
    /// Columns; by default those of the terminal, or 80.
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Terminal,
    Markdown,
    Json,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let view = view(options);
    if let (Some(file), false) = (options.what.ledger(), matches!(options.format, Format::Json)) {
        let is_markdown = matches!(options.format, Format::Markdown);
        let negotiation = options.what.negotiation();
        if negotiation.is_none() && !options.whole && !is_narrowed(&view) {
            let ledger = Ledger::open_to_read(file)?;
            if let Some(all) = overview::wanted(&ledger)? {
                overview::print(&ledger, &all, &view, is_markdown, &mut std::io::stdout().lock())?;
                return Ok(Done::Whole);
            }
        }
        return kept::print(file, negotiation, &key(&view, is_markdown), |of, out| {
            let record = of.entries()?;
            if is_markdown { write_markdown(&record, &view, out) } else { write_brief(&record, &view, out) }?;
            Ok(())
        });
    }
    let (record, done) = record::of(&options.what)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match options.format {
        Format::Terminal => write_brief(&record, &view, &mut out)?,
        Format::Markdown => write_markdown(&record, &view, &mut out)?,
        Format::Json => record.write_json(&mut out)?,
    }
    out.flush()?;
    Ok(done)
}

/// Makes the brief of a ledger as it is asked for without any options, so that it is at hand.
pub(crate) fn keep(ledger: &Ledger) -> anyhow::Result<()> {
    let state = ledger.state()?;
    let content = page(&ledger.entries(None)?)?;
    ledger.keep_pages(&[Page { name: &page_name(), state: &state, content: &content }]);
    Ok(())
}

/// The page with a record's brief as it is asked for without any options.
pub(crate) fn page(record: &impl Entries) -> anyhow::Result<Vec<u8>> {
    let mut content = Vec::new();
    write_brief(record, &plain(None), &mut content)?;
    Ok(content)
}

/// The name of that page.
pub(crate) fn page_name() -> String {
    kept::named(&key(&plain(None), false))
}

/// All that a brief depends on besides the record.
fn key(view: &BriefOptions, is_markdown: bool) -> String {
    format!("brief {is_markdown} {view:?}")
}

/// Whether it was asked for something by which the whole record has to be looked through.
fn is_narrowed(view: &BriefOptions) -> bool {
    let BriefOptions { width, colour, .. } = *view;
    *view != BriefOptions { width, colour, ..BriefOptions::default() }
}

fn view(options: &Options) -> BriefOptions {
    BriefOptions {
        evidence: options.evidence,
        parties: options.party.clone(),
        terms: options.term.clone(),
        since: options.since,
        min_confidence: options.min_confidence,
        cue_kinds: options.cues.clone(),
        ..plain(options.width)
    }
}

/// Everything, as this terminal shows it.
fn plain(width: Option<usize>) -> BriefOptions {
    let terminal = std::io::stdout().is_terminal();
    let columns = if terminal { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None };
    BriefOptions {
        width: width.or(columns).unwrap_or(80),
        // The convention of no-color.org.
        colour: terminal && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()),
        ..BriefOptions::default()
    }
}
