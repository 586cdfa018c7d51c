//! Reprints: which report repeats another one.
//!
//! A reprint is no independent telling: ten papers with one wire story are one witness. Two reports of at least 40 words
//! are taken for one telling when at least four fifths of the shorter one's shingles (runs of five words, without case
//! and punctuation) stand in the other as well: Broder's *containment*, which unlike resemblance also finds a story that
//! was cut (A. Broder, "On the resemblance and containment of documents", 1997).
//!
//! To stay near linear, only candidates are compared: every report is looked up in an index of the shingles whose hash is
//! a multiple of four (Broder's sample "0 mod m"). The index holds only reports that repeat no earlier one, so thousands
//! of reprints of one story are each compared with it alone; and a shingle shared by very many independent reports (a
//! copyright line) points to none of them.
//!
//! No text is held meanwhile, and of the shingles only those that stand in more than one report are in the index: so ten
//! thousand reports take some megabytes, and each is asked for twice.
//!
//! What repeats a reprint but less than four fifths of the original counts as told independently.

use std::collections::HashMap;
use std::convert::Infallible;

use jiff::civil::Date;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::report::Report;

/// One report repeats another; both are indices into the slice that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reprint {
    /// The one that repeats.
    pub report: usize,
    /// The one repeated: of those it repeats the earliest published, then the one with the smallest id.
    pub of: usize,
}

const FEWEST_WORDS: usize = 40;
const SHINGLE: usize = 5;
/// One in so many shingles is in the index.
const SAMPLE: u64 = 4;
/// A shingle in more independent reports than this is boilerplate.
const BOILERPLATE: usize = 200;

/// The reprints among `reports`, by the index of the one that repeats. Reports without a day come after those with one.
pub fn reprints(reports: &[Report]) -> Vec<Reprint> {
    let text = |at: usize| Ok::<_, Infallible>(reports.get(at).map_or("", |report| report.text.as_str()));
    match reprints_among(reports, text) {
        Ok(found) => found,
        Err(never) => match never {},
    }
}

/// The same of reports whose texts are not at hand: each is asked for when it is needed, some more than once. An error
/// only where a text can't be had. Ids and days are those of `reports`, and no id comes twice.
pub fn reprints_among<T: AsRef<str>, E>(
    reports: &[Report],
    mut text: impl FnMut(usize) -> Result<T, E>,
) -> Result<Vec<Reprint>, E> {
    among(reports, |at| Ok(shingles(text(at)?.as_ref())))
}

/// The same of reports whose shingles are at hand; `shingles[at]` are those of `reports[at]`.
pub fn reprints_by_shingles(reports: &[Report], shingles: &[&Shingles]) -> Vec<Reprint> {
    let of = |at: usize| Ok::<_, Infallible>(shingles.get(at).map(|one| one.0.as_slice()).unwrap_or_default());
    match among(reports, of) {
        Ok(found) => found,
        Err(never) => match never {},
    }
}

/// What of a text is held beside others: made once where reprints are asked for several times.
#[derive(Clone, Debug)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        Self(shingles(text))
    }
}

fn among<S: AsRef<[u64]>, E>(
    reports: &[Report],
    mut shingles: impl FnMut(usize) -> Result<S, E>,
) -> Result<Vec<Reprint>, E> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|one, other| rank(&reports[*one]).cmp(&rank(&reports[*other])));
    let mut originals = Originals::of(reports.len());
    for at in &order {
        originals.seen.add(shingles(*at)?.as_ref());
    }
    let mut found = Vec::new();
    for report in order {
        let own = shingles(report)?;
        if own.as_ref().is_empty() {
            continue;
        }
        match originals.repeated_by(own.as_ref(), &mut shingles)? {
            Some(of) => found.push(Reprint { report, of }),
            None => originals.add(report, own.as_ref()),
        }
    }
    found.sort();
    Ok(found)
}

fn rank(report: &Report) -> (bool, Option<Date>, &str, &str) {
    (report.published.is_none(), report.published, &report.id, &report.text)
}

/// Reports that repeat no earlier one, in the order of [`rank`].
struct Originals {
    /// Index of the report, and how many of its shingles are in the sample.
    all: Vec<(usize, usize)>,
    seen: Seen,
    /// Places in `all` by those sampled shingles that are in more than one report: one that stands in a single report
    /// points to nobody, and most do.
    /// Boilerplate has none, and needs none.
    by_shingle: HashMap<u64, Option<Vec<u32>>>,
    /// How many sampled shingles each of `all` shares with the report at hand; zero between two look-ups, so that one
    /// list serves them all.
    shared: Vec<u32>,
}

impl Originals {
    fn of(reports: usize) -> Self {
        let (all, by_shingle, shared) = (Vec::new(), HashMap::new(), Vec::new());
        Self { all, seen: Seen::of(reports), by_shingle, shared }
    }

    fn add(&mut self, report: usize, shingles: &[u64]) {
        for shingle in sample(shingles).filter(|shingle| self.seen.twice(*shingle)) {
            let places = self.by_shingle.entry(shingle).or_insert_with(|| Some(Vec::new()));
            match places {
                Some(places) if places.len() < BOILERPLATE => places.push(self.all.len() as u32),
                more => *more = None,
            }
        }
        self.all.push((report, sample(shingles).count()));
        self.shared.push(0);
    }

    fn repeated_by<S: AsRef<[u64]>, E>(
        &mut self,
        shingles: &[u64],
        others: &mut impl FnMut(usize) -> Result<S, E>,
    ) -> Result<Option<usize>, E> {
        let mut touched: Vec<u32> = Vec::new();
        for shingle in sample(shingles) {
            for place in self.by_shingle.get(&shingle).into_iter().flatten().flatten().copied() {
                let Some(count) = self.shared.get_mut(place as usize) else { continue };
                if *count == 0 {
                    touched.push(place);
                }
                *count += 1;
            }
        }
        touched.sort_unstable();
        let sampled = sample(shingles).count();
        // Two fifths of the sample leave room for chance where four fifths of the whole are asked.
        let likely = touched.iter().filter_map(|place| {
            let (report, other) = self.all.get(*place as usize)?;
            let count = *self.shared.get(*place as usize)? as usize;
            (count * 5 >= sampled.min(*other) * 2).then_some(*report)
        });
        let mut found = None;
        for report in likely {
            if is_one_telling(shingles, others(report)?.as_ref()) {
                found = Some(report);
                break;
            }
        }
        for place in touched {
            if let Some(count) = self.shared.get_mut(place as usize) {
                *count = 0;
            }
        }
        Ok(found)
    }
}

/// Which sampled shingles were seen, and which more than once: a bit for each, by hash. Now and then one that was not is
/// taken for one that was, which costs a little memory and changes nothing.
struct Seen {
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl Seen {
    /// With some ten bits for each sampled shingle of reports of usual length.
    fn of(reports: usize) -> Self {
        let words = (reports * 16).next_power_of_two().max(1 << 10);
        Self { once: vec![0; words], twice: vec![0; words] }
    }

    fn add(&mut self, shingles: &[u64]) {
        for shingle in sample(shingles) {
            let (word, bit) = self.place(shingle);
            self.twice[word] |= self.once[word] & bit;
            self.once[word] |= bit;
        }
    }

    fn twice(&self, shingle: u64) -> bool {
        let (word, bit) = self.place(shingle);
        self.twice[word] & bit != 0
    }

    fn place(&self, shingle: u64) -> (usize, u64) {
        // The lowest bits are the same in all that are sampled.
        let at = (shingle >> 2) as usize & (self.once.len() * 64 - 1);
        (at / 64, 1 << (at % 64))
    }
}

fn sample(shingles: &[u64]) -> impl Iterator<Item = u64> + '_ {
    shingles.iter().copied().filter(|shingle| shingle % SAMPLE == 0)
}

fn is_one_telling(one: &[u64], other: &[u64]) -> bool {
    shared(one, other) * 5 >= one.len().min(other.len()) * 4
}

/// How many numbers two ordered lists share.
fn shared(mut one: &[u64], mut other: &[u64]) -> usize {
    let mut count = 0;
    while let ([first, one_rest @ ..], [second, other_rest @ ..]) = (one, other) {
        if first <= second {
            one = one_rest;
        }
        if second <= first {
            other = other_rest;
        }
        count += usize::from(first == second);
    }
    count
}

/// The hashes of the text's shingles, ordered, each once; none for a text that is too short.
fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text
        .split(|one: char| !one.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| xxh3_64(word.to_lowercase().as_bytes()))
        .collect();
    if words.len() < FEWEST_WORDS {
        return Vec::new();
    }
    let hash = |run: &[u64]| run.iter().fold(0, |seed, word| xxh3_64_with_seed(&word.to_le_bytes(), seed));
    let mut all: Vec<u64> = words.windows(SHINGLE).map(hash).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `count` words that depend on `seed`.
    fn text(seed: usize, count: usize) -> String {
        (0..count).map(|at| format!("w{}x{} ", seed, at * at % 9973)).collect()
    }

    fn report(id: &str, published: &str, text: String) -> Report {
        Report { id: id.into(), published: published.parse().ok(), text, ..Report::default() }
    }

    fn check(reports: &[Report], expect: &[(&str, &str)]) {
        let name = |at: usize| reports[at].id.as_str();
        let found: Vec<_> = reprints(reports).into_iter().map(|one| (name(one.report), name(one.of))).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn the_earliest_then_the_smallest_id_is_the_original() {
        let same = || text(1, 100);
        let reports = [
            report("undated", "", same()),
            report("late", "2024-05-03", same()),
            report("b", "2024-05-02", same()),
            report("a", "2024-05-02", same()),
        ];
        check(&reports, &[("undated", "a"), ("late", "a"), ("b", "a")]);
    }

    #[test]
    fn cut_edited_and_framed_texts_are_reprints() {
        let whole = report("a", "2024-05-01", text(1, 200));
        for (what, other) in [
            ("cut", text(1, 60)),
            ("framed", text(2, 30) + &text(1, 200) + &text(3, 30)),
            ("in capitals", text(1, 200).to_uppercase()),
            ("in other white space", text(1, 200).replace(' ', "\r\n\r\n")),
            ("with a word changed", text(1, 200).replacen("w1x100 ", "other ", 1)),
        ] {
            check(&[whole.clone(), report(what, "2024-05-02", other.clone())], &[(what, "a")]);
            check(&[report(what, "2024-04-30", other), whole.clone()], &[("a", what)]);
        }
    }

    #[test]
    fn short_texts_and_common_quotations_are_none() {
        check(&[report("a", "", text(1, 39)), report("b", "", text(1, 39))], &[]);
        check(&[report("a", "", String::new()), report("b", "", String::new())], &[]);
        let quoting = |seed| text(seed, 60) + &text(1, 40);
        check(&[report("a", "", quoting(2)), report("b", "", quoting(3))], &[]);
    }

    #[test]
    fn thousands_of_reports_with_one_frame_and_of_one_text() {
        let frame = text(0, 30);
        let reports: Vec<Report> =
            (0..3_000).map(|at| report(&format!("r{at}"), "", format!("{}{frame}", text(at / 2 + 1, 70)))).collect();
        assert_eq!(reprints(&reports).len(), 1_500);
        let copies: Vec<Report> = (0..3_000).map(|at| report(&format!("r{at}"), "", text(1, 300))).collect();
        assert_eq!(reprints(&copies).len(), 2_999);
    }
}
