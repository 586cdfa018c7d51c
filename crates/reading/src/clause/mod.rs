//! Clauses: what the form of a verb says of its event, who takes part in it, and on what conditions.
//!
//! ```text
//! The union would not accept the offer unless pay rose.
//! subject   modal neg verb   object    condition
//! ```
//!
//! One place for the scope of negation, modality and conditions, which answers and positions read alike.

mod arguments;
mod conditions;
mod negation;
mod silence;

pub(crate) use arguments::{
    agent, clause_range, is_passive, is_reduced_passive, particle_fits, particles, phrase, subject,
};
pub(crate) use conditions::conditions;
pub(crate) use negation::{Modality, is_negated, is_question, modality};
pub(crate) use silence::keeps_silent;
