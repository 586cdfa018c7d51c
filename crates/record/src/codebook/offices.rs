//! Offices: which words name one, and with what right its holder speaks.
//!
//! ```text
//! former deputy foreign minister   →  the office "foreign minister", qualified as deputy and former:
//!                                     speaks as an observer, sector ELI
//! ```
//!
//! The longest office wins ("secretary of state" over "secretary"), and qualifiers before it are read with it.
//! Who holds the office, and of which party, is the reader's business.

use serde::Deserialize;
use toml::Spanned;

use super::phrases::{Capitals, Phrases};
use super::sector::Sector;
use crate::Authority;

/// A row of `codebook/offices.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfficeRow {
    names: Vec<String>,
    #[serde(default)]
    plurals: Vec<String>,
    authority: Authority,
    #[serde(default)]
    sectors: Vec<Sector>,
    #[serde(default)]
    of: Option<Holder>,
    #[serde(default)]
    pronoun: Option<super::Pronoun>,
}

/// A `[[qualifier]]` row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QualifierRow {
    means: Qualifier,
    words: Vec<String>,
}

/// What kind of body has such an office, where the word alone says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holder {
    /// A state or its parts: "foreign minister".
    State,
    /// An armed group or army: "commander".
    Force,
    /// A company, union or other organisation: "chief executive".
    Organisation,
}

/// A word before an office that changes what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Qualifier {
    /// Held no longer: speaks for nobody.
    Former,
    /// Not yet held.
    Designate,
    /// Held for the time being: speaks as the holder does.
    Acting,
    /// Below the holder.
    Deputy,
    /// Height within the office, which changes no right: "senior", "top".
    Senior,
}

/// An office.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Office {
    /// The main name, singular, in small letters.
    pub name: String,
    /// With what right its holder speaks for the party.
    pub authority: Authority,
    /// PLOVER's sectors of the holder.
    pub sectors: Vec<Sector>,
    /// What kind of body has it; `None` where any may ("president").
    pub of: Option<Holder>,
    /// The holder's pronoun where the word says it: "queen", "spokeswoman".
    pub pronoun: Option<super::Pronoun>,
}

/// One holder or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// "minister".
    Singular,
    /// "ministers".
    Plural,
}

/// An office found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OfficeMatch<'a> {
    /// Tokens that the office takes, its qualifiers included.
    pub len: usize,
    /// The office.
    pub office: &'a Office,
    /// One holder or several.
    pub number: Number,
    /// The qualifiers before it, in text order.
    pub qualifiers: Vec<Qualifier>,
}

impl OfficeMatch<'_> {
    /// The holder's authority, qualifiers taken into account. A former holder is an observer; the deputy of a
    /// principal speaks as a minister does; all others as their office says.
    pub fn authority(&self) -> Authority {
        let has = |qualifier| self.qualifiers.contains(&qualifier);
        match self.office.authority {
            _ if has(Qualifier::Former) => Authority::Observer,
            Authority::Principal if has(Qualifier::Deputy) => Authority::Minister,
            authority => authority,
        }
    }

    /// The holder's sectors; those of a former office holder are PLOVER's elites.
    pub fn sectors(&self) -> &[Sector] {
        let held_power = self.office.sectors.first().is_some_and(|sector| {
            matches!(sector, Sector::Gov | Sector::Leg | Sector::Jud | Sector::Mil | Sector::Spy | Sector::Cop)
        });
        if held_power && self.qualifiers.contains(&Qualifier::Former) { &[Sector::Eli] } else { &self.office.sectors }
    }
}

/// All offices, by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Offices {
    entries: Vec<Office>,
    names: Phrases<(u32, Number)>,
    qualifiers: Phrases<Qualifier>,
}

impl Offices {
    /// Adds the rows of one file. A name that an earlier file holds goes over to the later one.
    pub(super) fn add(&mut self, offices: &[Spanned<OfficeRow>], qualifiers: &[Spanned<QualifierRow>]) {
        for row in qualifiers.iter().map(Spanned::get_ref) {
            row.words.iter().for_each(|word| self.qualifiers.put(word, Capitals::Any, row.means));
        }
        for row in offices.iter().map(Spanned::get_ref) {
            self.add_office(row);
        }
    }

    fn add_office(&mut self, row: &OfficeRow) {
        let Some(name) = row.names.first() else { return };
        let index = self.entries.len() as u32;
        self.entries.push(Office {
            name: name.clone(),
            authority: row.authority,
            sectors: row.sectors.clone(),
            of: row.of,
            pronoun: row.pronoun,
        });
        for name in &row.names {
            if let Some(plural) = plural(name).filter(|_| row.plurals.is_empty()) {
                self.names.put(&plural, Capitals::Any, (index, Number::Plural));
            }
        }
        row.plurals.iter().for_each(|name| self.names.put(name, Capitals::Any, (index, Number::Plural)));
        row.names.iter().for_each(|name| self.names.put(name, Capitals::Any, (index, Number::Singular)));
    }

    /// The reading that takes the most words. Of two that take as many, the office itself: "vice president" as the
    /// table has it. "deputy" alone is a member of parliament, before "foreign minister" a qualifier.
    pub(super) fn longest_at(&self, words: &[&str], at: usize) -> Option<OfficeMatch<'_>> {
        let office = self.office_at(words, at);
        let qualified = self.qualified_at(words, at);
        match (office, qualified) {
            (Some(office), Some(qualified)) if qualified.len > office.len => Some(qualified),
            (Some(office), _) => Some(office),
            (None, qualified) => qualified,
        }
    }

    fn office_at(&self, words: &[&str], at: usize) -> Option<OfficeMatch<'_>> {
        let (len, mut found) = self.names.longest_at(words, at)?;
        let (index, number) = *found.next()?;
        Some(OfficeMatch { len, office: self.entries.get(index as usize)?, number, qualifiers: Vec::new() })
    }

    fn qualified_at(&self, words: &[&str], at: usize) -> Option<OfficeMatch<'_>> {
        let (len, qualifier) = self.qualifier_at(words, at)?;
        let hyphens = words.iter().skip(at + len).take_while(|word| matches!(**word, "-" | "–")).count();
        let mut office = self.longest_at(words, at + len + hyphens)?;
        office.len += len + hyphens;
        office.qualifiers.insert(0, qualifier);
        Some(office)
    }

    /// The longest qualifier whose first token is `words[at]`, with how many tokens it takes.
    pub(super) fn qualifier_at(&self, words: &[&str], at: usize) -> Option<(usize, Qualifier)> {
        let (len, mut found) = self.qualifiers.longest_at(words, at)?;
        Some((len, *found.next()?))
    }

    pub(super) fn entries(&self) -> &[Office] {
        &self.entries
    }
}

/// The plural of an office: of its head, the word before "of", "for", "to", "in", "at"; else of its last word.
/// `None` where it would be the singular again.
fn plural(name: &str) -> Option<String> {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let preposition = words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "to" | "in" | "at"));
    let head = preposition.unwrap_or(words.len()).checked_sub(1)?;
    let word = words.get_mut(head)?;
    *word = if let Some(stem) = word.strip_suffix("man") {
        format!("{stem}men")
    } else if let Some(stem) = word.strip_suffix("person") {
        format!("{stem}people")
    } else if word.ends_with('s') && !word.ends_with("ss") {
        return None;
    } else if word.ends_with(['x', 'z']) || word.ends_with("ch") || word.ends_with("sh") || word.ends_with("ss") {
        format!("{word}es")
    } else if let Some(stem) = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        format!("{stem}ies")
    } else {
        format!("{word}s")
    };
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn the_head_takes_the_plural() {
        for (one, many) in [
            ("minister", "ministers"),
            ("secretary of state", "secretaries of state"),
            ("spokeswoman", "spokeswomen"),
            ("spokesperson", "spokespeople"),
            ("envoy", "envoys"),
            ("head of state", "heads of state"),
            ("coach", "coaches"),
            ("adviser to the president", "advisers to the president"),
        ] {
            assert_eq!(plural(one).as_deref(), Some(many));
        }
        assert_eq!(plural("head of communications").as_deref(), Some("heads of communications"));
        assert_eq!(plural("communications"), None);
    }
}
