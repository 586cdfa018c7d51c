//! Full text: which reports hold these words.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

use crate::error::LedgerError;
use crate::open::Ledger;

/// A report in which the words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its id as given.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Date>,
    /// Its headline.
    pub title: Option<String>,
    /// The words between ▸ and ◂, with some around them.
    pub passage: String,
}

impl Ledger {
    /// The reports in which all these words stand, the best first; "words in quotation marks" as a phrase, the start of a
    /// word with a star behind it.
    pub fn search(&self, words: &str, most: usize) -> Result<Vec<Hit>, LedgerError> {
        let query = query(words);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let on = |error| self.meant(error);
        let mut select = self
            .connection
            .prepare(
                "SELECT given_id, outlet, published, report.title, snippet(words, 1, '▸', '◂', '…', 40)
                 FROM words JOIN report ON report.row = words.rowid
                 WHERE words MATCH ?1 ORDER BY bm25(words, 4.0, 1.0), report.row LIMIT ?2",
            )
            .map_err(on)?;
        let hit = |row: &rusqlite::Row<'_>| {
            let published: Option<String> = row.get(2)?;
            Ok(Hit {
                id: row.get(0)?,
                outlet: row.get(1)?,
                published: published.and_then(|day| day.parse().ok()),
                title: row.get(3)?,
                passage: row.get(4)?,
            })
        };
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let hits = select.query_map(params![query, most], hit).map_err(on)?;
        hits.collect::<Result<_, _>>().map_err(on)
    }
}

impl Ledger {
    /// The reports in which these words stand one after the other, by their numbers in the ledger, in order.
    pub fn rows_with(&self, words: &str) -> Result<Vec<i64>, LedgerError> {
        let Some(phrase) = quoted(&words.replace('"', " "), "") else { return Ok(Vec::new()) };
        let on = |error| self.meant(error);
        let select = "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid";
        let mut select = self.connection.prepare_cached(select).map_err(on)?;
        let rows = select.query_map([phrase], |row| row.get(0)).map_err(on)?;
        rows.collect::<Result<_, _>>().map_err(on)
    }

    /// The report that was given this id, by its number in the ledger.
    pub fn row_of(&self, id: &str) -> Result<Option<i64>, LedgerError> {
        let row = self.connection.query_row("SELECT row FROM report WHERE given_id = ?1", [id], |row| row.get(0));
        row.optional().map_err(|error| self.meant(error))
    }
}

/// What the user wrote in FTS5's own language, where every mark has a meaning: words and phrases, each quoted.
fn query(words: &str) -> String {
    let mut query: Vec<String> = Vec::new();
    for (at, part) in words.split('"').enumerate() {
        if at % 2 == 1 {
            query.extend(quoted(part, ""));
        } else {
            for word in part.split_whitespace() {
                let star = if word.ends_with('*') { "*" } else { "" };
                query.extend(quoted(word.trim_end_matches('*'), star));
            }
        }
    }
    query.join(" ")
}

fn quoted(words: &str, star: &str) -> Option<String> {
    words.chars().any(char::is_alphanumeric).then(|| format!("\"{words}\"{star}"))
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn marks_of_the_query_language_are_words_like_others() {
        for (words, wanted) in [
            ("truce", r#""truce""#),
            ("truce AND OR", r#""truce" "AND" "OR""#),
            ("\"no deal\" ceasef*", r#""no deal" "ceasef"*"#),
            ("NEAR( ) - *", r#""NEAR(""#),
            ("\"", ""),
        ] {
            assert_eq!(query(words), wanted, "{words}");
        }
    }
}
