//! Prints the brief of a gold dossier: what a reader without fault would give.
//!
//! ```text
//! cargo run -p rapporteur-views --example brief -- FOLDER [WIDTH] [markdown|evidence|colour|party=NAME|term=NAME|since=DAY]...
//! ```

#![allow(clippy::unwrap_used, reason = "a tool for those who work on the brief")]

use std::io::Write;
use std::path::Path;

use rapporteur_views::{BriefOptions, write_brief, write_markdown};

#[allow(dead_code, unused_imports, reason = "the test of the record crate, for how it takes gold apart")]
#[path = "../../record/tests/gold.rs"]
mod gold;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next().filter(|folder| Path::new(folder).join("gold.json").exists()) else {
        println!("skipped: the first argument is no folder with a gold.json");
        return Ok(());
    };
    let (mut options, mut markdown) = (BriefOptions::default(), false);
    for argument in arguments {
        match argument.split_once('=').unwrap_or((argument.as_str(), "")) {
            ("markdown", _) => markdown = true,
            ("evidence", _) => options.evidence = true,
            ("colour", _) => options.colour = true,
            ("party", name) => options.parties.push(name.to_owned()),
            ("term", name) => options.terms.push(name.parse().unwrap()),
            ("since", day) => options.since = Some(day.parse().unwrap()),
            (width, _) => options.width = width.parse().unwrap(),
        }
    }
    let record = gold::record(Path::new(&folder));
    let mut brief = Vec::new();
    if markdown {
        write_markdown(&record, &options, &mut brief)?;
    } else {
        write_brief(&record, &options, &mut brief)?;
    }
    std::io::stdout().write_all(&brief)
}
