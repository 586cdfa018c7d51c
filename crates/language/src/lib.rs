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
#[allow(dead_code)]
mod tokenizer;

pub use doc::{Doc, Entity, Iob, Pos, Token, TokenRef};
