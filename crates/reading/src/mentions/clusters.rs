//! Which mentions mean the same, as those who measure coreference want it.

use std::collections::BTreeSet;

use rapporteur_language::Doc;
use rapporteur_record::Span;
use serde::Serialize;

use super::entities::{Entity, EntityId, Kind};
use super::resolver::{Form, Resolver};

/// Mentions of one actor or place, pronouns included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Whom they mean.
    pub name: String,
    /// Their words, in text order.
    pub mentions: Vec<Span>,
}

/// Clusters of two or more, in the order of their first mentions.
pub(super) fn of(resolver: &Resolver<'_, '_>) -> Vec<Cluster> {
    let by_pronoun = resolver.mentions.iter().filter(|mention| mention.form == Form::Pronoun);
    let pronouns: BTreeSet<usize> = by_pronoun.map(|mention| mention.entity.index()).collect();
    let mut spans: Vec<Vec<Span>> = vec![Vec::new(); resolver.entities.len()];
    for mention in &resolver.mentions {
        spans[mention.entity.index()].push(resolver.text.span(mention.range.clone()));
    }
    let entity = |id: usize| -> &Entity<'_> { resolver.entity(EntityId(id as u32)) };
    let mut all: Vec<Cluster> = Vec::new();
    for (id, mut mentions) in spans.into_iter().enumerate() {
        mentions.sort();
        mentions.dedup();
        // Of things only those that "they" means: the rest are no one.
        let someone =
            entity(id).kind != Kind::Thing || entity(id).own_voice || entity(id).plural && pronouns.contains(&id);
        if mentions.len() > 1 && someone {
            all.push(Cluster { name: entity(id).name.clone(), mentions });
        }
    }
    all.sort_by_key(|cluster| cluster.mentions.first().copied());
    all
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    clusters: Vec<Vec<[usize; 2]>>,
}

/// A report's clusters as a line of JSON: `{"id", "clusters": [[[start, end], …], …]}`, offsets in code points.
///
/// # Errors
///
/// Never in practice: only what the writer of JSON itself can't hold.
pub fn json_line(id: &str, doc: &Doc, clusters: &[Cluster]) -> Result<String, serde_json::Error> {
    let mut code_points = vec![0; doc.text().len() + 1];
    for (count, (byte, letter)) in doc.text().char_indices().enumerate() {
        code_points[byte] = count;
        code_points[byte + letter.len_utf8()] = count + 1;
    }
    let place = |byte: u32| code_points.get(byte as usize).copied().unwrap_or_default();
    let clusters = clusters
        .iter()
        .map(|cluster| cluster.mentions.iter().map(|span| [place(span.start), place(span.end)]).collect())
        .collect();
    serde_json::to_string(&Line { id, clusters })
}
