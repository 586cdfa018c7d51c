//! Reads a component's `moves` file: how often each action was seen with each label, which gives the order of the
//! network's classes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rmpv::ValueRef;

use crate::intern::intern;
use crate::neural::params::{ModelError, text};

/// One class of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    /// spaCy's number of the action.
    pub(crate) action: u8,
    /// Empty where the action has none.
    pub(crate) label: &'static str,
}

/// The classes in the network's order.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Move>, ModelError> {
    let malformed = || ModelError::Malformed("the table of moves".to_owned());
    let ValueRef::Map(entries) = rmpv::decode::read_value_ref(&mut &bytes[..])? else { return Err(malformed()) };
    let json = entries.iter().find(|(key, _)| text(key) == Some("moves")).and_then(|(_, value)| text(value));
    let table: BTreeMap<String, BTreeMap<String, i64>> =
        json.and_then(|json| serde_json::from_str(json).ok()).ok_or_else(malformed)?;
    let mut actions = BTreeMap::new();
    for (action, labels) in table {
        actions.insert(action.parse::<u8>().map_err(|_| malformed())?, labels);
    }
    Ok(ordered(&actions))
}

/// Refuses a table with an action past the `last` that there is; `whose` it is: "the parser".
pub(crate) fn check_actions(moves: &[Move], last: u8, whose: &str) -> Result<(), ModelError> {
    match moves.iter().find(|known| known.action > last) {
        Some(Move { action, .. }) => Err(ModelError::Unsupported(format!("{whose}'s action {action} is unknown"))),
        None => Ok(()),
    }
}

/// As spaCy's `initialize_actions`: by action, the most frequent label first; labels with negative counts were added
/// later and come last, label by label.
fn ordered(actions: &BTreeMap<u8, BTreeMap<String, i64>>) -> Vec<Move> {
    let mut moves: Vec<Move> = Vec::new();
    let mut add = |action: u8, label: &str| {
        let new = Move { action, label: intern(label) };
        if !moves.contains(&new) {
            moves.push(new);
        }
    };
    let mut later: Vec<(i64, &str)> = Vec::new();
    for (&action, labels) in actions {
        let mut by_count: Vec<(i64, &str)> = labels.iter().map(|(label, &count)| (count, label.as_str())).collect();
        by_count.sort_unstable_by_key(|&entry| Reverse(entry));
        for (count, label) in by_count {
            if count < 0 { later.push((count, label)) } else { add(action, label) }
        }
    }
    later.sort_unstable_by_key(|&entry| Reverse(entry));
    later.dedup();
    for (_, label) in later {
        for (&action, labels) in actions {
            if labels.get(label).is_some_and(|&count| count < 0) {
                add(action, label);
            }
        }
    }
    moves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_ordered_by_action_then_count_then_label_backwards() {
        let labels = |labels: &[(&str, i64)]| labels.iter().map(|&(label, count)| (label.to_owned(), count)).collect();
        let actions =
            BTreeMap::from([(3, labels(&[("b", 2), ("a", 2), ("late", -1)])), (2, labels(&[("x", 1), ("late", -1)]))]);
        let found: Vec<(u8, &str)> = ordered(&actions).iter().map(|found| (found.action, found.label)).collect();
        assert_eq!(found, [(2, "x"), (3, "b"), (3, "a"), (2, "late"), (3, "late")]);
    }
}
