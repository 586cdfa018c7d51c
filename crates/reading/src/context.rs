//! What the earlier stages of a reading found, for those after them.

use jiff::civil::Date;
use rapporteur_language::Doc;
use rapporteur_record::codebook::{Codebook, Cues};

use crate::attribution::{Attributed, attributed};
use crate::dates::{DateMention, dates};
use crate::matter::Matter;
use crate::mentions::{Cast, Mentions};

/// A parsed report with its names, dates and terms.
#[derive(Debug)]
pub struct Context<'r> {
    /// The parse.
    pub doc: &'r Doc,
    /// What is known of the world.
    pub codebook: &'r Codebook,
    /// The words that report speech.
    pub cues: &'r Cues,
    /// Day of publication.
    pub published: Option<Date>,
    /// The time expressions, in text order.
    pub dates: Vec<DateMention>,
    /// What is attributed to whom, by their words alone.
    pub attributed: Attributed,
    /// Who is spoken of, and where.
    pub mentions: Mentions,
    /// Which words speak of which terms.
    pub matter: Matter,
}

impl<'r> Context<'r> {
    /// Finds dates, mentions and terms in a parsed report.
    pub fn of(doc: &'r Doc, published: Option<Date>, codebook: &'r Codebook, cues: &'r Cues) -> Self {
        Self::with_cast(doc, published, codebook, cues, &Cast::default())
    }

    /// The same, with what other reports of the negotiation tell of the persons in it.
    pub fn with_cast(
        doc: &'r Doc,
        published: Option<Date>,
        codebook: &'r Codebook,
        cues: &'r Cues,
        cast: &Cast,
    ) -> Self {
        let dates = dates(doc, published);
        let attributed = attributed(doc, cues);
        let mentions = Mentions::with_cast(doc, codebook, published, cast, &attributed.source_heads());
        let matter = Matter::of(doc, codebook);
        Self { doc, codebook, cues, published, dates, attributed, mentions, matter }
    }
}
