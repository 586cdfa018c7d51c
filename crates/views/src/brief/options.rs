//! What of the record a brief shows, and how.

use jiff::civil::Date;
use rapporteur_record::{CueKind, Term};

/// What of the record a brief shows, and how. The default shows all of it in 80 columns without colour.
#[derive(Clone, Debug, PartialEq)]
pub struct BriefOptions {
    /// Columns of the terminal; less than 40 or more than 200 are taken as these. Markdown has no width.
    pub width: usize,
    /// Whether to colour. The caller knows whether there is a terminal that wants it.
    pub colour: bool,
    /// Whether the words behind each number follow at the end, in their sentences.
    pub evidence: bool,
    /// Only what concerns these parties, each named by id, name, code or alias; whatever their case. All where empty.
    pub parties: Vec<String>,
    /// Only what concerns these terms. All where empty.
    pub terms: Vec<Term>,
    /// Only what was said, done or planned on this day or later; by the report's date where the text gives none.
    pub since: Option<Date>,
    /// Statements of which the reader is less sure than this (0 to 1) are left out, and counted.
    pub min_confidence: f32,
    /// Only statements of these kinds. All where empty.
    pub cue_kinds: Vec<CueKind>,
}

impl Default for BriefOptions {
    fn default() -> Self {
        Self {
            width: 80,
            colour: false,
            evidence: false,
            parties: Vec::new(),
            terms: Vec::new(),
            since: None,
            min_confidence: 0.0,
            cue_kinds: Vec::new(),
        }
    }
}
