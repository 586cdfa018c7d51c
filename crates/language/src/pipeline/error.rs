//! Why a pipeline can't be loaded.

use std::path::PathBuf;

use crate::attribute_ruler::RulerError;
use crate::lemmatizer::LemmatizerError;
use crate::neural::params::ModelError;
use crate::tokenizer::TokenizerError;

/// Why a pipeline can't be loaded. Each says which file or component is to blame and why.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// A file can't be read.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The bundle has no such file, or is no bundle.
    #[error("the bundle holds no {0}; it was not made by models/make_bundle.py, or is damaged")]
    Bundle(String),
    /// `config.cfg` is not of the form that spaCy writes.
    #[error("config.cfg, line {line}: {what}")]
    Config {
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A component that this engine has no code for, or a component without which another can't run.
    #[error("the component {component:?} can't be run: {reason}")]
    Unsupported {
        /// Its name in the pipeline.
        component: String,
        /// Why not.
        reason: String,
    },
    /// A component's file is not of the shape that spaCy writes.
    #[error("the component {component:?}: {what}")]
    Malformed {
        /// Its name in the pipeline.
        component: String,
        /// What is wrong.
        what: String,
    },
    /// The attribute ruler's file.
    #[error("the component \"attribute_ruler\": {0}")]
    AttributeRuler(#[from] RulerError),
    /// The lemmatizer's files.
    #[error("the component \"lemmatizer\": {0}")]
    Lemmatizer(#[from] LemmatizerError),
}

impl LoadError {
    /// The error of a network's file.
    pub(super) fn of_model(component: &str, error: ModelError) -> Self {
        let component = component.to_owned();
        match error {
            ModelError::Unsupported(reason) => Self::Unsupported { component, reason },
            other => Self::Malformed { component, what: other.to_string() },
        }
    }
}

impl From<TokenizerError> for LoadError {
    fn from(error: TokenizerError) -> Self {
        let component = "tokenizer".to_owned();
        match error {
            TokenizerError::Expression { .. } => Self::Unsupported { component, reason: error.to_string() },
            _ => Self::Malformed { component, what: error.to_string() },
        }
    }
}
