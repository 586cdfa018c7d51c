//! How firmly something is said.

use rapporteur_record::codebook::Cue;
use rapporteur_record::{Act, Firmness, Mode};

use super::clauses::{Content, Modal, Who};
use super::tables::TABLES;
use crate::attribution::Attribution;

/// The firmness of a content. A flat no leaves no room; a possibility makes the rest speculative, a reservation hedged.
pub(super) fn firmness(content: &Content<'_>, attribution: &Attribution, cue: Option<&Cue>, act: Act) -> Firmness {
    let words = &TABLES.firmness;
    if attribution.negated || words.speculative.found_in(content) {
        return Firmness::Speculative;
    }
    if is_flat_no(content, attribution, act) {
        return Firmness::Categorical;
    }
    let first = content.clauses.first();
    if first.is_some_and(|clause| clause.modal == Some(Modal::May)) {
        return Firmness::Speculative;
    }
    let open = first.is_some_and(|clause| clause.modal == Some(Modal::Can) && !clause.negated);
    let on_terms = act == Act::Accept
        && (words.reserved.found_in(content) || content.clauses.iter().any(|clause| clause.conditional));
    if open || on_terms || words.hedged.found_in(content) {
        return Firmness::Hedged;
    }
    if let Some(told) = cue.and_then(|cue| cue.firmness) {
        return told;
    }
    if words.categorical.found_in(content) { Firmness::Categorical } else { Firmness::Plain }
}

/// "We took orders from nobody", “We don't buy silence”: a refusal or denial by a word that denies all, or by the
/// speaker's own "not".
fn is_flat_no(content: &Content<'_>, attribution: &Attribution, act: Act) -> bool {
    let refuses = matches!(act, Act::Reject | Act::Deny | Act::Threaten);
    let own_no = || content.clauses.iter().any(|clause| clause.negated && clause.who == Who::Own);
    let quoted = attribution.mode == Mode::Direct;
    ((refuses || act == Act::Demand) && TABLES.firmness.none.found_in(content)) || (refuses && quoted && own_no())
}
