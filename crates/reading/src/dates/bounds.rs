//! "since", "until", "by", "from … to": what the words before a date make of it.

use rapporteur_record::Period;

use super::days;
use super::scan::Scan;
use super::time::Found;

/// How a clause is bound to the time that it names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bound {
    /// "on Thursday", "in 2014": within it.
    #[default]
    Within,
    /// "since 2014", "from Monday on".
    Since,
    /// "until Friday", "into Friday".
    Until,
    /// "by Friday".
    By,
    /// "before June".
    Before,
    /// "after June".
    After,
    /// "from 3 to 5 May", "between Monday and Wednesday": the first of the two.
    RangeStart,
    /// The second of the two.
    RangeEnd,
}

/// The bound that the words before a time expression give, and the atom with which the phrase begins.
pub(super) fn bound(scan: &Scan<'_>, found: &Found) -> (Bound, usize) {
    let start = if found.start > 0 && scan.is(found.start - 1, &["the"]) { found.start - 1 } else { found.start };
    let Some(before) = start.checked_sub(1) else { return (Bound::Within, start) };
    let bound = match scan.word(before) {
        "since" => Bound::Since,
        "from" if scan.is(found.end, &["on", "onward", "onwards"]) => Bound::Since,
        "until" | "till" | "into" | "through" => Bound::Until,
        "by" => Bound::By,
        "before" => Bound::Before,
        "after" => Bound::After,
        "on" | "in" | "at" | "during" | "over" | "for" | "within" | "throughout" | "around" | "about" => Bound::Within,
        "of" | "from" | "to" => return (Bound::Within, start),
        _ => return (Bound::Within, start),
    };
    // "after Monday's attack" and "since the 2015 accord" bind the attack and the accord.
    let (bound, start) =
        if names_another(scan, found) && bound != Bound::Within { (Bound::Within, start) } else { (bound, before) };
    (bound, start)
}

/// Does the time belong to the name of a thing ("Monday's attack", "the 2015 accord")?
fn names_another(scan: &Scan<'_>, found: &Found) -> bool {
    let possessive = scan.is(found.end, &["'", "’"]) && scan.is(found.end + 1, &["s"]) && scan.is_glued(found.end);
    let last = scan.token(found.end.saturating_sub(1));
    possessive
        || last.is_some_and(|token| {
            matches!(token.dep, "compound" | "nmod" | "amod" | "nummod" | "poss") && token.head > token.index() as u32
        })
}

/// The period of the clause: what is told, cut by the bound.
pub(super) fn apply(bound: Bound, told: Period) -> Period {
    match bound {
        Bound::Since => Period { from: told.from, to: None },
        Bound::Until | Bound::By => Period { from: None, to: told.to },
        Bound::Before => Period { from: None, to: told.from.and_then(|day| days::add_days(day, -1)) },
        Bound::After => Period { from: told.to.and_then(|day| days::add_days(day, 1)), to: None },
        Bound::Within | Bound::RangeStart | Bound::RangeEnd => told,
    }
}

/// How two time expressions are joined, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// "from A to B", "between A and B", "A–B".
    Range,
    /// "Tuesday and Wednesday".
    Both,
}

/// Does `second` go on where `first` ends?
pub(super) fn join(scan: &Scan<'_>, first: &Found, second: &Found) -> Option<Join> {
    let opened = first
        .start
        .checked_sub(1)
        .map_or("", |at| if scan.is(at, &["the", "late", "early"]) { scan.before(at, 1) } else { scan.word(at) });
    let second_start = if scan.is(second.start.saturating_sub(1), &["the"]) { second.start - 1 } else { second.start };
    if second_start != first.end + 1 {
        return None;
    }
    match (scan.word(first.end), opened) {
        ("to" | "until" | "till" | "through", _) => Some(Join::Range),
        ("and", "between") => Some(Join::Range),
        ("-" | "–" | "—", _) => Some(Join::Range),
        ("and", _) => Some(Join::Both),
        _ => None,
    }
}
