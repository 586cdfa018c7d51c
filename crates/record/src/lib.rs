//! The record of a negotiation: its vocabulary as types, the codebook, merging, JSON.
//!
//! Read first: [`Reading`], what one report says; [`vocabulary`], the closed lists of words; [`codebook`], what a
//! political scientist tells the program about the world.

mod at_least_one;
pub mod codebook;
mod entries;
mod period;
mod reading;
mod span;
pub mod vocabulary;

pub use at_least_one::{AtLeastOne, Empty};
pub use entries::{
    Actor, ActorId, Contact, Dispute, Event, EventActor, Position, Proposal, Response, Statement, StatementId,
    TimeExpression,
};
pub use period::Period;
pub use reading::{Reading, Unread};
pub use span::Span;
pub use vocabulary::{
    Act, ActorKind, Authority, ContactKind, ContactStatus, CueKind, DisputeKind, EventAux, EventType, Firmness, Mode,
    Quad, ResponseValue, Stance, Standing, Term, UnknownWord,
};
