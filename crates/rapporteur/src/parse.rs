//! `rapporteur parse`: what the language engine says of a text.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use rapporteur_language::{Doc, Pipeline, Pos};
use rayon::prelude::*;

use crate::exit::Done;
use crate::texts::{Text, texts_of};

/// Print tokens, tags, lemmas, dependencies and entities, as spaCy would.
///
/// Takes each file's whole text as it is; of a .jsonl file each line's "text".
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Text or .jsonl files; - for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// CoNLL-U with entities in MISC, or one line of JSON per text in the fields of spaCy's Doc.to_json.
    #[arg(long, value_enum, default_value_t = Format::Conllu)]
    format: Format,
    /// A spaCy pipeline's folder (the one with config.cfg) instead of the English inside.
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
    /// Write words, seconds of reading and seconds of loading as JSON on standard error.
    #[arg(long)]
    timing: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Conllu,
    Json,
}

/// Texts parsed before they are printed.
const BATCH: usize = 64;

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let loading = Instant::now();
    let own = match &options.model {
        Some(folder) => Some(Pipeline::from_dir(folder).with_context(|| format!("--model {}", folder.display()))?),
        None => None,
    };
    let pipeline = own.as_ref().unwrap_or_else(|| Pipeline::english());
    let loaded = loading.elapsed();
    let mut out = std::io::stdout().lock();
    let (mut done, mut words, mut reading) = (Done::Whole, 0, std::time::Duration::ZERO);
    for file in &options.files {
        let texts = texts_of(file, |problem| {
            eprintln!("error: {problem}");
            done = Done::WithProblems;
        });
        for batch in texts.chunks(BATCH) {
            let start = Instant::now();
            let docs: Vec<Doc> = batch.par_iter().map(|text| pipeline.read(&text.text)).collect();
            reading += start.elapsed();
            words += docs.iter().flat_map(Doc::tokens).filter(|token| token.pos != Pos::Space).count();
            for (doc, text) in docs.iter().zip(batch) {
                print(doc, text, options.format, &mut out)?;
            }
        }
    }
    out.flush()?;
    if options.timing {
        let (read, load) = (reading.as_secs_f64(), loaded.as_secs_f64());
        eprintln!("{{\"words\": {words}, \"read_s\": {read:.6}, \"load_s\": {load:.6}}}");
    }
    Ok(done)
}

fn print(doc: &Doc, text: &Text, format: Format, out: &mut impl Write) -> anyhow::Result<()> {
    let mut printed = String::new();
    match format {
        Format::Conllu => doc.write_conllu(Some(&text.name), &mut printed)?,
        Format::Json => writeln!(printed, "{}", doc.to_json()?)?,
    }
    Ok(out.write_all(printed.as_bytes())?)
}
