//! Why a word made a contact or none, for those who look inside (`rapporteur debug contacts`).

use rapporteur_record::Statement;
use rapporteur_record::codebook::ContactWords;

use super::occasion::{Fate, fates};
use super::trigger::{Trigger, triggers};
use crate::context::Context;
use crate::said::said;

/// A line for each word that can tell of a contact: what it tells of, whom its slots name, what became of it.
///
/// ```text
/// phoned: call held | She + the envoy | Norland, Sudland | 3: She phoned the envoy on Monday
/// met: no contact | sales + target
/// ```
pub fn explained(context: &Context<'_>, statements: &[Statement]) -> Vec<String> {
    let words = ContactWords::builtin();
    let said = said(context, statements);
    let found = triggers(context.doc, words);
    let told: Vec<_> = found.iter().map(|trigger| super::tellings(context, words, &said, trigger)).collect();
    let mut fates = fates(context, told.iter().flatten().cloned().collect()).into_iter();
    let mut line = |trigger: &Trigger, told: bool| {
        let word = context.doc.token(trigger.token).text();
        let slots: Vec<&str> =
            trigger.sides.iter().chain(&trigger.hosts).map(|side| context.doc.token(*side).text()).collect();
        let slots = slots.join(" + ");
        let Some((telling, fate)) = told.then(|| fates.next()).flatten() else {
            return format!("{word}: no contact | {slots}");
        };
        let name = |actor: &rapporteur_record::ActorId| {
            context.mentions.actors().get(actor.index()).map_or("?", |actor| actor.name.as_str())
        };
        let parties: Vec<&str> = telling.parties.iter().map(name).collect();
        let persons: Vec<&str> =
            telling.participants.iter().filter(|one| !telling.parties.contains(one)).map(name).collect();
        let fate = match fate {
            Fate::Stands(number) => format!("{number}"),
            Fate::Joins(number) => format!("more of {number}"),
            Fate::NoVisit => "nobody is visited".to_owned(),
            Fate::TooFewSides => "too few sides".to_owned(),
        };
        let words = telling.evidence.of(context.doc.text()).unwrap_or_default().replace('\n', " ");
        let (kind, status) = (telling.kind, telling.verdict.status);
        format!("{word}: {kind} {status} | {slots} | {} ({}) | {fate}: {words}", parties.join(", "), persons.join(", "))
    };
    let mut lines = Vec::new();
    for (trigger, told) in found.iter().zip(&told) {
        lines.extend((0..told.len().max(1)).map(|_| line(trigger, !told.is_empty())));
    }
    lines
}
