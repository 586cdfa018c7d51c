//! How firmly something is said.

use rapporteur_record::codebook::Cue;
use rapporteur_record::{Act, Firmness};

use super::clauses::{Content, Modal};
use super::tables::TABLES;
use crate::attribution::Attribution;

/// The firmness of a content. A possibility makes the whole speculative, a reservation hedged; what leaves no room is
/// categorical.
pub(super) fn firmness(content: &Content<'_>, attribution: &Attribution, cue: Option<&Cue>, act: Act) -> Firmness {
    let words = &TABLES.firmness;
    if attribution.negated || words.speculative.found_in(content) {
        return Firmness::Speculative;
    }
    let first = content.clauses.first();
    if first.is_some_and(|clause| clause.modal == Some(Modal::May)) {
        return Firmness::Speculative;
    }
    let open = first.is_some_and(|clause| clause.modal == Some(Modal::Can) && !clause.negated);
    let on_terms = act == Act::Accept && content.clauses.iter().any(|clause| clause.conditional);
    if open || on_terms || words.hedged.found_in(content) {
        return Firmness::Hedged;
    }
    if let Some(told) = cue.and_then(|cue| cue.firmness) {
        return told;
    }
    if words.categorical.found_in(content) {
        return Firmness::Categorical;
    }
    Firmness::Plain
}
