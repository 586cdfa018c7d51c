//! Bytes of any form into [`Report`]s.

mod report;

pub use report::Report;
