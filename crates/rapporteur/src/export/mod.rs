//! `rapporteur export`: the record in the forms of other programs.

mod network;
mod target;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use rapporteur_record::{Entries, write_json, write_json_lines};
use rapporteur_views::export::csv::{self, CsvOptions};
use rapporteur_views::export::networks::{NetworkOptions, network};
use rapporteur_views::export::{dna, html, mend, parquet};
use rapporteur_views::{BriefOptions, write_markdown, write_plover, write_polecat};

use self::target::Target;
use crate::exit::Done;
use crate::{entries, record};

/// Write the record of a ledger, or of reports, in the form of another program.
#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    what: record::Options,
    /// The form.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Json, hide_default_value = true)]
    to: Format,
    /// The file; a folder for tables, and for parquet where it ends with a slash. Without it text goes to standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite what is there.
    #[arg(long, requires = "output")]
    force: bool,
    /// csv, tables, mend: begin with a byte order mark, which Excel needs to read UTF-8.
    #[arg(long)]
    bom: bool,
    /// csv, tables, mend: leave cells that a spreadsheet takes for formulas as they were said.
    #[arg(long)]
    exact: bool,
    /// dna: the coders' password.
    #[arg(long, value_name = "WORD", default_value = dna::PASSWORD)]
    password: String,
    #[command(flatten)]
    network: network::Options,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// The whole record, one entry a line (docs/record.schema.json).
    Json,
    /// The same as one object a line (docs/record-line.schema.json).
    Jsonl,
    /// One flat table of statements.
    Csv,
    /// A folder of CSV tables with a data dictionary.
    Tables,
    /// The statements as Parquet; all tables into a folder.
    Parquet,
    /// A database of Discourse Network Analyzer 3.
    Dna,
    /// A network for Gephi, igraph, networkx or visone.
    Graphml,
    /// A network with time.
    Gexf,
    /// PLOVER event data, JSON lines.
    Plover,
    /// The 40 tab-separated columns of the POLECAT releases.
    Polecat,
    /// Contacts as mediation event data.
    Mend,
    /// The brief as Markdown.
    Markdown,
    /// A report in one file, to be opened in a browser.
    Html,
}

/// Where a form can go.
#[derive(PartialEq, Eq)]
enum Place {
    /// Anywhere.
    Text,
    /// Into a file only.
    File,
    /// Into a folder only.
    Folder,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let place = options.place();
    ensure!(
        place == Place::Text || options.output.is_some(),
        "--to {} writes {}: say where with -o",
        name(options.to),
        if place == Place::Folder { "a folder" } else { "a file that is no text" }
    );
    // Before any work is done.
    if let Some(path) = &options.output {
        target::check(path, options.force, place == Place::Folder)?;
        ensure!(!options.what.names(path), "{}: is what is read; choose another name", path.display());
    }
    let network = options.network.checked(matches!(options.to, Format::Graphml | Format::Gexf))?;
    let ledger = entries::ledger(&options.what)?;
    let (record, done) = entries::of(&options.what, ledger.as_ref())?;
    match (&options.output, place) {
        (Some(path), Place::Folder) => options.write_folder(&record, path)?,
        (Some(path), Place::File) if options.to == Format::Dna => options.write_dna(&record, path)?,
        (output, _) => {
            let mut target = Target::open(output.as_deref(), options.force)?;
            options.write(&record, network.as_ref(), &mut target)?;
            target.land()?;
        }
    }
    Ok(done)
}

impl Options {
    fn place(&self) -> Place {
        let folder = self.output.as_deref().is_some_and(|path| path.is_dir() || ends_with_slash(path));
        match self.to {
            Format::Tables => Place::Folder,
            Format::Parquet if folder => Place::Folder,
            Format::Parquet | Format::Dna => Place::File,
            _ => Place::Text,
        }
    }

    fn csv(&self) -> CsvOptions {
        CsvOptions { bom: self.bom, exact: self.exact }
    }

    fn write(&self, record: &impl Entries, of: Option<&NetworkOptions>, out: &mut Target) -> anyhow::Result<()> {
        match (self.to, of) {
            (Format::Json, _) => write_json(record, out)?,
            (Format::Jsonl, _) => write_json_lines(record, out)?,
            (Format::Csv, _) => csv::write_statements(record, self.csv(), out)?,
            (Format::Parquet, _) => parquet::write_statements(record, out)?,
            (Format::Plover, _) => write_plover(record, out)?,
            (Format::Polecat, _) => write_polecat(record, out)?,
            (Format::Markdown, _) => {
                write_markdown(record, &BriefOptions { evidence: true, ..BriefOptions::default() }, out)?;
            }
            (Format::Html, _) => html::write_html(record, out)?,
            (Format::Mend, _) => mend::write_mend(record, self.csv(), out)?,
            (Format::Graphml, Some(of)) => network(record, of)?.write_graphml(self.network.flavour(), out)?,
            (Format::Gexf, Some(of)) => network(record, of)?.write_gexf(out)?,
            // Folders and databases have their own way; a network always has options.
            _ => {}
        }
        Ok(())
    }

    fn write_folder(&self, record: &impl Entries, path: &Path) -> anyhow::Result<()> {
        let folder = target::Folder::open(path, self.force)?;
        match self.to {
            Format::Parquet => parquet::write_tables(record, |name| folder.file(name))?,
            _ => csv::write_tables(record, self.csv(), |name| folder.file(name))?,
        }
        folder.land()
    }

    fn write_dna(&self, record: &impl Entries, path: &Path) -> anyhow::Result<()> {
        let target = Target::open(Some(path), self.force)?;
        let Some(place) = target.path() else { bail!("--to dna writes a file") };
        let cut = dna::write_dna(record, &self.password, place).with_context(|| path.display().to_string())?;
        target.land()?;
        if cut != dna::Cut::default() {
            eprintln!(
                "note: DNA holds 190 characters of a short text: {} fields of documents and {} names or words are cut; the whole \
                 of each stands in its notes or in a long text",
                cut.documents, cut.entities
            );
        }
        Ok(())
    }
}

fn name(format: Format) -> String {
    format!("{format:?}").to_lowercase()
}

fn ends_with_slash(path: &Path) -> bool {
    path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}
