//! How another reading of the same reports differs.

use std::collections::HashMap;
use std::io::{self, Write};

use rapporteur_record::Record;

use super::told::{self, Told};

/// Writes how another reading of the same reports differs: entries that are told otherwise, that came, that went. Says how
/// many there were.
pub fn write_differences(old: &Record, new: &Record, mut out: impl Write) -> io::Result<usize> {
    let (old, new) = (told::all(old), told::all(new));
    let lines = |all: &[Told<'_>]| -> HashMap<String, String> {
        all.iter().map(|one| (one.id.to_owned(), one.line.clone())).collect()
    };
    let (was, is) = (lines(&old), lines(&new));
    let mut count = 0;
    for one in &new {
        match was.get(one.id) {
            None => writeln!(out, "+ {} {}  [{}]", one.section, one.line, one.id)?,
            Some(line) if *line != one.line => {
                writeln!(out, "- {} {line}  [{}]\n+ {} {}", one.section, one.id, one.section, one.line)?;
            }
            Some(_) => continue,
        }
        count += 1;
    }
    for one in old.iter().filter(|one| !is.contains_key(one.id)) {
        writeln!(out, "- {} {}  [{}]", one.section, one.line, one.id)?;
        count += 1;
    }
    Ok(count)
}
