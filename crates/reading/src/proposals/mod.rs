//! Proposals: what was tabled, by whom, and what each party answered.
//!
//! ```text
//! Norway's plan for a fund was welcomed by the rebels; the government said it would need to be reworked.
//! proposal~~~~~~~~~~~~~~~~     accepted    the rebels      the government         countered
//! ```
//!
//! [`mention`] finds where something on the table is spoken of, [`table`] says which mentions are of one proposal,
//! [`answers`] reads the verbs of answering ([`left_out`] those that are left out), [`nouns`] its nouns, and [`replies`] the statements that answer by what is said in them.
//! Each answer is laid to the proposal that its words name, or to the one that another party tabled shortly before.
//!
//! Left to others: where a party stands on a term as such (`positions`).

mod answers;
mod left_out;
mod mention;
mod nouns;
mod paragraphs;
mod replies;
mod table;
#[cfg(test)]
mod tests;
mod value;

use rapporteur_record::{AtLeastOne, Proposal, Response, Statement};

use crate::context::Context;
use crate::said::{said, span};
use crate::voices::{disclaimers, standing};
use answers::Answered;
use table::{Draft, Table};

/// The proposals of a report with their responses, in text order.
pub fn proposals(context: &Context<'_>, statements: &[Statement]) -> Vec<Proposal> {
    let said = said(context, statements);
    let matter = &context.matter;
    let mut table = Table::of(mention::mentions(context, matter, &said));
    let mut answered = answers::answers(context, matter, &said, &mut table);
    answered.extend(replies::replies(context, matter, &said, &mut table, &answered));
    answered.sort_by_key(|one| (one.tokens.start, one.draft));
    let disclaimed = disclaimers(statements);
    let drafts = table.into_drafts().into_iter().enumerate();
    let usual = matter.most_told();
    let proposals = drafts.filter_map(|(at, mut draft)| {
        let own = answered.iter().filter(|one| one.draft == at).collect();
        let responses = responses(context, own, &disclaimed);
        if draft.terms.is_empty() {
            // "the figure": of whatever the report is mostly about.
            draft.terms.extend(usual);
        }
        draft.is_told(&responses).then(|| proposal(context, draft, responses)).flatten()
    });
    proposals.collect()
}

fn proposal(context: &Context<'_>, draft: Draft, responses: Vec<Response>) -> Option<Proposal> {
    let evidence: Vec<_> = draft.mentions.iter().map(|range| span(context.doc, range.clone())).collect();
    Some(Proposal {
        name: draft.name,
        terms: draft.terms,
        tabled_by: draft.tabled_by,
        tabled: draft.tabled,
        responses,
        evidence: AtLeastOne::from_vec(evidence)?,
    })
}

/// One response for each party, the most telling of its answers with the words of all.
fn responses(
    context: &Context<'_>,
    answered: Vec<&Answered>,
    disclaimed: &[rapporteur_record::ActorId],
) -> Vec<Response> {
    let mut all: Vec<(u8, Response)> = Vec::new();
    for one in answered {
        let rank = value::rank(one.value);
        let by_disclaimer = one.voice.by.is_some_and(|by| disclaimed.contains(&by));
        let standing = one.standing.unwrap_or_else(|| standing(one.voice.authority, by_disclaimer));
        let known = all.iter_mut().find(|(_, response)| response.party == one.voice.party);
        let Some((known_rank, known)) = known else {
            all.push((rank, first_response(context, one, standing)));
            continue;
        };
        if rank >= *known_rank {
            let mut newer = first_response(context, one, standing.max(known.standing));
            newer.evidence.extend(known.evidence.iter().copied());
            newer.conditions.append(&mut known.conditions);
            *known = newer;
            *known_rank = rank;
        } else {
            known.evidence.extend(one.evidence(context.doc));
        }
        known.evidence.sort_and_dedup();
    }
    all.into_iter().map(|(_, response)| response).collect()
}

fn first_response(context: &Context<'_>, one: &Answered, standing: rapporteur_record::Standing) -> Response {
    let doc = context.doc;
    let spans: Vec<_> = one.evidence(doc);
    Response {
        party: one.voice.party,
        response: one.value.response,
        by: one.voice.by,
        authority: one.voice.authority,
        standing,
        when: one.when,
        conditions: one.conditions.iter().map(|range| doc.slice(range.clone()).to_owned()).collect(),
        evidence: AtLeastOne::from_vec(spans).unwrap_or_else(|| AtLeastOne::one(span(doc, one.tokens.clone()))),
    }
}
