//! Reads a text as spaCy does: tokens, tags, lemmas, dependency tree, sentences, named entities.

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
mod pipeline;
mod python_str;
mod regex_words;
mod symbols;
mod tokenizer;
mod transitions;

pub use doc::{Doc, Entity, Iob, Pos, Token, TokenRef};
pub use pipeline::{LoadError, Pipeline};
