//! Reports as JSON: one object a line, or an array of them.
//!
//! `text` is kept code point for code point and `id` as given; other keys than ours are passed over.

use serde::Deserialize;
use serde_json::Value;

use crate::problem::ProblemKind;
use crate::published::parse_published;
use crate::report::Report;

#[derive(Deserialize)]
struct Object {
    id: Option<Value>,
    title: Option<Value>,
    outlet: Option<Value>,
    published: Option<Value>,
    url: Option<Value>,
    text: Option<Value>,
}

/// The report of one line of JSON.
pub(crate) fn report_of_line(line: &str) -> Result<Report, ProblemKind> {
    let value: Value = serde_json::from_str(line).map_err(no_json)?;
    report_of(value)
}

/// The reports of a whole JSON text: an object, or an array of objects.
pub(crate) fn reports_of(text: &str) -> Result<Vec<Result<Report, ProblemKind>>, ProblemKind> {
    match serde_json::from_str(text).map_err(no_json)? {
        Value::Array(values) => Ok(values.into_iter().map(report_of).collect()),
        value => Ok(vec![report_of(value)]),
    }
}

fn no_json(error: serde_json::Error) -> ProblemKind {
    ProblemKind::NoJson { reason: error.to_string() }
}

fn report_of(value: Value) -> Result<Report, ProblemKind> {
    if !value.is_object() {
        return Err(no_report(format!("holds {} where a report should be", kind(&value))));
    }
    let object: Object = serde_json::from_value(value).map_err(|error| no_report(error.to_string()))?;
    let text = match object.text {
        Some(Value::String(text)) => text,
        Some(Value::Null) | None => return Err(no_report("has no `text`".to_owned())),
        Some(other) => return Err(wrong_kind("text", &other)),
    };
    let published = match word("published", object.published)? {
        Some(written) => {
            let date = parse_published(&written);
            Some(date.map_err(|date| ProblemKind::Published { field: "published".to_owned(), date })?)
        }
        None => None,
    };
    Ok(Report {
        id: word("id", object.id)?.unwrap_or_default(),
        title: word("title", object.title)?,
        outlet: word("outlet", object.outlet)?,
        published,
        url: word("url", object.url)?,
        text,
    })
}

/// A field's text; a number is taken as it is written, an empty text as none.
fn word(field: &'static str, value: Option<Value>) -> Result<Option<String>, ProblemKind> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text).filter(|text| !text.trim().is_empty())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(other) => Err(wrong_kind(field, &other)),
    }
}

fn wrong_kind(field: &str, value: &Value) -> ProblemKind {
    no_report(format!("`{field}` is {} where a text should be", kind(value)))
}

fn no_report(what: String) -> ProblemKind {
    ProblemKind::NoReport { what }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_report() {
        let line = r#"{"id":"r 1","title":"T","outlet":null,"published":"2024-05-02T08:00:00Z","url":"","text":" \u00e9\r\nA\ud83e\udd1d ","more":[1]}"#;
        let report = report_of_line(line).unwrap();
        assert_eq!(report.text, " é\r\nA🤝 ");
        assert_eq!((report.id.as_str(), report.outlet, report.url), ("r 1", None, None));
        assert_eq!(report.published.unwrap().to_string(), "2024-05-02");
        assert_eq!(report_of_line(r#"{"id":7,"text":"a"}"#).unwrap().id, "7");
    }

    #[test]
    fn what_is_no_report_says_why() {
        for (line, expect) in [
            ("{\"text\"", "is no JSON: EOF while parsing an object at line 1 column 7"),
            ("[1]", "holds an array where a report should be"),
            ("{}", "has no `text`"),
            (r#"{"text":5}"#, "`text` is a number where a text should be"),
            (r#"{"text":"a","title":["b"]}"#, "`title` is an array where a text should be"),
            (r#"{"text":"a","published":"2 Mai"}"#, "`published` is \"2 Mai\", which is no date"),
        ] {
            assert_eq!(report_of_line(line).unwrap_err().to_string(), expect, "{line}");
        }
    }

    #[test]
    fn an_array_or_one_object() {
        assert_eq!(reports_of(r#"[{"text":"a"}, 5]"#).unwrap().len(), 2);
        assert_eq!(reports_of("{\n\"text\": \"a\"}").unwrap().len(), 1);
        assert!(reports_of("[").is_err());
    }
}
