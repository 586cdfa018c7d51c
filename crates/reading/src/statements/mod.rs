//! Statements: attributions with their speaker, party, act, firmness, terms and time.

use rapporteur_record::{Act, AtLeastOne, Firmness, Statement, TimeExpression};

use crate::attribution::{Attributed, Attribution};
use crate::context::Context;

/// The statements of a report, in text order. Each is `None` or the one made of the attribution at that place.
pub fn statements(context: &Context<'_>, attributed: &Attributed) -> Vec<Statement> {
    attributed.attributions.iter().filter_map(|attribution| statement(context, attribution)).collect()
}

fn statement(context: &Context<'_>, attribution: &Attribution) -> Option<Statement> {
    let speaker = attribution.source_head.and_then(|head| context.mentions.referent(head));
    let actor = speaker.map(|speaker| &context.mentions.actors()[speaker.index()]);
    Some(Statement {
        speaker,
        party: actor.and_then(|actor| actor.party),
        authority: actor.and_then(|actor| actor.authority),
        audience: None,
        cue_kind: attribution.cue_kind,
        mode: attribution.mode,
        act: Act::Assert,
        firmness: Firmness::Plain,
        about: Vec::new(),
        source: attribution.source.clone(),
        cue: attribution.cue.clone(),
        content: AtLeastOne::from_vec(attribution.content.clone())?,
        said: TimeExpression::default(),
        within: None,
        confidence: None,
    })
}
