//! The weights of `models/pronoun-weights.toml`.
//!
//! Made by `models/train_pronoun_weights.py` on the training part of GUM.

use std::sync::LazyLock;

/// What speaks for a candidate to be whom a pronoun means; the file says of each weight when it counts.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    pub(super) same_sentence: i32,
    pub(super) sentence_before: i32,
    pub(super) two_before: i32,
    pub(super) farther: i32,
    pub(super) subject: i32,
    pub(super) agent: i32,
    pub(super) owner: i32,
    pub(super) object_of_preposition: i32,
    pub(super) modifier: i32,
    pub(super) other_role: i32,
    pub(super) across_quotation: i32,
    pub(super) other_paragraph: i32,
    pub(super) spoke_before: i32,
    pub(super) spoke_two_before: i32,
    pub(super) told_often: i32,
    pub(super) last: i32,
    pub(super) known_pronoun: i32,
    pub(super) known_speaker: i32,
    pub(super) named_person: i32,
    pub(super) unnamed_person: i32,
    pub(super) it_body: i32,
    pub(super) it_thing: i32,
    pub(super) it_place: i32,
    pub(super) they_several: i32,
    pub(super) they_things: i32,
    pub(super) they_body: i32,
    pub(super) they_state: i32,
}

impl Weights {
    /// Those that come with the program.
    pub(super) fn builtin() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
            let text = include_str!("../../../../models/pronoun-weights.toml");
            // A test loads the file, so that a mistake in it never leaves the workshop.
            toml::from_str(text).unwrap_or_else(|error| unreachable!("{error}"))
        });
        &WEIGHTS
    }
}

#[cfg(test)]
mod tests {
    use super::Weights;

    #[test]
    fn the_file_loads() {
        assert!(Weights::builtin().same_sentence > Weights::builtin().farther);
    }
}
