//! Briefs of an invented negotiation, as a reader sees them. Read a changed snapshot as its reader would before it is taken.

#![expect(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

mod strait;
mod told;

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser, Tag};
use rapporteur_record::{Act, Authority, CueKind, Mode, Record, Term};
use rapporteur_views::{BriefOptions, write_brief, write_markdown};
use unicode_width::UnicodeWidthStr;

use crate::told::{Said, Told};

fn brief(options: &BriefOptions) -> String {
    let mut out = Vec::new();
    write_brief(&strait::record(), options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn markdown(options: &BriefOptions) -> String {
    let mut out = Vec::new();
    write_markdown(&strait::record(), options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn in_80_columns() {
    insta::assert_snapshot!(brief(&BriefOptions { evidence: true, ..BriefOptions::default() }));
}

#[test]
fn in_200_columns() {
    insta::assert_snapshot!(brief(&BriefOptions { width: 200, ..BriefOptions::default() }));
}

#[test]
fn as_markdown() {
    insta::assert_snapshot!(markdown(&BriefOptions { evidence: true, ..BriefOptions::default() }));
}

/// A reader of Markdown finds headings, lists, tables and emphasis, and every other character as text: nothing of a report
/// becomes a link, a tag or a list.
#[test]
fn markdown_is_read_as_it_is_meant() {
    let written = markdown(&BriefOptions { evidence: true, ..BriefOptions::default() });
    let (mut told, mut tables, mut headings) = (String::new(), 0, 0);
    for event in Parser::new_ext(&written, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) => told += &text,
            Event::Start(Tag::Table(_)) => tables += 1,
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::InlineHtml(tag) => assert!(
                ["<br>", "<strong>", "</strong>", "</a>"].contains(&&*tag) || tag.starts_with("<a id=\"source-"),
                "{tag}"
            ),
            Event::Start(Tag::Link { dest_url, .. }) => assert!(dest_url.starts_with("#source-"), "{dest_url}"),
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item | Tag::Strong | Tag::TableHead) => {}
            Event::Start(Tag::TableRow | Tag::TableCell) | Event::SoftBreak | Event::HardBreak | Event::End(_) => {}
            other => panic!("{other:?} is not meant"),
        }
    }
    assert!(told.contains("both | *sides*, <b>they</b>"), "{told}");
    assert_eq!((tables, headings > 15), (3, true));
}

/// Every number leads to the words behind it, and all words are led to.
#[test]
fn in_markdown_a_number_leads_to_its_evidence() {
    let written = markdown(&BriefOptions { evidence: true, ..BriefOptions::default() });
    let (mut links, mut anchors) = (BTreeSet::new(), BTreeSet::new());
    let (mut inside, mut told) = (None, 0);
    for event in Parser::new_ext(&written, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => inside = dest_url.strip_prefix("#source-").map(str::to_owned),
            Event::Text(number) if inside.is_some() => {
                assert_eq!(inside.take().as_deref(), Some(&*number));
                links.insert(number.to_string());
                told += 1;
            }
            Event::InlineHtml(tag) => {
                let id = tag.strip_prefix("<a id=\"source-").and_then(|rest| rest.strip_suffix("\">"));
                id.into_iter().for_each(|id| assert!(anchors.insert(id.to_owned()), "{id} stands twice"));
            }
            _ => {}
        }
    }
    assert!(told > 20 && links.is_subset(&anchors), "{links:?} of {anchors:?}");
    // "[3–5]" leads to the first and the last.
    assert!(anchors.len() <= links.len() + 4, "{anchors:?} but {links:?}");
    let without = markdown(&BriefOptions::default());
    assert!(!without.contains("](#source-"), "a link must lead somewhere: {without}");
}

#[test]
fn narrowed_to_a_party_a_term_and_the_last_days() {
    let narrow = BriefOptions {
        parties: vec!["reed coast front".into()],
        terms: vec![Term::Ceasefire],
        since: Some(told::may(10)),
        ..BriefOptions::default()
    };
    insta::assert_snapshot!(brief(&narrow));
}

#[test]
fn a_party_that_is_none_is_told_with_those_that_are() {
    let brief = brief(&BriefOptions { parties: vec!["Atlantis".into()], ..BriefOptions::default() });
    assert!(brief.contains("No party of the record is called “Atlantis”. Its parties: "), "{brief}");
    assert!(!brief.contains("CONTACTS"), "{brief}");
}

#[test]
fn statements_of_doubt_and_of_other_kinds_are_left_out_where_asked() {
    let sure = brief(&BriefOptions { min_confidence: 0.5, ..BriefOptions::default() });
    assert!(!sure.contains("Patience"), "{sure}");
    assert!(sure.contains("1 statement left out as too unsure"), "{sure}");
    let wishes = brief(&BriefOptions { cue_kinds: vec![CueKind::Intent], ..BriefOptions::default() });
    assert!(wishes.contains("intent") && wishes.contains("1 statement\n"), "{wishes}");
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width in [40, 60, 79, 80, 119, 120, 160, 200] {
        for line in brief(&BriefOptions { width, evidence: true, ..BriefOptions::default() }).lines() {
            assert!(line.width() <= width, "{} > {width}: {line}", line.width());
        }
    }
}

#[test]
fn colour_comes_only_where_asked_for_and_adds_nothing_but_colour() {
    let plain = brief(&BriefOptions::default());
    assert!(!plain.contains('\u{1b}'));
    let coloured = brief(&BriefOptions { colour: true, ..BriefOptions::default() });
    let mut bare = String::new();
    for part in coloured.split('\u{1b}') {
        bare += part.strip_prefix('[').and_then(|code| code.split_once('m')).map_or(part, |(_, text)| text);
    }
    assert_eq!(bare, plain);
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let options = BriefOptions { evidence: true, ..BriefOptions::default() };
    assert_eq!(brief(&options), brief(&options));
}

/// A record that nobody could read whole.
fn long_record() -> Record {
    let points: Vec<String> = (0..620).map(|number| format!("point {number} stands")).collect();
    let mut told = Told::new("r1", "Coast Wire", Some(told::may(3)), &format!("Orr said: {}.", points.join(". ")));
    for point in &points {
        let said =
            Said { speaker: None, authority: Authority::Unnamed, mode: Mode::Indirect, act: Act::Assert, about: &[] };
        told.says(said, "Orr [said]", point);
    }
    Record::merge(vec![told.read()], vec![], &[]).unwrap()
}

#[test]
fn of_very_many_statements_the_newest_are_shown_and_the_others_counted() {
    let mut out = Vec::new();
    write_brief(&long_record(), &BriefOptions::default(), &mut out).unwrap();
    let brief = String::from_utf8(out).unwrap();
    assert!(brief.contains("620 statements\n") && brief.contains("the newest 500; 120 earlier ones"), "{brief}");
    assert!(!brief.contains("point 119 stands") && brief.contains("point 120 stands"), "{brief}");
}

#[test]
fn an_empty_record_says_so() {
    let mut out = Vec::new();
    write_brief(&Record::default(), &BriefOptions::default(), &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}
