//! What the learned files share: [`names`] found by their letters, the vectors and kinds of [`words`], and the [`origins`] of persons' names.

pub(crate) mod file;
pub(crate) mod names;
pub(crate) mod origins;
pub(crate) mod words;
