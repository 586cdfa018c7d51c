//! Given names and the pronoun that usually goes with them, for telling which "she" is whom.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use super::fold::fold;
use super::persons::Pronoun;

/// A `[[given_names]]` row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GivenNamesRow {
    pronoun: Pronoun,
    names: Vec<String>,
}

/// All given names, folded.
#[derive(Clone, Debug, Default)]
pub(super) struct GivenNames {
    pronouns: HashMap<String, Pronoun>,
}

impl GivenNames {
    /// Adds the rows of one file. A name that one file gives to both is everybody's; a later file's word counts.
    pub(super) fn add(&mut self, rows: &[Spanned<GivenNamesRow>]) {
        let mut fresh: HashMap<String, Pronoun> = HashMap::new();
        for row in rows.iter().map(Spanned::get_ref) {
            for name in &row.names {
                let pronoun = fresh.entry(fold(name)).or_insert(row.pronoun);
                if *pronoun != row.pronoun {
                    *pronoun = Pronoun::They;
                }
            }
        }
        self.pronouns.extend(fresh);
    }

    pub(super) fn pronoun(&self, name: &str) -> Option<Pronoun> {
        self.pronouns.get(&fold(name)).copied().filter(|pronoun| *pronoun != Pronoun::They)
    }
}
