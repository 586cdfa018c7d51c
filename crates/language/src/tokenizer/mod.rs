//! Splits a text into tokens just as spaCy's `Tokenizer` does, by the expressions and special cases of a pipeline.
//!
//! ```text
//! (He can't.)      chunks between white space     (He   can't.)
//! can't.)          off the ends, one by one       )  .
//! can't            a special case                 ca  n't
//! pro-peace        at infixes                     pro  -  peace
//! ```
//!
//! Tokens and single spaces after them make up the text; any other white space is a token too.

mod dfa;
mod load;
mod parse;
mod program;
mod regex;
mod sets;
mod special;
mod split;

#[cfg(test)]
mod tests;
mod trail;

use std::sync::{Mutex, PoisonError};

#[allow(unused_imports)]
pub(crate) use load::TokenizerError;
use regex::{Memory, Regex};
use sets::Classes;
use special::{Piece, Specials, push_parts};
use split::Chunk;

use crate::hash::murmur64a;

/// A pipeline's tokenizer.
pub(crate) struct Tokenizer {
    classes: Classes,
    expressions: Expressions,
    specials: Specials,
    /// What earlier calls have learned: one for each call that ran at the same time.
    memories: Mutex<Vec<Memories>>,
}

/// A token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawToken {
    /// First byte.
    pub(crate) start: u32,
    /// The byte after the last.
    pub(crate) end: u32,
    /// Whether a space follows that is no token.
    pub(crate) space_after: bool,
    /// The norm that a special case gives.
    pub(crate) norm: Option<NormId>,
    piece: Piece,
}

impl RawToken {
    /// The token before and from a byte within it.
    pub(crate) fn parted(self, at: u32) -> (Self, Self) {
        (Self { end: at, space_after: false, norm: None, ..self }, Self { start: at, norm: None, ..self })
    }
}

/// A norm: see [`Tokenizer::norm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NormId(u32);

struct Expressions {
    prefix: Option<Regex>,
    suffix: Option<Regex>,
    infix: Option<Regex>,
    token_match: Option<Regex>,
    url_match: Option<Regex>,
}

/// What runs of the expressions leave to be used again; none of it can grow without bound.
struct Memories {
    prefix: Option<Memory>,
    suffix: Option<Memory>,
    infix: Option<Memory>,
    token_match: Option<Memory>,
    url_match: Option<Memory>,
    chunk: Chunk,
    known: Vec<Option<Known>>,
}

/// A chunk that came up before, with its tokens as if it stood alone.
struct Known {
    chunk: Box<str>,
    tokens: Box<[RawToken]>,
}

/// How many chunks to remember; a power of two. Each has one place, which a later chunk may take.
const MOST_KNOWN: usize = 1 << 14;
/// Bytes of the longest chunk to remember.
const LONGEST_KNOWN: usize = 48;
/// How many tokens a chunk to remember may have.
const MOST_TOKENS: usize = 8;
/// How many sets of memories to keep.
const MOST_MEMORIES: usize = 64;

impl Tokenizer {
    fn new(classes: Classes, expressions: Expressions, specials: Specials) -> Tokenizer {
        Tokenizer { classes, expressions, specials, memories: Mutex::default() }
    }

    /// Has special cases that the splitting would take apart put together again afterwards. With `faster` only those
    /// that hold an affix or a space are looked for.
    fn add_phrases(&mut self, faster: bool) {
        let mut memories = Memories::new(&self.expressions);
        for text in self.specials.texts() {
            if !faster || text.contains(' ') || self.has_affix(&text, &mut memories) {
                let tokens = self.split_text(&text, false, &mut memories);
                self.specials.add_phrase(tokens.iter().map(|token| &text[token.start as usize..token.end as usize]));
            }
        }
        self.specials.finish();
        // Chunks seen now were split without special cases.
        memories.known.clear();
        self.give_back(memories);
    }

    /// The tokens of a text under 4 GiB.
    pub(crate) fn tokenize(&self, text: &str) -> Vec<RawToken> {
        let kept = self.memories.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut memories = kept.unwrap_or_else(|| Memories::new(&self.expressions));
        let tokens = self.split_text(text, true, &mut memories);
        self.give_back(memories);
        self.specials.apply(text, tokens)
    }

    /// Gives back the memory of what earlier calls have learned.
    pub(crate) fn forget(&self) {
        self.memories.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The text of a norm.
    pub(crate) fn norm(&self, id: NormId) -> &str {
        self.specials.norm(id)
    }

    fn give_back(&self, memories: Memories) {
        let mut kept = self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST_MEMORIES {
            kept.push(memories);
        }
    }

    /// Tokens by affixes, and by special cases where a chunk is one.
    fn split_text(&self, text: &str, with_specials: bool, memories: &mut Memories) -> Vec<RawToken> {
        let mut tokens: Vec<RawToken> = Vec::with_capacity(text.len() / 5);
        let mut start = 0;
        let mut in_space = text.chars().next().is_some_and(is_space);
        for (at, c) in text.char_indices() {
            if is_space(c) == in_space {
                continue;
            }
            if start < at {
                self.split_chunk(&text[start..at], start as u32, with_specials, memories, &mut tokens);
            }
            start = at;
            if c == ' ' {
                if let Some(last) = tokens.last_mut() {
                    last.space_after = true;
                }
                start += 1;
            }
            in_space = !in_space;
        }
        if start < text.len() {
            self.split_chunk(&text[start..], start as u32, with_specials, memories, &mut tokens);
        }
        tokens
    }

    /// Appends the tokens of a chunk that begins at a byte.
    fn split_chunk(
        &self,
        chunk: &str,
        start: u32,
        with_specials: bool,
        memories: &mut Memories,
        out: &mut Vec<RawToken>,
    ) {
        let place = murmur64a(chunk.as_bytes(), 0) as usize % MOST_KNOWN;
        if let Some(Some(known)) = memories.known.get(place)
            && *known.chunk == *chunk
        {
            let tokens = known.tokens.iter();
            out.extend(tokens.map(|token| RawToken { start: token.start + start, end: token.end + start, ..*token }));
            return;
        }
        let first = out.len();
        match self.specials.get(chunk).filter(|_| with_specials) {
            Some(parts) => push_parts(parts, start, out),
            None => self.split_affixes(chunk, start, with_specials, memories, out),
        }
        if chunk.len() <= LONGEST_KNOWN && out.len() - first <= MOST_TOKENS {
            if memories.known.is_empty() {
                memories.known.resize_with(MOST_KNOWN, || None);
            }
            let tokens = out[first..].iter().map(|token| RawToken {
                start: token.start - start,
                end: token.end - start,
                ..*token
            });
            memories.known[place] = Some(Known { chunk: chunk.into(), tokens: tokens.collect() });
        }
    }
}

impl Memories {
    fn new(expressions: &Expressions) -> Memories {
        let memory = |regex: &Option<Regex>| regex.as_ref().map(Regex::memory);
        Memories {
            prefix: memory(&expressions.prefix),
            suffix: memory(&expressions.suffix),
            infix: memory(&expressions.infix),
            token_match: memory(&expressions.token_match),
            url_match: memory(&expressions.url_match),
            chunk: Chunk::default(),
            known: Vec::new(),
        }
    }
}

/// What Python's `str.isspace` says of a character.
#[inline]
fn is_space(c: char) -> bool {
    match c {
        ' ' | '\t'..='\r' | '\u{1c}'..='\u{1f}' => true,
        c if c.is_ascii() => false,
        c => c.is_whitespace(),
    }
}
