//! Where a pipeline's files come from: a folder, or a bundle in memory.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use rmpv::ValueRef;

use super::error::LoadError;
use crate::neural::params::text;

/// The files of one pipeline.
pub(super) enum Files<'b> {
    /// As spaCy keeps them.
    Folder(PathBuf),
    /// A msgpack map from paths to contents, as `models/make_bundle.py` makes it.
    Bundle(Vec<(&'b str, &'b [u8])>),
}

impl<'b> Files<'b> {
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self::Folder(folder.to_owned())
    }

    pub(super) fn in_bundle(bytes: &'b [u8]) -> Result<Self, LoadError> {
        let no_bundle = || LoadError::Bundle("files".to_owned());
        let Ok(ValueRef::Map(entries)) = rmpv::decode::read_value_ref(&mut &bytes[..]) else {
            return Err(no_bundle());
        };
        let file = |(path, content): &(ValueRef<'b>, ValueRef<'b>)| match content {
            ValueRef::Binary(content) => Some((text(path)?, *content)),
            _ => None,
        };
        entries.iter().map(file).collect::<Option<_>>().map(Self::Bundle).ok_or_else(no_bundle)
    }

    pub(super) fn read(&self, path: &str) -> Result<Cow<'b, [u8]>, LoadError> {
        match self {
            Self::Folder(folder) => {
                let path = folder.join(path);
                std::fs::read(&path).map(Cow::Owned).map_err(|source| LoadError::File { path, source })
            }
            Self::Bundle(files) => files
                .iter()
                .find(|(known, _)| *known == path)
                .map(|&(_, content)| Cow::Borrowed(content))
                .ok_or_else(|| LoadError::Bundle(path.to_owned())),
        }
    }

    /// A file of UTF-8.
    pub(super) fn read_text(&self, path: &str) -> Result<String, LoadError> {
        let bytes = self.read(path)?;
        let invalid = |_| LoadError::Malformed { component: path.to_owned(), what: "it is not UTF-8".to_owned() };
        std::str::from_utf8(&bytes).map(str::to_owned).map_err(invalid)
    }
}
