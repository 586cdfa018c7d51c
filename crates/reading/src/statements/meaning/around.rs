//! What statements are about, looked at a second time: what is spoken of around one counts as far as it is silent itself.
//!
//! ```text
//! The ministry said that the truce would hold. "We keep our word," Brandt added.     the second: ceasefire, from the first
//! ```
//!
//! A second linear model, over what the first found of each statement of a report; `training/meaning.py` fits it to what models
//! find that were trained on other reports.

use rapporteur_record::Term;

const TERMS: usize = Term::ALL.len();

/// One score for each term.
pub(super) type Scores = [f32; TERMS];

/// What is looked at, in the order of the file.
pub(super) const SIGNS: usize = 8;

/// What each sign weighs.
#[derive(Debug)]
pub(super) struct Around {
    pub(super) bias: f32,
    pub(super) signs: [f32; SIGNS],
}

/// As likely as that a report is at least taken to be about any term.
const HARDLY: f32 = 0.02;

impl Around {
    /// The scores of all statements of a report, in text order, each with what is around it.
    pub(super) fn scores(&self, first: &[Scores]) -> Vec<Scores> {
        let likely: Vec<Scores> = first.iter().map(|scores| scores.map(likely)).collect();
        let mut sum = [0.0; TERMS];
        for one in &likely {
            sum.iter_mut().zip(one).for_each(|(sum, likely)| *sum += likely);
        }
        let none = [0.0; TERMS];
        let seen = |at: Option<usize>| at.and_then(|at| likely.get(at)).unwrap_or(&none);
        let each = first.iter().zip(&likely).enumerate().map(|(at, (scores, own))| {
            let most = own.iter().copied().fold(0.0, f32::max);
            let (before, after) = (seen(at.checked_sub(1)), seen(Some(at + 1)));
            let others = first.len().saturating_sub(1).max(1) as f32;
            std::array::from_fn(|term| {
                let elsewhere = (sum[term] - own[term]).max(0.0) / others;
                let silent = 1.0 - most;
                let signs: [f32; SIGNS] = [
                    scores[term],
                    own[term],
                    silent * before[term],
                    silent * after[term],
                    silent * elsewhere,
                    (elsewhere + HARDLY).ln(),
                    most,
                    f32::from(u8::from(own[term] >= most)),
                ];
                self.bias + self.signs.iter().zip(signs).map(|(weight, sign)| weight * sign).sum::<f32>()
            })
        });
        each.collect()
    }
}

/// How likely a score makes it, from 0 to 1.
pub(super) fn likely(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_statement_takes_what_is_spoken_of_before_it() {
        let around = Around { bias: 0.0, signs: [1.0, 0.0, 6.0, 0.0, 0.0, 0.0, 0.0, 0.0] };
        let (clear, silent) = (scores(3.0), scores(-3.0));
        let found = around.scores(&[clear, silent]);
        assert_eq!(found[0][0], 3.0);
        assert!(found[1][0] > 0.0 && found[1][1] < -2.0, "{found:?}");
        let itself = around.scores(&[silent]);
        assert_eq!(itself[0][0], -3.0);
    }

    /// As much for the first term, nothing for the others.
    fn scores(of_first: f32) -> Scores {
        std::array::from_fn(|term| if term == 0 { of_first } else { -3.0 })
    }
}
