//! Ranges of a report's text.

use serde::{Deserialize, Serialize};

/// Half-open range of one report's text, in bytes. The JSON counts in code points; the writer converts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}
