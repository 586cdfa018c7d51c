//! A deed: what a frame found, before anybody asks who the words in its slots are.

use rapporteur_record::{EventAux, EventType};

/// What a frame found.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    /// PLOVER's type, after all that stands above.
    pub(super) event_type: EventType,
    /// PLOVER's mode.
    pub(super) mode: Option<String>,
    /// What keeps it from being one that happened.
    pub(super) aux: Option<EventAux>,
    /// Number of the frame.
    pub(super) frame: usize,
    /// The word on whose slots the roles hang: the verb, adjective or noun.
    pub(super) anchor: usize,
    /// All words that tell it.
    pub(super) used: Vec<usize>,
    /// The deed that it governs, or tells the outcome of ("the shelling of Oran killed ten").
    pub(super) governed: Option<Box<Deed>>,
    /// Head of the clause or noun that it governs, deed or not.
    pub(super) content: Option<usize>,
    /// How a noun is told: by which light verb.
    pub(super) by_noun: Option<ByNoun>,
    /// Heads that are the source or target whatever the slots say ("Norland said they must leave").
    pub(super) source: Option<usize>,
    pub(super) target: Option<usize>,
    /// What fired, for people: "refuse over meet".
    pub(super) reason: String,
}

/// How a deed is told by its noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ByNoun {
    /// The noun.
    pub(super) noun: usize,
    /// What the verb says of it; `None` where there is none.
    pub(super) light: Option<rapporteur_record::codebook::Light>,
}
