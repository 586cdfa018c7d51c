//! From candidates to attributions: order, doubles, and which stands in which.

use std::cmp::Reverse;

use rapporteur_language::Doc;

use super::candidate::{Candidate, Found};
use super::content;

/// The candidates in text order; of two with one content, or one cue, the surer one.
pub(super) fn ordered(doc: &Doc, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    for candidate in &mut candidates {
        candidate.content.sort();
        let ranges = candidate.content.iter().map(|span| span.start as usize..span.end as usize).collect();
        candidate.content = content::join(doc, ranges);
    }
    candidates.sort_by_key(|candidate| (candidate.start(), Reverse(candidate.size()), candidate.cue_token));
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let same = kept.iter_mut().rev().take(4).find(|known| known.content == candidate.content);
        match same {
            Some(known) if rank(candidate.found) < rank(known.found) => *known = candidate,
            Some(_) => {}
            None => kept.push(candidate),
        }
    }
    kept
}

/// Which way of finding is surer, the surest first.
fn rank(found: Found) -> u8 {
    match found {
        Found::Quotation => 0,
        Found::Clause | Found::Around | Found::AccordingTo => 1,
        Found::Colon | Found::Noun | Found::Told => 2,
        Found::Preposition | Found::Infinitive | Found::Raised | Found::Adjective => 3,
        Found::Object | Found::Stray | Found::GoesOn => 4,
    }
}

/// For each cue's byte, the smallest content that holds it; contents nest, so a stack of the open ones suffices.
pub(super) fn outer(doc: &Doc, candidates: &[Candidate]) -> Vec<Option<usize>> {
    let cue_byte = |candidate: &Candidate| candidate.cue_token.map(|cue| doc.tokens()[cue].start);
    let mut spans: Vec<(u32, Reverse<u32>, usize)> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        spans.extend(candidate.content.iter().map(|span| (span.start, Reverse(span.end), index)));
    }
    spans.sort();
    let mut cues: Vec<(u32, usize)> =
        candidates.iter().enumerate().filter_map(|(index, candidate)| Some((cue_byte(candidate)?, index))).collect();
    cues.sort();
    let mut within = vec![None; candidates.len()];
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut next = spans.into_iter().peekable();
    for (byte, index) in cues {
        while let Some((_, Reverse(end), holder)) = next.next_if(|&(start, _, _)| start <= byte) {
            while open.last().is_some_and(|&(open_end, _)| open_end <= byte) {
                open.pop();
            }
            open.push((end, holder));
        }
        while open.last().is_some_and(|&(end, _)| end <= byte) {
            open.pop();
        }
        let holds = |&&(end, holder): &&(u32, usize)| end > byte && holder != index;
        within[index] = open.iter().rev().find(holds).map(|&(_, holder)| holder);
    }
    open_circles(&mut within);
    within
}

/// Of attributions that hold each other's cues, as contents in several parts can, one is outermost.
fn open_circles(within: &mut [Option<usize>]) {
    // The walk on which each was met first; each is met once.
    let mut met = vec![None; within.len()];
    for start in 0..within.len() {
        let mut at = start;
        while met[at].is_none() {
            met[at] = Some(start);
            match within[at] {
                Some(outer) if met[outer] == Some(start) => within[at] = None,
                Some(outer) => at = outer,
                None => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::open_circles;

    #[test]
    fn circles_are_opened_and_chains_stay() {
        let mut within = vec![Some(1), Some(2), Some(0), Some(2), None, Some(4)];
        open_circles(&mut within);
        assert_eq!(within, [Some(1), Some(2), None, Some(2), None, Some(4)]);
        let mut itself = vec![Some(0)];
        open_circles(&mut itself);
        assert_eq!(itself, [None]);
    }
}
