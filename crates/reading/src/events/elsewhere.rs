//! Reports and passages on sport and markets, where nobody attacks when they attack and no side surrenders.
//!
//! ```text
//! Kovic attacked the second serve and saved four match points.      no ASSAULT, no AID
//! Stocks retreated as traders dumped shares.                        no RETREAT
//! ```
//!
//! A passage is one when it has some words that are at home nowhere else (`[elsewhere]` in `codebook/events.toml`). A whole
//! report is one when such words, and others that are common there, are many, and words of public life few; then only those
//! events are told that happen at the edge of a stadium, too: arrests and protests.

use std::collections::HashSet;

use rapporteur_language::{Doc, Pos};
use rapporteur_record::EventType;
use rapporteur_record::codebook::EventWords;

use super::deed::Deed;
use super::phrase::lower;

/// How many words of sport or markets, in a sentence with its neighbours, make it one of them.
const PASSAGE: usize = 3;

/// How many sentences before and after belong to a sentence's neighbourhood.
const NEIGHBOURS: usize = 2;

/// One in so many words of a report on sport or markets is of the kind.
const ONE_IN: usize = 45;

/// So many different ones there are at least: one club that is named again and again makes no such report.
const DIFFERENT: usize = 4;

/// For each word of public life there are so many of sport or markets at least.
const BESIDE_PUBLIC: usize = 2;

/// What of a report is about sport or markets.
pub(super) struct Elsewhere {
    /// Of each sentence, how many words of sport or markets it has.
    words: Vec<usize>,
    whole: bool,
}

impl Elsewhere {
    pub(super) fn of(doc: &Doc, words: &EventWords) -> Self {
        let (mut sentences, mut seen, mut at_large, mut public) = (Vec::new(), HashSet::new(), 0, 0);
        for sentence in doc.sentences() {
            let mut here = 0;
            for token in sentence.map(|at| doc.token(at)).filter(|token| matches!(token.pos, Pos::Noun | Pos::Propn)) {
                let word = lower(token);
                here += usize::from(words.is_elsewhere(&word));
                public += usize::from(words.is_public(&word));
                if words.is_elsewhere_at_large(&word) {
                    at_large += 1;
                    seen.insert(word);
                }
            }
            sentences.push(here);
        }
        let whole =
            at_large * ONE_IN >= doc.len() && seen.len() >= DIFFERENT && at_large >= BESIDE_PUBLIC * public.max(1);
        Self { words: sentences, whole }
    }

    /// Is the whole report about sport or markets?
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Is a sentence, by its own words and those around it?
    pub(super) fn has(&self, sentence: usize) -> bool {
        let around = sentence.saturating_sub(NEIGHBOURS)..(sentence + NEIGHBOURS + 1).min(self.words.len());
        !self.whole && self.words.get(around).is_some_and(|near| near.iter().sum::<usize>() >= PASSAGE)
    }

    /// Can that have happened there all the same?
    pub(super) fn allows(&self, deed: &Deed) -> bool {
        !self.whole || deed.event_type == EventType::Protest || deed.mode.as_deref() == Some("arrest")
    }
}
