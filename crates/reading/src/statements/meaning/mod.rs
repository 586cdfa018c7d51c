//! What a statement means: its act, its firmness, its terms and where it stands on them, weighed by a learned model.
//!
//! The rules of [`super::act`], [`super::firmness`] and [`super::about`] look first; what they find is a trait among others: the
//! statement's words, the shape of its clauses, its cue and its speaker's right ([`traits`]). A linear model with weights in
//! `models/meaning.bin` ([`model`]) weighs them, and of the terms a second one what is spoken of [around], so that a word that no table knows still counts by what it is like
//! ([`words`]) and a rule counts as much as it was right on reports that it was not written for.
//!
//! Every answer can be explained: the traits' names are words, and each adds its weight.

mod around;
mod associations;
mod model;
mod pairs;
mod traits;

use serde::Serialize;

use rapporteur_language::Doc;
use rapporteur_record::{Act, AnswerShown, Firmness, Leaning, Stance, Term};

use crate::learned::{names, words};

pub(super) use associations::Associated;
pub(super) use model::Model;
pub(super) use pairs::{Named, Pair};
pub(super) use traits::{Ruled, Traits};

/// What a statement shows of itself, as training takes it.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// The bytes of its content.
    #[serde(skip)]
    pub content: Vec<rapporteur_record::Span>,
    /// Its traits and vectors.
    #[serde(flatten)]
    pub(super) traits: Traits,
    /// For each term what speaks for it, and for a stance on it.
    pub(super) pairs: Vec<Pair>,
}

/// What the model makes of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meaning {
    pub(super) act: Act,
    pub(super) firmness: Firmness,
    pub(super) about: Vec<Term>,
    pub(super) stances: Vec<(Term, Stance)>,
    pub(super) leanings: Vec<Leaning>,
    pub(super) answers: Vec<AnswerShown>,
}

impl Shown {
    /// For people: of each statement of a report the content, what is made of it, and its traits.
    pub fn to_texts(all: &[Self], doc: &Doc) -> Vec<String> {
        all.iter().zip(Model::builtin().judge(all)).map(|(one, meaning)| one.to_text(meaning, doc)).collect()
    }

    fn to_text(&self, meaning: Meaning, doc: &Doc) -> String {
        let words = |span: &rapporteur_record::Span| doc.text().get(span.start as usize..span.end as usize);
        let content: Vec<&str> = self.content.iter().filter_map(words).collect();
        let Meaning { act, firmness, about, stances, .. } = meaning;
        let about: Vec<&str> = about.iter().map(|term| term.as_str()).collect();
        let stances: Vec<String> = stances.iter().map(|(term, stance)| format!("{stance} {term}")).collect();
        let names: Vec<&str> = self.traits.names.iter().map(String::as_str).collect();
        format!(
            "{}\n  {act}, {firmness}; about {}; {}\n  {}",
            content.join(" […] "),
            about.join(", "),
            stances.join(", "),
            names.join(" | ")
        )
    }

    /// Puts content offsets in the form of the contract: code points.
    pub fn code_points(&self, doc: &Doc) -> Vec<[u32; 2]> {
        let points = rapporteur_record::CodePoints::of(doc.text());
        self.content.iter().map(|span| [points.before(span.start), points.before(span.end)]).collect()
    }
}
