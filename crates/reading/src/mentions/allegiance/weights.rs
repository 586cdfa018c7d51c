//! What each clue weighs: `models/allegiance-weights.toml`, in hundredths.
//!
//! Made by `training/allegiance.py`, which tells how.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_record::{ActorKind, Authority};
use serde::Deserialize;

use super::clues::{CLUES, NAMES};

/// The weights; the file says of each when it counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ahead: i32,
    clue: BTreeMap<String, OfPerson>,
    side: OfSide,
    name: OfName,
    state: OfKind,
    armed_group: OfKind,
    organisation: OfKind,
    bloc: OfKind,
    none: OfNone,
}

/// What a clue weighs for anybody, and besides for one whose office is a state's, and for others.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfPerson {
    pub(super) anybody: i32,
    pub(super) of_state: i32,
    pub(super) other: i32,
}

/// What is the same for every side.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfSide {
    /// That no side is told more often; of others the part.
    pub(super) share: i32,
    /// That it is told at least 2, 4, 8, 16 times.
    pub(super) told: [i32; 4],
    /// That another holds the office there.
    pub(super) taken: i32,
}

/// What the person's name weighs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfName {
    /// That no names are known of the side's state, or that it has none.
    pub(super) unknown: i32,
    /// For no side: that the name goes with none of them.
    pub(super) nobody: i32,
    pub(super) state: OfOrigin,
    /// The same of a body by its state.
    pub(super) body: OfOrigin,
}

/// What it weighs that the name is of a side's state.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfOrigin {
    /// How likely the state is beside the likeliest, from 0 to 1.
    pub(super) fits: OfPerson,
    /// How much less likely as a logarithm, from -1 to 0.
    pub(super) apart: OfPerson,
}

/// What a kind of side weighs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfKind {
    pub(super) share: i32,
    pub(super) of_state: i32,
    pub(super) other: i32,
    pub(super) office: i32,
    pub(super) no_office: i32,
    /// That the codebook knows it.
    pub(super) known: i32,
}

/// What speaks for no side that the reports tell.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfNone {
    pub(super) always: i32,
    pub(super) of_state: i32,
    pub(super) other: i32,
    pub(super) no_office: i32,
    /// That there are ten sides; of fewer the part.
    pub(super) sides: i32,
    /// That the person holds an office of that right.
    pub(super) right: BTreeMap<Authority, i32>,
}

/// All weights.
#[derive(Debug)]
pub(super) struct Weights {
    /// By how much a side has to be ahead of the next.
    pub(super) ahead: i32,
    pub(super) clues: [OfPerson; CLUES],
    pub(super) side: OfSide,
    pub(super) name: OfName,
    pub(super) none: OfNone,
    state: OfKind,
    armed_group: OfKind,
    organisation: OfKind,
    bloc: OfKind,
}

impl Weights {
    /// Those that come with the program.
    pub(super) fn builtin() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
            let text = include_str!("../../../../../models/allegiance-weights.toml");
            // A test loads the file, so that a mistake in it never leaves the workshop.
            let file: File = toml::from_str(text).unwrap_or_else(|error| unreachable!("{error}"));
            let clues = NAMES.map(|name| file.clue.get(name).copied().unwrap_or_default());
            let File { ahead, side, name, none, state, armed_group, organisation, bloc, .. } = file;
            Weights { ahead, clues, side, name, none, state, armed_group, organisation, bloc }
        });
        &WEIGHTS
    }

    /// Those of a kind of side.
    pub(super) const fn kind(&self, kind: ActorKind) -> &OfKind {
        match kind {
            ActorKind::State => &self.state,
            ActorKind::ArmedGroup => &self.armed_group,
            ActorKind::Bloc => &self.bloc,
            _ => &self.organisation,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_loads_and_weighs_what_the_program_sees() {
        let text = include_str!("../../../../../models/allegiance-weights.toml");
        let file: File = toml::from_str(text).unwrap();
        assert!(file.clue.keys().all(|name| NAMES.contains(&name.as_str())));
        assert!(Weights::builtin().side.taken < 0);
    }
}
