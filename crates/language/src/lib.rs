#![doc = include_str!("../README.md")]
//!
//! # Where to look
//!
//! ```text
//! text ─► tokenizer ─► neural (embedding, encoder) ─► tagger ─► transitions (parser, entities) ─► attribute_ruler ─► lemmatizer ─► Doc
//! ```
//!
//! [`Pipeline`] holds it all together; [`Doc`] is what comes out.

pub mod attribute_ruler;
mod conllu;
pub mod doc;
mod hash;
mod intern;
pub mod json;
pub mod lemmatizer;
mod lexeme;
mod neural;
mod noun_chunks;
mod packed;
mod pipeline;
mod python_str;
mod regex_words;
mod symbols;
mod tokenizer;
mod transitions;

pub use doc::{Doc, Entity, Iob, Pos, Token, TokenRef};
pub use packed::PackedDoc;
pub use pipeline::{LoadError, Pipeline, Stage, StageTimes, Told};
