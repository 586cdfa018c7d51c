//! All that might be an attribution: what the rules are sure of, and what only the judge can tell.

use std::collections::BTreeSet;

use rapporteur_language::Doc;
use rapporteur_record::Span;
use rapporteur_record::codebook::Cues;

use super::candidate::Candidate;
use super::quotations::Quotations;
use super::traits::Surroundings;
use super::wide::{self, Lexicon};
use super::{according_to, bounds, clausal, colon, floating_quotes, noun_cues, told};

/// The candidates of a text.
pub(super) struct Proposed {
    /// All of them.
    pub(super) candidates: Vec<Candidate>,
    /// Those of the rules alone, as they found them.
    pub(super) ruled: Vec<Candidate>,
    /// Quotations of which no rule knows whose they are.
    pub(super) lost_quotations: Vec<Span>,
}

pub(super) fn proposed(doc: &Doc, cues: &Cues, quotations: &Quotations, lexicon: &dyn Lexicon) -> Proposed {
    let (ruled, lost_quotations) = ruled(doc, cues, quotations);
    let mut candidates = ruled.clone();
    wider(doc, cues, quotations, lexicon, &ruled, &mut candidates);
    let bounded: Vec<Candidate> =
        candidates.iter().flat_map(|candidate| bounds::variants(doc, cues, quotations, candidate)).collect();
    candidates.extend(bounded);
    let around = Surroundings::of(doc, cues, quotations, &ruled);
    let told: Vec<bool> = (0..doc.sentence_count()).map(|sentence| around.is_told(sentence)).collect();
    candidates.extend(ruled.iter().filter_map(|one| told::going_on(doc, quotations, one, &told)));
    let mut by_end: Vec<&Candidate> = ruled.iter().collect();
    by_end.sort_by_key(|one| end(doc, one));
    for span in &lost_quotations {
        let before = by_end[..by_end.partition_point(|one| end(doc, one) <= span.start)].last().copied();
        candidates.extend(told::stray(doc, quotations, *span, before));
    }
    Proposed { candidates, ruled, lost_quotations }
}

/// Where a candidate's words end, those of its cue included.
fn end(doc: &Doc, candidate: &Candidate) -> u32 {
    let cue = candidate.cue_token.map_or(0, |cue| doc.tokens()[cue].end);
    candidate.content.last().map_or(cue, |span| span.end.max(cue))
}

/// What the rules and the table of cues are sure of.
fn ruled(doc: &Doc, cues: &Cues, quotations: &Quotations) -> (Vec<Candidate>, Vec<Span>) {
    let mut candidates: Vec<Candidate> = Vec::new();
    for token in doc.iter() {
        let found = clausal::candidate(token, cues, quotations)
            .or_else(|| noun_cues::candidate(token, cues, quotations))
            .or_else(|| according_to::candidate(token, quotations))
            .or_else(|| colon::candidate(doc, token.index(), quotations));
        candidates.extend(found);
    }
    let lost = floating_quotes::attach(doc, cues, quotations, &mut candidates);
    for candidate in &mut candidates {
        candidate.content.sort();
        let ranges = candidate.content.iter().map(|span| span.start as usize..span.end as usize).collect();
        candidate.content = super::content::join(doc, ranges);
    }
    (candidates, lost)
}

fn wider(
    doc: &Doc,
    cues: &Cues,
    quotations: &Quotations,
    lexicon: &dyn Lexicon,
    ruled: &[Candidate],
    candidates: &mut Vec<Candidate>,
) {
    let mut of_cue: Vec<Option<usize>> = vec![None; doc.len()];
    for (at, one) in ruled.iter().enumerate() {
        if let Some(cue) = one.cue_token {
            of_cue[cue] = Some(at);
        }
    }
    // Where a rule's content begins: what stands behind a colon there has its cue.
    let begun: BTreeSet<u32> = ruled.iter().flat_map(|one| &one.content).map(|span| span.start).collect();
    for token in doc.iter() {
        let rule = of_cue[token.index()].map(|at| &ruled[at]);
        candidates.extend(wide::candidates(token, rule, cues, quotations, lexicon));
        candidates.extend(noun_cues::wide(token, rule, cues, quotations, lexicon));
        if rule.is_none() {
            candidates.extend(according_to::for_somebody(token, quotations));
        }
        let told = told::behind_colon(doc, token.index(), quotations);
        candidates.extend(told.filter(|one| !begun.contains(&one.start())));
    }
}
