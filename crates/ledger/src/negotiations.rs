//! Several negotiations in one ledger: which reports belong together.
//!
//! Two reports tell of one negotiation when the same two parties are chief in both (among the four that most entries of the
//! report name), they speak of a term in common, and no more than four months lie between one and the next. What has no two
//! parties, or shares them with nobody, stays by itself: nothing is forced in.
//!
//! This goes by the reports' [profiles](crate::profile), which no other report changes, so the same reports are grouped
//! alike in whatever order they came.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rapporteur_record::Term;
use serde::{Deserialize, Serialize};

use crate::error::LedgerError;
use crate::open::Ledger;
use crate::profile::Profile;

/// How many parties of a report are its chief ones.
const CHIEF: usize = 4;

/// How many of its terms count.
const TERMS: usize = 3;

/// Days without a report after which the same parties on the same terms are at another negotiation.
const PAUSE: i32 = 120;

/// The page that the groups are kept on.
const PAGE: &str = "negotiations 2";

/// Reports that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Negotiation {
    /// Its chief parties and term: "Norland, Southmark: ceasefire".
    pub name: String,
    /// Its reports, by their numbers in the ledger.
    pub rows: Vec<i64>,
    /// Days of the first and the last report.
    pub days: Option<(Date, Date)>,
    /// Names of its parties, the chief ones first.
    pub parties: Vec<String>,
    /// What it is about, most spoken of first.
    pub terms: Vec<Term>,
}

/// What a ledger's reports tell of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Negotiations {
    /// Those of most reports first.
    pub found: Vec<Negotiation>,
    /// Reports that belong to none, with their days.
    pub alone: Vec<(i64, Option<Date>)>,
}

impl Negotiations {
    /// The negotiation of this number, counted from 1, or with this in its name.
    pub fn called(&self, wanted: &str) -> Option<&Negotiation> {
        let lower = wanted.to_lowercase();
        let by_number = wanted.parse::<usize>().ok().and_then(|number| self.found.get(number.checked_sub(1)?));
        by_number.or_else(|| self.found.iter().find(|one| one.name.to_lowercase().contains(&lower)))
    }

    /// The reports of all negotiations of which something was told on that day or later, and those by themselves that
    /// were: nothing else can have changed since.
    pub fn active_since(&self, day: Date) -> Vec<i64> {
        let active = self.found.iter().filter(|one| one.days.is_none_or(|(_, last)| last >= day));
        let alone = self.alone.iter().filter(|(_, told)| told.is_none_or(|told| told >= day));
        active.flat_map(|one| &one.rows).copied().chain(alone.map(|(row, _)| *row)).collect()
    }
}

impl Ledger {
    /// Which reports belong together. Made on first use after something changed, and kept.
    pub fn negotiations(&self) -> Result<Negotiations, LedgerError> {
        if let Some(kept) = self.page(PAGE)?.and_then(|page| serde_json::from_slice(&page).ok()) {
            return Ok(kept);
        }
        let (state, mut profiles) = (self.state()?, self.profiles()?);
        profiles.sort_by(|(one, first), (other, second)| {
            (first.day.is_none(), first.day, one).cmp(&(second.day.is_none(), second.day, other))
        });
        let made = grouped(&profiles);
        self.keep_page(PAGE, &serde_json::to_vec(&made).unwrap_or_default(), &state);
        Ok(made)
    }
}

/// Groups reports that stand by day, the undated ones last.
fn grouped(profiles: &[(i64, Profile)]) -> Negotiations {
    let mut groups = Groups::new(profiles.len());
    let mut last: HashMap<(&str, &str, Term), usize> = HashMap::new();
    for (at, (_, profile)) in profiles.iter().enumerate() {
        let mut chief: Vec<&str> = profile.parties.iter().take(CHIEF).map(|(key, ..)| key.as_str()).collect();
        chief.sort_unstable();
        for (number, one) in chief.iter().enumerate() {
            for other in &chief[number + 1..] {
                for (term, _) in profile.terms.iter().take(TERMS) {
                    let before = last.insert((*one, *other, *term), at);
                    if let Some(before) = before.filter(|before| near(&profiles[*before].1, profile)) {
                        groups.join(before, at);
                    }
                }
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..profiles.len() {
        members.entry(groups.of(at)).or_default().push(at);
    }
    let (together, alone): (Vec<_>, Vec<_>) = members.into_values().partition(|reports| reports.len() > 1);
    let mut found: Vec<Negotiation> = together.iter().map(|reports| describe(profiles, reports)).collect();
    // Equal ones by what they are, never by the order in which their reports came.
    found.sort_by(|one, other| {
        let key =
            |one: &Negotiation| (std::cmp::Reverse(one.rows.len()), one.days, one.name.clone(), one.parties.clone());
        key(one).cmp(&key(other))
    });
    let alone = alone.into_iter().flatten().map(|at| (profiles[at].0, profiles[at].1.day)).collect();
    Negotiations { found, alone }
}

fn near(before: &Profile, after: &Profile) -> bool {
    match (before.day, after.day) {
        (Some(before), Some(after)) => before.until(after).is_ok_and(|span| span.get_days().abs() <= PAUSE),
        _ => true,
    }
}

fn describe(profiles: &[(i64, Profile)], reports: &[usize]) -> Negotiation {
    let (mut parties, mut terms) = (BTreeMap::<&str, (u32, &str)>::new(), BTreeMap::<Term, u32>::new());
    for (_, profile) in reports.iter().map(|at| &profiles[*at]) {
        for (key, name, count) in &profile.parties {
            let known = parties.entry(key).or_insert((0, name));
            *known = (known.0 + count, known.1.min(name));
        }
        profile.terms.iter().for_each(|(term, count)| *terms.entry(*term).or_default() += count);
    }
    let mut parties: Vec<(std::cmp::Reverse<u32>, &str)> =
        parties.into_values().map(|(count, name)| (std::cmp::Reverse(count), name)).collect();
    parties.sort_unstable();
    let parties: Vec<String> = parties.into_iter().take(8).map(|(_, name)| name.to_owned()).collect();
    let mut terms: Vec<(std::cmp::Reverse<u32>, Term)> =
        terms.into_iter().map(|(term, count)| (std::cmp::Reverse(count), term)).collect();
    terms.sort_unstable();
    let terms: Vec<Term> = terms.into_iter().take(4).map(|(_, term)| term).collect();
    let chief = parties.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(", ");
    let about = terms.first().map(|term| format!(": {}", term.as_str().replace('_', " "))).unwrap_or_default();
    let days = reports.iter().filter_map(|at| profiles[*at].1.day);
    let days = days.clone().min().zip(days.max());
    let rows = reports.iter().map(|at| profiles[*at].0).collect();
    Negotiation { name: chief + &about, rows, days, parties, terms }
}

/// Sets that grow together, each known by its smallest member.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn of(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(day: &str, parties: &[&str], term: Term) -> Profile {
        let parties = parties.iter().map(|name| (name.to_lowercase(), (*name).to_owned(), 1)).collect();
        Profile { day: day.parse().ok(), parties, terms: vec![(term, 1)] }
    }

    fn rows(found: &Negotiations) -> Vec<Vec<i64>> {
        found.found.iter().map(|one| one.rows.clone()).collect()
    }

    #[test]
    fn two_parties_and_a_term_in_common_within_four_months() {
        let all = [
            (1, profile("2024-01-01", &["Norland", "Southmark"], Term::Ceasefire)),
            (2, profile("2024-02-01", &["Southmark", "Oslo Group", "Norland"], Term::Ceasefire)),
            // Another matter; another pair; a pause; one party alone.
            (3, profile("2024-02-02", &["Norland", "Southmark"], Term::Water)),
            (4, profile("2024-02-03", &["Norland", "Eastmoor"], Term::Ceasefire)),
            (5, profile("2024-09-01", &["Norland", "Southmark"], Term::Ceasefire)),
            (6, profile("2024-09-02", &["Norland"], Term::Ceasefire)),
            (7, profile("2024-10-02", &["Norland", "Southmark"], Term::Ceasefire)),
        ];
        let found = grouped(&all);
        assert_eq!(rows(&found), [[1, 2], [5, 7]]);
        assert_eq!(found.found[0].name, "Norland, Southmark: ceasefire");
        assert_eq!(found.alone.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [3, 4, 6]);
        assert_eq!(found.called("2").map(|one| one.rows.len()), Some(2));
        assert_eq!(found.called("southmark").map(|one| &one.rows), Some(&vec![1, 2]));
        assert_eq!(found.called("nobody"), None);
        assert_eq!(found.active_since("2024-09-02".parse().unwrap()), [5, 7, 6]);
    }
}
