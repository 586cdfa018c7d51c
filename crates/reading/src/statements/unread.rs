//! What was heard and not understood: speakers without a name, speech without a statement.

use std::collections::BTreeSet;

use rapporteur_record::{CueKind, Statement, Unread};

use crate::attribution::Attributed;
use crate::context::Context;

/// What the statements do not cover.
pub fn unread(context: &Context<'_>, attributed: &Attributed, statements: &[Statement]) -> Unread {
    let text = context.doc.text();
    let written =
        |said: &&Statement| said.speaker.is_none() && matches!(said.cue_kind, CueKind::Speech | CueKind::Writing);
    let speakers: BTreeSet<String> = statements
        .iter()
        .filter(written)
        .filter_map(|said| said.source.first())
        .filter_map(|span| text.get(span.start as usize..span.end as usize))
        .map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    Unread {
        unresolved_speakers: speakers.into_iter().collect(),
        speech_without_statement: silent_sentences(context, attributed, statements),
    }
}

/// How many sentences have a verb of speech or a quotation without a speaker, and no statement.
fn silent_sentences(context: &Context<'_>, attributed: &Attributed, statements: &[Statement]) -> u32 {
    let doc = context.doc;
    let sentence_at = |byte: u32| doc.token_at(byte as usize).map(|token| doc.token(token).sentence());
    let told: BTreeSet<usize> = statements
        .iter()
        .flat_map(|said| said.cue.iter().chain(said.content.iter()))
        .filter_map(|span| sentence_at(span.start))
        .collect();
    let of_cues = attributed.lost_cues.iter().map(|&cue| doc.token(cue).sentence());
    let silent: BTreeSet<usize> = of_cues.filter(|sentence| !told.contains(sentence)).collect();
    silent.len() as u32
}
