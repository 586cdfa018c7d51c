//! What the learned files share: [`names`] found by their letters, and the vectors and kinds of [`words`].

pub(crate) mod file;
pub(crate) mod names;
pub(crate) mod words;
