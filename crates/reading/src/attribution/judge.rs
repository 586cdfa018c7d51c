//! The judge: which candidates are attributions, with which bounds, and how surely.
//!
//! A linear model over named traits ([`super::traits`]) with weights in `models/attribution.bin`, made by
//! `training/attribution.py`, which tells the file's form. It has two heads, since there are two notions of attribution:
//!
//! - **statement**: what somebody said or wrote, as the dossiers code it;
//! - **attitude**: that, and what somebody thinks, wants or plans, as PolNeAR marks it.
//!
//! Candidates with one cue compete (their scores are those of a choice among them and none), the likeliest stands for all; it is kept where one of the heads is sure enough. What only
//! the second head takes for an attribution is told apart by its kind: it is no speech.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use rapporteur_language::Doc;
use rapporteur_record::{CueKind, Span};

use super::candidate::{Candidate, Found, Origin};
use super::lemma;
use super::traits::{self, Surroundings};
use super::wide::Lexicon;
use crate::learned::file::File;
use crate::learned::names::Names;
use crate::learned::words::{DIMENSIONS, Words};

/// Statement and attitude.
const HEADS: usize = 2;

/// The learned weights.
#[derive(Debug)]
pub(super) struct Model {
    names: Names,
    weights: &'static [u8],
    scales: [f32; HEADS],
    biases: [f32; HEADS],
    /// What the numbers of the cue's vector add.
    dense: Vec<f32>,
    /// From which probability on each head keeps a candidate.
    keep: [f32; HEADS],
    /// How a head's scores become a probability: by what is multiplied how sure it is that one of a cue's candidates is right,
    /// by what the one's share of that, and what is added.
    calibration: [[f32; 3]; HEADS],
}

impl Model {
    /// The one that comes with the program.
    pub(super) fn builtin() -> &'static Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| {
            let file = include_bytes!("../../../../models/attribution.bin");
            // A test reads the file, so that a mistake in it never leaves the workshop.
            Model::read(file).unwrap_or_else(|| unreachable!("models/attribution.bin is damaged"))
        });
        &MODEL
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let mut file = File { rest: file };
        if file.take(4)? != b"RPA1" {
            return None;
        }
        let keep = [file.float()?, file.float()?];
        let mut calibration = [[0.0; 3]; HEADS];
        for number in calibration.iter_mut().flatten() {
            *number = file.float()?;
        }
        let dense = file.floats(DIMENSIONS * HEADS)?;
        let len = file.number()? as usize;
        let scales = [file.float()?, file.float()?];
        let biases = [file.float()?, file.float()?];
        let (names, rest) = Names::read(file.rest, len)?;
        file.rest = rest;
        let weights = file.take(len * HEADS)?;
        file.rest.is_empty().then_some(Self { names, weights, scales, biases, dense, keep, calibration })
    }

    /// The scores of a candidate as a statement, and as an attitude.
    fn scores(
        &self,
        around: &Surroundings<'_>,
        candidate: &Candidate,
        cue: Option<&[f32; DIMENSIONS]>,
    ) -> [f32; HEADS] {
        let mut scores = self.biases;
        traits::show(around, candidate, &mut |name| {
            let Some(found) = self.names.find(name) else { return };
            let row = self.weights.get(found * HEADS..(found + 1) * HEADS).unwrap_or_default();
            for ((score, weight), scale) in scores.iter_mut().zip(row).zip(&self.scales) {
                *score += f32::from(weight.cast_signed()) * scale;
            }
        });
        for (number, row) in cue.into_iter().flatten().zip(self.dense.chunks_exact(HEADS)) {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += number * weight;
            }
        }
        scores
    }

    /// The candidates that are attributions, each with its confidence; of those with one cue the likeliest.
    pub(super) fn chosen(&self, doc: &Doc, around: &Surroundings<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
        // Those with one cue together; those without are each alone.
        let mut groups: BTreeMap<(usize, usize), Vec<Candidate>> = BTreeMap::new();
        for (at, candidate) in candidates.into_iter().filter(|one| !is_scare_quote(doc, one)).enumerate() {
            let key = candidate.cue_token.map_or((usize::MAX, at), |cue| (cue, 0));
            groups.entry(key).or_default().push(candidate);
        }
        let mut best: Vec<(f32, Candidate)> =
            groups.into_values().filter_map(|group| self.likeliest(doc, around, group)).collect();
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start().cmp(&b.1.start())));
        let mut kept = apart(doc, best.into_iter().map(|(_, one)| one).collect());
        part_chains(doc, &mut kept);
        clip(doc, &mut kept);
        kept
    }

    /// Of the candidates with one cue the likeliest, if it is one, and by how much it counts.
    fn likeliest(&self, doc: &Doc, around: &Surroundings<'_>, group: Vec<Candidate>) -> Option<(f32, Candidate)> {
        let cue = group.first()?.cue_token;
        let vector = cue.map(|cue| vector(doc, cue));
        let scores: Vec<[f32; HEADS]> = group.iter().map(|one| self.scores(around, one, vector.as_ref())).collect();
        let mut whole = [0.0f32; HEADS];
        for (head, whole) in whole.iter_mut().enumerate() {
            *whole = scores.iter().map(|score| score[head].clamp(-30.0, 30.0).exp()).sum::<f32>().ln();
        }
        let likely = |score: &[f32; HEADS]| -> [f32; HEADS] {
            std::array::from_fn(|head| {
                let [sure, share, shift] = self.calibration[head];
                let score = whole[head] * sure + (score[head] - whole[head]) * share + shift;
                1.0 / (1.0 + (-score).exp())
            })
        };
        let mut best: Option<(f32, usize)> = None;
        for (at, score) in scores.iter().enumerate() {
            let value = likely(score).iter().sum::<f32>();
            if best.is_none_or(|(known, _)| known < value) {
                best = Some((value, at));
            }
        }
        let (value, at) = best?;
        let mut chosen = group.into_iter().nth(at)?;
        let held = cue.is_some_and(|cue| around.holds(cue));
        self.settle(&mut chosen, likely(&scores[at]), held);
        (chosen.confidence > 0.0).then_some((value, chosen))
    }

    /// Says of what kind the cue is and how sure it is; a confidence of 0 where it is no attribution.
    fn settle(&self, candidate: &mut Candidate, [statement, attitude]: [f32; HEADS], held: bool) {
        let spoken = matches!(candidate.kind, CueKind::Speech | CueKind::Writing);
        candidate.confidence = if statement >= self.keep[0] {
            if !spoken {
                candidate.kind = CueKind::Speech;
            }
            statement
        } else if attitude >= self.keep[1] && !(spoken && held) {
            if spoken {
                candidate.kind = CueKind::Thought;
            }
            attitude
        } else {
            0.0
        };
    }
}

impl Lexicon for Model {
    fn may(&self, lemma: &str, found: Found) -> bool {
        matches!(found, Found::Clause | Found::Around)
            || self.names.find(&format!("cue-found:{lemma} {}", found.name())).is_some()
    }
}

/// The vector of a cue's word; zeros where it is not known.
pub(super) fn vector(doc: &Doc, cue: usize) -> [f32; DIMENSIONS] {
    let mut sum = [0.0; DIMENSIONS];
    Words::builtin().add(&lemma(doc.token(cue)), &mut sum);
    sum
}

/// Of candidates that tell the same words the first, unless the one's cue stands in the other's content.
fn apart(doc: &Doc, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let cue = |one: &Candidate| one.cue_token.map(|cue| doc.tokens()[cue].start);
    let mut kept: Vec<Candidate> = Vec::new();
    // Only those whose content begins near can be alike: kept ones by their place, for a long text.
    let mut near: BTreeMap<(u32, usize), usize> = BTreeMap::new();
    const FARTHEST: u32 = 3000;
    for candidate in candidates {
        let from = candidate.start().saturating_sub(FARTHEST);
        let alike = near.range((from, 0)..(candidate.start() + FARTHEST, usize::MAX)).any(|(_, &at)| {
            let known = &kept[at];
            let nested = cue(&candidate).is_some_and(|byte| known.holds(byte))
                || cue(known).is_some_and(|byte| candidate.holds(byte));
            !nested && likeness(known, &candidate) >= 0.5
        });
        if !alike {
            near.insert((candidate.start(), kept.len()), kept.len());
            kept.push(candidate);
        }
    }
    kept
}

/// "A “no-fly zone” was set up": words in quotation marks that nobody is told to say.
fn is_scare_quote(doc: &Doc, one: &Candidate) -> bool {
    if one.source.is_none() && one.origin == Origin::Wide && one.cue_token.is_some() {
        // A word that no table has tells of speech only by somebody.
        return true;
    }
    let alone = one.source.is_none() && one.cue_token.is_none();
    let words = one.content.iter().filter_map(|span| doc.text().get(span.start as usize..span.end as usize));
    alone && words.flat_map(str::split_whitespace).count() < FEWEST_WORDS
}

/// A quotation of fewer words needs a speaker or a cue.
const FEWEST_WORDS: usize = 4;

/// "The envoy said the truce holds and added that talks go on": what one speaker says by a second cue is not part of what the
/// first cue tells. Who "made the claim that" says one thing, told by the noun.
fn part_chains(doc: &Doc, kept: &mut Vec<Candidate>) {
    let source = |one: &Candidate| one.source.as_ref().map(|source| source.range.clone());
    let mut inner: Vec<(Option<Range<usize>>, u32, Candidate)> = kept
        .iter()
        .filter_map(|one| Some((source(one), doc.tokens()[one.cue_token?].start, one.clone())))
        .filter(|(source, _, one)| source.is_some() && !one.negated)
        .collect();
    inner.sort_by_key(|(_, cue, _)| *cue);
    kept.retain_mut(|outer| {
        let own = source(outer);
        let end = outer.content.last().map_or(0, |span| span.end);
        let from = inner.partition_point(|(_, cue, _)| *cue < outer.start());
        let within = inner[from..].iter().take_while(|(_, cue, _)| *cue < end);
        let Some((_, cue, rest)) = within.into_iter().find(|(by, cue, _)| *by == own && outer.holds(*cue)) else {
            return true;
        };
        // "It was dead, the envoy said, adding that": what stood before its cue stays.
        let own_cue = outer.cue_token.map_or(0, |at| doc.tokens()[at].start);
        if outer.found == Found::Around && outer.start() < own_cue && own_cue < *cue {
            outer.content.retain(|span| span.end <= own_cue);
            return true;
        }
        let shared = shared(outer, rest);
        if shared * 2 >= outer.size() && !is_joined(doc, outer, rest) {
            return false;
        }
        // "but did not know": the words that belong to the second cue go with it.
        let first = rest.cue.iter().map(|range| doc.tokens()[range.start].start).min().unwrap_or(*cue);
        cut(doc, &mut outer.content, first.min(*cue));
        !outer.content.is_empty()
    });
}

/// "They agreed to open the port, the envoy said": what is told inside what somebody tells ends where that ends, before
/// that one's name and cue.
fn clip(doc: &Doc, kept: &mut Vec<Candidate>) {
    let cue = |one: &Candidate| one.cue_token.map(|cue| doc.tokens()[cue].start);
    let trailing = |one: &Candidate| matches!(one.found, Found::Around | Found::AccordingTo);
    // By where the teller's cue stands, and by where its source does.
    let mut tellers: Vec<(u32, Vec<Span>)> = Vec::new();
    for one in kept.iter().filter(|one| trailing(one)) {
        let source = one.source.as_ref().map(|source| doc.tokens()[source.range.start].start);
        let places = cue(one).into_iter().chain(source);
        tellers.extend(places.filter(|place| !one.holds(*place)).map(|place| (place, one.content.clone())));
    }
    tellers.sort_by_key(|(place, _)| *place);
    for one in kept.iter_mut().filter(|one| !trailing(one) && one.found != Found::Quotation) {
        let (Some(own), Some(end)) = (cue(one), one.content.last().map(|span| span.end)) else { continue };
        let from = tellers.partition_point(|(place, _)| *place < one.start());
        let mut around = tellers[from..].iter().take_while(|(place, _)| *place < end);
        let told = |told: &[Span]| told.iter().any(|span| span.start <= own && own < span.end);
        if let Some((_, told)) = around.find(|(place, content)| one.holds(*place) && told(content)) {
            one.content = common(&one.content, told);
        }
    }
    // "It had collapsed, the general said, state television reported": who reports it is no part of what he said.
    for one in kept.iter_mut().filter(|one| one.found == Found::Around) {
        let Some(own) = cue(one) else { continue };
        let tells = |(_, told): &&(u32, Vec<Span>)| told.iter().any(|span| span.start <= own && own < span.end);
        one.content.retain(|span| {
            let from = tellers.partition_point(|(place, _)| *place < span.start);
            let mut within = tellers[from..].iter().take_while(|(place, _)| *place < span.end);
            span.start < own || !within.any(|teller| tells(&teller))
        });
    }
    kept.retain(|one| !one.content.is_empty());
}

/// What two contents share.
fn common(a: &[Span], b: &[Span]) -> Vec<Span> {
    let pairs = a.iter().flat_map(|one| b.iter().map(move |other| (one, other)));
    let both = pairs.map(|(one, other)| Span { start: one.start.max(other.start), end: one.end.min(other.end) });
    both.filter(|span| span.start < span.end).collect()
}

/// Is the second cue the first one's equal: "denied it and said that…"?
fn is_joined(doc: &Doc, first: &Candidate, second: &Candidate) -> bool {
    let verb = second.cue_token.map(|cue| doc.token(cue)).filter(|verb| verb.dep == "conj");
    verb.is_some_and(|verb| Some(verb.head_token().index()) == first.cue_token)
}

/// Lets a content end before a byte, and before the "and" there.
fn cut(doc: &Doc, content: &mut Vec<Span>, end: u32) {
    content.retain(|span| span.start < end);
    let Some(last) = content.last_mut() else { return };
    last.end = last.end.min(end);
    let words = doc.text().get(last.start as usize..last.end as usize).unwrap_or_default();
    let joined = words.trim_end_matches([' ', ',']);
    let joined = [" and", " but"].iter().find_map(|word| joined.strip_suffix(word)).unwrap_or(joined);
    last.end = last.start + joined.trim_end_matches([' ', ',']).len() as u32;
    if last.start == last.end {
        content.pop();
    }
}

/// How many bytes of their contents two candidates share.
fn shared(a: &Candidate, b: &Candidate) -> u32 {
    let pairs = a.content.iter().flat_map(|one| b.content.iter().map(move |other| (one, other)));
    pairs.map(|(one, other)| one.end.min(other.end).saturating_sub(one.start.max(other.start))).sum()
}

/// How much of their contents two candidates share.
fn likeness(a: &Candidate, b: &Candidate) -> f32 {
    let both = shared(a, b);
    both as f32 / (a.size() + b.size() - both).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::Model;

    #[test]
    fn the_file_reads_and_a_shorter_one_does_not() {
        assert!(Model::builtin().names.len() > 1000);
        let file: &'static [u8] = include_bytes!("../../../../models/attribution.bin");
        assert!(Model::read(&file[..file.len() - 1]).is_none());
        assert!(Model::read(b"RPM1").is_none());
    }
}
