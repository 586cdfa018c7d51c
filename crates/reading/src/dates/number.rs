//! Numbers as counts, days of the month and years.

use super::scan::Scan;

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 22] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
];

/// How many: a number, or some that the text leaves open ("several").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// So many.
    Exactly(i32),
    /// "a few", "several".
    Some,
}

/// The atom's digits as a number, where it has no more than `digits` of them.
pub(super) fn digits(scan: &Scan<'_>, at: usize, digits: usize) -> Option<i32> {
    let word = scan.word(at);
    (word.len() <= digits).then(|| word.parse().ok()).flatten()
}

/// A count at `at`, and the place after it.
pub(super) fn count(scan: &Scan<'_>, at: usize) -> Option<(Count, usize)> {
    if let Some(number) = digits(scan, at, 4) {
        return (!scan.in_figure(at, at + 1)).then_some((Count::Exactly(number), at + 1));
    }
    let open = match (scan.word(at), scan.word(at + 1)) {
        ("a", "few") => Some(2),
        ("a", "couple") => Some(if scan.is(at + 2, &["of"]) { 3 } else { 2 }),
        ("couple", _) => Some(if scan.is(at + 1, &["of"]) { 2 } else { 1 }),
        ("several" | "few" | "some" | "many", _) => Some(1),
        _ => None,
    };
    if let Some(length) = open {
        return Some((Count::Some, at + length));
    }
    if scan.is(at, &["a", "an"]) {
        return Some((Count::Exactly(1), at + 1));
    }
    spelt(scan, at).map(|(number, next)| (Count::Exactly(number), next))
}

/// A number in words, up to ninety-nine.
fn spelt(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    let place = |table: &[&str], at: usize| table.iter().position(|word| !word.is_empty() && *word == scan.word(at));
    if let Some(number) = place(&UNITS, at) {
        return Some((number as i32, at + 1));
    }
    let tens = 10 * place(&TENS, at)? as i32;
    let next = scan.skip(at + 1, &["-"]);
    match place(&UNITS[..10], next) {
        Some(rest) if rest > 0 => Some((tens + rest as i32, next + 1)),
        _ => Some((tens, at + 1)),
    }
}

/// An ordinal in digits or words ("19th", "nineteenth"), and the place after it.
pub(super) fn ordinal(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    if let Some(number) = digits(scan, at, 2)
        && scan.is(at + 1, &["st", "nd", "rd", "th"])
        && scan.is_glued(at + 1)
    {
        return Some((number, at + 2));
    }
    if scan.is(at, &["twenty"]) && scan.is(at + 1, &["-"]) && scan.is(at + 2, &["first"]) {
        return Some((21, at + 3));
    }
    ORDINALS.iter().position(|word| *word == scan.word(at)).map(|number| (number as i32, at + 1))
}

/// A day of the month, with or without its ending ("13", "13th"), and the place after it.
pub(super) fn day(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    let number = digits(scan, at, 2).filter(|number| (1..=31).contains(number))?;
    let glued_ending = scan.is(at + 1, &["st", "nd", "rd", "th"]) && scan.is_glued(at + 1);
    let next = if glued_ending { at + 2 } else { at + 1 };
    let is_clock = scan.is(next, &["am", "pm", "gmt", "percent", "million", "billion"]);
    (!scan.in_figure(at, next) && !is_clock).then_some((number, next))
}

/// A year of four digits, and the place after it.
pub(super) fn year(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    let number = digits(scan, at, 4).filter(|_| scan.word(at).len() == 4)?;
    let next_is_letter = scan.is_glued(at + 1) && scan.word(at + 1).starts_with(char::is_alphanumeric);
    ((1000..2200).contains(&number) && !scan.in_figure(at, at + 1) && !next_is_letter).then_some((number, at + 1))
}
