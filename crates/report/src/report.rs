//! One source document.

use jiff::civil::Date;

/// One source document: a news article, a readout, a wire story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// As given, or made from text, date and outlet.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Where it was found.
    pub url: Option<String>,
    /// What is read; every offset of the record counts in it.
    pub text: String,
}
