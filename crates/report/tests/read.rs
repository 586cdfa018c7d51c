//! Files and folders as users have them.

use std::path::{Path, PathBuf};

use rapporteur_report::{Input, ReadOptions, Severity, dateline, read_bytes, read_inputs};

fn fixture(name: &str) -> PathBuf {
    Path::new("tests/fixtures").join(name)
}

fn read(names: &[&str]) -> Input {
    let paths: Vec<PathBuf> = names.iter().map(|name| fixture(name)).collect();
    read_inputs(&paths, &ReadOptions::default())
}

fn problems(input: &Input) -> Vec<String> {
    input.problems.iter().map(|problem| problem.to_string().replace('\\', "/").replace("tests/fixtures/", "")).collect()
}

#[test]
fn a_page_gives_its_article_and_what_it_says_of_itself() {
    let input = read(&["article.html"]);
    let report = &input.reports[0];
    assert_eq!(report.title.as_deref(), Some("Harbour talks pause for a week"));
    assert_eq!(report.outlet.as_deref(), Some("The Lakeside Courier"));
    assert_eq!(report.published.unwrap().to_string(), "2024-05-02");
    assert_eq!(report.url.as_deref(), Some("https://courier.example/world/harbour-talks"));
    for wanted in [
        "PORT AVEL, May 2 — Talks over",
        "“We have not left the table,” said Mara Quill, who leads the island’s delegation. “We have gone to fetch a pen.”\n\n",
        "the mainland's ministry",
        "ten years ; the mainland",
    ] {
        assert!(report.text.contains(wanted), "{wanted}: {}", report.text);
    }
    for unwanted in ["Sport", "Ferry", "rights reserved", "Subscribe", "color", "headline"] {
        assert!(!report.text.contains(unwanted), "{unwanted}: {}", report.text);
    }
    let place = dateline(&report.text, report.published).unwrap();
    assert_eq!(&report.text[place.place], "PORT AVEL");
    assert!(input.problems.is_empty());
}

#[test]
fn a_bad_line_is_named_and_the_others_are_read() {
    let input = read(&["lines.jsonl"]);
    let ids: Vec<&str> = input.reports.iter().map(|report| report.id.as_str()).collect();
    assert_eq!(ids, ["first", "first-2", "foreign", "second"]);
    assert_eq!(input.reports[0].text, "  The pilots are waiting, their union said. 🤝\r\n");
    let expect = [
        r#"lines.jsonl:4: `published` is "2 Mai", which is no date"#,
        "lines.jsonl:5: is no JSON: EOF while parsing an object at line 1 column 13",
        "lines.jsonl:6: the id first is already that of another text; this one is now first-2",
        "lines.jsonl:7: report second is the same as one from lines.jsonl; it counts once",
    ];
    assert_eq!(problems(&input), expect);
    let severities: Vec<_> = input.problems.iter().map(|problem| problem.kind.severity()).collect();
    assert_eq!(severities, [Severity::Error, Severity::Error, Severity::Warning, Severity::Note]);
    assert_eq!(input.set_aside.len(), 1);
    assert_eq!(input.readable().count(), 3);
    assert!(input.readable().all(|report| report.id != "foreign"));
    assert_eq!((input.set_aside[0].report, input.set_aside[0].line), (2, Some(8)));
    assert_eq!(input.set_aside[0].reason.to_string(), "in French; no model is loaded for it");
}

#[test]
fn a_folder_is_walked_and_what_is_not_read_is_told() {
    let input = read(&["folder"]);
    let texts: Vec<&str> = input.reports.iter().map(|report| report.text.as_str()).collect();
    assert_eq!(texts.len(), 4);
    assert_eq!(texts[0], "The hosts asked for quiet.");
    assert_eq!(texts[1], "“We can sign,” Brandt said – if the pilots agree.\n");
    assert!(texts.contains(&"The pilots agreed, their union said.\r\n\r\nNobody signed.\r\n"));
    assert_eq!(input.reports[1].published.unwrap().to_string(), "2024-05-04");
    assert_eq!(input.set_aside.len(), 1);
    assert_eq!(input.set_aside[0].reason.to_string(), "binary: it holds NUL bytes");
    let expect =
        ["folder/inner/c.json: has no `text`", "folder/table.csv: the ending .csv is none of a report; passed over"];
    assert_eq!(problems(&input), expect);
}

#[test]
fn a_feed_gives_its_items() {
    let input = read(&["feed.xml"]);
    assert_eq!(
        input.reports[0].text,
        "The delegations agreed on fees for small boats, Quill said.\n\nLarge ships come next."
    );
    assert_eq!(input.reports[0].published.unwrap().to_string(), "2024-05-03");
    assert_eq!(input.reports[0].outlet.as_deref(), Some("Quay Radio"));
    assert_eq!(input.reports[1].published, None);
}

#[test]
fn the_order_of_the_inputs_changes_nothing() {
    let names = ["folder", "feed.xml", "lines.jsonl", "article.html", "missing.txt", "folder/b.txt"];
    let mut reversed = names;
    reversed.reverse();
    let input = read(&names);
    assert_eq!(input, read(&reversed));
    assert!(problems(&input).iter().any(|problem| problem.starts_with("missing.txt: cannot be opened")));
}

#[test]
fn a_given_day_is_for_reports_without_one() {
    let options = ReadOptions { published: "2020-01-01".parse().ok(), ..ReadOptions::default() };
    let input = read_inputs(&[fixture("feed.xml")], &options);
    let days: Vec<String> = input.reports.iter().map(|report| report.published.unwrap().to_string()).collect();
    assert_eq!(days, ["2020-01-01", "2024-05-03"]);
}

#[test]
fn what_is_refused_says_what_to_do() {
    for (name, bytes, expect) in [
        ("a.txt.gz", &b"\x1f\x8b"[..], "a.txt.gz: is compressed, which is not read"),
        ("standard input", b"\x28\xB5\x2F\xFD", "standard input: is compressed, which is not read"),
        ("a.xml", b"<a>", "a.xml: is neither RSS nor Atom: unable to parse feed: no root element"),
        ("a.html", b"<html>", "a.html: no article was found on the page"),
    ] {
        let input = read_bytes(name, bytes, &ReadOptions::default());
        assert_eq!(problems(&input), [expect]);
        assert!(input.problems[0].kind.help().is_some());
        assert!(input.reports.is_empty());
    }
}

#[test]
fn an_empty_file_is_set_aside_as_empty() {
    let input = read_bytes("a.txt", b"", &ReadOptions::default());
    assert_eq!(input.set_aside[0].reason.to_string(), "empty");
    assert_eq!(input.reports.len(), 1);
}
