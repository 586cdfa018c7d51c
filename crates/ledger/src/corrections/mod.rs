//! Corrections by people: who, when, why, and what; they stand over every later reading.
//!
//! A correction is bound to words, not to an id: it names the report, the place in its text and the section, and goes to the
//! entry that rests on those words, however it came about. So it survives another program, another codebook, and earlier
//! tellings that come in later and give the entry another id.
//!
//! Corrections are applied to the merged record in the order in which they were made. One that finds no entry any more is
//! told, and kept.

mod anchor;
mod apply;
mod fields;
mod store;

use serde::{Deserialize, Serialize};

pub(crate) use self::anchor::Reports;
pub use self::anchor::{Anchor, Section};
pub use self::apply::apply;
pub(crate) use self::apply::apply_among;
pub use self::store::{By, CorrectionError, Wanted};

/// What is done to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// A field gets another value.
    Set {
        /// Its name, as in the JSON.
        field: String,
        /// The value, as in the JSON; actors by id, name or code; "null" where it is not known.
        value: String,
    },
    /// It is not so, and leaves the record.
    Reject,
    /// A person has looked at it and found it right.
    Confirm,
    /// The other entry is the same; its words go to this one.
    Merge {
        /// The other.
        other: Anchor,
    },
    /// What one report tells is another thing, and becomes an entry of its own.
    Split {
        /// The report's id as given, and words of it on which the entry rests.
        off: Anchor,
    },
}

/// A correction, as it is kept, listed, exported and imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number in this ledger.
    #[serde(skip)]
    pub number: i64,
    /// Who made it.
    pub who: String,
    /// When, in ISO 8601.
    pub made: String,
    /// Why.
    pub why: Option<String>,
    /// Which entry.
    pub at: Anchor,
    /// What is done to it.
    pub deed: Deed,
    /// When it was undone.
    pub undone: Option<String>,
}

impl std::fmt::Display for Deed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Set { field, value } => write!(out, "{field}={value}"),
            Self::Reject => out.write_str("rejected"),
            Self::Confirm => out.write_str("confirmed"),
            Self::Merge { other } => write!(out, "merged with {other}"),
            Self::Split { off } => write!(out, "split off {off}"),
        }
    }
}
