//! Terms: which words speak of which negotiable item.
//!
//! ```text
//! "both sides must stop shelling before any prisoner is freed"
//!                  ceasefire~~~              prisoners~~~~~~~
//! ```
//!
//! A phrase of the table holds base forms; a text's word fits when the word, its lemma, or the word without its
//! ending is the phrase's. The longest phrase of a category wins; a phrase under `except` ("trade barbs") keeps its
//! category away from the words it covers. Categories do not compete with each other, since "a monitored truce"
//! speaks of two things.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::error::{CodebookError, CodebookProblem};
use super::fold::push_token;
use super::keyed::Keyed;
use super::pattern::{GAP, Step, is_filler, rows};
use super::tables::Source;
use crate::Term;

/// A `[[term]]` row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermRow {
    category: Term,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    against: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
}

/// Which way a phrase points: what somebody who wants it wants of the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// The item itself: "a ceasefire", "sanctions".
    For,
    /// Its end or its absence: "sanctions relief", "troops leave".
    Against,
}

/// Words that speak of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TermMatch {
    /// The tokens, from the first to one past the last.
    pub tokens: Range<usize>,
    /// The category.
    pub term: Term,
    /// Which way the phrase points.
    pub sense: Sense,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Speaks(Sense),
    Except,
}

#[derive(Clone, Debug, Default)]
struct Node {
    /// Does a word follow? Which, the tree's edges tell.
    goes_on: bool,
    after_gap: Option<u32>,
    ends: Vec<(Term, Meaning)>,
}

/// All phrases, as a tree by their words.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    words: Keyed<String, u32>,
    nodes: Vec<Node>,
    /// From a node by a word to the next: one map for all, since most of the thousands of nodes have one edge.
    edges: Keyed<(u32, u32), u32>,
}

impl Default for Terms {
    fn default() -> Self {
        Self { words: Keyed::default(), nodes: vec![Node::default()], edges: Keyed::default() }
    }
}

/// A token of the text as the tree sees it.
#[derive(Clone, Debug, Default)]
struct Seen {
    forms: Vec<u32>,
    filler: bool,
    hyphen: bool,
    stop: bool,
}

impl Terms {
    /// Adds the rows of one file.
    pub(super) fn add(&mut self, rows: &[Spanned<TermRow>], source: Source<'_>) -> Result<(), CodebookError> {
        for row in rows {
            let (at, row) = (row.span().start, row.get_ref());
            let lists = [
                (&row.phrases, Meaning::Speaks(Sense::For)),
                (&row.against, Meaning::Speaks(Sense::Against)),
                (&row.except, Meaning::Except),
            ];
            for (patterns, meaning) in lists {
                for pattern in patterns {
                    self.add_pattern(pattern, row.category, meaning).map_err(|reason| {
                        source.error_in(at, pattern, CodebookProblem::Pattern { pattern: pattern.clone(), reason })
                    })?;
                }
            }
        }
        Ok(())
    }

    fn add_pattern(&mut self, pattern: &str, term: Term, meaning: Meaning) -> Result<(), &'static str> {
        for row in rows(pattern)? {
            let mut at = 0;
            for step in row {
                at = self.child(at, step);
            }
            let ends = &mut self.nodes[at as usize].ends;
            // Several ways to one phrase are no mistake; the last word on its sense counts.
            ends.retain(|(known, _)| *known != term);
            ends.push((term, meaning));
        }
        Ok(())
    }

    fn child(&mut self, at: u32, step: Step) -> u32 {
        let fresh = self.nodes.len() as u32;
        let next = match step {
            Step::Word(word) => {
                let number = self.words.len() as u32;
                let word = *self.words.entry(word).or_insert(number);
                self.nodes[at as usize].goes_on = true;
                *self.edges.entry((at, word)).or_insert(fresh)
            }
            Step::Gap => *self.nodes[at as usize].after_gap.get_or_insert(fresh),
        };
        if next == fresh {
            self.nodes.push(Node::default());
        }
        next
    }

    /// Finds all terms in a row of tokens; `lemmas` may be shorter than `words`, or empty.
    pub(super) fn find(&self, words: &[&str], lemmas: &[&str]) -> Vec<TermMatch> {
        let lemma = |at: usize| lemmas.get(at).copied().unwrap_or("");
        let seen: Vec<Seen> = words.iter().enumerate().map(|(at, word)| self.seen(word, lemma(at))).collect();
        let mut found = Vec::new();
        for start in 0..seen.len() {
            if !seen[start].forms.is_empty() {
                self.walk(&seen, start, Place { node: 0, at: start, gap: 0 }, &mut found);
            }
        }
        longest(found)
    }

    fn walk(&self, seen: &[Seen], start: usize, place: Place, found: &mut Vec<Found>) {
        let Some(token) = seen.get(place.at) else { return };
        let next = Place { at: place.at + 1, ..place };
        for form in &token.forms {
            let Some(child) = self.edges.get(&(place.node, *form)) else { continue };
            let ends = &self.nodes[*child as usize].ends;
            found.extend(ends.iter().map(|(term, meaning)| Found {
                start,
                end: next.at,
                term: *term,
                meaning: *meaning,
            }));
            self.after(seen, start, Place { node: *child, at: next.at, gap: 0 }, found);
        }
        // Only inside a phrase: a hyphen and an article pass freely, other words as far as a gap allows.
        if place.at == start || token.stop {
            return;
        }
        if token.hyphen || token.filler {
            self.walk(seen, start, next, found);
        } else if place.gap > 0 {
            self.walk(seen, start, Place { gap: place.gap - 1, ..next }, found);
        }
    }

    /// Goes on behind a matched word: straight, and over the gap if the phrase has one there.
    fn after(&self, seen: &[Seen], start: usize, place: Place, found: &mut Vec<Found>) {
        let node = &self.nodes[place.node as usize];
        if node.goes_on {
            self.walk(seen, start, place, found);
        }
        if let Some(beyond) = node.after_gap {
            self.walk(seen, start, Place { node: beyond, gap: GAP, ..place }, found);
        }
    }

    fn seen(&self, word: &str, lemma: &str) -> Seen {
        let mut key = String::new();
        let hyphen = !push_token(&mut key, word) && word.contains(['-', '‐', '‑', '–']);
        let mut forms = Vec::new();
        let mut add = |form: &str| {
            if let Some(number) = self.words.get(form)
                && !forms.contains(number)
            {
                forms.push(*number);
            }
        };
        add(&key);
        without_endings(&key, &mut add);
        if !lemma.is_empty() && lemma != word {
            let mut key = String::new();
            push_token(&mut key, lemma);
            add(&key);
        }
        let stop = matches!(word, "." | "!" | "?" | ";" | ":");
        Seen { forms, filler: is_filler(&key), hyphen, stop }
    }
}

#[derive(Clone, Copy, Debug)]
struct Place {
    node: u32,
    at: usize,
    gap: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    term: Term,
    start: usize,
    end: usize,
    meaning: Meaning,
}

impl Found {
    fn covers(&self, other: &Self) -> bool {
        self.term == other.term
            && self.start <= other.start
            && other.end <= self.end
            && (self.end - self.start > other.end - other.start || self.meaning == Meaning::Except)
    }
}

/// Leaves, per category, what no longer phrase and no exception covers; in text order.
fn longest(mut found: Vec<Found>) -> Vec<TermMatch> {
    found.sort_unstable();
    found.dedup();
    let mut kept: Vec<TermMatch> = Vec::new();
    for one in &found {
        let Meaning::Speaks(sense) = one.meaning else { continue };
        if !found.iter().any(|other| other != one && other.covers(one)) {
            kept.push(TermMatch { tokens: one.start..one.end, term: one.term, sense });
        }
    }
    kept.sort_by_key(|one| (one.tokens.start, one.tokens.end, one.term));
    kept.dedup_by(|later, first| later.tokens == first.tokens && later.term == first.term);
    kept
}

/// Gives the words of which `word` may be a form: plural, past, -ing. Most are none; the tables tell.
fn without_endings(word: &str, give: &mut impl FnMut(&str)) {
    if word.len() < 4 || !word.is_ascii() {
        return;
    }
    for (ending, new) in
        [("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")]
    {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) else { continue };
        if new.is_empty() {
            give(stem);
            let twice = stem.as_bytes().iter().rev().take(2).collect::<Vec<_>>();
            if ending != "s" && ending != "es" && matches!(twice.as_slice(), [a, b] if a == b) {
                give(&stem[..stem.len() - 1]);
            }
        } else {
            give(&format!("{stem}{new}"));
        }
    }
}
