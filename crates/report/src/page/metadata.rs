//! What a page says of itself: title, outlet, day, address.
//!
//! Looked for, in this order of trust: JSON-LD (`NewsArticle` and its kin), `<meta>` of Open Graph, Dublin Core and the
//! field's habits, `<time>`, `<title>`.

use jiff::civil::Date;
use serde_json::Value;

use crate::markup::{Piece, Tag, one_line, pieces};
use crate::published::parse_published;

/// Names of `<meta>` that give the day of publication.
const DATES: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
];

/// What was found, each the first of its kind.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    ld: Article,
    meta_title: Option<String>,
    title: Option<String>,
    site: Option<String>,
    meta_date: Option<Date>,
    time: Option<Date>,
    canonical: Option<String>,
    og_url: Option<String>,
}

/// What JSON-LD says.
#[derive(Debug, Default)]
struct Article {
    headline: Option<String>,
    publisher: Option<String>,
    date: Option<Date>,
}

impl Metadata {
    pub(super) fn of(html: &str) -> Self {
        let mut found = Self::default();
        let mut last: Option<Tag<'_>> = None;
        for piece in pieces(html) {
            match piece {
                Piece::Open(tag) => {
                    found.tag(&tag);
                    last = Some(tag);
                }
                Piece::Raw("script" | "SCRIPT", text) => {
                    let is_ld = |tag: &Tag<'_>| {
                        tag.value("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
                    };
                    if last.as_ref().is_some_and(is_ld) {
                        found.linked_data(text);
                    }
                }
                Piece::Text(text) => {
                    if last.as_ref().is_some_and(|tag| tag.is("title")) {
                        set(&mut found.title, || one_line(text));
                    }
                }
                Piece::Close(_) => last = None,
                Piece::Raw(..) => {}
            }
        }
        found
    }

    pub(super) fn published(&self) -> Option<Date> {
        self.ld.date.or(self.meta_date).or(self.time)
    }

    pub(super) fn outlet(&self) -> Option<String> {
        self.site.clone().or_else(|| self.ld.publisher.clone())
    }

    /// Without the outlet's name at its end.
    pub(super) fn title(&self) -> Option<String> {
        let title = [&self.ld.headline, &self.meta_title, &self.title].into_iter().find_map(Option::as_deref)?;
        let cut = self.outlet().and_then(|outlet| {
            let head = title.strip_suffix(outlet.as_str())?.trim_end().strip_suffix(['|', '-', '–', '—', '•', '·'])?;
            Some(head.trim_end().to_owned()).filter(|head| !head.is_empty())
        });
        Some(cut.unwrap_or_else(|| title.to_owned()))
    }

    pub(super) fn url(&self) -> Option<String> {
        self.canonical.clone().or_else(|| self.og_url.clone())
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let itemprop = |name: &str| tag.value("itemprop").is_some_and(|value| value.eq_ignore_ascii_case(name));
        if tag.is("meta") {
            self.meta(tag);
        } else if tag.is("link") && tag.value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
            set(&mut self.canonical, || tag.value("href").and_then(|href| address(&href)));
        } else if tag.is("time") {
            let date = || parse_published(&tag.value("datetime")?).ok();
            if itemprop("datePublished") || tag.value("pubdate").is_some() {
                set(&mut self.meta_date, date);
            }
            set(&mut self.time, date);
        }
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let Some(content) = tag.value("content") else { return };
        let names = ["property", "name", "itemprop"].into_iter().filter_map(|key| tag.value(key));
        for name in names {
            match name.to_ascii_lowercase().as_str() {
                "og:site_name" => set(&mut self.site, || line(&content)),
                "og:title" => set(&mut self.meta_title, || line(&content)),
                "og:url" => set(&mut self.og_url, || address(&content)),
                name if DATES.contains(&name) => set(&mut self.meta_date, || parse_published(&content).ok()),
                _ => {}
            }
        }
    }

    /// A block of JSON-LD: an object, an array of them, or a graph. One that is no JSON says nothing.
    fn linked_data(&mut self, text: &str) {
        let Ok(value) = serde_json::from_str::<Value>(text.trim()) else { return };
        let mut waiting = vec![&value];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => waiting.extend(values.iter().rev()),
                Value::Object(object) => {
                    waiting.extend(object.get("@graph"));
                    if value.get("@type").is_some_and(is_article) {
                        self.ld.take(value);
                    }
                }
                _ => {}
            }
        }
    }
}

impl Article {
    fn take(&mut self, value: &Value) {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        set(&mut self.headline, || text("headline").and_then(one_line));
        set(&mut self.date, || parse_published(text("datePublished")?).ok());
        set(&mut self.publisher, || {
            let publisher = value.get("publisher")?;
            let publisher = publisher.get(0).unwrap_or(publisher);
            one_line(publisher.get("name").unwrap_or(publisher).as_str()?)
        });
    }
}

/// `NewsArticle`, `ReportageNewsArticle`, `BlogPosting`, …, alone or in a list.
fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report",
        Value::Array(kinds) => kinds.iter().any(|kind| kind.is_string() && is_article(kind)),
        _ => false,
    }
}

fn set<T>(place: &mut Option<T>, value: impl FnOnce() -> Option<T>) {
    if place.is_none() {
        *place = value();
    }
}

/// An attribute's value on one line; its entities are decoded already.
fn line(value: &str) -> Option<String> {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

fn address(value: &str) -> Option<String> {
    let value = value.trim();
    (value.starts_with("https://") || value.starts_with("http://")).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, outlet, day, address.
    fn check(html: &str, expect: [&str; 4]) {
        let page = Metadata::of(html);
        let date = page.published().map(|date| date.to_string());
        let got = [page.title(), page.outlet(), date, page.url()].map(Option::unwrap_or_default);
        assert_eq!(got, expect, "{html}");
    }

    #[test]
    fn what_pages_say_of_themselves() {
        check("<title>Talks resume | The Post</title>", ["Talks resume | The Post", "", "", ""]);
        check(
            r#"<title>x</title><meta property="og:site_name" content="The Post"><meta property="og:title" content="Talks &quot;resume&quot; – The Post">
            <meta property="article:published_time" content="2024-05-02T23:00:00+02:00"><meta property="og:url" content="https://x.test/og">"#,
            ["Talks \"resume\"", "The Post", "2024-05-02", "https://x.test/og"],
        );
        check(
            r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"no"},
            {"@type":["NewsArticle"],"headline":"Talks &amp; more","datePublished":"2024-05-02","publisher":{"@type":"Organization","name":"The Post"}}]}</script>
            <meta name="date" content="2020-01-01"><link rel="canonical" href="https://x.test/a">"#,
            ["Talks & more", "The Post", "2024-05-02", "https://x.test/a"],
        );
        check("<time datetime='2024-05-02T10:00'>2 May</time><time datetime='2023-01-01'>", ["", "", "2024-05-02", ""]);
        check(
            "<time datetime='2024-01-01'></time><time itemprop=datePublished datetime='2024-05-02'>",
            ["", "", "2024-05-02", ""],
        );
    }

    #[test]
    fn what_says_nothing() {
        check(r#"<script type="application/ld+json">{"@type":"NewsArticle",</script>"#, [""; 4]);
        check(
            r#"<script type="application/ld+json">{"@type":"Event","headline":"x","datePublished":"2024-05-02"}</script>"#,
            [""; 4],
        );
        check(
            r#"<meta property="article:published_time" content="soon"><link rel=canonical href="/relative">"#,
            [""; 4],
        );
        check(r#"<meta property="og:site_name">"#, [""; 4]);
    }
}
