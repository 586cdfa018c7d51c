//! The numbered sources.
//!
//! A number stands for what one report says in support of an entry: `[3]` is one telling, `[3–5]` are three. Numbers
//! are given in the order in which the brief needs them; the same words have the same number wherever they serve. A
//! reprint's words are left out where those that it repeats are there: they would look like one more telling.

use std::collections::HashMap;

use rapporteur_record::{Evidence, ReportId, Reprint, Span};
use rapporteur_spill::{Index, Packed, Spill, key_of};
use serde::{Deserialize, Serialize};

use crate::page::{Rich, Tone};

/// The words of one report.
#[derive(Hash, Serialize, Deserialize)]
pub(crate) struct Source {
    pub(crate) report: ReportId,
    /// In order, none twice.
    pub(crate) spans: Vec<Span>,
}

/// The numbers given so far.
pub(crate) struct Sources {
    /// The place of each among those that are listed, by a hash.
    places: Index,
    /// All of them; the first has the number 1.
    pub(crate) listed: Packed<Source>,
    originals: HashMap<ReportId, ReportId>,
}

impl Sources {
    pub(crate) fn new(spill: &Spill, reprints: &[Reprint]) -> Self {
        let originals = reprints.iter().map(|pair| (pair.report, pair.of)).collect();
        Self { places: Index::new(spill), listed: Packed::new(spill), originals }
    }

    /// The report itself or the one that it repeats.
    pub(crate) fn original(&self, report: ReportId) -> ReportId {
        self.originals.get(&report).copied().unwrap_or(report)
    }

    /// Numbers what an entry rests on: "[3–5]".
    pub(crate) fn cite<'e>(&mut self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Rich {
        let mut evidence: Vec<Evidence> = evidence.into_iter().copied().collect();
        evidence.sort_unstable();
        evidence.dedup();
        let tellings: Vec<&[Evidence]> = evidence.chunk_by(|one, other| one.report == other.report).collect();
        let told_by = |report: ReportId| tellings.binary_search_by_key(&report, |telling| telling[0].report).is_ok();
        let independent: Vec<Source> = tellings
            .iter()
            .filter(|telling| !self.originals.get(&telling[0].report).is_some_and(|original| told_by(*original)))
            .map(|telling| Source { report: telling[0].report, spans: telling.iter().map(|one| one.span).collect() })
            .collect();
        let mut numbers: Vec<usize> = independent.iter().map(|source| self.number(source)).collect();
        numbers.sort_unstable();
        bracketed(&numbers)
    }

    fn number(&mut self, source: &Source) -> usize {
        let key = key_of(source);
        let place = self.places.get(key).unwrap_or_else(|| {
            let new = self.listed.len() as u32;
            self.places.insert(key, new);
            self.listed.push(source);
            new
        });
        place as usize + 1
    }
}

/// Three and more in a row are told by the first and the last.
fn bracketed(numbers: &[usize]) -> Rich {
    let cite = |number: &usize| Rich::of(Tone::Cite(*number), number.to_string());
    let mut told = Vec::new();
    for run in numbers.chunk_by(|one, next| one + 1 == *next) {
        match run {
            [first, _, .., last] => told.push(Rich::join([cite(first), cite(last)], "–")),
            few => told.extend(few.iter().map(cite)),
        }
    }
    if told.is_empty() {
        return Rich::default();
    }
    let mut brackets = Rich::faint("[");
    brackets.add(Rich::join(told, ","));
    brackets.and(Tone::Faint, "]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(report: u32, start: u32) -> Evidence {
        Evidence { report: ReportId(report), span: Span { start, end: start + 5 } }
    }

    fn text(rich: &Rich) -> String {
        rich.pieces.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn a_number_is_a_report_s_telling_and_the_same_words_keep_it() {
        let mut sources = Sources::new(&Spill::in_memory(), &[]);
        assert_eq!(text(&sources.cite(&[words(0, 4), words(0, 20), words(2, 1)])), "[1,2]");
        assert_eq!(text(&sources.cite(&[words(2, 1)])), "[2]");
        assert_eq!(text(&sources.cite(&[words(0, 20), words(1, 1), words(2, 2)])), "[3–5]");
        assert_eq!(sources.listed.len(), 5);
    }

    #[test]
    fn a_reprint_is_no_second_telling() {
        let reprints = [Reprint { report: ReportId(1), of: ReportId(0) }];
        let mut sources = Sources::new(&Spill::in_memory(), &reprints);
        assert_eq!(text(&sources.cite(&[words(0, 4), words(1, 4)])), "[1]");
        assert_eq!(text(&sources.cite(&[words(1, 9)])), "[2]");
    }
}
