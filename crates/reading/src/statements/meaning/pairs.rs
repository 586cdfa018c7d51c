//! A statement and a term: what tells that it speaks of the term, and where it stands on it.

use std::collections::BTreeSet;

use serde::Serialize;

use rapporteur_record::{Act, Firmness, Term};

/// One term beside one statement.
#[derive(Clone, Debug, Serialize)]
pub(in super::super) struct Pair {
    pub(in super::super) term: Term,
    /// What speaks for the statement's being about the term.
    pub(in super::super) hints: BTreeSet<String>,
    /// What speaks for a stance, if it is.
    pub(in super::super) leanings: BTreeSet<String>,
}

/// How the words that name a term stand in a content.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Named {
    /// In a condition.
    pub(in super::super) conditional: bool,
    /// Outside one, in a content that has one: "no truce" of "no truce unless they go".
    pub(in super::super) conditioned: bool,
    /// Who wants what is said wants the term.
    pub(in super::super) wanted: bool,
}

impl Pair {
    /// With the hints that a report's topics give; each counts for all terms and for this one.
    pub(in super::super) fn of(term: Term, hints: &[&str], act: Act, firmness: Firmness, named: Option<Named>) -> Self {
        let word = term.as_str();
        let hints = hints.iter().flat_map(|hint| [(*hint).to_owned(), format!("{word} {hint}")]);
        let direction = named.map_or("unnamed", |named| if named.wanted { "for" } else { "against" });
        let conditional = named.is_some_and(|named| named.conditional);
        let scope = match named {
            Some(Named { conditional: true, .. }) => "condition",
            Some(Named { conditioned: true, .. }) => "conditioned",
            Some(_) => "plain",
            None => "unnamed",
        };
        let leanings = [
            format!("scope:{scope}"),
            format!("scope-act:{scope} {act}"),
            format!("scope-way:{scope} {direction}"),
            format!("term:{word}"),
            format!("term-act:{word} {act}"),
            format!("term-way:{word} {direction}"),
            format!("way:{direction}"),
            format!("act-way:{act} {direction}"),
            format!("act-way-if:{act} {direction} {conditional}"),
            format!("act-firmness-way:{act} {firmness} {direction}"),
            format!("if:{conditional}"),
        ];
        Self { term, hints: hints.collect(), leanings: leanings.into_iter().collect() }
    }
}
