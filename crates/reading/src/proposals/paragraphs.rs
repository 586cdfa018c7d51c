//! Paragraphs: what stands together in a report.

use rapporteur_language::Doc;

/// The paragraph of each token, counted from the first.
#[derive(Clone, Debug)]
pub(super) struct Paragraphs {
    /// First tokens of all paragraphs but the first.
    starts: Vec<usize>,
}

impl Paragraphs {
    /// Parts a text at its empty lines; where there are none, at its lines.
    pub(super) fn of(doc: &Doc) -> Self {
        let parts = |breaks: usize| -> Vec<usize> {
            let newlines = |at: &usize| doc.token(*at).text().matches('\n').count();
            (0..doc.len()).filter(|at| newlines(at) >= breaks).map(|at| at + 1).collect()
        };
        let starts = parts(2);
        Self { starts: if starts.is_empty() { parts(1) } else { starts } }
    }

    /// The place of a token's paragraph.
    pub(super) fn of_token(&self, token: usize) -> usize {
        self.starts.partition_point(|start| *start <= token)
    }
}
