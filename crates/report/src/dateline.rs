//! Datelines: where, and on which day, a report says that it was written.
//!
//! ```text
//! GENEVA, Switzerland, March 3 (Reuters) — The envoys ...
//! place~~~~~~~~~~~~~~  day~~~~  outlet~
//! ```
//!
//! Looked for at the start of the text only, below a title and a byline. A place in capitals needs no more than a dash
//! and a sentence behind it ("KYIV — The"); one in small letters needs a day or an outlet as well ("Doha, 12 May 2023 —"),
//! since "Kyiv – the capital – fell silent" is no dateline. Agencies that write "PLACE, March 3. /AGENCY/." are read too.

use std::ops::Range;

use jiff::civil::Date;

use crate::published::{day_number, is_weekday, month};

/// A dateline; every range counts bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The place as written, with its country.
    pub place: Range<usize>,
    /// The day. Without a year it is the last one before the day of publication, or a month after at most; `None` when
    /// there is no day, or neither year nor day of publication.
    pub date: Option<Date>,
    /// The outlet in brackets or slashes.
    pub outlet: Option<Range<usize>>,
    /// The whole dateline up to the report's first word.
    pub bytes: Range<usize>,
}

/// The dateline at the start of `text`, if it has one. `published` gives the year to a day without.
///
/// ```
/// use rapporteur_report::dateline;
/// let text = "GENEVA, March 3 (Reuters) — The envoys left.";
/// let found = dateline(text, Some("2025-03-04".parse().unwrap())).unwrap();
/// assert_eq!(&text[found.place], "GENEVA");
/// assert_eq!(found.date.unwrap().to_string(), "2025-03-03");
/// assert_eq!(&text[found.outlet.unwrap()], "Reuters");
/// assert_eq!(&text[found.bytes.end..], "The envoys left.");
/// ```
pub fn dateline(text: &str, published: Option<Date>) -> Option<Dateline> {
    /// Title, subtitle, byline, day, and then the report.
    const LINES: usize = 5;
    /// What is longer is a paragraph, and the report has begun.
    const LONGEST_TITLE: usize = 200;
    let mut at = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if let Some(found) = of_line(line, start, published) {
            return Some(found);
        }
        seen += 1;
        if seen == LINES || line.len() > LONGEST_TITLE {
            return None;
        }
    }
    None
}

/// What stands between the place and the dash.
#[derive(Default)]
struct Rest {
    date: Option<Day>,
    has_day: bool,
    outlet: Option<Range<usize>>,
}

struct Day {
    month: i8,
    day: i8,
    year: Option<i16>,
}

/// Longest dateline, in code points: a line's further dashes are none of ours.
const LONGEST: usize = 120;

fn of_line(line: &str, start: usize, published: Option<Date>) -> Option<Dateline> {
    let (head, after) = separated(line)?;
    let place_end = place_end(head)?;
    let place = head.get(..place_end)?;
    let rest = rest(head, place_end)?;
    let follows = line.get(after..)?;
    let named = rest.has_day || rest.outlet.is_some();
    let in_capitals = !place.chars().any(char::is_lowercase) || place.split(',').next().is_some_and(is_capitals);
    let supported = named || in_capitals && begins_sentence(follows);
    if !supported || follows.is_empty() || is_no_place(place) {
        return None;
    }
    let shift = |range: Range<usize>| start + range.start..start + range.end;
    Some(Dateline {
        place: shift(0..place_end),
        date: rest.date.and_then(|day| day.resolve(published)),
        outlet: rest.outlet.map(shift),
        bytes: start..start + after,
    })
}

/// The line before its first dash (or TASS's `/OUTLET/.`), and where the sentence after it begins.
fn separated(line: &str) -> Option<(&str, usize)> {
    let window = line.char_indices().nth(LONGEST).and_then(|(end, _)| line.get(..end)).unwrap_or(line);
    let mut ends: Vec<(usize, usize)> = ["—", "–", " - ", " -- ", "--", ") -", ")- "]
        .iter()
        .filter_map(|dash| {
            let at = window.find(dash)?;
            let bracket = usize::from(dash.starts_with(')'));
            Some((at + bracket, at + dash.len()))
        })
        .collect();
    if let Some(end) = slashed_end(window) {
        ends.push((end, end));
    }
    let (head_end, after) = ends.into_iter().min()?;
    let rest = line.get(after..)?;
    let blank = rest.len() - rest.trim_start_matches(|one: char| one.is_whitespace() || one == '-').len();
    Some((line.get(..head_end)?.trim_end(), after + blank))
}

/// The end of "/TASS/." or "/TASS/".
fn slashed_end(window: &str) -> Option<usize> {
    let open = window.find(" /")? + 2;
    let close = open + window.get(open..)?.find('/')?;
    let name = window.get(open..close)?;
    let valid = !name.is_empty() && name.len() <= 20 && name.chars().all(|one| one.is_uppercase() || one == '-');
    let end = close + 1;
    valid.then(|| end + usize::from(window.get(end..).is_some_and(|rest| rest.starts_with('.'))))
}

/// Where the place ends: before a bracket, a full stop that ends it, or the comma before a day.
fn place_end(head: &str) -> Option<usize> {
    let mut end = 0;
    let mut words = 0;
    for (at, word) in words_of(head) {
        let bare = word.trim_end_matches([',', '.']);
        let first = bare.chars().next()?;
        let is_day = month(bare).is_some() && (word.len() > 3 || !is_capitals(bare)) || is_weekday(bare);
        if matches!(first, '(' | '/' | '[') || first.is_ascii_digit() || words > 0 && is_day {
            break;
        }
        let joins =
            matches!(bare, "de" | "of" | "the" | "al" | "el" | "la" | "and" | "di" | "da" | "do" | "des" | "du");
        if !(first.is_uppercase() || joins && words > 0) {
            return None;
        }
        let letters = |one: char| one.is_alphabetic() || matches!(one, '\'' | '’' | '-' | '.' | '/' | '‘');
        if !bare.chars().all(letters) {
            return None;
        }
        words += 1;
        let abbreviated = bare.chars().count() <= 3 || bare.contains('.');
        let without_comma = word.trim_end_matches(',');
        end = at + if abbreviated { without_comma.len() } else { bare.len() };
    }
    (1..=6).contains(&words).then_some(end)
}

/// Words with their places.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - start, word))
}

/// The day and the outlet after the place; `None` when anything else stands there.
fn rest(head: &str, from: usize) -> Option<Rest> {
    let mut rest = Rest::default();
    let mut day_words: Vec<&str> = Vec::new();
    let mut at = from;
    while let Some(left) = head.get(at..).filter(|left| !left.is_empty()) {
        let first = left.chars().next()?;
        let bracket = match first {
            '(' => Some(')'),
            '[' => Some(']'),
            '/' => Some('/'),
            _ => None,
        };
        if let Some(close) = bracket {
            let length = left.get(1..)?.find(close)?;
            let inner = at + 1..at + 1 + length;
            let name = head.get(inner.clone())?;
            if rest.outlet.is_some() || name.is_empty() || name.len() > 40 || !name.starts_with(char::is_uppercase) {
                return None;
            }
            rest.outlet = Some(inner);
            at += length + 2;
        } else if first.is_whitespace() || matches!(first, ',' | '.' | ':') {
            at += first.len_utf8();
        } else {
            let end = left.find(|one: char| one.is_whitespace() || matches!(one, ',' | '(' | '/' | '['));
            let word = left.get(..end.unwrap_or(left.len()))?;
            day_words.push(word.trim_end_matches('.'));
            at += word.len();
        }
    }
    if !day_words.is_empty() {
        rest.date = day(&day_words)?;
        rest.has_day = true;
    }
    Some(rest)
}

/// A day of words; an inner `None` for a weekday alone, an outer one for words that are no day.
fn day(words: &[&str]) -> Option<Option<Day>> {
    let words: Vec<&str> = words.iter().copied().filter(|word| !is_weekday(word)).collect();
    let (first, second, year) = match *words.as_slice() {
        [] => return Some(None),
        [first, second] => (first, second, None),
        [first, second, year] if year.len() == 4 => (first, second, Some(year.parse().ok()?)),
        _ => return None,
    };
    let (month_word, day_word) = if month(first).is_some() { (first, second) } else { (second, first) };
    Some(Some(Day { month: month(month_word)?, day: day_number(day_word)?, year }))
}

impl Day {
    fn resolve(&self, published: Option<Date>) -> Option<Date> {
        if let Some(year) = self.year {
            return Date::new(year, self.month, self.day).ok();
        }
        // A report is published after its dateline. A little before happens (time zones, dates of print), a year doesn't.
        let published = published?;
        let this_year = Date::new(published.year(), self.month, self.day).ok();
        let near = |date: &Date| published.until(*date).is_ok_and(|span| span.get_days() <= 31);
        let next_year = || Date::new(published.year().checked_add(1)?, self.month, self.day).ok();
        let last_year = || Date::new(published.year().checked_sub(1)?, self.month, self.day).ok();
        next_year().filter(near).or(this_year.filter(near)).or_else(last_year)
    }
}

fn is_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// Labels of newsrooms that stand where a place would.
fn is_no_place(place: &str) -> bool {
    const LABELS: [&str; 22] = [
        "ANALYSIS",
        "BREAKING",
        "BRIEF",
        "CORRECTED",
        "CORRECTION",
        "EDITORIAL",
        "EXCLUSIVE",
        "EXPLAINER",
        "FACTBOX",
        "FLASH",
        "INTERVIEW",
        "LIVE",
        "NEWS",
        "NOTE",
        "OPINION",
        "RECAP",
        "SPECIAL",
        "TIMELINE",
        "UPDATE",
        "UPDATED",
        "URGENT",
        "WATCH",
    ];
    let first = place.split(|one: char| !one.is_alphanumeric()).next().unwrap_or_default();
    LABELS.iter().any(|label| first.eq_ignore_ascii_case(label)) || first.eq_ignore_ascii_case("by")
}

fn begins_sentence(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '\'', '“', '‘', '«']);
    text.starts_with(|one: char| one.is_uppercase() || one.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: [&str; 3], follows: &str) {
        let published = "2025-03-04".parse().ok();
        let Some(found) = dateline(text, published) else { panic!("no dateline: {text}") };
        let date = found.date.map(|date| date.to_string()).unwrap_or_default();
        let outlet = found.outlet.map(|range| &text[range]).unwrap_or_default();
        assert_eq!([&text[found.place], date.as_str(), outlet], expect, "{text}");
        assert_eq!(&text[found.bytes.end..], follows, "{text}");
    }

    #[test]
    fn datelines() {
        for (text, expect) in [
            ("GENEVA, March 3 (Reuters) — The envoys left.", ["GENEVA", "2025-03-03", "Reuters"]),
            ("KYIV — The envoys left.", ["KYIV", "", ""]),
            ("KYIV, Ukraine — The envoys left.", ["KYIV, Ukraine", "", ""]),
            ("PARIS (AP) - The envoys left.", ["PARIS", "", "AP"]),
            ("PARIS (AP)- The envoys left.", ["PARIS", "", "AP"]),
            ("Doha, 12 May 2023 — The envoys left.", ["Doha", "2023-05-12", ""]),
            ("Doha, 12 May 2023 (QNA) – The envoys left.", ["Doha", "2023-05-12", "QNA"]),
            ("Geneva (Reuters) -- The envoys left.", ["Geneva", "", "Reuters"]),
            ("BOGOTÁ, Colombia (AP) — The envoys left.", ["BOGOTÁ, Colombia", "", "AP"]),
            ("WASHINGTON, D.C., Dec. 30 — The envoys left.", ["WASHINGTON, D.C.", "2024-12-30", ""]),
            ("UNITED NATIONS, Feb 28 (IPS) - The envoys left.", ["UNITED NATIONS", "2025-02-28", "IPS"]),
            ("TEL AVIV/CAIRO, March 10 (Reuters) - The envoys left.", ["TEL AVIV/CAIRO", "2025-03-10", "Reuters"]),
            ("ST. PETERSBURG, March 3. /TASS/. The envoys left.", ["ST. PETERSBURG", "2025-03-03", "TASS"]),
            ("Port-au-Prince, Monday (AFP) — The envoys left.", ["Port-au-Prince", "", "AFP"]),
            ("N'DJAMENA — The envoys left.", ["N'DJAMENA", "", ""]),
            ("Rio de Janeiro, 1 March — The envoys left.", ["Rio de Janeiro", "2025-03-01", ""]),
        ] {
            check(text, expect, "The envoys left.");
        }
        check("KYIV — “We left,” he said.", ["KYIV", "", ""], "“We left,” he said.");
        check("Talks end\nBy Ann Lee\n\n  OSLO (AP) — They left.\nMore.", ["OSLO", "", "AP"], "They left.\nMore.");
    }

    #[test]
    fn what_is_no_dateline() {
        for text in [
            "",
            "KYIV",
            "KYIV —",
            "The envoys left Geneva — at last.",
            "Kyiv – the capital – fell silent.",
            "Kyiv — The capital fell silent.",
            "NATO — a bloc of 32 — met.",
            "BREAKING — The envoys left.",
            "UPDATE 1 — The envoys left.",
            "Exclusive (AP) — The envoys left.",
            "Monday — The envoys left.",
            "In Geneva, March 3 was cold — and wet.",
            "GENEVA, March 3 and 4 (Reuters) — The envoys left.",
            "GENEVA (which is in Switzerland) — The envoys left.",
            "Ann Lee, 45 — The envoy left.",
            "A long first paragraph, longer than any title would be, tells of envoys who came and of envoys who went, and of all that they had said to one another in the course of a long and rather rainy day in spring.\n\nKYIV — The envoys left.",
            "1\n\n2\n\n3\n\n4\n\n5\n\nKYIV — The envoys left.",
        ] {
            assert_eq!(dateline(text, None), None, "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_needs_a_day_of_publication() {
        let found = dateline("GENEVA, March 3 (Reuters) — The envoys left.", None).unwrap();
        assert_eq!(found.date, None);
        let leap = dateline("GENEVA, Feb. 29 — The envoys left.", "2025-01-03".parse().ok()).unwrap();
        assert_eq!(leap.date.unwrap().to_string(), "2024-02-29");
        let eve = dateline("GENEVA, Jan. 1 — The envoys left.", "2024-12-31".parse().ok()).unwrap();
        assert_eq!(eve.date.unwrap().to_string(), "2025-01-01");
    }
}
