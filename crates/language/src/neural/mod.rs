//! The networks: hash embeddings, a window encoder, and what is read off its vectors.
//!
//! ```text
//! word forms ─► embedding ─► encoder ─┬─► tagger
//!   lexeme ids    hashed       d window ├─► hidden layer of the parser
//!                 rows, mixed   layers  └─► hidden layer of the entity recogniser
//! ```
//!
//! Every sum has one fixed order ([`kernels`]), so that all machines give the same bits.

pub(crate) mod embedding;
pub(crate) mod encoder;
pub(crate) mod kernels;
pub(crate) mod params;
pub(crate) mod scorer;
pub(crate) mod softmax;
pub(crate) mod tok2vec;
