//! Splits one chunk between white space: prefixes and suffixes off its ends, then the rest at its infixes.

use std::ops::Range;

use super::regex::{Memory, Regex};
use super::sets::{ClassId, Classes};
use super::special::push_parts;
use super::{Memories, RawToken, Tokenizer};

/// A chunk's characters.
#[derive(Default)]
pub(super) struct Chunk {
    /// Class of each character.
    classes: Vec<ClassId>,
    /// Byte of each character, and at last the length.
    bytes: Vec<u32>,
}

impl Chunk {
    fn read(&mut self, text: &str, classes: &Classes) {
        self.classes.clear();
        self.bytes.clear();
        for (at, c) in text.char_indices() {
            self.classes.push(classes.of(c));
            self.bytes.push(at as u32);
        }
        self.bytes.push(text.len() as u32);
    }

    fn text<'t>(&self, text: &'t str, characters: &Range<usize>) -> &'t str {
        &text[self.bytes[characters.start] as usize..self.bytes[characters.end] as usize]
    }
}

/// What is left between prefixes and suffixes.
struct Affixes {
    prefixes: Vec<Range<usize>>,
    rest: Range<usize>,
    /// The outermost first.
    suffixes: Vec<Range<usize>>,
}

/// Longest chunk of usual size, in characters: memory for longer ones isn't kept.
const USUAL: usize = 1 << 16;

impl Tokenizer {
    /// Whether a prefix, suffix or infix is found in a text.
    pub(super) fn has_affix(&self, text: &str, memories: &mut Memories) -> bool {
        let mut chunk = std::mem::take(&mut memories.chunk);
        chunk.read(text, &self.classes);
        let classes = &chunk.classes;
        let mut infix = false;
        if let (Some(regex), Some(memory)) = (&self.expressions.infix, &mut memories.infix) {
            regex.find_all(memory, classes, |_, _| infix = true);
        }
        let found = infix
            || found_length(&self.expressions.prefix, &mut memories.prefix, classes) != 0
            || found_length(&self.expressions.suffix, &mut memories.suffix, classes) != 0;
        memories.chunk = chunk;
        found
    }

    /// Appends the tokens of a chunk that begins at byte `start` and is no special case.
    pub(super) fn split_affixes(
        &self,
        text: &str,
        start: u32,
        with_specials: bool,
        memories: &mut Memories,
        out: &mut Vec<RawToken>,
    ) {
        let mut chunk = std::mem::take(&mut memories.chunk);
        chunk.read(text, &self.classes);
        let affixes = self.affixes(text, &chunk, with_specials, memories);
        let push = |characters: &Range<usize>, out: &mut Vec<RawToken>| {
            let bytes = chunk.bytes[characters.start]..chunk.bytes[characters.end];
            let piece = self.specials.piece(&text[bytes.start as usize..bytes.end as usize]);
            out.push(RawToken {
                start: start + bytes.start,
                end: start + bytes.end,
                space_after: false,
                norm: None,
                piece,
            });
        };
        affixes.prefixes.iter().for_each(|prefix| push(prefix, out));
        let rest = affixes.rest;
        if !rest.is_empty() {
            match self.specials.get(chunk.text(text, &rest)).filter(|_| with_specials) {
                Some(parts) => push_parts(parts, start + chunk.bytes[rest.start], out),
                None => self.split_rest(&chunk.classes, rest, memories, |characters| push(characters, out)),
            }
        }
        affixes.suffixes.iter().rev().for_each(|suffix| push(suffix, out));
        if chunk.classes.len() <= USUAL {
            memories.chunk = chunk;
        }
    }

    /// Takes prefixes and suffixes off until nothing changes or what is left must stay whole.
    fn affixes(&self, text: &str, chunk: &Chunk, with_specials: bool, memories: &mut Memories) -> Affixes {
        let mut rest = 0..chunk.classes.len();
        let (mut prefixes, mut suffixes) = (Vec::new(), Vec::new());
        let special = |characters: &Range<usize>| {
            with_specials && !characters.is_empty() && self.specials.get(chunk.text(text, characters)).is_some()
        };
        let token_match = self.expressions.token_match.as_ref();
        if let (Some(regex), Some(memory)) = (token_match, &mut memories.token_match) {
            regex.begin(memory, rest.len());
        }
        let stays_whole = |rest: Range<usize>, memories: &mut Memories| match (token_match, &mut memories.token_match) {
            (Some(regex), Some(memory)) => regex.matches_again(memory, &chunk.classes, rest),
            _ => false,
        };
        while !rest.is_empty() {
            if stays_whole(rest.clone(), memories) || special(&rest) {
                break;
            }
            let classes = &chunk.classes[rest.clone()];
            let prefix = found_length(&self.expressions.prefix, &mut memories.prefix, classes);
            let without_prefix = rest.start + prefix..rest.end;
            if prefix != 0 && special(&without_prefix) {
                prefixes.push(rest.start..without_prefix.start);
                rest = without_prefix;
                break;
            }
            let suffix = found_length(&self.expressions.suffix, &mut memories.suffix, &classes[prefix..]);
            let without_suffix = rest.start..rest.end - suffix;
            if suffix != 0 && special(&without_suffix) {
                suffixes.push(without_suffix.end..rest.end);
                rest = without_suffix;
                break;
            }
            if prefix + suffix == 0 {
                break;
            }
            if prefix != 0 {
                prefixes.push(rest.start..without_prefix.start);
            }
            if suffix != 0 {
                suffixes.push(without_suffix.end..rest.end);
            }
            rest = without_prefix.start..without_suffix.end;
        }
        Affixes { prefixes, rest, suffixes }
    }

    /// Splits what is left between the affixes at its infixes, unless it must stay whole.
    fn split_rest(
        &self,
        classes: &[ClassId],
        rest: Range<usize>,
        memories: &mut Memories,
        mut push: impl FnMut(&Range<usize>),
    ) {
        let classes = &classes[rest.clone()];
        let whole = matches(&self.expressions.token_match, &mut memories.token_match, classes)
            || matches(&self.expressions.url_match, &mut memories.url_match, classes);
        let mut done = 0;
        if let (false, Some(regex), Some(memory)) = (whole, &self.expressions.infix, &mut memories.infix) {
            let mut push = |from: usize, to: usize| {
                if from != to {
                    push(&(rest.start + from..rest.start + to));
                }
            };
            regex.find_all(memory, classes, |from, to| {
                // An infix that comes first isn't one.
                if from > 0 {
                    push(done, from);
                    push(from, to);
                    done = to;
                }
            });
        }
        if done < classes.len() {
            push(&(rest.start + done..rest.end));
        }
    }
}

fn matches(regex: &Option<Regex>, memory: &mut Option<Memory>, text: &[ClassId]) -> bool {
    match (regex, memory) {
        (Some(regex), Some(memory)) => regex.matches(memory, text),
        _ => false,
    }
}

/// Length of the first match; spaCy takes that much off, wherever the match is.
fn found_length(regex: &Option<Regex>, memory: &mut Option<Memory>, text: &[ClassId]) -> usize {
    match (regex, memory) {
        (Some(regex), Some(memory)) => regex.search(memory, text).map_or(0, |(start, end)| end - start),
        _ => 0,
    }
}
