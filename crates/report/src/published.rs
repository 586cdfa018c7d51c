//! Days of publication, in the ways that pages, feeds and people write them.

use jiff::civil::Date;

/// A text that should be a date and is none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("\"{text}\", which is no date")]
pub struct NoDate {
    /// The text, cut at 60 characters.
    pub text: String,
}

/// The day that `text` names, as its author wrote it: a time of day and its zone are checked for no more than their
/// look and left away, so `2025-03-13T23:30:00-05:00` is the 13th everywhere.
///
/// Read are ISO 8601 (`2025-03-13`, `20250313`, with or without a time), `13 March 2025`, `March 13, 2025` with month
/// names in full or cut to three letters, and the form of mails and feeds (`Thu, 13 Mar 2025 10:00:00 GMT`). Not read:
/// `03/04/2025`, which is March in one country and April in another.
///
/// # Errors
/// [`NoDate`] when it is none of these, or no day of the calendar.
pub fn parse_published(text: &str) -> Result<Date, NoDate> {
    let trimmed = text.trim();
    iso(trimmed).or_else(|| worded(trimmed)).ok_or_else(|| NoDate { text: trimmed.chars().take(60).collect() })
}

/// The month that a word names: in full, or cut to three letters (or "Sept"), with or without a full stop.
pub(crate) fn month(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.strip_suffix('.').unwrap_or(word).to_ascii_lowercase();
    let named = |name: &&str| lower == **name || lower.len() == 3 && name.starts_with(&lower);
    let at = if lower == "sept" { Some(8) } else { NAMES.iter().position(named) };
    at.and_then(|at| i8::try_from(at + 1).ok())
}

/// Is it the name of a weekday, in full or cut short?
pub(crate) fn is_weekday(word: &str) -> bool {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let lower = word.strip_suffix('.').unwrap_or(word).to_ascii_lowercase();
    lower.len() >= 3 && NAMES.iter().any(|name| name.starts_with(&lower))
}

fn iso(text: &str) -> Option<Date> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (year, month, day, rest) = match digits {
        8 => (text.get(..4)?, text.get(4..6)?, text.get(6..8)?, text.get(8..)?),
        4 => separated(text)?,
        _ => return None,
    };
    (rest.is_empty() || is_time(rest.strip_prefix(['T', 't']).unwrap_or(rest))).then_some(())?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `2025-03-13` or `2025/3/13` into its parts and the rest.
fn separated(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (year, rest) = text.split_at_checked(4)?;
    let separator = rest.chars().next().filter(|one| matches!(one, '-' | '/'))?;
    let (month, rest) = rest.get(1..)?.split_once(separator)?;
    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = rest.split_at_checked(end)?;
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (short(month) && short(day)).then_some((year, month, day, rest))
}

/// Does it look like a time of day, with or without a zone? (`10:00:00Z`, ` 10.30pm ET`, `at 9:15 GMT`)
fn is_time(text: &str) -> bool {
    let text = text.trim_start_matches(|one: char| one.is_whitespace() || matches!(one, ',' | '-' | '|'));
    let text = text.strip_prefix("at ").unwrap_or(text);
    let hour = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(hour..).and_then(|rest| rest.chars().next());
    let compact = (hour == 4 || hour == 6) && after.is_none_or(|one| matches!(one, 'Z' | '+' | '-' | ' '));
    text.len() <= 40 && (matches!(hour, 1 | 2) && matches!(after, Some(':' | '.' | 'h' | 'a' | 'p')) || compact)
}

fn worded(text: &str) -> Option<Date> {
    let (first, mut rest) = next_word(text)?;
    let mut word = first;
    if is_weekday(word) {
        (word, rest) = next_word(rest)?;
    }
    let (day, month_word, rest) = if word.starts_with(|one: char| one.is_ascii_digit()) {
        let (month, rest) = next_word(rest)?;
        (word, month, rest)
    } else {
        let (day, rest) = next_word(rest)?;
        (day, word, rest)
    };
    let (year, rest) = next_word(rest)?;
    (year.len() == 4 && (rest.trim().is_empty() || is_time(rest))).then_some(())?;
    Date::new(year.parse().ok()?, month(month_word)?, day_number(day)?).ok()
}

/// `3`, `03`, `3rd`.
pub(crate) fn day_number(word: &str) -> Option<i8> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let valid = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    valid.then(|| number.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

/// The next word without the commas after it, and what follows.
fn next_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(|one: char| one.is_whitespace() || one == ',').unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    (!word.is_empty()).then(|| (word, rest.trim_start_matches(',')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_pages_feeds_and_people_write_them() {
        for text in [
            "2025-03-13",
            " 2025-03-13 ",
            "20250313",
            "20250313T100000Z",
            "2025/03/13",
            "2025-3-13",
            "2025-03-13T10:00:00Z",
            "2025-03-13T23:30:00.123-05:00",
            "2025-03-13 10:00",
            "2025-03-13 10:00:00 +0000",
            "13 March 2025",
            "13th March, 2025",
            "March 13, 2025",
            "March 13 2025 at 10:30 GMT",
            "Mar. 13, 2025, 9:05 p.m. ET",
            "Thursday, March 13, 2025",
            "Thu, 13 Mar 2025 10:00:00 GMT",
            "13 MAR 2025",
        ] {
            let day = parse_published(text).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(day.to_string(), "2025-03-13", "{text}");
        }
        assert_eq!(parse_published("3 Sept 2024").unwrap().to_string(), "2024-09-03");
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "",
            "2 Mai",
            "03/04/2025",
            "2025-02-30",
            "2025-13-01",
            "2025-03",
            "2025",
            "March 2025",
            "13 March",
            "2025-03-13garbage",
            "yesterday",
            "13 March 25",
            "١٣ March 2025",
            "1741860000",
        ] {
            assert_eq!(parse_published(text).unwrap_err().text, text);
        }
    }
}
