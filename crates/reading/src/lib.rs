//! One parsed report into its [`Reading`]: who said what, what was proposed and answered, who met whom.
//!
//! [`read`] runs the stages in turn; each is one module with one entry point and knows those above it only.
//!
//! | stage | gives |
//! |---|---|
//! | [`dates`] | time expressions and their days |
//! | [`mentions`] | actors, and which words refer to whom |
//! | [`attribution`] | source, cue and content of everything reported |
//! | [`statements`] | attributions with speaker, party, act, firmness, terms, time |
//! | [`contacts`] | calls, meetings, talks, visits, letters |
//! | [`proposals`] | what was tabled, and each party's answer |
//! | [`positions`] | where each party stands on each term |
//! | [`disputes`] | accounts that cannot both be true |
//! | [`codes`] | of which country somebody is, and what they are in it |
//! | [`events`] | who did what to whom, as PLOVER counts it |

pub mod attribution;
mod clause;
pub mod codes;
pub mod contacts;
mod context;
pub mod dates;
mod direction;
pub mod disputes;
pub mod events;
mod learned;
mod matter;
pub mod mentions;
mod parsing;
pub mod positions;
pub mod proposals;
mod said;
pub mod statements;
mod voices;

pub use context::Context;
pub use matter::Matter;
pub use mentions::Cast;
pub use parsing::parse;

use rapporteur_language::Doc;
use rapporteur_record::Reading;
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_report::Report;

/// Reads one report. `doc` is the parse of `report.text`, as [`parse`] gives it. The same arguments give the same reading.
pub fn read(report: &Report, doc: &Doc, codebook: &Codebook, cues: &Cues) -> Reading {
    read_with_cast(report, doc, codebook, cues, &Cast::default())
}

/// The same for one report among several of a negotiation, whose [`Cast`] tells who those are of whom this report gives
/// the name only.
pub fn read_with_cast(report: &Report, doc: &Doc, codebook: &Codebook, cues: &Cues, cast: &Cast) -> Reading {
    let context = Context::with_cast(doc, report.published, codebook, cues, cast);
    let statements = statements::statements(&context, &context.attributed);
    let contacts = contacts::contacts(&context, &statements);
    let proposals = proposals::proposals(&context, &statements);
    let positions = positions::positions(&context, &statements);
    let disputes = disputes::disputes(&context, &statements);
    let events = events::events(&context, &statements, &contacts);
    let unread = statements::unread(&context, &context.attributed, &statements);
    Reading {
        actors: context.mentions.into_actors(),
        statements,
        proposals,
        positions,
        contacts,
        disputes,
        events,
        unread,
    }
}
