//! Reads a text as spaCy does: tokens, tags, lemmas, dependency tree, sentences, named entities.

pub mod attribute_ruler;
mod conllu;
pub mod doc;
mod hash;
mod intern;
pub mod json;
pub mod lemmatizer;
mod noun_chunks;
mod python_str;
mod regex_words;
mod symbols;

pub use doc::{Doc, Entity, Iob, Pos, Token, TokenRef};
