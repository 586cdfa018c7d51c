//! The record in the forms that the field's programs read. One file or folder for each.
//!
//! ```text
//!                   ┌─► csv, parquet            one table or a folder of them
//! record ─► tables ─┼─► dna                     a Discourse Network Analyzer database
//!                   └─► (dictionary)
//! record ─► networks ─► graphml, gexf           contacts, actors and terms, who agrees with whom
//! record ─► events ──► plover, polecat          event data (their files lie in `crate::events`)
//! record ─► mend, html                          contacts as mediators list them; a report to hand over
//! ```
//!
//! All of them write as they go: none holds its output. Tables, event data, DNA and mediation events take the record entry by entry
//! ([`Entries`](rapporteur_record::Entries)), so that it need not be held either; networks and the HTML report show the whole,
//! and hold it. None knows where its bytes go; that they land whole or not at all is for the program that calls.

mod base64;
pub mod csv;
pub mod dna;
pub mod html;
pub mod mend;
pub mod networks;
pub mod parquet;
pub(crate) mod tables;

#[cfg(test)]
pub(crate) mod testing;
