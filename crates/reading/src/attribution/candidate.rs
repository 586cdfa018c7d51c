//! A possible attribution, before anything is decided.
//!
//! The rules that find candidates know nothing of each other; [`super::judge`] chooses among them, [`super::nesting`] puts
//! them in order.

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
    /// An adjective: "is ready to sign", "is opposed to it".
    Adjective,
    /// A colon after a clause that only brings its subject to speak: "The ministry was cold: it knew of no plan."
    Told,
    /// A quotation without a cue of its own: "She shook her head. “Not today.”"
    Stray,
    /// A sentence that goes on with what the one before it reports.
    GoesOn,
}

impl Found {
    /// The name by which the judge knows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Found::Clause => "clause",
            Found::Around => "around",
            Found::Infinitive => "infinitive",
            Found::Object => "object",
            Found::Preposition => "preposition",
            Found::Raised => "raised",
            Found::Quotation => "quotation",
            Found::AccordingTo => "according",
            Found::Noun => "noun",
            Found::Colon => "colon",
            Found::Adjective => "adjective",
            Found::Told => "told",
            Found::Stray => "stray",
            Found::GoesOn => "goes-on",
        }
    }
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
    /// How it came to be: by a rule and the table of cues, or how it differs from what they say.
    pub(super) origin: Origin,
    /// What the judge should know of it that its parts don't show.
    pub(super) notes: Vec<String>,
    /// How sure the judge is that it is one, 0 to 1.
    pub(super) confidence: f32,
}

/// How a candidate came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A rule found it and the table has its cue.
    Rule,
    /// A word or a frame that the table lacks.
    Wide,
    /// A rule's, with other bounds of its content; the name says which.
    Bounds(&'static str),
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
