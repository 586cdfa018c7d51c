//! How far two codings of the same reports agree: two programs', two people's, a person's and the machine's.
//!
//! Both are given as records in JSON. Entries of one section are paired where their words overlap most (Dice's coefficient
//! of at least a half, over code points of one report). Over the pairs each field is a nominal variable with two coders, and
//! its agreement is Krippendorff's alpha (K. Krippendorff, *Content Analysis*, 4th ed., ch. 12): 1 − D<sub>o</sub> / D<sub>e</sub>,
//! with the coincidence matrix's correction for small samples. What only one of the two found counts in precision and
//! recall, section by section; per category they are those of the pairs.

use std::collections::BTreeMap;

use serde_json::Value;

/// What is compared: section, the list of words that pairs its entries, its fields.
const SECTIONS: [(&str, &str, &[&str]); 5] = [
    ("statements", "content", &["act", "firmness", "cue_kind", "mode", "authority", "speaker", "party"]),
    ("positions", "evidence", &["party", "term", "stance", "standing"]),
    ("contacts", "evidence", &["kind", "status"]),
    ("proposals", "evidence", &["terms"]),
    ("disputes", "evidence", &["kind"]),
];

/// Fields that name an actor; ids differ between records, so names are compared.
const ACTORS: [&str; 2] = ["speaker", "party"];

/// How one section agrees.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionAgreement {
    /// Its name in the record.
    pub section: &'static str,
    /// Entries of the first, of the second, and how many are paired.
    pub counts: (usize, usize, usize),
    /// Each field's agreement over the pairs.
    pub fields: Vec<FieldAgreement>,
}

/// How one field agrees.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldAgreement {
    /// Its name in the record.
    pub field: &'static str,
    /// Krippendorff's alpha; `None` where there are no pairs, or all have one value.
    pub alpha: Option<f64>,
    /// Of each category: how many pairs have it in the first, in the second, in both.
    pub categories: BTreeMap<String, (usize, usize, usize)>,
}

/// Compares two records of the same reports.
pub fn agreement(one: &Value, other: &Value) -> Vec<SectionAgreement> {
    SECTIONS.iter().map(|section| compare(one, other, *section)).collect()
}

fn compare(
    one: &Value,
    other: &Value,
    (section, words, fields): (&'static str, &str, &'static [&'static str]),
) -> SectionAgreement {
    let (first, second) = (list(one, section), list(other, section));
    let pairs = pairs(first, second, words);
    let (names, other_names) = (Names::of(one), Names::of(other));
    let field = |field: &'static str| {
        let values: Vec<(String, String)> = pairs
            .iter()
            .map(|(a, b)| {
                let (a, b) = (&first[*a][field], &second[*b][field]);
                if ACTORS.contains(&field) { names.pair(a, &other_names, b) } else { (word(a), word(b)) }
            })
            .collect();
        let mut categories: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
        for (a, b) in &values {
            categories.entry(a.clone()).or_default().0 += 1;
            categories.entry(b.clone()).or_default().1 += 1;
            categories.entry(a.clone()).or_default().2 += usize::from(a == b);
        }
        FieldAgreement { field, alpha: alpha(&values), categories }
    };
    let fields = fields.iter().map(|name| field(name)).collect();
    SectionAgreement { section, counts: (first.len(), second.len(), pairs.len()), fields }
}

fn list<'v>(record: &'v Value, section: &str) -> &'v [Value] {
    record[section].as_array().map_or(&[], Vec::as_slice)
}

fn word(value: &Value) -> String {
    match value {
        Value::String(word) => word.clone(),
        Value::Array(all) => {
            let mut words: Vec<String> = all.iter().map(word).collect();
            words.sort();
            words.join(" ")
        }
        Value::Null => "unknown".to_owned(),
        other => other.to_string(),
    }
}

/// The ranges of an entry's words.
fn ranges<'v>(entry: &'v Value, words: &str) -> Vec<(&'v str, u64, u64)> {
    let range = |piece: &'v Value| Some((piece["report"].as_str()?, piece["start"].as_u64()?, piece["end"].as_u64()?));
    list(entry, words).iter().filter_map(range).collect()
}

/// Entries that rest on the same words, each in one pair at most, the surest pairs first.
fn pairs(first: &[Value], second: &[Value], words: &str) -> Vec<(usize, usize)> {
    let mut by_report: BTreeMap<&str, Vec<(usize, u64, u64)>> = BTreeMap::new();
    for (at, entry) in second.iter().enumerate() {
        for (report, start, end) in ranges(entry, words) {
            by_report.entry(report).or_default().push((at, start, end));
        }
    }
    let mut candidates: Vec<(u64, usize, usize)> = Vec::new();
    for (at, entry) in first.iter().enumerate() {
        let mut best: BTreeMap<usize, u64> = BTreeMap::new();
        for (report, start, end) in ranges(entry, words) {
            for (other, from, to) in by_report.get(report).map(Vec::as_slice).unwrap_or_default() {
                let shared = end.min(*to).saturating_sub(start.max(*from));
                // In thousandths, so that pairs have one order.
                let dice = 2000 * shared / (end.saturating_sub(start) + to.saturating_sub(*from)).max(1);
                let known = best.entry(*other).or_default();
                *known = dice.max(*known);
            }
        }
        candidates.extend(best.into_iter().filter(|(_, dice)| *dice >= 500).map(|(other, dice)| (dice, at, other)));
    }
    candidates.sort_by_key(|(dice, at, other)| (std::cmp::Reverse(*dice), *at, *other));
    let (mut taken, mut other_taken) = (vec![false; first.len()], vec![false; second.len()]);
    let mut pairs = Vec::new();
    for (_, at, other) in candidates {
        if !taken[at] && !other_taken[other] {
            (taken[at], other_taken[other]) = (true, true);
            pairs.push((at, other));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// What the actors of a record are called.
struct Names<'v>(BTreeMap<&'v str, Vec<String>>);

impl<'v> Names<'v> {
    fn of(record: &'v Value) -> Self {
        let names = |actor: &'v Value| {
            let aliases = list(actor, "aliases").iter().filter_map(Value::as_str);
            let all = actor["name"].as_str().into_iter().chain(aliases).map(str::to_lowercase);
            Some((actor["id"].as_str()?, all.collect()))
        };
        Self(list(record, "actors").iter().filter_map(names).collect())
    }

    /// The names of two actors; the same one where they have a name in common.
    fn pair(&self, one: &Value, others: &Names<'_>, other: &Value) -> (String, String) {
        let of =
            |names: &Names<'_>, id: &Value| id.as_str().and_then(|id| names.0.get(id).cloned()).unwrap_or_default();
        let (a, b) = (of(self, one), of(others, other));
        let name = |names: &[String], id: &Value| names.first().cloned().unwrap_or_else(|| word(id));
        if a.iter().any(|name| b.contains(name)) || (one == other && one.is_string()) {
            let same = name(&a, one);
            return (same.clone(), same);
        }
        let (one, other) = (name(&a, one), name(&b, other));
        if one == other && one != "unknown" { (one, format!("{other} (another)")) } else { (one, other) }
    }
}

/// Krippendorff's alpha of two coders over nominal values without gaps.
pub fn alpha(values: &[(String, String)]) -> Option<f64> {
    let total = 2.0 * values.len() as f64;
    let disagreeing = values.iter().filter(|(one, other)| one != other).count() as f64;
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for value in values.iter().flat_map(|(one, other)| [one, other]) {
        *counts.entry(value).or_default() += 1.0;
    }
    let alike: f64 = counts.values().map(|count| count * (count - 1.0)).sum();
    let expected = total * (total - 1.0) - alike;
    // Both sides times n (n − 1): D_o = 2d / n, D_e = (n (n − 1) − Σ n_c (n_c − 1)) / (n (n − 1)).
    (expected > 0.0).then(|| 1.0 - (total - 1.0) * 2.0 * disagreeing / expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn coded(one: &str, other: &str) -> Vec<(String, String)> {
        one.chars().zip(other.chars()).map(|(a, b)| (a.to_string(), b.to_string())).collect()
    }

    #[test]
    fn alpha_is_that_of_the_textbook() {
        // Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), examples A and B.
        assert!((alpha(&coded("0100000010", "1110010000")).unwrap() - 0.095).abs() < 0.001);
        assert!((alpha(&coded("aabbddccceddaa", "babbbcccceddda"))).unwrap() > 0.5);
        assert_eq!(alpha(&coded("aab", "aab")), Some(1.0));
        assert_eq!(alpha(&coded("aaa", "aaa")), None);
        assert_eq!(alpha(&[]), None);
    }

    #[test]
    fn entries_are_paired_by_their_words_and_actors_by_their_names() {
        let record = |id: &str, start: u64, act: &str| {
            json!({
                "actors": [{"id": id, "name": "Ana Ortiz", "aliases": ["Ortiz"]}],
                "statements": [{"act": act, "speaker": id, "content": [{"report": "r1", "start": start, "end": 40}]}],
            })
        };
        let compared = agreement(&record("a", 10, "accept"), &record("b", 12, "reject"));
        assert_eq!(compared[0].counts, (1, 1, 1));
        let speaker = compared[0].fields.iter().find(|field| field.field == "speaker").unwrap();
        assert_eq!(speaker.categories["ana ortiz"], (1, 1, 1));
        assert_eq!(agreement(&record("a", 0, "accept"), &record("b", 39, "accept"))[0].counts, (1, 1, 0));
    }
}
