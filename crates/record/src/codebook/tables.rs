//! A codebook file as it is written: the rows of every table, before anything is checked against anything else.
//!
//! Each file of `codebook/` and each file of a user may hold rows of any table. A row keeps its place, so that a
//! mistake found later is still reported with its line.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::error::{CodebookError, CodebookProblem};
use super::given_names::GivenNamesRow;
use super::offices::{OfficeRow, QualifierRow};
use super::organisations::OrganisationRow;
use super::outlets::OutletRow;
use super::persons::PersonRow;
use super::places::PlacesRow;
use super::responses::{AnswerRow, ProposalRow, StanceRow};
use super::states::StateRow;
use super::terms::TermRow;

/// All rows of one file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Tables {
    pub(super) state: Vec<Spanned<StateRow>>,
    pub(super) organisation: Vec<Spanned<OrganisationRow>>,
    pub(super) outlet: Vec<Spanned<OutletRow>>,
    pub(super) office: Vec<Spanned<OfficeRow>>,
    pub(super) qualifier: Vec<Spanned<QualifierRow>>,
    pub(super) person: Vec<Spanned<PersonRow>>,
    pub(super) given_names: Vec<Spanned<GivenNamesRow>>,
    pub(super) places: Vec<Spanned<PlacesRow>>,
    pub(super) term: Vec<Spanned<TermRow>>,
    pub(super) answer: Vec<Spanned<AnswerRow>>,
    pub(super) stance: Vec<Spanned<StanceRow>>,
    pub(super) proposal: Vec<Spanned<ProposalRow>>,
}

/// A file's name and text, to say where in it a mistake is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl<'a> Source<'a> {
    /// Reads the rows, as tables of the type asked for.
    pub(super) fn tables<T: DeserializeOwned>(self) -> Result<T, CodebookError> {
        toml::from_str(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.error(at, CodebookProblem::Syntax { message: error.message().to_owned() })
        })
    }

    /// The mistake at byte `at` of the text.
    pub(super) fn error(self, at: usize, problem: CodebookProblem) -> CodebookError {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        CodebookError { file: self.file.to_owned(), line, problem }
    }

    /// The mistake in the string `quoted` of the row that begins at byte `row`; of the row itself if it is not found
    /// there as written (an escape may hide it).
    pub(super) fn error_in(self, row: usize, quoted: &str, problem: CodebookProblem) -> CodebookError {
        let found = self.text.get(row..).and_then(|rest| rest.find(&format!("\"{quoted}\"")));
        self.error(row + found.unwrap_or(0), problem)
    }
}
