//! What can be wrong with a codebook file, said so that its author can mend it.

use std::fmt;

/// A mistake in a codebook file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodebookError {
    /// The file's name as the caller gave it.
    pub file: String,
    /// Line of the mistake, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: CodebookProblem,
}

/// The kinds of mistakes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodebookProblem {
    /// Not TOML, an unknown key, a missing one, a value of another type or outside its list; the parser's words.
    Syntax {
        /// What the parser said.
        message: String,
    },
    /// A name that another entry of the same layer holds, not marked as ambiguous by both.
    DuplicateName {
        /// The name as written.
        name: String,
        /// The entry that holds it already.
        holder: String,
    },
    /// Two entries of one file with the same id.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// An id that names no entry.
    UnknownParty {
        /// The id as written.
        id: String,
    },
    /// A date that is none.
    Date {
        /// The text as written.
        text: String,
    },
    /// A term pattern that can't be read.
    Pattern {
        /// The pattern as written.
        pattern: String,
        /// Why not.
        reason: &'static str,
    },
    /// A name without a letter or digit.
    EmptyName,
}

impl fmt::Display for CodebookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.problem)
    }
}

impl fmt::Display for CodebookProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { message } => write!(f, "{message}"),
            Self::DuplicateName { name, holder } => {
                write!(f, "\"{name}\" is a name of `{holder}` already; mark it under `ambiguous` in both, or drop it")
            }
            Self::DuplicateId { id } => write!(f, "the id `{id}` is taken by an entry above; give another `id`"),
            Self::UnknownParty { id } => write!(f, "`{id}` is the id of no state or organisation"),
            Self::Date { text } => write!(f, "\"{text}\" is no date; write it as 2024-05-02"),
            Self::Pattern { pattern, reason } => write!(f, "the phrase \"{pattern}\" can't be read: {reason}"),
            Self::EmptyName => write!(f, "a name needs a letter or a digit"),
        }
    }
}

impl std::error::Error for CodebookError {}
