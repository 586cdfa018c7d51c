//! Every candidate with what it shows of itself, as training takes it, and for those who look inside.

use rapporteur_language::Doc;
use rapporteur_record::codebook::Cues;
use rapporteur_record::{CueKind, Span};

use super::candidate::{Found, Origin};
use super::quotations::Quotations;
use super::traits::{self, Surroundings};
use super::wide::{FREE, Lexicon};
use super::{lemma, proposed};

/// A candidate.
#[derive(Clone, Debug)]
pub struct Considered {
    /// The words that name the source.
    pub source: Option<Span>,
    /// Where the cue's word begins.
    pub cue: Option<u32>,
    /// Its base form.
    pub lemma: String,
    /// How it was found.
    pub found: &'static str,
    /// Does the table of cues lack its word or frame?
    pub wide: bool,
    /// Is it made whatever the model knows of its word?
    pub free: bool,
    /// What the table says that it tells of.
    pub kind: CueKind,
    /// What would be said.
    pub content: Vec<Span>,
    /// Its traits.
    pub traits: Vec<String>,
}

/// Knows all words, so that what they report can be learned.
struct Everything;

impl Lexicon for Everything {
    fn may(&self, _: &str, _: Found) -> bool {
        true
    }
}

/// All candidates of a text, also those of words of which the model knows nothing.
pub fn considered(doc: &Doc, cues: &Cues) -> Vec<Considered> {
    let quotations = Quotations::of(doc);
    let proposed = proposed::proposed(doc, cues, &quotations, &Everything);
    let around = Surroundings::of(doc, cues, &quotations, &proposed.ruled);
    let one = |candidate: super::candidate::Candidate| {
        let mut names = Vec::new();
        traits::show(&around, &candidate, &mut |name| names.push(name.to_owned()));
        let cue = candidate.cue_token.map(|cue| doc.token(cue));
        let wide = candidate.origin == Origin::Wide || candidate.notes.iter().any(|note| note == "wide");
        let source = candidate.source.as_ref().map(|source| {
            let bytes = doc.bytes(source.range.clone());
            Span { start: bytes.start as u32, end: bytes.end as u32 }
        });
        Considered {
            source,
            cue: cue.map(|cue| cue.start),
            lemma: cue.map(lemma).unwrap_or_default(),
            found: candidate.found.name(),
            wide,
            free: candidate.notes.iter().any(|note| note == FREE),
            kind: candidate.kind,
            content: candidate.content,
            traits: names,
        }
    };
    proposed.candidates.into_iter().map(one).collect()
}
