//! Labels like `prep||dobj` say that the parser had to hang a word too high: its head is the first word of that label
//! below. (Nivre & Nilsson 2005, "Pseudo-projective dependency parsing", scheme HEAD.)

use super::sentences::Edges;
use crate::doc::Token;
use crate::intern::intern;

const DELIMITER: &str = "||";

/// Hangs words with such labels where they belong. `edges` are those of the heads as parsed.
pub(crate) fn deproject(tokens: &mut [Token], edges: &Edges, is_space: impl Fn(usize) -> bool) {
    for index in 0..tokens.len() {
        let Some((label, head_label)) = tokens[index].dep.split_once(DELIMITER) else { continue };
        tokens[index].head = new_head(tokens, edges, &is_space, index, head_label);
        tokens[index].dep = intern(label);
    }
}

/// Searches the words below the head, level by level from left to right.
fn new_head(tokens: &[Token], edges: &Edges, is_space: &impl Fn(usize) -> bool, index: usize, label: &str) -> u32 {
    let mut level = vec![tokens[index].head as usize];
    let mut below = Vec::new();
    while !level.is_empty() {
        for &head in &level {
            let (left, right) = edges.of(head);
            for (offset, token) in tokens[left..=right].iter().enumerate() {
                let child = left + offset;
                if child == head || token.head as usize != head || is_space(child) || child == index {
                    continue;
                }
                if token.dep == label {
                    return child as u32;
                }
                below.push(child);
            }
        }
        level.clear();
        std::mem::swap(&mut level, &mut below);
    }
    tokens[index].head
}
