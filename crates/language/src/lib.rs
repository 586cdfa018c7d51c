//! Reads a text as spaCy does: tokens, tags, lemmas, dependency tree, sentences, named entities.

pub mod doc;
mod hash;
mod intern;
pub mod json;
mod symbols;

pub use doc::{Doc, Entity, Iob, Pos, Token, TokenRef};
