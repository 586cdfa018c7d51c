//! The words of `codebook/dates.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;

/// What `codebook/dates.toml` holds.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Tables {
    /// Verbs whose plain present tells a plan.
    pub(super) scheduled: BTreeSet<String>,
    /// Words under which a date lies ahead.
    pub(super) ahead: BTreeSet<String>,
    /// What follows a weekday in the name of a newspaper.
    pub(super) paper: BTreeSet<String>,
    /// What stands before a number that is no year.
    pub(super) numbered: BTreeSet<String>,
    /// First and last month of each season.
    pub(super) seasons: BTreeMap<String, (i32, i32)>,
    feast: Vec<Feast>,
    era: Vec<Era>,
}

/// A feast and how its day is found.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Feast {
    name: String,
    /// Month and day, `12-25`.
    day: Option<String>,
    /// Days from Easter Sunday.
    pub(super) easter: Option<i32>,
}

/// A span of history.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Era {
    name: String,
    pub(super) from: Date,
    pub(super) to: Date,
}

impl Feast {
    /// Month and day, where they are the same each year.
    pub(super) fn fixed(&self) -> Option<(i32, i32)> {
        let (month, day) = self.day.as_deref()?.split_once('-')?;
        Some((month.parse().ok()?, day.parse().ok()?))
    }
}

/// The table that is part of the program. A test holds that it can be read.
pub(super) static TABLES: LazyLock<Tables> =
    LazyLock::new(|| toml::from_str(include_str!("../../../../codebook/dates.toml")).unwrap_or_default());

impl Tables {
    /// The feast with which `text` (in small letters) begins, and the bytes of its name.
    pub(super) fn feast(&self, text: &str) -> Option<(&Feast, usize)> {
        self.feast.iter().find(|feast| begins(text, &feast.name)).map(|feast| (feast, feast.name.len()))
    }

    /// The era with which `text` (in small letters) begins, and the bytes of its name.
    pub(super) fn era(&self, text: &str) -> Option<(&Era, usize)> {
        self.era.iter().find(|era| begins(text, &era.name)).map(|era| (era, era.name.len()))
    }
}

/// Does `text` begin with the whole words `name`?
fn begins(text: &str, name: &str) -> bool {
    text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        let tables: Tables = toml::from_str(include_str!("../../../../codebook/dates.toml")).unwrap();
        assert!(
            tables.feast.iter().filter_map(|feast| feast.day.as_ref().map(|_| feast.fixed())).all(|day| day.is_some())
        );
        assert_eq!(tables.seasons["winter"], (12, 2));
    }

    #[test]
    fn a_name_matches_in_whole_words() {
        assert!(TABLES.feast("easter, the envoy").is_some());
        assert!(TABLES.feast("eastern europe").is_none());
        assert!(TABLES.feast("christmas eve").is_some_and(|(feast, _)| feast.fixed() == Some((12, 24))));
    }
}
