//! What each rule must match and what it must not, a row a case.

use super::*;
use crate::dates::toy::parse;

/// Checks the days of the mentions in a text published on a day; `""` for no day. A time is written `from..to`, one day
/// as itself, an open end as nothing, and a mention that nothing fixes as `?`.
#[track_caller]
fn check(text: &str, published: &str, expect: &[&str]) {
    let published = (!published.is_empty()).then(|| published.parse().unwrap());
    let doc = parse(text);
    let told: Vec<String> = dates(&doc, published).iter().map(|mention| shown(mention.period)).collect();
    assert_eq!(told, expect, "{text}");
}

fn shown(period: Period) -> String {
    let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match (text(period.from), text(period.to)) {
        (from, to) if from.is_empty() && to.is_empty() => "?".into(),
        (from, to) if from == to => from,
        (from, to) => format!("{from}..{to}"),
    }
}

/// A Thursday.
const TODAY: &str = "2025-03-13";

#[test]
fn weekdays_look_back_or_ahead_with_their_verb() {
    check("The envoys met on Wednesday.", TODAY, &["2025-03-12"]);
    check("The envoys met on Friday.", TODAY, &["2025-03-07"]);
    check("The envoys will meet on Friday.", TODAY, &["2025-03-14"]);
    check("The envoys agreed to meet on Friday.", TODAY, &["2025-03-14"]);
    check("The talks resume on Monday.", TODAY, &["2025-03-17"]);
    check("The envoys may have met on Friday.", TODAY, &["2025-03-07"]);
    check("He'd spoken to the envoy on Wednesday.", TODAY, &["2025-03-12"]);
    check("The envoys met on Wednesday.", "", &["?"]);
}

#[test]
fn the_weekday_of_publication_is_today() {
    check("The envoys met on Thursday.", TODAY, &["2025-03-13"]);
    check("The envoys will meet on Thursday.", TODAY, &["2025-03-13"]);
    check("The envoys met last Thursday.", TODAY, &["2025-03-06"]);
    check("The envoys will meet next Thursday.", TODAY, &["2025-03-20"]);
}

#[test]
fn weekdays_of_a_week_and_times_of_day() {
    check("The envoys met on Tuesday night.", TODAY, &["2025-03-11"]);
    check("The envoys met on Monday last week.", TODAY, &["2025-03-03"]);
    check("The envoys will meet on Tuesday of next week.", TODAY, &["2025-03-18"]);
    check("The envoys met on Tuesday and Wednesday.", TODAY, &["2025-03-11..2025-03-12", "2025-03-11..2025-03-12"]);
}

#[test]
fn names_and_habits_are_no_weekdays() {
    check("He told the Sunday Times.", TODAY, &[]);
    check("They met every Friday.", TODAY, &[]);
    check("They met on Saturday mornings.", TODAY, &[]);
    check("They met on a Monday.", TODAY, &[]);
    check("The sun set.", TODAY, &[]);
}

#[test]
fn full_dates_in_every_order() {
    for text in [
        "13 March 2025",
        "13th March 2025",
        "the 13th of March 2025",
        "March 13, 2025",
        "March 13th, 2025",
        "Mar. 13, 2025",
        "Thursday 13 March 2025",
        "Thursday, March 13, 2025",
        "2025-03-13",
        "13/03/2025",
        "3/13/2025",
        "13.3.2025",
    ] {
        check(&format!("They met on {text}."), "", &["2025-03-13"]);
    }
    // Nothing in the text shows which is the month.
    check("They met on 04/05/2025.", "", &[]);
    check("They met on 04/05/2025 and 25/05/2025.", "", &["2025-05-04", "2025-05-25"]);
    // There is no such day; the month was told.
    check("They met on 30 February 2025.", "", &["2025-02-01..2025-02-28"]);
}

#[test]
fn a_day_without_a_year_is_the_nearest_by_tense() {
    check("They met on 20 March.", TODAY, &["2024-03-20"]);
    check("They met on March 3.", TODAY, &["2025-03-03"]);
    check("They will meet on 2 May.", TODAY, &["2025-05-02"]);
    check("They will meet on January 5.", TODAY, &["2026-01-05"]);
    check("They met on 20 March last year.", TODAY, &["2024-03-20"]);
    check("They met on 20 March.", "", &["?"]);
}

#[test]
fn ranges_are_one_time() {
    check("They met on 3-5 March 2025.", "", &["2025-03-03..2025-03-05"]);
    check("They met between 3 and 5 March 2025.", "", &["2025-03-03..2025-03-05"]);
    check("They met from March 3 to 5.", TODAY, &["2025-03-03..2025-03-05"]);
    let both = "2025-02-27..2025-03-02";
    check("They met from 27 February to 2 March.", TODAY, &[both, both]);
    let both = "2024-03-01..2024-08-31";
    check("They met from March to August 2024.", TODAY, &[both, both]);
}

#[test]
fn months_and_their_parts() {
    check("They met in January.", TODAY, &["2025-01-01..2025-01-31"]);
    check("They met in June.", TODAY, &["2024-06-01..2024-06-30"]);
    check("They will meet in June.", TODAY, &["2025-06-01..2025-06-30"]);
    check("They will meet in mid-June.", TODAY, &["2025-06-11..2025-06-20"]);
    check("They met in late March 2024.", "", &["2024-03-21..2024-03-31"]);
    check("They met in March last year.", TODAY, &["2024-03-01..2024-03-31"]);
    check("They met last May.", TODAY, &["2024-05-01..2024-05-31"]);
    check("They met in March.", TODAY, &["2025-03-01..2025-03-13"]);
}

#[test]
fn verbs_and_women_are_no_months() {
    check("They may meet.", TODAY, &[]);
    check("May they meet?", TODAY, &[]);
    check("They march on.", TODAY, &[]);
    check("June Smith met April.", TODAY, &[]);
    check("It rains in July.", TODAY, &["?"]);
}

#[test]
fn years_decades_and_centuries() {
    check("They met in 2014.", "", &["2014-01-01..2014-12-31"]);
    check("The 2015 accord held.", "", &["2015-01-01..2015-12-31"]);
    check("They met in the 1990s.", "", &["1990-01-01..1999-12-31"]);
    check("They met in the late 1990s.", "", &["1995-01-01..1999-12-31"]);
    check("They met in the '90s.", "", &["1990-01-01..1999-12-31"]);
    check("They met in the 19th century.", "", &["1800-01-01..1899-12-31"]);
    check("They met in the winter of 2023-24.", "", &["2023-12-01..2024-02-29"]);
    check("They met in the first quarter of 2024.", "", &["2024-01-01..2024-03-31"]);
    check("They met in early 2024.", "", &["2024-01-01..2024-04-30"]);
    check("They met in 348 AD.", "", &["0348-01-01..0348-12-31"]);
    check("They met in 348 BC.", "", &["?"]);
}

#[test]
fn counts_and_numbers_are_no_years() {
    for text in [
        "They cite Resolution 1701.",
        "They sent 2000 soldiers.",
        "It cost $2000.",
        "They won 3-1.",
        "They met 1,990 men.",
        "They flew in Flight 1549.",
        "They call 555-2014.",
        "They walked 2000 metres.",
        "The second man met them.",
    ] {
        check(text, TODAY, &[]);
    }
}

#[test]
fn times_from_the_day_of_writing() {
    check("They met yesterday.", TODAY, &["2025-03-12"]);
    check("They will meet tomorrow night.", TODAY, &["2025-03-14"]);
    check("They met this morning.", TODAY, &["2025-03-13"]);
    check("They met last night.", TODAY, &["2025-03-12"]);
    check("They met the day before yesterday.", TODAY, &["2025-03-11"]);
    check("They met last week.", TODAY, &["2025-03-03..2025-03-09"]);
    check("They will meet next week.", TODAY, &["2025-03-17..2025-03-23"]);
    check("They will meet next month.", TODAY, &["2025-04-01..2025-04-30"]);
    check("They met last summer.", TODAY, &["2024-06-01..2024-08-31"]);
    check("They met two weeks ago.", TODAY, &["2025-02-24..2025-03-02"]);
    check("They met three years ago.", TODAY, &["2022-01-01..2022-12-31"]);
    check("They met several years ago.", TODAY, &["..2025-03-13"]);
    check("They will meet in three days.", TODAY, &["2025-03-16"]);
    check("They will meet within ten days.", TODAY, &["2025-03-13..2025-03-23"]);
    check("They met over the weekend.", TODAY, &["2025-03-08..2025-03-09"]);
    check("They will meet at the weekend.", TODAY, &["2025-03-15..2025-03-16"]);
}

#[test]
fn a_period_told_as_past_ends_today() {
    check("They met this year.", TODAY, &["2025-01-01..2025-03-13"]);
    check("They met earlier this week.", TODAY, &["2025-03-10..2025-03-13"]);
    check("They will meet later this month.", TODAY, &["2025-03-13..2025-03-31"]);
    check("They met over the past three weeks.", TODAY, &["2025-02-21..2025-03-13"]);
    check("They will meet this week.", TODAY, &["2025-03-10..2025-03-16"]);
}

#[test]
fn how_long_is_not_when() {
    check("They met for three weeks.", TODAY, &[]);
    check("They did it in three days.", TODAY, &[]);
    check("It costs a million a year.", TODAY, &[]);
    check("They met every week.", TODAY, &[]);
}

#[test]
fn times_told_from_another_time() {
    check("They met on 3 May 2024. They met the next day.", "", &["2024-05-03", "2024-05-04"]);
    check("They met on 3 May 2024. They met two days earlier.", "", &["2024-05-03", "2024-05-01"]);
    check("They met on 3 May 2024. They met the following week.", "", &["2024-05-03", "2024-05-06..2024-05-12"]);
    check("They met in 2014. Two years later they met.", "", &["2014-01-01..2014-12-31", "2016-01-01..2016-12-31"]);
    check("They met in 2014. They met in May that year.", "", &["2014-01-01..2014-12-31", "2014-05-01..2014-05-31"]);
    // Nothing tells when the vote was.
    check("They met on 3 May 2024. They met the day before the vote.", "", &["2024-05-03"]);
    // Days counted from a year would be a guess.
    check("They met in 2014. They met two days later.", "", &["2014-01-01..2014-12-31", "?"]);
}

#[test]
fn later_in_a_month_that_is_over_is_not_cut_by_today() {
    check("They met later last month.", TODAY, &["2025-02-01..2025-02-28"]);
    check("They will meet later this month.", TODAY, &["2025-03-13..2025-03-31"]);
}

#[test]
fn bounds_leave_an_end_open() {
    check("They met since 2014.", TODAY, &["2014-01-01.."]);
    check("They were to meet since Monday.", TODAY, &["2025-03-10.."]);
    check("They will meet until Friday.", TODAY, &["..2025-03-14"]);
    check("They will meet by the end of the year.", TODAY, &["..2025-12-31"]);
    check("They met before March 3.", TODAY, &["..2025-03-02"]);
    check("They met after March 3.", TODAY, &["2025-03-04.."]);
    // The attack was on Monday; what came after it is not told.
    check("They met after Monday's attack.", TODAY, &["2025-03-10"]);
}

#[test]
fn feasts_fixed_movable_and_beyond_the_table() {
    check("They met at Christmas.", TODAY, &["2024-12-25"]);
    check("They will meet on Good Friday.", TODAY, &["2025-04-18"]);
    check("They met at Easter 2024.", "", &["2024-03-31"]);
    check("They will meet during Ramadan.", TODAY, &["?"]);
}

#[test]
fn the_dateline_is_the_day_of_writing() {
    check("OSLO, March 12 (Agency) — They met on Tuesday.", TODAY, &["2025-03-12", "2025-03-11"]);
    check("Talks\n\nThursday, March 13, 2025\n\nThey met yesterday.", "", &["2025-03-13", "2025-03-12"]);
    // A date far from the day of publication is no dateline.
    check("OSLO, March 1 (Agency) — They met yesterday.", TODAY, &["2025-03-01", "2025-03-12"]);
}

#[test]
fn the_phrase_is_quoted_with_its_preposition() {
    let doc = parse("They met on Tuesday night and will meet since 2014.");
    let mentions = dates(&doc, None);
    let texts: Vec<&str> = mentions.iter().map(|mention| mention.text(&doc)).collect();
    assert_eq!(texts, ["on Tuesday night", "since 2014"]);
    assert_eq!(mentions[0].tokens, 3..5);
}

#[test]
fn a_verb_finds_its_own_date() {
    let doc = parse("The envoys met in Oslo on Wednesday, and they will meet tomorrow.");
    let mentions = dates(&doc, Some(TODAY.parse().unwrap()));
    let verbs: Vec<usize> =
        doc.iter().filter(|token| token.text().starts_with("me")).map(|token| token.index()).collect();
    let told = |verb: usize| date_of_event(&doc, &mentions, verb).map(|mention| shown(mention.period));
    assert_eq!(told(verbs[0]).as_deref(), Some("2025-03-12"));
    assert_eq!(told(verbs[1]).as_deref(), Some("2025-03-14"));
    assert_eq!(date_of_event(&doc, &mentions, doc.len()), None);
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        "\n\n\n",
        "9999999999 March 0",
        "March 99, 99999",
        "-1--1-1",
        "12/12/12/12",
        "é",
        "1 1 1 1 March March",
        "’90s’",
    ] {
        let _ = dates(&parse(text), Some(TODAY.parse().unwrap()));
    }
}
