//! How long each stage of a reading takes.

use std::time::{Duration, Instant};

/// A stage of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Tokens and what depends on their forms.
    Tokens,
    /// The encoders, and tags and features read off their vectors.
    Vectors,
    /// Dependency tree and sentences.
    Parse,
    /// Named entities.
    Entities,
    /// The attribute ruler.
    Attributes,
    /// Lemmas, and the doc's tables.
    Lemmas,
}

impl Stage {
    /// All, in the order in which they run.
    pub const ALL: [Stage; 6] =
        [Stage::Tokens, Stage::Vectors, Stage::Parse, Stage::Entities, Stage::Attributes, Stage::Lemmas];
}

/// How long each stage took.
#[derive(Clone, Copy, Debug)]
pub struct StageTimes {
    ended: Instant,
    took: [Duration; Stage::ALL.len()],
}

impl StageTimes {
    pub(super) fn start() -> Self {
        Self { ended: Instant::now(), took: Default::default() }
    }

    pub(super) fn end(&mut self, stage: Stage) {
        let now = Instant::now();
        self.took[stage as usize] = now - self.ended;
        self.ended = now;
    }

    /// What a stage took.
    pub fn of(&self, stage: Stage) -> Duration {
        self.took[stage as usize]
    }
}
