//! Subtrees' edges, and the sentences that follow from them, exactly as spaCy finds them (`set_children_from_heads` in
//! `spacy/tokens/doc.pyx`): by passes over the tokens, which in a non-projective tree need not come to the true edges.

use crate::doc::Token;

/// Passes that spaCy makes at most.
const MOST_PASSES: usize = 12;

/// Leftmost and rightmost token of each subtree.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    left: Vec<u32>,
    right: Vec<u32>,
}

impl Edges {
    pub(crate) fn of(&self, token: usize) -> (usize, usize) {
        (self.left[token] as usize, self.right[token] as usize)
    }

    /// Finds the edges of a tree and marks the sentence starts in its tokens.
    pub(crate) fn find(&mut self, tokens: &mut [Token]) {
        for edge in [&mut self.left, &mut self.right] {
            edge.clear();
            edge.extend(0..tokens.len() as u32);
        }
        for _ in 0..MOST_PASSES {
            self.pass(tokens);
            for token in tokens.iter_mut() {
                token.sent_start = false;
            }
            for index in 0..tokens.len() {
                if tokens[index].head as usize == index {
                    tokens[self.left[index] as usize].sent_start = true;
                }
            }
            if heads_stay_in_sentences(tokens) {
                break;
            }
        }
    }

    /// Widens each head's edges by its children's, left to right and back.
    fn pass(&mut self, tokens: &[Token]) {
        for (child, token) in tokens.iter().enumerate() {
            self.widen(token.head as usize, child);
        }
        for (child, token) in tokens.iter().enumerate().rev() {
            self.widen(token.head as usize, child);
        }
    }

    fn widen(&mut self, head: usize, child: usize) {
        self.left[head] = self.left[head].min(self.left[child]);
        self.right[head] = self.right[head].max(self.right[child]);
    }
}

/// spaCy's test, its view of the last sentence included: that it ends at the last token, which it leaves out.
fn heads_stay_in_sentences(tokens: &[Token]) -> bool {
    let mut start = 0;
    for at in 0..tokens.len() {
        if (at > 0 && tokens[at].sent_start) || at + 1 == tokens.len() {
            let stays = |token: &Token| (start..=at).contains(&(token.head as usize));
            if !tokens[start..at].iter().all(stays) {
                return false;
            }
            start = at;
        }
    }
    true
}
