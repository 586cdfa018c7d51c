//! A possible attribution, before anything is decided.
//!
//! The rules that find candidates know nothing of each other; [`super::nesting`] puts them in order, and what a scorer
//! of candidates needs (frame, cue, source, content) is all here.

use std::ops::Range;

use rapporteur_record::{CueKind, Span};

use super::source::Phrase;

/// How a candidate was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Found {
    /// A verb with a clause.
    Clause,
    /// A verb in the midst or at the end of what it reports.
    Around,
    /// A verb with an infinitive.
    Infinitive,
    /// A verb with an object.
    Object,
    /// A verb with a preposition.
    Preposition,
    /// A passive with an infinitive.
    Raised,
    /// A verb beside a quotation.
    Quotation,
    /// "according to" and its like.
    AccordingTo,
    /// A noun.
    Noun,
    /// A colon.
    Colon,
}

#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) found: Found,
    pub(super) source: Option<Phrase>,
    /// Cue tokens in order.
    pub(super) cue: Vec<Range<usize>>,
    pub(super) cue_token: Option<usize>,
    pub(super) content: Vec<Span>,
    pub(super) kind: CueKind,
    pub(super) passive: bool,
    pub(super) negated: bool,
    pub(super) audience: Option<Phrase>,
}

impl Candidate {
    /// Does a content hold that byte?
    pub(super) fn holds(&self, byte: u32) -> bool {
        self.content.iter().any(|span| span.start <= byte && byte < span.end)
    }

    /// First byte of the contents.
    pub(super) fn start(&self) -> u32 {
        self.content.first().map_or(u32::MAX, |span| span.start)
    }

    /// How many bytes the contents hold.
    pub(super) fn size(&self) -> u32 {
        self.content.iter().map(|span| span.end - span.start).sum()
    }
}
