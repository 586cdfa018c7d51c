//! Special cases: strings that a pipeline splits in its own way, or keeps whole.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::load::TokenizerError;
use super::{NormId, RawToken};
use crate::hash::Murmur;

type Map<K, V> = HashMap<K, V, BuildHasherDefault<Murmur>>;

/// Number of a string that a phrase has among its tokens; 0 for any other.
pub(super) type Piece = u32;

/// A special case's token.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Bytes.
    pub(super) len: u32,
    pub(super) norm: Option<NormId>,
    pub(super) piece: Piece,
}

/// All special cases of a pipeline.
#[derive(Default)]
pub(super) struct Specials {
    cases: Map<String, Vec<Part>>,
    /// Length in bytes of the longest.
    longest: usize,
    norms: Vec<Box<str>>,
    norm_ids: Map<String, NormId>,
    pieces: Map<String, Piece>,
    /// Length in bytes of the longest piece.
    longest_piece: usize,
    /// Nodes of the tree of phrases, the root first: which piece leads to which node.
    tree: Vec<PhraseNode>,
}

#[derive(Default)]
struct PhraseNode {
    next: Map<u64, usize>,
    /// Whether a phrase ends here.
    ends: bool,
}

impl Specials {
    /// Adds a case: its tokens with their norms.
    pub(super) fn add(&mut self, text: &str, tokens: &[(&str, Option<&str>)]) -> Result<(), TokenizerError> {
        if tokens.iter().map(|&(orth, _)| orth).collect::<String>() != text {
            return Err(TokenizerError::SpecialCase {
                case: text.to_owned(),
                reason: "its tokens don't spell it".to_owned(),
            });
        }
        let mut parts = Vec::with_capacity(tokens.len());
        for &(orth, norm) in tokens {
            parts.push(Part { len: orth.len() as u32, norm: norm.map(|norm| self.norm_id(norm)), piece: 0 });
        }
        self.longest = self.longest.max(text.len());
        self.cases.insert(text.to_owned(), parts);
        Ok(())
    }

    fn norm_id(&mut self, norm: &str) -> NormId {
        if let Some(&id) = self.norm_ids.get(norm) {
            return id;
        }
        let id = NormId(self.norms.len() as u32);
        self.norms.push(norm.into());
        self.norm_ids.insert(norm.to_owned(), id);
        id
    }

    pub(super) fn norm(&self, id: NormId) -> &str {
        self.norms.get(id.0 as usize).map_or("", |norm| norm)
    }

    #[inline]
    pub(super) fn get(&self, text: &str) -> Option<&[Part]> {
        if text.len() > self.longest { None } else { self.cases.get(text).map(Vec::as_slice) }
    }

    /// All strings that are special, in order.
    pub(super) fn texts(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.cases.keys().cloned().collect();
        texts.sort_unstable();
        texts
    }

    /// Has these tokens, one after the other, looked for in finished rows of tokens.
    pub(super) fn add_phrase<'p>(&mut self, tokens: impl Iterator<Item = &'p str>) {
        if self.tree.is_empty() {
            self.tree.push(PhraseNode::default());
        }
        let mut node = 0;
        for token in tokens {
            let count = self.pieces.len() as Piece + 1;
            self.longest_piece = self.longest_piece.max(token.len());
            let piece = *self.pieces.entry(token.to_owned()).or_insert(count);
            let fresh = self.tree.len();
            node = *self.tree[node].next.entry(key(piece)).or_insert(fresh);
            if node == fresh {
                self.tree.push(PhraseNode::default());
            }
        }
        if node != 0 {
            self.tree[node].ends = true;
        }
    }

    /// To be called when all phrases are in: says for the tokens of special cases which pieces they are.
    pub(super) fn finish(&mut self) {
        let Specials { cases, pieces, .. } = self;
        for text in cases.keys().cloned().collect::<Vec<_>>() {
            let mut rest = text.as_str();
            for part in cases.get_mut(&text).into_iter().flatten() {
                let (orth, after) = rest.split_at(part.len as usize);
                part.piece = pieces.get(orth).copied().unwrap_or(0);
                rest = after;
            }
        }
    }

    #[inline]
    pub(super) fn piece(&self, text: &str) -> Piece {
        if text.len() > self.longest_piece { 0 } else { self.pieces.get(text).copied().unwrap_or(0) }
    }

    /// Splits what reads as a special case once the text around it is split off, as spaCy's last step does.
    pub(super) fn apply(&self, text: &str, tokens: Vec<RawToken>) -> Vec<RawToken> {
        let mut found = self.phrases(&tokens);
        if found.is_empty() {
            return tokens;
        }
        // The longest first, then the first.
        found.sort_unstable_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
        let mut seen = vec![false; tokens.len()];
        let mut chosen: Vec<(usize, usize)> = Vec::new();
        for (start, end) in found {
            if !seen[start] && !seen[end - 1] {
                chosen.push((start, end));
            }
            seen[start..end].fill(true);
        }
        chosen.sort_unstable();
        let mut all = Vec::with_capacity(tokens.len());
        let mut done = 0;
        for (start, end) in chosen {
            all.extend_from_slice(&tokens[done..start]);
            self.split(text, &tokens[start..end], &mut all);
            done = end;
        }
        all.extend_from_slice(&tokens[done..]);
        all
    }

    /// Appends the tokens of the special case that a phrase spells, or the phrase: its words may have spaces between
    /// them here that the special case doesn't have.
    fn split(&self, text: &str, phrase: &[RawToken], out: &mut Vec<RawToken>) {
        let (Some(first), Some(last)) = (phrase.first(), phrase.last()) else { return };
        let Some(parts) = text.get(first.start as usize..last.end as usize).and_then(|span| self.get(span)) else {
            return out.extend_from_slice(phrase);
        };
        push_parts(parts, first.start, out);
        if let Some(end) = out.last_mut() {
            end.space_after = last.space_after;
        }
    }

    /// The phrases among tokens: first token and the one after the last.
    fn phrases(&self, tokens: &[RawToken]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let Some(root) = self.tree.first() else { return found };
        for start in 0..tokens.len() {
            if tokens[start].piece == 0 {
                continue;
            }
            let mut node = root;
            for (length, token) in tokens[start..].iter().enumerate() {
                match node.next.get(&key(token.piece)) {
                    Some(&next) => node = &self.tree[next],
                    None => break,
                }
                if node.ends {
                    found.push((start, start + length + 1));
                }
            }
        }
        found
    }
}

/// Appends the tokens of a special case that begins at a byte.
pub(super) fn push_parts(parts: &[Part], mut at: u32, out: &mut Vec<RawToken>) {
    for part in parts {
        let end = at + part.len;
        out.push(RawToken { start: at, end, space_after: false, norm: part.norm, piece: part.piece });
        at = end;
    }
}

/// A piece as the hash that [`Murmur`] takes a number for.
fn key(piece: Piece) -> u64 {
    u64::from(piece).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
