//! RSS and Atom: every item with a text is a report.
//!
//! The title is the item's, the outlet the feed's title, the text the item's content or else its summary. Ids are made
//! as for any report without one: feeds give addresses, or nothing.

use feed_rs::model::{Entry, Feed};
use feed_rs::parser::Builder;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::markup::{one_line, paragraphs};
use crate::problem::ProblemKind;
use crate::published::parse_published;
use crate::report::Report;

/// The reports of a feed, given as text.
pub(crate) fn reports_of(text: &str) -> Result<Vec<Report>, ProblemKind> {
    let parser = Builder::new().timestamp_parser(day).id_generator(|_, _, _| String::new()).build();
    let feed = parser.parse(without_declaration(text).as_bytes());
    let feed = feed.map_err(|error| ProblemKind::NoFeed { reason: error.to_string() })?;
    let outlet = feed.title.as_ref().and_then(|title| one_line(&title.content));
    Ok(entries(feed).filter_map(|entry| report_of(&entry, outlet.as_deref())).collect())
}

fn entries(feed: Feed) -> impl Iterator<Item = Entry> {
    feed.entries.into_iter()
}

/// The text is decoded already, so the encoding that the declaration names is no longer true.
fn without_declaration(text: &str) -> &str {
    let text = text.trim_start();
    let declared = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    declared.map_or(text, |(_, after)| after)
}

/// The start of the day as written, so that a late hour in the west does not become the next day. The crate's time type
/// is reached through its own parser.
fn day<T: std::str::FromStr>(text: &str) -> Option<T> {
    format!("{}T00:00:00Z", parse_published(text).ok()?).parse().ok()
}

fn report_of(entry: &Entry, outlet: Option<&str>) -> Option<Report> {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let text = [content, summary].into_iter().flatten().map(paragraphs).find(|text| !text.is_empty())?;
    let seconds = entry.published.or(entry.updated).map(|time| time.timestamp());
    Some(Report {
        id: String::new(),
        title: entry.title.as_ref().and_then(|title| one_line(&title.content)),
        outlet: outlet.map(str::to_owned),
        published: seconds.and_then(utc_day),
        url: entry.links.first().map(|link| link.href.clone()),
        text,
    })
}

fn utc_day(seconds: i64) -> Option<Date> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_rss() {
        let feed = r#"<?xml version="1.0" encoding="windows-1252"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
            <title>The Daily Post &amp; Mail</title>
            <item><title>Talks resume</title><link>https://x.test/1</link><pubDate>Thu, 02 May 2024 23:30:00 -0500</pubDate>
              <description>Short.</description><content:encoded><![CDATA[<p>One &amp; two.</p><p>“Three”.</p>]]></content:encoded></item>
            <item><title>No words</title></item>
            <item><description>&lt;p&gt;Only a summary&lt;/p&gt;</description></item>
            </channel></rss>"#;
        let reports = reports_of(feed).unwrap();
        assert_eq!(reports.len(), 2);
        assert_eq!(reports[0].text, "One & two.\n\n“Three”.");
        assert_eq!(reports[0].title.as_deref(), Some("Talks resume"));
        assert_eq!(reports[0].outlet.as_deref(), Some("The Daily Post & Mail"));
        assert_eq!(reports[0].published.unwrap().to_string(), "2024-05-02");
        assert_eq!(reports[0].url.as_deref(), Some("https://x.test/1"));
        assert_eq!(reports[1].text, "Only a summary");
    }

    #[test]
    fn entries_of_atom() {
        let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><id>f</id><updated>2024-05-02T10:00:00Z</updated>
            <entry><id>e</id><title>A</title><published>2024-05-01T10:00:00Z</published><link href="https://x.test/a"/>
            <content type="html">&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;</content></entry></feed>"#;
        let reports = reports_of(feed).unwrap();
        assert_eq!(reports[0].text, "First.\n\nSecond.");
        assert_eq!(reports[0].published.unwrap().to_string(), "2024-05-01");
    }

    #[test]
    fn what_is_no_feed_says_so() {
        for text in ["", "<a/>", "<rss", "words"] {
            assert!(matches!(reports_of(text), Err(ProblemKind::NoFeed { .. })), "{text}");
        }
    }
}
