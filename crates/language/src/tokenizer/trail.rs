//! Runs an expression again and again over a text that loses characters at both ends, without reading it all each time.
//!
//! ```text
//! aaaaaaaa-la-aaaa))))     dies at the first bracket, however many follow
//! 。。。。。。。a            from each start, the run is soon in the state of the run before: no need to go on
//! ```

use std::ops::Range;

use super::dfa::{Automaton, DEAD, StateId};
use super::program::Program;
use super::sets::ClassId;

/// Where runs over a text have come by.
#[derive(Default)]
pub(super) struct Trail {
    /// State before each character, of the last run that came there.
    states: Vec<StateId>,
    /// Characters that a run died of, the last first.
    deaths: Vec<usize>,
    /// [`Automaton::times_forgot`] when the trail began: numbers of states from before mean nothing.
    times_forgot: u64,
}

/// No run has come by.
const NONE: StateId = StateId::MAX;
/// Texts up to this many characters are read again: nothing to gain.
const SHORT: usize = 64;

impl Trail {
    /// To be called before the first run over another text.
    pub(super) fn begin(&mut self, automaton: &Automaton, length: usize) {
        self.states.clear();
        self.deaths.clear();
        if length > SHORT {
            self.states.resize(length, NONE);
        } else {
            self.states.shrink_to(SHORT);
        }
        self.times_forgot = automaton.times_forgot;
    }

    fn forget(&mut self) {
        self.states.clear();
        self.deaths.clear();
    }
}

impl Automaton {
    /// Whether a match begins at the start of a range of the text for which the trail began; no later range may reach
    /// beyond an earlier one. The program must have no lookarounds.
    pub(super) fn matches_again(
        &mut self,
        program: &Program,
        text: &[ClassId],
        range: Range<usize>,
        trail: &mut Trail,
    ) -> bool {
        let text = &text[..range.end];
        let mut state = self.begin_at_start();
        let mut at = range.start;
        // What happens at the last character and the end depends on where the end is.
        let last = range.end.saturating_sub(1).max(at);
        while at <= range.end {
            if trail.times_forgot != self.times_forgot {
                trail.forget();
            }
            if at <= last && at < trail.states.len() {
                if at < last && trail.states[at] == state {
                    trail.deaths.truncate(trail.deaths.partition_point(|&death| death >= at));
                    if trail.deaths.last().is_some_and(|&death| death < last) {
                        return false;
                    }
                    (at, state) = (last, trail.states[last]);
                }
                trail.states[at] = state;
            }
            let transition = self.transition(program, state, text, at, 0);
            if transition & 1 == 1 {
                trail.forget();
                return true;
            }
            state = transition >> 1;
            if state == DEAD {
                if at < last {
                    trail.deaths.truncate(trail.deaths.partition_point(|&death| death > at));
                    trail.deaths.push(at);
                }
                return false;
            }
            at += 1;
        }
        false
    }
}
