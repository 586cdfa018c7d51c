//! Which report is which: ids for those without, and one id for one text.
//!
//! Nothing here may depend on the order in which the inputs were given. So clashes are settled in the one order of
//! [`rank`]: the earlier report keeps the id.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::problem::{Problem, ProblemKind};
use crate::report::Report;
use crate::set_aside::SetAside;

/// A report and where it was found, before ids that clash with those of other reports are settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// With the id that it was given, or the one made of its text.
    pub report: Report,
    /// The file, as the user named it.
    pub path: String,
    /// Its line, record or row, in a file of many reports.
    pub line: Option<usize>,
    /// Why it can't be read, where it can't.
    pub set_aside: Option<SetAside>,
}

impl Found {
    /// Of two findings of one report the one that counts is less in this order: the earlier, undated ones last, then by
    /// outlet, title and address.
    pub fn counts_before(&self, other: &Found) -> bool {
        rank(self) < rank(other)
    }
}

/// The id that a report without one gets: `r` and the first 12 hexadecimal digits of the SHA-256 of its date, outlet
/// and text, each after its length in bytes.
pub fn made_id(report: &Report) -> String {
    let date = report.published.map(|date| date.to_string()).unwrap_or_default();
    digest(&[date.as_bytes(), report.outlet.as_deref().unwrap_or_default().as_bytes(), report.text.as_bytes()])
}

/// The same over other parts, for what has no text.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(6).fold("r".to_owned(), |mut id, byte| {
        // Writing into a string cannot fail.
        let _ = write!(id, "{byte:02x}");
        id
    })
}

/// The one order of reports: earliest first, undated last, then by outlet, title, text and where they were found.
fn rank(found: &Found) -> impl Ord + '_ {
    let report = &found.report;
    let late = |text: &Option<String>| (text.is_none(), text.clone());
    (
        (report.published.is_none(), report.published, late(&report.outlet), late(&report.title)),
        (report.text.as_str(), late(&report.url), found.path.as_str(), found.line),
    )
}

/// Settles the ids: a text that comes twice under one id counts once, another text gets a suffix. Gives the reports by
/// date and id, the undated last.
pub(crate) fn settle(mut all: Vec<Found>, problems: &mut Vec<Problem>) -> Vec<Found> {
    if !any_twice(&all) {
        all.sort_by(|one, other| order(&one.report).cmp(&order(&other.report)));
        return all;
    }
    all.sort_by(|one, other| rank(one).cmp(&rank(other)));
    let mut taken: BTreeSet<String> = all.iter().map(|found| found.report.id.clone()).collect();
    let mut groups: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for found in all {
        groups.entry(found.report.id.clone()).or_default().push(found);
    }
    let mut settled: Vec<Found> = groups.into_values().flat_map(|group| one_id(group, &mut taken, problems)).collect();
    settled.sort_by(|one, other| order(&one.report).cmp(&order(&other.report)));
    settled
}

/// Whether two reports have one id. Mostly none have, and then nothing of them need be held twice.
fn any_twice(all: &[Found]) -> bool {
    let mut ids: Vec<&str> = all.iter().map(|found| found.report.id.as_str()).collect();
    ids.sort_unstable();
    ids.windows(2).any(|pair| pair[0] == pair[1])
}

fn order(report: &Report) -> (bool, Option<Date>, &str) {
    (report.published.is_none(), report.published, &report.id)
}

/// The reports of one id, each text once, all but the first with a suffix.
fn one_id(group: Vec<Found>, taken: &mut BTreeSet<String>, problems: &mut Vec<Problem>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::new();
    let mut by_text: BTreeMap<String, usize> = BTreeMap::new();
    let mut number = 2;
    for mut found in group {
        if let Some(first) = by_text.get(&found.report.text).and_then(|at| kept.get(*at)) {
            let (id, elsewhere) = (first.report.id.clone(), first.path.clone());
            problems.push(Problem::at(&found.path, found.line, ProblemKind::SameReport { id, elsewhere }));
            continue;
        }
        by_text.insert(found.report.text.clone(), kept.len());
        if !kept.is_empty() {
            let id = std::mem::take(&mut found.report.id);
            found.report.id = free(&id, &mut number, taken);
            let renamed = found.report.id.clone();
            problems.push(Problem::at(&found.path, found.line, ProblemKind::SameId { id, renamed }));
        }
        kept.push(found);
    }
    kept
}

/// The first of `id-2`, `id-3`, … that no report has.
fn free(id: &str, number: &mut usize, taken: &mut BTreeSet<String>) -> String {
    loop {
        let candidate = format!("{id}-{number}");
        *number += 1;
        if taken.insert(candidate.clone()) {
            return candidate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(id: &str, published: Option<&str>, text: &str) -> Found {
        let published = published.map(|date| date.parse().unwrap());
        let report = Report { id: id.into(), published, text: text.into(), ..Report::default() };
        Found { report, path: "a".into(), line: None, set_aside: None }
    }

    fn ids(all: Vec<Found>) -> Vec<(String, String)> {
        settle(all, &mut Vec::new()).into_iter().map(|one| (one.report.id, one.report.text)).collect()
    }

    #[test]
    fn the_earlier_report_keeps_the_id_whatever_the_order() {
        let all = [
            found("a", None, "undated"),
            found("a", Some("2024-05-03"), "later"),
            found("a", Some("2024-05-02"), "earlier"),
            found("a-2", Some("2024-05-09"), "has the suffix already"),
            found("a", Some("2024-05-04"), "later"),
        ];
        let expect = [("a", "earlier"), ("a-3", "later"), ("a-2", "has the suffix already"), ("a-4", "undated")];
        let expect: Vec<_> = expect.map(|(id, text)| (id.to_owned(), text.to_owned())).into();
        assert_eq!(ids(all.to_vec()), expect);
        assert_eq!(ids(all.iter().rev().cloned().collect()), expect);
    }

    #[test]
    fn a_made_id_tells_texts_dates_and_outlets_apart() {
        let report = found("", Some("2024-05-02"), "A").report;
        assert_eq!(made_id(&report), made_id(&report.clone()));
        assert_eq!(made_id(&report).len(), 13);
        let other = Report { outlet: Some("The Post".into()), ..report.clone() };
        let later = Report { published: None, ..report.clone() };
        assert_ne!(made_id(&report), made_id(&other));
        assert_ne!(made_id(&report), made_id(&later));
    }
}
